//! Runs: numbered, committed by their manifest, never changed afterwards.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::manifest::{Part, encode};
use crate::{Key, Result, RootHash, Store, StoreError};

/// The tables of one shard, first (the base) to last.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ShardTables {
    /// One part a stage.
    pub tables: Vec<Part>,
}

impl ShardTables {
    /// Rows of the shard, the same in every table.
    pub fn rows(&self) -> usize {
        self.tables.first().map_or(0, |part| part.rows as usize)
    }

    /// The digest of what a column shows, `None` when no table has it.
    pub fn digest(&self, column: &str) -> Option<Key> {
        crate::view::digest_of(&self.tables, column)
    }
}

/// One stage of a committed run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunStage {
    /// Its name in the recipe, e.g. `near-dup`.
    pub name: String,
    /// The kind of its objects, e.g. `near-dup`.
    pub kind: String,
    /// The version of its code.
    pub version: u32,
    /// Its canonical configuration.
    pub config: serde_json::Value,
    /// The objects it wrote or reused, in order of shards; one for a barrier.
    pub objects: Vec<Key>,
    /// Its table of each shard; empty for a stage without tables.
    pub parts: Vec<Part>,
    /// What it counted, over all shards.
    pub facts: serde_json::Value,
    /// True for a stage whose tables have rows of their own: the tables of stages before it are not part of the view.
    #[serde(default)]
    pub restarts: bool,
}

/// A file that the run published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunFile {
    /// Path relative to the run's folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Rows, for a table.
    pub rows: Option<u64>,
    /// BLAKE3 of the file.
    pub hash: Key,
}

/// The commit of a run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunManifest {
    /// The run's number; the first is 1.
    pub number: u64,
    /// The recipe's name.
    pub recipe: String,
    /// Hash of everything the result depends on.
    pub key: Key,
    /// The root hash of the dataset.
    pub root: Option<RootHash>,
    /// The version of Trommel that made it; empty in runs of versions that did not say.
    #[serde(default)]
    pub trommel: String,
    /// The stages in order.
    pub stages: Vec<RunStage>,
    /// What lies under the run's folder.
    pub files: Vec<RunFile>,
}

impl RunManifest {
    /// The run's folder in the store.
    pub fn folder(number: u64) -> String {
        format!("runs/{number}")
    }

    pub(crate) fn path(number: u64) -> String {
        format!("runs/{number}/manifest.json")
    }

    /// The keys of all objects that the run uses, those that hold a part of another included.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let homes = self.stages.iter().flat_map(|stage| stage.parts.iter().filter_map(Part::home));
        self.stages.iter().flat_map(|stage| stage.objects.iter().copied()).chain(homes)
    }

    /// Commits the run. Its number was claimed before, so nobody else writes it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when a manifest is there already.
    pub fn commit(&self, store: &Store) -> Result<()> {
        store.leave(self)?;
        let path = RunManifest::path(self.number);
        match store.create(&path, encode(self))? {
            true => Ok(()),
            false => Err(StoreError::Damaged {
                path,
                found: "a manifest that another process wrote".to_owned(),
                expected: "a number that only this run claimed".to_owned(),
            }),
        }
    }

    /// Loads a committed run by number, or the highest for `latest`.
    ///
    /// # Errors
    /// [`StoreError::NoRun`] naming the runs there are.
    pub fn load(store: &Store, name: &str) -> Result<RunManifest> {
        let survey = Survey::of(store)?;
        let number = match name {
            "latest" => survey.committed.last().copied(),
            digits => digits.parse().ok().filter(|number| survey.committed.contains(number)),
        };
        match number {
            Some(number) => RunManifest::read(store, number),
            None => Err(StoreError::NoRun { name: name.to_owned(), known: survey.describe() }),
        }
    }

    /// Reads the run with this number.
    pub fn read(store: &Store, number: u64) -> Result<RunManifest> {
        let path = RunManifest::path(number);
        serde_json::from_slice(&store.get(&path)?).map_err(|error| StoreError::Damaged {
            path,
            found: error.to_string(),
            expected: "a run's manifest".to_owned(),
        })
    }

    /// The tables of every shard, base first, of the stages up to and with `last`.
    pub fn shards(&self, last: Option<&str>) -> Vec<ShardTables> {
        let mut shards: Vec<ShardTables> = Vec::new();
        for stage in &self.stages {
            if stage.parts.len() > shards.len() {
                shards.resize(stage.parts.len(), ShardTables::default());
            }
            for (shard, part) in shards.iter_mut().zip(&stage.parts) {
                if stage.restarts {
                    shard.tables.clear();
                }
                shard.tables.push(part.clone());
            }
            if last == Some(stage.name.as_str()) {
                break;
            }
        }
        shards
    }

    /// The stage with this name.
    pub fn stage(&self, name: &str) -> Option<&RunStage> {
        self.stages.iter().find(|stage| stage.name == name)
    }
}

/// The runs of a store.
#[derive(Debug, Default)]
pub struct Survey {
    /// Numbers of committed runs, ascending.
    pub committed: Vec<u64>,
    /// Numbers claimed by runs that were not committed: alive, failed or killed.
    pub claimed: BTreeSet<u64>,
}

impl Survey {
    /// Looks at `runs/`.
    pub fn of(store: &Store) -> Result<Survey> {
        let mut claims: BTreeMap<u64, bool> = BTreeMap::new();
        if store.local_root().is_some() {
            for number in store.folders("runs")?.iter().filter_map(|name| name.parse::<u64>().ok()) {
                claims.insert(number, store.size(&RunManifest::path(number)).is_ok());
            }
        } else {
            // One listing instead of a question for each run.
            for object in store.list("runs")? {
                let number = object.path.split('/').nth(1).and_then(|name| name.parse::<u64>().ok());
                let Some(number) = number else { continue };
                *claims.entry(number).or_default() |= object.path == RunManifest::path(number);
            }
        }
        let mut survey = Survey::default();
        for (number, committed) in claims {
            if committed {
                survey.committed.push(number);
            } else {
                survey.claimed.insert(number);
            }
        }
        Ok(survey)
    }

    fn describe(&self) -> String {
        match self.committed.as_slice() {
            [] => "there are no committed runs yet; `trommel run <recipe>` makes one".to_owned(),
            [only] => format!("there is run {only}"),
            [first, .., last] => format!("there are runs {first} to {last}, and `latest`"),
        }
    }
}

/// A run number that only this process will write under.
pub struct Claim {
    /// The number.
    pub number: u64,
}

impl Claim {
    /// Claims the next free number, by create-if-absent; `holder` says who, for people.
    pub fn next(store: &Store, holder: &str) -> Result<Claim> {
        let survey = Survey::of(store)?;
        let highest = survey.committed.last().copied().max(survey.claimed.last().copied()).unwrap_or(0);
        // The claims of two processes are never the same, even if they call themselves the same.
        let claim = format!("{holder}\n{}\n", uuid::Uuid::new_v4());
        for number in highest + 1.. {
            if store.create(&format!("runs/{number}/claim"), claim.clone())? {
                return Ok(Claim { number });
            }
        }
        unreachable!("there are more numbers than runs")
    }
}
