//! A frozen matrix with a trainable low-rank update (LoRA, Hu et al., arXiv 2106.09685) in one operator, and the scaling
//! of columns that DoRA needs.

use candle_core::{CpuStorage, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

use super::Path;
use super::host::{PIECE, host, tensor};
use super::kernels::wide;
use super::linear::{DtypeOf, Orientation, affine, linear};
use super::matmul::{Threads, View, matmul, product_of};
use super::real::{Real, by_type};
use super::sink::deliver;

/// W x + b + scale * B (A x): `weight` and `bias` frozen, `a` (rank, in) and `b` (out, rank) trainable. `dropped` is the
/// input of the update where dropout changed it.
#[allow(clippy::too_many_arguments)]
pub fn low_rank_linear(
    path: Path,
    x: &Tensor,
    dropped: Option<&Tensor>,
    weight: &Tensor,
    bias: Option<&Tensor>,
    orientation: Orientation,
    a: &Tensor,
    b: &Tensor,
    scale: f64,
) -> Result<Tensor> {
    let (out, inner) = orientation.dims(weight)?;
    let rank = a.dim(0)?;
    if a.dims() != [rank, inner] || b.dims() != [out, rank] {
        bail!("an update of {:?} and {:?} does not fit a weight of ({out}, {inner})", a.dims(), b.dims());
    }
    if path == Path::Fused && dropped.is_none() && !weight.track_op() {
        let op = LowRank { weight: weight.detach(), bias: bias.map(Tensor::detach), orientation, scale };
        return x.contiguous()?.apply_op3(a, b, op);
    }
    let base = linear(path, x, weight, bias, orientation)?;
    let low = linear(path, dropped.unwrap_or(x), a, None, Orientation::OutIn)?;
    base + (linear(path, &low, b, None, Orientation::OutIn)? * scale)?
}

struct LowRank {
    weight: Tensor,
    bias: Option<Tensor>,
    orientation: Orientation,
    scale: f64,
}

impl LowRank {
    fn forward<T: Real>(&self, x: &[T], a: &[T], b: &[T], rank: usize) -> Result<Vec<T>> {
        let (out, inner) = self.orientation.dims(&self.weight)?;
        let rows = x.len() / inner;
        let (xv, wv) = (View::rows(rows, inner), self.orientation.view(out, inner));
        host!(w: T = self.weight);
        let mut y = match &self.bias {
            Some(bias) => {
                host!(bias: T = bias);
                affine(x, xv, w, wv, Some(bias))
            }
            None => affine(x, xv, w, wv, None),
        };
        let low = Self::low(x, a, rows, inner, rank);
        let (yv, lv, bv) = (View::rows(rows, out), View::rows(rows, rank), View::rows(out, rank).t());
        matmul(&mut y, yv, true, T::of(self.scale), &low, lv, b, bv, Threads::Pool);
        Ok(y)
    }

    /// x A^T
    fn low<T: Real>(x: &[T], a: &[T], rows: usize, inner: usize, rank: usize) -> Vec<T> {
        product_of(T::one(), x, View::rows(rows, inner), a, View::rows(rank, inner).t(), Threads::Pool)
    }

    fn backward<T: Real>(&self, x: &Tensor, a: &Tensor, b: &Tensor, g: &Tensor) -> Result<[Option<Tensor>; 3]> {
        let (out, inner) = self.orientation.dims(&self.weight)?;
        let rank = a.dim(0)?;
        let g = g.contiguous()?;
        host!(xs: T = x);
        host!(aw: T = a);
        host!(bw: T = b);
        host!(gs: T = g);
        let rows = xs.len() / inner;
        let scale = T::of(self.scale);
        let (xv, gv, lv) = (View::rows(rows, inner), View::rows(rows, out), View::rows(rows, rank));
        let (av, bv) = (View::rows(rank, inner), View::rows(out, rank));
        // g B, shared by the gradients of x and A.
        let gb = product_of(scale, gs, gv, bw, bv, Threads::Pool);
        let dx = if x.track_op() {
            host!(w: T = self.weight);
            let mut dx = product_of(T::one(), gs, gv, w, self.orientation.view(out, inner).t(), Threads::Pool);
            matmul(&mut dx, xv, true, T::one(), &gb, lv, aw, av, Threads::Pool);
            Some(tensor(dx, x.shape())?)
        } else {
            None
        };
        let da = if a.track_op() {
            let da = product_of(T::one(), &gb, lv.t(), xs, xv, Threads::Pool);
            deliver(a, tensor(da, a.shape())?)?
        } else {
            None
        };
        let db = if b.track_op() {
            let low = Self::low(xs, aw, rows, inner, rank);
            let db = product_of(scale, gs, gv.t(), &low, lv, Threads::Pool);
            deliver(b, tensor(db, b.shape())?)?
        } else {
            None
        };
        Ok([dx, da, db])
    }
}

impl CustomOp3 for LowRank {
    fn name(&self) -> &'static str {
        "low-rank-linear"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        xl: &Layout,
        a: &CpuStorage,
        al: &Layout,
        b: &CpuStorage,
        bl: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let mut dims = xl.dims().to_vec();
        let (out, _) = self.orientation.dims(&self.weight)?;
        if let Some(last) = dims.last_mut() {
            *last = out;
        }
        by_type!(x.dtype_of(), T => {
            let y = self.forward::<T>(T::slice(x, xl)?, T::slice(a, al)?, T::slice(b, bl)?, al.dims()[0])?;
            Ok((T::store(y), Shape::from(dims)))
        })
    }

    fn bwd(
        &self,
        x: &Tensor,
        a: &Tensor,
        b: &Tensor,
        _y: &Tensor,
        g: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let [dx, da, db] = by_type!(g.dtype(), T => self.backward::<T>(x, a, b, g))?;
        Ok((dx, da, db))
    }
}

