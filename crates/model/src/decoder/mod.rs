//! The decoder: one code for four families.

mod block;
mod cache;
pub(crate) mod layer;

use candle_core::Tensor;

pub use cache::KvCache;
pub use layer::{Linear, Norm, Update};

use crate::batch::Batch;
use crate::config::{Config, Family};
use crate::error::{Error, Result};
use crate::ops::{self, Path, Rope, Spans};
use crate::rng::Key;
use block::Block;

/// What later components may do to hidden states. Every method returns what it was given unless it is overridden, so a
/// component that is absent cannot change a logit.
pub trait Hooks: Send + Sync {
    /// The embedded tokens (rows, tokens, width), before the first block.
    fn embedded(&self, hidden: Tensor) -> Result<Tensor> {
        Ok(hidden)
    }

    /// The output of block `layer` (rows, tokens, width).
    fn block(&self, layer: usize, hidden: Tensor) -> Result<Tensor> {
        let _ = layer;
        Ok(hidden)
    }
}

/// What a training step fixes for its dropout masks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dropout {
    /// Of embeddings and of what blocks add to the residual stream, in [0, 1).
    pub hidden: f64,
    /// Of attention's weights, in [0, 1).
    pub attention: f64,
    /// Whether adapters drop their inputs (at the rate of their own configuration).
    pub adapters: bool,
    /// The run's seed.
    pub seed: u64,
    /// The optimiser's step and micro-batch, made one number by the caller.
    pub step: u64,
}

impl Dropout {
    pub(crate) fn key(&self, layer: u32, site: u32) -> Key {
        Key { seed: self.seed, step: self.step, layer, site }
    }
}

/// How to run a forward pass.
#[derive(Clone, Copy, Default)]
pub struct Run<'a> {
    /// Components that change hidden states.
    pub hooks: Option<&'a dyn Hooks>,
    /// Dropout, in training.
    pub dropout: Option<Dropout>,
}

/// What all blocks of one forward pass share.
pub(crate) struct Pass<'a> {
    pub spans: Spans,
    pub rope: Option<Rope>,
    pub run: Run<'a>,
}

/// A decoder ready to compute. Its tensors share their numbers with the parameters that it was built of and see their
/// updates; which of them track gradients was fixed when it was built.
#[derive(Clone, Debug)]
pub struct Decoder {
    pub(crate) config: Config,
    pub(crate) path: Path,
    embedding: Tensor,
    positions: Option<Tensor>,
    blocks: Vec<Block>,
    norm: Norm,
    head: Option<Linear>,
}

/// Where a decoder gets its tensors from.
pub(crate) trait Source {
    /// The tensor of this name.
    fn tensor(&self, name: &str) -> Result<Tensor>;
    /// The update of the linear layer of this module path, if an adapter has one.
    fn update(&self, module: &str) -> Result<Option<Update>>;
    /// The embedding with an adapter's rows in place.
    fn embedding(&self, name: &str, path: Path) -> Result<Tensor>;
}

impl Decoder {
    pub(crate) fn build(config: &Config, path: Path, source: &dyn Source) -> Result<Self> {
        let gpt2 = config.family == Family::Gpt2;
        let embedding = source.embedding(config.embedding(), path)?;
        let norm_name = if gpt2 { "transformer.ln_f" } else { "model.norm" };
        Ok(Self {
            config: config.clone(),
            path,
            positions: gpt2.then(|| source.tensor("transformer.wpe.weight")).transpose()?,
            blocks: (0..config.layers).map(|i| Block::build(config, path, i, source)).collect::<Result<_>>()?,
            norm: Norm::build(source, norm_name, gpt2, config.eps, path)?,
            head: if config.tied {
                None
            } else {
                Some(Linear::build(source, "lm_head", false, ops::Orientation::OutIn, path)?)
            },
            embedding,
        })
    }

    /// The decoder's shape.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Number of blocks.
    pub fn layers(&self) -> usize {
        self.blocks.len()
    }

    /// The final hidden states (rows, tokens, width) of a batch, after the last norm.
    pub fn hidden(&self, batch: &Batch, run: Run) -> Result<Tensor> {
        batch.check(self.config.vocabulary, self.config.context)?;
        let pass = self.pass(batch.spans(), &batch.positions, run);
        let mut hidden = self.embed(&batch.ids, &batch.positions, batch.rows, batch.tokens, &pass)?;
        for layer in 0..self.layers() {
            hidden = self.block(layer, hidden, &pass, None)?;
        }
        self.finish(&hidden)
    }

    /// The logits (rows, tokens, vocabulary) of a batch.
    pub fn forward(&self, batch: &Batch, run: Run) -> Result<Tensor> {
        self.logits(&self.hidden(batch, run)?)
    }

