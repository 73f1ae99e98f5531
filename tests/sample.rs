//! `run --sample`: a recipe tried on a few documents.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::fixture::Fixture;
use crate::scratch::{Scratch, root_of, stage};

fn planted(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    let fixture = Fixture::new(12);
    fixture.plant(&scratch);
    scratch.write("records.jsonl", fixture.records().join("\n"));
    let recipe = crate::fixture::RECIPE
        .replace(
            "{ folder = { path = \"code\" } }",
            "{ folder = { path = \"code\" } }, { records = { path = \"records.jsonl\" } }",
        )
        .replace("blast_radius = 0.9", "blast_radius = 1.0")
        .replace("exact-dup = {}", "exact-dup = { blast_radius = 1.0 }");
    scratch.write("recipe.toml", recipe);
    scratch
}

fn ids(scratch: &Scratch) -> BTreeSet<String> {
    let rows = scratch.sql("select hex(id) as id from docs");
    rows.as_array().expect("rows").iter().map(|row| row["id"].to_string()).collect()
}

fn sample(scratch: &Scratch, documents: u64, arguments: &[&str]) -> Value {
    scratch.run(&[&["--sample", &documents.to_string()], arguments].concat())
}

#[test]
fn a_larger_sample_holds_a_smaller() {
    let scratch = planted("sample");
    let mut before = BTreeSet::new();
    for documents in [20, 21, 60] {
        let report = sample(&scratch, documents, &[]);
        assert_eq!((&report["documents_in"], &report["recipe"]), (&json!(documents), &json!("recipe-sample")));
        assert_eq!(stage(&report, "ingest")["rows"], documents);
        let chosen = ids(&scratch);
        assert_eq!(chosen.len() as u64, documents);
        assert!(chosen.is_superset(&before), "{documents}");
        before = chosen;
    }
    let whole = scratch.run(&[]);
    assert!(ids(&scratch).is_superset(&before), "of the documents that there are");
    let most = whole["documents_in"].as_u64().expect("a count") + 10;
    let all = sample(&scratch, most, &[]);
    assert_eq!(root_of(&all), root_of(&whole), "a sample of all is the whole");
    assert_eq!(stage(&all, "describe")["computed"], 0, "and has its shards");
}

#[test]
fn the_choice_depends_neither_on_threads_nor_on_the_order_of_sources() {
    let scratch = planted("sample-threads");
    let root = root_of(&sample(&scratch, 40, &["--jobs", "1"]));
    assert_eq!(root_of(&sample(&scratch, 40, &["--jobs", "4", "--store", "other"])), root);
    let text = std::fs::read_to_string(scratch.path("recipe.toml")).expect("a recipe");
    let [folder, records] = ["{ folder = { path = \"code\" } }", "{ records = { path = \"records.jsonl\" } }"];
    let swapped = text.replace(folder, "FIRST").replace(records, folder).replace("FIRST", records);
    assert_ne!(swapped, text);
    scratch.write("recipe.toml", swapped);
    assert_eq!(root_of(&sample(&scratch, 40, &["--store", "third"])), root);
    assert_eq!(sample(&scratch, 40, &[])["outcome"], "up-to-date");
}

#[test]
fn it_is_never_the_run_before_a_whole_one() {
    let scratch = planted("sample-previous");
    sample(&scratch, 20, &[]);
    let plan =
        |arguments: &[&str]| scratch.trommel(&[&["plan", "recipe.toml", "--json"], arguments].concat()).ends(0).json();
    assert_eq!(plan(&[])["previous"], Value::Null);
    let planned = plan(&["--sample", "20"]);
    assert_eq!(
        (&planned["previous"], &planned["up_to_date"], &planned["documents"]),
        (&json!(1), &json!(true), &json!(20))
    );
    let dry = scratch.trommel(&["run", "recipe.toml", "--dry-run", "--sample", "21", "--json"]).ends(0).json();
    assert_eq!((&dry["up_to_date"], &dry["documents"]), (&json!(false), &json!(21)));
    scratch.run(&[]);
    assert_eq!(plan(&["--sample", "20"])["previous"], 1, "nor is a whole one the run before a sample");
}

#[test]
fn samples_that_are_none() {
    let scratch = planted("sample-none");
    scratch.trommel(&["run", "recipe.toml", "--sample", "0"]).ends(2).tells(&["--sample"]);
    scratch.trommel(&["run", "recipe.toml", "-S", "ingest.sample=0"]).ends(2).tells(&["sample is 0, expected"]);
    scratch.trommel(&["run", "recipe.toml", "--sample", "many"]).ends(2).tells(&["many"]);
}

#[test]
fn a_sample_is_frozen_as_a_sample() {
    let scratch = planted("sample-frozen");
    let root = root_of(&sample(&scratch, 25, &[]));
    scratch.trommel(&["freeze", "latest", "-o", "frozen.toml"]).ends(0);
    let again = scratch.trommel(&["run", "frozen.toml", "--json", "--store", "other"]).ends(0).json();
    assert_eq!(
        (root_of(&again), &again["documents_in"], &again["recipe"]),
        (root, &json!(25), &json!("recipe-sample"))
    );
}
