//! Other spellings of tensor names: GPT-2 files without a prefix, and Qwen v1.

use std::collections::BTreeMap;

use candle_core::Tensor;

use super::Found;
use crate::config::{Config, Family};
use crate::error::{Error, Result};

/// Gives every tensor the name that [`Config::shapes`] uses.
pub(super) fn rename(config: &Config, found: BTreeMap<String, Found>) -> Result<BTreeMap<String, Found>> {
    match config.family {
        Family::Gpt2 => Ok(found.into_iter().map(|(name, tensor)| (gpt2(name), tensor)).collect()),
        Family::Qwen2 if found.contains_key("transformer.wte.weight") => qwen1(config, found),
        _ => Ok(found),
    }
}

/// What files carry beside parameters: attention masks of old GPT-2 files, rotary tables, a tied head written out.
pub(super) fn ignored(config: &Config, name: &str) -> bool {
    let buffer = [".attn.bias", ".attn.masked_bias", "rotary_emb.inv_freq"].iter().any(|end| name.ends_with(end));
    buffer || (config.tied && name == "lm_head.weight")
}

fn gpt2(name: String) -> String {
    let bare = ["wte.", "wpe.", "h.", "ln_f."].iter().any(|start| name.starts_with(start));
    if bare { format!("transformer.{name}") } else { name }
}

/// Qwen v1: queries, keys and values in one matrix; `w2` is the gate and `w1` goes up.
fn qwen1(config: &Config, found: BTreeMap<String, Found>) -> Result<BTreeMap<String, Found>> {
    let width = config.heads * config.head;
    let mut renamed = BTreeMap::new();
    for (name, Found { file, tensor }) in found {
        let mut put = |name: String, tensor: Tensor| renamed.insert(name, Found { file: file.clone(), tensor });
        let whole = match name.as_str() {
            "transformer.wte.weight" => Some("model.embed_tokens.weight".to_owned()),
            "transformer.ln_f.weight" => Some("model.norm.weight".to_owned()),
            _ => None,
        };
        if let Some(whole) = whole {
            put(whole, tensor);
            continue;
        }
        let Some((layer, rest)) = name.strip_prefix("transformer.h.").and_then(|rest| rest.split_once('.')) else {
            put(name.clone(), tensor);
            continue;
        };
        if let Some(end) = rest.strip_prefix("attn.c_attn.") {
            if tensor.dim(0)? != 3 * width {
                return Err(Error::Tensors {
                    path: file.clone(),
                    problems: vec![format!(
                        "tensor `{name}` has shape {:?}, expected {} rows",
                        tensor.dims(),
                        3 * width
                    )],
                });
            }
            for (i, part) in ["q_proj", "k_proj", "v_proj"].iter().enumerate() {
                let slice = tensor.narrow(0, i * width, width)?.contiguous()?;
                put(format!("model.layers.{layer}.self_attn.{part}.{end}"), slice);
            }
            continue;
        }
        let rest = match rest {
            "ln_1.weight" => "input_layernorm.weight",
            "ln_2.weight" => "post_attention_layernorm.weight",
            "attn.c_proj.weight" => "self_attn.o_proj.weight",
            "mlp.w1.weight" => "mlp.up_proj.weight",
            "mlp.w2.weight" => "mlp.gate_proj.weight",
            "mlp.c_proj.weight" => "mlp.down_proj.weight",
            other => other,
        };
        put(format!("model.layers.{layer}.{rest}"), tensor);
    }
    Ok(renamed)
}
