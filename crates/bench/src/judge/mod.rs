//! The judge: from a prepared task and a program to verdicts, through rooms that a program cannot reach out of.

mod job;
mod limits;
mod plan;

pub use job::{Expected, JUDGE_VERSION, Job, Options, Prepared, job_key};
pub use limits::{FUEL_PER_SECOND, calibrate, generous, upstream};
pub use plan::{Act, Holds, Plan, Planned};

use trommel_sandbox::{HostError, Limits, Runtime};

use crate::{Judged, Task};

/// Judges programs in the rooms of a runtime.
pub struct Judge<'r> {
    runtime: &'r dyn Runtime,
}

/// A task could not be made ready.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JudgeError {
    /// The sandbox failed.
    #[error(transparent)]
    Host(#[from] HostError),
    /// The task's tests or its reference are not what they should be.
    #[error("task {id}: {what}")]
    Task {
        /// The task.
        id: String,
        /// What was found, what was expected, and the way out.
        what: String,
    },
}

/// A reference, judged by its own task.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Validation {
    /// The task's id.
    pub id: String,
    /// How its reference was judged; none: it has no reference, or nothing of it can run here.
    pub judged: Option<Judged>,
    /// The task, ready for programs.
    pub prepared: Prepared,
    /// What its programs may use: [`calibrate`] of the reference's fuel.
    pub limits: Limits,
}

impl<'r> Judge<'r> {
    /// A judge over `runtime`.
    #[must_use]
    pub fn new(runtime: &'r dyn Runtime) -> Self {
        Self { runtime }
    }

    /// Makes a task ready: plans its tests, asks the reference what its calls return, and finds out by the reference which tests can
    /// run in one room only. Depends on the task and the images alone.
    ///
    /// # Errors
    /// The tests do not parse, there are none, or the reference does not return what can be compared.
    pub fn prepare(&self, task: &Task) -> Result<Prepared, JudgeError> {
        let _ = (self.runtime, task);
        todo!("within the hour")
    }

    /// Judges `program`, which is whole and without tests.
    ///
    /// # Errors
    /// The host failed; the program is not to blame.
    pub fn judge(
        &self,
        prepared: &Prepared,
        program: &str,
        limits: &Limits,
        options: Options,
    ) -> Result<Judged, HostError> {
        let _ = (self.runtime, prepared, program, limits, options);
        todo!("within the hour")
    }

    /// [`Judge::judge`] of a job.
    ///
    /// # Errors
    /// As there.
    pub fn run(&self, job: &Job) -> Result<Judged, HostError> {
        self.judge(&job.prepared, &job.program, &job.limits, job.options)
    }

    /// Makes a task ready and judges its own reference, under [`generous`] limits and then under those that it calibrates.
    ///
    /// # Errors
    /// As for [`Judge::prepare`].
    pub fn validate(&self, task: &Task) -> Result<Validation, JudgeError> {
        let _ = (self.runtime, task);
        todo!("within the hour")
    }
}
