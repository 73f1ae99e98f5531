//! The arithmetic of attention on slices: softmax(scale * Q K^T) V over spans of keys, and its gradient. One piece of
//! work is a row of the batch and a key-value head with all its query heads, so that no sum is shared between threads.
//! Scores live for one block of queries at a time; the backward pass computes them again.

use candle_core::Result;
use rayon::prelude::*;

use super::attention::Spans;
use super::dropout::WeightDropout;
use super::kernels::{dot, exp_in_place, largest, wide};
use super::matmul::{Threads, View, WORTH_COPYING, matmul};
use super::real::Real;
use super::transpose::row_major;

/// Queries in one block of scores.
const BLOCK: usize = 64;

/// Where the tokens of one operand lie in its storage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub start: usize,
    /// Numbers from one row of the batch to the next.
    pub row: usize,
    /// Numbers from one token to the next.
    pub token: usize,
}

/// Heads of one call, and what is done to their weights.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heads {
    pub queries: usize,
    pub keys: usize,
    pub dim: usize,
    pub scale: f64,
    /// Dropout of the weights; never at a rate of 0.
    pub drop: Option<WeightDropout>,
}

impl Heads {
    fn group(&self) -> usize {
        self.queries / self.keys
    }
}

/// One operand: its numbers and their place.
#[derive(Clone, Copy)]
pub(crate) struct Operand<'a, T> {
    pub data: &'a [T],
    pub place: Place,
}

impl<T> Operand<'_, T> {
    fn view(&self, row: usize, first: usize, count: usize, head: usize, dim: usize) -> View {
        let start = self.place.start + row * self.place.row + first * self.place.token + head * dim;
        View::strided(start, count, dim, self.place.token)
    }
}

/// Keys or values of one row and head as (dim, tokens), the way that scores multiply them. They are copied once for all
/// blocks of queries, unless the queries are so few (in decoding) that a copy would cost more than the scores.
struct Across<'a, T> {
    operand: Operand<'a, T>,
    copy: Option<Vec<T>>,
    row: usize,
    head: usize,
    dim: usize,
    tokens: usize,
}

impl<'a, T: Real> Across<'a, T> {
    fn new(operand: Operand<'a, T>, spans: &Spans, (row, head): (usize, usize), dim: usize) -> Self {
        let tokens = spans.keys;
        let whole = operand.view(row, 0, tokens, head, dim).t();
        let copy = (spans.queries >= WORTH_COPYING).then(|| row_major(operand.data, whole, Threads::One));
        Self { operand, copy, row, head, dim, tokens }
    }

    /// The tokens that a block sees.
    fn of(&self, block: &Block) -> (&[T], View) {
        match &self.copy {
            Some(copy) => (copy, View::strided(block.low, self.dim, block.width, self.tokens)),
            None => {
                let view = self.operand.view(self.row, block.low, block.width, self.head, self.dim);
                (self.operand.data, view.t())
            }
        }
    }
}

/// A block of queries of one row: [first, first + count), and the keys [low, low + width) that any of them sees.
struct Block {
    first: usize,
    count: usize,
    low: usize,
    width: usize,
}

fn blocks(spans: &Spans, row: usize) -> impl Iterator<Item = Block> + '_ {
    (0..spans.queries).step_by(BLOCK).filter_map(move |first| {
        let count = BLOCK.min(spans.queries - first);
        let seen = (first..first + count).map(|t| spans.range(row, t)).filter(|(low, high)| low < high);
        let (low, high) = seen.fold((usize::MAX, 0), |(a, b), (low, high)| (a.min(low), b.max(high)));
        (low < high).then(|| Block { first, count, low, width: high - low })
    })
}

