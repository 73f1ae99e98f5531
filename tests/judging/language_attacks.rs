//! The shared catalogue's attacks in C, C++, JavaScript and Ruby, each as a program with tests behind it in one room.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::languages::court;
use super::shared;

/// Programs that end otherwise than the catalogue says, and why.
const DEPARTURES: [(&str, &str, &str); 4] = [
    (
        "js-assert-patch",
        "ASSERTION",
        "tests that share the program's room say by an assertion that a value is wrong: the same as WRONG_ANSWER elsewhere",
    ),
    (
        "c-div0",
        "PASSED",
        "undefined behaviour: clang at -O2 makes a comparison of 1 / x; a division that is carried out traps",
    ),
    ("js-proto", "ASSERTION", "likewise"),
    ("rb-method-missing", "ASSERTION", "likewise"),
];

/// What stands behind an attack. One that would forge a verdict is followed by a function that is wrong; every other by one that is right.
fn whole(attack: &Value) -> String {
    let (source, forges) = (attack["source"].as_str().unwrap(), attack["category"] == "tamper");
    match attack["language"].as_str().unwrap() {
        "javascript" if forges => format!("{source}\nfunction add(a, b) {{ return a - b }}\n"),
        "javascript" => format!("{source}\nfunction add(a, b) {{ return a + b }}\n"),
        "ruby" if forges => format!("{source}\ndef add(a, b) = nil\n"),
        "ruby" => format!("{source}\ndef add(a, b) = a + b\n"),
        // It has a `main` of its own.
        _ => source.to_owned(),
    }
}

fn task(attack: &Value) -> Value {
    let id = attack["id"].as_str().unwrap();
    let multipl_e = |language: &str, prompt: &str, tests: &str| json!({ "name": id, "language": language, "prompt": prompt, "tests": tests, "stop_tokens": [] });
    match attack["language"].as_str().unwrap() {
        "javascript" => multipl_e(
            "js",
            "function add(a, b) {\n",
            "const assert = require('node:assert');\nfunction test() {\n  let candidate = add;\n  assert.deepEqual(candidate(1, 2),3);\n}\ntest();",
        ),
        "ruby" => multipl_e(
            "rb",
            "def add(a, b)\n",
            "require 'test/unit'\nclass TestAdd < Test::Unit::TestCase\n  def test_add\n    candidate = method(:add)\n    assert_equal(3, candidate.call(1, 2))\n  end\nend\n",
        ),
        language => multipl_e(language, "int add(int a, int b) {\n", "// The program is the test.\n"),
    }
}

#[test]
fn the_shared_catalogue() {
    let Some(path) = shared("the_shared_catalogue", "attacks/attacks.json") else { return };
    let Some(court) = court("language-attacks", &["c", "cpp", "javascript", "ruby"]) else { return };
    let catalogue: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let ours = ["c", "cpp", "javascript", "ruby"];
    let of = |attack: &&Value| ours.contains(&attack["language"].as_str().unwrap());
    let attacks: Vec<&Value> = catalogue["attacks"].as_array().unwrap().iter().filter(of).collect();
    assert!(attacks.len() >= 20, "the catalogue has shrunk");
    court.lines("tasks.jsonl", &attacks.iter().map(|attack| task(attack)).collect::<Vec<_>>());
    let sample = |attack: &&Value| json!({ "task_id": attack["id"], "solution": whole(attack) });
    court.lines("samples.jsonl", &attacks.iter().map(sample).collect::<Vec<_>>());
    let run = |out: &str| {
        let more = ["--extract", "raw", "--no-cache", "--limits", "upstream", "--guest-memory", "256MiB", "--out", out];
        court.score("samples.jsonl", &more).ends(0);
        court.rows(out)
    };
    let (first, second) = (run("first"), run("second"));
    let mut wrong = Vec::new();
    for (attack, (row, again)) in attacks.iter().zip(first.iter().zip(&second)) {
        let found = row["verdict"].as_str().unwrap();
        assert_eq!(
            (&row["verdict"], &row["fuel"]),
            (&again["verdict"], &again["fuel"]),
            "the same on every run: {row}"
        );
        let expect = attack["expect"].as_str().unwrap();
        let names: BTreeSet<&str> = expect
            .split('|')
            .map(|name| match name {
                "PASS" => "PASSED",
                "COMPILE_ERROR" => "NOT_COMPILED",
                other => other,
            })
            .collect();
        let known = DEPARTURES.iter().any(|(id, verdict, _)| attack["id"] == *id && found == *verdict);
        if !known && !names.contains(found) {
            wrong.push(format!(
                "{}: expected {expect}, found {found} {} ({})",
                attack["id"], row["detail"], row["message"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
