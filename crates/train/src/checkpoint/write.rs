//! Writing a checkpoint: into a folder beside it, synced, renamed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde::Serialize;
use serde_json::json;
use trommel_model::optim::State;
use trommel_model::store::{write_atomic, write_tensors};
use trommel_model::{Adapter, Device, Model, Tensor};
use trommel_tokens::Tokenizer;

use super::{Manifest, RunState};
use crate::config::{Method, TrainConfig};
use crate::data::Cursor;
use crate::error::{Error, Result};

/// What a checkpoint holds.
pub(crate) struct Contents<'a> {
    pub model: &'a Model,
    /// The LoRA-GA adapter as it began.
    pub initial: Option<&'a Adapter>,
    pub tokenizer: &'a Tokenizer,
    pub optimiser: BTreeMap<String, State>,
    pub cursor: Cursor,
    pub state: &'a RunState,
    pub manifest: Manifest,
    pub epoch: f64,
    /// What the adapter's files call the model below it.
    pub base: String,
}

/// Writes a checkpoint to `path`: whole, or not at all.
pub(crate) fn write(path: &Path, contents: &Contents) -> Result<()> {
    let partial = path.with_extension("partial");
    let result = (|| {
        if partial.exists() {
            std::fs::remove_dir_all(&partial).map_err(Error::file(&partial))?;
        }
        std::fs::create_dir_all(&partial).map_err(Error::file(&partial))?;
        fill(&partial, contents)?;
        if path.exists() {
            // Only a checkpoint of the same step of the same run, whose bytes are the same.
            std::fs::remove_dir_all(path).map_err(Error::file(path))?;
        }
        std::fs::rename(&partial, path).map_err(Error::file(path))?;
        match path.parent() {
            Some(parent) if cfg!(unix) => File::open(parent).and_then(|p| p.sync_all()).map_err(Error::file(parent)),
            _ => Ok(()),
        }
    })();
    if result.is_err() {
        _ = std::fs::remove_dir_all(&partial);
    }
    result
}

fn fill(folder: &Path, contents: &Contents) -> Result<()> {
    let config = &contents.manifest.config;
    write_parameters(folder, contents.model, contents.initial, contents.tokenizer, &contents.base)?;
    if let (Method::LoraGa { .. }, Some(initial), Some(adapter)) =
        (&config.method, contents.initial, contents.model.adapter())
    {
        lora_ga(&folder.join("lora_ga.safetensors"), contents.model, adapter, initial)?;
    }
    optimiser(&folder.join("optimizer.safetensors"), &contents.optimiser)?;
    json_file(&folder.join("scheduler.json"), contents.state)?;
    json_file(&folder.join("data_cursor.json"), &contents.cursor)?;
    let step = contents.state.progress.step;
    json_file(&folder.join("rng.json"), &random(config, step))?;
    json_file(&folder.join("manifest.json"), &contents.manifest)?;
    let state = contents.state.trainer_state(config, contents.manifest.steps, contents.epoch);
    json_file(&folder.join("trainer_state.json"), &state)
}

/// The model, or the adapter alone, with the tokenizer.
pub(crate) fn write_parameters(
    folder: &Path,
    model: &Model,
    initial: Option<&Adapter>,
    tokenizer: &Tokenizer,
    base: &str,
) -> Result<()> {
    match (model.adapter(), initial) {
        (Some(adapter), Some(initial)) => {
            adapter.against_original(initial)?.save(folder, model.config(), base)?;
        }
        (Some(adapter), None) => adapter.save(folder, model.config(), base)?,
        (None, _) => model.save(folder, None)?,
    }
    Ok(tokenizer.save(folder, Some(model.config().context))?)
}

/// Random numbers have no state: each follows from the seed and its place.
fn random(config: &TrainConfig, step: u64) -> serde_json::Value {
    json!({ "generator": "ChaCha8 keyed by (seed, step and micro-batch, layer, site)", "seed": config.seed, "step": step })
}

fn optimiser(path: &Path, states: &BTreeMap<String, State>) -> Result<()> {
    let mut tensors: BTreeMap<String, Tensor> = BTreeMap::new();
    for (name, state) in states {
        tensors.insert(format!("m.{name}"), state.m.clone());
        tensors.insert(format!("v.{name}"), state.v.clone());
        let step = Tensor::new(&[state.step as i64], &Device::Cpu).map_err(trommel_model::Error::from)?;
        tensors.insert(format!("step.{name}"), step);
    }
    Ok(write_tensors(path, tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)))?)
}

/// A LoRA-GA run's own numbers: the adapter now and as it began, and the weights that its beginning changed.
fn lora_ga(path: &Path, model: &Model, adapter: &Adapter, initial: &Adapter) -> Result<()> {
    let mut tensors: BTreeMap<String, Tensor> = BTreeMap::new();
    for (part, adapter) in [("now", adapter), ("initial", initial)] {
        for (name, param) in adapter.params().iter() {
            tensors.insert(format!("{part}.{name}"), param.var.as_detached_tensor());
        }
    }
    for target in adapter.targets() {
        let name = format!("{}.weight", target.module);
        tensors.insert(format!("base.{name}"), model.params().tensor(&name, false)?);
    }
    Ok(write_tensors(path, tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)))?)
}

/// JSON with two spaces and a final line break.
fn json_file(path: &Path, value: &impl Serialize) -> Result<()> {
    Ok(write_atomic(path, |out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })?)
}
