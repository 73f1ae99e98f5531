//! The other verbs, as somebody types them.

mod collect;
mod metrics;
mod planning;
mod query;
mod report;
mod select;
mod why;

use std::io::Read;
use std::process::Stdio;

use crate::fixture::Fixture;
use crate::scratch::{Said, Scratch};

/// A small corpus, and one run over it.
fn planted(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(12).plant(&scratch);
    scratch.run(&[]);
    scratch
}

#[test]
fn json_is_one_object_and_alone_on_stdout() {
    let scratch = planted("json");
    let mut faults = Vec::new();
    for verb in [
        &["run", "recipe.toml"][..],
        &["run", "recipe.toml", "--dry-run"],
        &["run", "recipe.toml", "--to", "describe"],
        &["plan", "recipe.toml"],
        &["status", "recipe.toml"],
        &["why", "latest", "python/u000.py"],
        &["diff", "1", "latest"],
        &["diff", "1", "1", "--ids"],
        &["dag", "recipe.toml"],
        &["dag", "recipe.toml", "--mermaid"],
        &["freeze", "latest"],
        &["forget", "1", "--force"],
        &["run", "recipe.toml", "--sample", "3"],
        &["ls"],
        &["sql", "select 1 as one"],
        &["sql", "select path from docs where false"],
        &["verify"],
        &["gc"],
        &["gc", "--dry-run"],
        &["dedup", "tune"],
        &["report", "latest", "--out", "report"],
    ] {
        let said = scratch.trommel(&[verb, &["--json"]].concat()).ends(0);
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&said.out);
        if !parsed.is_ok_and(|value| value.is_object()) {
            faults.push(format!("{verb:?}: {said}"));
        }
    }
    assert!(faults.is_empty(), "these do not print one JSON object:\n{}", faults.join("\n"));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let scratch = planted("pipe");
    let mut faults = Vec::new();
    for verb in [
        &["ls", "--json"][..],
        &["ls"],
        &["diff", "1", "1"],
        &["dag", "recipe.toml"],
        &["freeze", "1"],
        &["sql", "select path, content from docs"],
        &["sql", "select path, content from docs", "--json"],
        &["plan", "recipe.toml"],
        &["why", "latest", "python/u000.py"],
        &["run", "recipe.toml"],
        &["--help"],
    ] {
        let mut child = scratch.command(verb).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("it is piped").read_to_string(&mut err).expect("UTF-8");
        child.wait().expect("it ends");
        if err.contains("panicked") {
            faults.push(format!("{verb:?}: {err}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn help_and_version_are_data() {
    let scratch = Scratch::new("help");
    for verb in [&["--help"][..], &["run", "--help"], &["--version"]] {
        let said = Said::of(&mut scratch.command(verb)).ends(0);
        assert!(!said.out.is_empty() && said.err.is_empty(), "{said}");
    }
    let said = scratch.trommel(&["--help"]);
    for verb in [
        "run", "plan", "status", "why", "ls", "sql", "verify", "gc", "retry", "dedup", "diff", "dag", "freeze",
        "forget",
    ] {
        assert!(said.out.contains(&format!("\n  {verb} ")), "{verb} in\n{said}");
    }
    assert!(!scratch.path("store").exists(), "asking for help makes no store");
}

#[test]
fn the_store_comes_from_the_environment() {
    let scratch = planted("environment");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_trommel"));
    command.current_dir(scratch.path("code")).env("TROMMEL_STORE", scratch.path("store")).args(["ls", "--json"]);
    let listed = Said::of(&mut command).ends(0).json();
    assert_eq!(listed["runs"].as_array().map(Vec::len), Some(1));
    let url = format!("file://{}", scratch.path("store").display());
    let listed = scratch.trommel(&["ls", "--json", "--store", &url]).ends(0).json();
    assert_eq!(listed["runs"].as_array().map(Vec::len), Some(1));
}
