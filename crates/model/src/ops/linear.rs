//! Products with a weight matrix: y = x W^T + b, without a gradient for what is frozen, and the low-rank update.
//!
//! candle's own product computes and stores the gradient of both operands even where one is frozen (candle#3773), which
//! makes an adapter as dear as full training; here a weight that tracks no gradient gets none.

use candle_core::{CpuStorage, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

use super::Path;
use super::frozen::Frozen;
use super::host::{PIECE, host, tensor};
use super::kernels::wide;
use super::matmul::{Threads, View, matmul, product_of};
use super::real::{Real, by_type};
use super::sink::deliver;

/// How a weight matrix lies in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// (out, in), as PyTorch's `Linear` stores it.
    OutIn,
    /// (in, out), as GPT-2's `Conv1D` stores it.
    InOut,
}

impl Orientation {
    /// (out, in) of a weight of this orientation.
    pub fn dims(self, weight: &Tensor) -> Result<(usize, usize)> {
        let (a, b) = weight.dims2()?;
        Ok(match self {
            Self::OutIn => (a, b),
            Self::InOut => (b, a),
        })
    }

    /// The (in, out) matrix that x is multiplied by.
    pub(super) fn view(self, out: usize, inner: usize) -> View {
        match self {
            Self::OutIn => View::rows(out, inner).t(),
            Self::InOut => View::rows(inner, out),
        }
    }
}

/// y = x W^T + b over the last dimension of `x` (.., in), giving (.., out). Gradients flow to those of `x`, `weight` and
/// `bias` that track one.
pub fn linear(
    path: Path,
    x: &Tensor,
    weight: &Tensor,
    bias: Option<&Tensor>,
    orientation: Orientation,
) -> Result<Tensor> {
    let (_, inner) = orientation.dims(weight)?;
    if x.dims().last() != Some(&inner) {
        bail!("a weight of {:?} ({orientation:?}) cannot multiply rows of {:?}", weight.dims(), x.dims());
    }
    match path {
        Path::Fused => {
            let (x, op) = (x.contiguous()?, LinearOp { orientation });
            match bias {
                Some(bias) => x.apply_op3(weight, bias, op),
                None => x.apply_op2(weight, op),
            }
        }
        Path::Composed => {
            let mut dims = x.dims().to_vec();
            let rows = x.elem_count() / inner;
            let flat = x.contiguous()?.reshape((rows, inner))?;
            let y = match orientation {
                _ if flat.track_op() && !weight.track_op() => {
                    flat.apply_op1(Frozen { weight: weight.contiguous()?, orientation })?
                }
                Orientation::OutIn => flat.matmul(&weight.t()?)?,
                Orientation::InOut => flat.matmul(weight)?,
            };
            let y = match bias {
                Some(bias) => y.broadcast_add(bias)?,
                None => y,
            };
            *dims.last_mut().expect("checked above") = y.dim(1)?;
            y.reshape(dims)
        }
    }
}

/// x W + b for an (in, out) view of the weight, or x W without a bias.
pub(super) fn affine<T: Real>(x: &[T], xv: View, w: &[T], wv: View, b: Option<&[T]>) -> Vec<T> {
    let Some(b) = b else { return product_of(T::one(), x, xv, w, wv, Threads::Pool) };
    let mut y = b.repeat(xv.rows);
    matmul(&mut y, View::rows(xv.rows, wv.cols), true, T::one(), x, xv, w, wv, Threads::Pool);
    y
}

struct LinearOp {
    orientation: Orientation,
}

impl LinearOp {
    fn forward<T: Real>(
        &self,
        x: &[T],
        xs: &Shape,
        w: &[T],
        ws: &Shape,
        b: Option<&[T]>,
    ) -> Result<(CpuStorage, Shape)> {
        let (a, c) = ws.dims2()?;
        let (out, inner) = if self.orientation == Orientation::OutIn { (a, c) } else { (c, a) };
        let rows = x.len() / inner;
        let y = affine(x, View::rows(rows, inner), w, self.orientation.view(out, inner), b);
        let mut dims = xs.dims().to_vec();
        *dims.last_mut().expect("a linear layer's input has a dimension") = out;
        Ok((T::store(y), Shape::from(dims)))
    }

