//! A decoder's parameters together with an adapter's, and the views that compute with them.

use std::collections::BTreeMap;

use candle_core::{DType, Device, Tensor};

use crate::adapter::{Adapter, AdapterConfig};
use crate::config::Config;
use crate::decoder::{Decoder, Source, Update};
use crate::error::{Error, Result};
use crate::gradients::Trainable;
use crate::ops::{self, Path};
use crate::params::Params;

/// A decoder, perhaps with an adapter. A clone shares its numbers with the original; see [`Model::copied`].
#[derive(Clone, Debug)]
pub struct Model {
    config: Config,
    params: Params,
    adapter: Option<Adapter>,
    dtype: DType,
    device: Device,
    path: Path,
}

impl Model {
    /// A new decoder with random parameters, all trainable. `dtype` is `F32`, or `F64` for exact comparisons.
    pub fn random(config: Config, seed: u64, dtype: DType, device: &Device) -> Result<Self> {
        let params = Params::random(&config, seed, dtype, device)?;
        Self::new(config, params, dtype, device)
    }

    /// A decoder with the given parameters, whose names and shapes must be those of [`Config::shapes`].
    pub fn new(config: Config, params: Params, dtype: DType, device: &Device) -> Result<Self> {
        config.check()?;
        let shapes = config.shapes();
        let found: BTreeMap<&str, &[usize]> = params.iter().map(|(name, p)| (name, p.var.dims())).collect();
        let wrong = shapes.iter().find(|(name, shape)| found.get(name.as_str()) != Some(&shape.as_slice()));
        if let Some((name, shape)) = wrong {
            let found = found.get(name.as_str());
            return Err(Error::Config(format!("parameter `{name}`: expected shape {shape:?}, found {found:?}")));
        }
        let path = Path::for_device(device);
        Ok(Self { config, params, adapter: None, dtype, device: device.clone(), path })
    }

    /// The same model with numbers of its own.
    pub fn copied(&self) -> Result<Self> {
        let adapter = self.adapter.as_ref().map(Adapter::copied).transpose()?;
        Ok(Self { params: self.params.copied()?, adapter, ..self.clone() })
    }

    /// The decoder's shape.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The number type that it computes in.
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// Where it computes.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// The decoder's own parameters.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// The decoder's own parameters, to freeze or to replace.
    pub fn params_mut(&mut self) -> &mut Params {
        &mut self.params
    }

    /// The adapter, if there is one.
    pub fn adapter(&self) -> Option<&Adapter> {
        self.adapter.as_ref()
    }

    /// The adapter, to unlock groups of its layers.
    pub fn adapter_mut(&mut self) -> Option<&mut Adapter> {
        self.adapter.as_mut()
    }

    /// Chooses the form of the operators; by default the faster one that the device has.
    pub fn set_path(&mut self, path: Path) {
        self.path = path;
    }

    /// The form of the operators.
    pub fn path(&self) -> Path {
        self.path
    }

    /// Freezes the decoder and adds a fresh adapter, which changes no logit yet: every B is zero.
    pub fn adapt(&mut self, config: AdapterConfig, seed: u64) -> Result<()> {
        let adapter = Adapter::new(config, &self.config, &self.params, seed)?;
        self.attach(adapter);
        Ok(())
    }

    /// Freezes the decoder and adds this adapter.
    pub fn attach(&mut self, adapter: Adapter) {
        self.params.set_trainable(|_| false);
        self.adapter = Some(adapter);
    }

    /// Takes the adapter off; the decoder stays frozen.
    pub fn detach(&mut self) -> Option<Adapter> {
        self.adapter.take()
    }

    /// Adds the adapter's update to the decoder's own numbers and drops the adapter. The decoder's parameters stay
    /// frozen; see [`Params::set_trainable`].
    pub fn merge(&mut self) -> Result<()> {
        if let Some(adapter) = self.adapter.take() {
            adapter.merge_into(&self.config, &mut self.params)?;
        }
        Ok(())
    }

    /// All trainable parameters by name, the adapter's among them under their PEFT names.
    pub fn trainable(&self) -> Trainable {
        let own = self.params.trainable();
        let adapter = self.adapter.iter().flat_map(|a| a.params().trainable());
        own.chain(adapter).map(|(name, var)| (name.to_owned(), var.clone())).collect()
    }

    /// The decoder for training: trainable parameters track gradients. Build it again after freezing or unlocking.
    pub fn training(&self) -> Result<Decoder> {
        Decoder::build(&self.config, self.path, &View { model: self, train: true, adapted: true })
    }

    /// The decoder for evaluation and generation: nothing tracks gradients, so no graph is kept. It sees later updates
    /// of the parameters, except in rows that an adapter replaces in the embedding: build it again after those changed.
    pub fn inference(&self) -> Result<Decoder> {
        Decoder::build(&self.config, self.path, &View { model: self, train: false, adapted: true })
    }

    /// [`Model::inference`] without the adapter: the reference policy.
    pub fn base(&self) -> Result<Decoder> {
        Decoder::build(&self.config, self.path, &View { model: self, train: false, adapted: false })
    }
}

struct View<'a> {
    model: &'a Model,
    train: bool,
    adapted: bool,
}

impl View<'_> {
    fn adapter(&self) -> Option<&Adapter> {
        self.model.adapter.as_ref().filter(|_| self.adapted)
    }
}

impl Source for View<'_> {
    fn tensor(&self, name: &str) -> Result<Tensor> {
        self.model.params.tensor(name, self.train)
    }

    fn update(&self, module: &str) -> Result<Option<Update>> {
        self.adapter().map_or(Ok(None), |adapter| adapter.update(module, self.train))
    }

    fn embedding(&self, name: &str, path: Path) -> Result<Tensor> {
        let table = self.tensor(name)?;
        match self.adapter().map(|a| a.rows(self.train)).transpose()?.flatten() {
            Some((ids, rows)) => Ok(ops::replace_rows(path, &table, &rows, &ids)?),
            None => Ok(table),
        }
    }
}
