//! `metrics`: pairs from files of every kind, what is printed, what is refused.

use std::io::Write;

use serde_json::{Value, json};

use crate::scratch::Scratch;

const PAIRS: &str = r#"{"task_id": "t/1", "prediction": "def add(a, b):\n    return a + b", "reference": "def add(x, y):\n    return x + y"}
{"task_id": "t/1", "prediction": "return x", "references": ["return x", "return y"], "language": "python"}

{"task_id": 2, "prediction": "", "reference": "return x", "reason": null}
"#;

fn close(value: &Value, wanted: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - wanted).abs() < 1e-9)
}

#[test]
fn values_intervals_and_signatures() {
    let scratch = Scratch::new("metrics");
    scratch.write("pairs.jsonl", PAIRS);
    let asked =
        ["metrics", "pairs.jsonl", "--metric", "bleu,bleu:sentence,rouge-l,em", "--json", "--per-pair", "each.jsonl"];
    let found = scratch.trommel(&asked).ends(0).json();
    // By hand: 10, 5, 2, 0 of 14, 12, 10, 9 n-grams; 14 tokens beside 16.
    let exact = (1.0f64 - 16.0 / 14.0).exp();
    let precisions = [10.0 / 14.0, 5.0 / 12.0, 2.0 / 10.0, 1.0 / (2.0 * 9.0f64)];
    let bleu = 100.0 * exact * precisions.iter().product::<f64>().powf(0.25);
    assert!(close(&found["bleu"]["value"], bleu), "{found} {bleu}");
    assert_eq!(found["bleu"]["signature"], "nrefs:var|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0");
    assert_eq!((&found["bleu"]["pairs"], &found["bleu"]["of"]), (&json!(3), &json!(3)));
    assert_eq!(found["bleu"]["flags"], json!({ "empty_prediction": 1 }));
    let low = found["bleu"]["low"].as_f64().expect("a number");
    assert!(low <= bleu && found["bleu"]["high"].as_f64() >= Some(bleu), "{found}");
    assert!(
        close(&found["em"]["value"], 1.0 / 3.0) && close(&found["rouge-l"]["value"], (3.0 / 7.0 + 1.0) / 3.0),
        "{found}"
    );
    let each = std::fs::read_to_string(scratch.path("each.jsonl")).expect("it was written");
    let each: Vec<Value> = each.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(each.iter().map(|row| row["line"].clone()).collect::<Vec<_>>(), [1, 2, 4].map(Value::from));
    assert_eq!((&each[1]["bleu"], &each[2]["em"], &each[2]["task_id"]), (&json!(100.0), &json!(0.0), &json!("2")));
    let sentences: f64 = each.iter().filter_map(|row| row["bleu"].as_f64()).sum();
    assert!(close(&found["bleu:sentence"]["value"], sentences / 3.0), "{found}");
    let screen = scratch.trommel(&["metrics", "pairs.jsonl", "--resamples", "0"]).ends(0).out;
    assert!(screen.contains("rouge-l") && screen.contains("empty_prediction 1"), "{screen}");
}

#[test]
fn the_same_from_every_kind_of_file() {
    let scratch = Scratch::new("metrics-files");
    scratch.write("pairs.jsonl", PAIRS);
    let found = |pairs: &str| scratch.trommel(&["metrics", pairs, "--json", "--resamples", "200"]).ends(0).out;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(PAIRS.as_bytes()).expect("memory");
    scratch.write("pairs.jsonl.gz", packed.finish().expect("memory"));
    assert_eq!(found("pairs.jsonl"), found("pairs.jsonl.gz"));
    let mut command = scratch.command(&["metrics", "-", "--json", "--resamples", "200"]);
    command.stdin(std::fs::File::open(scratch.path("pairs.jsonl")).expect("it is there"));
    assert_eq!(found("pairs.jsonl"), crate::scratch::Said::of(&mut command).ends(0).out);
    scratch.write("pairs.parquet", parquet());
    assert_eq!(found("pairs.jsonl"), found("pairs.parquet"));
}