    fn backward<T: Real>(&self, x: &Tensor, w: &Tensor, g: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (out, inner) = self.orientation.dims(w)?;
        let rows = g.elem_count() / out;
        let g = g.contiguous()?;
        host!(g: T = g);
        let dx = if x.track_op() {
            host!(w: T = w);
            let weight = self.orientation.view(out, inner).t();
            let dx = product_of(T::one(), g, View::rows(rows, out), w, weight, Threads::Pool);
            Some(tensor(dx, x.shape())?)
        } else {
            None
        };
        let dw = if w.track_op() {
            host!(x: T = x);
            let (gv, xv) = (View::rows(rows, out), View::rows(rows, inner));
            let dw = match self.orientation {
                Orientation::OutIn => product_of(T::one(), g, gv.t(), x, xv, Threads::Pool),
                Orientation::InOut => product_of(T::one(), x, xv.t(), g, gv, Threads::Pool),
            };
            deliver(w, tensor(dw, w.shape())?)?
        } else {
            None
        };
        Ok((dx, dw))
    }
}

impl CustomOp2 for LinearOp {
    fn name(&self) -> &'static str {
        "linear"
    }

    fn cpu_fwd(&self, x: &CpuStorage, xl: &Layout, w: &CpuStorage, wl: &Layout) -> Result<(CpuStorage, Shape)> {
        by_type!(x.dtype_of(), T => self.forward::<T>(T::slice(x, xl)?, xl.shape(), T::slice(w, wl)?, wl.shape(), None))
    }

    fn bwd(&self, x: &Tensor, w: &Tensor, _y: &Tensor, g: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        by_type!(g.dtype(), T => self.backward::<T>(x, w, g))
    }
}

impl CustomOp3 for LinearOp {
    fn name(&self) -> &'static str {
        "linear-bias"
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
        by_type!(x.dtype_of(), T => {
            self.forward::<T>(T::slice(x, xl)?, xl.shape(), T::slice(w, wl)?, wl.shape(), Some(T::slice(b, bl)?))
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
        let (dx, dw) = by_type!(g.dtype(), T => self.backward::<T>(x, w, g))?;
        let db = if b.track_op() { deliver(b, sum_rows(g)?)? } else { None };
        Ok((dx, dw, db))
    }
}

/// The sum over all rows of a CPU tensor (.., width): the gradient of a bias. candle's own sum over leading dimensions
/// is forty times slower than one over the last.
pub(crate) fn sum_rows(g: &Tensor) -> Result<Tensor> {
    let g = g.contiguous()?;
    by_type!(g.dtype(), T => {
        let width = *g.dims().last().unwrap_or(&1);
        host!(numbers: T = g);
        tensor(column_sums::<T>(numbers, width), width)
    })
}

/// Sums of the columns of a matrix of `width` columns, in pieces of a fixed number of rows.
pub(crate) fn column_sums<T: Real>(x: &[T], width: usize) -> Vec<T> {
    let pieces: Vec<Vec<T>> = x
        .par_chunks(width * PIECE)
        .map(|piece| {
            let mut sums = vec![T::default(); width];
            wide(|| {
                for row in piece.chunks_exact(width) {
                    for (s, &v) in sums.iter_mut().zip(row) {
                        *s += v;
                    }
                }
            });
            sums
        })
        .collect();
    let mut total = vec![T::default(); width];
    for piece in pieces {
        for (t, v) in total.iter_mut().zip(piece) {
            *t += v;
        }
    }
    total
}

/// The number type of a storage, as the operators ask it.
pub(crate) trait DtypeOf {
    /// The storage's number type.
    fn dtype_of(&self) -> candle_core::DType;
}

impl DtypeOf for CpuStorage {
    fn dtype_of(&self) -> candle_core::DType {
        candle_core::backend::BackendStorage::dtype(self)
    }
}
