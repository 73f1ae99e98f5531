//! Rows of an embedding matrix, and a matrix with some rows replaced.

use std::sync::Arc;

use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor, bail};
use rayon::prelude::*;

use super::Path;
use super::host::{host, tensor};
use super::linear::DtypeOf;
use super::real::{Real, by_type};
use super::sink::deliver;

/// The rows `ids` of `weight` (vocabulary, width), as (rows, tokens, width).
pub fn embedding(path: Path, weight: &Tensor, ids: &[u32], rows: usize, tokens: usize) -> Result<Tensor> {
    let (vocabulary, width) = weight.dims2()?;
    if ids.len() != rows * tokens {
        bail!("{} ids for {rows} rows of {tokens}", ids.len());
    }
    if let Some(id) = ids.iter().find(|&&id| id as usize >= vocabulary) {
        bail!("id {id} is outside the embedding of {vocabulary} rows");
    }
    match path {
        Path::Fused => weight.apply_op1(Lookup { ids: Arc::new(ids.to_vec()), rows, tokens }),
        Path::Composed => {
            let ids = Tensor::from_slice(ids, ids.len(), weight.device())?;
            weight.index_select(&ids, 0)?.reshape((rows, tokens, width))
        }
    }
}

struct Lookup {
    ids: Arc<Vec<u32>>,
    rows: usize,
    tokens: usize,
}

impl CustomOp1 for Lookup {
    fn name(&self) -> &'static str {
        "embedding"
    }

    fn cpu_fwd(&self, w: &CpuStorage, l: &Layout) -> Result<(CpuStorage, Shape)> {
        let (_, width) = l.shape().dims2()?;
        by_type!(w.dtype_of(), T => {
            let w = T::slice(w, l)?;
            let mut out = vec![T::default(); self.ids.len() * width];
            out.par_chunks_mut(width).zip(self.ids.par_iter()).for_each(|(row, &id)| {
                row.copy_from_slice(&w[id as usize * width..][..width]);
            });
            Ok((T::store(out), Shape::from((self.rows, self.tokens, width))))
        })
    }

    fn bwd(&self, w: &Tensor, _y: &Tensor, g: &Tensor) -> Result<Option<Tensor>> {
        let (_, width) = w.dims2()?;
        let g = g.contiguous()?;
        by_type!(g.dtype(), T => {
            host!(gs: T = g);
            let mut dw = vec![T::default(); w.elem_count()];
            for (row, &id) in gs.chunks_exact(width).zip(self.ids.iter()) {
                let to = &mut dw[id as usize * width..][..width];
                to.iter_mut().zip(row).for_each(|(a, &b)| *a += b);
            }
            deliver(w, tensor(dw, w.shape())?)
        })
    }
}

/// `weight` (vocabulary, width) with the rows `ids` replaced by those of `rows` (ids, width). Gradients flow to `rows`
/// and to the other rows of `weight` if it tracks one.
pub fn replace_rows(path: Path, weight: &Tensor, rows: &Tensor, ids: &[u32]) -> Result<Tensor> {
    let (vocabulary, width) = weight.dims2()?;
    if rows.dims() != [ids.len(), width] || ids.iter().any(|&id| id as usize >= vocabulary) {
        bail!("rows of {:?} for {} ids do not fit {:?}", rows.dims(), ids.len(), weight.dims());
    }
    match path {
        Path::Fused => weight.apply_op2(&rows.contiguous()?, Replace { ids: Arc::new(ids.to_vec()) }),
        Path::Composed => {
            let index = Tensor::from_slice(ids, ids.len(), weight.device())?;
            let mut keep = vec![1f32; vocabulary];
            ids.iter().for_each(|&id| keep[id as usize] = 0.0);
            let keep = Tensor::from_vec(keep, (vocabulary, 1), weight.device())?.to_dtype(weight.dtype())?;
            weight.broadcast_mul(&keep)?.index_add(&index, rows, 0)
        }
    }
}

struct Replace {
    ids: Arc<Vec<u32>>,
}

impl CustomOp2 for Replace {
    fn name(&self) -> &'static str {
        "replace-rows"
    }

    fn cpu_fwd(&self, w: &CpuStorage, wl: &Layout, r: &CpuStorage, rl: &Layout) -> Result<(CpuStorage, Shape)> {
        let (_, width) = wl.shape().dims2()?;
        by_type!(w.dtype_of(), T => {
            let mut out = T::slice(w, wl)?.to_vec();
            for (row, &id) in T::slice(r, rl)?.chunks_exact(width).zip(self.ids.iter()) {
                out[id as usize * width..][..width].copy_from_slice(row);
            }
            Ok((T::store(out), wl.shape().clone()))
        })
    }

    fn bwd(&self, w: &Tensor, r: &Tensor, _y: &Tensor, g: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (_, width) = w.dims2()?;
        let g = g.contiguous()?;
        by_type!(g.dtype(), T => {
            host!(gs: T = g);
            let rows = self.ids.iter().flat_map(|&id| gs[id as usize * width..][..width].iter().copied()).collect();
            let dr = if r.track_op() { deliver(r, tensor::<T>(rows, r.shape())?)? } else { None };
            let dw = if w.track_op() {
                let mut dw = gs.to_vec();
                self.ids.iter().for_each(|&id| dw[id as usize * width..][..width].fill(T::default()));
                Some(tensor(dw, w.shape())?)
            } else {
                None
            };
            Ok((dw, dr))
        })
    }
}
