//! One result for one input and one recipe, whatever the machine, the order, and what was there before; and nothing is
//! done that need not be.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::fixture::{Fixture, STAGES};
use crate::program::{LANGUAGES, Program};
use crate::random::Random;
use crate::scratch::{Scratch, root_of, stage};

/// A planted corpus and the root of a cold run over it.
fn planted(name: &str) -> (Scratch, String) {
    let scratch = Scratch::new(name);
    Fixture::new(16).plant(&scratch);
    let root = scratch.root(&[]);
    (scratch, root)
}

fn count(report: &Value, name: &str, number: &str) -> u64 {
    stage(report, name)[number].as_u64().unwrap_or_else(|| panic!("{name} has no {number}"))
}

#[test]
fn what_the_fixture_promises() {
    let scratch = Scratch::new("promises");
    let fixture = Fixture::new(16);
    fixture.plant(&scratch);
    let report = scratch.run(&[]);
    let dropped = |name: &str| count(&report, name, "dropped");
    assert_eq!(report["documents_in"], fixture.documents);
    assert_eq!(dropped("keep-if"), fixture.refused, "keep-if");
    assert_eq!(dropped("exact-dup"), fixture.exact, "exact-dup");
    assert_eq!(dropped("near-dup"), fixture.near, "near-dup");
    assert_eq!(report["published"]["rows"], fixture.published());
    assert_eq!(report["published"]["languages"].as_object().map(|languages| languages.len()), Some(LANGUAGES.len()));
    assert!(report["shards"].as_u64() > Some(5), "{} shards", report["shards"]);
    assert!(report["files"].as_u64() > Some(1), "{} files", report["files"]);
}

#[test]
fn threads_and_memory() {
    let (scratch, root) = planted("threads");
    for (index, knobs) in [
        ["--jobs", "1", "--memory", "64MiB"],
        ["--jobs", "4", "--memory", "64MiB"],
        ["--jobs", "1", "--memory", "2GiB"],
        ["--jobs", "4", "--memory", "2GiB"],
        ["--jobs", "7", "--memory", "100MB"],
    ]
    .iter()
    .enumerate()
    {
        let store = format!("store{index}");
        assert_eq!(scratch.root(&[&knobs[..], &["--store", &store]].concat()), root, "{knobs:?}");
        // Knobs are in no key: the store of the others is as good.
        assert_eq!(scratch.run(&knobs[..])["outcome"], "up-to-date", "{knobs:?}");
    }
}

#[test]
fn lines_in_another_order() {
    let scratch = Scratch::new("lines");
    let mut fixture = Fixture::new(16);
    let code = std::mem::take(&mut fixture.files);
    let mut lines = Fixture { files: code, ..Fixture::default() }.records();
    lines.extend_from_within(..10); // Records that are there twice.
    let recipe = crate::fixture::RECIPE.lines().map(|line| match line.starts_with("ingest") {
        true => "ingest = { path = \"records.jsonl\", shard_bytes = 32768 }\n".to_owned(),
        false => format!("{line}\n"),
    });
    scratch.write("recipe.toml", recipe.collect::<String>());
    scratch.write("records.jsonl", lines.join("\n") + "\n");
    let root = scratch.root(&[]);
    let mut random = Random(5);
    for round in 0..3 {
        random.shuffle(&mut lines);
        // With and without a newline at the end.
        scratch.write("records.jsonl", lines.join("\n") + if round == 0 { "" } else { "\n" });
        assert_eq!(scratch.root(&[]), root, "round {round}, warm store");
        assert_eq!(scratch.root(&["--store", &format!("store{round}")]), root, "round {round}, cold store");
    }
}

#[test]
fn files_made_in_another_order() {
    let (_, root) = planted("order-a");
    let scratch = Scratch::new("order-b");
    let mut fixture = Fixture::new(16);
    Random(9).shuffle(&mut fixture.files);
    fixture.plant(&scratch);
    assert_eq!(scratch.root(&["--jobs", "3"]), root);
}

