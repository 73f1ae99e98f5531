//! Hugging Face's model directories: `config.json` and safetensors, one file or shards with an index.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use serde_json::{Value, json};

use super::names::{ignored, rename};
use super::tensors::{Found, fit, read_tensors, write_tensors};
use super::write_atomic;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::params::Params;

const WEIGHTS: &str = "model.safetensors";
const INDEX: &str = "model.safetensors.index.json";

impl Model {
    /// Reads a model directory of one of the four families, or of Qwen v1. Every tensor that the configuration asks for
    /// must be there with its shape, and no other. All parameters are trainable.
    pub fn load(directory: &Path, dtype: DType, device: &Device) -> Result<Self> {
        let config = Config::read(directory)?;
        let found = rename(&config, read_all(directory)?)?;
        let fitting = fit(directory, &config.shapes(), found, |name| ignored(&config, name), dtype, device)?;
        let mut params = Params::default();
        for (name, tensor) in fitting {
            params.insert(name, tensor, true)?;
        }
        Self::new(config, params, dtype, device)
    }

    /// Writes `config.json`, `generation_config.json` and `model.safetensors` (shards of at most `shard` bytes with an index, if given and
    /// needed) under Hugging Face's names; a tied head is left out, as transformers does. Each file is written
    /// atomically; weights first, so that a directory with a `config.json` is complete.
    ///
    /// # Errors
    /// With an adapter on the model: merge it, or save it by itself.
    pub fn save(&self, directory: &Path, shard: Option<u64>) -> Result<()> {
        if self.adapter().is_some() {
            return Err(Error::Config(
                "the model carries an adapter: merge it first, or save the adapter alone".into(),
            ));
        }
        std::fs::create_dir_all(directory).map_err(Error::file(directory))?;
        let tensors: BTreeMap<&str, Tensor> =
            self.params().iter().map(|(name, p)| (name, p.var.as_detached_tensor())).collect();
        let size = |t: &Tensor| (t.elem_count() * t.dtype().size_in_bytes()) as u64;
        let total: u64 = tensors.values().map(size).sum();
        let limit = shard.unwrap_or(u64::MAX);
        if total <= limit {
            write_tensors(&directory.join(WEIGHTS), tensors.iter().map(|(n, t)| (*n, t)))?;
        } else {
            let mut shards: Vec<(u64, Vec<&str>)> = Vec::new();
            for (name, tensor) in &tensors {
                match shards.last_mut() {
                    Some((filled, names)) if *filled + size(tensor) <= limit => {
                        *filled += size(tensor);
                        names.push(name);
                    }
                    _ => shards.push((size(tensor), vec![name])),
                }
            }
            let mut map = BTreeMap::new();
            for (i, (_, names)) in shards.iter().enumerate() {
                let file = format!("model-{:05}-of-{:05}.safetensors", i + 1, shards.len());
                write_tensors(&directory.join(&file), names.iter().map(|n| (*n, &tensors[n])))?;
                names.iter().for_each(|n| drop(map.insert(*n, file.clone())));
            }
            write_json(&directory.join(INDEX), &json!({ "metadata": { "total_size": total }, "weight_map": map }))?;
        }
        let tokens =
            json!({ "_from_model_config": true, "bos_token_id": self.config().bos, "eos_token_id": self.config().eos });
        write_json(&directory.join("generation_config.json"), &tokens)?;
        let dtype = if self.dtype() == DType::F64 { "float64" } else { "float32" };
        write_json(&directory.join("config.json"), &self.config().to_json(dtype))
    }
}

/// Writes JSON as transformers does: two spaces, sorted keys, a final line break.
pub(crate) fn write_json(path: &Path, value: &Value) -> Result<()> {
    write_atomic(path, |out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })
}

/// All tensors of a model directory, and which file each is in.
fn read_all(directory: &Path) -> Result<BTreeMap<String, Found>> {
    let index = directory.join(INDEX);
    if !index.exists() {
        let single = directory.join(WEIGHTS);
        if !single.exists() {
            return Err(Error::format(directory, format!("holds neither {WEIGHTS} nor {INDEX}")));
        }
        return take(&single);
    }
    let text = std::fs::read_to_string(&index).map_err(Error::file(&index))?;
    let value: Value = serde_json::from_str(&text).map_err(|e| Error::format(&index, e))?;
    let map = value["weight_map"].as_object().ok_or_else(|| Error::format(&index, "`weight_map` is missing"))?;
    let files: BTreeSet<&str> = map.values().filter_map(Value::as_str).collect();
    let mut all = BTreeMap::new();
    for file in files {
        if file.contains(['/', '\\']) {
            return Err(Error::format(&index, format!("`{file}` is not a file of this directory")));
        }
        for (name, found) in take(&directory.join(file))? {
            if map.get(&name).and_then(Value::as_str) != Some(file) {
                return Err(Error::format(&index, format!("tensor `{name}` is in {file}, the index says otherwise")));
            }
            all.insert(name, found);
        }
    }
    if let Some((name, file)) = map.iter().find(|(name, _)| !all.contains_key(*name)) {
        return Err(Error::format(&index, format!("tensor `{name}` should be in {file} and is not")));
    }
    Ok(all)
}

fn take(file: &Path) -> Result<BTreeMap<String, Found>> {
    let found = read_tensors(file)?.into_iter();
    Ok(found.map(|(name, tensor)| (name, Found { file: file.to_owned(), tensor })).collect())
}
