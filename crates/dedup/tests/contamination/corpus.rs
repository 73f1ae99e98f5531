//! Benchmarks and ordinary files, from where they are on this machine.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::read::MultiGzDecoder;
use serde_json::Value;

/// A task of a benchmark.
pub struct Task {
    pub name: String,
    pub prompt: String,
    /// The prompt is the head of a function, with its documentation.
    pub prompt_is_code: bool,
    pub solution: String,
    pub tests: String,
}

impl Task {
    /// The function, as somebody would have it in a file.
    pub fn whole(&self) -> String {
        format!("{}{}", self.prompt, self.solution)
    }
}

pub fn human_eval() -> Option<Vec<Task>> {
    let task = |record: Value| Task {
        name: text(&record, "task_id"),
        prompt: text(&record, "prompt"),
        prompt_is_code: true,
        solution: text(&record, "canonical_solution"),
        tests: text(&record, "test"),
    };
    records("HumanEval.jsonl.gz").map(|records| records.into_iter().map(task).collect())
}

pub fn mbpp() -> Option<Vec<Task>> {
    let lines = |value: &Value| -> String {
        let lines = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        lines.map(|line| format!("{line}\n")).collect()
    };
    let task = |record: Value| Task {
        name: format!("Mbpp/{}", record["task_id"]),
        prompt: text(&record, "text"),
        prompt_is_code: false,
        solution: text(&record, "code"),
        tests: lines(&record["test_list"]),
    };
    records("mbpp.jsonl.gz").map(|records| records.into_iter().map(task).collect())
}

/// The tasks of HumanEval-X in this language (`java`, …).
pub fn human_eval_x(language: &str) -> Option<Vec<Task>> {
    let task = |record: Value| Task {
        name: text(&record, "task_id"),
        prompt: text(&record, "prompt") + record["declaration"].as_str().unwrap_or_default(),
        prompt_is_code: true,
        solution: text(&record, "canonical_solution"),
        tests: text(&record, "test"),
    };
    let records = records(&format!("humaneval-x-{language}.jsonl.gz"))?;
    Some(records.into_iter().map(task).collect())
}

/// Names and texts of Rust files of the crates in the local Cargo registry, one in eight.
pub fn registry() -> Option<Vec<(String, String)>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let folder = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))?.join("registry/src");
    if !folder.is_dir() {
        println!("SKIPPED: no Cargo registry; no ordinary files in Rust");
        return None;
    }
    Some(sources(&folder, "rs").into_iter().step_by(8).collect())
}

/// Names and texts of the modules of the Python standard library, its tests included, what is installed beside it not.
pub fn standard_library() -> Option<Vec<(String, String)>> {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'), end='')";
    let output = Command::new("python3").args(["-c", script]).output().ok().filter(|output| output.status.success());
    let Some(folder) = output.and_then(|output| String::from_utf8(output.stdout).ok()).map(PathBuf::from) else {
        println!("SKIPPED: no python3; nothing to plant into");
        return None;
    };
    Some(sources(&folder, "py"))
}

/// The files with this extension, in order.
fn sources(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    collect(folder, extension, &mut paths);
    paths.sort_unstable();
    let name = |path: &Path| path.strip_prefix(folder).unwrap_or(path).display().to_string();
    paths.iter().filter_map(|path| Some((name(path), fs::read_to_string(path).ok()?))).collect()
}

fn collect(folder: &Path, extension: &str, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && entry.file_name() != "site-packages" => collect(&path, extension, paths),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|found| found == extension) => paths.push(path),
            _ => {}
        }
    }
}

fn text(record: &Value, key: &str) -> String {
    record[key].as_str().unwrap_or_else(|| panic!("no `{key}` in {record}")).to_owned()
}

fn records(file: &str) -> Option<Vec<Value>> {
    let shared = std::env::var_os("TROMMEL_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).map(|parent| parent.join("shared"));
    let path = shared.or(beside)?.join("data/benchmarks").join(file);
    let Ok(packed) = fs::read(&path) else {
        println!("SKIPPED: no {}; set TROMMEL_SHARED", path.display());
        return None;
    };
    let mut lines = String::new();
    MultiGzDecoder::new(&packed[..]).read_to_string(&mut lines).expect("gzip of UTF-8");
    Some(lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect())
}
