//! Files that vanish or change while they are read.
//!
//! The binary says how many documents it listed before it reads them in order; that line is the moment at which the
//! last file is changed under its hands.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use super::nothing_published;
use crate::fixture::Fixture;
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Said, Scratch, root_of};

/// The last file in order of paths, in the last shard to be read.
const LAST: &str = "code/zz/last.py";

fn plant(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(20).plant(&scratch);
    scratch.write(LAST, Program::new(&LANGUAGES[0], 777).text());
    let recipe = std::fs::read_to_string(scratch.path("recipe.toml")).expect("the recipe");
    // The folder alone, so that its last file is the last of all.
    let lines = recipe.lines().map(|line| match line.starts_with("ingest") {
        true => "ingest = { path = \"code\", shard_bytes = 16384 }",
        false => line,
    });
    let recipe: String = lines.map(|line| format!("{line}\n")).collect();
    scratch.write("recipe.toml", recipe);
    scratch
}

/// Runs with one thread and calls `change` each time that sources have been listed.
fn run_while(scratch: &Scratch, mut change: impl FnMut()) -> Said {
    let mut command = scratch.command(&["run", "recipe.toml", "--json", "--jobs", "1"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut err = String::new();
    for line in BufReader::new(child.stderr.take().expect("it is piped")).lines() {
        let line = line.expect("UTF-8");
        if line.contains(" documents, ") && line.ends_with(" shards") {
            change();
        }
        err.push_str(&line);
        err.push('\n');
    }
    let mut out = String::new();
    child.stdout.take().expect("it is piped").read_to_string(&mut out).expect("UTF-8");
    Said { code: child.wait().expect("it ends").code(), out, err }
}

/// The root of the files as they are, in a store of their own.
fn root_now(scratch: &Scratch) -> String {
    scratch.root(&["--store", "other"])
}

#[test]
fn a_file_that_vanishes() {
    let scratch = plant("vanishes");
    let last = scratch.path(LAST);
    let said = run_while(&scratch, || drop(std::fs::remove_file(&last))).ends(0);
    let said = said.tells(&["last.py", "changed while it was read; listing again"]);
    assert_eq!(root_of(&said.json()), root_now(&scratch), "as if it had never been there");
    assert_eq!(said.json()["bad"], 0);
    scratch.verifies(&root_of(&said.json()));
}

#[test]
fn a_folder_that_vanishes() {
    let scratch = plant("folder-vanishes");
    let folder = scratch.path("code/zz");
    let said = run_while(&scratch, || drop(std::fs::remove_dir_all(&folder))).ends(0);
    assert_eq!(root_of(&said.json()), root_now(&scratch));
}

#[test]
fn a_file_that_changes_once() {
    let check = |name: &str, change: fn(&str) -> String| {
        let scratch = plant(name);
        let mut times = 0;
        let said = run_while(&scratch, || {
            times += 1;
            if times == 1 {
                let text = std::fs::read_to_string(scratch.path(LAST)).expect("it is there");
                std::fs::write(scratch.path(LAST), change(&text)).expect("disk");
            }
        });
        let said = said.ends(0).tells(&["last.py", "changed while it was read; listing again"]);
        assert_eq!(root_of(&said.json()), root_now(&scratch), "{name}");
        assert_eq!(times, 2, "{name}: listed once more");
    };
    check("rewritten", |_| Program::new(&LANGUAGES[0], 778).text());
    check("same-size", |text| text.replacen("return", "rEturn", 1));
    check("cut", |text| text[..text.len() / 2].to_owned());
}

#[test]
fn a_file_that_turns_bad() {
    let scratch = plant("turns-bad");
    let last = scratch.path(LAST);
    let said = run_while(&scratch, || std::fs::write(&last, b"\xff\xfe").expect("disk"));
    said.ends(2).tells(&["zz/last.py: at 0: not UTF-8 at byte 0", "nothing was published"]);
    nothing_published(&scratch);
}

#[test]
fn a_file_that_never_stops_changing() {
    let scratch = plant("restless");
    let last = scratch.path(LAST);
    let mut times = 0;
    let said = run_while(&scratch, || {
        times += 1;
        std::fs::write(&last, Program::new(&LANGUAGES[0], 800 + times).text()).expect("disk");
    });
    let said = said.ends(2).tells(&["last.py", "changed since it was listed", "hint: "]);
    assert_eq!(said.out, "");
    assert!((2..=10).contains(&times), "listed {times} times");
    nothing_published(&scratch);
    // It is quiet now: what was done is used again.
    let report = scratch.run(&[]);
    let ingest = crate::scratch::stage(&report, "ingest");
    assert!(ingest["reused"].as_u64() > Some(0), "{ingest}");
    assert_eq!(root_of(&report), root_now(&scratch));
}
