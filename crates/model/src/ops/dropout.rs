//! Dropout whose mask is a function of seed, step, layer and site alone.

use candle_core::{Result, Tensor};

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
