//! `datasets/steps` cannot be solved by looking up: the nearest training answer fails, the tasks' own answers pass, and the files are what
//! their script writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::judging::Court;

fn steps() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/steps")
}

/// Name, docstring and code without it.
struct Function {
    name: String,
    docstring: String,
    code: String,
}

fn function(text: &str) -> Function {
    let (head, rest) = text.split_once('\n').unwrap();
    let (docstring, body) = rest.split_once('\n').unwrap();
    let name = head.strip_prefix("def ").unwrap().split('(').next().unwrap().to_owned();
    let docstring = docstring.trim().trim_matches('"').to_owned();
    Function { name, docstring, code: format!("{head}\n{body}") }
}

fn functions() -> Vec<Function> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(steps().join("source")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    texts.iter().flat_map(|text| text.split("\n\n\n")).map(|text| function(text.trim_end())).collect()
}

fn tasks() -> Vec<Value> {
    let text = std::fs::read_to_string(steps().join("tasks.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    text.split(|letter: char| !letter.is_alphanumeric()).for_each(|word| *words.entry(word).or_default() += 1);
    words
}

/// Jaccard similarity of two multisets of words, in [0, 1].
fn similarity(a: &BTreeMap<&str, usize>, b: &BTreeMap<&str, usize>) -> f64 {
    let all = a.keys().chain(b.keys()).collect::<std::collections::BTreeSet<_>>();
    let count = |words: &BTreeMap<&str, usize>, word: &str| words.get(word).copied().unwrap_or(0);
    let both: usize = all.iter().map(|word| count(a, word).min(count(b, word))).sum();
    let either: usize = all.iter().map(|word| count(a, word).max(count(b, word))).sum();
    both as f64 / either as f64
}

#[test]
fn the_nearest_training_answer_fails() {
    let (functions, tasks) = (functions(), tasks());
    assert_eq!((functions.len(), tasks.len()), (3_000, 120));
    let known: Vec<BTreeMap<&str, usize>> = functions.iter().map(|function| words(&function.docstring)).collect();
    let (mut copied, mut own) = (Vec::new(), Vec::new());
    for task in &tasks {
        let text = |field: &str| task[field].as_str().unwrap();
        let asked = function(&format!("{}{}", text("prompt"), text("canonical_solution")));
        let wanted = words(&asked.docstring);
        let nearest = known.iter().map(|words| similarity(words, &wanted)).enumerate();
        let (nearest, _) = nearest.max_by(|(i, a), (j, b)| a.total_cmp(b).then(j.cmp(i))).unwrap();
        let nearest = &functions[nearest];
        let code = nearest.code.replacen(&nearest.name, &asked.name, 1);
        copied.push(json!({ "task_id": text("task_id"), "completion": code }));
        own.push(json!({ "task_id": text("task_id"), "completion": asked.code }));
        assert!(functions.iter().all(|function| function.docstring != asked.docstring), "{}", asked.docstring);
    }
    let court = Court::new("copying");
    let tasks = steps().join("tasks.jsonl");
    let pass = |name: &str, rows: &[Value]| {
        let samples = court.lines(name, rows);
        let said = court.trommel(&["score", tasks.to_str().unwrap(), &samples, "--json", "--no-audit"]).ends(0).json();
        said["summary"]["pass"][0]["value"].as_f64().unwrap()
    };
    assert_eq!(pass("own.jsonl", &own), 1.0);
    let copied = pass("copied.jsonl", &copied);
    println!("pass@1 of the nearest training answer: {copied:.3}");
    assert!(copied <= 0.1, "{copied}");
}

#[test]
fn the_files_are_what_their_script_writes() {
    let Some(python) = crate::venv::python("the_files_are_what_their_script_writes") else { return };
    let court = Court::new("steps");
    let script = court.scratch.write("steps/make.py", std::fs::read_to_string(steps().join("make.py")).unwrap());
    assert!(std::process::Command::new(python).arg(&script).status().unwrap().success());
    let mut names: Vec<String> = (0..60).map(|number| format!("source/steps_{number:02}.py")).collect();
    names.push("tasks.jsonl".to_owned());
    for name in names {
        let written = std::fs::read(script.with_file_name(&name)).unwrap();
        assert!(written == std::fs::read(steps().join(&name)).unwrap(), "{name} differs");
    }
}
