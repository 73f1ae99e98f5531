//! The model half of the command line: tokenizers, training, generation.

pub mod documents;
pub mod generation;
pub mod plot;
pub mod settings;
pub mod texts;
pub mod training;

use std::path::Path;

use serde_json::Value;
use trommel_train::Lineage;

/// Where a dataset comes from, as far as the run says in whose folder it lies.
pub fn lineage(dataset: &Path) -> Lineage {
    // The folder of the run, of its dataset, or of the dataset's files.
    let above = dataset.ancestors().take(3).map(|folder| folder.join("manifest.json"));
    let manifest = above.into_iter().find_map(|manifest| std::fs::read(manifest).ok());
    let manifest: Value = manifest.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let text = |name: &str| manifest[name].as_str().unwrap_or_default().to_owned();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Lineage { dataset: text("recipe"), root_hash: text("root"), licences: Vec::new(), version }
}
