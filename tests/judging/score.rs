//! `trommel score`: numbers, rows, files, whatever the number of workers.

use serde_json::json;

use super::{Court, TASKS};

/// Right, wrong, raising, endless, leaving, empty, no program.
const MIXED: &[(&str, &str, &str)] = &[
    ("Ours/0", "    return a + b\n", "PASSED"),
    ("Ours/0", "    return a + c\n", "RUNTIME_ERROR"),
    ("Ours/0", "    return b\n", "WRONG_ANSWER"),
    ("Ours/0", "    while True:\n        pass\n", "TIME_LIMIT"),
    ("Ours/1", "    return x * 0.5\n", "PASSED"),
    ("Ours/1", "    return x\n", "ASSERTION"),
    ("Ours/1", "    import os\n    os._exit(0)\n", "EARLY_EXIT"),
    ("Ours/1", "", "NO_CODE"),
    ("Ours/2", "    items[:] = sorted(items)\n", "PASSED"),
    ("Ours/2", "    return sorted(items)\n", "ASSERTION"),
    ("Ours/2", "    return items.sort(\n", "NOT_COMPILED"),
    ("Ours/2", "    import numpy\n", "IMPORT_UNSUPPORTED"),
];

fn mixed(court: &Court) -> String {
    court.tasks();
    court.samples("samples.jsonl", &MIXED.iter().map(|(task, text, _)| (*task, *text)).collect::<Vec<_>>())
}

#[test]
fn verdicts_rates_and_rows() {
    let court = Court::new("score");
    let samples = mixed(&court);
    let report = court.score(&samples, &["--k", "1,4"]).ends(0).json();
    let wanted: Vec<&str> = MIXED.iter().map(|(.., verdict)| *verdict).collect();
    assert_eq!(court.verdicts("samples.scored"), wanted);
    let summary = &report["summary"];
    assert_eq!(summary["counted"], 12);
    // Each task has one right completion of four.
    assert_eq!(summary["pass"][0]["value"], 0.25);
    assert_eq!(summary["pass"][1]["value"], 1.0);
    // All but two have a body that compiles and runs, the empty one has none; numpy is imported in the function.
    assert_eq!(summary["rates"]["cesr"], json!({ "of": 10, "all": 12 }));
    assert_eq!(summary["rates"]["fpr_all"], json!({ "of": 3, "all": 12 }));
    // Each task's tests for each of its four completions, also of the one that is empty.
    assert_eq!(summary["rates"]["fpr"], json!({ "of": 6, "all": 4 * (3 + 2 + 1) }));
    assert_eq!(report["references"], json!({ "of": 3, "all": 3 }));
    assert_eq!(report["cheats"], 1);
    assert!(report["signature"].as_str().unwrap().starts_with("bench:tasks@"), "{report}");
    let of_rooms = |task: &str, room: &str| {
        let rows = court.rows("samples.scored");
        rows.iter().find(|row| row["task_id"] == task).unwrap()[room].as_u64().unwrap()
    };
    assert_eq!((of_rooms("Ours/0", "tests_host"), of_rooms("Ours/0", "tests_second")), (3, 0));
    assert_eq!((of_rooms("Ours/1", "tests_host"), of_rooms("Ours/1", "tests_second")), (0, 2));
    assert_eq!((of_rooms("Ours/2", "tests_host"), of_rooms("Ours/2", "tests_second")), (0, 1));
}

#[test]
fn the_same_rows_from_one_worker_and_four_and_from_the_cache() {
    let court = Court::new("workers");
    let samples = mixed(&court);
    let rows = |out: &str, more: &[&str]| {
        court.score(&samples, &[&["--out", out], more].concat()).ends(0);
        std::fs::read(court.scratch.path(out).join("verdicts.jsonl")).unwrap()
    };
    let one = rows("one", &["--workers", "1"]);
    assert_eq!(one, rows("four", &["--workers", "4", "--no-cache"]));
    assert_eq!(one, rows("cached", &[]));
    let again = court.score(&samples, &["--out", "again"]).ends(0).json();
    assert_eq!(again["rows"]["executed"], 0, "every verdict was known");
}

#[test]
fn what_extraction_changes_is_reported() {
    let court = Court::new("audit");
    court.tasks();
    let fenced = format!("Here it is:\n```python\n{}{}```\nDone.", TASKS[0].prompt, TASKS[0].body);
    let samples = court.samples("samples.jsonl", &[("Ours/0", &fenced)]);
    let report = court.score(&samples, &["--only", "Ours/0"]).ends(0).json();
    assert_eq!(report["summary"]["pass"][0]["value"], 1.0);
    assert_eq!((&report["extraction"]["flips"], &report["extraction"]["judged_twice"]), (&json!(1), &json!(1)));
    let flip = std::fs::read_to_string(court.scratch.path("samples.scored/audit.jsonl")).unwrap();
    let flip: serde_json::Value = serde_json::from_str(flip.trim()).unwrap();
    assert_eq!((&flip["extracted"], &flip["raw"]), (&json!("PASSED"), &json!("NOT_COMPILED")));
}

#[test]
fn parquet_in_gives_what_jsonl_gives() {
    let court = Court::new("parquet");
    let samples = mixed(&court);
    court.score(&samples, &["--out", "from-lines"]).ends(0);
    // What we write has the columns that a file of completions needs.
    let parquet = court.scratch.path("from-lines/verdicts.parquet");
    let parquet = parquet.to_str().unwrap();
    court.score(parquet, &["--out", "from-parquet"]).ends(0);
    assert_eq!(court.verdicts("from-lines"), court.verdicts("from-parquet"));
}

#[test]
fn a_screen_for_people() {
    let court = Court::new("screen");
    let samples = mixed(&court);
    let said = court.trommel(&["score", "tasks.jsonl", &samples]).ends(0);
    for part in [
        "pass@1 0.250 [",
        "CESR 0.833 (10/12)",
        "references 3/3",
        "endings: ",
        "WRONG_ANSWER 1",
        "cheats.jsonl",
        "bench:tasks@",
    ] {
        assert!(said.out.contains(part), "no `{part}` in\n{said}");
    }
}
