//! Where the model comes from.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use trommel_model::{Config, Family};

use crate::error::{Error, Result};

/// The model to begin with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ModelSpec {
    /// A new decoder with random parameters.
    Shape(ShapeSpec),
    /// A directory in Hugging Face's form: `config.json` and safetensors.
    Checkpoint(PathBuf),
}

/// A new decoder's shape; its vocabulary is the tokenizer's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShapeSpec {
    /// `gpt2`, `llama`, `qwen2` or `qwen3`.
    pub family: String,
    /// The most tokens a text may have.
    pub context: usize,
    /// Numbers of a token's hidden state; a multiple of `heads`.
    pub width: usize,
    /// Blocks.
    pub layers: usize,
    /// Query heads.
    pub heads: usize,
    /// Key-value heads, a divisor of `heads`; as many as those when absent.
    #[serde(default)]
    pub kv_heads: Option<usize>,
    /// Width of the feed-forward layers; when absent 4 × width, or 8/3 × width rounded up to 32 for gated ones.
    #[serde(default)]
    pub inner: Option<usize>,
    /// Whether the output head is the embedding.
    #[serde(default = "yes")]
    pub tied: bool,
    /// Base of rotary angles; GPT-2 has none.
    #[serde(default = "theta")]
    pub theta: f64,
}

fn yes() -> bool {
    true
}

fn theta() -> f64 {
    10_000.0
}

impl ShapeSpec {
    /// The decoder's configuration for a tokenizer with ids below `vocabulary` and the given end of text.
    ///
    /// # Errors
    /// An unknown family, or a shape that cannot be computed.
    pub fn config(&self, vocabulary: usize, end: Option<u32>) -> Result<Config> {
        let families = [Family::Gpt2, Family::Llama, Family::Qwen2, Family::Qwen3];
        let family = families.into_iter().find(|family| family.name() == self.family).ok_or_else(|| {
            Error::setting("model.shape.family", format!("`{}`", self.family), "gpt2, llama, qwen2 or qwen3")
        })?;
        if self.heads == 0 || !self.width.is_multiple_of(self.heads) {
            let found = format!("{}, with {} heads", self.width, self.heads);
            return Err(Error::setting("model.shape.width", found, "a multiple of `heads`"));
        }
        let mut config = Config::gpt2(vocabulary, self.context, self.width, self.layers, self.heads);
        config.family = family;
        config.kv_heads = self.kv_heads.unwrap_or(self.heads);
        let gated = (8 * self.width).div_ceil(3).next_multiple_of(32);
        config.inner = self.inner.unwrap_or(if family == Family::Gpt2 { 4 * self.width } else { gated });
        config.eps = if family == Family::Gpt2 { 1e-5 } else { 1e-6 };
        config.theta = self.theta;
        config.tied = self.tied;
        (config.bos, config.eos) = (end, end);
        config.check()?;
        Ok(config)
    }
}
