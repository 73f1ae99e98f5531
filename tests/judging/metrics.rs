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
    // A row has what `metrics` says of the functions alone, without their documentation.
    let function = |id: &Value, body: &str| {
        let task = TASKS.iter().find(|task| *id == task.id).expect("a task");
        let signature = task.prompt.lines().next().expect("a line");
        format!("{signature}\n{}", if body.is_empty() { task.body } else { body })
    };
    let pair = |(row, (_, body)): (&Value, &(&str, &str))| {
        let (prediction, reference) = (function(&row["task_id"], body), function(&row["task_id"], ""));
        json!({ "prediction": prediction, "reference": reference, "language": "python" })
    };
    let pairs = court.lines("pairs.jsonl", &rows.iter().zip(SAMPLES).take(3).map(pair).collect::<Vec<_>>());
    let asked = ["metrics", &pairs, "--metric", "bleu,codebleu,em-tree", "--per-pair", "each.jsonl", "--json"];
    court.trommel(&asked).ends(0);
    let each = std::fs::read_to_string(court.scratch.path("each.jsonl")).expect("it was written");
    for (row, alone) in rows.iter().zip(each.lines()) {
        let alone: Value = serde_json::from_str(alone).expect("JSON");
        for (column, name) in [("bleu", "bleu"), ("codebleu", "codebleu"), ("em_tree", "em-tree")] {
            assert_eq!(row[column], alone[name], "{name} of {row}");
        }
    }
    let signature = metrics["bleu"]["signature"].as_str().expect("a text");
    assert!(signature.ends_with("|text:function"), "{signature}");
}

/// However a completion repeats the prompt, what is compared is the same.
#[test]
fn the_shape_of_completions_does_not_matter() {
    let court = Court::new("score-shapes");
    court.tasks();
    let whole = format!("{}{}", TASKS[0].prompt, TASKS[0].body);
    let alone = format!("def add(a, b):\n{}", TASKS[0].body);
    let shapes = [TASKS[0].body.to_owned(), whole.clone(), alone.clone(), format!("```python\n{alone}```\n")];
    let samples: Vec<(&str, &str)> = shapes.iter().map(|text| (TASKS[0].id, text.as_str())).collect();
    let samples = court.samples("samples.jsonl", &samples);
    let report = court.score(&samples, &["--only", "Ours/0"]).ends(0).json();
    assert_eq!(court.verdicts("samples.scored"), ["PASSED"; 4]);
    for name in ["em", "codebleu", "ast-sim"] {
        assert_eq!(report["metrics"][name]["value"], 1.0, "{name}: {}", report["metrics"]);
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
