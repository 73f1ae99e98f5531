//! One block: attention and feed-forward, each behind a norm and added to the residual stream.

use candle_core::{D, Tensor};

use super::{KvCache, Linear, Norm, Pass, Source};
use crate::config::{Config, Family};
use crate::error::Result;
use crate::ops::{self, Orientation, Path, WeightDropout};

/// The site of the masks of attention's weights; 0 and 1 are those of what a block adds.
const WEIGHTS: u32 = 2;

#[derive(Clone, Debug)]
pub(crate) struct Block {
    index: usize,
    path: Path,
    head: usize,
    before_attention: Norm,
    attention: Projections,
    out: Linear,
    before_forward: Norm,
    forward: Forward,
}

/// How queries, keys and values are made.
#[derive(Clone, Debug)]
enum Projections {
    /// GPT-2: one matrix.
    Fused(Linear),
    /// The others: three.
    Separate(Box<Separate>),
}

/// Projections of their own for queries, keys and values, with norms on the heads of queries and keys in Qwen3.
#[derive(Clone, Debug)]
struct Separate {
    q: Linear,
    k: Linear,
    v: Linear,
    norms: Option<(Norm, Norm)>,
}

/// The feed-forward layer.
#[derive(Clone, Debug)]
enum Forward {
    Gelu { up: Linear, down: Linear },
    Gated { gate: Linear, up: Linear, down: Linear },
}

impl Block {
    pub fn build(config: &Config, path: Path, index: usize, source: &dyn Source) -> Result<Self> {
        let (eps, head) = (config.eps, config.head);
        if config.family == Family::Gpt2 {
            let at = |name: &str| format!("transformer.h.{index}.{name}");
            let linear = |name: &str| Linear::build(source, &at(name), true, Orientation::InOut, path);
            return Ok(Self {
                index,
                path,
                head,
                before_attention: Norm::build(source, &at("ln_1"), true, eps, path)?,
                attention: Projections::Fused(linear("attn.c_attn")?),
                out: linear("attn.c_proj")?,
                before_forward: Norm::build(source, &at("ln_2"), true, eps, path)?,
                forward: Forward::Gelu { up: linear("mlp.c_fc")?, down: linear("mlp.c_proj")? },
            });
        }
        let at = |name: &str| format!("model.layers.{index}.{name}");
        let linear = |name: &str, bias| Linear::build(source, &at(name), bias, Orientation::OutIn, path);
        let norm = |name: &str| Norm::build(source, &at(name), false, eps, path);
        let bias = config.family == Family::Qwen2;
        let norms = if config.family == Family::Qwen3 {
            Some((norm("self_attn.q_norm")?, norm("self_attn.k_norm")?))
        } else {
            None
        };
        Ok(Self {
            index,
            path,
            head,
            before_attention: norm("input_layernorm")?,
            attention: Projections::Separate(Box::new(Separate {
                q: linear("self_attn.q_proj", bias)?,
                k: linear("self_attn.k_proj", bias)?,
                v: linear("self_attn.v_proj", bias)?,
                norms,
            })),
            out: linear("self_attn.o_proj", false)?,
            before_forward: norm("post_attention_layernorm")?,
            forward: Forward::Gated {
                gate: linear("mlp.gate_proj", false)?,
                up: linear("mlp.up_proj", false)?,
                down: linear("mlp.down_proj", false)?,
            },
        })
    }

    pub fn forward(&self, hidden: Tensor, pass: &Pass, cache: Option<&mut KvCache>) -> Result<Tensor> {
        let dropout = pass.run.dropout;
        let drop = |x: Tensor, site: u32| match dropout {
            Some(d) => ops::dropout(&x, d.hidden, d.key(self.index as u32, site)),
            None => Ok(x),
        };
        let mixed = self.attend(&self.before_attention.forward(&hidden)?, pass, cache)?;
        let hidden = (hidden + drop(self.out.forward(&mixed, dropout)?, 0)?)?;
        let x = self.before_forward.forward(&hidden)?;
        let y = match &self.forward {
            Forward::Gelu { up, down } => down.forward(&ops::gelu(self.path, &up.forward(&x, dropout)?)?, dropout)?,
            Forward::Gated { gate, up, down } => {
                let gated = ops::silu_gate(self.path, &gate.forward(&x, dropout)?, &up.forward(&x, dropout)?)?;
                down.forward(&gated, dropout)?
            }
        };
        Ok((hidden + drop(y, 1)?)?)
    }

    fn attend(&self, x: &Tensor, pass: &Pass, cache: Option<&mut KvCache>) -> Result<Tensor> {
        let dropout = pass.run.dropout;
        let drop = dropout.map(|d| WeightDropout { rate: d.attention, key: d.key(self.index as u32, WEIGHTS) });
        let (q, k, v) = match &self.attention {
            Projections::Fused(fused) => {
                let qkv = fused.forward(x, dropout)?;
                if cache.is_none() {
                    return Ok(ops::packed_attention(self.path, &qkv, self.head, &pass.spans, drop)?);
                }
                let width = qkv.dim(D::Minus1)? / 3;
                let part = |i: usize| qkv.narrow(D::Minus1, i * width, width);
                (part(0)?, part(1)?, part(2)?)
            }
            Projections::Separate(separate) => {
                let Separate { q, k, v, norms } = separate.as_ref();
                let (mut q, mut k) = (q.forward(x, dropout)?, k.forward(x, dropout)?);
                if let Some((qn, kn)) = norms {
                    q = self.norm_heads(qn, &q)?;
                    k = self.norm_heads(kn, &k)?;
                }
                if let Some(angles) = &pass.rope {
                    q = ops::rope(self.path, &q, angles)?;
                    k = ops::rope(self.path, &k, angles)?;
                }
                (q, k, v.forward(x, dropout)?)
            }
        };
        let (k, v) = match cache {
            Some(cache) => cache.append(self.index, &k, &v)?,
            None => (k, v),
        };
        Ok(ops::attention(self.path, &q, &k, &v, self.head, &pass.spans, drop)?)
    }

    fn norm_heads(&self, norm: &Norm, x: &Tensor) -> Result<Tensor> {
        let (rows, tokens, width) = x.dims3()?;
        let heads = x.reshape((rows, tokens, width / self.head, self.head))?;
        Ok(norm.forward(&heads)?.reshape((rows, tokens, width))?)
    }
}
