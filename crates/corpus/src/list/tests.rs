//! Listing and reading, each bad input with its exact outcome, on scratch folders.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use arrow::array::{Array, ArrayRef, AsArray, BinaryArray, Int64Array, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;

use super::*;
use crate::read::{read, read_many};
use crate::source::{Fields, Folder, Preset, Records};

struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new(files: &[(&str, &[u8])]) -> Scratch {
        let scratch = Scratch(tempfile::tempdir().expect("a scratch folder"));
        for (name, content) in files {
            scratch.write(name, content);
        }
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("src").join(name)
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    fn folder(&self) -> Vec<SourceSpec> {
        vec![SourceSpec::Folder(Folder {
            path: self.path(""),
            name: Some("s".into()),
            include: vec![],
            exclude: vec![],
            gitignore: true,
        })]
    }

    fn records(&self, name: &str) -> Vec<SourceSpec> {
        vec![SourceSpec::Records(Records {
            path: self.path(name),
            name: Some("s".into()),
            fields: Fields::Preset(Preset::Default),
        })]
    }

    fn index(&self) -> StatIndex {
        StatIndex::open(&self.0.path().join("index"))
    }
}

fn options() -> IngestOptions {
    IngestOptions {
        max_bytes: 1000,
        shard_bytes: 4096,
    }
}

fn listed(specs: &[SourceSpec]) -> Listing {
    list(
        specs,
        &options(),
        &mut StatIndex::in_memory(),
        &AtomicBool::new(false),
    )
    .expect("it lists")
}

/// One line a document: its columns that tests look at.
fn documents(listing: &Listing) -> Vec<String> {
    let mut out = Vec::new();
    for shard in &listing.shards {
        let batch = read(shard, &options()).expect("it reads").batch;
        assert_eq!(batch.num_rows() as u64, shard.documents);
        out.extend(lines(&batch));
    }
    out
}

fn lines(batch: &RecordBatch) -> Vec<String> {
    let text = |name: &str, row: usize| {
        let column = batch
            .column_by_name(name)
            .expect("a column")
            .as_string::<i32>();
        if column.is_null(row) {
            "-".to_string()
        } else {
            column.value(row).to_string()
        }
    };
    (0..batch.num_rows())
        .map(|row| {
            let columns = ["path", "language", "license", "content"];
            columns
                .map(|name| text(name, row).escape_debug().to_string())
                .join(" ")
        })
        .collect()
}

fn bad(file: &str, offset: u64, reason: BadReason) -> BadInput {
    BadInput {
        source: "s".into(),
        file: file.into(),
        offset,
        reason,
    }
}

fn skipped(listing: &Listing) -> Vec<(&str, u64)> {
    listing
        .skipped
        .iter()
        .map(|(reason, count)| (reason.as_str(), *count))
        .collect()
}

#[test]
fn a_folder_gives_its_code_with_language_and_licence() {
    let scratch = Scratch::new(&[
        ("b.py", b"x = 1\n"),
        ("a/lib.rs", b"fn f() {}\n"),
        ("a/Cargo.toml", b"[package]\nlicense = 'MIT/Apache-2.0'\n"),
        ("run", b"#!/usr/bin/env python3\nprint(1)\n"),
        ("notes", b"just words\n"),
        ("README.md", b"# x\n"),
        ("LICENSE", b"Mozilla Public License Version 2.0\n"),
        (".hidden/c.py", b"x = 2\n"),
        (".git/d.py", b"x = 3\n"),
        ("target/e.py", b"x = 4\n"),
        (".gitignore", b"target/\n"),
        ("empty/__init__.py", b""),
    ]);
    let listing = listed(&scratch.folder());
    assert_eq!(
        documents(&listing),
        [
            "a/lib.rs rust MIT OR Apache-2.0 fn f() {}\\n",
            "b.py python MPL-2.0 x = 1\\n",
            "empty/__init__.py python MPL-2.0 ",
            "run python MPL-2.0 #!/usr/bin/env python3\\nprint(1)\\n",
        ]
    );
    assert_eq!(listing.bad, []);
    assert_eq!((listing.files, listing.bytes), (4, 6 + 10 + 32));
    assert_eq!(
        skipped(&listing),
        [
            (".md", 1),
            (".toml", 1),
            ("no code inside", 1),
            ("no extension", 1)
        ]
    );
}

