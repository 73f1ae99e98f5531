//! What this process and its workers say to each other, as JSON in frames.

use serde::{Deserialize, Serialize};
use trommel_bench::{Judged, Options, Prepared, Task, Validation};
use trommel_sandbox::{Limits, Program, Ran, Usage};

/// Asked of a worker.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Request {
    /// Make the task ready, and judge its reference.
    Validate(Box<Task>),
    /// Judge a program.
    Judge {
        /// [`Prepared::digest`] of the task.
        digest: String,
        /// The task, where the worker does not know it yet; it keeps it for jobs to come.
        prepared: Option<Box<Prepared>>,
        /// The program, without tests.
        program: String,
        /// For each of its rooms.
        limits: Limits,
        /// And else.
        options: Options,
    },
    /// Run one program.
    Run {
        /// The program.
        program: Program,
        /// What it reads.
        stdin: Vec<u8>,
        /// What it may use.
        limits: Limits,
    },
}

/// A worker's answer.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// To `Validate`.
    Validated(Box<Validation>),
    /// To `Judge`.
    Judged(Box<Judged>),
    /// To `Judge`: the task has to be sent along.
    Unknown,
    /// To `Run`.
    Ran {
        /// How it ended.
        ran: Ran,
        /// What it wrote to standard output.
        stdout: Vec<u8>,
        /// What it wrote to standard error.
        stderr: Vec<u8>,
        /// What it used.
        usage: Usage,
    },
    /// The host failed; the program is not to blame.
    Host(String),
    /// There is no guest here that could do it.
    Unsupported(String),
    /// To `Validate`: the task's checker does not accept what the task expects.
    Broken(String),
    /// The task is not what it should be.
    Task(String),
}

impl Request {
    /// The same with the task that was made ready.
    pub fn with(mut self, ready: &Prepared) -> Request {
        if let Request::Judge { prepared, .. } = &mut self {
            *prepared = Some(Box::new(ready.clone()));
        }
        self
    }

    /// The frame.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("requests are plain data")
    }
}
