//! What an adapter trains: the fields of PEFT's `adapter_config.json` that have a meaning here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Target;
use crate::config::{Config, Family};
use crate::error::{Error, Result};

/// How A and B begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Init {
    /// A uniform, B zero.
    #[default]
    Kaiming,
    /// From the gradient of a few batches (LoRA-GA, Wang et al., arXiv 2407.05000); see [`super::lora_ga`].
    LoraGa,
}

/// An adapter's configuration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AdapterConfig {
    /// Rank of the updates, at least 1.
    pub r: usize,
    /// Updates are multiplied by alpha / r.
    pub lora_alpha: f64,
    /// Dropout of the updates' inputs, in [0, 1).
    pub lora_dropout: f64,
    /// Names of linear layers (`q_proj`) or ends of their paths (`self_attn.q_proj`). Empty: PEFT's default of the
    /// family.
    pub target_modules: Vec<String>,
    /// Divide alpha by sqrt(r) instead (rsLoRA, Kalajdzievski, arXiv 2312.03732).
    pub use_rslora: bool,
    /// Train magnitudes beside the direction (DoRA, Liu et al., arXiv 2402.09353).
    pub use_dora: bool,
    /// Other ranks by (the end of) a module's path.
    pub rank_pattern: BTreeMap<String, usize>,
    /// Other alphas by (the end of) a module's path.
    pub alpha_pattern: BTreeMap<String, f64>,
    /// Only these blocks; None for all.
    pub layers_to_transform: Option<Vec<usize>>,
    /// Token ids whose rows of the embedding are trained too.
    pub trainable_token_indices: Vec<u32>,
    /// How A and B begin.
    pub init: Init,
}

impl Default for AdapterConfig {
    fn default() -> Self {
        Self {
            r: 8,
            lora_alpha: 16.0,
            lora_dropout: 0.0,
            target_modules: Vec::new(),
            use_rslora: false,
            use_dora: false,
            rank_pattern: BTreeMap::new(),
            alpha_pattern: BTreeMap::new(),
            layers_to_transform: None,
            trainable_token_indices: Vec::new(),
            init: Init::Kaiming,
        }
    }
}

impl AdapterConfig {
    /// The names that are targeted: those given, or PEFT's default of the family.
    pub fn modules(&self, family: Family) -> Vec<String> {
        if !self.target_modules.is_empty() {
            return self.target_modules.clone();
        }
        let names: &[&str] = if family == Family::Gpt2 { &["c_attn"] } else { &["q_proj", "v_proj"] };
        names.iter().map(|s| (*s).to_owned()).collect()
    }

    /// The linear layers of a decoder that this configuration chooses, by the order of their names.
    pub(crate) fn targets(&self, model: &Config) -> Result<Vec<Target>> {
        self.check()?;
        let names = self.modules(model.family);
        let mut used = vec![false; names.len()];
        let mut targets = Vec::new();
        for name in model.shapes().into_iter().filter(|(_, shape)| shape.len() == 2).map(|(name, _)| name) {
            let module = name.trim_end_matches(".weight");
            let Some(layer) = block_of(module) else { continue };
            let hit = names.iter().position(|target| ends_with_path(module, target));
            let chosen = self.layers_to_transform.as_ref().is_none_or(|list| list.contains(&layer));
            let Some(hit) = hit else { continue };
            used[hit] = true;
            if !chosen {
                continue;
            }
            let rank = pattern(&self.rank_pattern, module).copied().unwrap_or(self.r);
            let alpha = pattern(&self.alpha_pattern, module).copied().unwrap_or(self.lora_alpha);
            if rank == 0 {
                return Err(Error::Config(format!("the rank of `{module}` is 0, expected at least 1")));
            }
            let divisor = if self.use_rslora { (rank as f64).sqrt() } else { rank as f64 };
            targets.push(Target { module: module.to_owned(), layer, rank, scale: alpha / divisor });
        }
        if let Some(missing) = used.iter().position(|used| !used) {
            return Err(Error::Config(format!(
                "no linear layer of a {} model is called `{}`; its layers are {}",
                model.family.name(),
                names[missing],
                if model.family == Family::Gpt2 {
                    "c_attn, attn.c_proj, c_fc, mlp.c_proj"
                } else {
                    "q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj"
                }
            )));
        }
        if targets.is_empty() && self.trainable_token_indices.is_empty() {
            return Err(Error::Config(format!(
                "the adapter chooses no layer: layers_to_transform is {:?}, the model has {} blocks",
                self.layers_to_transform, model.layers
            )));
        }
        Ok(targets)
    }

    /// Sorted ids of the trainable rows, if any.
    pub(crate) fn trainable_tokens(&self, model: &Config) -> Result<Option<Vec<u32>>> {
        let mut ids = self.trainable_token_indices.clone();
        ids.sort_unstable();
        ids.dedup();
        match ids.last() {
            Some(&id) if id as usize >= model.vocabulary => {
                Err(Error::Config(format!("trainable token {id} is outside the vocabulary of {}", model.vocabulary)))
            }
            Some(_) => Ok(Some(ids)),
            None => Ok(None),
        }
    }

    fn check(&self) -> Result<()> {
        if self.r == 0 {
            return Err(Error::Config("r is 0, expected at least 1".into()));
        }
        if !(0.0..1.0).contains(&self.lora_dropout) {
            return Err(Error::Config(format!("lora_dropout is {}, expected 0 to below 1", self.lora_dropout)));
        }
        let keys = self.rank_pattern.keys().chain(self.alpha_pattern.keys()).chain(&self.target_modules);
        let plain = |key: &&String| !key.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
        if let Some(key) = keys.into_iter().find(plain) {
            return Err(Error::Config(format!(
                "`{key}` is a regular expression, expected (the end of) a module's path"
            )));
        }
        Ok(())
    }
}

/// Whether `path` is `end` or ends with it after a dot: PEFT's rule for names.
fn ends_with_path(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The entry for a module; of several the longest.
fn pattern<'a, T>(map: &'a BTreeMap<String, T>, module: &str) -> Option<&'a T> {
    map.iter().filter(|(key, _)| ends_with_path(module, key)).max_by_key(|(key, _)| key.len()).map(|(_, v)| v)
}

/// The block's number in a module's path.
fn block_of(module: &str) -> Option<usize> {
    let rest = module.strip_prefix("transformer.h.").or_else(|| module.strip_prefix("model.layers."))?;
    rest.split('.').next()?.parse().ok()
}
