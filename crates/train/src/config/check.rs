//! Whether a configuration can work: all that can be said before any file is opened.

use super::{Boundaries, Length, Method, RowOrder, Schedule, TrainConfig};
use crate::error::{Error, Result};

impl TrainConfig {
    /// Refuses values outside their ranges and settings that contradict each other.
    ///
    /// # Errors
    /// [`Error::Setting`] naming the first field that cannot work.
    pub fn check(&self) -> Result<()> {
        match self.length {
            Length::Steps(0) => return Err(Error::setting("length.steps", 0, "1 or more")),
            Length::Epochs(e) if !(e > 0.0 && e.is_finite()) => {
                return Err(Error::setting("length.epochs", e, "more than 0"));
            }
            _ => {}
        }
        at_least("batch.row", self.batch.row)?;
        at_least("batch.accumulate", self.batch.accumulate)?;
        if self.batch.tokens < self.batch.row {
            let expected = format!("at least batch.row, {}", self.batch.row);
            return Err(Error::setting("batch.tokens", self.batch.tokens, expected));
        }
        at_least("save.keep", self.save.keep)?;
        at_least("save.log_every", self.save.log_every as usize)?;
        if let Some(mlflow) = &self.save.mlflow {
            if mlflow.folder.as_os_str().is_empty() {
                return Err(Error::setting("save.mlflow.folder", "empty", "a folder, such as \"mlruns\""));
            }
            if mlflow.experiment.trim().is_empty() || mlflow.experiment.contains(char::is_control) {
                let found = format!("{:?}", mlflow.experiment);
                return Err(Error::setting("save.mlflow.experiment", found, "a name on one line"));
            }
        }
        self.check_optimiser()?;
        self.check_method()?;
        self.check_data()?;
        let Some(evaluation) = &self.evaluation else { return Ok(()) };
        at_least("evaluation.every", evaluation.every as usize)?;
        range("evaluation.min_delta", evaluation.min_delta, evaluation.min_delta >= 0.0, "0 or more")?;
        evaluation.stop.map_or(Ok(()), |stop| at_least("evaluation.stop.patience", stop.patience as usize))
    }

    fn check_optimiser(&self) -> Result<()> {
        let o = &self.optimiser;
        range("optimiser.lr", o.lr, o.lr > 0.0, "more than 0")?;
        range("optimiser.weight_decay", o.weight_decay, o.weight_decay >= 0.0, "0 or more")?;
        range("optimiser.eps", o.eps, o.eps > 0.0, "more than 0")?;
        range("optimiser.clip", o.clip, o.clip >= 0.0, "0 (no clipping) or more")?;
        for (name, value) in [
            ("optimiser.beta1", o.beta1),
            ("optimiser.beta2", o.beta2),
            ("optimiser.dropout", o.dropout),
            ("optimiser.attention_dropout", o.attention_dropout),
        ] {
            range(name, value, (0.0..1.0).contains(&value), "0 to below 1")?;
        }
        let (warmup, min) = match self.schedule {
            Schedule::Cosine { warmup, min } | Schedule::Linear { warmup, min } => (warmup, min),
            Schedule::Constant { warmup } => (warmup, 0.0),
        };
        range("schedule.warmup", warmup, warmup >= 0.0, "a share below 1, or a number of steps")?;
        range("schedule.min", min, (0.0..=1.0).contains(&min), "0 to 1, a share of the highest rate")
    }

