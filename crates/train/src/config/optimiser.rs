//! The optimiser and its learning rate over the run.

use serde::{Deserialize, Serialize};

/// AdamW (Loshchilov and Hutter, arXiv 1711.05101).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OptimiserConfig {
    /// The highest learning rate.
    pub lr: f64,
    /// Decoupled weight decay: a step multiplies by 1 − lr × decay.
    pub weight_decay: f64,
    /// Decay biases, norms and DoRA's magnitudes too; by default only matrices are decayed.
    pub decay_all: bool,
    /// Decay of the mean of gradients, in [0, 1).
    pub beta1: f64,
    /// Decay of the mean of squared gradients, in [0, 1).
    pub beta2: f64,
    /// Added to the root.
    pub eps: f64,
    /// The largest global norm of a step's gradients; 0 clips nothing.
    pub clip: f64,
    /// Dropout of embeddings and of what blocks add to the residual stream, in [0, 1).
    pub dropout: f64,
    /// Dropout of attention's weights, in [0, 1). Rates in a checkpoint's own `config.json` (`attn_pdrop`, …) are not read: they
    /// are of the training that made it.
    #[serde(skip_serializing_if = "none")]
    pub attention_dropout: f64,
}

fn none(rate: &f64) -> bool {
    *rate == 0.0
}

impl Default for OptimiserConfig {
    fn default() -> Self {
        Self {
            lr: 1e-3,
            weight_decay: 0.01,
            decay_all: false,
            beta1: 0.9,
            beta2: 0.999,
            eps: 1e-8,
            clip: 1.0,
            dropout: 0.0,
            attention_dropout: 0.0,
        }
    }
}

/// The learning rate over the run: it rises from 0 over the warm-up, then falls (or stays).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Schedule {
    /// Along half a cosine to `min` × lr.
    Cosine {
        /// Share of the steps, below 1, or (from 1) their number.
        #[serde(default)]
        warmup: f64,
        /// The lowest rate, as a share of the highest.
        #[serde(default)]
        min: f64,
    },
    /// Straight to `min` × lr.
    Linear {
        /// As for `cosine`.
        #[serde(default)]
        warmup: f64,
        /// As for `cosine`.
        #[serde(default)]
        min: f64,
    },
    /// Stays.
    Constant {
        /// As for `cosine`.
        #[serde(default)]
        warmup: f64,
    },
}

impl Default for Schedule {
    fn default() -> Self {
        Self::Cosine { warmup: 0.05, min: 0.1 }
    }
}
