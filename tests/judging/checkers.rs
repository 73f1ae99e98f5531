//! Programs that check outputs: ours, each on inputs of our own, and a user's, which lies beside the benchmark's file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;
use trommel_bench::{Case, Checker, CheckerProgram, Judge, JudgeError, Options, Task, Tests, upstream};
use trommel_wasm::on_big_stack;

use super::{Court, rooms::runtime};

/// A row of `checkers.jsonl`. The listed output has to be accepted too.
#[derive(Deserialize)]
struct Row {
    checker: String,
    given: String,
    expected: String,
    accepts: Vec<String>,
    rejects: Vec<String>,
}

fn task(program: CheckerProgram, given: &str, expected: &str) -> Task {
    let case = Case { stdin: given.into(), expected: vec![expected.into()] };
    Task {
        id: program.name.clone(),
        language: "python".into(),
        prompt: String::new(),
        assembly: Default::default(),
        entry_point: None,
        reference: None,
        tests: Tests::Stdio { cases: vec![case], checker: Checker::Program(program) },
        seconds: 1.0,
        memory_bytes: None,
    }
}

/// A program that writes just this.
fn writes(output: &str) -> String {
    format!("print({}, end='')\n", serde_json::to_string(output).unwrap())
}

#[test]
fn ours_accept_every_right_answer_and_no_wrong_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/judging/checkers.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Row> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    on_big_stack(|| {
        let runtime = runtime();
        let judge = Judge::new(&runtime);
        for row in &rows {
            let task = task(CheckerProgram::shipped(&row.checker).unwrap(), &row.given, &row.expected);
            let prepared = judge.prepare(&task).unwrap();
            let verdict = |output: &String| {
                judge.judge(&prepared, &writes(output), &upstream(&task), Options::default()).unwrap()
            };
            for output in row.accepts.iter().chain([&row.expected]) {
                let judged = verdict(output);
                assert!(judged.verdict.passed(), "{} {:?} {output:?}: {}", row.checker, row.given, judged.message);
            }
            for output in &row.rejects {
                let judged = verdict(output);
                let said = judged.verdict.to_string();
                assert_eq!(said, "WRONG_ANSWER", "{} {:?} {output:?}: {}", row.checker, row.given, judged.message);
            }
            let (accepts, rejects) = counts.entry(row.checker.clone()).or_default();
            (*accepts, *rejects) = (*accepts + row.accepts.len(), *rejects + row.rejects.len());
        }
    })
    .unwrap();
    assert_eq!(counts.len(), 37);
    for (checker, (accepts, rejects)) in counts {
        assert!(accepts >= 1 && rejects >= 3, "{checker}: {accepts} right answers and {rejects} wrong ones");
    }
}

/// What is neither right nor wrong, and what a benchmark with a broken checker says.
#[test]
fn a_checker_that_fails_decides_nothing() {
    const HEAD: &str = "def check(given, expected, output):\n    if output == expected: return True\n    ";
    let cases = [
        ("return 'another'", "WRONG_ANSWER"),
        ("return [][1]", "WRONG_ANSWER"),
        ("return int(output)", "WRONG_ANSWER"),
        ("next(iter([]))", "WRONG_ANSWER"),
        ("number('1_0')", "WRONG_ANSWER"),
        ("return None", "INFRA(checker)"),
        ("return 1", "INFRA(checker)"),
        ("return False", "INFRA(checker)"),
        ("return nothing", "INFRA(checker)"),
        ("while True: pass", "INFRA(checker)"),
        ("x = ['']\n    while True: x += x", "INFRA(checker)"),
        ("check(given, expected, output)", "INFRA(checker)"),
        ("import os; os._exit(0)", "INFRA(checker)"),
    ];
    on_big_stack(|| {
        let runtime = runtime();
        let judge = Judge::new(&runtime);
        for (body, want) in cases {
            let program = CheckerProgram { name: "own.py".into(), source: format!("{HEAD}{body}\n") };
            let task = task(program, "1\n", "2\n");
            let prepared = judge.prepare(&task).unwrap();
            let judged = judge.judge(&prepared, &writes("some words"), &upstream(&task), Options::default()).unwrap();
            assert_eq!(judged.verdict.to_string(), want, "{body}: {}", judged.message);
        }
        for source in ["def check(given, expected, output):\n    return 'no'\n", "def check(:\n", "pass\n"] {
            let program = CheckerProgram { name: "own.py".into(), source: source.into() };
            let error = judge.prepare(&task(program, "1\n", "2\n")).unwrap_err();
            assert!(matches!(&error, JudgeError::Broken { what, .. } if what.contains("case 1")), "{source}: {error}");
        }
    })
    .unwrap();
}

/// At the terminal: a file beside the benchmark decides, a row that it does not accept is broken and named, and its text is in the signature.
#[test]
fn a_benchmarks_own_checker() {
    let court = Court::new("checkers");
    let checker = "\"\"\"Any divisor but 1.\"\"\"\ndef check(given, expected, output):\n    divisor = number(output.strip())\n    \
                   return divisor > 1 and int(given) % divisor == 0 or 'no divisor'\n";
    std::fs::create_dir_all(court.scratch.path("checkers")).unwrap();
    court.scratch.write("checkers/divisor.py", checker);
    let row = |id: &str, input: &str, output: &str| {
        json!({ "id": id, "checker": "checkers/divisor.py", "cases": [{ "input": input, "output": output }],
                "reference": "print(input())" })
    };
    court.lines("tasks.jsonl", &[row("six", "6", "2"), row("seven", "7", "7")]);
    court.lines(
        "samples.jsonl",
        &["3", "7", "5", "x"].map(|text| json!({ "task_id": "six", "solution": format!("print('{text}')") })),
    );
    let map = "id=id,cases=cases,reference=reference";
    let run = ["score", "tasks.jsonl", "samples.jsonl", "--map", map, "--extract", "raw", "--allow-missing", "--json"];
    let first = court.trommel(&run).ends(0).json();
    assert_eq!(court.verdicts("samples.scored"), ["PASSED", "WRONG_ANSWER", "WRONG_ANSWER", "WRONG_ANSWER"]);
    let signature = first["signature"].as_str().unwrap().to_owned();
    assert!(signature.contains("|checkers:"), "{signature}");

    // Another text of the checker is another benchmark: nothing of what was known counts.
    court.scratch.write("checkers/divisor.py", checker.replace("divisor > 1", "divisor in (1, 2, 7)"));
    let second = court.trommel(&run).ends(0).json();
    assert_eq!(court.verdicts("samples.scored")[0], "WRONG_ANSWER");
    assert_ne!(second["signature"], first["signature"]);

    court.lines("broken.jsonl", &[row("six", "6", "4"), row("seven", "7", "7")]);
    let report = court.trommel(&["bench", "validate", "broken.jsonl", "--map", map, "--json", "--least", "0"]);
    let report = report.ends(0).json();
    assert_eq!(report["references"], json!({ "of": 1, "all": 2 }));
    assert_eq!(report["broken"][0][0], "six");
    assert!(report["broken"][0][1].as_str().unwrap().contains("case 1: no divisor"), "{report}");
}
