//! 8,957 completions of 34 model runs whose verdicts their authors published: we agree, or know why not.
//!
//! `disagreements.jsonl` names each that differs, with its cause; one that is new, or gone, fails the test. Rewritten with
//! UPDATE_EXPECT=1, causes of known ones kept.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::{Court, shared};

/// The published sets, and what judges them: the dataset's name, the benchmark's file, further arguments.
const SETS: [(&str, &str, &[&str]); 3] = [
    ("humaneval", "HumanEval.jsonl.gz", &[]),
    ("mbpp(EvalPlus)", "MbppPlus.jsonl.gz", &["--base-only"]),
    ("mbpp-typed(MultiPL-E)", "mbpp-typed-multipl-e-py.jsonl.gz", &[]),
];

#[test]
fn published_verdicts() {
    let Some(samples) = shared("published_verdicts", "samples/verdicts.jsonl.gz") else { return };
    let text = Command::new("gzip").args(["-dc"]).arg(&samples).output().unwrap().stdout;
    let rows: Vec<Value> =
        String::from_utf8(text).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 8_957);
    let court = Court::new("parity");
    let mut found = BTreeMap::new();
    let mut agree = 0;
    for (set, file, more) in SETS {
        let Some(benchmark) = shared("published_verdicts", &format!("benchmarks/{file}")) else { return };
        let of: Vec<&Value> = rows.iter().filter(|row| row["dataset"] == set).collect();
        assert!(!of.is_empty(), "{set}");
        let lines: Vec<Value> = of
            .iter()
            .map(|row| {
                // EvalPlus and what is no function were judged as they stand; MapCoder's harness had the usual imports at hand.
                let alone =
                    row["model"].as_str().is_some_and(|model| model.starts_with("evalplus")) || row["shape"] == "other";
                let field = if alone { "solution" } else { "code" };
                let mut line = json!({ "task_id": row["task_id"], field: row["code"] });
                if !alone {
                    line["shape"] = row["shape"].clone();
                }
                line
            })
            .collect();
        court.lines("samples.jsonl", &lines);
        let usual = ["--limits", "upstream", "--allow-missing", "--extract", "raw", "--out", "out", "--json"];
        let arguments = [&["score", benchmark.to_str().unwrap(), "samples.jsonl"][..], &usual, more].concat();
        court.trommel(&arguments).ends(0);
        let verdicts = court.rows("out");
        assert_eq!(verdicts.len(), of.len());
        for (row, ours) in of.iter().zip(&verdicts) {
            if row["passed"] == ours["passed"] {
                agree += 1;
                continue;
            }
            let key = format!("{} {}", row["run"].as_str().unwrap(), row["task_id"].as_str().unwrap());
            let detail = ours["detail"].as_str().map_or(String::new(), |detail| format!("({detail})"));
            let verdict = format!("{}{detail}", ours["verdict"].as_str().unwrap());
            found.insert(key, (row["passed"].as_bool().unwrap(), verdict, ours["message"].clone()));
        }
        std::fs::remove_dir_all(court.scratch.path("out")).unwrap();
    }
    let share = agree as f64 / rows.len() as f64;
    println!("agreement {share:.4} ({agree}/{})", rows.len());

    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/judging/disagreements.jsonl");
    let known = std::fs::read_to_string(&table).unwrap_or_default();
    let known: BTreeMap<String, Value> = known
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|row| (format!("{} {}", row["run"].as_str().unwrap(), row["task_id"].as_str().unwrap()), row))
        .collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let mut text = String::new();
        for (key, (published, ours, message)) in &found {
            let (run, task) = key.rsplit_once(' ').unwrap();
            let cause = known.get(key).map_or(json!("?"), |row| row["cause"].clone());
            let row = json!({ "run": run, "task_id": task, "published": published, "ours": ours, "message": message, "cause": cause });
            text.push_str(&format!("{row}\n"));
        }
        std::fs::write(&table, text).unwrap();
    } else {
        let new: Vec<_> = found.iter().filter(|(key, _)| !known.contains_key(*key)).collect();
        let gone: Vec<_> = known.keys().filter(|key| !found.contains_key(*key)).collect();
        assert!(new.is_empty() && gone.is_empty(), "new: {new:#?}\ngone: {gone:#?}");
        assert!(known.values().all(|row| row["cause"] != "?"), "every disagreement has a cause");
    }
    // 99 % is out of reach: by the tests that are given, CPython itself contradicts 1.2 % of the published verdicts.
    assert!(share >= 0.985, "{share}");
}
