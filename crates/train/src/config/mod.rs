//! What to train and how: one serde structure, which a recipe's stage and a TOML file spell alike.

mod check;
mod evaluation;
mod method;
mod model;
mod optimiser;
mod order;
mod preset;
mod recipe;

use serde::{Deserialize, Serialize};
use trommel_tokens::{Order, TooLong};

pub use evaluation::{EvaluationConfig, Finish, MlflowConfig, Monitor, SaveConfig, StopConfig};
pub use method::{AdapterSpec, Boundaries, Method};
pub use model::{ModelSpec, ShapeSpec};
pub use optimiser::{OptimiserConfig, Schedule};
pub use order::{Curriculum, DataConfig, Difficulty, Phase, Progressive, RowOrder};
pub use preset::Preset;
pub use recipe::TrainRecipe;

/// One training run. [`TrainConfig::check`] says whether it can work; every [`Preset`] does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainConfig {
    /// The model to begin with: a shape with random parameters, or a checkpoint.
    pub model: ModelSpec,
    /// Which parameters are trained.
    pub method: Method,
    /// When to end: after so many optimiser steps, or passes over the data.
    pub length: Length,
    /// The data and their order.
    #[serde(default)]
    pub data: DataConfig,
    /// Tokens in a row, rows in a step.
    pub batch: Batching,
    /// AdamW, clipping, dropout.
    #[serde(default)]
    pub optimiser: OptimiserConfig,
    /// The learning rate over the run.
    #[serde(default)]
    pub schedule: Schedule,
    /// How tokens, samples and tasks are weighed against each other.
    #[serde(default)]
    pub weighting: Weighting,
    /// Evaluation during training; without it the last parameters are the result.
    #[serde(default)]
    pub evaluation: Option<EvaluationConfig>,
    /// Checkpoints and logs: how often, how many, where.
    #[serde(default)]
    pub save: SaveConfig,
    /// Seed of everything random: parameters, adapters, dropout, order of rows, replay.
    #[serde(default)]
    pub seed: u64,
}

/// When a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Length {
    /// After this many optimiser steps, at least 1.
    Steps(u64),
    /// After this many passes over the rows, more than 0; fractions are allowed. The number of steps that this comes to is
    /// found by reading, tokenising and packing once before the start.
    Epochs(f64),
}

/// Rows, micro-batches, accumulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batching {
    /// Tokens in a row, into which examples are packed; at most the model's context.
    pub row: usize,
    /// Tokens of one micro-batch; at least one row is taken.
    pub tokens: usize,
    /// Micro-batches of one optimiser step. Losses are divided by what the whole step holds, so that k micro-batches give
    /// what one large batch would.
    #[serde(default = "one")]
    pub accumulate: usize,
    /// How examples are put into rows.
    #[serde(default = "best_fit")]
    pub order: Order,
    /// What happens to examples that are longer than a row.
    #[serde(default = "truncate_left")]
    pub too_long: TooLong,
    /// Blocks between activations that are kept for the backward pass; 0 keeps all. Others are computed again, which
    /// saves memory and costs about a third more time.
    #[serde(default)]
    pub checkpoint_blocks: usize,
}

impl Batching {
    /// Rows of one micro-batch.
    #[must_use]
    pub fn micro_rows(&self) -> usize {
        (self.tokens / self.row.max(1)).max(1)
    }

    /// Rows of one optimiser step.
    #[must_use]
    pub fn step_rows(&self) -> usize {
        self.micro_rows() * self.accumulate
    }
}

fn one() -> usize {
    1
}

fn best_fit() -> Order {
    Order::BestFit { window_rows: 16 }
}

fn truncate_left() -> TooLong {
    TooLong::TruncateLeft
}

/// What a step's loss is a mean of (MFTCoder's `loss_utils`, Liu et al., arXiv 2311.02303). Counts are those of the whole
/// accumulated step, never of one micro-batch (transformers#34191).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// All learned tokens alike: long answers weigh more.
    #[default]
    Case1,
    /// The mean of samples' means: each answer weighs the same.
    Case2,
    /// The weighted mean of tasks' means over tokens (weights: [`DataConfig::task_weights`]): each task weighs the same,
    /// however many of its tokens came.
    Case3,
    /// The weighted mean of tasks' means over samples' means.
    Case4,
}
