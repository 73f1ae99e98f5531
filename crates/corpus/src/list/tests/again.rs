//! Listing twice: what is remembered, what must be the same, and what stops it.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::records::noisy_lines;
use super::*;

#[test]
fn a_file_that_changed_or_vanished_since_is_stale() {
    let scratch = Scratch::new(&[("a.py", b"x = 1\n"), ("r.jsonl", b"{\"code\": \"a\"}\n")]);
    let folder = listed(&scratch.folder());
    let records = listed(&scratch.records("r.jsonl"));
    let stale = |listing: &Listing, file: &str| match read(&listing.shards[0], &options()) {
        Err(CorpusError::Stale { path }) => assert!(path.ends_with(file), "{path:?}"),
        other => panic!("{other:?}"),
    };
    scratch.write("a.py", b"x = 2\n");
    stale(&folder, "a.py");
    fs::remove_file(scratch.path("a.py")).expect("it is there");
    stale(&folder, "a.py");
    scratch.write("r.jsonl", b"{\"code\": \"b\"}\n");
    stale(&records, "r.jsonl");
    fs::remove_file(scratch.path("r.jsonl")).expect("it is there");
    stale(&records, "r.jsonl");
}

#[test]
fn an_unchanged_tree_is_not_read_again_and_a_changed_file_is() {
    let scratch = Scratch::new(&[
        ("a.py", b"x = 1\n"),
        ("b.py", b"# caf\xe9\n"),
        ("tool", b"#!/bin/sh\n"),
        ("Cargo.toml", b"[package]\nlicense = 'MIT'\n"),
        ("../r.jsonl", b"{\"code\": \"a\"}\n{\n"),
    ]);
    let mut specs = scratch.folder();
    specs.push(SourceSpec::Records(Records {
        path: scratch.path("../r.jsonl"),
        name: Some("r".into()),
        fields: Fields::default(),
    }));
    // Past the clock tick of the files, or they are racily clean, and read once more.
    std::thread::sleep(Duration::from_millis(50));
    let again = || {
        let mut index = scratch.index();
        let listing = list(&specs, &options(), &mut index, &AtomicBool::new(false)).expect("it lists");
        index.save().expect("it is writable");
        listing
    };
    let first = again();
    assert!(first.hashed_bytes > 0);
    let second = again();
    assert_eq!(second.hashed_bytes, 0);
    let digests = |listing: &Listing| listing.shards.iter().map(|shard| shard.digest).collect::<Vec<_>>();
    assert_eq!(digests(&first), digests(&second));
    assert_eq!(first.bad, second.bad);
    assert_eq!(first.skipped, second.skipped);

    // Same size, same name; then the times of before, which is what ctime is for.
    let times = fs::metadata(scratch.path("a.py")).and_then(|metadata| metadata.modified()).expect("times");
    scratch.write("a.py", b"x = 9\n");
    let file = fs::File::options().write(true).open(scratch.path("a.py")).expect("it is there");
    file.set_modified(times).expect("it is ours");
    let third = again();
    assert_eq!(third.hashed_bytes, 6);
    assert_ne!(digests(&first), digests(&third));

    // Another limit is asked of the same index.
    let small = IngestOptions { max_bytes: 5, ..options() };
    let listing = list(&specs, &small, &mut scratch.index(), &AtomicBool::new(false)).expect("it lists");
    let too_large = listing.bad.iter().filter(|bad| matches!(bad.reason, BadReason::TooLarge { .. }));
    assert_eq!(too_large.count(), 3);
}

#[test]
fn a_file_written_in_the_tick_of_its_listing_is_read_again() {
    let scratch = Scratch::new(&[]);
    let mut index = scratch.index();
    index.begin();
    // After the listing began: the index may not believe what it now learns.
    scratch.write("a.py", b"x = 1\n");
    let stat = Stat::of(&fs::metadata(scratch.path("a.py")).expect("it is there"));
    assert!(index.is_racy(&stat));
}

#[test]
fn a_listing_depends_on_nothing_but_its_inputs() {
    let scratch = Scratch::new(&[]);
    for n in 0..300 {
        let name = format!("d{}/f{n}.py", n % 17);
        scratch.write(&name, format!("x = {n}\n{}", "#\n".repeat(n)).as_bytes());
    }
    scratch.write("../r.jsonl", &noisy_lines(100));
    let records =
        SourceSpec::Records(Records { path: scratch.path("../r.jsonl"), name: None, fields: Fields::default() });
    let mut specs = scratch.folder();
    specs.push(records);
    let seen = |specs: &[SourceSpec], threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let listing = pool.install(|| listed(specs));
        let shards: Vec<_> = listing
            .shards
            .iter()
            .map(|shard| (shard.digest, shard.first_path.clone(), shard.bytes, shard.documents))
            .collect();
        (shards, listing.bad)
    };
    let want = seen(&specs, 1);
    assert!(want.0.len() > 10);
    assert_eq!(seen(&specs, 4), want);
    specs.reverse();
    assert_eq!(seen(&specs, 2), want);
}

#[test]
fn wrong_recipes_and_requests_to_stop_are_errors() {
    let scratch = Scratch::new(&[("a.py", b"1"), ("r.jsonl", b"")]);
    let run = |specs: &[SourceSpec], options: IngestOptions, cancel: bool| {
        list(specs, &options, &mut StatIndex::in_memory(), &AtomicBool::new(cancel)).expect_err("it is wrong")
    };
    let folder = scratch.folder();
    let twice = [folder[0].clone(), scratch.records("r.jsonl")[0].clone()];
    assert!(matches!(run(&twice, options(), false), CorpusError::DuplicateSource { name } if name == "s"));
    assert!(matches!(run(&folder, options(), true), CorpusError::Cancelled));
    let tiny = IngestOptions { shard_bytes: 1, ..options() };
    assert!(matches!(run(&folder, tiny, false), CorpusError::Option { name: "shard_bytes", .. }));
    assert!(matches!(run(&scratch.records("gone.jsonl"), options(), false), CorpusError::Missing { .. }));
    let file_as_folder = [SourceSpec::Folder(Folder {
        path: scratch.path("a.py"),
        name: None,
        include: vec![],
        exclude: vec![],
        gitignore: true,
    })];
    assert!(matches!(run(&file_as_folder, options(), false), CorpusError::WrongKind { .. }));
    assert!(!Path::new("r.jsonl").exists());
}