/// Scores of one block turned into probabilities: row t is zero outside its span.
fn probabilities<T: Real>(
    scores: &mut [T],
    q: &Operand<T>,
    keys: &Across<T>,
    heads: &Heads,
    spans: &Spans,
    (row, head): (usize, usize),
    block: &Block,
) {
    let out = View::rows(block.count, block.width);
    let qv = q.view(row, block.first, block.count, head, heads.dim);
    let (keys, kv) = keys.of(block);
    matmul(scores, out, false, T::one(), q.data, qv, keys, kv, Threads::One);
    let scale = T::of(heads.scale);
    wide(|| {
        for (t, line) in scores.chunks_exact_mut(block.width).take(block.count).enumerate() {
            let (low, high) = spans.range(row, block.first + t);
            let (low, high) = if low < high { (low - block.low, high - block.low) } else { (0, 0) };
            line[..low].fill(T::default());
            line[high..].fill(T::default());
            let seen = &mut line[low..high];
            let top = largest(seen) * scale;
            let inverse = T::one() / exp_in_place(seen, scale, top);
            for p in seen {
                *p *= inverse;
            }
        }
    });
}

/// The factors that dropout gives the weights of one block; 0 outside of spans.
fn factors<T: Real>(
    drop: WeightDropout,
    out: &mut [T],
    heads: &Heads,
    spans: &Spans,
    at: (usize, usize),
    block: &Block,
) {
    let (row, head) = at;
    for (t, line) in out.chunks_exact_mut(block.width).take(block.count).enumerate() {
        let query = block.first + t;
        let (low, high) = spans.range(row, query);
        line.fill(T::default());
        if low < high {
            let seen = &mut line[low - block.low..high - block.low];
            drop.factors(row * heads.queries + head, query * spans.keys, low, seen);
        }
    }
}

/// Multiplies number by number.
fn times<T: Real>(numbers: &mut [T], factors: &[T]) {
    wide(|| numbers.iter_mut().zip(factors).for_each(|(x, &factor)| *x *= factor));
}

/// The rows of the batch and key-value heads, in order.
fn tasks(spans: &Spans, heads: &Heads) -> Vec<(usize, usize)> {
    (0..spans.rows).flat_map(|row| (0..heads.keys).map(move |kv| (row, kv))).collect()
}

/// Attention's result, (rows, queries, heads * dim).
pub(crate) fn forward<T: Real>(
    q: Operand<T>,
    k: Operand<T>,
    v: Operand<T>,
    heads: &Heads,
    spans: &Spans,
) -> Result<Vec<T>> {
    let (dim, group) = (heads.dim, heads.group());
    let parts: Vec<Vec<T>> = tasks(spans, heads)
        .into_par_iter()
        .map(|(row, kv)| {
            let mut out = vec![T::default(); group * spans.queries * dim];
            let mut scores = vec![T::default(); BLOCK.min(spans.queries) * spans.keys];
            let mut mask = vec![T::default(); if heads.drop.is_some() { scores.len() } else { 0 }];
            let keys = Across::new(k, spans, (row, kv), dim);
            for block in blocks(spans, row) {
                for h in 0..group {
                    let at = (row, kv * group + h);
                    probabilities(&mut scores, &q, &keys, heads, spans, at, &block);
                    if let Some(drop) = heads.drop {
                        factors(drop, &mut mask, heads, spans, at, &block);
                        times(&mut scores[..block.count * block.width], &mask);
                    }
                    let pv = View::rows(block.count, block.width);
                    let ov = View::strided((h * spans.queries + block.first) * dim, block.count, dim, dim);
                    let vv = v.view(row, block.low, block.width, kv, dim);
                    matmul(&mut out, ov, false, T::one(), &scores, pv, v.data, vv, Threads::One);
                }
            }
            out
        })
        .collect();
    let mut out = vec![T::default(); spans.rows * spans.queries * heads.queries * dim];
    let place = Place { start: 0, row: spans.queries * heads.queries * dim, token: heads.queries * dim };
    scatter(&mut out, place, &parts, (spans.queries, heads.keys, group, dim), spans.rows);
    Ok(out)
}

/// The gradients of queries, keys and values for one row and key-value head.
pub(crate) struct Gradients<T> {
    pub q: Vec<T>,
    pub k: Vec<T>,
    pub v: Vec<T>,
}