/// Multiplies the last dimension of `x` (.., width) by `factors` (width).
pub fn scale_columns(path: Path, x: &Tensor, factors: &Tensor) -> Result<Tensor> {
    match path {
        Path::Fused => x.contiguous()?.apply_op2(&factors.contiguous()?, ScaleColumns),
        Path::Composed => x.broadcast_mul(factors),
    }
}

struct ScaleColumns;

impl ScaleColumns {
    fn scale<T: Real>(x: &[T], factors: &[T]) -> Vec<T> {
        let width = factors.len();
        let mut y = vec![T::default(); x.len()];
        y.par_chunks_mut(width * PIECE).zip(x.par_chunks(width * PIECE)).for_each(|(y, x)| {
            wide(|| {
                for (y, x) in y.chunks_exact_mut(width).zip(x.chunks_exact(width)) {
                    y.iter_mut().zip(x).zip(factors).for_each(|((y, &x), &f)| *y = x * f);
                }
            });
        });
        y
    }
}

impl CustomOp2 for ScaleColumns {
    fn name(&self) -> &'static str {
        "scale-columns"
    }

    fn cpu_fwd(&self, x: &CpuStorage, xl: &Layout, f: &CpuStorage, fl: &Layout) -> Result<(CpuStorage, Shape)> {
        by_type!(x.dtype_of(), T => Ok((T::store(Self::scale::<T>(T::slice(x, xl)?, T::slice(f, fl)?)), xl.shape().clone())))
    }

    fn bwd(&self, x: &Tensor, f: &Tensor, _y: &Tensor, g: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let g = g.contiguous()?;
        by_type!(g.dtype(), T => {
            host!(xs: T = x);
            host!(fs: T = f);
            host!(gs: T = g);
            let dx = x.track_op().then(|| tensor(Self::scale::<T>(gs, fs), x.shape())).transpose()?;
            let df = if f.track_op() {
                let product: Vec<T> = xs.par_iter().zip(gs).map(|(&x, &g)| x * g).collect();
                deliver(f, tensor(super::linear::column_sums::<T>(&product, fs.len()), f.shape())?)?
            } else {
                None
            };
            Ok((dx, df))
        })
    }
}
