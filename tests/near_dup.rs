//! `near-dup` and `exact-dup` by their results: what the binary drops, against similarities that are known or counted here.
//!
//! Nothing below asks how the stages work. A run's `shingles` column is the one thing taken from it; sets are compared,
//! documents ranked and pairs counted by code of the tests' own.

mod chains;
mod drops;
mod generated;
mod hot;
mod jaccard;
mod known;
mod ranks;
mod real;
mod tiny;
mod trial;

/// The threshold of the issue, the specification and the default recipe.
const THRESHOLD: f64 = 0.7;

/// What the bands promise for J in [0.70, 0.75).
const RECALL: f64 = 0.95;

/// Documents of fewer shingles are reported apart.
const SHORT: usize = 256;
