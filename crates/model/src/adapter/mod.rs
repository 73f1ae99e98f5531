//! Adapters: low-rank updates of frozen linear layers (LoRA, rsLoRA, DoRA, LoRA-GA) and trainable rows of the embedding,
//! under the names and in the files of PEFT.

mod config;
mod gradient_init;
mod peft;
mod svd;

use std::sync::Arc;

use candle_core::Tensor;

pub use config::{AdapterConfig, Init};
pub use gradient_init::lora_ga;

use crate::config::{Config, Family};
use crate::decoder::{Update, layer};
use crate::error::{Error, Result};
use crate::ops::{self, Orientation, Path};
use crate::params::Params;
use crate::rng::Key;

/// What PEFT puts before every name.
pub(crate) const PREFIX: &str = "base_model.model.";

/// One linear layer with an update.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its module path, such as `model.layers.0.self_attn.q_proj`.
    pub module: String,
    /// The block it is in.
    pub layer: usize,
    /// Rank of its update.
    pub rank: usize,
    /// What its update is multiplied by: alpha / rank, or alpha / sqrt(rank).
    pub scale: f64,
}

/// An adapter's parameters and where they go. A clone shares its numbers with the original; see [`Adapter::copied`].
#[derive(Clone, Debug)]
pub struct Adapter {
    config: AdapterConfig,
    params: Params,
    targets: Vec<Target>,
    orientation: Orientation,
    rows: Option<(Arc<Vec<u32>>, String)>,
}

impl Adapter {
    /// A fresh adapter for a decoder: A uniform on +-1/sqrt(in) (PEFT's Kaiming initialisation with a = sqrt 5), B zero,
    /// magnitudes the norms of the weight's rows, embedding rows as they are. Every tensor depends on `seed` and its
    /// name alone.
    pub fn new(config: AdapterConfig, model: &Config, base: &Params, seed: u64) -> Result<Self> {
        let mut adapter = Self::empty(config, model)?;
        let orientation = adapter.orientation;
        for target in adapter.targets.clone() {
            let weight = base.tensor(&format!("{}.weight", target.module), false)?;
            let (out, inner) = orientation.dims(&weight)?;
            let name = name(&target.module, "lora_A.weight");
            let bound = 1.0 / (inner as f64).sqrt();
            let mut random = Key::named(seed, &name).stream();
            let a: Vec<f32> = (0..target.rank * inner).map(|_| random.uniform(bound) as f32).collect();
            let a = Tensor::from_vec(a, (target.rank, inner), weight.device())?.to_dtype(weight.dtype())?;
            let b = Tensor::zeros((out, target.rank), weight.dtype(), weight.device())?;
            adapter.params.insert(name, a, true)?;
            adapter.params.insert(self::name(&target.module, "lora_B.weight"), b, true)?;
            if adapter.config.use_dora {
                adapter.reset_magnitude(&target, base)?;
            }
        }
        if let Some((ids, name)) = &adapter.rows {
            let table = base.tensor(model.embedding(), false)?;
            let ids = Tensor::from_slice(ids.as_slice(), ids.len(), table.device())?;
            adapter.params.insert(name.clone(), table.index_select(&ids, 0)?, true)?;
        }
        Ok(adapter)
    }

    /// The layers that a configuration chooses in a decoder, without parameters.
    pub(crate) fn empty(config: AdapterConfig, model: &Config) -> Result<Self> {
        let targets = config.targets(model)?;
        let gpt2 = model.family == Family::Gpt2;
        let rows = config.trainable_tokens(model)?.map(|ids| {
            let module = model.embedding().trim_end_matches(".weight");
            (Arc::new(ids), name(module, "token_adapter.trainable_tokens_delta"))
        });
        let orientation = if gpt2 { Orientation::InOut } else { Orientation::OutIn };
        Ok(Self { config, params: Params::default(), targets, orientation, rows })
    }

    /// The same adapter with numbers of its own.
    pub fn copied(&self) -> Result<Self> {
        Ok(Self { params: self.params.copied()?, ..self.clone() })
    }

    /// Its configuration.
    pub fn config(&self) -> &AdapterConfig {
        &self.config
    }

    /// Its parameters under PEFT's names.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// Its parameters.
    pub fn params_mut(&mut self) -> &mut Params {
        &mut self.params
    }

    /// The layers that it updates, in the order of their names.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Makes the updates of exactly those blocks trainable that `which` chooses (PLoRA's stages), and the embedding's
    /// rows if `rows` is set. Locked updates are still computed, so that unlocking changes no logit by a single bit.
    pub fn unlock(&mut self, which: impl Fn(usize) -> bool, rows: bool) {
        let open: Vec<String> =
            self.targets.iter().filter(|t| which(t.layer)).map(|t| format!("{PREFIX}{}.lora_", t.module)).collect();
        let table = self.rows.as_ref().map(|(_, name)| name.clone());
        self.params.set_trainable(|name| match &table {
            Some(table) if table == name => rows,
            _ => open.iter().any(|prefix| name.starts_with(prefix.as_str())),
        });
    }