#[test]
fn include_exclude_and_gitignore_are_honoured_or_not_as_asked() {
    let scratch = Scratch::new(&[
        ("a.py", b"1"),
        ("a_test.py", b"2"),
        ("b.rs", b"3"),
        ("ignored.py", b"4"),
        (".gitignore", b"ignored.py"),
        ("vendor/c.py", b"5"),
    ]);
    let check = |include: &[&str], exclude: &[&str], gitignore: bool, want: &[&str]| {
        let own = |globs: &[&str]| globs.iter().map(|glob| glob.to_string()).collect();
        let listing = listed(&[SourceSpec::Folder(Folder {
            path: scratch.path(""),
            name: None,
            include: own(include),
            exclude: own(exclude),
            gitignore,
        })]);
        let paths: Vec<String> = documents(&listing)
            .iter()
            .map(|line| line.split(' ').next().unwrap_or_default().to_string())
            .collect();
        assert_eq!(paths, want);
    };
    check(
        &[],
        &[],
        true,
        &["a.py", "a_test.py", "b.rs", "vendor/c.py"],
    );
    check(&["*.py"], &["*_test.py", "vendor"], true, &["a.py"]);
    check(
        &["*.py"],
        &["vendor/**"],
        false,
        &["a.py", "a_test.py", "ignored.py"],
    );
}

#[test]
fn bad_files_are_ledgered_with_where_and_why() {
    let scratch = Scratch::new(&[
        ("a.py", b"ok = 1\n"),
        ("latin.py", b"# caf\xe9\n"),
        ("big.py", &[b'x'; 1001]),
        ("max.py", &[b'x'; 1000]),
    ]);
    let listing = listed(&scratch.folder());
    let want = [
        bad(
            "big.py",
            0,
            BadReason::TooLarge {
                bytes: 1001,
                max: 1000,
            },
        ),
        bad("latin.py", 5, BadReason::NotUtf8 { at: 5 }),
    ];
    assert_eq!(listing.bad, want);
    assert_eq!(listing.shards[0].bad, want);
    assert_eq!((listing.files, listing.shards[0].documents), (4, 2));
}

#[test]
fn a_file_without_permission_is_ledgered_as_unreadable() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new(&[("a.py", b"1"), ("b.py", b"2")]);
    fs::set_permissions(scratch.path("b.py"), fs::Permissions::from_mode(0)).expect("it is ours");
    let listing = listed(&scratch.folder());
    if fs::read(scratch.path("b.py")).is_ok() {
        // The superuser reads everything: then it is a document like any other.
        eprintln!("SKIPPED: permissions do not bind this user");
        assert_eq!(documents(&listing).len(), 2);
        return;
    }
    let error = "Permission denied (os error 13)".to_string();
    assert_eq!(
        listing.bad,
        [bad("b.py", 0, BadReason::Unreadable { error })]
    );
}

#[test]
fn links_are_counted_and_never_followed_so_a_loop_cannot_hang() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new(&[("a/x.py", b"1"), ("../outside.py", b"2")]);
    symlink(scratch.path("a"), scratch.path("a/loop")).expect("a link");
    symlink("self.py", scratch.path("self.py")).expect("a link");
    symlink(scratch.path("../outside.py"), scratch.path("out.py")).expect("a link");
    let listing = listed(&scratch.folder());
    assert_eq!(documents(&listing), ["a/x.py python - 1"]);
    assert_eq!(skipped(&listing), [("symbolic link", 3)]);
    assert_eq!(listing.bad, []);
}

#[test]
fn a_path_that_is_not_utf8_is_ledgered() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let scratch = Scratch::new(&[("a.py", b"1")]);
    fs::write(scratch.path("").join(OsStr::from_bytes(b"b\xff.py")), b"2").expect("a file");
    let listing = listed(&scratch.folder());
    assert_eq!(
        listing.bad,
        [bad("b\u{fffd}.py", 0, BadReason::PathNotUtf8)]
    );
    assert_eq!(documents(&listing).len(), 1);
}

