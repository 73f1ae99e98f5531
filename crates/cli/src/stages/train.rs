//! `train`: a model learns the published rows, and is a directory that others load.
//!
//! Either all keys are said, or `preset = "…"` (`mftcoder-plus-plus`, `gpt2-study`, `module-matching`, `mftcoder`, `tiny`) and those that differ; the
//! defaults below are those of `tiny`. `pass = { … }`, with the keys of [`generate`](#generate), has pass@1 measured at every evaluation.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_pipeline::PipelineError;
use trommel_pipeline::stage::{Context, Made, Product, Stage, Work, Workplace};
use trommel_store::{Key, KeyBuilder};
use trommel_train::{Lineage, ModelSpec, Preset, TrainConfig, TrainRecipe};

use crate::modelling::training::{self, Asked};
use crate::stages::Generate;

/// Trains a model on the published rows: `prompt` is shown, `content` is learnt.
#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "Value")]
pub struct Train {
    /// What to train.
    #[serde(flatten)]
    config: TrainConfig,
    /// The benchmark on which pass@1 is measured at every evaluation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pass: Option<Generate>,
    #[serde(skip)]
    fingerprint: OnceLock<Option<Key>>,
}

impl TryFrom<Value> for Train {
    type Error = String;

    fn try_from(mut value: Value) -> Result<Self, String> {
        let pass = value.as_object_mut().and_then(|fields| fields.remove("pass"));
        let pass = pass.map(serde_json::from_value).transpose().map_err(|error| format!("pass: {error}"))?;
        let TrainRecipe(config) = TrainRecipe::try_from(value)?;
        Ok(Train { config, pass, fingerprint: OnceLock::new() })
    }
}

impl Default for Train {
    fn default() -> Self {
        Train { config: Preset::Tiny.config(), pass: None, fingerprint: OnceLock::new() }
    }
}

/// What stays of the folder in which training worked: all but the checkpoints and what a clock wrote, such as MLflow's store.
const LEFT_OUT: [&str; 5] = ["checkpoint-", "timings", "events.out", "mlflow.json", "run.lock"];

impl Train {
    /// What to train.
    pub fn config(&self) -> &TrainConfig {
        &self.config
    }

    /// The benchmark on which pass@1 is measured.
    pub fn pass(&self) -> Option<&Generate> {
        self.pass.as_ref()
    }

    /// The checkpoint to begin with and the benchmark, by content.
    fn outside(&self) -> anyhow::Result<Option<Key>> {
        let mut key = KeyBuilder::new("train");
        if let ModelSpec::Checkpoint(folder) = &self.config.model {
            for name in files(folder, "").with_context(|| format!("reading {}", folder.display()))? {
                key = key.field(&name).field(blake3_of(&folder.join(&name))?);
            }
        }
        if let Some(pass) = &self.pass {
            key = key.field(pass.tasks()?.1);
        }
        let nothing = self.pass.is_none() && matches!(self.config.model, ModelSpec::Shape(_));
        Ok((!nothing).then(|| key.finish()))
    }
}

fn blake3_of(path: &Path) -> anyhow::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let mut file = fs::File::open(path).with_context(|| format!("opening {}", path.display()))?;
    std::io::copy(&mut file, &mut hasher).with_context(|| format!("reading {}", path.display()))?;
    Ok(*hasher.finalize().as_bytes())
}

/// The files under a folder, in order, with `/` between names.
fn files(folder: &Path, prefix: &str) -> std::io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => found.extend(files(&entry.path(), &format!("{name}/"))?),
            false => found.push(name),
        }
    }
    found.sort();
    Ok(found)
}

impl Stage for Train {
    fn kind(&self) -> &'static str {
        "train"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn work(&self) -> Work<'_> {
        Work::Product(self)
    }

    fn prepare(&self) -> trommel_pipeline::Result<()> {
        if self.fingerprint.get().is_none() {
            let key = self.outside().map_err(|error| PipelineError::stage("train", format!("{error:#}")))?;
            let _ = self.fingerprint.set(key); // Another thread's is as good.
        }
        Ok(())
    }

    fn fingerprint(&self) -> Option<Key> {
        self.fingerprint.get().copied().flatten()
    }
}

impl Product for Train {
    fn reads(&self) -> &[&'static str] {
        &["tokenizer"]
    }

    fn reads_dataset(&self) -> bool {
        true
    }

    fn make(&self, context: &Context<'_>, workplace: &Workplace) -> trommel_pipeline::Result<Made> {
        let split = |name| workplace.dataset.get(name).map_or(&[][..], Vec::as_slice);
        let made = || -> anyhow::Result<Made> {
            let asked = Asked {
                config: &self.config,
                pass: self.pass.as_ref(),
                train: split("train"),
                evaluation: split("validation"),
                tokenizer: workplace.products.get("tokenizer").context("no tokenizer")?,
                lineage: Lineage {
                    dataset: "dataset".to_owned(),
                    root_hash: workplace.root.to_string(),
                    licences: Vec::new(),
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                },
                resume: true,
            };
            let facts = training::train(&asked, &workplace.folder, context.events)?;
            let mlflow = self.config.save.mlflow.as_ref().map(|mlflow| &mlflow.folder);
            let kept = |name: &String| {
                !mlflow.is_some_and(|folder| Path::new(name).starts_with(folder))
                    && !LEFT_OUT.iter().any(|prefix| {
                        name.rsplit('/').next().is_some_and(|last| last.starts_with(prefix)) || name.starts_with(prefix)
                    })
            };
            Ok(Made { files: files(&workplace.folder, "")?.into_iter().filter(kept).collect(), facts })
        };
        made().map_err(|error| match crate::world::interrupted() {
            true => PipelineError::Cancelled,
            false => PipelineError::stage("train", format!("{error:#}")),
        })
    }
}
