//! What goes wrong on the way to a model and its answers: a clear error, exit 2, and the last good checkpoint intact.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Array, StringArray};
use serde_json::Value;

use super::{TRAIN, read, scene, table, with_model, with_tokenizer};
use crate::bad_input::Tmpfs;
use crate::judging::Court;
use crate::scratch::{Said, skip};

fn train(court: &Court, more: &[&str]) -> Said {
    court.trommel(&[&TRAIN[..], more].concat())
}

/// Names and bytes of the files in a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let file = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
    };
    entries.map(file).collect()
}

#[test]
fn a_loss_that_is_no_number() {
    let court = with_tokenizer("nan");
    let wild = ["-S", "optimiser.lr=1e30", "-S", "optimiser.clip=0.0", "-S", "schedule={ constant = {} }"];
    let every = ["-S", "save={ every = 1, keep = 9 }", "-S", "evaluation=false", "-S", "length.steps=40"];
    let said = train(&court, &[&["run"], &wild[..], &every[..]].concat());
    said.ends(2).tells(&[
        "Rows of this step: train-00000-of-00001.parquet:",
        "The last good checkpoint is",
        "run/checkpoint-",
    ]);
    assert!(!files(&court.scratch.path("run/checkpoint-1")).is_empty());
    assert!(!court.scratch.path("run/model").exists());
}

/// Rewrites the header of a safetensors file, which keeps its length.
fn rename_in_header(path: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let mut bytes = std::fs::read(path).unwrap();
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).expect("the name is there");
    bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_checkpoint_with_a_missing_or_misshapen_tensor() {
    let court = with_model("tensors");
    let weights = court.scratch.path("run/model/model.safetensors");
    let good = std::fs::read(&weights).unwrap();
    let both = |words: &[&str]| {
        let from = ["-S", "model={ checkpoint = \"run/model\" }", "-S", "evaluation=false"];
        train(&court, &[&["new"], &from[..]].concat()).ends(2).tells(words);
        court.trommel(&["generate", "run/model", "tasks.jsonl", "--out", "g"]).ends(2).tells(words);
        assert!(!court.scratch.path("g/samples.jsonl").exists() && !court.scratch.path("new/model").exists());
    };
    rename_in_header(&weights, "\"model.norm.weight\"", "\"model.nrom.weight\"");
    both(&["tensor `model.norm.weight` of shape [32] is missing", "model.nrom.weight", "run/model"]);
    std::fs::write(&weights, &good).unwrap();
    let config = court.scratch.path("run/model/config.json");
    let mut shape: Value = serde_json::from_slice(&std::fs::read(&config).unwrap()).unwrap();
    shape["intermediate_size"] = (shape["intermediate_size"].as_u64().unwrap() + 1).into();
    std::fs::write(&config, shape.to_string()).unwrap();
    both(&["model.layers.0.mlp.", "has shape [", "expected ["]);
    std::fs::write(&weights, &good[..good.len() / 2]).unwrap();
    both(&["model.safetensors"]);
}

#[test]
fn a_tokenizer_that_does_not_fit() {
    let court = with_model("fit");
    court.trommel(&["tokenizer", "data", "--out", "larger", "-S", "vocabulary=280"]).ends(0);
    let words = ["the tokenizer has ids up to", "they were not made for each other"];
    let asked = ["generate", "run/model", "tasks.jsonl", "--out", "g", "--tokenizer", "larger"];
    court.trommel(&asked).ends(2).tells(&words);
    let from = "model={ checkpoint = \"run/model\" }";
    let asked = ["train", "data", "--tokenizer", "larger", "--config", "small.toml", "--out", "new", "-S", from];
    court.trommel(&asked).ends(2).tells(&words);
    court.trommel(&["train", "data", "--tokenizer", "none", "--out", "new"]).ends(2).tells(&["none"]);
    // Small enough, and of other pieces.
    let other = [
        "tokenizer",
        "data",
        "--out",
        "other",
        "-S",
        "vocabulary=270",
        "-S",
        "digits=whole",
        "-S",
        "mode={ unigram = {} }",
    ];
    court.trommel(&other).ends(0);
    let asked = ["generate", "run/model", "tasks.jsonl", "--out", "g", "--tokenizer", "other"];
    court.trommel(&asked).ends(2).tells(&["other: id ", "in the model's own run/model/tokenizer.json"]);
    let asked = ["train", "data", "--tokenizer", "other", "--config", "small.toml", "--out", "new", "-S", from];
    court.trommel(&asked).ends(2).tells(&["tokenizer is one whose id ", "in run/model, expected"]);
}

