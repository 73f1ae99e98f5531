//! The run's own state: what it remembers beside parameters, moments and data.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::config::{Length, TrainConfig};
use crate::patience::{Patience, metric};
use crate::stages::Stages;

/// One row of `log_history`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct LogRow(pub Map<String, Value>);

/// How far a run has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Progress {
    /// Optimiser steps done.
    pub step: u64,
    /// Tokens fed in.
    pub tokens: u64,
    /// Whether the run is over, and why.
    pub ended: Option<String>,
}

/// `scheduler.json`: the learning rate's, the stages' and early stopping's state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunState {
    pub progress: Progress,
    /// The last learning rate.
    pub lr: f64,
    pub stages: Stages,
    pub patience: Patience,
    pub log: Vec<LogRow>,
}

impl RunState {
    pub(crate) fn new() -> Self {
        Self {
            progress: Progress { step: 0, tokens: 0, ended: None },
            lr: 0.0,
            stages: Stages::new(),
            patience: Patience::default(),
            log: Vec::new(),
        }
    }

    /// `trainer_state.json` with the keys of transformers. Times and floating point operations are left out of it: this
    /// file is the same for the same run.
    pub(crate) fn trainer_state(&self, config: &TrainConfig, steps: u64, epoch: f64) -> Value {
        let monitor = config.evaluation.map(|evaluation| evaluation.monitor).unwrap_or_default();
        let best = self.patience.best.as_ref();
        json!({
            "best_global_step": best.map(|best| best.step),
            "best_metric": best.and_then(|best| metric(monitor, &best.evaluation)),
            "best_model_checkpoint": best.map(|best| format!("checkpoint-{}", best.step)),
            "epoch": epoch,
            "eval_steps": config.evaluation.map(|evaluation| evaluation.every),
            "global_step": self.progress.step,
            "is_hyper_param_search": false,
            "is_local_process_zero": true,
            "is_world_process_zero": true,
            "log_history": self.log,
            "logging_steps": config.save.log_every,
            "max_steps": steps,
            "num_input_tokens_seen": self.progress.tokens,
            "num_train_epochs": match config.length { Length::Epochs(epochs) => json!(epochs), Length::Steps(_) => Value::Null },
            "save_steps": config.save.every,
            "stateful_callbacks": {},
            "total_flos": 0,
            "train_batch_size": config.batch.micro_rows(),
            "trial_name": null,
            "trial_params": null,
        })
    }
}