    fn check_method(&self) -> Result<()> {
        if let Some(adapter) = self.method.adapter() {
            at_least("method: r", adapter.r)?;
            range("method: alpha", adapter.alpha, adapter.alpha > 0.0, "more than 0")?;
            let dropout = adapter.dropout;
            range("method: dropout", dropout, (0.0..1.0).contains(&dropout), "0 to below 1")?;
        }
        match &self.method {
            Method::VocabularyAdapters { tokens } if tokens.is_empty() => {
                Err(Error::setting("method.vocabulary-adapters.tokens", "empty", "at least one token's name"))
            }
            Method::LoraGa { batches, .. } => at_least("method.lora-ga.batches", *batches),
            Method::Plora { boundaries, groups, ranks, rho, .. } => {
                let sum: f64 = groups.iter().sum();
                let fine = !groups.is_empty() && groups.iter().all(|&g| g > 0.0) && (sum - 1.0).abs() < 1e-6;
                let found = format!("{groups:?}");
                if !fine {
                    return Err(Error::setting("method.plora.groups", found, "shares above 0 that add up to 1"));
                }
                if !ranks.is_empty() && (ranks.len() != groups.len() || ranks.contains(&0)) {
                    let expected = format!("a rank of at least 1 for each of the {} groups", groups.len());
                    return Err(Error::setting("method.plora.ranks", format!("{ranks:?}"), expected));
                }
                range("method.plora.rho", *rho, (0.0..=1.0).contains(rho), "0 to 1")?;
                match boundaries {
                    Boundaries::Steps(at) if at.len() + 1 != groups.len() || !at.is_sorted() => {
                        let expected = format!("{} rising steps, one between two groups", groups.len() - 1);
                        Err(Error::setting("method.plora.boundaries.steps", format!("{at:?}"), expected))
                    }
                    Boundaries::Plateau(patience) => {
                        at_least("method.plora.boundaries.plateau", *patience as usize)?;
                        if self.evaluation.is_none() {
                            let expected = "an `evaluation`, on whose loss the plateau is seen";
                            return Err(Error::setting("method.plora.boundaries", "plateau", expected));
                        }
                        Ok(())
                    }
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn check_data(&self) -> Result<()> {
        if let RowOrder::Shuffled { groups } = self.data.order {
            at_least("data.order.shuffled.groups", groups)?;
        }
        if let Some(curriculum) = self.data.curriculum {
            let start = curriculum.start;
            range("data.curriculum.start", start, start > 0.0 && start <= 1.0, "above 0, at most 1")?;
            let duration = curriculum.duration;
            range("data.curriculum.duration", duration, duration > 0.0, "more than 0 epochs")?;
            if self.data.order == RowOrder::File {
                let expected = "order = { shuffled = .. }: a curriculum draws rows at random";
                return Err(Error::setting("data.order", "file", expected));
            }
        }
        if let Some(progressive) = &self.data.progressive {
            if progressive.separator.is_empty() {
                let expected = r#"the text between the parts of prompts, such as "\n\n""#;
                return Err(Error::setting("data.progressive.separator", "empty", expected));
            }
            let whole = progressive.whole;
            let expected = "0 to 1, the probability of the whole prompt";
            range("data.progressive.whole", whole, (0.0..=1.0).contains(&whole), expected)?;
        }
        for (at, phase) in self.data.phases.iter().enumerate() {
            range("data.phases.share", phase.share, phase.share > 0.0, "more than 0")?;
            range("data.phases.replay", phase.replay, (0.0..1.0).contains(&phase.replay), "0 to below 1")?;
            if phase.languages.is_empty() {
                return Err(Error::setting("data.phases.languages", "empty", "at least one language"));
            }
            if at == 0 && phase.replay > 0.0 {
                return Err(Error::setting("data.phases.replay", phase.replay, "0 in the first phase"));
            }
        }
        let sum: f64 = self.data.phases.iter().map(|phase| phase.share).sum();
        if !self.data.phases.is_empty() && (sum - 1.0).abs() > 1e-6 {
            return Err(Error::setting("data.phases.share", sum, "shares that add up to 1"));
        }
        let weights = self.data.task_weights.values();
        weights.copied().try_for_each(|w| range("data.task_weights", w, w >= 0.0, "0 or more"))
    }
}

fn at_least(name: &'static str, value: usize) -> Result<()> {
    if value == 0 { Err(Error::setting(name, 0, "1 or more")) } else { Ok(()) }
}

/// `fine` is false for values that are not numbers: every comparison with them is.
fn range(name: &'static str, value: f64, fine: bool, expected: &'static str) -> Result<()> {
    if fine && value.is_finite() { Ok(()) } else { Err(Error::setting(name, value, expected)) }
}
