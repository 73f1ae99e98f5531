//! `[expect]`: what a frozen recipe expects of its inputs, of our code and of the result. A run on anything else is refused.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use trommel_corpus::ShardInput;
use trommel_store::{Key, KeyBuilder};

use crate::events::{Event, Events};
use crate::recipe::Recipe;
use crate::run::ingest_key;
use crate::{PipelineError, Result};

/// The table. What it does not say may be anything.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// One hash over all shards of the listing, as ingest reads them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inputs: Option<Key>,
    /// The root hash of the dataset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<Key>,
    /// The version of Trommel that made it. Another one is told of, not refused: the code versions of stages decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trommel: Option<String>,
    /// The code version of each stage.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stages: BTreeMap<String, u32>,
    /// Like `inputs`, of each source, so that one that differs can be named.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, Key>,
}

impl Expect {
    /// Refuses other code, before anything is listed.
    pub(crate) fn check_code(&self, recipe: &Recipe, events: &dyn Events) -> Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        if let Some(expected) = self.trommel.as_deref().filter(|expected| *expected != version) {
            events
                .on(Event::Note(&format!("this is Trommel {version}; `[expect]` was written of a run of {expected}")));
        }
        if self.stages.is_empty() {
            return Ok(());
        }
        let ours: BTreeMap<String, u32> =
            recipe.stages.iter().map(|stage| (stage.kind().to_owned(), stage.version())).collect();
        let differs = differing("stage", &ours, &self.stages, |version| format!("code version {version}"));
        refuse(
            recipe,
            "the stages are not those that `[expect]` names; nothing was done",
            differs,
            "use the Trommel that made it, or take `[expect]` out and freeze the new run",
        )
    }

    /// Refuses other inputs, before anything is computed.
    pub(crate) fn check_inputs(&self, recipe: &Recipe, ingest: u32, shards: &[ShardInput]) -> Result<()> {
        let keys =
            |shards: &mut dyn Iterator<Item = &ShardInput>| inputs(shards.map(|shard| ingest_key(ingest, shard)));
        let Some(expected) = self.inputs else { return Ok(()) };
        let found = keys(&mut shards.iter());
        if found == expected {
            return Ok(());
        }
        let mut differs = vec![format!("  all sources: {}, expected {}", found.short(), expected.short())];
        if !self.sources.is_empty() {
            let names: BTreeSet<&str> = shards.iter().map(ShardInput::source).collect();
            let of = |name: &str| keys(&mut shards.iter().filter(|shard| shard.source() == name));
            let ours = names.into_iter().map(|name| (name.to_owned(), of(name))).collect();
            differs.extend(differing("source", &ours, &self.sources, Key::short));
        }
        refuse(
            recipe,
            "the inputs are not those that `[expect]` names; nothing was done",
            differs,
            "give it the inputs that it was frozen with, or take `[expect]` out; `trommel plan` then says which files changed",
        )
    }

    /// Refuses another result, before it is published.
    pub(crate) fn check_root(&self, recipe: &Recipe, root: Option<Key>) -> Result<()> {
        if self.root.is_none() || self.root == root {
            return Ok(());
        }
        let shown = |root: Option<Key>| root.map_or("none".to_owned(), |root| root.to_string());
        let differs = vec![format!("  root {}, expected {}", shown(root), shown(self.root))];
        refuse(
            recipe,
            "the result is not the one that `[expect]` names; nothing was published",
            differs,
            "take back what was changed in the recipe or with -S; with the recipe as it was frozen, please report this",
        )
    }
}

/// One hash over the ingest keys of shards, in their order.
pub(crate) fn inputs(keys: impl Iterator<Item = Key>) -> Key {
    keys.fold(KeyBuilder::new("inputs"), |key, shard| key.field(shard)).finish()
}

/// A line for each name whose value is not the expected one.
fn differing<T: PartialEq>(
    what: &str,
    found: &BTreeMap<String, T>,
    expected: &BTreeMap<String, T>,
    shown: impl Fn(&T) -> String,
) -> Vec<String> {
    let names: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let shown = |value: Option<&T>| value.map_or_else(|| "none".to_owned(), &shown);
    let line = |name: &String| {
        let (found, expected) = (found.get(name), expected.get(name));
        (found != expected).then(|| format!("  {what} `{name}`: {}, expected {}", shown(found), shown(expected)))
    };
    names.into_iter().filter_map(line).collect()
}

fn refuse(recipe: &Recipe, what: &str, differs: Vec<String>, hint: &str) -> Result<()> {
    if differs.is_empty() {
        return Ok(());
    }
    let (file, what, differs) = (recipe.file.clone(), what.to_owned(), differs.join("\n"));
    Err(PipelineError::Unexpected { file, what, differs, hint: hint.to_owned() })
}
