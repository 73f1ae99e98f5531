//! Evaluation during training, early stopping, checkpoints.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Evaluation during training.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EvaluationConfig {
    /// Optimiser steps between evaluations; the last step of the run and of each phase is always evaluated.
    pub every: u64,
    /// Rows of the evaluation split that are used, from its beginning; 0 for all.
    pub rows: usize,
    /// What decides which checkpoint is best.
    pub monitor: Monitor,
    /// Early stopping; None trains to the end.
    pub stop: Option<StopConfig>,
    /// An improvement must exceed this.
    pub min_delta: f64,
    /// An improvement counts only if the 95 % interval of a paired bootstrap against the best evaluation, over examples
    /// or tasks, lies on its side of 0.
    pub bootstrap: bool,
    /// Which parameters become the result.
    pub finish: Finish,
}

impl Default for EvaluationConfig {
    fn default() -> Self {
        Self {
            every: 100,
            rows: 0,
            monitor: Monitor::default(),
            stop: None,
            min_delta: 0.0,
            bootstrap: false,
            finish: Finish::Best,
        }
    }
}

/// What decides which checkpoint is best.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Monitor {
    /// pass@1 where the caller can score completions, the loss otherwise.
    #[default]
    Auto,
    /// The loss on the evaluation split; lower is better.
    Loss,
    /// pass@1, the mean over tasks of the share of samples that pass; higher is better.
    PassRate,
}

/// Early stopping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopConfig {
    /// Evaluations in a row without improvement after which the run ends; at least 1.
    pub patience: u32,
}

/// Which parameters become the result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finish {
    /// Those of the best evaluation.
    #[default]
    Best,
    /// The last.
    Last,
}

/// Checkpoints and logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SaveConfig {
    /// Optimiser steps between checkpoints; 0 saves at the end and at the best evaluation alone.
    pub every: u64,
    /// Checkpoints that are kept beside the best one, the latest; at least 1.
    pub keep: usize,
    /// Optimiser steps between lines of `metrics.jsonl`; at least 1.
    pub log_every: u64,
    /// An MLflow file store that gets the same metrics, and the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mlflow: Option<MlflowConfig>,
}

impl Default for SaveConfig {
    fn default() -> Self {
        Self { every: 0, keep: 2, log_every: 1, mlflow: None }
    }
}

/// An MLflow file store, for `mlflow ui --backend-store-uri FOLDER` (MLflow 3 asks for `MLFLOW_ALLOW_FILE_STORE=true`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MlflowConfig {
    /// The store's folder: relative to the run's own, or absolute, so that several runs share it. A recipe keeps only an
    /// absolute one: the store has times, and what a recipe makes has none.
    pub folder: PathBuf,
    /// The experiment's name.
    pub experiment: String,
}

impl Default for MlflowConfig {
    fn default() -> Self {
        Self { folder: PathBuf::from("mlruns"), experiment: "trommel".to_owned() }
    }
}
