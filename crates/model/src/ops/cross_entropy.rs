//! The output head and the masked, weighted cross entropy in one operator. Logits exist for one chunk of rows at a time,
//! never rows times vocabulary twice; rows of weight zero (prompts, padding) cost nothing. When a gradient will be asked
//! for, it is computed in the same pass, so that the product with the head's matrix is not repeated.

use std::sync::{Arc, Mutex};

use candle_core::{CpuStorage, CustomOp2, D, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

use super::Path;
use super::host::tensor;
use super::kernels::{exp_in_place, largest, wide};
use super::linear::DtypeOf;
use super::matmul::{Threads, View, matmul, product_of};
use super::real::{Real, by_type};
use super::sink::deliver;

/// Logits in one chunk.
const CHUNK: usize = 1 << 22;

/// A cross entropy and what it was made of.
#[derive(Clone, Debug)]
pub struct HeadLoss {
    /// sum of weight * nll / divisor: a scalar with a gradient.
    pub loss: Tensor,
    /// Negative log-likelihood of each row's target in nats; 0 for rows of weight zero.
    pub nll: Vec<f64>,
}

/// Cross entropy of softmax(hidden weight^T) against `targets`: sum over rows of weight * -ln p(target), divided by
/// `divisor` (the number of tokens in the whole accumulated batch, not of this call alone). `hidden` is (rows, width),
/// `weight` (vocabulary, width); targets of rows with weight zero are not looked at.
pub fn head_cross_entropy(
    path: Path,
    hidden: &Tensor,
    weight: &Tensor,
    targets: &[u32],
    weights: &[f32],
    divisor: f64,
) -> Result<HeadLoss> {
    let (rows, width) = hidden.dims2()?;
    let (vocabulary, inner) = weight.dims2()?;
    if inner != width || targets.len() != rows || weights.len() != rows {
        bail!(
            "{} targets and {} weights for {rows} rows of {width} and a head of {:?}",
            targets.len(),
            weights.len(),
            weight.dims()
        );
    }
    if divisor.is_nan() || divisor <= 0.0 {
        bail!("a loss cannot be divided by {divisor}");
    }
    let chosen: Vec<u32> = (0..rows as u32).filter(|&i| weights[i as usize] != 0.0).collect();
    if let Some(&i) = chosen.iter().find(|&&i| targets[i as usize] as usize >= vocabulary) {
        bail!("target {} of row {i} is outside the vocabulary of {vocabulary}", targets[i as usize]);
    }
    match path {
        Path::Fused => {
            let op = Head {
                targets: targets.to_vec(),
                weights: weights.to_vec(),
                chosen,
                divisor,
                gradient: [hidden.track_op(), weight.track_op()],
                kept: Arc::default(),
            };
            let kept = op.kept.clone();
            let loss = hidden.contiguous()?.apply_op2(weight, op)?;
            let nll = std::mem::take(&mut kept.lock().expect("no thread panicked with the lock").nll);
            Ok(HeadLoss { loss, nll })
        }
        Path::Composed => composed(hidden, weight, targets, weights, &chosen, divisor),
    }
}

fn composed(
    hidden: &Tensor,
    weight: &Tensor,
    targets: &[u32],
    weights: &[f32],
    chosen: &[u32],
    divisor: f64,
) -> Result<HeadLoss> {
    let device = hidden.device();
    let mut nll = vec![0.0; targets.len()];
    if chosen.is_empty() {
        return Ok(HeadLoss { loss: hidden.narrow(0, 0, 1)?.sum_all()?.affine(0.0, 0.0)?, nll });
    }
    let pick: Vec<u32> = chosen.iter().map(|&i| targets[i as usize]).collect();
    let scale: Vec<f32> = chosen.iter().map(|&i| weights[i as usize]).collect();
    let rows = hidden.index_select(&Tensor::from_slice(chosen, chosen.len(), device)?, 0)?;
    let logits = rows.matmul(&weight.t()?)?;
    let logits = logits.broadcast_sub(&logits.detach().max_keepdim(D::Minus1)?)?;
    let total = logits.exp()?.sum_keepdim(D::Minus1)?.log()?;
    let target = logits.gather(&Tensor::from_vec(pick, (chosen.len(), 1), device)?, 1)?;
    let losses = (total - target)?.flatten_all()?;
    let scale = Tensor::from_vec(scale, chosen.len(), device)?.to_dtype(hidden.dtype())?;
    let loss = ((&losses * scale)?.sum_all()? / divisor)?;
    let values = losses.detach().to_dtype(candle_core::DType::F64)?.to_vec1::<f64>()?;
    chosen.iter().zip(values).for_each(|(&i, v)| nll[i as usize] = v);
    Ok(HeadLoss { loss, nll })
}

struct Head {
    targets: Vec<u32>,
    weights: Vec<f32>,
    chosen: Vec<u32>,
    divisor: f64,
    gradient: [bool; 2],
    kept: Arc<Mutex<Kept>>,
}

/// What the forward pass leaves for the caller and for the backward pass.
#[derive(Default)]
struct Kept {
    nll: Vec<f64>,
    hidden: Option<Tensor>,
    weight: Option<Tensor>,
}

impl Head {
    fn forward<T: Real>(&self, h: &[T], w: &[T], (vocabulary, width): (usize, usize)) -> Result<(CpuStorage, Shape)> {
        let rows = self.targets.len();
        let wanted = self.gradient[0] || self.gradient[1];
        let mut nll = vec![0.0; rows];
        let mut dh = vec![T::default(); if self.gradient[0] { rows * width } else { 0 }];
        let mut dw: Option<Vec<T>> = None;
        let size = (CHUNK / vocabulary).clamp(64, 4096).min(self.chosen.len().max(1));
        let head = View::rows(vocabulary, width);
        for chunk in self.chosen.chunks(size) {
            let gathered: Vec<T> =
                chunk.iter().flat_map(|&i| h[i as usize * width..][..width].iter().copied()).collect();
            let (n, hv) = (chunk.len(), View::rows(chunk.len(), width));
            let square = View::rows(n, vocabulary);
            let mut logits = product_of(T::one(), &gathered, hv, w, head.t(), Threads::Pool);
            let losses: Vec<f64> = logits
                .par_chunks_mut(vocabulary)
                .zip(chunk.par_iter())
                .map(|(line, &i)| self.row(line, i as usize, wanted))
                .collect();
            chunk.iter().zip(losses).for_each(|(&i, loss)| nll[i as usize] = loss);
            if self.gradient[0] {
                let part = product_of(T::one(), &logits, square, w, head, Threads::Pool);
                for (&i, row) in chunk.iter().zip(part.chunks_exact(width)) {
                    dh[i as usize * width..][..width].copy_from_slice(row);
                }
            }
            if self.gradient[1] {
                match &mut dw {
                    Some(dw) => matmul(dw, head, true, T::one(), &logits, square.t(), &gathered, hv, Threads::Pool),
                    None => dw = Some(product_of(T::one(), &logits, square.t(), &gathered, hv, Threads::Pool)),
                }
            }
        }
        let total: f64 = nll.iter().zip(&self.weights).map(|(l, &w)| l * f64::from(w)).sum();
        let mut kept = self.kept.lock().expect("no thread panicked with the lock");
        kept.nll = nll;
        kept.hidden = self.gradient[0].then(|| tensor(dh, (rows, width))).transpose()?;
        // Without a single row to learn from, the gradient is zero.
        let dw = dw.or_else(|| self.gradient[1].then(|| vec![T::default(); vocabulary * width]));
        kept.weight = dw.map(|dw| tensor(dw, (vocabulary, width))).transpose()?;
        Ok((T::store(vec![T::of(total / self.divisor)]), Shape::from(())))
    }

    /// The loss of one row; its logits become the gradient of the weighted, divided loss if `wanted`.
    fn row<T: Real>(&self, line: &mut [T], i: usize, wanted: bool) -> f64 {
        let target = self.targets[i] as usize;
        let factor = f64::from(self.weights[i]) / self.divisor;
        wide(|| {
            let top = largest(line);
            let score = line[target] - top;
            let total = exp_in_place(line, T::one(), top);
            if wanted {
                let k = T::of(factor) / total;
                line.iter_mut().for_each(|p| *p *= k);
                line[target] -= T::of(factor);
            }
            total.ln().wide() - score.wide()
        })
    }
}

impl CustomOp2 for Head {
    fn name(&self) -> &'static str {
        "head-cross-entropy"
    }

    fn cpu_fwd(&self, h: &CpuStorage, hl: &Layout, w: &CpuStorage, wl: &Layout) -> Result<(CpuStorage, Shape)> {
        let dims = wl.shape().dims2()?;
        by_type!(h.dtype_of(), T => self.forward::<T>(T::slice(h, hl)?, T::slice(w, wl)?, dims))
    }

    fn bwd(&self, h: &Tensor, w: &Tensor, _y: &Tensor, g: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let scale = g.to_dtype(candle_core::DType::F64)?.to_scalar::<f64>()?;
        let mut kept = self.kept.lock().expect("no thread panicked with the lock");
        let mut give = |to: &Tensor, from: fn(&mut Kept) -> Option<Tensor>| -> Result<Option<Tensor>> {
            match (to.track_op(), from(&mut kept)) {
                (false, _) => Ok(None),
                (true, Some(grad)) if scale == 1.0 => deliver(to, grad),
                (true, Some(grad)) => deliver(to, (grad * scale)?),
                (true, None) => bail!("backward was called twice on one cross entropy"),
            }
        };
        Ok((give(h, |k| k.hidden.take())?, give(w, |k| k.weight.take())?))
    }
}
