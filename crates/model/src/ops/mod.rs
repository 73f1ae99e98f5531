//! Operators with gradients.
//!
//! Several of candle's own operators give no gradient and say nothing (candle#2168, #2977, #3011, #3568, #3569: softmax,
//! RMSNorm, LayerNorm, rope, attention); none of them is used here. Each operator exists twice: *fused*, one pass over the
//! numbers on the CPU with a written-out gradient, parallel over rows and independent of the number of threads; and
//! *composed* of candle's differentiable basic operators, which runs on every device. Both are tested against each other
//! and against finite differences.

mod activation;
mod attention;
mod attention_kernel;
mod cross_entropy;
mod dropout;
mod embedding;
mod frozen;
pub(crate) mod host;
mod kernels;
mod linear;
mod low_rank;
pub(crate) mod matmul;
mod norm;
pub(crate) mod real;
mod rope;
pub(crate) mod sink;
#[cfg(test)]
mod tests;
mod transpose;

pub use activation::{gelu, silu_gate};
pub use attention::{Spans, attention, packed_attention};
pub use cross_entropy::{HeadLoss, head_cross_entropy};
pub use dropout::{WeightDropout, dropout};
pub use embedding::{embedding, replace_rows};
pub use linear::{Orientation, linear};
pub use low_rank::{low_rank_linear, scale_columns};
pub use norm::{layer_norm, rms_norm};
pub use rope::{Rope, rope};

pub(crate) use kernels::{squares, wide};

use candle_core::Device;

/// Which of the two forms of the operators to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// One pass with a written-out gradient; CPU only, f32 and f64.
    Fused,
    /// Built of basic operators; any device.
    Composed,
}

impl Path {
    /// The faster form that the device has.
    pub fn for_device(device: &Device) -> Self {
        if device.is_cpu() { Self::Fused } else { Self::Composed }
    }
}
