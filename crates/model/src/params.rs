//! Parameters by name, in order. candle's `VarMap` is a hash map: its order, and with it every sum over parameters,
//! differs from process to process.

use std::collections::BTreeMap;

use candle_core::{DType, Device, Tensor, Var};

use crate::config::Config;
use crate::error::{Error, Result};
use crate::rng::Key;

/// One parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its numbers.
    pub var: Var,
    /// Whether training may change it.
    pub trainable: bool,
}

/// Parameters by the names that Hugging Face's files give them. A clone shares its numbers with the original; see
/// [`Params::copied`].
#[derive(Clone, Debug, Default)]
pub struct Params {
    map: BTreeMap<String, Param>,
}

impl Params {
    /// Random parameters of a new decoder: normal with deviation 0.02, the projections into the residual stream scaled by
    /// 1 / sqrt(2 layers) (Radford et al., 2019), norms 1, biases 0. Each tensor depends on `seed` and its name alone.
    pub fn random(config: &Config, seed: u64, dtype: DType, device: &Device) -> Result<Self> {
        let residual = 0.02 / (2.0 * config.layers.max(1) as f64).sqrt();
        let mut params = Self::default();
        for (name, shape) in config.shapes() {
            let count = shape.iter().product();
            let into_residual =
                ["c_proj.weight", "o_proj.weight", "down_proj.weight"].iter().any(|s| name.ends_with(s));
            let deviation = if into_residual { residual } else { 0.02 };
            let values: Vec<f32> = match (shape.len(), name.ends_with("bias")) {
                (1, true) => vec![0.0; count],
                (1, false) => vec![1.0; count],
                _ => {
                    let mut random = Key::named(seed, &name).stream();
                    (0..count).map(|_| (random.normal() * deviation) as f32).collect()
                }
            };
            params.insert(name, Tensor::from_vec(values, shape, device)?.to_dtype(dtype)?, true)?;
        }
        Ok(params)
    }

    /// Adds or replaces a parameter. The numbers are copied.
    pub fn insert(&mut self, name: impl Into<String>, tensor: Tensor, trainable: bool) -> Result<()> {
        let var = Var::from_tensor(&tensor.detach().contiguous()?)?;
        self.map.insert(name.into(), Param { var, trainable });
        Ok(())
    }

    /// The same parameters with numbers of their own.
    pub fn copied(&self) -> Result<Self> {
        let mut copy = Self::default();
        for (name, param) in &self.map {
            copy.insert(name.clone(), param.var.as_detached_tensor(), param.trainable)?;
        }
        Ok(copy)
    }

    /// The parameter of this name.
    pub fn get(&self, name: &str) -> Option<&Param> {
        self.map.get(name)
    }

    /// All parameters by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Param)> {
        self.map.iter().map(|(name, param)| (name.as_str(), param))
    }

    /// Number of tensors.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Number of numbers.
    pub fn count(&self) -> usize {
        self.map.values().map(|p| p.var.elem_count()).sum()
    }

    /// Makes exactly those parameters trainable that `which` says.
    pub fn set_trainable(&mut self, which: impl Fn(&str) -> bool) {
        for (name, param) in &mut self.map {
            param.trainable = which(name);
        }
    }

    /// The trainable ones.
    pub fn trainable(&self) -> impl Iterator<Item = (&str, &Var)> {
        self.iter().filter(|(_, p)| p.trainable).map(|(name, p)| (name, &p.var))
    }

    /// The tensor of this name for computing: tracking gradients if it is trainable and `train` is set, detached
    /// otherwise. Either way it shares its numbers with the parameter and sees its updates.
    pub fn tensor(&self, name: &str, train: bool) -> Result<Tensor> {
        let param = self.map.get(name).ok_or_else(|| Error::Config(format!("the model has no parameter `{name}`")))?;
        Ok(if train && param.trainable { param.var.as_tensor().clone() } else { param.var.as_detached_tensor() })
    }

    /// Writes new numbers into a parameter in place.
    pub fn set(&self, name: &str, tensor: &Tensor) -> Result<()> {
        let param = self.map.get(name).ok_or_else(|| Error::Config(format!("the model has no parameter `{name}`")))?;
        if param.var.dims() != tensor.dims() {
            let (want, found) = (param.var.dims(), tensor.dims());
            return Err(Error::Config(format!("`{name}` has shape {want:?}, found {found:?}")));
        }
        let tensor = tensor.detach().to_dtype(param.var.dtype())?.to_device(param.var.device())?;
        Ok(param.var.set(&tensor.contiguous()?)?)
    }
}
