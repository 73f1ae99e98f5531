//! The catalogue of attacks in `sandbox/attacks/`, embedded, and the tasks that they answer.
//!
//! A file is a Python program with a head of comment lines: what it tries; `expect:`, the exact verdict; where they differ from the
//! default, `room:` (which of three tasks it answers) and `after:` (the attack that must have run just before it).

mod catalogue;
#[cfg(test)]
mod tests;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use trommel_sandbox::Limits;

use crate::{Assembly, Case, Checker, Task, Tests};

/// One program of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attack {
    /// What it goes for, which is its folder: `time`, `disk`, `result-forgery`.
    pub capability: String,
    /// Its name within the capability. Names of honest neighbours start with `control_`.
    pub name: String,
    /// One line: what it tries.
    pub what: String,
    /// The whole file, its head included.
    pub source: String,
    /// The verdict as [`Verdict`](crate::Verdict) is displayed, such as `RUNTIME_ERROR(OSError)`.
    pub expect: String,
    /// Which task it answers.
    pub room: Scene,
    /// The attack that runs just before it in the same process, as `capability/name`.
    pub after: Option<String>,
}

/// The three tasks of the catalogue: the same question, decided in three places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scene {
    /// `add(a, b)`, its values compared by the host.
    Host,
    /// `add(a, b)`, called by tests in a second room.
    Second,
    /// A program that reads two numbers and prints their sum.
    Stdin,
}

/// The catalogue, in the order of its names; an attack with an `after` follows what it comes after.
#[must_use]
pub fn attacks() -> Vec<Attack> {
    catalogue::FILES.iter().map(|(path, source)| Attack::read(path, source)).collect()
}

impl Attack {
    /// `capability/name`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.capability, self.name)
    }

    /// Whether it is an honest program, which must pass.
    #[must_use]
    pub fn control(&self) -> bool {
        self.name.starts_with("control_")
    }

    /// The task that it answers.
    #[must_use]
    pub fn task(&self) -> Task {
        self.room.task()
    }

    /// From a path without its ending, and a text. What the head does not say stays empty; a test holds that every head says it, and an
    /// empty expectation is no verdict's name.
    fn read(path: &str, source: &str) -> Self {
        let (capability, name) = path.split_once('/').unwrap_or(("", path));
        let head: Vec<&str> = source.lines().map_while(|line| line.strip_prefix("# ")).collect();
        let field = |key: &str| head.iter().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        Self {
            capability: capability.into(),
            name: name.into(),
            what: head.first().copied().unwrap_or_default().into(),
            source: source.into(),
            expect: field("expect").unwrap_or_default().replace("\\n", "\n"),
            room: match field("room") {
                Some("second") => Scene::Second,
                Some("stdin") => Scene::Stdin,
                _ => Scene::Host,
            },
            after: field("after").map(str::to_owned),
        }
    }
}

impl Scene {
    /// What the catalogue's programs may use: about a second of fuel, half a gibibyte, 8 MiB of output, 16 MiB of disk in 256 files.
    #[must_use]
    pub fn limits() -> Limits {
        Limits {
            fuel: 10_000_000_000,
            memory_bytes: 512 << 20,
            wall: Duration::from_secs(120),
            output_bytes: 8 << 20,
            stack_bytes: 32 << 20,
            scratch_bytes: 16 << 20,
            scratch_files: 256,
        }
    }

    /// The task.
    #[must_use]
    pub fn task(self) -> Task {
        Task {
            id: format!("attacks/{}", self.name()),
            language: "python".into(),
            prompt: String::new(),
            entry_point: (self != Self::Stdin).then(|| "add".into()),
            reference: Some(self.reference().into()),
            tests: self.tests(),
            assembly: Assembly::default(),
            seconds: 1.0,
            memory_bytes: Some(Self::limits().memory_bytes),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Second => "second",
            Self::Stdin => "stdin",
        }
    }

    fn reference(self) -> &'static str {
        match self {
            Self::Host | Self::Second => "def add(a, b):\n    return a + b\n",
            Self::Stdin => "print(sum(map(int, input().split())))\n",
        }
    }

    fn tests(self) -> Tests {
        let asserts = |source: &str, check| Tests::Asserts { setup: String::new(), source: source.into(), check };
        match self {
            Self::Host => asserts(HOST, false),
            Self::Second => asserts(SECOND, true),
            Self::Stdin => Tests::Stdio {
                cases: [("1 2\n", "3\n"), ("-5 7\n", "2\n"), ("100000000000000000000 1\n", "100000000000000000001\n")]
                    .map(|(stdin, expected)| Case { stdin: stdin.into(), expected: vec![expected.into()] })
                    .into(),
                checker: Checker::Tokens,
            },
        }
    }
}

const HOST: &str = "\
assert add(1, 2) == 3
assert add(-5, 7) == 2
assert add(0, 0) == 0
assert add(100000000000000000000, 1) == 100000000000000000001
";

/// Loops and sums, which no host can take apart into calls and literals.
const SECOND: &str = "\
def check(candidate):
    total = 0
    for number in range(-3, 4):
        total += candidate(number, 2)
    assert total == 14
    assert all(candidate(number, number) == 2 * number for number in range(5))
";