#[test]
fn bad_lines_are_ledgered_with_their_offsets() {
    let mut text = Vec::new();
    text.extend_from_slice(b"{\"code\": \"a\"}\n"); // 0
    text.extend_from_slice(b"{\"code\": oops}\n"); // 14
    text.extend_from_slice(b"{\"code\": \"\xff\"}\n"); // 29, the byte at 39
    text.extend_from_slice(b"{\"name\": \"b\"}\n"); // 43
    text.extend_from_slice(format!("{{\"code\": \"{}\"}}\n", "y".repeat(1000)).as_bytes()); // 57
    text.extend_from_slice(b"{\"code\": \"c\"}\n"); // 1070
    text.extend_from_slice(b"{\"code\": \"d"); // 1084
    let fields = "content (content, code, text, func_code_string, original_string, whole_func_string, output)";
    let want = |file: &str| {
        [
            bad(
                file,
                14,
                BadReason::NotJson {
                    at: 9,
                    error: "expected value".into(),
                },
            ),
            bad(file, 29, BadReason::NotUtf8 { at: 39 }),
            bad(
                file,
                43,
                BadReason::MissingField {
                    field: fields.into(),
                },
            ),
            bad(
                file,
                57,
                BadReason::TooLarge {
                    bytes: 1012,
                    max: 1000,
                },
            ),
            bad(file, 1084, BadReason::CutShort),
        ]
    };
    let zstd = zstd::encode_all(text.as_slice(), 1).expect("it compresses");
    for (file, content) in [
        ("r.jsonl", text.clone()),
        ("r.jsonl.gz", gzip(&text)),
        ("r.ndjson.zst", zstd),
    ] {
        let scratch = Scratch::new(&[(file, &content)]);
        let listing = listed(&scratch.records(file));
        assert_eq!(listing.bad, want(file));
        assert_eq!(listing.shards[0].bad, want(file));
        assert_eq!(
            documents(&listing),
            [format!("{file} - - a"), format!("{file} - - c")]
        );
    }
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("it compresses");
    encoder.finish().expect("it compresses")
}

/// Lines that do not compress well, so that a cut falls among them.
fn noisy_lines(count: u64) -> Vec<u8> {
    let mut text = Vec::new();
    for n in 0..count {
        let noise = blake3::hash(&n.to_le_bytes()).to_hex();
        writeln!(text, "{{\"code\": \"{n} {noise}\", \"path\": \"p{n}.py\"}}").expect("to memory");
    }
    text
}

#[test]
fn a_truncated_archive_keeps_the_whole_records_before_the_cut() {
    // Many blocks: a zstd block is 128 KiB of text, and what its cut leaves of one is lost.
    let text = noisy_lines(10_000);
    let gz = gzip(&text);
    let zst = zstd::encode_all(text.as_slice(), 1).expect("it compresses");
    for (file, format, content) in [("r.jsonl.gz", "gzip", gz), ("r.jsonl.zst", "zstd", zst)] {
        let scratch = Scratch::new(&[(file, &content[..content.len() / 2])]);
        let listing = listed(&scratch.records(file));
        let documents = documents(&listing);
        assert!(
            (3000..5500).contains(&documents.len()),
            "{file}: {}",
            documents.len()
        );
        for (n, line) in documents.iter().enumerate() {
            assert!(
                line.starts_with(&format!("p{n}.py python - {n} ")),
                "{line}"
            );
        }
        // The one bad input says how much text there was: the whole records and part of the next.
        let [
            BadInput {
                offset,
                reason: BadReason::Truncated { format: found, .. },
                ..
            },
        ] = listing.bad.as_slice()
        else {
            panic!("{file}: {:?}", listing.bad);
        };
        assert_eq!(found, format);
        let whole: u64 = listing.shards.iter().map(|shard| shard.bytes).sum();
        assert!(
            (whole..whole + 200).contains(offset),
            "{file}: {offset} after {whole}"
        );
    }
}

#[test]
fn an_archive_of_other_bytes_is_corrupt_and_one_of_none_truncated() {
    let scratch = Scratch::new(&[
        ("a.jsonl.gz", b"{\"code\": \"not compressed at all\"}"),
        ("b.jsonl.zst", b"{\"code\": \"not compressed at all\"}"),
        ("c.jsonl.gz", b""),
    ]);
    let kind = |file: &str| {
        let listing = listed(&scratch.records(file));
        assert!(listing.shards.is_empty());
        match listing.bad.as_slice() {
            [
                BadInput {
                    offset: 0,
                    reason: BadReason::Corrupt { format, .. },
                    ..
                },
            ] => {
                format!("corrupt {format}")
            }
            [
                BadInput {
                    offset: 0,
                    reason: BadReason::Truncated { format, .. },
                    ..
                },
            ] => {
                format!("truncated {format}")
            }
            other => panic!("{file}: {other:?}"),
        }
    };
    assert_eq!(kind("a.jsonl.gz"), "corrupt gzip");
    assert_eq!(kind("b.jsonl.zst"), "corrupt zstd");
    assert_eq!(kind("c.jsonl.gz"), "truncated gzip");
}

#[test]
fn a_gzip_of_several_members_is_read_whole() {
    let text = noisy_lines(100);
    let (a, b) = text.split_at(text.len() / 3);
    let scratch = Scratch::new(&[("r.jsonl.gz", &[gzip(a), gzip(b)].concat())]);
    let listing = listed(&scratch.records("r.jsonl.gz"));
    assert_eq!(documents(&listing).len(), 100);
    assert_eq!(listing.bad, []);
}

