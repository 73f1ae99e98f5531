//! The result of a run: the chosen parameters with their tokenizer and card.

use std::io::Write;
use std::path::{Path, PathBuf};

use trommel_model::store::write_atomic;

use super::Trained;
use super::run::Running;
use crate::card::{Facts, card};
use crate::checkpoint::{parameters, path_of, write_parameters};
use crate::config::Finish;
use crate::error::{Error, Result};
use crate::event::{Event, StopReason};
use crate::start::Start;

impl Running<'_> {
    /// Writes the result, unless the run was stopped.
    pub(super) fn finish(mut self, reason: StopReason) -> Result<Trained> {
        let step = self.state.progress.step;
        let mut trained = Trained {
            step,
            reason,
            path: self.job.output.to_owned(),
            merged: None,
            chosen: step,
            evaluation: None,
            tokens: self.state.progress.tokens,
            packing: self.stream.report().clone(),
        };
        if matches!(reason, StopReason::Stopped | StopReason::Abandoned) {
            trained.path = self.last_good().cloned().unwrap_or(trained.path);
            self.ended(Some(reason))?;
            return Ok(trained);
        }
        let mut start = Start { model: self.stepper.model().copied()?, initial: self.initial.take() };
        if let (Some(config), Some(best)) = (self.job.config.evaluation, self.state.patience.best.clone()) {
            if config.finish == Finish::Best && best.step != step {
                parameters(&path_of(self.job.output, best.step), &mut start)?;
                trained.chosen = best.step;
            }
            trained.evaluation = (trained.chosen == best.step).then_some(best.evaluation);
        }
        let adapter = start.model.adapter().is_some();
        let trainable = self.stepper.model().trainable().values().map(|var| var.elem_count()).sum();
        let first = self.table.head(1)?;
        let facts = Facts {
            lineage: &self.job.lineage,
            config: self.job.config,
            parameters: crate::preview::parameters(&start.model),
            trainable,
            steps: step,
            tokens: trained.tokens,
            chosen: trained.chosen,
            evaluation: trained.evaluation.as_ref(),
            reason: reason.name(),
            adapter,
            prompt: first.first().map(|row| row.prompt.as_str()),
        };
        let text = card(&facts);
        let merged = card(&Facts { adapter: false, ..facts });
        trained.path = self.result(if adapter { "adapter" } else { "model" }, &start, &text)?;
        if adapter && self.job.config.method.adapter().is_some_and(|adapter| adapter.merge) {
            start.model.merge()?;
            start.initial = None;
            trained.merged = Some(self.result("model", &start, &merged)?);
        }
        self.ended(Some(reason))?;
        self.tell(&Event::Finished { step, reason, path: trained.path.clone() });
        Ok(trained)
    }

    fn result(&self, name: &str, start: &Start, card: &str) -> Result<PathBuf> {
        let path = self.job.output.join(name);
        let partial = self.job.output.join(format!("{name}.partial"));
        let fill = || -> Result<()> {
            clear(&partial)?;
            std::fs::create_dir_all(&partial).map_err(Error::file(&partial))?;
            write_parameters(&partial, &start.model, start.initial.as_ref(), self.job.tokenizer, &self.base)?;
            write_atomic(&partial.join("README.md"), |out| out.write_all(card.as_bytes()))?;
            clear(&path)?;
            std::fs::rename(&partial, &path).map_err(Error::file(&path))
        };
        fill().map_err(|error| {
            _ = std::fs::remove_dir_all(&partial);
            Error::Save { path: path.clone(), reason: error.to_string(), checkpoint: self.last_good().cloned() }
        })?;
        Ok(path)
    }
}

fn clear(path: &Path) -> Result<()> {
    if path.exists() { std::fs::remove_dir_all(path).map_err(Error::file(path)) } else { Ok(()) }
}
