//! Metrics of texts and trees of a scored run: in its summary, beside each row, between two runs.

use serde_json::{Value, json};

use super::{Court, TASKS};

const SAMPLES: &[(&str, &str)] = &[
    ("Ours/0", "    return a + b\n"),
    ("Ours/0", "    return b + a\n"),
    ("Ours/1", "    return x / 2\n"),
    ("Ours/2", "    return items.sort(\n"),
];

fn scored(court: &Court, out: &str, more: &[&str]) -> Value {
    court.tasks();
    let samples = court.samples("samples.jsonl", SAMPLES);
    court.score(&samples, &[&["--out", out], more].concat()).ends(0).json()
}

#[test]
fn in_the_summary_and_beside_each_row() {
    let court = Court::new("score-metrics");
    let report = scored(&court, "out", &[]);
    let metrics = &report["metrics"];
    for name in ["bleu", "rouge-l", "em", "codebleu", "ast-sim", "sem-sim", "crs"] {
        let (found, of) = (&metrics[name], &metrics[name]["of"]);
        assert!(found["value"].is_f64() && found["signature"].is_string() && *of == 4, "{name}: {found}");
    }
    // Two of four are the reference to the letter; one has no tree.
    assert_eq!(metrics["em"]["value"], 0.5);
    assert_eq!(metrics["ast-sim"]["flags"], json!({ "prediction_does_not_parse": 1 }));
    let rows = court.rows("out");
    let column = |name: &str| rows.iter().map(|row| row[name].clone()).collect::<Vec<Value>>();
    assert_eq!(column("em"), [json!(1.0), json!(0.0), json!(1.0), json!(0.0)]);
    assert_eq!((&column("bleu")[0], &column("bleu")[2]), (&json!(100.0), &json!(100.0)));
    // The summary says what `metrics` says of the same pairs.
    let pairs: Vec<Value> = rows
        .iter()
        .map(|row| {
            let task = TASKS.iter().find(|task| row["task_id"] == task.id).expect("a task");
            let whole = format!("{}{}", task.prompt, task.body);
            json!({ "task_id": task.id, "prediction": row["program"], "reference": whole, "language": "python" })
        })
        .collect();
    let pairs = court.lines("pairs.jsonl", &pairs);
    let alone = court.trommel(&["metrics", &pairs, "--metric", "bleu,codebleu,em", "--json"]).ends(0).json();
    for name in ["bleu", "codebleu", "em"] {
        assert_eq!(metrics[name]["value"], alone[name]["value"], "{name}");
    }
}

#[test]
fn none_where_none_are_asked_for() {
    let court = Court::new("score-no-metrics");
    let report = scored(&court, "out", &["--no-metrics"]);
    assert_eq!((&report["metrics"], &report["summary"]["counted"]), (&Value::Null, &json!(4)));
    let rows = court.rows("out");
    assert!(rows.iter().all(|row| row.get("em").is_none_or(Value::is_null)), "{rows:?}");
}

#[test]
fn two_runs() {
    let court = Court::new("diff-metrics");
    let first = scored(&court, "first", &[]);
    let mut other = SAMPLES.to_vec();
    other[2].1 = "    return x * 0.5\n";
    let samples = court.samples("other.jsonl", &other);
    let second = court.score(&samples, &["--out", "second"]).ends(0).json();
    let found = court.trommel(&["diff", "first", "second", "--json"]).ends(0).json();
    let em = &found["metrics"]["em"];
    assert_eq!((&em["first"], &em["second"], &em["difference"]), (&json!(0.5), &json!(0.25), &json!(-0.25)));
    for name in ["bleu", "codebleu"] {
        let sides = (&found["metrics"][name]["first"], &found["metrics"][name]["second"]);
        assert_eq!(sides, (&first["metrics"][name]["value"], &second["metrics"][name]["value"]), "{name}");
    }
    let screen = court.trommel(&["diff", "first", "second"]).ends(0).out;
    assert!(screen.contains("em 0.5000 → 0.2500 (-0.2500)"), "{screen}");
    // Without metrics on one side there is nothing to compare.
    scored(&court, "bare", &["--no-metrics"]);
    let found = court.trommel(&["diff", "first", "bare", "--json"]).ends(0).json();
    assert_eq!(found["metrics"], json!({}));
}
