//! What differs between two runs: parameters, rows by stage and reason, published documents, distributions.
//!
//! The runs may be of different recipes. Shards whose columns are equal in both are read once, for their distributions;
//! of the others the ids are held, 18 bytes a published row.

mod documents;
mod parameters;
mod reasons;
mod shards;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use trommel_store::{RunManifest, Store};

use crate::Result;
use crate::run::{Report, StageReport};
use documents::Documents;
pub use documents::{Change, Changed};
pub use parameters::Parameter;
use shards::{Amounts, Shards};

/// Two runs side by side.
#[derive(Debug, Clone, Serialize)]
pub struct Diff {
    /// The one before.
    pub before: Side,
    /// The one after.
    pub after: Side,
    /// Whether the published rows are equal, column by column: whether the root hashes are.
    pub same_root: bool,
    /// Values of the configuration and versions of the code that differ.
    pub parameters: Vec<Parameter>,
    /// Rows by stage and reason.
    pub stages: Vec<StageRows>,
    /// Published documents that only one run has, or that moved.
    pub documents: Counts,
    /// Rows and bytes of published documents by language, licence, source and split.
    pub distributions: Vec<Distribution>,
}

/// A run in short.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// Its number.
    pub run: u64,
    /// Its recipe.
    pub recipe: String,
    /// The version of Trommel that made it, where it says.
    pub trommel: String,
    /// Its root hash.
    pub root: Option<String>,
    /// Documents that came in.
    pub documents_in: u64,
    /// Their bytes.
    pub bytes_in: u64,
    /// Published rows.
    pub rows: u64,
    /// Bytes of their text.
    pub bytes: u64,
    /// Published files.
    pub files: u64,
    /// Their bytes.
    pub file_bytes: u64,
}

/// A stage of either run.
#[derive(Debug, Clone, Serialize)]
pub struct StageRows {
    /// Its name.
    pub stage: String,
    /// Rows that came in and were still kept; none where the run has no such stage.
    pub rows: Pair<Option<u64>>,
    /// Rows that it dropped.
    pub dropped: Pair<Option<u64>>,
    /// Why, the names and numbers of single documents left out.
    pub reasons: Vec<Reason>,
}

/// What two runs have of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Pair<T> {
    /// The run before.
    pub before: T,
    /// The run after.
    pub after: T,
}

/// Rows dropped for one reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// The reason.
    pub reason: String,
    /// Rows.
    pub rows: Pair<u64>,
}

/// How many published documents differ. A document's id is made of source, path and content.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Counts {
    /// Published in both runs.
    pub kept: u64,
    /// Only in the run after.
    pub added: u64,
    /// Only in the run before.
    pub removed: u64,
    /// Pairs of an added and a removed one with the same source and path: edited, most likely.
    pub same_path: u64,
    /// Published in both, in another split.
    pub moved: Vec<Moved>,
    /// The first few of each, by source and path.
    pub first: Vec<Change>,
}

/// Documents that went from one split to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moved {
    /// The split before.
    pub from: String,
    /// The split after.
    pub to: String,
    /// How many.
    pub rows: u64,
}

/// Published documents by one column.
#[derive(Debug, Clone, Serialize)]
pub struct Distribution {
    /// The column.
    pub by: String,
    /// Its values, those with the most bytes first.
    pub groups: Vec<Group>,
}

/// Published documents with one value.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The value; `unknown` for none.
    pub name: String,
    /// Rows.
    pub rows: Pair<u64>,
    /// Bytes of text.
    pub bytes: Pair<u64>,
    /// How much the share of the rows grew, in percentage points.
    pub rows_points: f64,
    /// How much the share of the bytes grew, in percentage points.
    pub bytes_points: f64,
}

/// Two runs whose published documents were compared.
pub struct Comparison<'a> {
    before: &'a RunManifest,
    after: &'a RunManifest,
    reports: Pair<Report>,
    totals: Pair<Amounts>,
    documents: Documents,
}

impl<'a> Comparison<'a> {
    /// Compares two runs of a store.
    ///
    /// # Errors
    /// When tables of a run are missing or damaged.
    pub fn of(store: &Arc<Store>, before: &'a RunManifest, after: &'a RunManifest) -> Result<Comparison<'a>> {
        let reports = Pair { before: Report::load(store, before)?, after: Report::load(store, after)? };
        let splits = Arc::default();
        let (old, new) = (Shards::open(store, before, &splits)?, Shards::open(store, after, &splits)?);
        let (known, fresh) = (old.keys()?, new.keys()?);
        let both: BTreeSet<_> = known.iter().filter(|key| fresh.contains(key)).copied().collect();
        let apart = |keys: &[_]| (0..keys.len()).filter(|shard| !both.contains(&keys[*shard])).collect::<Vec<_>>();
        let (only_old, only_new) = (apart(&known), apart(&fresh));
        let shared: Vec<usize> = (0..known.len()).filter(|shard| both.contains(&known[*shard])).collect();

