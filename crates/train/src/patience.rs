//! Which evaluation is the best, and when there has been no better one for too long.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trommel_score::bootstrap;

use crate::config::{EvaluationConfig, Monitor};
use crate::evaluate::{Evaluation, RESAMPLES};

/// The best evaluation so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Best {
    pub step: u64,
    pub evaluation: Evaluation,
}

/// What an evaluation is compared by: its value, higher is better, and its items by key.
struct Monitored {
    value: f64,
    items: BTreeMap<String, f64>,
}

/// The state of early stopping.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Patience {
    pub best: Option<Best>,
    /// Evaluations since the best.
    pub without: u32,
}

impl Patience {
    /// Takes note of an evaluation; whether it is the best so far.
    pub(crate) fn see(&mut self, config: &EvaluationConfig, step: u64, evaluation: &Evaluation, seed: u64) -> bool {
        let Some(now) = monitored(config.monitor, evaluation) else { return false };
        let before = self.best.as_ref().and_then(|best| monitored(config.monitor, &best.evaluation));
        let better = before.is_none_or(|before| {
            let by = now.value - before.value;
            by > config.min_delta && (!config.bootstrap || certain(&before.items, &now.items, seed))
        });
        if better {
            *self = Self { best: Some(Best { step, evaluation: evaluation.clone() }), without: 0 };
        } else {
            self.without += 1;
        }
        better
    }

    /// Whether the run should end.
    pub(crate) fn exhausted(&self, config: &EvaluationConfig) -> bool {
        config.stop.is_some_and(|stop| self.without >= stop.patience)
    }
}

/// The name and value of what is monitored, for `trainer_state.json`.
pub(crate) fn metric(monitor: Monitor, evaluation: &Evaluation) -> Option<f64> {
    if by_pass_rate(monitor, evaluation) { evaluation.pass_rate } else { evaluation.loss }
}

fn by_pass_rate(monitor: Monitor, evaluation: &Evaluation) -> bool {
    match monitor {
        Monitor::Auto => evaluation.pass_rate.is_some(),
        Monitor::Loss => false,
        Monitor::PassRate => true,
    }
}

fn monitored(monitor: Monitor, evaluation: &Evaluation) -> Option<Monitored> {
    if by_pass_rate(monitor, evaluation) {
        return Some(Monitored { value: evaluation.pass_rate?, items: evaluation.tasks.clone() });
    }
    let items = evaluation.examples.iter().map(|(row, loss)| (row.to_string(), -loss)).collect();
    Some(Monitored { value: -evaluation.loss?, items })
}

/// Whether the 95 % interval of the paired difference lies above 0.
fn certain(before: &BTreeMap<String, f64>, now: &BTreeMap<String, f64>, seed: u64) -> bool {
    let differences: Vec<f64> = now.iter().filter_map(|(key, value)| Some(value - before.get(key)?)).collect();
    bootstrap(&differences, RESAMPLES, seed).low > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::StopConfig;

    fn evaluation(passes: usize) -> Evaluation {
        let tasks: BTreeMap<String, f64> =
            (0..100).map(|task| (format!("{task:03}"), if task < passes { 1.0 } else { 0.0 })).collect();
        Evaluation { loss: Some(1.0), pass_rate: Some(passes as f64 / 100.0), tasks, ..Evaluation::default() }
    }

    #[test]
    fn patience_runs_out_and_small_gains_do_not_count() {
        let stop = Some(StopConfig { patience: 2 });
        let config = EvaluationConfig { stop, min_delta: 0.02, ..EvaluationConfig::default() };
        let mut patience = Patience::default();
        let best: Vec<bool> = [20, 21, 30, 31, 29]
            .iter()
            .zip(1..)
            .map(|(&n, step)| patience.see(&config, step, &evaluation(n), 1))
            .collect();
        assert_eq!(best, [true, false, true, false, false]);
        assert!(patience.exhausted(&config));
        assert_eq!(patience.best.as_ref().map(|best| best.step), Some(3));
    }

    #[test]
    fn the_bootstrap_wants_certainty() {
        let config = EvaluationConfig { bootstrap: true, ..EvaluationConfig::default() };
        let see = |second| {
            let mut patience = Patience::default();
            patience.see(&config, 1, &evaluation(20), 1);
            patience.see(&config, 2, &evaluation(second), 1)
        };
        assert!(!see(22), "two of a hundred tasks may be chance");
        assert!(see(40));
    }

    #[test]
    fn the_loss_is_better_when_it_is_lower() {
        let config = EvaluationConfig { monitor: Monitor::Loss, ..EvaluationConfig::default() };
        let with = |loss| Evaluation { loss: Some(loss), ..Evaluation::default() };
        let mut patience = Patience::default();
        assert!(patience.see(&config, 1, &with(2.0), 0));
        assert!(!patience.see(&config, 2, &with(2.5), 0));
        assert!(patience.see(&config, 3, &with(1.5), 0));
        assert_eq!(metric(Monitor::Loss, &with(1.5)), Some(1.5));
    }
}