/// The same rows, a column a field.
fn parquet() -> Vec<u8> {
    use arrow::datatypes::{DataType, Field, Schema};
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let many = Field::new_list("references", Field::new_list_field(DataType::Utf8, true), true);
    let schema = Schema::new(vec![text("task_id"), text("prediction"), text("reference"), many, text("language")]);
    // Numbers are no texts to Arrow.
    let rows = PAIRS.replace("\"task_id\": 2", "\"task_id\": \"2\"");
    let mut rows = arrow::json::ReaderBuilder::new(schema.into()).build(rows.as_bytes()).expect("a reader");
    let batch = rows.next().expect("a batch").expect("rows of this schema");
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("memory");
    writer.close().expect("memory");
    bytes
}

/// Without a language there is no tree: the pairs do not count, which exit code 1 says.
#[test]
fn pairs_that_do_not_count() {
    let scratch = Scratch::new("metrics-language");
    scratch.write("pairs.jsonl", PAIRS);
    let asked = ["metrics", "pairs.jsonl", "--metric", "em-tree", "--json"];
    let found = scratch.trommel(&asked).ends(1).json();
    // The pair that counts is a `return` outside of a function.
    let flags = json!({ "no_grammar": 2, "prediction_does_not_parse": 1, "reference_does_not_parse": 1 });
    assert_eq!((&found["em-tree"]["pairs"], &found["em-tree"]["flags"]), (&json!(1), &flags));
    // One that nobody has a grammar for is as none; a name that is nearly one is a mistake.
    let other = r#"{"prediction": "a", "reference": "a", "language": "kotlin"}"#;
    scratch.write("other.jsonl", format!("{other}\n{}\n", other.replace("kotlin", "python")));
    let said = scratch.trommel(&["metrics", "other.jsonl", "--metric", "em,codebleu,crs", "--json"]).ends(1).json();
    assert_eq!(
        (&said["em"]["pairs"], &said["codebleu"]["pairs"], &said["crs"]["pairs"]),
        (&json!(2), &json!(1), &json!(1))
    );
    scratch.write("other.jsonl", other);
    let said = scratch.trommel(&["metrics", "other.jsonl", "--metric", "codebleu", "--json"]).ends(1).json();
    assert_eq!((&said["codebleu"]["value"], &said["codebleu"]["low"]), (&Value::Null, &Value::Null));
    scratch.trommel(&["metrics", "other.jsonl"]).ends(0).tells(&["other.jsonl:1: no language", "`--lang` names one"]);
    // With one they do; what does not parse has the tree of nothing but the same lines.
    let asked = ["metrics", "pairs.jsonl", "--metric", "em-tree,em-tokens", "--lang", "python", "--json"];
    let found = scratch.trommel(&asked).ends(0).json();
    for metric in ["em-tree", "em-tokens"] {
        assert!(found[metric]["pairs"] == 3 && close(&found[metric]["value"], 1.0 / 3.0), "{metric}: {found}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let scratch = Scratch::new("metrics-wrong");
    let check = |rows: &str, parts: &[&str]| {
        scratch.write("pairs.jsonl", rows);
        let said = scratch.trommel(&["metrics", "pairs.jsonl"]).ends(2);
        for part in parts {
            assert!(said.err.contains(part), "no `{part}` in {}", said.err);
        }
    };
    let good = r#"{"prediction": "a", "reference": "a"}"#;
    check("", &["pairs.jsonl: no pair"]);
    check(
        &format!("{good}\n{{\"prediction\": \"a\"}}\n"),
        &["pairs.jsonl:2", "`prediction`", "expected `prediction` and either `reference`"],
    );
    check(
        &format!("{good}\n\n{{\"prediction\": 1, \"reference\": \"a\"}}"),
        &["pairs.jsonl:3", "`prediction` is a number, expected a string"],
    );
    check(r#"{"prediction": "a", "references": []}"#, &["`references` is an empty list"]);
    check(r#"{"prediction": "a", "reference": "a", "references": ["a"]}"#, &["both"]);
    check(r#"{"prediction": "a", "reference": "a", "language": "pyhton"}"#, &["pairs.jsonl:1", "unknown language"]);
    check("[1]", &["pairs.jsonl:1", "a list"]);
    check(&good[..20], &["pairs.jsonl:1", "no JSON"]);
    scratch.write("pairs.jsonl", good);
    let unknown = scratch.trommel(&["metrics", "pairs.jsonl", "--metric", "rouge"]).ends(2);
    assert!(
        unknown.err.contains("expected one of bleu, ") && unknown.err.contains("did you mean `rouge-l`?"),
        "{unknown}"
    );
    scratch.trommel(&["metrics", "absent.jsonl"]).ends(2);
}