        let shared = old.count(&shared, false)?;
        let mut totals = Pair { before: shared.clone(), after: shared };
        let (removed, added) = (old.count(&only_old, true)?, new.count(&only_new, true)?);
        totals.before.add(&removed);
        totals.after.add(&added);
        let documents = Documents::of((old, only_old, removed.entries), (new, only_new, added.entries), splits);
        Ok(Comparison { before, after, reports, totals, documents })
    }

    /// What differs, with the first `first` documents of each kind of change.
    ///
    /// # Errors
    /// When tables of a run are missing or damaged.
    pub fn diff(&self, first: usize) -> Result<Diff> {
        let mut documents = self.documents.counts(first)?;
        documents.kept = self.totals.after.rows() - documents.added;
        Ok(Diff {
            before: side(self.before, &self.reports.before),
            after: side(self.after, &self.reports.after),
            same_root: self.before.root.is_some() && self.before.root == self.after.root,
            parameters: parameters::parameters(self.before, self.after),
            stages: self.stages(),
            documents,
            distributions: self.distributions(),
        })
    }

    /// Hands every document that was added, removed or moved to `sink`: the removed first, by source and path.
    ///
    /// # Errors
    /// When tables of a run are missing or damaged, or what `sink` gives.
    pub fn each(&self, sink: &mut dyn FnMut(Change) -> Result<()>) -> Result<()> {
        self.documents.each(sink)
    }

    fn stages(&self) -> Vec<StageRows> {
        let (before, after) = (&self.reports.before.stages, &self.reports.after.stages);
        let names = stage_names(before, after);
        let rows = |name: &str| {
            let find = |stages: &[StageReport]| {
                let found = stages.iter().find(|stage| stage.stage == name);
                (found.map(|stage| stage.rows), found.map(|stage| stage.dropped))
            };
            let (old, new) = (find(before), find(after));
            StageRows {
                stage: name.to_owned(),
                rows: Pair { before: old.0, after: new.0 },
                dropped: Pair { before: old.1, after: new.1 },
                reasons: self.reasons(name),
            }
        };
        names.into_iter().map(rows).collect()
    }

    fn reasons(&self, stage: &str) -> Vec<Reason> {
        let of = |amounts: &'_ Amounts| amounts.reasons.get(stage).cloned().unwrap_or_default();
        let pairs = paired(&of(&self.totals.before), &of(&self.totals.after));
        let mut reasons: Vec<Reason> = pairs.into_iter().map(|(reason, rows)| Reason { reason, rows }).collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.rows.before.max(reason.rows.after)));
        reasons
    }

    fn distributions(&self) -> Vec<Distribution> {
        let Pair { before, after } = &self.totals;
        let names: BTreeSet<&&str> = before.groups.keys().chain(after.groups.keys()).collect();
        let all = Pair { before: (before.rows(), before.bytes()), after: (after.rows(), after.bytes()) };
        let of = |amounts: &Amounts, by: &str| amounts.groups.get(by).cloned().unwrap_or_default();
        let distribution = |by: &str| {
            let pairs = paired(&of(before, by), &of(after, by));
            let mut groups: Vec<Group> = pairs.into_iter().map(|(name, amount)| group(name, amount, all)).collect();
            groups.sort_by_key(|group| std::cmp::Reverse(group.bytes.before.max(group.bytes.after)));
            Distribution { by: by.to_owned(), groups }
        };
        // In the order in which one asks.
        let order = shards::FACETS.iter().filter(|by| names.contains(by));
        order.map(|by| distribution(by)).collect()
    }
}

/// The stages of both runs, in the order of the run after; one that was taken out stands where it stood.
fn stage_names<'a>(before: &'a [StageReport], after: &'a [StageReport]) -> Vec<&'a str> {
    let mut names: Vec<&str> = after.iter().map(|stage| stage.stage.as_str()).collect();
    for (index, stage) in before.iter().enumerate() {
        if !names.contains(&stage.stage.as_str()) {
            let previous = index.checked_sub(1).map(|previous| before[previous].stage.as_str());
            let at = previous.and_then(|previous| names.iter().position(|name| *name == previous));
            names.insert(at.map_or(0, |at| at + 1), &stage.stage);
        }
    }
    names
}

/// Both sides of each name.
fn paired<T: Copy + Default>(before: &BTreeMap<String, T>, after: &BTreeMap<String, T>) -> BTreeMap<String, Pair<T>> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let of = |side: &BTreeMap<String, T>, name: &String| side.get(name).copied().unwrap_or_default();
    names.into_iter().map(|name| (name.clone(), Pair { before: of(before, name), after: of(after, name) })).collect()
}

fn group(name: String, amount: Pair<(u64, u64)>, all: Pair<(u64, u64)>) -> Group {
    let share = |part: u64, whole: u64| if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
    let points = |before: f64, after: f64| ((after - before) * 1e4).round() / 1e4;
    Group {
        name,
        rows: Pair { before: amount.before.0, after: amount.after.0 },
        bytes: Pair { before: amount.before.1, after: amount.after.1 },
        rows_points: points(share(amount.before.0, all.before.0), share(amount.after.0, all.after.0)),
        bytes_points: points(share(amount.before.1, all.before.1), share(amount.after.1, all.after.1)),
    }
}

fn side(run: &RunManifest, report: &Report) -> Side {
    let files = run.files.iter().filter(|file| file.rows.is_some());
    Side {
        run: run.number,
        recipe: run.recipe.clone(),
        trommel: run.trommel.clone(),
        root: run.root.map(|root| root.to_string()),
        documents_in: report.documents_in,
        bytes_in: report.bytes_in,
        rows: report.published.rows,
        bytes: report.published.bytes,
        files: files.clone().count() as u64,
        file_bytes: files.map(|file| file.size).sum(),
    }
}

#[cfg(test)]
mod tests;
