//! Freezing a run: its recipe with every default written out, and what it expects, so that it gives this result or none.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, AsArray};
use serde::Serialize;
use toml::Table;
use trommel_store::{Key, RunManifest, ShardTables, Store, StoreError, View};

use crate::expect::{Expect, inputs};
use crate::{PipelineError, Result};

/// A frozen recipe.
#[derive(Debug, Clone, Serialize)]
pub struct Frozen {
    /// The run.
    pub run: u64,
    /// The recipe's name.
    pub recipe: String,
    /// What it expects.
    pub expect: Expect,
    /// The recipe, as TOML.
    pub toml: String,
}

/// Freezes a committed run.
///
/// # Errors
/// When files or tables of the run are missing or damaged.
pub fn freeze(store: &Arc<Store>, run: &RunManifest) -> Result<Frozen> {
    let ingest = run.stage("ingest").ok_or_else(|| PipelineError::stage("ingest", "is missing from the run"))?;
    let mut by_source: BTreeMap<String, Vec<Key>> = BTreeMap::new();
    for (key, part) in ingest.objects.iter().zip(&ingest.parts) {
        let view = View::open(Arc::clone(store), vec![ShardTables { tables: vec![part.clone()] }])?;
        by_source.entry(source_of(&view)?).or_default().push(*key);
    }
    let expect = Expect {
        inputs: Some(inputs(ingest.objects.iter().copied())),
        root: run.root,
        trommel: (!run.trommel.is_empty()).then(|| run.trommel.clone()),
        stages: run.stages.iter().map(|stage| (stage.name.clone(), stage.version)).collect(),
        sources: by_source.into_iter().map(|(source, keys)| (source, inputs(keys.into_iter()))).collect(),
    };
    let path = format!("{}/recipe.resolved.toml", RunManifest::folder(run.number));
    let recipe = String::from_utf8(store.get(&path)?.to_vec()).map_err(|error| {
        let (found, expected) = (error.to_string(), "a recipe".to_owned());
        StoreError::Damaged { path, found, expected }
    })?;
    let toml = format!(
        "# Run {} of `{}`, frozen. Run with other inputs or other code it is refused, and so is another result.\n{}\n\n{}",
        run.number,
        run.recipe,
        recipe.trim_end(),
        table(&expect)
    );
    Ok(Frozen { run: run.number, recipe: run.recipe.clone(), expect, toml })
}

/// The source of a shard's documents: all have the same.
fn source_of(view: &View) -> Result<String> {
    let first = view.read(0, &["source"], 1, false)?.next().transpose()?;
    let source = first.as_ref().map(|batch| batch.column(0).as_string::<i32>()).filter(|column| !column.is_empty());
    source.map(|column| column.value(0).to_owned()).ok_or_else(|| PipelineError::stage("ingest", "a shard has no rows"))
}

fn table(expect: &Expect) -> String {
    let table = toml::Value::try_from(expect).unwrap_or(toml::Value::Table(Table::new()));
    Table::from_iter([("expect".to_owned(), table)]).to_string()
}