#[test]
fn sources_in_another_order() {
    let (scratch, root) = planted("sources");
    let text = std::fs::read_to_string(scratch.path("recipe.toml")).expect("the recipe");
    let (folder, cargo) =
        ("{ folder = { path = \"code\" } }", "{ cargo-registry = { lock = \"Cargo.lock\", cargo-home = \"home\" } }");
    let turned = text.replace(&format!("[{folder}, {cargo}]"), &format!("[{cargo}, {folder}]"));
    assert_ne!(turned, text);
    scratch.write("recipe.toml", turned);
    assert_eq!(scratch.root(&["--store", "other"]), root);
}

#[test]
fn a_warm_store() {
    let (scratch, root) = planted("warm");
    let moved = ["-S", "near-dup.threshold=0.9"];
    let other = scratch.root(&moved);
    assert_ne!(other, root, "at 0.9 the near-duplicates stay");
    assert_eq!(scratch.root(&[]), root, "after another threshold");
    assert_eq!(scratch.root(&[&moved[..], &["--store", "cold"]].concat()), other, "cold at the other threshold");
    assert_eq!(scratch.root(&["--store", "cold"]), root, "warmed by the other threshold");
}

#[test]
fn half_a_store() {
    let (scratch, root) = planted("half");
    for seed in 0..4 {
        let mut random = Random(seed);
        let mut gone = 0;
        let mut kinds: Vec<_> = entries(&scratch.path("store/objects"));
        kinds.sort();
        for object in kinds.iter().flat_map(|kind| entries(kind)) {
            if random.below(2) == 0 {
                std::fs::remove_dir_all(object).expect("an object");
                gone += 1;
            }
        }
        assert!(gone > 10, "{gone} objects");
        let report = scratch.run(&[]);
        assert_eq!(root_of(&report), root, "seed {seed}");
        scratch.verifies(&root);
        let describe = stage(&report, "describe");
        assert!(describe["reused"].as_u64() > Some(0) && describe["computed"].as_u64() > Some(0), "{describe}");
    }
}

/// What a folder holds, sorted.
fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries
}

#[test]
fn stages_done_anew() {
    let (scratch, root) = planted("anew");
    for (index, from) in STAGES.iter().enumerate() {
        let report = scratch.run(&["--from", from]);
        assert_eq!(root_of(&report), root, "--from {from}");
        for (position, name) in STAGES.iter().enumerate() {
            let (computed, shards) = (count(&report, name, "computed"), count(&report, name, "shards"));
            assert_eq!(computed, if position < index { 0 } else { shards }, "--from {from}: {name}");
        }
    }
    scratch.verifies(&root);
}