fn parquet(columns: Vec<(&str, ArrayRef)>, group: usize) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let properties = parquet::file::properties::WriterProperties::builder()
        .set_max_row_group_row_count(Some(group))
        .build();
    let mut writer =
        ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("to memory");
    writer.into_inner().expect("to memory")
}

#[test]
fn parquet_rows_are_documents_and_bad_ones_are_ledgered_by_number() {
    let content: ArrayRef = Arc::new(BinaryArray::from_opt_vec(vec![
        Some(b"x = 1".as_slice()),
        Some(b"caf\xe9"),
        None,
        Some(&[b'x'; 1200]),
        Some(b"y = 2"),
    ]));
    let path: ArrayRef = Arc::new(StringArray::from(vec![
        "a.py", "b.py", "c.py", "d.py", "e.rs",
    ]));
    let stars: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3, 4, 5]));
    let file = parquet(
        vec![
            ("content", content),
            ("path", path),
            ("max_stars_count", stars),
        ],
        2,
    );
    let scratch = Scratch::new(&[("r.parquet", &file)]);
    let listing = listed(&scratch.records("r.parquet"));
    assert_eq!(
        documents(&listing),
        ["a.py python - x = 1", "e.rs rust - y = 2"]
    );
    let fields = "content (content, code, text, func_code_string, original_string, whole_func_string, output)";
    assert_eq!(
        listing.bad,
        [
            bad("r.parquet", 1, BadReason::NotUtf8 { at: 3 }),
            bad(
                "r.parquet",
                2,
                BadReason::MissingField {
                    field: fields.into()
                }
            ),
            bad(
                "r.parquet",
                3,
                BadReason::TooLarge {
                    bytes: 1204,
                    max: 1000
                }
            ),
        ]
    );
}

#[test]
fn a_parquet_file_that_is_cut_or_of_another_kind_is_one_bad_input() {
    let names: ArrayRef = Arc::new(StringArray::from(vec!["a"; 100]));
    let file = parquet(vec![("content", Arc::clone(&names))], 100);
    let size = file.len() - 10;
    let other = parquet(vec![("name", names)], 100);
    let mut damaged = file.clone();
    let length = damaged.len();
    damaged[length - 8..length - 4].copy_from_slice(&u32::MAX.to_le_bytes());
    let scratch = Scratch::new(&[
        ("cut.parquet", &file[..size]),
        ("other.parquet", &other),
        ("damaged.parquet", &damaged),
    ]);
    let one = |file: &str| {
        let mut listing = listed(&scratch.records(file));
        assert!(listing.shards.is_empty());
        assert_eq!(listing.bad.len(), 1, "{:?}", listing.bad);
        listing.bad.remove(0)
    };
    let cut = one("cut.parquet");
    let BadReason::Truncated { format, found } = &cut.reason else {
        panic!("{cut:?}")
    };
    assert_eq!(format, "parquet");
    assert!(
        found.ends_with(&format!("at its end after {size} bytes, expected \"PAR1\"")),
        "{found}"
    );
    assert!(matches!(
        one("other.parquet").reason,
        BadReason::MissingField { .. }
    ));
    assert!(matches!(
        one("damaged.parquet").reason,
        BadReason::Corrupt { .. }
    ));
}

#[test]
fn ids_do_not_depend_on_the_position_and_repeats_have_ordinals() {
    let ids = |text: &str| {
        let scratch = Scratch::new(&[("r.jsonl", text.as_bytes())]);
        let mut ids = Vec::new();
        for shard in &listed(&scratch.records("r.jsonl")).shards {
            let batch = read(shard, &options()).expect("it reads").batch;
            let column = batch
                .column_by_name("id")
                .expect("ids")
                .as_fixed_size_binary()
                .clone();
            ids.extend(column.iter().flatten().map(<[u8]>::to_vec));
        }
        ids.sort_unstable();
        ids
    };
    let (a, b) = ("{\"code\": \"a\"}\n", "{\"code\": \"b\"}\n");
    let forward = ids(&format!("{a}{b}{a}{a}"));
    assert_eq!(forward, ids(&format!("{a}\n{a}{a}{b}")));
    let mut distinct = forward.clone();
    distinct.dedup();
    assert_eq!(distinct.len(), 4);
}

