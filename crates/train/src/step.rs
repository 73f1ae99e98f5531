//! One optimiser step.

use std::collections::BTreeMap;

use trommel_model::optim::{AdamW, Group, State, clip};
use trommel_model::{Batch, CrossEntropy, Decoder, Dropout, Gradients, Loss, Model, Run, Trainable, zero_at_first};
use trommel_tokens::Packed;

use crate::config::{Batching, OptimiserConfig, TrainConfig};
use crate::error::{Error, Result};
use crate::weighting::{batches, weigh};

/// Micro-batches of one step that have dropout masks of their own.
const MICRO_BITS: u32 = 20;

/// A model in training with its optimiser.
pub struct Stepper {
    model: Model,
    decoder: Decoder,
    trainable: Trainable,
    adamw: AdamW,
    optimiser: OptimiserConfig,
    batching: Batching,
    seed: u64,
    census_due: bool,
}

/// What one step did.
#[derive(Debug, Clone, PartialEq)]
pub struct StepResult {
    /// The loss before the update, in nats, as the configuration weighs it.
    pub loss: f64,
    /// The norm of the gradients before clipping.
    pub grad_norm: f64,
    /// Tokens that were fed in, padding left out.
    pub tokens: u64,
    /// Tokens that were learned.
    pub learned: u64,
    /// For each task the mean loss of its learned tokens.
    pub tasks: BTreeMap<String, f64>,
}

impl Stepper {
    /// A stepper with an optimiser that has seen nothing.
    ///
    /// # Errors
    /// When the model cannot be built for training.
    pub fn new(model: Model, config: &TrainConfig) -> Result<Self> {
        Ok(Self {
            decoder: model.training()?,
            trainable: model.trainable(),
            model,
            adamw: AdamW::new(),
            optimiser: config.optimiser,
            batching: config.batch,
            seed: config.seed,
            census_due: true,
        })
    }

    /// The model as it stands.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Changes which parameters are trained.
    ///
    /// # Errors
    /// When the model cannot be built for training.
    pub fn change(&mut self, change: impl FnOnce(&mut Model)) -> Result<()> {
        change(&mut self.model);
        self.decoder = self.model.training()?;
        self.trainable = self.model.trainable();
        self.census_due = true;
        Ok(())
    }

    /// The optimiser's state by parameter.
    ///
    /// # Errors
    /// When a tensor cannot be copied to the CPU.
    pub fn optimiser_state(&self) -> Result<BTreeMap<String, State>> {
        // States of parameters that are locked now belong to it too.
        let mut all: Trainable = self.model.params().iter().map(|(n, p)| (n.to_owned(), p.var.clone())).collect();
        if let Some(adapter) = self.model.adapter() {
            all.extend(adapter.params().iter().map(|(n, p)| (n.to_owned(), p.var.clone())));
        }
        Ok(self.adamw.export(&all)?)
    }

    /// Continues with a saved state.
    ///
    /// # Errors
    /// When the state's tensors do not fit each other.
    pub fn restore_optimiser(&mut self, states: &BTreeMap<String, State>) -> Result<()> {
        self.adamw = AdamW::import(states, self.model.device())?;
        Ok(())
    }

    /// One optimiser step, number `step` from 1, with the learning rate `lr`: the gradients of all micro-batches, whose
    /// losses are weighed over the whole step; the census at the first step of every run; clipping; AdamW. `factor` gives
    /// what a parameter's rate is multiplied by; None leaves it alone.
    ///
    /// # Errors
    /// A loss or a norm that is not finite, a parameter that gets no gradient, a batch that does not fit the model. No
    /// parameter was changed then.
    pub fn step(
        &mut self,
        step: u64,
        rows: &[Packed],
        config: &TrainConfig,
        lr: f64,
        factor: impl Fn(&str) -> Option<f64>,
    ) -> Result<StepResult> {
        let weighed = weigh(rows, config.weighting, &config.data.task_weights);
        let micro = batches(rows, &weighed.weights, self.batching.micro_rows());
        let unfit = |error| not_finite(error, step);
        let (gradients, loss, nll) = self.gradients(step, &micro, weighed.divisor).map_err(unfit)?;
        let tasks = task_means(rows, &micro, &nll, self.batching.micro_rows());
        let (clipping, grad_norm) = clip(&gradients, self.optimiser.clip).map_err(|error| unfit(error.into()))?;
        if self.census_due {
            self.census(&gradients, &micro)?;
            self.census_due = false;
        }
        let optimiser = self.optimiser;
        self.adamw.step(&self.trainable, &gradients, clipping, |name| {
            let matrix = self.trainable.get(name).is_some_and(|var| var.dims().len() > 1);
            let weight_decay = if matrix || optimiser.decay_all { optimiser.weight_decay } else { 0.0 };
            let OptimiserConfig { beta1, beta2, eps, .. } = optimiser;
            factor(name).map(|factor| Group { lr: lr * factor, weight_decay, beta1, beta2, eps })
        })?;
        let parts = rows.iter().flat_map(|row| &row.parts);
        let (tokens, learned) = parts.fold((0, 0), |(t, l), part| (t + part.places as u64, l + part.learned as u64));
        Ok(StepResult { loss, grad_norm, tokens, learned, tasks })
    }

