//! The loop over optimiser steps.

use std::fs::File;
use std::path::PathBuf;

use serde_json::{Map, Value, json};
use trommel_model::Adapter;

use super::open::Opened;
use crate::checkpoint::{Contents, LogRow, Manifest, RunState, path_of, prune, write};
use crate::data::{ExampleStream, Table};
use crate::error::{Error, Result};
use crate::evaluate::{Evaluation, Held, pass_rate};
use crate::event::{Event, Flow, StopReason};
use crate::job::Job;
use crate::log::{EventFile, Metrics, MlflowRun, Status, Timings};
use crate::schedule::rate;
use crate::step::{StepResult, Stepper};

/// Rows that an error names.
const NAMED_ROWS: usize = 8;

/// A run that has begun.
pub(super) struct Running<'r> {
    pub job: &'r Job<'r>,
    pub stepper: Stepper,
    pub initial: Option<Adapter>,
    pub stream: ExampleStream<'r>,
    pub state: RunState,
    pub manifest: Manifest,
    pub base: String,
    pub table: &'r Table,
    held: Option<Held>,
    last_good: Option<PathBuf>,
    progress: &'r mut dyn FnMut(&Event) -> Flow,
    flow: Flow,
    metrics: Metrics,
    timings: Timings,
    events: EventFile,
    mlflow: Option<MlflowRun>,
    /// The folder is this run's while this is held.
    _lock: File,
}

impl<'r> Running<'r> {
    pub(super) fn new(
        job: &'r Job<'r>,
        table: &'r Table,
        opened: Opened,
        progress: &'r mut dyn FnMut(&Event) -> Flow,
    ) -> Result<Self> {
        let Opened { held, preview, manifest, start, restored, base, lock } = opened;
        let mut stepper = Stepper::new(start.model, job.config)?;
        let (mut state, mut last_good, mut cursor) = (RunState::new(), None, None);
        if let Some((path, restored)) = restored {
            stepper.restore_optimiser(&restored.optimiser)?;
            (state, cursor, last_good) = (restored.state, Some(restored.cursor), Some(path));
        }
        stepper.change(|model| state.stages.unlock(&job.config.method, model))?;
        let stream = match cursor {
            Some(cursor) => ExampleStream::resume(table, job.tokenizer, job.config, cursor)?,
            None => ExampleStream::new(table, job.tokenizer, job.config)?,
        };
        let (step, now) = (state.progress.step, (job.clock)());
        let mlflow = job.config.save.mlflow.as_ref();
        let mlflow = mlflow.map(|mlflow| MlflowRun::open(job.output, mlflow, &manifest, &job.lineage, step, now));
        let mlflow = mlflow.transpose()?;
        let flow = progress(&Event::Started { preview, resumed: last_good.clone() });
        Ok(Self {
            metrics: Metrics::open(job.output, step)?,
            timings: Timings::open(job.output)?,
            events: EventFile::create(job.output, now)?,
            mlflow,
            initial: start.initial,
            job,
            table,
            stepper,
            stream,
            state,
            manifest,
            base,
            held,
            last_good,
            progress,
            flow,
            _lock: lock,
        })
    }

    /// All steps that are left.
    pub(super) fn steps(&mut self) -> Result<StopReason> {
        let save = &self.job.config.save;
        while self.state.progress.ended.is_none() {
            match self.flow {
                Flow::Go => {}
                Flow::Abandon => return Ok(StopReason::Abandoned),
                Flow::Stop => {
                    if self.state.progress.step > 0 {
                        self.save()?;
                    }
                    return Ok(StopReason::Stopped);
                }
            }
            self.one()?;
            let (step, steps) = (self.state.progress.step, self.manifest.steps);
            let best = self.evaluate()?;
            if self.state.stages.advance(&self.job.config.method, step, steps) {
                let stages = &self.state.stages;
                self.stepper.change(|model| stages.unlock(&self.job.config.method, model))?;
                let stage = self.state.stages.stage + 1;
                self.tell(&Event::Stage { step, stage });
            }
            let exhausted = self.job.config.evaluation.is_some_and(|e| self.state.patience.exhausted(&e));
            let ended = match (step >= steps, exhausted) {
                (true, _) => Some(StopReason::Done),
                (_, true) => Some(StopReason::Patience),
                _ => None,
            };
            self.state.progress.ended = ended.map(|reason| reason.name().to_owned());
            if self.flow != Flow::Abandon
                && (best || ended.is_some() || (save.every > 0 && step.is_multiple_of(save.every)))
            {
                self.save()?;
            }
        }
        let early = self.state.progress.ended.as_deref() == Some(StopReason::Patience.name());
        Ok(if early { StopReason::Patience } else { StopReason::Done })
    }

