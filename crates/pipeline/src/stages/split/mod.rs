//! `split`: train, validation and test, so that nothing similar stands on both sides.
//!
//! ```text
//! documents ─► groups that must stay together (clusters, duplicates, functions of a file) ─► assigned before? ─► stays
//!                                                                          joined by repository ─► draw by seeded hash
//! ```
//!
//! Assignments are **sticky**: those of the last committed run are an input. A group of which any document was in test stays
//! or becomes test, so that no document wanders from test to train.

mod groups;
mod history;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_store::{Key, RunManifest, View};

use crate::Result;
use crate::rows::with_id;
use crate::stage::{Barrier, Context, Decision, Stage, Work};
use crate::stages::config_of;

use groups::{Documents, Groups};
use history::History;

/// Assigns every document to train, validation or test by groups of similar documents; assignments are sticky.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Split {
    /// Share of the groups that is for training; the three shares add up to 1.
    pub train: f64,
    /// Share that is for validation.
    pub validation: f64,
    /// Share that is for testing.
    pub test: f64,
    /// Whether documents of a repository stay together.
    pub by_repo: bool,
    /// Repositories are not joined where a group would hold more than this share of the bytes.
    pub largest_group: f64,
    /// Whether what the last run assigned stays so.
    pub sticky: bool,
    /// Seed of the draw.
    pub seed: u64,
}

impl Default for Split {
    fn default() -> Self {
        let (train, validation, test) = (0.9, 0.05, 0.05);
        Split { train, validation, test, by_repo: true, largest_group: 0.05, sticky: true, seed: 0 }
    }
}

/// Where a document goes. The order is that of strength: where a group was in several, the last wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Train,
    Validation,
    Test,
}

impl Side {
    /// In the order in which they are published.
    pub(crate) const ALL: [Side; 3] = [Side::Train, Side::Validation, Side::Test];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Side::Train => "train",
            Side::Validation => "validation",
            Side::Test => "test",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Side> {
        Side::ALL.into_iter().find(|side| side.name() == name)
    }
}

impl Stage for Split {
    fn kind(&self) -> &'static str {
        "split"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Barrier(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let shares = [("train", self.train), ("validation", self.validation), ("test", self.test)];
        let mut problems: Vec<_> = shares
            .into_iter()
            .filter(|(_, share)| !(0.0..=1.0).contains(share))
            .map(|(key, share)| (key, format!("is {share}, expected 0.0 to 1.0")))
            .collect();
        let sum: f64 = shares.iter().map(|(_, share)| share).sum();
        if problems.is_empty() && (sum - 1.0).abs() > 1e-9 {
            let message =
                format!("and the other two shares add up to {sum}, expected 1; train is the usual place to take from");
            problems.push(("train", message));
        }
        if !(self.largest_group > 0.0 && self.largest_group <= 1.0) {
            problems.push(("largest_group", format!("is {}, expected above 0.0 and at most 1.0", self.largest_group)));
        }
        problems
    }
}

impl Barrier for Split {
    fn reads(&self) -> Vec<String> {
        ["id", "source", "repo", "path", "bytes"].map(str::to_owned).to_vec()
    }

    fn may_read(&self) -> Vec<String> {
        ["cluster", "survivor", "parent"].map(str::to_owned).to_vec()
    }

    /// `split`: `train`, `validation` or `test`, also of rows that were dropped: their survivor may go, and they come back.
    fn adds(&self) -> SchemaRef {
        Arc::new(Schema::new(vec![Field::new("split", DataType::Utf8, false)]))
    }

    fn history(&self, previous: Option<&RunManifest>) -> Vec<Key> {
        previous.filter(|_| self.sticky).map(history::digests).unwrap_or_default()
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision> {
        let documents = Documents::load(context, view)?;
        let previous = context.previous.filter(|_| self.sticky);
        let history = History::load(context.store, previous)?;
        let groups = Groups::of(&documents, self);
        let assigned = groups.assign(&documents, &history, self);
        let mut facts = counts(&documents, &groups, &assigned.sides);
        facts["previous_run"] = json!(previous.filter(|_| !history.is_empty()).map(|run| run.number));
        facts["kept_from_previous"] = json!(assigned.kept);
        facts["conflicts"] = json!(assigned.conflicts);
        facts["moved"] = json!(assigned.moved);
        let mut start = 0;
        let mut tables = Vec::new();
        for shard in 0..view.shards().len() {
            let ids = view.read_shard(shard, &["id"])?;
            let rows = start..start + ids.num_rows();
            start = rows.end;
            let names: StringArray = assigned.sides[rows].iter().map(|side| Some(side.name())).collect();
            let columns: Vec<ArrayRef> = vec![Arc::clone(ids.column(0)), Arc::new(names)];
            tables.push(RecordBatch::try_new(with_id(&self.adds()), columns)?);
        }
        Ok(Decision { tables, facts, objects: Vec::new() })
    }
}

/// Kept rows and their bytes on each side, and how large groups are.
fn counts(documents: &Documents, groups: &Groups, sides: &[Side]) -> Value {
    let mut held: BTreeMap<&str, (u64, u64)> = Side::ALL.iter().map(|side| (side.name(), (0, 0))).collect();
    for (document, side) in sides.iter().enumerate().filter(|(document, _)| documents.kept[*document]) {
        let sum = held.entry(side.name()).or_default();
        *sum = (sum.0 + 1, sum.1 + documents.bytes[document]);
    }
    let all: u64 = held.values().map(|(_, bytes)| bytes).sum();
    let row = |(rows, bytes): (u64, u64)| json!({ "rows": rows, "bytes": bytes, "share_of_bytes": bytes as f64 / all.max(1) as f64 });
    json!({
        "splits": held.into_iter().map(|(name, held)| (name, row(held))).collect::<BTreeMap<_, _>>(),
        "groups": groups.count,
        "largest_group_bytes": groups.largest,
        "repositories_not_joined": groups.not_joined,
    })
}
