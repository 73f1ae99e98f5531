//! Attention over spans of keys: causal, block-diagonal for packed rows, or against a cache.

use std::sync::Arc;

use candle_core::{CpuStorage, CustomOp1, CustomOp3, D, DType, Device, Layout, Result, Shape, Tensor, bail};

use super::Path;
use super::attention_kernel::{Heads, Operand, Place, backward, forward, scatter};
use super::dropout::WeightDropout;
use super::host::{host, tensor};
use super::linear::DtypeOf;
use super::real::{Real, by_type};

/// For every query the keys [low, high) that it sees. All other weights are exactly zero. A query with an empty span
/// (padding) gets zeros.
#[derive(Clone, Debug)]
pub struct Spans {
    /// Rows of the batch.
    pub rows: usize,
    /// Queries in each row.
    pub queries: usize,
    /// Keys in each row.
    pub keys: usize,
    ranges: Arc<Vec<(u32, u32)>>,
}

impl Spans {
    /// Every token sees itself and those before it.
    pub fn causal(rows: usize, tokens: usize) -> Self {
        Self::packed(rows, tokens, &vec![0; rows * tokens])
    }

    /// Every token sees itself and those before it with the same segment number: several texts in one row do not see
    /// each other. `segments` has one number for each token, row after row; equal neighbours are one segment.
    ///
    /// # Panics
    /// When there is not one segment number a token.
    pub fn packed(rows: usize, tokens: usize, segments: &[u32]) -> Self {
        assert_eq!(segments.len(), rows * tokens, "one segment number a token");
        let mut ranges = Vec::with_capacity(rows * tokens);
        for row in segments.chunks(tokens.max(1)) {
            let mut start = 0;
            for (t, &segment) in row.iter().enumerate() {
                if t > 0 && row[t - 1] != segment {
                    start = t;
                }
                ranges.push((start as u32, t as u32 + 1));
            }
        }
        Self { rows, queries: tokens, keys: tokens, ranges: Arc::new(ranges) }
    }

    /// New tokens after `past` cached ones: query i of row r sees the keys from `first[r]` to past + i, where `first[r]` is
    /// the number of padding tokens on the row's left.
    pub fn cached(first: &[usize], past: usize, queries: usize) -> Self {
        let ranges = first
            .iter()
            .flat_map(|&low| (0..queries).map(move |i| (low as u32, (past + i + 1) as u32)))
            .map(|(low, high)| if low < high { (low, high) } else { (0, 0) })
            .collect();
        Self { rows: first.len(), queries, keys: past + queries, ranges: Arc::new(ranges) }
    }

    pub(crate) fn range(&self, row: usize, query: usize) -> (usize, usize) {
        let (low, high) = self.ranges[row * self.queries + query];
        (low as usize, high as usize)
    }

    /// What is added to scores on the composed path, (rows, 1, queries, keys): 0 inside a span, a very low number
    /// outside; and a factor (rows, 1, queries, 1), 0 for queries with an empty span.
    fn mask(&self, dtype: DType, device: &Device) -> Result<(Tensor, Tensor)> {
        let mut add = vec![-1e30f32; self.rows * self.queries * self.keys];
        let mut keep = vec![1f32; self.rows * self.queries];
        for (i, &(low, high)) in self.ranges.iter().enumerate() {
            add[i * self.keys + low as usize..i * self.keys + high as usize].fill(0.0);
            if low >= high {
                keep[i] = 0.0;
            }
        }
        let add = Tensor::from_vec(add, (self.rows, 1, self.queries, self.keys), device)?.to_dtype(dtype)?;
        Ok((add, Tensor::from_vec(keep, (self.rows, 1, self.queries, 1), device)?.to_dtype(dtype)?))
    }
}

/// softmax(q k^T / sqrt(dim)) v (Vaswani et al., arXiv 1706.03762) with grouped key-value heads (arXiv 2305.13245).
/// `q` (rows, queries, heads * dim), `k` and `v` (rows, keys, kv_heads * dim); gives (rows, queries, heads * dim). `drop` is
/// dropout of the weights, in training.
pub fn attention(
    path: Path,
    q: &Tensor,
    k: &Tensor,
    v: &Tensor,
    dim: usize,
    spans: &Spans,
    drop: Option<WeightDropout>,
) -> Result<Tensor> {
    let (rows, queries, width) = q.dims3()?;
    let (_, keys, kv_width) = k.dims3()?;
    let (heads, kv_heads) = (width / dim, kv_width / dim);
    let fits = k.dims() == v.dims() && k.dim(0)? == rows && width % dim == 0 && kv_width % dim == 0;
    if !fits
        || kv_heads == 0
        || heads % kv_heads != 0
        || (rows, queries, keys) != (spans.rows, spans.queries, spans.keys)
    {
        bail!("attention of {:?} over {:?} and {:?} with heads of {dim} and {spans:?}", q.dims(), k.dims(), v.dims());
    }
    let heads = Heads { queries: heads, keys: kv_heads, dim, scale: 1.0 / (dim as f64).sqrt(), drop: some(drop) };
    match path {
        Path::Fused => {
            let unit = |t: &Tensor| if t.stride()[2] == 1 { Ok(t.clone()) } else { t.contiguous() };
            unit(q)?.apply_op3(&unit(k)?, &unit(v)?, Separate { heads, spans: spans.clone() })
        }
        Path::Composed => composed(q, k, v, &heads, spans),
    }
}

