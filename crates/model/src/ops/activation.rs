//! GELU (tanh form) and the SiLU gate, with gradients.

use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

use super::Path;
use super::host::{ELEMENTS, host, tensor};
use super::kernels::wide;
use super::linear::DtypeOf;
use super::real::{Real, by_type};

/// sqrt(2 / pi)
const ROOT: f64 = 0.797_884_560_802_865_4;
const CUBIC: f64 = 0.044_715;

/// GPT-2's `gelu_new`: x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) (Hendrycks and Gimpel, arXiv 1606.08415).
pub fn gelu(path: Path, x: &Tensor) -> Result<Tensor> {
    match path {
        Path::Fused => x.contiguous()?.apply_op1(Gelu),
        // Not candle's `gelu`: its gradient uses constants of six digits.
        Path::Composed => {
            let inner = ((x.sqr()?.affine(CUBIC, 1.0)? * x)? * ROOT)?;
            (x * 0.5)?.mul(&inner.tanh()?.affine(1.0, 1.0)?)
        }
    }
}

/// silu(gate) * up, the gate of SwiGLU (Shazeer, arXiv 2002.05202).
pub fn silu_gate(path: Path, gate: &Tensor, up: &Tensor) -> Result<Tensor> {
    if gate.dims() != up.dims() {
        bail!("a gate of {:?} does not fit {:?}", gate.dims(), up.dims());
    }
    match path {
        Path::Fused => gate.contiguous()?.apply_op2(&up.contiguous()?, SiluGate),
        Path::Composed => gate.silu()? * up,
    }
}

struct Gelu;

impl CustomOp1 for Gelu {
    fn name(&self) -> &'static str {
        "gelu"
    }

    fn cpu_fwd(&self, x: &CpuStorage, l: &Layout) -> Result<(CpuStorage, Shape)> {
        by_type!(x.dtype_of(), T => {
            let x = T::slice(x, l)?;
            let mut y = vec![T::default(); x.len()];
            let (half, root, cubic) = (T::of(0.5), T::of(ROOT), T::of(CUBIC));
            y.par_chunks_mut(ELEMENTS).zip(x.par_chunks(ELEMENTS)).for_each(|(y, x)| wide(|| {
                for (y, &x) in y.iter_mut().zip(x) {
                    *y = half * x * (T::of(1.0) + Real::tanh(root * (x + cubic * x * x * x)));
                }
            }));
            Ok((T::store(y), l.shape().clone()))
        })
    }

    fn bwd(&self, x: &Tensor, _y: &Tensor, g: &Tensor) -> Result<Option<Tensor>> {
        let g = g.contiguous()?;
        by_type!(g.dtype(), T => {
            host!(xs: T = x);
            host!(gs: T = g);
            let mut dx = vec![T::default(); xs.len()];
            let (half, root, cubic, three) = (T::of(0.5), T::of(ROOT), T::of(CUBIC), T::of(3.0));
            dx.par_chunks_mut(ELEMENTS).zip(xs.par_chunks(ELEMENTS)).zip(gs.par_chunks(ELEMENTS)).for_each(
                |((dx, x), g)| wide(|| {
                    for ((dx, &x), &g) in dx.iter_mut().zip(x).zip(g) {
                        let t = Real::tanh(root * (x + cubic * x * x * x));
                        let slope = root * (T::of(1.0) + three * cubic * x * x);
                        *dx = g * half * (T::of(1.0) + t + x * (T::of(1.0) - t * t) * slope);
                    }
                }),
            );
            Ok(Some(tensor(dx, x.shape())?))
        })
    }
}

struct SiluGate;

impl CustomOp2 for SiluGate {
    fn name(&self) -> &'static str {
        "silu-gate"
    }

    fn cpu_fwd(&self, a: &CpuStorage, al: &Layout, b: &CpuStorage, bl: &Layout) -> Result<(CpuStorage, Shape)> {
        by_type!(a.dtype_of(), T => {
            let (gate, up) = (T::slice(a, al)?, T::slice(b, bl)?);
            let mut y = vec![T::default(); gate.len()];
            y.par_chunks_mut(ELEMENTS).zip(gate.par_chunks(ELEMENTS)).zip(up.par_chunks(ELEMENTS)).for_each(
                |((y, gate), up)| wide(|| {
                    for ((y, &a), &u) in y.iter_mut().zip(gate).zip(up) {
                        *y = a / (T::of(1.0) + Real::exp(-a)) * u;
                    }
                }),
            );
            Ok((T::store(y), al.shape().clone()))
        })
    }

    fn bwd(&self, gate: &Tensor, up: &Tensor, _y: &Tensor, g: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let g = g.contiguous()?;
        by_type!(g.dtype(), T => {
            host!(a: T = gate);
            host!(u: T = up);
            host!(gs: T = g);
            let (mut da, mut du) = (vec![T::default(); a.len()], vec![T::default(); a.len()]);
            let inputs = a.par_chunks(ELEMENTS).zip(u.par_chunks(ELEMENTS)).zip(gs.par_chunks(ELEMENTS));
            da.par_chunks_mut(ELEMENTS).zip(du.par_chunks_mut(ELEMENTS)).zip(inputs).for_each(
                |((da, du), ((a, u), g))| wide(|| {
                    let n = a.len();
                    let (u, g, da, du) = (&u[..n], &g[..n], &mut da[..n], &mut du[..n]);
                    for i in 0..n {
                        let s = T::of(1.0) / (T::of(1.0) + Real::exp(-a[i]));
                        da[i] = g[i] * u[i] * s * (T::of(1.0) + a[i] * (T::of(1.0) - s));
                        du[i] = g[i] * a[i] * s;
                    }
                }),
            );
            Ok((Some(tensor(da, gate.shape())?), Some(tensor(du, up.shape())?)))
        })
    }
}
