//! What training minimises: a scalar with a gradient, and its named parts for the log.

use std::collections::BTreeMap;

use candle_core::Tensor;

use crate::batch::Batch;
use crate::decoder::Decoder;
use crate::error::Result;
use crate::ops::head_cross_entropy;

/// A loss and what it was made of.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The scalar to minimise.
    pub total: Tensor,
    /// Named terms, by name; they add up to the total.
    pub parts: BTreeMap<String, f64>,
    /// Negative log-likelihood of every token's target in nats (rows * tokens); 0 where the weight is 0. Empty if the
    /// objective has no such thing.
    pub nll: Vec<f64>,
}

impl Loss {
    /// The scalar's value.
    pub fn value(&self) -> Result<f64> {
        Ok(self.total.to_dtype(candle_core::DType::F64)?.to_scalar::<f64>()?)
    }
}

/// Something to minimise, given the final hidden states of a batch.
pub trait Objective: Send + Sync {
    /// The loss of `hidden` (rows, tokens, width), the decoder's output for `batch`.
    fn loss(&self, decoder: &Decoder, hidden: &Tensor, batch: &Batch) -> Result<Loss>;
}

/// Weighted cross entropy of the batch's targets: sum of weight * nll, divided by `divisor`. For a mean over tokens the
/// divisor is the weight of the whole accumulated batch, not of one micro-batch (transformers#34191).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossEntropy {
    /// What the sum is divided by; positive.
    pub divisor: f64,
}

impl Objective for CrossEntropy {
    fn loss(&self, decoder: &Decoder, hidden: &Tensor, batch: &Batch) -> Result<Loss> {
        let rows = batch.rows * batch.tokens;
        let flat = hidden.reshape((rows, decoder.config().width))?;
        let head = decoder.head()?;
        let (path, targets, weights) = (decoder.path, &batch.targets, &batch.weights);
        let found = head_cross_entropy(path, &flat, &head, targets, weights, self.divisor)?;
        let sum: f64 = found.nll.iter().zip(weights).map(|(l, &w)| l * f64::from(w)).sum();
        let parts = BTreeMap::from([("cross_entropy".to_owned(), sum / self.divisor)]);
        Ok(Loss { total: found.loss, parts, nll: found.nll })
    }
}
