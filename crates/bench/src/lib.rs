//! Benchmarks, tasks, extraction, and the judge: rooms, comparison, verdicts.
//!
//! This crate alone knows tests and turns endings into verdicts, with one table ([`Verdict`]). It has never heard of an engine.

mod attacks;
mod checker;
mod judged;
mod oracle;
mod task;
mod verdict;

pub use attacks::{Attack, Scene, attacks};
pub use checker::Checker;
pub use judged::{Judged, Room, TestResult};
pub use oracle::Oracle;
pub use task::{Benchmark, Call, Calls, Case, Task, Tests};
pub use verdict::Verdict;
