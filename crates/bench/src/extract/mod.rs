//! From a completion to a program.
//!
//! A completion is what a model wrote: the rest of a function, a whole one, or prose with code in it. The benchmarks' own harnesses
//! put the prompt before it or take it as it stands, and everything else is up to whoever prepared the samples. Here the choice has a
//! name, and what it dropped is told.

mod assemble;
mod blocks;
mod fence;
mod outline;
mod preset;
mod prompt;
mod sanitize;

pub use assemble::{Extracted, assemble};
pub use preset::{Claim, Preset};
pub(crate) use prompt::{defined, preamble};

#[cfg(test)]
mod tests;
