//! LayerNorm and RMSNorm over the last dimension, with gradients. The backward pass computes mean and variance again
//! rather than keeping the normalised rows.

use candle_core::{CpuStorage, CustomOp2, CustomOp3, D, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

use super::Path;
use super::host::{PIECE, host, tensor};
use super::kernels::{dot, spread, sum, wide};
use super::linear::DtypeOf;
use super::real::{Real, by_type};
use super::sink::deliver;

/// (x - mean) / sqrt(variance + eps) * weight + bias over the last dimension (Ba, Kiros and Hinton, arXiv 1607.06450).
pub fn layer_norm(path: Path, x: &Tensor, weight: &Tensor, bias: &Tensor, eps: f64) -> Result<Tensor> {
    check(x, weight)?;
    match path {
        Path::Fused => x.contiguous()?.apply_op3(weight, bias, Norm { eps, centred: true }),
        Path::Composed => {
            let centred = x.broadcast_sub(&x.mean_keepdim(D::Minus1)?)?;
            let variance = centred.sqr()?.mean_keepdim(D::Minus1)?;
            let unit = centred.broadcast_div(&(variance + eps)?.sqrt()?)?;
            unit.broadcast_mul(weight)?.broadcast_add(bias)
        }
    }
}

/// x / sqrt(mean of squares + eps) * weight over the last dimension (Zhang and Sennrich, arXiv 1910.07467).
pub fn rms_norm(path: Path, x: &Tensor, weight: &Tensor, eps: f64) -> Result<Tensor> {
    check(x, weight)?;
    match path {
        Path::Fused => x.contiguous()?.apply_op2(weight, Norm { eps, centred: false }),
        Path::Composed => {
            let square = x.sqr()?.mean_keepdim(D::Minus1)?;
            x.broadcast_div(&(square + eps)?.sqrt()?)?.broadcast_mul(weight)
        }
    }
}

fn check(x: &Tensor, weight: &Tensor) -> Result<()> {
    if x.dims().last() != Some(&weight.dims1()?) {
        bail!("a norm of {:?} cannot take rows of {:?}", weight.dims(), x.dims());
    }
    Ok(())
}

/// The gradient of a parameter that tracks one.
fn kept(parameter: &Tensor, gradient: Tensor) -> Result<Option<Tensor>> {
    if parameter.track_op() { deliver(parameter, gradient) } else { Ok(None) }
}

struct Norm {
    eps: f64,
    centred: bool,
}

impl Norm {
    /// Mean (0 where not centred) and 1 / sqrt(variance + eps) of a row.
    #[inline(always)]
    fn moments<T: Real>(&self, row: &[T]) -> (T, T) {
        let n = T::of(row.len() as f64);
        let mean = if self.centred { sum(row) / n } else { T::default() };
        let variance = spread(row, mean) / n;
        (mean, T::one() / (variance + T::of(self.eps)).sqrt())
    }

    fn forward<T: Real>(&self, x: &[T], w: &[T], b: Option<&[T]>) -> Vec<T> {
        let width = w.len();
        let mut y = vec![T::default(); x.len()];
        y.par_chunks_mut(width * PIECE).zip(x.par_chunks(width * PIECE)).for_each(|(y, x)| {
            wide(|| {
                for (y, x) in y.chunks_exact_mut(width).zip(x.chunks_exact(width)) {
                    let (mean, scale) = self.moments(x);
                    for ((y, &x), &w) in y.iter_mut().zip(x).zip(w) {
                        *y = (x - mean) * scale * w;
                    }
                    if let Some(b) = b {
                        for (y, &b) in y.iter_mut().zip(b) {
                            *y += b;
                        }
                    }
                }
            });
        });
        y
    }

    /// Gradients of input, weight and bias.
    fn backward<T: Real>(&self, x: &[T], w: &[T], g: &[T]) -> (Vec<T>, Vec<T>, Vec<T>) {
        let width = w.len();
        let inverse = T::of(1.0 / width as f64);
        let mut dx = vec![T::default(); x.len()];
        let piece = width * PIECE;
        let parts: Vec<(Vec<T>, Vec<T>)> = dx
            .par_chunks_mut(piece)
            .zip(x.par_chunks(piece))
            .zip(g.par_chunks(piece))
            .map(|((dx, x), g)| {
                let (mut dw, mut db) = (vec![T::default(); width], vec![T::default(); width]);
                let (mut unit, mut gw) = (vec![T::default(); width], vec![T::default(); width]);
                wide(|| {
                    let (dw, db, w) = (&mut dw[..width], &mut db[..width], &w[..width]);
                    let (unit, gw) = (&mut unit[..width], &mut gw[..width]);
                    let rows = dx.chunks_exact_mut(width).zip(x.chunks_exact(width)).zip(g.chunks_exact(width));
                    for ((dx, x), g) in rows {
                        let (dx, x, g) = (&mut dx[..width], &x[..width], &g[..width]);
                        let (mean, scale) = self.moments(x);
                        for i in 0..width {
                            unit[i] = (x[i] - mean) * scale;
                            gw[i] = g[i] * w[i];
                            dw[i] += g[i] * unit[i];
                            db[i] += g[i];
                        }
                        let offset = if self.centred { sum(gw) * inverse } else { T::default() };
                        let along = dot(gw, unit) * inverse;
                        for i in 0..width {
                            dx[i] = scale * (gw[i] - offset - unit[i] * along);
                        }
                    }
                });
                (dw, db)
            })
            .collect();
        let (mut dw, mut db) = (vec![T::default(); width], vec![T::default(); width]);
        for (w, b) in parts {
            dw.iter_mut().zip(w).for_each(|(a, v)| *a += v);
            db.iter_mut().zip(b).for_each(|(a, v)| *a += v);
        }
        (dx, dw, db)
    }

    fn gradients<T: Real>(&self, x: &Tensor, w: &Tensor, g: &Tensor) -> Result<(Tensor, Tensor, Tensor)> {
        let g = g.contiguous()?;
        host!(xs: T = x);
        host!(ws: T = w);
        host!(gs: T = g);
        let (dx, dw, db) = self.backward(xs, ws, gs);
        Ok((tensor(dx, x.shape())?, tensor(dw, w.shape())?, tensor(db, w.shape())?))
    }
}

impl CustomOp2 for Norm {
    fn name(&self) -> &'static str {
        "rms-norm"
    }

    fn cpu_fwd(&self, x: &CpuStorage, xl: &Layout, w: &CpuStorage, wl: &Layout) -> Result<(CpuStorage, Shape)> {
        let shape = xl.shape().clone();
        by_type!(x.dtype_of(), T => Ok((T::store(self.forward::<T>(T::slice(x, xl)?, T::slice(w, wl)?, None)), shape)))
    }

    fn bwd(&self, x: &Tensor, w: &Tensor, _y: &Tensor, g: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (dx, dw, _) = by_type!(g.dtype(), T => self.gradients::<T>(x, w, g))?;
        Ok((x.track_op().then_some(dx), kept(w, dw)?))
    }
}

impl CustomOp3 for Norm {
    fn name(&self) -> &'static str {
        "layer-norm"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        xl: &Layout,
        w: &CpuStorage,
        wl: &Layout,
        b: &CpuStorage,
        bl: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let shape = xl.shape().clone();
        by_type!(x.dtype_of(), T => {
            Ok((T::store(self.forward::<T>(T::slice(x, xl)?, T::slice(w, wl)?, Some(T::slice(b, bl)?))), shape))
        })
    }

    fn bwd(
        &self,
        x: &Tensor,
        w: &Tensor,
        b: &Tensor,
        _y: &Tensor,
        g: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let (dx, dw, db) = by_type!(g.dtype(), T => self.gradients::<T>(x, w, g))?;
        Ok((x.track_op().then_some(dx), kept(w, dw)?, kept(b, db)?))
    }
}
