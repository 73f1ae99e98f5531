//! The walls hold: every program of `sandbox/attacks` ends as it states, and so does every Python program of the shared
//! catalogue.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Court, shared};

#[test]
fn our_own_catalogue() {
    let court = Court::new("attacks");
    let said = court.trommel(&["sandbox", "doctor", "--attack", "--json"]);
    let report = said.json();
    let wrong: Vec<&Value> = report["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|outcome| outcome["expected"] != outcome["found"])
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(report["programs"].as_u64().unwrap() >= 120);
    said.ends(0);
}

/// Programs of the shared catalogue that end otherwise than it says, and why.
const DEPARTURES: [(&str, &str, &str); 1] = [(
    "py-cstack-dealloc-deep",
    "STACK_LIMIT",
    "a trap when WebAssembly's stack is exhausted has a verdict of its own here, sharper than RUNTIME_ERROR",
)];

/// The endings that the shared catalogue names are ours under other names.
fn ours(named: &str) -> BTreeSet<String> {
    let name = |name: &str| match name {
        "PASS" => "PASSED".to_owned(),
        "COMPILE_ERROR" => "NOT_COMPILED".to_owned(),
        other => other.to_owned(),
    };
    named.split('|').map(name).collect()
}

#[test]
fn the_shared_catalogue() {
    let Some(path) = shared("the_shared_catalogue", "attacks/attacks.json") else { return };
    let catalogue: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let court = Court::new("shared-attacks");
    let attacks: Vec<&Value> = catalogue["attacks"].as_array().unwrap().iter().collect();
    let of =
        |language: &str| attacks.iter().filter(|attack| attack["language"] == language).copied().collect::<Vec<_>>();
    // Programs that answer add(a, b), and programs that read two numbers.
    let functions = of("python");
    let programs = of("python-stdin");
    assert!(functions.len() + programs.len() >= 50, "the catalogue has shrunk");
    let task = |id: &str| {
        json!({ "task_id": id, "prompt": "def add(a, b):\n", "entry_point": "add", "canonical_solution": "    return a + b\n",
                "test": "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(5, 7) == 12\n" })
    };
    let stdin = |id: &str| {
        json!({ "name": id, "description": "The sum.", "source": 2, "difficulty": 1, "public_tests": { "input": ["1 2\n"], "output": ["3\n"] }, "private_tests": { "input": [], "output": [] },
                "generated_tests": { "input": [], "output": [] },
                "solutions": { "language": [3], "solution": ["print(sum(map(int, input().split())))"] } })
    };
    let check = |name: &str, attacks: &[&Value], make: &dyn Fn(&str) -> Value| {
        let id = |attack: &Value| attack["id"].as_str().unwrap().to_owned();
        court.lines(&format!("{name}.jsonl"), &attacks.iter().map(|attack| make(&id(attack))).collect::<Vec<_>>());
        let samples: Vec<Value> =
            attacks.iter().map(|attack| json!({ "task_id": id(attack), "solution": attack["source"] })).collect();
        court.lines(&format!("{name}-samples.jsonl"), &samples);
        let run = |out: &str| {
            let (tasks, samples) = (format!("{name}.jsonl"), format!("{name}-samples.jsonl"));
            let more = [
                "--extract",
                "raw",
                "--no-cache",
                "--limits",
                "upstream",
                "--guest-memory",
                "256MiB",
                "--out",
                out,
                "--json",
            ];
            court.trommel(&[&["score", &tasks, &samples][..], &more].concat()).ends(0);
            court.verdicts(out)
        };
        let (first, second) = (run(&format!("{name}-1")), run(&format!("{name}-2")));
        assert_eq!(first, second, "of alternatives, the same one on every run");
        let mut wrong = Vec::new();
        for (attack, found) in attacks.iter().zip(&first) {
            let known = DEPARTURES.iter().any(|(id, verdict, _)| attack["id"] == *id && found == verdict);
            if !known && !ours(attack["expect"].as_str().unwrap()).contains(found) {
                wrong.push(format!("{}: expected {}, found {found}", id(attack), attack["expect"]));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    };
    check("functions", &functions, &task);
    check("programs", &programs, &stdin);
}
