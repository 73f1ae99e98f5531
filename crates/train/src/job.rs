//! All that a run is given.

use std::path::{Path, PathBuf};

use trommel_model::Device;
use trommel_tokens::Tokenizer;

use crate::card::Lineage;
use crate::config::TrainConfig;
use crate::score::PassRate;

/// All that a run is given. Nothing is taken from the environment.
pub struct Job<'a> {
    /// What to train.
    pub config: &'a TrainConfig,
    /// The training split's Parquet files, in order, with the columns `prompt` and `content`, and if need be `language` and
    /// `task`.
    pub train: &'a [PathBuf],
    /// The evaluation split's files; empty: no evaluation by loss.
    pub evaluation: &'a [PathBuf],
    /// The tokenizer; it must fit the model.
    pub tokenizer: &'a Tokenizer,
    /// Where the data come from, for manifests and the model card.
    pub lineage: Lineage,
    /// Where to compute.
    pub device: Device,
    /// The run's folder: checkpoints, logs, the result.
    pub output: &'a Path,
    /// Continue from the latest checkpoint in `output`, if there is one. Otherwise the folder must not have any.
    pub resume: bool,
    /// How pass@1 is found; None: not at all.
    pub pass_rate: Option<PassRate<'a>>,
    /// Seconds since 1970, for TensorBoard and `timings.jsonl`.
    pub clock: &'a dyn Fn() -> f64,
}
