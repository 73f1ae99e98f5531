//! GGUF's names of tensors.

use crate::config::{Config, Family};

/// How a tensor's numbers move between Hugging Face's files and GGUF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// As they are.
    None,
    /// (in, out) to (out, in): GPT-2's linear weights.
    Transpose,
    /// The rows of each of `heads` heads interleaved: llama.cpp rotates neighbours where Hugging Face rotates halves.
    Interleave {
        /// Heads of the matrix.
        heads: usize,
    },
}

/// GGUF's name of a parameter, and the change.
pub(super) fn gguf(config: &Config, name: &str) -> Option<(String, Change)> {
    let top = match name {
        "transformer.wte.weight" | "model.embed_tokens.weight" => Some("token_embd.weight"),
        "transformer.wpe.weight" => Some("position_embd.weight"),
        "transformer.ln_f.weight" | "model.norm.weight" => Some("output_norm.weight"),
        "transformer.ln_f.bias" => Some("output_norm.bias"),
        "lm_head.weight" => Some("output.weight"),
        _ => None,
    };
    if let Some(top) = top {
        return Some((top.to_owned(), Change::None));
    }
    let rest = name.strip_prefix("transformer.h.").or_else(|| name.strip_prefix("model.layers."))?;
    let (layer, rest) = rest.split_once('.')?;
    let (module, kind) = rest.rsplit_once('.')?;
    let short = match module {
        "ln_1" | "input_layernorm" => "attn_norm",
        "ln_2" | "post_attention_layernorm" => "ffn_norm",
        "attn.c_attn" => "attn_qkv",
        "attn.c_proj" | "self_attn.o_proj" => "attn_output",
        "mlp.c_fc" | "mlp.up_proj" => "ffn_up",
        "mlp.c_proj" | "mlp.down_proj" => "ffn_down",
        "mlp.gate_proj" => "ffn_gate",
        "self_attn.q_proj" => "attn_q",
        "self_attn.k_proj" => "attn_k",
        "self_attn.v_proj" => "attn_v",
        "self_attn.q_norm" => "attn_q_norm",
        "self_attn.k_norm" => "attn_k_norm",
        _ => return None,
    };
    let linear = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"].contains(&module);
    let change = match (config.family, module) {
        (Family::Gpt2, _) if linear && kind == "weight" => Change::Transpose,
        (Family::Llama, "self_attn.q_proj") => Change::Interleave { heads: config.heads },
        (Family::Llama, "self_attn.k_proj") => Change::Interleave { heads: config.kv_heads },
        _ => Change::None,
    };
    Some((format!("blk.{layer}.{short}.{kind}"), change))
}