#[test]
fn read_many_streams_once_and_gives_what_read_gives() {
    let text = noisy_lines(3000);
    let table = {
        let code: ArrayRef = Arc::new(StringArray::from_iter_values(
            (0..3000).map(|n| format!("{n} {}", "z".repeat(40))),
        ));
        parquet(vec![("code", code)], 700)
    };
    for (file, content) in [
        ("r.jsonl", text.clone()),
        ("r.jsonl.gz", gzip(&text)),
        ("r.parquet", table),
    ] {
        let scratch = Scratch::new(&[(file, &content)]);
        let listing = listed(&scratch.records(file));
        assert!(
            listing.shards.len() > 10,
            "{file}: {}",
            listing.shards.len()
        );
        assert_eq!(listing.shards[0].stream().is_some(), file != "r.jsonl");
        let singles: Vec<_> = listing
            .shards
            .iter()
            .map(|shard| read(shard, &options()).expect("it reads"))
            .collect();
        // All in order, some of them, and out of order.
        let all: Vec<usize> = (0..listing.shards.len()).collect();
        for wanted in [all, vec![1, 4, 5], vec![5, 2, 2]] {
            let shards: Vec<&ShardInput> = wanted.iter().map(|at| &listing.shards[*at]).collect();
            let mut got = Vec::new();
            read_many(&shards, &options(), &mut |_, rows| {
                got.push(rows);
                ControlFlow::Continue(())
            })
            .expect("it reads");
            let want: Vec<_> = wanted.iter().map(|at| singles[*at].clone()).collect();
            assert!(got == want, "{file} {wanted:?}");
        }
    }
}

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
        let listing =
            list(&specs, &options(), &mut index, &AtomicBool::new(false)).expect("it lists");
        index.save().expect("it is writable");
        listing
    };
    let first = again();
    assert!(first.hashed_bytes > 0);
    let second = again();
    assert_eq!(second.hashed_bytes, 0);
    let digests = |listing: &Listing| {
        listing
            .shards
            .iter()
            .map(|shard| shard.digest)
            .collect::<Vec<_>>()
    };
    assert_eq!(digests(&first), digests(&second));
    assert_eq!(first.bad, second.bad);
    assert_eq!(first.skipped, second.skipped);

    // Same size, same name; then the times of before, which is what ctime is for.
    let times = fs::metadata(scratch.path("a.py"))
        .and_then(|metadata| metadata.modified())
        .expect("times");
    scratch.write("a.py", b"x = 9\n");
    let file = fs::File::options()
        .write(true)
        .open(scratch.path("a.py"))
        .expect("it is there");
    file.set_modified(times).expect("it is ours");
    let third = again();
    assert_eq!(third.hashed_bytes, 6);
    assert_ne!(digests(&first), digests(&third));

    // Another limit is asked of the same index.
    let small = IngestOptions {
        max_bytes: 5,
        ..options()
    };
    let listing = list(
        &specs,
        &small,
        &mut scratch.index(),
        &AtomicBool::new(false),
    )
    .expect("it lists");
    let too_large = listing
        .bad
        .iter()
        .filter(|bad| matches!(bad.reason, BadReason::TooLarge { .. }));
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
    let records = SourceSpec::Records(Records {
        path: scratch.path("../r.jsonl"),
        name: None,
        fields: Fields::default(),
    });
    let mut specs = scratch.folder();
    specs.push(records);
    let seen = |specs: &[SourceSpec], threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        let listing = pool.install(|| listed(specs));
        let shards: Vec<_> = listing
            .shards
            .iter()
            .map(|shard| {
                (
                    shard.digest,
                    shard.first_path.clone(),
                    shard.bytes,
                    shard.documents,
                )
            })
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
        list(
            specs,
            &options,
            &mut StatIndex::in_memory(),
            &AtomicBool::new(cancel),
        )
        .expect_err("it is wrong")
    };
    let folder = scratch.folder();
    let twice = [folder[0].clone(), scratch.records("r.jsonl")[0].clone()];
    assert!(
        matches!(run(&twice, options(), false), CorpusError::DuplicateSource { name } if name == "s")
    );
    assert!(matches!(
        run(&folder, options(), true),
        CorpusError::Cancelled
    ));
    let tiny = IngestOptions {
        shard_bytes: 1,
        ..options()
    };
    assert!(matches!(
        run(&folder, tiny, false),
        CorpusError::Option {
            name: "shard_bytes",
            ..
        }
    ));
    assert!(matches!(
        run(&scratch.records("gone.jsonl"), options(), false),
        CorpusError::Missing { .. }
    ));
    let file_as_folder = [SourceSpec::Folder(Folder {
        path: scratch.path("a.py"),
        name: None,
        include: vec![],
        exclude: vec![],
        gitignore: true,
    })];
    assert!(matches!(
        run(&file_as_folder, options(), false),
        CorpusError::WrongKind { .. }
    ));
    assert!(!Path::new("r.jsonl").exists());
}
