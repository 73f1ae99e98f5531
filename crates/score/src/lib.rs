//! Scores of judged completions: pass@k, rates, intervals, and the comparison of two runs.
//!
//! | module | question it answers |
//! |---|---|
//! | [`pass`](pass_at_k) | how likely is it that one of k completions passes |
//! | [`interval`](Interval) | how far would that number move with other tasks |
//! | [`metrics`] | which metrics there are, by name and with options |
//! | [`text`] | how near are two texts as tokens: BLEU in its kinds, ROUGE-L, exact match |
//! | [`metric`](Metric) | how near is a text to what it should have been: what metrics of texts have in common |
//! | [`readability`](Crs) | how readable would people find it |
//! | [`codebleu`](CodeBleu) | CodeBLEU: as the package `codebleu` has it, and made sound |
//! | [`structure`](AstSim) | how alike are two programs in their syntax trees and in what depends on what |
//! | [`rates`](Rates) | how many compile, run, pass their tests: each with its numerator and denominator |
//! | [`summary`](Summary) | all of it for one run, under the names that are printed |
//! | [`compare`](compare()) | do two runs differ, and in which tasks |
//! | [`exact`](exact_match) | is a completion the reference, to the letter or in its tokens or its tree |
//! | [`deviations`](KNOWN_DEVIATIONS) | which references fail here, and why |
//! | [`shapes`](human_eval_row) | the rows that other harnesses write |
//!
//! Nothing here runs a program, reads a file or draws a number that is not seeded.

mod codebleu;
mod compare;
mod deviations;
mod error;
mod exact;
mod interval;
mod metric;
pub mod metrics;
mod pass;
mod rates;
mod readability;
mod shapes;
mod signature;
mod structure;
mod summary;
#[cfg(test)]
mod tests;
pub mod text;

pub use codebleu::{CodeBleu, Mode as CodeBleuMode, Parts as CodeBleuParts};
pub use compare::{Comparison, Flip, McNemar, compare};
pub use deviations::{Deviation, KNOWN_DEVIATIONS, deviation};
pub use error::ScoreError;
pub use exact::{Exact, ExactMatch, exact_match};
pub use interval::{Interval, RESAMPLES, bootstrap};
pub use metric::{Flag, Measured, Metric, Pair, Tally, measure};
pub use pass::{Estimator, pass_at_k};
pub use rates::{Rate, Rates};
pub use readability::{
    Agreement, Crs, Direction, FEATURES_VERSION, Feature, Model, Rated, Readability, TrainOptions, Trained, Training,
    Trait, features, ranks, read_ratings, train,
};
pub use shapes::{EvalPlusRow, EvalPlusTask, HumanEvalRow, eval_plus, human_eval_row};
pub use signature::Signature;
pub use structure::{
    AstSim, Distance, EXACT_NODES, Embedding, Labels, NodeLabels, SemSim, Tree, UnknownLabels, UnknownWl, Wl, ast_sim,
    edit_distance, sem_sim,
};
pub use summary::{Outcome, PassAtK, Summary, TaskScore, Wanted, summarise};
