//! `export`: merged models for transformers, GGUF for llama.cpp; what they say is what the model says.

use super::{TRAIN, read, with_model};
use crate::judging::Court;

/// Greedy completions of a checkpoint.
fn greedy(court: &Court, checkpoint: &str, more: &[&str]) -> Vec<String> {
    let out = format!("answers-{}", checkpoint.replace(['/', '.'], "-"));
    let asked = ["generate", checkpoint, "tasks.jsonl", "--temperature", "0", "-S", "max_new_tokens=16", "--out", &out];
    court.trommel(&[&asked[..], more].concat()).ends(0);
    let rows = String::from_utf8(read(court, &format!("{out}/samples.jsonl"))).unwrap();
    let completion = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["completion"].to_string();
    rows.lines().map(completion).collect()
}

#[test]
fn gguf_says_what_the_model_says() {
    let court = with_model("verb-export");
    let said = court.trommel(&["export", "run/model", "--out", "m.gguf", "--quantisation", "f32", "--json"]);
    let said = said.ends(0).json();
    // Our own way of cutting texts has no name in GGUF, which is said.
    assert_eq!((&said["family"], &said["pre_tokenizer"]["exact"]), (&"llama".into(), &false.into()));
    let beside = ["--tokenizer", "run/model"];
    assert_eq!(greedy(&court, "m.gguf", &beside), greedy(&court, "run/model", &[]));
    let f32 = read(&court, "m.gguf");
    court.trommel(&["export", "run/model", "--out", "m.gguf"]).ends(0).tells(&[]);
    let halves = read(&court, "m.gguf");
    assert!(halves.len() < f32.len() * 3 / 4, "{} of {}: halves", halves.len(), f32.len());
    // And what was read from GGUF can be written as a directory.
    court.trommel(&[&["export", "m.gguf", "--out", "back"][..], &beside].concat()).ends(0);
    assert_eq!(greedy(&court, "back", &[]), greedy(&court, "m.gguf", &beside));
}

#[test]
fn an_adapter_is_merged() {
    let court = with_model("verb-export-merged");
    let tuned = [
        "lora",
        "-S",
        "model={ checkpoint = 'run/model' }",
        "-S",
        "method={ lora = { r = 2, alpha = 64.0, merge = true } }",
    ];
    court.trommel(&[&TRAIN[..], &tuned].concat()).ends(0);
    court.trommel(&["export", "run/model", "--adapter", "lora/adapter", "--out", "merged"]).ends(0);
    let weights = |folder: &str| read(&court, &format!("{folder}/model.safetensors"));
    assert_eq!(weights("merged"), weights("lora/model"));
    assert_ne!(weights("merged"), weights("run/model"));
    for file in ["config.json", "tokenizer.json", "tokenizer_config.json"] {
        assert_eq!(read(&court, &format!("merged/{file}")), read(&court, &format!("lora/model/{file}")), "{file}");
    }
}

#[test]
fn nothing_is_written_over_and_what_is_missing_is_said() {
    let court = with_model("verb-export-wrong");
    let before = read(&court, "run/model/config.json");
    court.trommel(&["export", "run/model", "--out", "run/model"]).ends(2).tells(&["`run/model` is there already"]);
    assert_eq!(read(&court, "run/model/config.json"), before);
    court.trommel(&["export", "data", "--out", "x.gguf"]).ends(2).tells(&["data/config.json", "expected a model"]);
    // A vocabulary that GGUF cannot carry.
    let unigram = ["tokenizer", "data", "--out", "uni", "-S", "vocabulary=270", "-S", "mode={ unigram = {} }"];
    court.trommel(&unigram).ends(0);
    for file in ["config.json", "model.safetensors"] {
        court.scratch.write(format!("bare/{file}"), read(&court, &format!("run/model/{file}")));
    }
    let asked = ["export", "bare", "--tokenizer", "uni", "--out", "x.gguf"];
    court.trommel(&asked).ends(2).tells(&["byte-level BPE", "a directory takes every kind"]);
    assert!(!court.scratch.path("x.gguf").exists());
}
