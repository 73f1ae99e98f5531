//! The judge: from a prepared task and a program to verdicts, through rooms that a program cannot reach out of.

mod asserts;
mod calls;
mod checking;
mod job;
mod limits;
mod outcome;
mod plan;
mod planning;
mod script;
mod shown;
mod stdio;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod watch;

pub use job::{Expected, JUDGE_VERSION, Job, Options, Prepared, job_key};
pub use limits::{FUEL_PER_SECOND, calibrate, generous, upstream};
pub use plan::{Act, Holds, Plan, Planned};

use std::sync::Mutex;

use trommel_sandbox::{HostError, Limits, Program, Runtime, Session};

use crate::{Checker, Judged, Task, Tests, Verdict};
use asserts::Rooms;
use tally::Tally;

/// Judges programs in the rooms of a runtime.
pub struct Judge<'r> {
    runtime: &'r dyn Runtime,
    /// Kept from task to task: what it answers depends on what it is asked alone.
    planner: Mutex<Option<Box<dyn Session>>>,
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
    /// The task's own outputs are not accepted by the program that checks them, or its reference does not give the results that
    /// programs are compared with: no program can be judged by it.
    #[error("task {id} is broken: {what}")]
    Broken {
        /// The task.
        id: String,
        /// Which output or call, and what was found.
        what: String,
    },
}

/// A reference, judged by its own task.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Validation {
    /// The task's id.
    pub id: String,
    /// How its reference was judged under [`generous`] limits; none: it has no reference, or nothing of it can run here.
    pub judged: Option<Judged>,
    /// The task, ready for programs.
    pub prepared: Prepared,
    /// What its programs may use: [`calibrate`] of the fuel of its reference, where that passed.
    pub limits: Limits,
}

impl Validation {
    /// A completion that was not run, with the task's tests, none of which it reached: they count as those of one that does not compile do.
    #[must_use]
    pub fn unreached(&self, judged: Judged) -> Judged {
        let tests = self.judged.as_ref().map_or(&[][..], |reference| &reference.tests);
        judged.unreached(tests)
    }
}

impl<'r> Judge<'r> {
    /// A judge over `runtime`.
    #[must_use]
    pub fn new(runtime: &'r dyn Runtime) -> Self {
        Self { runtime, planner: Mutex::default() }
    }

    /// Makes a task ready: plans its tests, asks the reference what its calls return, and finds out by the reference which tests can
    /// run in one room only. Depends on the task and the images alone.
    ///
    /// # Errors
    /// The tests do not parse, there are none, the reference does not return what can be compared, or the task's checker does not accept
    /// what is expected.
    pub fn prepare(&self, task: &Task) -> Result<Prepared, JudgeError> {
        let (plan, expected) = match &task.tests {
            Tests::Asserts { setup, source, check } => {
                (planning::plan(self, task, (setup, source, *check))?, Expected::default())
            }
            Tests::Calls(calls) => (Plan::default(), calls::expect(self, task, calls)?),
            Tests::Stdio { cases, .. } if cases.is_empty() => {
                let what = "it has no cases, expected at least one input with its output".into();
                return Err(JudgeError::Task { id: task.id.clone(), what });
            }
            Tests::Stdio { cases, checker: Checker::Program(program) } => {
                if let Some(what) = checking::fault(self.runtime, program, cases)? {
                    return Err(JudgeError::Broken { id: task.id.clone(), what });
                }
                Default::default()
            }
            Tests::Stdio { .. } | Tests::Script { .. } | Tests::Unsupported { .. } => Default::default(),
        };
        Ok(Prepared { task: task.clone(), plan, expected })
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
        let task = &prepared.task;
        let mut tally = Tally::new(options.stop_at_first_failure);
        match &task.tests {
            Tests::Unsupported { why } => return Ok(Judged::not_run(Verdict::SkippedUnsupported, why)),
            Tests::Asserts { .. } | Tests::Calls(_) => {
                let mut rooms = Rooms::new(self.runtime, prepared, program, limits)?;
                rooms.load(&mut tally)?;
                match (&task.tests, &task.entry_point) {
                    (Tests::Calls(calls), entry) => {
                        let entry = entry.as_deref().unwrap_or_default();
                        calls::judge(&mut rooms, entry, calls, &prepared.expected, &mut tally)?;
                    }
                    _ => asserts::judge(&mut rooms, &mut tally)?,
                }
                rooms.used(&mut tally);
            }
            Tests::Stdio { cases, checker } => {
                stdio::judge(self.runtime, (task, program, limits), (cases, checker), &mut tally)?;
            }
            Tests::Script { source } => script::judge(self.runtime, (task, program, limits), source, &mut tally)?,
        }
        Ok(tally.judged())
    }

    /// [`Judge::judge`] of a job.
    ///
    /// # Errors
    /// As there.
    pub fn run(&self, job: &Job) -> Result<Judged, HostError> {
        self.judge(&job.prepared, &job.program, &job.limits, job.options)
    }

    /// Makes a task ready, judges its own reference under [`generous`] limits, and sets the limits of its programs by the fuel
    /// that it used.
    ///
    /// # Errors
    /// As for [`Judge::prepare`].
    pub fn validate(&self, task: &Task) -> Result<Validation, JudgeError> {
        let prepared = self.prepare(task)?;
        let judged = match (&task.reference, &task.tests) {
            (None, _) | (_, Tests::Unsupported { .. }) => None,
            (Some(reference), _) => Some(self.judge(&prepared, reference, &generous(task), Options::default())?),
        };
        let fuel = judged.as_ref().filter(|judged| judged.verdict.passed()).map(|judged| judged.room_fuel);
        Ok(Validation { id: task.id.clone(), judged, prepared, limits: calibrate(task, fuel) })
    }

    /// A room for a task's reference.
    fn reference(&self, task: &Task, reference: &str) -> Result<Box<dyn Session>, HostError> {
        self.runtime.open(&Program::module(&task.language, reference), &generous(task))
    }
}