    /// Logits (.., vocabulary) of final hidden states (.., width).
    pub fn logits(&self, hidden: &Tensor) -> Result<Tensor> {
        match &self.head {
            Some(head) => head.forward(hidden, None),
            None => Ok(ops::linear(self.path, hidden, &self.embedding, None, ops::Orientation::OutIn)?),
        }
    }

    /// The matrix (vocabulary, width) that makes logits of hidden states, for losses that never hold all logits.
    ///
    /// # Errors
    /// When the head carries an adapter, whose update is no part of the matrix.
    pub fn head(&self) -> Result<Tensor> {
        match &self.head {
            Some(head) if head.update.is_some() => Err(Error::Config(
                "an adapter on `lm_head` is not supported: train the embedding's rows instead".into(),
            )),
            Some(head) => Ok(head.weight.clone()),
            None => Ok(self.embedding.clone()),
        }
    }

    /// Continues texts whose earlier tokens are in `cache`: `ids` (rows, tokens) row after row, the same number of new
    /// tokens in every row. Rows shorter than the others are padded on the left at the first call (see
    /// [`KvCache::new`]). Gives the logits (rows, vocabulary) after the last token.
    pub fn extend(&self, ids: &[u32], cache: &mut KvCache) -> Result<Tensor> {
        let hidden = self.extend_hidden(ids, cache)?;
        let (rows, tokens, width) = hidden.dims3()?;
        self.logits(&hidden.narrow(1, tokens - 1, 1)?.contiguous()?.reshape((rows, width))?)
    }

    /// [`Decoder::extend`], giving the final hidden states (rows, tokens, width) of all new tokens.
    pub fn extend_hidden(&self, ids: &[u32], cache: &mut KvCache) -> Result<Tensor> {
        let rows = cache.rows();
        if rows == 0 || ids.is_empty() || !ids.len().is_multiple_of(rows) {
            return Err(Error::Config(format!("{} new tokens cannot be shared among {rows} rows", ids.len())));
        }
        let tokens = ids.len() / rows;
        let longest = cache.longest(tokens);
        if longest > self.config.context {
            return Err(Error::Config(format!(
                "a text of {longest} tokens is longer than the model's context of {}",
                self.config.context
            )));
        }
        if let Some(id) = ids.iter().find(|&&id| id as usize >= self.config.vocabulary) {
            return Err(Error::Config(format!(
                "token id {id} is outside the vocabulary of {}",
                self.config.vocabulary
            )));
        }
        cache.reserve(tokens)?;
        let positions = cache.positions(tokens);
        let pass = self.pass(cache.spans(tokens), &positions, Run::default());
        let mut hidden = self.embed(ids, &positions, rows, tokens, &pass)?;
        for layer in 0..self.layers() {
            hidden = self.block(layer, hidden, &pass, Some(cache))?;
        }
        cache.advance(tokens);
        self.finish(&hidden)
    }

    /// An empty cache for texts of which the longest begins with `padding` 0: row r has `padding[r]` meaningless tokens
    /// on its left.
    pub fn cache(&self, padding: &[usize]) -> KvCache {
        let width = self.config.kv_heads * self.config.head;
        KvCache::new(self.layers(), width, padding, self.embedding.dtype(), self.embedding.device())
    }

    pub(crate) fn pass<'a>(&self, spans: Spans, positions: &[u32], run: Run<'a>) -> Pass<'a> {
        let rotary = self.config.family != Family::Gpt2;
        Pass { spans, rope: rotary.then(|| Rope::new(self.config.head, self.config.theta, positions)), run }
    }

    pub(crate) fn embed(
        &self,
        ids: &[u32],
        positions: &[u32],
        rows: usize,
        tokens: usize,
        pass: &Pass,
    ) -> Result<Tensor> {
        let mut hidden = ops::embedding(self.path, &self.embedding, ids, rows, tokens)?;
        if let Some(table) = &self.positions {
            hidden = (hidden + ops::embedding(self.path, table, positions, rows, tokens)?)?;
        }
        if let Some(dropout) = pass.run.dropout {
            hidden = ops::dropout(&hidden, dropout.hidden, dropout.key(u32::MAX, 0))?;
        }
        match pass.run.hooks {
            Some(hooks) => hooks.embedded(hidden),
            None => Ok(hidden),
        }
    }

    pub(crate) fn block(
        &self,
        layer: usize,
        hidden: Tensor,
        pass: &Pass,
        cache: Option<&mut KvCache>,
    ) -> Result<Tensor> {
        let hidden = self.blocks[layer].forward(hidden, pass, cache)?;
        match pass.run.hooks {
            Some(hooks) => hooks.block(layer, hidden),
            None => Ok(hidden),
        }
    }

    pub(crate) fn finish(&self, hidden: &Tensor) -> Result<Tensor> {
        self.norm.forward(hidden)
    }
}