/// Gradients for each row and key-value head in order, each (heads of the group, tokens, dim), given that of the result.
pub(crate) fn backward<T: Real>(
    q: Operand<T>,
    k: Operand<T>,
    v: Operand<T>,
    g: Operand<T>,
    heads: &Heads,
    spans: &Spans,
) -> Vec<Gradients<T>> {
    let (dim, group) = (heads.dim, heads.group());
    let work = |(row, kv): (usize, usize)| {
        let mut dq = vec![T::default(); group * spans.queries * dim];
        let mut dk = vec![T::default(); spans.keys * dim];
        let mut dv = vec![T::default(); spans.keys * dim];
        let size = BLOCK.min(spans.queries) * spans.keys;
        let (mut p, mut dp) = (vec![T::default(); size], vec![T::default(); size]);
        let dropped = if heads.drop.is_some() { size } else { 0 };
        let (mut mask, mut left) = (vec![T::default(); dropped], vec![T::default(); dropped]);
        let keys_across = Across::new(k, spans, (row, kv), dim);
        let values_across = Across::new(v, spans, (row, kv), dim);
        for block in blocks(spans, row) {
            let square = View::rows(block.count, block.width);
            let keys = View::strided(block.low * dim, block.width, dim, dim);
            let (values, vv) = values_across.of(&block);
            let kview = k.view(row, block.low, block.width, kv, dim);
            for h in 0..group {
                let head = kv * group + h;
                probabilities(&mut p, &q, &keys_across, heads, spans, (row, head), &block);
                let gv = g.view(row, block.first, block.count, head, dim);
                let qv = q.view(row, block.first, block.count, head, dim);
                matmul(&mut dp, square, false, T::one(), g.data, gv, values, vv, Threads::One);
                let mut used = &p;
                if let Some(drop) = heads.drop {
                    let numbers = block.count * block.width;
                    factors(drop, &mut mask, heads, spans, (row, head), &block);
                    left[..numbers].copy_from_slice(&p[..numbers]);
                    times(&mut left[..numbers], &mask);
                    times(&mut dp[..numbers], &mask);
                    used = &left;
                }
                matmul(&mut dv, keys, true, T::one(), used, square.t(), g.data, gv, Threads::One);
                let scale = T::of(heads.scale);
                wide(|| {
                    let lines = dp.chunks_exact_mut(block.width).zip(p.chunks_exact(block.width)).take(block.count);
                    for (dp, p) in lines {
                        let along = dot(dp, p);
                        for (d, &p) in dp.iter_mut().zip(p) {
                            *d = p * (*d - along) * scale;
                        }
                    }
                });
                let out = View::strided((h * spans.queries + block.first) * dim, block.count, dim, dim);
                matmul(&mut dq, out, false, T::one(), &dp, square, k.data, kview, Threads::One);
                matmul(&mut dk, keys, true, T::one(), &dp, square.t(), q.data, qv, Threads::One);
            }
        }
        Gradients { q: dq, k: dk, v: dv }
    };
    tasks(spans, heads).into_par_iter().map(work).collect()
}

/// Copies the parts of every (row, key-value head), each (heads of its group, tokens, dim), to `place` in `out`.
pub(crate) fn scatter<T: Real>(
    out: &mut [T],
    place: Place,
    parts: &[impl AsRef<[T]> + Sync],
    (tokens, keys, group, dim): (usize, usize, usize, usize),
    rows: usize,
) {
    debug_assert_eq!(parts.len(), rows * keys);
    out.par_chunks_mut(place.token).enumerate().for_each(|(i, out)| {
        let (row, t) = (i / tokens, i % tokens);
        for kv in 0..keys {
            let part = parts[row * keys + kv].as_ref();
            for h in 0..group {
                let to = place.start + (kv * group + h) * dim;
                let from = (h * tokens + t) * dim;
                out[to..to + dim].copy_from_slice(&part[from..from + dim]);
            }
        }
    });
}