    /// One optimiser step.
    fn one(&mut self) -> Result<()> {
        let (config, steps) = (self.job.config, self.manifest.steps);
        let step = self.state.progress.step + 1;
        let phase = phase_of(config, step, steps);
        if phase != self.stream.cursor_phase() {
            self.stream.enter(phase)?;
            self.tell(&Event::Phase { step: step - 1, phase: phase + 1 });
        }
        let before = (self.job.clock)();
        let rows = self.stream.take(config.batch.step_rows())?;
        let lr = config.optimiser.lr * rate(config.schedule, step, steps);
        let layers = self.stepper.model().config().layers;
        let stages = &self.state.stages;
        let factor = |name: &str| stages.factor(&config.method, layers, name, step);
        let found = self.stepper.step(step, &rows, config, lr, factor).map_err(|error| match error {
            Error::NotFinite { step, reason, .. } => {
                let origins = rows.iter().flat_map(|row| &row.parts).map(|part| part.origin);
                let mut rows: Vec<String> = origins.map(|origin| self.table.describe(origin)).collect();
                let more = rows.len().saturating_sub(NAMED_ROWS);
                rows.truncate(NAMED_ROWS);
                if more > 0 {
                    rows.push(format!("and {more} more"));
                }
                Error::NotFinite { step, reason, rows, checkpoint: self.last_good.clone() }
            }
            other => other,
        })?;
        let seconds = (self.job.clock)() - before;
        self.state.progress.step = step;
        self.state.progress.tokens += found.tokens;
        self.state.lr = lr;
        self.log(&found, seconds)?;
        let StepResult { loss, grad_norm, tokens, .. } = found;
        self.tell(&Event::Step { step, steps, loss, grad_norm, lr, tokens, seconds });
        Ok(())
    }

    fn log(&mut self, found: &StepResult, seconds: f64) -> Result<()> {
        let step = self.state.progress.step;
        if !step.is_multiple_of(self.job.config.save.log_every) && step != self.manifest.steps && step != 1 {
            return Ok(());
        }
        let row = json!({
            "epoch": self.stream.epoch(),
            "grad_norm": found.grad_norm,
            "learning_rate": self.state.lr,
            "loss": found.loss,
            "step": step,
        });
        let mut line = object(&row);
        line.insert("tokens".into(), json!(self.state.progress.tokens));
        line.insert("tasks".into(), json!(found.tasks));
        self.metrics.line(&Value::Object(line))?;
        self.state.log.push(LogRow(object(&row)));
        let now = (self.job.clock)();
        self.timings.line(&json!({ "step": step, "wall": now, "seconds": seconds, "tokens": found.tokens }))?;
        let mut scalars = vec![
            ("train/loss", found.loss),
            ("train/learning_rate", self.state.lr),
            ("train/grad_norm", found.grad_norm),
        ];
        let named: Vec<(String, f64)> = found.tasks.iter().map(|(t, &l)| (format!("{t}_loss/train"), l)).collect();
        if named.len() > 1 {
            scalars.extend(named.iter().map(|(tag, loss)| (tag.as_str(), *loss)));
        }
        self.scalars(now, step, &scalars)
    }

    fn scalars(&mut self, now: f64, step: u64, scalars: &[(&str, f64)]) -> Result<()> {
        if let Some(mlflow) = &self.mlflow {
            mlflow.scalars(now, step, scalars)?;
        }
        self.events.scalars(now, step, scalars)
    }

    /// Says in the store of runs how this one ended; an abandoned run says nothing, as after a power cut.
    pub(super) fn ended(&self, reason: Option<StopReason>) -> Result<()> {
        let status = match reason {
            Some(StopReason::Done | StopReason::Patience) => Status::Finished,
            Some(StopReason::Stopped) => Status::Killed,
            Some(StopReason::Abandoned) => return Ok(()),
            None => Status::Failed,
        };
        self.mlflow.as_ref().map_or(Ok(()), |mlflow| mlflow.end((self.job.clock)(), status))
    }