/// [`attention`] of GPT-2's fused projection `qkv` (rows, tokens, 3 * heads * dim), without taking it apart.
pub fn packed_attention(
    path: Path,
    qkv: &Tensor,
    dim: usize,
    spans: &Spans,
    drop: Option<WeightDropout>,
) -> Result<Tensor> {
    let (rows, tokens, width) = qkv.dims3()?;
    let inner = width / 3;
    if width % 3 != 0 || inner % dim != 0 || (rows, tokens, tokens) != (spans.rows, spans.queries, spans.keys) {
        bail!("attention within {:?} with heads of {dim} and {spans:?}", qkv.dims());
    }
    let scale = 1.0 / (dim as f64).sqrt();
    let heads = Heads { queries: inner / dim, keys: inner / dim, dim, scale, drop: some(drop) };
    match path {
        Path::Fused => qkv.contiguous()?.apply_op1(Packed { heads, spans: spans.clone() }),
        Path::Composed => {
            let part = |i: usize| qkv.narrow(D::Minus1, i * inner, inner);
            composed(&part(0)?, &part(1)?, &part(2)?, &heads, spans)
        }
    }
}

/// Dropout that drops anything.
fn some(drop: Option<WeightDropout>) -> Option<WeightDropout> {
    drop.filter(|drop| drop.rate > 0.0)
}

fn composed(q: &Tensor, k: &Tensor, v: &Tensor, heads: &Heads, spans: &Spans) -> Result<Tensor> {
    let group = heads.queries / heads.keys;
    let split = |t: &Tensor, n: usize| -> Result<Tensor> {
        t.reshape((spans.rows, t.dim(1)?, n, heads.dim))?.transpose(1, 2)?.contiguous()
    };
    let repeat = |t: &Tensor| -> Result<Tensor> {
        let t = split(t, heads.keys)?;
        let wide = (spans.rows, heads.keys, group, spans.keys, heads.dim);
        t.unsqueeze(2)?.broadcast_as(wide)?.contiguous()?.reshape((spans.rows, heads.queries, spans.keys, heads.dim))
    };
    let (q, k, v) = (split(q, heads.queries)?, repeat(k)?, repeat(v)?);
    let (add, keep) = spans.mask(q.dtype(), q.device())?;
    let scores = (q.matmul(&k.transpose(2, 3)?.contiguous()?)? * heads.scale)?.broadcast_add(&add)?;
    let scores = scores.broadcast_sub(&scores.detach().max_keepdim(D::Minus1)?)?.exp()?;
    let weights = scores.broadcast_div(&scores.sum_keepdim(D::Minus1)?)?.broadcast_mul(&keep)?;
    let weights = match heads.drop {
        Some(drop) => (&weights * mask(drop, heads, spans)?.to_device(weights.device())?.to_dtype(weights.dtype())?)?,
        None => weights,
    };
    let mixed = weights.matmul(&v)?;
    mixed.transpose(1, 2)?.contiguous()?.reshape((spans.rows, spans.queries, heads.queries * heads.dim))
}

/// The factors of all weights, (rows, heads, queries, keys).
fn mask(drop: WeightDropout, heads: &Heads, spans: &Spans) -> Result<Tensor> {
    let lines = spans.queries * spans.keys;
    let mut factors = vec![0f64; spans.rows * heads.queries * lines];
    for (at, out) in factors.chunks_exact_mut(spans.keys.max(1)).enumerate() {
        drop.factors(at / spans.queries, (at % spans.queries) * spans.keys, 0, out);
    }
    Tensor::from_vec(factors, (spans.rows, heads.queries, spans.queries, spans.keys), &Device::Cpu)
}

fn place(layout: &Layout) -> Result<Place> {
    match layout.stride() {
        &[row, token, 1] => Ok(Place { start: layout.start_offset(), row, token }),
        other => bail!("attention needs neighbouring numbers of a token, found strides {other:?}"),
    }
}

