//! Rotary position embedding in the half-split form that Llama and Qwen use (Su et al., arXiv 2104.09864).

use std::sync::Arc;

use candle_core::{CpuStorage, CustomOp1, D, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

use super::Path;
use super::host::{PIECE, host, tensor};
use super::kernels::wide;
use super::linear::DtypeOf;
use super::real::{Real, by_type};

/// Cosines and sines of the positions of one batch.
#[derive(Clone, Debug)]
pub struct Rope {
    head: usize,
    cos: Arc<Vec<f32>>,
    sin: Arc<Vec<f32>>,
}

impl Rope {
    /// For heads of `head` numbers (even) and the given positions, one for each token of the batch in row-major order.
    /// Angles are computed in f32, as transformers does whatever the model's own type.
    pub fn new(head: usize, theta: f64, positions: &[u32]) -> Self {
        let half = head / 2;
        let frequency: Vec<f32> = (0..half).map(|i| 1.0 / (theta as f32).powf((2 * i) as f32 / head as f32)).collect();
        let angles = positions.iter().flat_map(|&p| frequency.iter().map(move |f| p as f32 * f));
        let (cos, sin) = angles.map(|a| (a.cos(), a.sin())).unzip();
        Self { head, cos: Arc::new(cos), sin: Arc::new(sin) }
    }

    fn tables<T: Real>(&self) -> (Vec<T>, Vec<T>) {
        let cast = |x: &[f32]| x.iter().map(|&v| T::of(f64::from(v))).collect();
        (cast(&self.cos), cast(&self.sin))
    }
}

/// Rotates every head of `x` (rows, tokens, heads * head) by its token's position.
pub fn rope(path: Path, x: &Tensor, rope: &Rope) -> Result<Tensor> {
    let (rows, tokens, width) = x.dims3()?;
    let half = rope.head / 2;
    if width % rope.head != 0 || rows * tokens * half != rope.cos.len() {
        bail!("{:?} does not fit {} angles for heads of {}", x.dims(), rope.cos.len(), rope.head);
    }
    match path {
        Path::Fused => x.contiguous()?.apply_op1(Rotate { rope: rope.clone(), back: false }),
        Path::Composed => {
            let table = |t: &[f32]| -> Result<Tensor> {
                Tensor::from_slice(t, (rows, tokens, 1, half), x.device())?.to_dtype(x.dtype())
            };
            let (cos, sin) = (table(&rope.cos)?, table(&rope.sin)?);
            let heads = x.reshape((rows, tokens, width / rope.head, rope.head))?;
            let (a, b) = (heads.narrow(D::Minus1, 0, half)?, heads.narrow(D::Minus1, half, half)?);
            let first = (a.broadcast_mul(&cos)? - b.broadcast_mul(&sin)?)?;
            let second = (b.broadcast_mul(&cos)? + a.broadcast_mul(&sin)?)?;
            Tensor::cat(&[first, second], D::Minus1)?.reshape((rows, tokens, width))
        }
    }
}

struct Rotate {
    rope: Rope,
    /// By the negative angle: the gradient of a rotation.
    back: bool,
}

impl Rotate {
    fn rotate<T: Real>(&self, x: &[T], width: usize) -> Vec<T> {
        let (cos, mut sin) = self.rope.tables::<T>();
        if self.back {
            sin.iter_mut().for_each(|s| *s = -*s);
        }
        let half = self.rope.head / 2;
        let mut y = vec![T::default(); x.len()];
        y.par_chunks_mut(width * PIECE).zip(x.par_chunks(width * PIECE)).enumerate().for_each(|(piece, (y, x))| {
            wide(|| {
                for (i, (y, x)) in y.chunks_exact_mut(width).zip(x.chunks_exact(width)).enumerate() {
                    let at = (piece * PIECE + i) * half;
                    let (cos, sin) = (&cos[at..at + half], &sin[at..at + half]);
                    for (y, x) in y.chunks_exact_mut(2 * half).zip(x.chunks_exact(2 * half)) {
                        let ((ya, yb), (xa, xb)) = (y.split_at_mut(half), x.split_at(half));
                        for i in 0..half {
                            ya[i] = xa[i] * cos[i] - xb[i] * sin[i];
                            yb[i] = xb[i] * cos[i] + xa[i] * sin[i];
                        }
                    }
                }
            });
        });
        y
    }
}

impl CustomOp1 for Rotate {
    fn name(&self) -> &'static str {
        "rope"
    }

    fn cpu_fwd(&self, x: &CpuStorage, l: &Layout) -> Result<(CpuStorage, Shape)> {
        let width = *l.dims().last().unwrap_or(&1);
        by_type!(x.dtype_of(), T => Ok((T::store(self.rotate::<T>(T::slice(x, l)?, width)), l.shape().clone())))
    }

    fn bwd(&self, x: &Tensor, _y: &Tensor, g: &Tensor) -> Result<Option<Tensor>> {
        let g = g.contiguous()?;
        let back = Self { rope: self.rope.clone(), back: !self.back };
        by_type!(g.dtype(), T => {
            host!(gs: T = g);
            Ok(Some(tensor(back.rotate::<T>(gs, x.dim(D::Minus1)?), x.shape())?))
        })
    }
}