#[test]
fn nothing_to_evaluate_on() {
    let court = with_tokenizer("evaluation");
    let file = "data/train-00000-of-00001.parquet";
    let asked = ["train", file, "--tokenizer", "tok", "--config", "small.toml", "--out", "run"];
    court.trommel(&asked).ends(2).tells(&["evaluation is set, without anything to evaluate on"]);
    court.trommel(&[&asked[..], &["-S", "evaluation=false"]].concat()).ends(0);
    train(&court, &["rate", "-S", "evaluation.monitor=pass-rate"]).ends(2).tells(&["evaluation.monitor", "pass = {"]);
    let phases = "data.phases=[{languages=['python'],share=0.5,replay=0.0},{languages=['java'],share=0.5,replay=0.1}]";
    let told = "data.phases is with a phase of java alone, expected languages that the training split has: python";
    train(&court, &["phases", "-S", phases]).ends(2).tells(&[told]);
    let none = train(&court, &["none", "-S", "model={ checkpoint = 'nowhere' }"]).ends(2);
    none.tells(&["model.checkpoint is nowhere, which is no folder with a config.json", "-S model.checkpoint=DIR"]);
    train(&court, &["heads", "-S", "model.shape.heads=5"]).ends(2).tells(&["model.shape.width is 32, with 5 heads"]);
}

/// Ctrl-C ends a training with its last step kept.
#[test]
fn an_interrupt_is_an_end_to_be_taken_up() {
    let court = with_tokenizer("interrupt");
    let long = ["long", "-S", "length.steps=4000", "-S", "evaluation=false", "-S", "save.every=4000"];
    let mut command = court.command(&[&TRAIN[..], &long].concat());
    let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let log = court.scratch.path("long/metrics.jsonl");
    while std::fs::metadata(&log).map_or(0, |log| log.len()) == 0 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    train(&court, &["long"]).ends(2).tells(&["long", "another training at work"]);
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    let kept = |name: &String| name.starts_with("checkpoint-");
    let entries = std::fs::read_dir(court.scratch.path("long")).unwrap();
    let names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(kept), "{names:?}");
}

#[test]
fn a_dataset_of_another_schema() {
    let court = with_tokenizer("schema");
    let path = court.scratch.path("other.parquet");
    let numbers = || Arc::new(Int64Array::from(vec![1, 2])) as ArrayRef;
    let texts = || Arc::new(StringArray::from(vec!["a", "b"])) as ArrayRef;
    table(&path, [("prompt", texts()), ("content", numbers())]);
    let asked = ["train", "other.parquet", "--tokenizer", "tok", "--out", "run", "-S", "evaluation=false"];
    court.trommel(&asked).ends(2).tells(&["other.parquet: column `content` is Int64; expected text"]);
    court
        .trommel(&["tokenizer", "other.parquet", "--out", "t"])
        .ends(2)
        .tells(&["other.parquet: no column `content` of text"]);
    table(&path, [("question", texts()), ("answer", texts())]);
    court.trommel(&asked).ends(2).tells(&["other.parquet", "expected text columns `prompt` and `content`"]);
    court.scratch.write("other.parquet", "no Parquet");
    court.trommel(&asked).ends(2).tells(&["other.parquet"]);
    court
        .trommel(&["train", "nowhere", "--tokenizer", "tok", "--out", "run"])
        .ends(2)
        .tells(&["nowhere: no such dataset"]);
    assert!(!court.scratch.path("run/model").exists());
}

#[test]
fn a_full_disk_during_a_checkpoint() {
    let court = with_model("full-checkpoint");
    let size: usize = files(&court.scratch.path("run/checkpoint-6")).values().map(Vec::len).sum();
    // Room for two checkpoints and a half, each file in whole pages.
    let Some(disk) = Tmpfs::mount(court.scratch.path("small"), &format!("{}", size * 5 / 2 + (64 << 10))) else {
        return skip("a_full_disk_during_a_checkpoint", "a tmpfs cannot be mounted here");
    };
    let said = train(&court, &["small/run"]).ends(2);
    said.tells(&[
        "could not be written",
        "No space left on device",
        "The last good checkpoint is",
        "small/run/checkpoint-",
    ]);
    let last = files(&court.scratch.path("small/run/checkpoint-2"));
    assert_eq!(last["model.safetensors"].len(), read(&court, "run/checkpoint-6/model.safetensors").len());
    disk.resize("64m");
    train(&court, &["small/run", "--resume"]).ends(0);
    assert_eq!(read(&court, "small/run/model/model.safetensors"), read(&court, "run/model/model.safetensors"));
}

#[test]
fn a_prompt_longer_than_the_context() {
    let court = with_model("long-prompt");
    let tasks = String::from_utf8(read(&court, "tasks.jsonl")).unwrap();
    let mut task: Value = serde_json::from_str(tasks.lines().next().unwrap()).unwrap();
    task["prompt"] = format!("# {}\n{}", "word ".repeat(400), task["prompt"].as_str().unwrap()).into();
    court.lines("long.jsonl", &[task]);
    let asked = ["generate", "run/model", "long.jsonl", "--out", "g", "-S", "max_new_tokens=8", "--json"];
    let said = court.trommel(&asked).ends(2);
    said.tells(&["task Ours/0: its prompt has", "the model's context of 256", "`truncate-left`"]);
    let said = court.trommel(&[&asked[..], &["-S", "long_prompts=truncate-left"]].concat()).ends(0).json();
    assert_eq!(said["generate"]["truncated_prompts"], 1);
}

#[test]
fn a_folder_of_another_run() {
    let court = with_model("other-run");
    train(&court, &["run", "--resume", "-S", "seed=5"]).ends(2).tells(&["run", "expected"]);
    let court = scene("no-tokenizer");
    train(&court, &["run"]).ends(2).tells(&["tok"]);
}
