//! Reading a checkpoint back.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use trommel_model::optim::State;
use trommel_model::store::read_tensors;
use trommel_model::{Adapter, DType, Model, Tensor};

use super::{Manifest, RunState};
use crate::data::Cursor;
use crate::error::{Error, Result};
use crate::start::Start;

/// What a run goes on with.
pub(crate) struct Restored {
    pub optimiser: BTreeMap<String, State>,
    pub cursor: Cursor,
    pub state: RunState,
}

/// Reads a checkpoint of the run `manifest` into the model that this run began with.
pub(crate) fn read(path: &Path, manifest: &Manifest, start: &mut Start) -> Result<Restored> {
    let found: Manifest = json(&path.join("manifest.json"))?;
    if let Some((found, expected)) = found.differs(manifest) {
        return Err(Error::OtherRun { path: path.to_owned(), found, expected });
    }
    parameters(path, start)?;
    Ok(Restored {
        optimiser: optimiser(&path.join("optimizer.safetensors"))?,
        cursor: json(&path.join("data_cursor.json"))?,
        state: json(&path.join("scheduler.json"))?,
    })
}

/// The parameters of a checkpoint into the model of a run.
pub(crate) fn parameters(path: &Path, start: &mut Start) -> Result<()> {
    let (dtype, device) = (start.model.dtype(), start.model.device().clone());
    if start.initial.is_some() {
        return lora_ga(&path.join("lora_ga.safetensors"), start);
    }
    if start.model.adapter().is_some() {
        let saved = Adapter::load(path, start.model.config(), dtype, &device)?;
        let adapter = start.model.adapter_mut().expect("it is there");
        for (name, param) in saved.params().iter() {
            adapter.params().set(name, param.var.as_tensor())?;
        }
        return Ok(());
    }
    let saved = Model::load(path, DType::F32, &device)?;
    for (name, param) in saved.params().iter() {
        start.model.params().set(name, param.var.as_tensor())?;
    }
    Ok(())
}

fn lora_ga(path: &Path, start: &mut Start) -> Result<()> {
    for (name, tensor) in read_tensors(path)? {
        let missing = || Error::format(path, format!("unexpected tensor `{name}`"), "the tensors of this adapter");
        match name.split_once('.').ok_or_else(missing)? {
            ("base", name) => start.model.params().set(name, &tensor)?,
            ("now", name) => start.model.adapter().ok_or_else(missing)?.params().set(name, &tensor)?,
            ("initial", name) => start.initial.as_ref().ok_or_else(missing)?.params().set(name, &tensor)?,
            _ => return Err(missing()),
        }
    }
    Ok(())
}

fn optimiser(path: &Path) -> Result<BTreeMap<String, State>> {
    let mut tensors = read_tensors(path)?;
    let names: Vec<String> = tensors.keys().filter_map(|key| Some(key.strip_prefix("m.")?.to_owned())).collect();
    let mut states = BTreeMap::new();
    for name in names {
        let mut take = |part: &str| -> Result<Tensor> {
            let key = format!("{part}.{name}");
            let missing = || Error::format(path, format!("no tensor `{key}`"), "m, v and step of each parameter");
            tensors.remove(&key).ok_or_else(missing)
        };
        let (m, v, step) = (take("m")?, take("v")?, take("step")?);
        let step = step.to_vec1::<i64>().map_err(trommel_model::Error::from)?;
        let step = step.first().copied().unwrap_or(0) as u64;
        states.insert(name, State { step, m, v });
    }
    Ok(states)
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    serde_json::from_str(&text).map_err(|error| Error::format(path, error, "what this version of Trommel writes there"))
}
