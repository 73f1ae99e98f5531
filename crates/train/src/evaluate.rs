//! Evaluation: the loss on another split, and pass@1 where the caller can judge completions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trommel_model::{CrossEntropy, Model, Objective, Run};
use trommel_score::{Interval, bootstrap};
use trommel_tokens::{Label, Packed, Packer, Tokenizer};

use crate::config::{TrainConfig, Weighting};
use crate::data::{Row, Table, examples};
use crate::error::{Error, Result};
use crate::score::{PassRate, Sample, share};
use crate::weighting::{batches, weigh};

/// Resamples of a bootstrap during training.
pub(crate) const RESAMPLES: u32 = 2000;

/// What one evaluation found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Mean loss in nats over all learned tokens of the evaluation split.
    pub loss: Option<f64>,
    /// Learned tokens of the evaluation split.
    pub tokens: u64,
    /// The loss by language, where the split has that column: what a phase made the model forget shows here.
    pub languages: BTreeMap<String, LanguageLoss>,
    /// Mean loss of each example by its row, for paired comparison.
    pub examples: BTreeMap<u64, f64>,
    /// pass@1: the mean over tasks of the share of samples that pass.
    pub pass_rate: Option<f64>,
    /// Its 95 % interval over tasks (bootstrap).
    pub pass_interval: Option<Interval>,
    /// Share of samples that parse.
    pub parsed: Option<f64>,
    /// Share of samples that run to their end (CESR).
    pub ran: Option<f64>,
    /// Samples that exceeded their time.
    pub timeouts: u64,
    /// Samples that the judge failed on; they count for nothing.
    pub infra_errors: u64,
    /// Share of samples that pass by task, for paired comparison.
    pub tasks: BTreeMap<String, f64>,
}

/// The loss in one language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageLoss {
    /// Mean loss in nats over its learned tokens.
    pub loss: f64,
    /// Its learned tokens.
    pub tokens: u64,
}

/// The evaluation split, packed.
pub(crate) struct Held {
    rows: Vec<Packed>,
}

impl Held {
    /// Reads and packs up to `most` rows (0: all) of the split.
    pub(crate) fn read(table: &Table, tokenizer: &Tokenizer, config: &TrainConfig, most: usize) -> Result<Self> {
        let mut packer = Packer::new(crate::data::packing(&config.batch, tokenizer)?)?;
        let mut rows = Vec::new();
        let read = table.head(if most == 0 { u64::MAX } else { most as u64 })?;
        let all: Vec<(Label, &str, &str)> = read.iter().map(Row::labelled).collect();
        for example in examples(table, tokenizer, &config.data, &all)? {
            rows.extend(packer.push(example.whole().clone())?);
        }
        rows.extend(packer.finish());
        if rows.is_empty() {
            return Err(Error::Nothing(
                "no example of the evaluation split fits into a row with an answer to predict: give longer rows \
                 (`batch.row`), or another split"
                    .into(),
            ));
        }
        Ok(Self { rows })
    }

    /// The losses of a model as it stands.
    pub(crate) fn evaluate(&self, model: &Model, config: &TrainConfig) -> Result<Evaluation> {
        let decoder = model.inference()?;
        let weighed = weigh(&self.rows, Weighting::Case1, &BTreeMap::new());
        let most = config.batch.micro_rows();
        let mut found = Evaluation::default();
        let mut total = 0.0;
        for (rows, batch) in self.rows.chunks(most).zip(batches(&self.rows, &weighed.weights, most)) {
            let hidden = decoder.hidden(&batch, Run::default())?;
            let loss = CrossEntropy { divisor: weighed.divisor }.loss(&decoder, &hidden, &batch)?;
            for (at, row) in rows.iter().enumerate() {
                for part in &row.parts {
                    let places = part.start..part.start + part.places;
                    let learned = places.filter(|&place| row.loss_mask[place] == 1);
                    let sum: f64 = learned.map(|place| loss.nll[at * batch.tokens + place]).sum();
                    total += sum;
                    found.tokens += part.learned as u64;
                    found.examples.insert(part.origin, sum / part.learned.max(1) as f64);
                    let language = found.languages.entry(part.language.clone()).or_default();
                    language.loss += sum;
                    language.tokens += part.learned as u64;
                }
            }
        }
        found.languages.values_mut().for_each(|language| language.loss /= language.tokens.max(1) as f64);
        found.languages.remove("");
        found.loss = Some(total / found.tokens.max(1) as f64);
        Ok(found)
    }
}

/// Adds pass@1 to an evaluation.
pub(crate) fn pass_rate(found: &mut Evaluation, by: PassRate, model: &Model, step: u64, seed: u64) -> Result<()> {
    let fail = |reason: String| Error::Scoring { step, reason };
    let completions = by.writer.write(model).map_err(fail)?;
    let scores = by.scorer.score(&completions).map_err(fail)?;
    let fits = scores.len() == completions.len()
        && scores.iter().zip(&completions).all(|(s, (task, c))| s.task == *task && s.samples.len() == c.len());
    if !fits {
        return Err(fail(format!(
            "the scorer gave {} tasks for {}, expected one score for each completion of each task, in their order",
            scores.len(),
            completions.len()
        )));
    }
    let samples: Vec<Sample> = scores.iter().flat_map(|score| score.samples.iter().copied()).collect();
    found.tasks = scores.iter().filter_map(|score| Some((score.task.clone(), score.passed()?))).collect();
    if found.tasks.is_empty() {
        return Err(fail("no completion could be judged".into()));
    }
    let rates: Vec<f64> = found.tasks.values().copied().collect();
    found.pass_rate = Some(rates.iter().sum::<f64>() / rates.len() as f64);
    found.pass_interval = Some(bootstrap(&rates, RESAMPLES, seed));
    found.parsed = share(&samples, |sample| sample.parsed);
    found.ran = share(&samples, |sample| sample.ran);
    found.timeouts = samples.iter().filter(|sample| sample.timeout).count() as u64;
    found.infra_errors = samples.iter().filter(|sample| sample.infra_error).count() as u64;
    Ok(())
}
