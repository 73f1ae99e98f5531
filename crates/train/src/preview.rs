//! What a run will cost, before it starts.

use trommel_model::{Config, Model};

use crate::config::{Length, TrainConfig};
use crate::data::{ExampleStream, Table};
use crate::error::{Error, Result};
use crate::job::Job;
use crate::stages::Stages;
use crate::start::start;
use crate::step::Stepper;

/// Steps of the probe; the first, which warms caches up, is not counted.
const PROBE: u64 = 3;

/// What a run will cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Parameters of the decoder and its adapter.
    pub parameters: usize,
    /// Those that are trained in the run's first stage.
    pub trainable: usize,
    /// Optimiser steps of the whole run.
    pub steps: u64,
    /// Places in the rows of a step: tokens and padding.
    pub step_places: usize,
    /// Tokens of a step without padding, as the probe found.
    pub step_tokens: f64,
    /// Bytes that the run is estimated to need in f32: 4 for each parameter; 12 for each trained one (gradient and two
    /// moments); and for each token of a micro-batch and block 68 × width of activations, twice the 34 of 16-bit training
    /// (Korthikanti et al., arXiv 2205.05198, eq. 2, without the attention matrices, which are not kept). With
    /// `checkpoint_blocks` k only each k-th block's input (4 × width) is kept, and the activations of k blocks at a time.
    /// Logits are made in pieces and left out.
    pub memory: u64,
    /// Tokens a second, without padding, as the probe found; 0 if the clock stood still.
    pub tokens_per_second: f64,
    /// Seconds that all steps will take, evaluation and checkpoints left out.
    pub seconds: f64,
    /// The share of places that is padding.
    pub padding: f64,
}

/// What a run will cost: reads the data's footers, counts the steps, and probes three of them on a copy.
///
/// # Errors
/// As [`crate::train`].
pub fn preview(job: &Job) -> Result<Preview> {
    job.config.check()?;
    let table = Table::open(job.train, needs_languages(job.config))?;
    let steps = count_steps(job, &table)?;
    probe(job, &table, steps)
}

/// The preview of a run of so many steps.
pub(crate) fn probe(job: &Job, table: &Table, steps: u64) -> Result<Preview> {
    let config = job.config;
    let mut model = start(config, job.tokenizer, table, &job.device)?.model;
    Stages::new().unlock(&config.method, &mut model);
    let trainable: usize = model.trainable().values().map(|var| var.elem_count()).sum();
    let parameters = parameters(&model);
    let memory = memory(model.config(), config, parameters, trainable);
    let mut stepper = Stepper::new(model, config)?;
    let mut stream = ExampleStream::new(table, job.tokenizer, config)?;
    let (mut seconds, mut tokens) = (0.0, 0);
    for step in 1..=PROBE {
        let before = (job.clock)();
        let rows = stream.take(config.batch.step_rows())?;
        // At a rate of 0 nothing is learned. What cannot be computed is the run's to report, with rows and checkpoint.
        let found = match stepper.step(step, &rows, config, 0.0, |_| Some(1.0)) {
            Err(Error::NotFinite { .. }) => break,
            other => other?,
        };
        if step > 1 {
            seconds += (job.clock)() - before;
            tokens += found.tokens;
        }
    }
    let counted = (PROBE - 1) as f64;
    let step_places = config.batch.step_rows() * config.batch.row;
    let step_tokens = tokens as f64 / counted;
    Ok(Preview {
        parameters,
        trainable,
        steps,
        step_places,
        step_tokens,
        memory,
        tokens_per_second: if seconds > 0.0 { tokens as f64 / seconds } else { 0.0 },
        seconds: seconds / counted * steps as f64,
        padding: 1.0 - step_tokens / step_places as f64,
    })
}

/// Whether the column `language` is needed.
pub(crate) fn needs_languages(config: &TrainConfig) -> bool {
    config.data.language_prefix || !config.data.phases.is_empty()
}

/// Parameters of the decoder and its adapter.
pub(crate) fn parameters(model: &Model) -> usize {
    model.params().count() + model.adapter().map_or(0, |adapter| adapter.params().count())
}

/// Optimiser steps of the whole run.
pub(crate) fn count_steps(job: &Job, table: &Table) -> Result<u64> {
    match job.config.length {
        Length::Steps(steps) => Ok(steps),
        Length::Epochs(epochs) => {
            let examples = (epochs * table.rows() as f64).ceil() as u64;
            let rows = ExampleStream::new(table, job.tokenizer, job.config)?.count_rows(examples)?;
            Ok(rows.div_ceil(job.config.batch.step_rows() as u64).max(1))
        }
    }
}

/// See [`Preview::memory`].
pub(crate) fn memory(shape: &Config, config: &TrainConfig, parameters: usize, trainable: usize) -> u64 {
    let tokens = config.batch.micro_rows() * config.batch.row;
    let per_block = 68 * shape.width * tokens;
    let activations = match config.batch.checkpoint_blocks {
        0 => per_block * shape.layers,
        k => per_block * k.min(shape.layers) + 4 * shape.width * tokens * shape.layers.div_ceil(k),
    };
    (4 * parameters + 12 * trainable + activations) as u64
}
