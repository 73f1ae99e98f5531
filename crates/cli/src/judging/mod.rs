//! Judging: guests, benchmarks, worker processes, verdicts that are known, and what a scored run says of itself.

pub mod answers;
pub mod attacks;
pub mod benchmarks;
pub mod beside;
mod cache;
pub mod compared;
pub mod completions;
pub mod court;
pub mod crew;
pub mod functions;
pub mod kit;
mod log;
pub mod pairs;
pub mod protocol;
pub mod ready;
pub mod report;
pub mod scored;
pub mod table;
pub mod worker;
