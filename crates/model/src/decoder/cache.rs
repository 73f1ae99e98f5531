//! Keys and values of the tokens already seen, for generation: one aligned batch whose shorter rows are padded on the
//! left.

use candle_core::{DType, Device, Tensor};

use crate::error::Result;
use crate::ops::Spans;

/// Keys and values of every block for a batch of texts.
#[derive(Clone, Debug)]
pub struct KvCache {
    layers: Vec<Option<(Tensor, Tensor)>>,
    padding: Vec<usize>,
    seen: usize,
    room: usize,
    width: usize,
    dtype: DType,
    device: Device,
}

impl KvCache {
    /// An empty cache of `layers` blocks whose keys have `width` numbers; row r's first `padding[r]` tokens are padding
    /// and are never attended to.
    pub fn new(layers: usize, width: usize, padding: &[usize], dtype: DType, device: &Device) -> Self {
        Self {
            layers: vec![None; layers],
            padding: padding.to_vec(),
            seen: 0,
            room: 0,
            width,
            dtype,
            device: device.clone(),
        }
    }

    /// Rows of the batch.
    pub fn rows(&self) -> usize {
        self.padding.len()
    }

    /// Tokens in the cache, padding included.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// Tokens of the longest text after `tokens` more, padding not counted.
    pub(crate) fn longest(&self, tokens: usize) -> usize {
        self.padding.iter().map(|p| (self.seen + tokens).saturating_sub(*p)).max().unwrap_or(0)
    }

    /// Keeps the given rows in the given order; a row may be kept several times (beams, finished texts).
    pub fn select(&mut self, rows: &[usize]) -> Result<()> {
        let index: Vec<u32> = rows.iter().map(|&r| r as u32).collect();
        let index = Tensor::from_vec(index, rows.len(), &self.device)?;
        for layer in self.layers.iter_mut().flatten() {
            *layer = (layer.0.index_select(&index, 0)?, layer.1.index_select(&index, 0)?);
        }
        self.padding = rows.iter().map(|&r| self.padding[r]).collect();
        Ok(())
    }

    /// Forgets all but the first `seen` tokens, to continue another way from a shared prefix.
    pub fn truncate(&mut self, seen: usize) {
        self.seen = self.seen.min(seen);
    }

    /// Makes room for `tokens` more; room grows by doubling.
    pub(crate) fn reserve(&mut self, tokens: usize) -> Result<()> {
        let need = self.seen + tokens;
        if need <= self.room {
            return Ok(());
        }
        self.room = need.max(2 * self.room).max(64);
        let fresh = || Tensor::zeros((self.padding.len(), self.room, self.width), self.dtype, &self.device);
        for layer in &mut self.layers {
            let grown = (fresh()?, fresh()?);
            if let Some((k, v)) = layer.as_ref().filter(|_| self.seen > 0) {
                grown.0.slice_set(&k.narrow(1, 0, self.seen)?.contiguous()?, 1, 0)?;
                grown.1.slice_set(&v.narrow(1, 0, self.seen)?.contiguous()?, 1, 0)?;
            }
            *layer = Some(grown);
        }
        Ok(())
    }

    /// Writes the new keys and values of one block behind the old ones and gives all of them (rows, seen + new, width).
    pub(crate) fn append(&mut self, layer: usize, k: &Tensor, v: &Tensor) -> Result<(Tensor, Tensor)> {
        let tokens = k.dim(1)?;
        let (keys, values) = self.layers[layer].as_ref().expect("room was reserved before the blocks ran");
        keys.slice_set(&k.detach().contiguous()?, 1, self.seen)?;
        values.slice_set(&v.detach().contiguous()?, 1, self.seen)?;
        Ok((keys.narrow(1, 0, self.seen + tokens)?, values.narrow(1, 0, self.seen + tokens)?))
    }

    pub(crate) fn advance(&mut self, tokens: usize) {
        self.seen += tokens;
    }

    /// Positions of the next `tokens` tokens of every row; padding has position 0.
    pub(crate) fn positions(&self, tokens: usize) -> Vec<u32> {
        let row = |&pad: &usize| (self.seen..self.seen + tokens).map(move |t| t.saturating_sub(pad) as u32);
        self.padding.iter().flat_map(row).collect()
    }

    pub(crate) fn spans(&self, tokens: usize) -> Spans {
        Spans::cached(&self.padding, self.seen, tokens)
    }
}
