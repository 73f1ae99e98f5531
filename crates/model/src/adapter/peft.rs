//! PEFT's adapter directories, both ways: `adapter_config.json` and `adapter_model.safetensors`.
//!
//! PEFT itself loads with unknown and missing keys allowed, so that a wrong name gives an adapter that does nothing;
//! this loader takes exactly the keys that the configuration implies.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use serde_json::{Map, Value, json};

use super::{Adapter, AdapterConfig, Init};
use crate::config::{Config, Family};
use crate::error::{Error, Result};
use crate::store::hf::write_json;
use crate::store::{Found, fit, read_tensors, write_atomic, write_tensors};

const WEIGHTS: &str = "adapter_model.safetensors";
const CONFIG: &str = "adapter_config.json";
/// The version of PEFT whose files these are.
const PEFT: &str = "0.21.2";

impl Adapter {
    /// Writes the adapter as PEFT does; `base` is the name or path of the model it belongs to, which PEFT needs to load
    /// it.
    ///
    /// # Errors
    /// For a LoRA-GA adapter, whose base weights were changed: merge it into the model instead, or convert it (see
    /// [`super::lora_ga`]).
    pub fn save(&self, directory: &Path, model: &Config, base: &str) -> Result<()> {
        if self.config.init == Init::LoraGa {
            return Err(Error::Config(
                "a LoRA-GA adapter belongs to weights that its initialisation changed: save the merged model, or call \
                 `against_original` first"
                    .into(),
            ));
        }
        std::fs::create_dir_all(directory).map_err(Error::file(directory))?;
        let tensors: Vec<(&str, Tensor)> =
            self.params.iter().map(|(name, p)| (name, p.var.as_detached_tensor())).collect();
        write_tensors(&directory.join(WEIGHTS), tensors.iter().map(|(n, t)| (*n, t)))?;
        write_json(&directory.join(CONFIG), &self.to_json(model, base))?;
        let card = format!(
            "---\nbase_model: {base}\nlibrary_name: peft\npipeline_tag: text-generation\ntags:\n- base_model:adapter:{base}\n- lora\n\
             - transformers\n---\n\n# Adapter of {base}\n\nRank {}, alpha {}, {} layers.\n\n### Framework versions\n\n- PEFT {PEFT}\n",
            self.config.r,
            self.config.lora_alpha,
            self.targets.len()
        );
        write_atomic(&directory.join("README.md"), |out| out.write_all(card.as_bytes()))
    }

    /// The contents of `adapter_config.json`.
    pub fn to_json(&self, model: &Config, base: &str) -> Value {
        let c = &self.config;
        let tokens = self.rows.as_ref().map(|(ids, _)| {
            let layer = if model.family == Family::Gpt2 { "wte" } else { "embed_tokens" };
            json!({ layer: ids.as_slice() })
        });
        json!({
            "alpha_pattern": c.alpha_pattern,
            "base_model_name_or_path": base,
            "bias": "none",
            "fan_in_fan_out": model.family == Family::Gpt2,
            "inference_mode": true,
            "init_lora_weights": true,
            "layers_to_transform": c.layers_to_transform,
            "lora_alpha": c.lora_alpha,
            "lora_dropout": c.lora_dropout,
            "modules_to_save": null,
            "peft_type": "LORA",
            "peft_version": PEFT,
            "r": c.r,
            "rank_pattern": c.rank_pattern,
            "target_modules": c.modules(model.family),
            "task_type": "CAUSAL_LM",
            "trainable_token_indices": tokens,
            "use_dora": c.use_dora,
            "use_rslora": c.use_rslora,
        })
    }

    /// Reads an adapter directory of PEFT for a decoder. Every tensor that the configuration implies must be there with
    /// its shape, and no other.
    pub fn load(directory: &Path, model: &Config, dtype: DType, device: &Device) -> Result<Self> {
        let at = directory.join(CONFIG);
        let text = std::fs::read_to_string(&at).map_err(Error::file(&at))?;
        let value: Value = serde_json::from_str(&text).map_err(|e| Error::format(&at, e))?;
        let map = value.as_object().ok_or_else(|| Error::format(&at, "expected a JSON object"))?;
        let config = parse(map, model).map_err(|e| Error::format(&at, e))?;
        let mut adapter = Self::empty(config, model).map_err(|e| Error::format(&at, e))?;
        let file = directory.join(WEIGHTS);
        let found: BTreeMap<String, Found> = read_tensors(&file)?
            .into_iter()
            .map(|(name, tensor)| (name, Found { file: file.clone(), tensor }))
            .collect();
        // PEFT writes the untouched embedding beside its trained rows.
        let ignore = |name: &str| name.ends_with(".token_adapter.base_layer.weight");
        for (name, tensor) in fit(&file, &adapter.shapes(model)?, found, ignore, dtype, device)? {
            adapter.params.insert(name, tensor, true)?;
        }
        Ok(adapter)
    }
}

