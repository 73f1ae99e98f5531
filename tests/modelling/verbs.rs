//! Each verb does its work, prints one JSON object where asked, and leaves the files that others load.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use super::{TOKENIZER, TRAIN, read, scene, with_model, with_tokenizer};
use crate::judging::Court;

fn json(court: &Court, path: &str) -> Value {
    serde_json::from_slice(&read(court, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_tokenizer() {
    let court = scene("verb-tokenizer");
    let said = court.trommel(&TOKENIZER).ends(0).json();
    assert_eq!(said["report"]["vocabulary"], 270);
    assert_eq!(said["report"]["languages"][0]["language"], "python");
    assert_eq!(said["report"]["languages"][0]["documents"], 64, "the training split alone");
    assert_eq!(json(&court, "tok/tokenizer_config.json")["tokenizer_class"], "PreTrainedTokenizerFast");
    for file in ["tokenizer.json", "special_tokens_map.json", "report.json"] {
        assert!(json(&court, &format!("tok/{file}")).is_object(), "{file}");
    }
    // The same text gives the same bytes; people are told of it in a table.
    let again = court.trommel(&["tokenizer", "data", "--out", "again", "-S", "vocabulary=270"]).ends(0);
    assert!(again.out.contains("bytes/token") && again.out.contains("python"), "{again}");
    assert_eq!(read(&court, "again/tokenizer.json"), read(&court, "tok/tokenizer.json"));
    court.trommel(&["tokenizer", "data", "--out", "t", "-S", "vocabulry=300"]).ends(2).tells(&["vocabulry"]);
}

#[test]
fn training() {
    let court = with_tokenizer("verb-train");
    let preview = court.trommel(&[&TRAIN[..], &["none", "--preview", "--json"]].concat()).ends(0).json();
    assert_eq!((preview["steps"].as_u64(), preview["parameters"].as_u64() > Some(10_000)), (Some(6), true));
    assert!(!court.scratch.path("none/model").exists(), "a preview trains nothing");

    let said = court.trommel(&[&TRAIN[..], &["run", "--json"]].concat()).ends(0).json();
    assert_eq!((&said["train"]["steps"], &said["train"]["result"]), (&6.into(), &"model".into()));
    assert_eq!(json(&court, "run/model/config.json")["model_type"], "llama");
    assert!(String::from_utf8(read(&court, "run/metrics.jsonl")).unwrap().lines().count() >= 6);
    for file in
        ["model/model.safetensors", "model/tokenizer.json", "model/README.md", "checkpoint-6/trainer_state.json"]
    {
        assert!(!read(&court, &format!("run/{file}")).is_empty());
    }
    let card = String::from_utf8(read(&court, "run/model/README.md")).unwrap();
    assert!(card.contains("## Prompt") && card.contains(r#""def plus_0(x):\n    \"\"\"Adds 0.\"\"\"\n""#), "{card}");
    assert!(card.contains("ends in white space"), "{card}");
    // The same again gives the same model; other settings another one; an adapter is beside its merged model.
    court.trommel(&[&TRAIN[..], &["again"]].concat()).ends(0);
    assert_eq!(read(&court, "again/model/model.safetensors"), read(&court, "run/model/model.safetensors"));
    court.trommel(&[&TRAIN[..], &["other", "-S", "seed=1"]].concat()).ends(0);
    assert_ne!(read(&court, "other/model/model.safetensors"), read(&court, "run/model/model.safetensors"));
    let method = "method={ lora = { r = 2, alpha = 4.0, merge = true } }";
    let said = court.trommel(&[&TRAIN[..], &["lora", "-S", method, "--json"]].concat()).ends(0).json();
    assert_eq!(said["train"]["steps"], 6);
    assert_eq!(json(&court, "lora/adapter/adapter_config.json")["r"], 2);
    assert!(!read(&court, "lora/model/model.safetensors").is_empty());

    // Keys are spelt with underscores; a wrong one is refused before anything is done.
    for (key, hint) in [
        ("save.log-every=5", "unknown field `log-every`, expected `log_every`: keys have underscores"),
        ("batch.too-long=drop", "unknown field `too-long`, expected `too_long`: keys have underscores"),
        ("lenght.steps=3", "lenght"),
    ] {
        court.trommel(&[&TRAIN[..], &["wrong", "-S", key]].concat()).ends(2).tells(&[hint]);
        assert!(!court.scratch.path("wrong").exists());
    }
}

#[test]
fn training_on_progressive_prompts() {
    let court = with_tokenizer("verb-train-progressive");
    // Prompts are a signature and, on the next line, what the function is for.
    let progressive = r#"data={ progressive = { separator = "\n    ", whole = 0.25 } }"#;
    let mlflow = "save.mlflow={ experiment = 'plus' }";
    let preview =
        court.trommel(&[&TRAIN[..], &["run", "--preview", "--json", "-S", progressive]].concat()).ends(0).json();
    let whole = court.trommel(&[&TRAIN[..], &["run", "--preview", "--json"]].concat()).ends(0).json();
    assert_eq!(preview["steps"], 6);
    assert!(preview["tokens_a_step"] != whole["tokens_a_step"], "{preview} {whole}");
    for out in ["run", "again"] {
        court.trommel(&[&TRAIN[..], &[out, "-S", progressive, "-S", mlflow]].concat()).ends(0);
    }
    court.trommel(&[&TRAIN[..], &["whole"]].concat()).ends(0);
    let model = |out: &str| read(&court, &format!("{out}/model/model.safetensors"));
    assert_eq!(model("run"), model("again"));
    assert_ne!(model("run"), model("whole"));
    let experiments = std::fs::read_dir(court.scratch.path("run/mlruns")).unwrap().count();
    assert!(experiments == 1 && !court.scratch.path("whole/mlruns").exists());

    let wrong = |change: &str| court.trommel(&[&TRAIN[..], &["wrong", "-S", change]].concat()).ends(2);
    wrong("data.progressive.separator='|'").tells(&["data.progressive.separator is \"|\"", "it parts no prompt"]);
    wrong("data.progressive.whole=2").tells(&["data.progressive.whole is 2, expected 0 to 1"]);
    wrong("optimiser.attention_dropout=1").tells(&["optimiser.attention_dropout is 1, expected 0 to below 1"]);
}

const GENERATE: [&str; 9] =
    ["generate", "run/model", "tasks.jsonl", "--temperature", "0.9", "-S", "max_new_tokens=24", "--json", "--out"];

#[test]
fn completions_are_the_same_bytes_for_the_same_seed() {
    let court = with_model("verb-generate");
    let run = |more: &[&str]| court.trommel(&[&GENERATE[..], more].concat()).ends(0).json();
    let said = run(&["one", "-n", "4", "--seed", "3"]);
    assert_eq!(said["generate"]["completions"], 12);
    let ends = ["eos", "stop", "length"].map(|end| said["generate"][end].as_u64().unwrap());
    assert_eq!(ends.iter().sum::<u64>(), 12, "{said}");
    let rows = String::from_utf8(read(&court, "one/samples.jsonl")).unwrap();
    let first: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert_eq!((rows.lines().count(), &first["task_id"]), (12, &"Ours/0".into()));
    assert!(first["completion"].is_string());

    run(&["two", "-n", "4", "--seed", "3", "--batch", "1"]);
    assert_eq!(read(&court, "two/samples.jsonl"), read(&court, "one/samples.jsonl"));
    assert_eq!(read(&court, "two/samples.parquet"), read(&court, "one/samples.parquet"));
    run(&["three", "-n", "4", "--seed", "4"]);
    assert_ne!(read(&court, "three/samples.jsonl"), read(&court, "one/samples.jsonl"));
}

#[test]
fn a_killed_generation_goes_on_to_the_same_bytes() {
    let court = with_model("verb-generate-killed");
    let arguments = |out| [&GENERATE[..], &[out, "-n", "60", "--batch", "1"]].concat();
    court.trommel(&arguments("whole")).ends(0);
    let mut command = court.command(&arguments("killed"));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let log = court.scratch.path("killed/log.jsonl");
    let rows = || std::fs::read_to_string(&log).unwrap_or_default().lines().count();
    while rows() < 5 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!((5..150).contains(&rows()), "killed on the way, after {} lines", rows());
    assert!(!court.scratch.path("killed/samples.jsonl").exists());
    let said = court.trommel(&arguments("killed")).ends(0).tells(&["of 180 completions are there already"]);
    assert_eq!(said.json()["generate"]["completions"], 180);
    assert_eq!(read(&court, "killed/samples.jsonl"), read(&court, "whole/samples.jsonl"));
}

#[test]
fn full_fine_tuning_beside_lora() {
    let court = with_tokenizer("verb-compare");
    let arguments = ["compare", "full-vs-lora", "data", "--tokenizer", "tok", "--config", "small.toml", "--rank", "2"];
    let said = court.trommel(&[&arguments[..], &["--out", "compared", "--json"]].concat()).ends(0).json();
    assert_eq!(said, json(&court, "compared/comparison.json"));
    let (full, lora) = (&said["full"], &said["lora"]);
    assert_eq!((&full["method"], &lora["method"]), (&"full".into(), &"lora".into()));
    assert_eq!((&full["steps"], &full["tokens"]), (&6.into(), &lora["tokens"]));
    assert_eq!(full["trainable"], full["parameters"]);
    assert!(lora["trainable"].as_u64() < full["trainable"].as_u64());
    // The same beginning: an update of zero.
    let first = |run: &Value| run["training"][0]["value"].as_f64().unwrap();
    assert!((first(full) - first(lora)).abs() < 1e-5);
    // Each side's peak is its own process's: more than nothing, and LoRA's does not contain full fine-tuning's.
    for run in [full, lora] {
        assert!((1 << 20..1 << 31).contains(&run["peak_memory"].as_u64().unwrap()), "{}", run["peak_memory"]);
    }
    let table = String::from_utf8(read(&court, "compared/comparison.md")).unwrap();
    assert!(table.starts_with("| | full | lora |") && table.contains("| peak memory, MiB | "), "{table}");
    assert!(read(&court, "compared/loss.svg").starts_with(b"<svg"));
    assert!(court.scratch.path("compared/full/model").is_dir() && court.scratch.path("compared/lora/adapter").is_dir());

    // A side that fails says why, once, and the whole is not done.
    let said =
        court.trommel(&[&arguments[..], &["--out", "c", "-S", "batch.row=9999", "-S", "batch.tokens=9999"]].concat());
    said.ends(2).tells(&["9999"]);
}