    /// Sets DoRA's magnitudes of a layer to ||W + s B A|| of each output.
    pub fn reset_magnitude(&mut self, target: &Target, base: &Params) -> Result<()> {
        let weight = base.tensor(&format!("{}.weight", target.module), false)?;
        let (a, b) = self.pair(&target.module, false)?;
        let norms = layer::row_norms(&weight, self.orientation, &a, &b, target.scale)?;
        let name = name(&target.module, "lora_magnitude_vector");
        let trainable = self.params.get(&name).is_none_or(|p| p.trainable);
        self.params.insert(name, norms, trainable)
    }

    fn pair(&self, module: &str, train: bool) -> Result<(Tensor, Tensor)> {
        let a = self.params.tensor(&name(module, "lora_A.weight"), train)?;
        Ok((a, self.params.tensor(&name(module, "lora_B.weight"), train)?))
    }

    /// The update of one linear layer.
    pub(crate) fn update(&self, module: &str, train: bool) -> Result<Option<Update>> {
        let Some(site) = self.targets.iter().position(|t| t.module == module) else {
            return Ok(None);
        };
        let (a, b) = self.pair(module, train)?;
        let magnitude = if self.config.use_dora {
            Some(self.params.tensor(&name(module, "lora_magnitude_vector"), train)?)
        } else {
            None
        };
        let scale = self.targets[site].scale;
        Ok(Some(Update { a, b, scale, magnitude, dropout: self.config.lora_dropout, site: site as u32 }))
    }

    /// The embedding's trainable rows and their ids.
    pub(crate) fn rows(&self, train: bool) -> Result<Option<(Vec<u32>, Tensor)>> {
        let Some((ids, name)) = &self.rows else { return Ok(None) };
        Ok(Some((ids.to_vec(), self.params.tensor(name, train)?)))
    }

    /// W + s B A, with DoRA's magnitudes m / ||W + s B A|| (W + s B A), written into `base`; the embedding's rows too.
    pub(crate) fn merge_into(&self, model: &Config, base: &mut Params) -> Result<()> {
        for target in &self.targets {
            let weight_name = format!("{}.weight", target.module);
            let weight = base.tensor(&weight_name, false)?;
            let (a, b) = self.pair(&target.module, false)?;
            let delta = (b.matmul(&a)? * target.scale)?;
            let inout = self.orientation == Orientation::InOut;
            let mut whole = if inout { (&weight + delta.t()?)? } else { (&weight + delta)? };
            if self.config.use_dora {
                let magnitude = self.params.tensor(&name(&target.module, "lora_magnitude_vector"), false)?;
                let norms = layer::row_norms(&weight, self.orientation, &a, &b, target.scale)?;
                let factors = (magnitude / norms)?;
                whole = whole.broadcast_mul(&if inout { factors.unsqueeze(0)? } else { factors.unsqueeze(1)? })?;
            }
            base.set(&weight_name, &whole)?;
        }
        if let Some((ids, rows)) = self.rows(false)? {
            let table = base.tensor(model.embedding(), false)?;
            let path = Path::for_device(table.device());
            base.set(model.embedding(), &ops::replace_rows(path, &table, &rows, &ids)?)?;
        }
        Ok(())
    }

    /// Replaces A and B of one layer.
    pub fn set_pair(&mut self, module: &str, a: &Tensor, b: &Tensor) -> Result<()> {
        self.params.set(&name(module, "lora_A.weight"), a)?;
        self.params.set(&name(module, "lora_B.weight"), b)
    }

    /// Names and shapes of all its parameters for a decoder.
    pub(crate) fn shapes(&self, model: &Config) -> Result<crate::config::Shapes> {
        let mut shapes = crate::config::Shapes::new();
        let base = model.shapes();
        for target in &self.targets {
            let weight = base
                .get(&format!("{}.weight", target.module))
                .ok_or_else(|| Error::Config(format!("the model has no layer `{}`", target.module)))?;
            let (out, inner) = match self.orientation {
                Orientation::OutIn => (weight[0], weight[1]),
                Orientation::InOut => (weight[1], weight[0]),
            };
            shapes.insert(name(&target.module, "lora_A.weight"), vec![target.rank, inner]);
            shapes.insert(name(&target.module, "lora_B.weight"), vec![out, target.rank]);
            if self.config.use_dora {
                shapes.insert(name(&target.module, "lora_magnitude_vector"), vec![out]);
            }
        }
        if let Some((ids, name)) = &self.rows {
            shapes.insert(name.clone(), vec![ids.len(), model.width]);
        }
        Ok(shapes)
    }
}

fn name(module: &str, part: &str) -> String {
    format!("{PREFIX}{module}.{part}")
}