/// The fields that have a meaning here; those that would change the result and are not supported are refused.
fn parse(map: &Map<String, Value>, model: &Config) -> Result<AdapterConfig> {
    let get = |key: &str| map.get(key).filter(|v| !v.is_null());
    let refuse =
        |key: &str, found: &Value, want: &str| Err(Error::Config(format!("`{key}` is {found}, supported: {want}")));
    match get("peft_type").and_then(Value::as_str) {
        Some("LORA") => {}
        other => return refuse("peft_type", &json!(other), "LORA"),
    }
    for (key, want) in [("bias", "none")] {
        if let Some(found) = get(key).filter(|v| v.as_str() != Some(want)) {
            return refuse(key, found, want);
        }
    }
    let empty = |v: &&Value| v.as_array().is_none_or(|a| !a.is_empty()) && v.as_bool() != Some(false);
    for key in [
        "modules_to_save",
        "layers_pattern",
        "exclude_modules",
        "target_parameters",
        "layer_replication",
        "lora_bias",
        "alora_invocation_tokens",
        "arrow_config",
        "kasa_config",
        "monteclora_config",
        "use_bdlora",
        "use_qalora",
        "velora_config",
    ] {
        if let Some(found) = get(key).filter(empty) {
            return refuse(key, found, "none");
        }
    }
    let fan = model.family == Family::Gpt2;
    if let Some(found) = get("fan_in_fan_out").filter(|v| v.as_bool() != Some(fan)) {
        return refuse("fan_in_fan_out", found, if fan { "true for gpt2" } else { "false for this family" });
    }
    if let Some(found) = get("init_lora_weights").filter(|v| v.as_str().is_some_and(|s| s != "gaussian")) {
        return refuse("init_lora_weights", found, "true, false, or gaussian: others change the base weights");
    }
    let targets = match get("target_modules") {
        Some(Value::Array(list)) => list.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
        Some(Value::String(all)) if all == "all-linear" && fan => {
            ["c_attn", "c_proj", "c_fc"].map(str::to_owned).to_vec()
        }
        Some(Value::String(all)) if all == "all-linear" => {
            ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"].map(str::to_owned).to_vec()
        }
        Some(other) => return refuse("target_modules", other, "a list of names, or all-linear"),
        None => Vec::new(),
    };
    let layers = match get("layers_to_transform") {
        Some(Value::Number(one)) => one.as_u64().map(|n| vec![n as usize]),
        Some(list) => Some(serde_json::from_value(list.clone()).map_err(bad("layers_to_transform"))?),
        None => None,
    };
    let tokens = match get("trainable_token_indices") {
        Some(Value::Object(by_layer)) => {
            let mut values = by_layer.values();
            match (values.next(), values.next()) {
                (Some(list), None) => serde_json::from_value(list.clone()).map_err(bad("trainable_token_indices"))?,
                _ => return refuse("trainable_token_indices", &Value::Object(by_layer.clone()), "one embedding"),
            }
        }
        Some(list) => serde_json::from_value(list.clone()).map_err(bad("trainable_token_indices"))?,
        None => Vec::new(),
    };
    Ok(AdapterConfig {
        r: get("r").and_then(Value::as_u64).ok_or_else(|| Error::Config("`r` is missing".into()))? as usize,
        lora_alpha: get("lora_alpha").and_then(Value::as_f64).unwrap_or(8.0),
        lora_dropout: get("lora_dropout").and_then(Value::as_f64).unwrap_or(0.0),
        target_modules: targets,
        use_rslora: get("use_rslora").and_then(Value::as_bool).unwrap_or(false),
        use_dora: get("use_dora").and_then(Value::as_bool).unwrap_or(false),
        rank_pattern: pattern(get("rank_pattern"), "rank_pattern")?,
        alpha_pattern: pattern(get("alpha_pattern"), "alpha_pattern")?,
        layers_to_transform: layers,
        trainable_token_indices: tokens,
        init: Init::Kaiming,
    })
}

fn bad(key: &'static str) -> impl Fn(serde_json::Error) -> Error {
    move |e| Error::Config(format!("`{key}`: {e}"))
}

fn pattern<T: serde::de::DeserializeOwned>(value: Option<&Value>, key: &'static str) -> Result<BTreeMap<String, T>> {
    value.map_or(Ok(BTreeMap::new()), |v| serde_json::from_value(v.clone()).map_err(bad(key)))
}
