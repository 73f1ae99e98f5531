//! Dropout whose mask is a function of seed, step, layer and site alone.

use candle_core::{Result, Tensor};

use super::real::Real;
use crate::rng::Key;

/// x with each number zeroed with probability `rate` and the others scaled by 1 / (1 - rate) (Srivastava et al., 2014).
/// The mask depends on `key` and the number's index only. `rate` in [0, 1); at 0 the tensor itself.
pub fn dropout(x: &Tensor, rate: f64, key: Key) -> Result<Tensor> {
    if rate <= 0.0 {
        return Ok(x.clone());
    }
    let scale = (1.0 / (1.0 - rate)) as f32;
    let mut random = key.stream();
    let mask: Vec<f32> = (0..x.elem_count()).map(|_| if random.unit() < rate { 0.0 } else { scale }).collect();
    x * Tensor::from_vec(mask, x.shape(), x.device())?.to_dtype(x.dtype())?
}

/// Dropout of attention's weights, after the softmax: each is zeroed with probability `rate`, and the others are scaled by
/// 1 / (1 - rate), as the projects that `attn_pdrop` and `attention_dropout` come from do it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightDropout {
    /// In [0, 1); at 0 nothing is drawn.
    pub rate: f64,
    /// What the mask depends on, beside the weight's place: row, head, query and key.
    pub key: Key,
}

impl WeightDropout {
    /// The factors of one query's weights on the keys from `low` on: `line` is the number of its row and head, `first` that of
    /// its first weight among all weights of that row and head.
    pub(crate) fn factors<T: Real>(&self, line: usize, first: usize, low: usize, out: &mut [T]) {
        let mut random = self.key.stream_from(line as u64, (first + low) as u64);
        let scale = T::of(1.0 / (1.0 - self.rate));
        out.fill_with(|| if random.unit() < self.rate { T::default() } else { scale });
    }
}