struct Separate {
    heads: Heads,
    spans: Spans,
}

impl CustomOp3 for Separate {
    fn name(&self) -> &'static str {
        "attention"
    }

    fn cpu_fwd(
        &self,
        q: &CpuStorage,
        ql: &Layout,
        k: &CpuStorage,
        kl: &Layout,
        v: &CpuStorage,
        vl: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        by_type!(q.dtype_of(), T => {
            let q = Operand { data: T::whole(q)?, place: place(ql)? };
            let k = Operand { data: T::whole(k)?, place: place(kl)? };
            let v = Operand { data: T::whole(v)?, place: place(vl)? };
            Ok((T::store(forward::<T>(q, k, v, &self.heads, &self.spans)?), ql.shape().clone()))
        })
    }

    fn bwd(
        &self,
        q: &Tensor,
        k: &Tensor,
        v: &Tensor,
        _y: &Tensor,
        g: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let (q, k, v, g) = (q.contiguous()?, k.contiguous()?, v.contiguous()?, g.contiguous()?);
        by_type!(g.dtype(), T => {
            host!(qs: T = q);
            host!(ks: T = k);
            host!(vs: T = v);
            host!(gs: T = g);
            let at = |t: &Tensor| place(t.layout());
            let parts = backward::<T>(
                Operand { data: qs, place: at(&q)? },
                Operand { data: ks, place: at(&k)? },
                Operand { data: vs, place: at(&v)? },
                Operand { data: gs, place: at(&g)? },
                &self.heads,
                &self.spans,
            );
            let (heads, spans) = (&self.heads, &self.spans);
            let gather = |like: &Tensor, tokens: usize, group: usize, pick: fn(&crate::ops::attention_kernel::Gradients<T>) -> &Vec<T>| {
                let mut out = vec![T::default(); like.elem_count()];
                let parts: Vec<&[T]> = parts.iter().map(|p| pick(p).as_slice()).collect();
                scatter(&mut out, place(like.layout())?, &parts, (tokens, heads.keys, group, heads.dim), spans.rows);
                tensor(out, like.shape())
            };
            let dq = gather(&q, spans.queries, heads.queries / heads.keys, |p| &p.q)?;
            let dk = gather(&k, spans.keys, 1, |p| &p.k)?;
            let dv = gather(&v, spans.keys, 1, |p| &p.v)?;
            Ok((Some(dq), Some(dk), Some(dv)))
        })
    }
}

struct Packed {
    heads: Heads,
    spans: Spans,
}

impl Packed {
    /// Places of queries, keys and values in a projection of `start`.
    fn places(&self, start: usize) -> [Place; 3] {
        let inner = self.heads.queries * self.heads.dim;
        let at = |i| Place { start: start + i * inner, row: self.spans.queries * 3 * inner, token: 3 * inner };
        [at(0), at(1), at(2)]
    }
}

impl CustomOp1 for Packed {
    fn name(&self) -> &'static str {
        "packed-attention"
    }

    fn cpu_fwd(&self, x: &CpuStorage, l: &Layout) -> Result<(CpuStorage, Shape)> {
        let inner = self.heads.queries * self.heads.dim;
        let shape = Shape::from((self.spans.rows, self.spans.queries, inner));
        by_type!(x.dtype_of(), T => {
            let data = T::whole(x)?;
            let [q, k, v] = self.places(l.start_offset()).map(|place| Operand { data, place });
            Ok((T::store(forward::<T>(q, k, v, &self.heads, &self.spans)?), shape))
        })
    }

    fn bwd(&self, x: &Tensor, _y: &Tensor, g: &Tensor) -> Result<Option<Tensor>> {
        let g = g.contiguous()?;
        by_type!(g.dtype(), T => {
            host!(data: T = x);
            host!(gs: T = g);
            let [q, k, v] = self.places(0).map(|place| Operand { data, place });
            let go = Operand { data: gs, place: place(g.layout())? };
            let parts = backward::<T>(q, k, v, go, &self.heads, &self.spans);
            let mut out = vec![T::default(); data.len()];
            let shape = (self.spans.queries, self.heads.keys, 1, self.heads.dim);
            let [qp, kp, vp] = self.places(0);
            scatter(&mut out, qp, &parts.iter().map(|p| p.q.as_slice()).collect::<Vec<_>>(), shape, self.spans.rows);
            scatter(&mut out, kp, &parts.iter().map(|p| p.k.as_slice()).collect::<Vec<_>>(), shape, self.spans.rows);
            scatter(&mut out, vp, &parts.iter().map(|p| p.v.as_slice()).collect::<Vec<_>>(), shape, self.spans.rows);
            Ok(Some(tensor(out, x.shape())?))
        })
    }
}
