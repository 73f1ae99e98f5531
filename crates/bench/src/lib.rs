//! Benchmarks, tasks, extraction, and the judge: rooms, comparison, verdicts.
//!
//! This crate alone knows tests and turns endings into verdicts, with one table ([`Verdict`]). It has never heard of an engine.

mod attacks;
mod cache;
mod catalogue;
mod checker;
mod equal;
mod error;
mod extract;
mod fetch;
mod formats;
mod json;
mod judge;
mod judged;
mod near;
mod oracle;
mod samples;
mod task;
#[cfg(test)]
mod tests;
mod verdict;

pub use attacks::{Attack, Scene, attacks};
pub use cache::{How, Record, import, load, names, open, versions};
pub use catalogue::{CATALOGUE, Known, Origin, Version};
pub use checker::{Checker, CheckerProgram};
pub use equal::equal;
pub use error::{BenchError, Place};
pub use extract::{Claim, Extracted, Preset, assemble};
pub use fetch::{Step, fetch};
pub use formats::{Format, Mapping, keep_base, read, read_as, read_mapped};
pub use judge::{
    Act, Expected, FUEL_PER_SECOND, Holds, JUDGE_VERSION, Job, Judge, JudgeError, Options, Plan, Planned, Prepared,
    Validation, calibrate, generous, job_key, upstream,
};
pub use judged::{Judged, Room, TestResult};
pub use oracle::Oracle;
pub(crate) use samples::nearest;
pub use samples::{Completion, Sample, Samples, Tasks};
pub use task::{Assembly, Benchmark, Call, Calls, Case, Task, Tests};
pub use verdict::Verdict;
