//! What there is to tell about a run: the numbers on the screen and in `--json`, under the same names.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_corpus::Listing;
use trommel_store::{RunManifest, Store};

use super::barriers;
use crate::Result;
use crate::recipe::Recipe;
use crate::stages::PublishedHeld;

/// A run in numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Report {
    /// The recipe's name.
    pub recipe: String,
    /// The run's number, once it is committed.
    pub run: Option<u64>,
    /// The root hash over every published row.
    pub root: Option<String>,
    /// Where the dataset lies.
    pub dataset: Option<String>,
    /// Documents that came in.
    pub documents_in: u64,
    /// Bytes of text that came in.
    pub bytes_in: u64,
    /// Inputs that could not be documents; see the ledger.
    pub bad: u64,
    /// Files that are no code, by kind.
    pub skipped: BTreeMap<String, u64>,
    /// Shards.
    pub shards: u64,
    /// Bytes of sources that were read to recognise changes.
    pub hashed_bytes: u64,
    /// Stage by stage.
    pub stages: Vec<StageReport>,
    /// What was published.
    pub published: PublishedHeld,
    /// Published files.
    pub files: u64,
}

/// One stage in numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct StageReport {
    /// Its name.
    pub stage: String,
    /// Shards, or published files.
    pub shards: u64,
    /// Those that were there already.
    pub reused: u64,
    /// Those done now.
    pub computed: u64,
    /// Rows that came in and were still kept.
    pub rows: u64,
    /// Rows dropped.
    pub dropped: u64,
    /// Bytes of document text that it read from tables.
    pub text_read: u64,
    /// What else it counted.
    pub facts: Value,
}

impl Report {
    pub(super) fn new(recipe: &Recipe, listing: &Listing) -> Report {
        Report {
            recipe: recipe.name.clone(),
            documents_in: listing.shards.iter().map(|shard| shard.documents).sum(),
            bytes_in: listing.shards.iter().map(|shard| shard.bytes).sum(),
            bad: listing.bad.len() as u64,
            skipped: listing.skipped.clone(),
            shards: listing.shards.len() as u64,
            hashed_bytes: listing.hashed_bytes,
            ..Report::default()
        }
    }

    /// The report of a committed run, as it was written then, but for what reading the sources took now.
    pub(super) fn of_run(store: &Store, run: &RunManifest, listing: &Listing) -> Result<Report> {
        let mut report = Report::load(store, run)?;
        report.hashed_bytes = listing.hashed_bytes;
        for stage in &mut report.stages {
            (stage.reused, stage.computed, stage.text_read) = (stage.shards, 0, 0);
        }
        Ok(report)
    }

    /// Reads the report of a committed run.
    ///
    /// # Errors
    /// When it is missing or damaged.
    pub fn load(store: &Store, run: &RunManifest) -> Result<Report> {
        let path = format!("{}/results.json", RunManifest::folder(run.number));
        serde_json::from_slice(&store.get(&path)?).map_err(|error| {
            let (found, expected) = (error.to_string(), "the report of a run".to_owned());
            trommel_store::StoreError::Damaged { path, found, expected }.into()
        })
    }
}

impl StageReport {
    pub(super) fn of_map(stage: &str, facts: &Value, shards: usize, reused: usize) -> StageReport {
        let rows = facts["rows"].as_u64().or(facts["documents"].as_u64()).unwrap_or(0);
        let mut shown = facts.clone();
        if let Some(map) = shown.as_object_mut() {
            map.remove("bad"); // In the ledger, one by one.
        }
        StageReport {
            stage: stage.to_owned(),
            shards: shards as u64,
            reused: reused as u64,
            computed: (shards - reused) as u64,
            rows,
            facts: shown,
            ..StageReport::default()
        }
    }

    pub(super) fn of_barrier(stage: &str, facts: &Value, rows: u64, dropped: u64) -> StageReport {
        StageReport { stage: stage.to_owned(), rows, dropped, facts: barriers::public(facts), ..StageReport::default() }
    }

    pub(super) fn count_shards(&mut self, shards: usize, reused: bool) {
        self.shards = shards as u64;
        (self.reused, self.computed) = if reused { (self.shards, 0) } else { (0, self.shards) };
    }
}
