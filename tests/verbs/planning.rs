//! `plan` and `status`.

use serde_json::Value;

use super::planted;
use crate::fixture::{Fixture, STAGES};
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Scratch, stage};

fn plan(scratch: &Scratch, arguments: &[&str]) -> Value {
    scratch.trommel(&[&["plan", "recipe.toml", "--json"], arguments].concat()).ends(0).json()
}

fn number(plan: &Value, name: &str, key: &str) -> u64 {
    stage(plan, name)[key].as_u64().expect("a count")
}

#[test]
fn before_the_first_run() {
    let scratch = Scratch::new("plan-first");
    let fixture = Fixture::new(12);
    fixture.plant(&scratch);
    let first = plan(&scratch, &[]);
    assert_eq!((&first["up_to_date"], &first["previous"]), (&false.into(), &Value::Null));
    assert_eq!(first["documents"], fixture.documents);
    assert_eq!(first["reads_bytes"], first["bytes"], "all text is read");
    for name in STAGES {
        assert_eq!(number(&first, name, "compute"), number(&first, name, "shards"), "{name}");
        assert_eq!(stage(&first, name)["why"], "first run", "{name}");
    }
    assert_eq!(plan(&scratch, &[]), first, "planning changes nothing");
    assert_eq!(scratch.runs(), [0u64; 0]);
    let said = scratch.trommel(&["plan", "recipe.toml"]).ends(0);
    for name in STAGES.iter().chain(&["stage", "shards", "reuse", "compute", "why", "first run", "reads"]) {
        assert!(said.out.contains(name), "{name} in\n{said}");
    }
}

#[test]
fn up_to_date() {
    let scratch = planted("plan-same");
    let same = plan(&scratch, &[]);
    assert_eq!((&same["up_to_date"], &same["previous"], &same["reads_bytes"]), (&true.into(), &1.into(), &0.into()));
    for name in STAGES {
        let shown = (number(&same, name, "compute"), stage(&same, name)["why"].as_str());
        assert_eq!(shown, (0, Some("")), "{name}");
        assert_eq!(number(&same, name, "reuse"), number(&same, name, "shards"), "{name}");
    }
}

#[test]
fn files_changed() {
    let scratch = planted("plan-files");
    let name = "rust/u003.rs";
    let path = scratch.path("code").join(name);
    let text = std::fs::read(&path).expect("it is there");
    let check = |why: &str| {
        let changed = plan(&scratch, &[]);
        assert_eq!(stage(&changed, "ingest")["why"], why);
        let compute = number(&changed, "ingest", "compute");
        assert!((1..=2).contains(&compute), "{compute} shards");
        for name in ["normalize", "describe"] {
            assert_eq!(number(&changed, name, "compute"), compute, "{name}");
        }
        let (reads, all) = (changed["reads_bytes"].as_u64(), changed["bytes"].as_u64());
        assert!(reads > Some(0) && reads < all.map(|all| all / 2), "reads {reads:?} of {all:?}");
        // The plan holds.
        let ran = scratch.run(&["--to", "describe"]);
        assert_eq!(number(&ran, "ingest", "computed"), compute);
    };
    std::fs::write(&path, Program::new(&LANGUAGES[1], 6000).text()).expect("disk");
    check(&format!("1 file changed: {name}"));
    std::fs::write(&path, &text).expect("disk");
    let added = "rust/u0035.rs";
    scratch.write(format!("code/{added}"), Program::new(&LANGUAGES[1], 6001).text());
    check(&format!("1 file added: {added}"));
    std::fs::remove_file(scratch.path("code").join(added)).expect("it is there");
    std::fs::remove_file(&path).expect("it is there");
    check(&format!("1 file removed: {name}"));
}

#[test]
fn configuration_changed() {
    let scratch = planted("plan-threshold");
    let moved = plan(&scratch, &["-S", "near-dup.threshold=0.8"]);
    let why = stage(&moved, "near-dup")["why"].as_str().expect("text");
    assert!(why.starts_with("threshold 0.7 → 0.8"), "{why}");
    assert_eq!(moved["reads_bytes"], 0, "no text");
    for name in STAGES {
        let changes = ["near-dup", "dataset"].contains(&name);
        assert_eq!(number(&moved, name, "compute") > 0, changes, "{name}");
    }
    let moved = plan(&scratch, &["-S", "describe.shingle=6"]);
    let why = stage(&moved, "describe")["why"].as_str().expect("text");
    assert!(why.starts_with("shingle 5 → 6"), "{why}");
    assert_eq!((number(&moved, "ingest", "compute"), number(&moved, "normalize", "compute")), (0, 0));
}

#[test]
fn a_dry_run_is_a_plan() {
    let scratch = planted("dry-run");
    let arguments = ["recipe.toml", "--json", "-S", "near-dup.threshold=0.8"];
    let dry = scratch.trommel(&[&["run", "--dry-run"], &arguments[..]].concat()).ends(0).json();
    assert_eq!(dry, plan(&scratch, &arguments[2..]));
    assert_eq!(scratch.runs(), [1]);
}

#[test]
fn a_dry_run_of_a_part() {
    let scratch = planted("dry-part");
    let forced = scratch.trommel(&["run", "recipe.toml", "--dry-run", "--json", "--from", "describe"]).ends(0).json();
    assert_eq!(number(&forced, "describe", "compute"), number(&forced, "describe", "shards"));
    assert_eq!(number(&forced, "ingest", "compute"), 0);
    let shorter = scratch.trommel(&["run", "recipe.toml", "--dry-run", "--json", "--to", "describe"]).ends(0).json();
    assert_eq!(shorter["stages"].as_array().map(Vec::len), Some(3), "{shorter}");
}

#[test]
fn a_dry_run_of_a_stage_that_is_not_there() {
    let scratch = planted("dry-typo");
    scratch
        .trommel(&["run", "recipe.toml", "--dry-run", "--from", "descibe"])
        .ends(2)
        .tells(&["did you mean `describe`?"]);
}

#[test]
fn status() {
    let scratch = Scratch::new("status");
    Fixture::new(12).plant(&scratch);
    let status =
        |arguments: &[&str], code: i32| scratch.trommel(&[&["status", "recipe.toml"], arguments].concat()).ends(code);
    assert_eq!(status(&["-q"], 1).out, "");
    assert!(status(&[], 0).out.contains("first run"));
    scratch.run(&[]);
    assert_eq!(status(&[], 0).out, "recipe: up to date with run 1\n");
    assert_eq!(status(&["--quiet"], 0).out, "");
    let moved = ["-S", "near-dup.threshold=0.8"];
    assert_eq!(status(&[&["-q"], &moved[..]].concat(), 1).out, "");
    let said = status(&moved, 0);
    assert!(said.out.contains("near-dup") && said.out.contains("threshold 0.7 → 0.8"), "{said}");
    std::fs::remove_file(scratch.path("code/c/u003.c")).expect("it is there");
    assert!(status(&[], 0).out.contains("1 file removed: c/u003.c"));
    assert_eq!(status(&["-q"], 1).out, "");
    scratch.trommel(&["status", "gone.toml", "-q"]).ends(2).tells(&["gone.toml"]);
}