/// Its columns come out equal, so everything after it is used again.
#[test]
fn one_stage_done_anew() {
    let (scratch, root) = planted("only");
    let mut faults = Vec::new();
    for only in STAGES {
        let report = scratch.run(&["--only", only]);
        assert_eq!(root_of(&report), root, "--only {only}");
        for name in STAGES {
            let (computed, shards) = (count(&report, name, "computed"), count(&report, name, "shards"));
            let want = if name == only { shards } else { 0 };
            if computed != want {
                faults.push(format!("--only {only}: {name} computed {computed} of {shards}, expected {want}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    scratch.verifies(&root);
}

#[test]
fn nothing_changed() {
    let (scratch, root) = planted("nothing");
    for arguments in [&[][..], &["--verify-inputs"], &["--jobs", "1"]] {
        let report = scratch.run(arguments);
        assert_eq!(
            (report["outcome"].as_str(), report["run"].as_u64()),
            (Some("up-to-date"), Some(1)),
            "{arguments:?}"
        );
        assert_eq!(root_of(&report), root);
        for name in STAGES {
            assert_eq!((count(&report, name, "computed"), count(&report, name, "text_read")), (0, 0), "{name}");
        }
        assert_eq!(report["text_read_bytes"], 0);
        let hashed = report["hashed_bytes"].as_u64().expect("a count");
        assert_eq!(hashed > 0, arguments == ["--verify-inputs"], "{arguments:?}: read {hashed} bytes of sources");
    }
    assert_eq!(scratch.runs(), [1]);
}

#[test]
fn touched_files_are_not_changed_files() {
    let (scratch, root) = planted("touched");
    for entry in entries(&scratch.path("code/python")) {
        let file = File::options().append(true).open(entry).expect("a file");
        file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).expect("its time");
    }
    let report = scratch.run(&[]);
    assert_eq!((report["outcome"].as_str(), root_of(&report)), (Some("up-to-date"), root));
}

#[test]
fn one_file_changed_added_removed() {
    let (scratch, root) = planted("one-file");
    let path = scratch.path("code/go/u003.go");
    let text = std::fs::read(&path).expect("it is there");
    let check = |what: &str, root: Option<&str>| {
        let report = scratch.run(&[]);
        assert_eq!(report["outcome"], "committed", "{what}");
        for name in ["ingest", "normalize", "describe"] {
            let computed = count(&report, name, "computed");
            assert!((1..=2).contains(&computed), "{what}: {name} computed {computed} shards");
            assert!(count(&report, name, "shards") > 5);
        }
        let now = root_of(&report);
        root.inspect(|root| assert_eq!(now, *root, "{what}"));
        assert_eq!(scratch.root(&["--store", &format!("cold-{what}")]), now, "{what}: as a cold run has it");
        now
    };
    std::fs::write(&path, Program::new(&LANGUAGES[4], 5003).text()).expect("disk");
    let changed = check("changed", None);
    scratch.write("code/go/u003x.go", Program::new(&LANGUAGES[4], 5004).text());
    let added = check("added", None);
    std::fs::remove_file(scratch.path("code/go/u003x.go")).expect("it is there");
    let report = scratch.run(&[]);
    assert_eq!(root_of(&report), changed, "what was added is gone");
    assert_eq!(count(&report, "describe", "computed"), 0, "the shards are still in the store");
    std::fs::remove_file(&path).expect("it is there");
    let removed = check("removed", None);
    std::fs::write(&path, text).expect("disk");
    assert_eq!(scratch.root(&[]), root, "all is as it was");
    let mut roots = [root, changed, added, removed];
    roots.sort();
    assert!(roots.windows(2).all(|pair| pair[0] != pair[1]), "four corpora, four roots");
}

#[test]
fn a_change_that_hides() {
    let (scratch, root) = planted("hides");
    let path = scratch.path("code/c/u003.c");
    let text = std::fs::read_to_string(&path).expect("it is there");
    let modified = std::fs::metadata(&path).and_then(|stat| stat.modified()).expect("its time");
    // The same size and the same time, as a careless copy leaves them.
    std::fs::write(&path, text.replacen('v', "w", 1)).expect("disk");
    File::options().append(true).open(&path).and_then(|file| file.set_modified(modified)).expect("its time");
    let report = scratch.run(&[]);
    assert_ne!(root_of(&report), root, "a change was not seen");
    std::fs::write(&path, &text).expect("disk");
    assert_eq!(scratch.root(&[]), root);
    // In the same instant as the run before, again and again.
    for round in 0..20 {
        let text = text.replacen('v', if round % 2 == 0 { "x" } else { "y" }, 1);
        std::fs::write(&path, text).expect("disk");
        let report = scratch.run(&["--to", "ingest"]);
        let ingest = stage(&report, "ingest");
        assert!(round < 2 || ingest["computed"] == 0, "both are in the store by now");
        let seen = scratch.trommel(&["plan", "recipe.toml", "--json"]).ends(0).json();
        assert_eq!(seen["up_to_date"], false, "round {round}");
    }
    std::fs::write(&path, &text).expect("disk");
    assert_eq!(scratch.root(&[]), root);
}

#[test]
fn a_moved_threshold_reads_no_text() {
    let (scratch, root) = planted("moved");
    for threshold in ["0.9", "0.75", "0.99"] {
        let set = format!("near-dup.threshold={threshold}");
        let report = scratch.run(&["-S", &set]);
        for name in STAGES {
            let (computed, read) = (count(&report, name, "computed"), count(&report, name, "text_read"));
            let decides = ["near-dup", "dataset"].contains(&name);
            assert!(decides || computed == 0, "{threshold}: {name} computed {computed}");
            assert!(name == "dataset" || read == 0, "{threshold}: {name} read {read} bytes of text");
        }
        assert_eq!(report["text_read_bytes"].as_u64(), Some(count(&report, "dataset", "text_read")), "{threshold}");
    }
    // 0.75 drops what 0.7 drops: the published files are the same, and none is written again.
    let report = scratch.run(&["-S", "near-dup.threshold=0.76"]);
    assert_eq!((root_of(&report), count(&report, "dataset", "computed")), (root, 0));
    assert_eq!(report["text_read_bytes"], 0, "no text at all");
}
