//! A task made ready, and a program to be judged by it: what travels to a worker.

use serde::{Deserialize, Serialize};
use trommel_sandbox::{Limits, Value};

use super::Plan;
use crate::{Task, Tests};

/// Part of every key: a change of the judge that may change a verdict changes it.
pub const JUDGE_VERSION: u32 = 2;

/// A task with everything about it that was found out beforehand, in rooms in which no program to be judged ever was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prepared {
    /// The task.
    pub task: Task,
    /// Its tests, one by one.
    pub plan: Plan,
    /// What its calls must return.
    pub expected: Expected,
}

/// What the calls of a task ([`Tests::Calls`](crate::Tests::Calls)) must return: the reference's own results, or the benchmark's.
/// Of the other kinds of test it is empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// One a call, in their order.
    pub values: Vec<Value>,
}

/// How a program is judged, apart from its limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Options {
    /// Leave out the tests behind the first that does not pass; they have not passed. The verdict is the same, the function pass rate is
    /// not.
    pub stop_at_first_failure: bool,
}

/// A program to be judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// By what.
    pub prepared: Prepared,
    /// The whole program, without tests.
    pub program: String,
    /// For each of its rooms.
    pub limits: Limits,
    /// And else.
    pub options: Options,
}

impl Prepared {
    /// How many tests are decided in each kind of room, as planned: host, second, unprotected. Of calls and of programs that read
    /// standard input nothing is planned: the host decides.
    #[must_use]
    pub fn rooms(&self) -> [usize; 3] {
        match self.task.tests {
            // The program and its tests are one text.
            Tests::Script { .. } => [0, 0, 1],
            _ => self.plan.rooms(),
        }
    }

    /// The BLAKE3 of all of it, 64 hex digits; made once a task.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = blake3::Hasher::new_derive_key("trommel bench prepared 1");
        write(&mut hash, self);
        hash.finalize().to_hex().to_string()
    }
}

impl Job {
    /// See [`job_key`].
    #[must_use]
    pub fn key(&self, image: &str) -> String {
        job_key(&self.prepared.digest(), &self.program, &self.limits, self.options, image)
    }
}

/// What a verdict depends on, as 64 hex digits: the same key, the same verdict and fuel. `prepared` is [`Prepared::digest`], `image` the
/// hash of the image that runs the program. The wall clock's limit is left out: an ending that it caused is no verdict.
#[must_use]
pub fn job_key(prepared: &str, program: &str, limits: &Limits, options: Options, image: &str) -> String {
    let limits = Limits { wall: std::time::Duration::ZERO, ..*limits };
    let mut hash = blake3::Hasher::new_derive_key("trommel bench job 1");
    write(&mut hash, &(JUDGE_VERSION, prepared, image, limits, options, program));
    hash.finalize().to_hex().to_string()
}

/// As JSON: the fields in the order of their definition, and no map in them anywhere.
fn write(hash: &mut blake3::Hasher, what: &impl Serialize) {
    serde_json::to_writer(hash, what)
        .expect("a hasher takes everything, and these types have no keys that are no text");
}