    /// The summed gradients of all micro-batches, the loss, and each micro-batch's losses by token.
    fn gradients(&self, step: u64, micro: &[Batch], divisor: f64) -> Result<(Gradients, f64, Vec<Vec<f64>>)> {
        let mut sum = Gradients::default();
        let (mut total, mut nll) = (0.0, Vec::with_capacity(micro.len()));
        for (at, batch) in micro.iter().enumerate() {
            let dropout = Dropout {
                hidden: self.optimiser.dropout,
                attention: self.optimiser.attention_dropout,
                adapters: true,
                seed: self.seed,
                step: (step << MICRO_BITS) + at as u64,
            };
            let run = Run { dropout: Some(dropout), ..Run::default() };
            let objective = CrossEntropy { divisor };
            let (loss, gradients) = match self.batching.checkpoint_blocks {
                0 => self.model.backward(&self.decoder, batch, &objective, run)?,
                blocks => self.model.backward_by_segments(&self.decoder, batch, &objective, run, blocks)?,
            };
            // The scalar is f32; its parts are summed in f64.
            total += exact(&loss)?;
            sum.add(gradients)?;
            nll.push(loss.nll);
        }
        Ok((sum, total, nll))
    }

    /// Every trainable parameter must get a gradient. Rightly without one are an update's A while B is zero, and rows of
    /// the embedding whose tokens do not occur.
    fn census(&self, gradients: &Gradients, micro: &[Batch]) -> Result<()> {
        let rows = self.model.adapter().map(|a| a.config().trainable_token_indices.clone()).unwrap_or_default();
        let occurs = micro.iter().any(|b| b.ids.iter().chain(&b.targets).any(|id| rows.contains(id)));
        let zero = zero_at_first(&self.trainable);
        Ok(gradients.census(&self.trainable, |name| zero(name) || (name.ends_with("tokens_delta") && !occurs))?)
    }
}

/// A loss or a norm that is not finite, told from other failures; the caller knows rows and checkpoints.
fn not_finite(error: Error, step: u64) -> Error {
    match error {
        Error::Model(trommel_model::Error::Gradient(reason)) => {
            Error::NotFinite { step, reason, rows: Vec::new(), checkpoint: None }
        }
        other => other,
    }
}

fn exact(loss: &Loss) -> Result<f64> {
    if loss.parts.is_empty() { Ok(loss.value()?) } else { Ok(loss.parts.values().sum()) }
}

fn task_means(rows: &[Packed], micro: &[Batch], nll: &[Vec<f64>], micro_rows: usize) -> BTreeMap<String, f64> {
    let mut sums: BTreeMap<&str, (f64, u64)> = BTreeMap::new();
    for ((rows, batch), nll) in rows.chunks(micro_rows).zip(micro).zip(nll) {
        for (at, row) in rows.iter().enumerate() {
            for part in &row.parts {
                let sum = sums.entry(&part.task).or_default();
                for place in (part.start..part.start + part.places).filter(|&place| row.loss_mask[place] == 1) {
                    sum.0 += nll.get(at * batch.tokens + place).copied().unwrap_or(0.0);
                    sum.1 += 1;
                }
            }
        }
    }
    let learned = sums.into_iter().filter(|(_, sum)| sum.1 > 0);
    learned.map(|(task, (sum, count))| (task.to_owned(), sum / count as f64)).collect()
}
