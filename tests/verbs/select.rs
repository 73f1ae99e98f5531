//! `run` in parts, and the blast radius.

use serde_json::{Value, json};

use super::planted;
use crate::fixture::{Fixture, STAGES};
use crate::scratch::{Scratch, root_of, stage};

#[test]
fn stopping_after_a_stage_publishes_nothing() {
    let scratch = Scratch::new("to");
    Fixture::new(12).plant(&scratch);
    let want = scratch.root(&["--store", "other"]);
    for (index, last) in STAGES[..6].iter().enumerate() {
        let report = scratch.run(&["--to", last]);
        assert_eq!(
            (&report["outcome"], &report["run"], &report["root"]),
            (&"stopped".into(), &Value::Null, &Value::Null)
        );
        let names: Vec<&str> =
            report["stages"].as_array().expect("a list").iter().filter_map(|stage| stage["stage"].as_str()).collect();
        assert_eq!(names, STAGES[..=index], "--to {last}");
        assert_eq!(scratch.runs(), [0u64; 0], "--to {last}");
    }
    let report = scratch.run(&[]);
    assert_eq!(root_of(&report), want);
    for name in &STAGES[..6] {
        assert_eq!(stage(&report, name)["computed"], 0, "{name} was done before");
    }
    assert_eq!(root_of(&scratch.run(&["--to", "dataset"])), want, "to the end is the whole");
}

#[test]
fn a_rule_that_keeps_nothing() {
    let scratch = planted("blast");
    let before = scratch.runs();
    let arguments = ["run", "recipe.toml", "-S", "keep-if.sql=line_max < 0"];
    let told = [
        "`keep-if`",
        "dropped 200 of 200 rows",
        "(100.0 %)",
        "keep-if.blast_radius",
        "50.0 %",
        "nothing was published",
    ];
    let said = scratch.trommel(&arguments).ends(2).tells(&told);
    assert_eq!(said.out, "");
    // Which rows: at least one by its path, and the rule.
    let rows = scratch.sql("select path from docs");
    let paths = rows.as_array().expect("rows").iter().filter_map(|row| row["path"].as_str());
    assert!(paths.into_iter().any(|path| said.err.contains(path)), "no row is named\n{said}");
    assert!(said.err.contains("line_max < 0"), "{said}");
    assert_eq!(scratch.runs(), before);
    // A rule that null never satisfies drops as much.
    scratch.trommel(&["run", "recipe.toml", "-S", "keep-if.sql=stars > 3"]).ends(2).tells(&["stars"]);
}

#[test]
fn one_language_is_enough() {
    let scratch = Scratch::new("blast-language");
    Fixture::new(20).plant(&scratch);
    scratch.run(&[]);
    let set = "keep-if.sql=language <> 'ruby'";
    scratch.trommel(&["run", "recipe.toml", "-S", set]).ends(2).tells(&["language ruby", "(100.0 %)"]);
    let report = scratch.run(&["-S", set, "-S", "keep-if.blast_radius=1.0"]);
    assert_eq!(report["published"]["languages"]["ruby"], Value::Null);
    // Duplicates have a radius of their own.
    let set = "near-dup.blast_radius=0.01";
    scratch.trommel(&["run", "recipe.toml", "-S", set]).ends(2).tells(&[
        "`near-dup`",
        "near-dup.blast_radius",
        "1.0 %",
    ]);
}

#[test]
fn ready_sets_of_rules() {
    let scratch = planted("sets");
    let published = |set: &str| {
        let sets = format!("keep-if.sets=[\"{set}\"]");
        let report = scratch.run(&["-S", &sets, "-S", "keep-if.blast_radius=1.0"]);
        (stage(&report, "keep-if")["dropped"].clone(), report["documents_in"].as_u64().expect("a count"))
    };
    let (dropped, _) = published("stack");
    assert_eq!(dropped, 2, "stack: a long line, a generated file");
    let (dropped, all) = published("permissive-license");
    assert_eq!(dropped, all - 6, "permissive-license: five files of a crate and one beside a package.json stay");
    let (dropped, _) = published("parses");
    assert_eq!(dropped, 1, "parses: one file is cut short");
}

#[test]
fn the_screen_says_what_json_says() {
    let scratch = Scratch::new("screen");
    let fixture = Fixture::new(12);
    fixture.plant(&scratch);
    let said = scratch.trommel(&["run", "recipe.toml"]).ends(0);
    let report = scratch.run(&[]);
    let root = root_of(&report);
    let numbers = [fixture.documents, fixture.published(), fixture.exact, fixture.near, fixture.refused];
    for shown in numbers.iter().map(u64::to_string).chain([root, "store/runs/1/dataset".to_owned()]) {
        assert!(said.out.contains(&shown), "no {shown} on\n{said}");
    }
    for name in STAGES {
        assert!(said.out.contains(name), "no {name} on\n{said}");
    }
    assert!(said.out.lines().count() <= 24, "one screen\n{said}");
    let near = &stage(&report, "near-dup")["facts"];
    assert_eq!(near["precision_of_removals"], 1.0);
    assert!(near["recall"]["bins"][0]["short"].is_object(), "short documents are reported apart");
    assert_eq!((&near["recall"]["bins"][0]["from"], &near["recall"]["bins"][0]["to"]), (&json!(0.7), &json!(0.75)));
    // Nothing changed: it says so.
    let said = scratch.trommel(&["run", "recipe.toml"]).ends(0);
    assert!(said.out.contains("run 1 is up to date"), "{said}");
}

#[test]
fn events_and_the_resolved_recipe_lie_beside_the_dataset() {
    let scratch = planted("folder");
    let run = scratch.path("store/runs/1");
    let resolved = std::fs::read_to_string(run.join("recipe.resolved.toml")).expect("the recipe");
    assert!(
        resolved.contains("threshold = 0.7") && resolved.contains("blast_radius"),
        "defaults are written out\n{resolved}"
    );
    // It is a recipe: it gives the same.
    scratch.write("again.toml", &resolved);
    let again = scratch.trommel(&["run", "again.toml", "--json", "--store", "other"]).ends(0).json();
    assert_eq!(root_of(&again), root_of(&scratch.run(&[])));
    // What is in them: `others::lineage`.
    let events = std::fs::read_to_string(run.join("events/000001.jsonl")).expect("events");
    for event in events.lines() {
        let event: Value = serde_json::from_str(event).expect("JSON");
        for key in ["eventType", "eventTime", "run", "job", "producer", "schemaURL"] {
            assert!(!event[key].is_null(), "an OpenLineage event has {key}: {event}");
        }
    }
    let results: Value =
        serde_json::from_slice(&std::fs::read(run.join("results.json")).expect("results")).expect("JSON");
    assert_eq!(results["run"], 1);
}