    /// Evaluates if it is time to; whether this is the best evaluation so far.
    fn evaluate(&mut self) -> Result<bool> {
        let Some(evaluation) = self.job.config.evaluation else { return Ok(false) };
        let step = self.state.progress.step;
        // What a phase makes the model forget is seen by comparing its two ends.
        let (config, steps) = (self.job.config, self.manifest.steps);
        let phase_ends = phase_of(config, step, steps) != phase_of(config, step + 1, steps);
        if !step.is_multiple_of(evaluation.every) && step != steps && !phase_ends {
            return Ok(false);
        }
        let before = (self.job.clock)();
        let (model, seed) = (self.stepper.model(), self.job.config.seed);
        let mut found = match &self.held {
            Some(held) => held.evaluate(model, self.job.config)?,
            None => Evaluation::default(),
        };
        if let Some(by) = self.job.pass_rate {
            pass_rate(&mut found, by, model, step, seed)?;
        }
        if let Some(loss) = found.loss {
            self.state.stages.see(loss);
        }
        let best = self.state.patience.see(&evaluation, step, &found, seed);
        let row = object(&json!({
            "epoch": self.stream.epoch(),
            "eval_loss": found.loss,
            "eval_loss_by_language": found.languages.iter().map(|(l, x)| (l.clone(), json!(x.loss))).collect::<Map<_, _>>(),
            "eval_pass_rate": found.pass_rate,
            "eval_ran": found.ran,
            "eval_parsed": found.parsed,
            "step": step,
        }));
        self.metrics.line(&Value::Object(row.clone()))?;
        self.state.log.push(LogRow(row));
        let now = (self.job.clock)();
        self.timings.line(&json!({ "step": step, "wall": now, "evaluation_seconds": now - before }))?;
        let named = [("eval/loss", found.loss), ("eval/pass_rate", found.pass_rate), ("eval/ran", found.ran)];
        let scalars: Vec<(&str, f64)> = named.into_iter().filter_map(|(tag, value)| Some((tag, value?))).collect();
        self.scalars(now, step, &scalars)?;
        self.tell(&Event::Evaluated { step, evaluation: found, best });
        Ok(best)
    }

    /// Saves a checkpoint and removes those that are not kept.
    fn save(&mut self) -> Result<()> {
        let step = self.state.progress.step;
        let path = path_of(self.job.output, step);
        let contents = Contents {
            model: self.stepper.model(),
            initial: self.initial.as_ref(),
            tokenizer: self.job.tokenizer,
            optimiser: self.stepper.optimiser_state()?,
            cursor: self.stream.cursor(),
            state: &self.state,
            manifest: Manifest { step, ..self.manifest.clone() },
            epoch: self.stream.epoch(),
            base: self.base.clone(),
        };
        write(&path, &contents).map_err(|error| Error::Save {
            path: path.clone(),
            reason: error.to_string(),
            checkpoint: self.last_good.clone(),
        })?;
        self.last_good = Some(path.clone());
        let best = self.state.patience.best.as_ref().map(|best| best.step);
        prune(self.job.output, self.job.config.save.keep, best)?;
        self.tell(&Event::Saved { step, path });
        Ok(())
    }

    /// Tells the caller; an answer other than going on stands.
    pub(super) fn tell(&mut self, event: &Event) {
        let answer = (self.progress)(event);
        if answer != Flow::Go && self.flow != Flow::Abandon {
            self.flow = answer;
        }
    }

    pub(super) fn last_good(&self) -> Option<&PathBuf> {
        self.last_good.as_ref()
    }
}

/// The phase of a step, from 0.
fn phase_of(config: &crate::config::TrainConfig, step: u64, steps: u64) -> usize {
    let mut end = 0.0;
    let ends = config.data.phases.iter().map(|phase| {
        end += phase.share;
        (end * steps as f64).round() as u64
    });
    ends.take(config.data.phases.len().saturating_sub(1)).take_while(|&end| step > end).count()
}

fn object(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}
