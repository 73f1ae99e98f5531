//! The rows of a run's shards: what each holds, by group and by reason.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::datatypes::UInt32Type;
use rayon::prelude::*;
use trommel_store::{Key, KeyBuilder, RunManifest, Store, View};

use super::reasons::class;
use crate::{PipelineError, Result};

/// Columns by which published documents are counted.
pub(super) const FACETS: [&str; 4] = ["language", "license", "source", "split"];

/// Rows read at once.
const BATCH: usize = 8192;

/// A published document: its id, and its split by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub id: [u8; 16],
    pub split: u16,
}

/// What rows hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Amounts {
    /// Published rows and bytes by column and value.
    pub groups: BTreeMap<&'static str, BTreeMap<String, (u64, u64)>>,
    /// Dropped rows by stage and class of reason.
    pub reasons: BTreeMap<String, BTreeMap<String, u64>>,
    /// Published documents, where they were asked for.
    pub entries: Vec<Entry>,
}

impl Amounts {
    /// Adds what other rows hold, but for their entries.
    pub fn add(&mut self, other: &Amounts) {
        for (by, groups) in &other.groups {
            let ours = self.groups.entry(*by).or_default();
            for (name, (rows, bytes)) in groups {
                let sum = ours.entry(name.clone()).or_default();
                *sum = (sum.0 + rows, sum.1 + bytes);
            }
        }
        for (stage, reasons) in &other.reasons {
            let ours = self.reasons.entry(stage.clone()).or_default();
            reasons.iter().for_each(|(reason, rows)| *ours.entry(reason.clone()).or_default() += rows);
        }
    }

    /// Published rows: every one has a source.
    pub fn rows(&self) -> u64 {
        self.sum().0
    }

    /// Bytes of published text.
    pub fn bytes(&self) -> u64 {
        self.sum().1
    }

    fn sum(&self) -> (u64, u64) {
        let groups = self.groups.get("source").into_iter().flatten();
        groups.fold((0, 0), |sum, (_, more)| (sum.0 + more.0, sum.1 + more.1))
    }
}

/// The shards of a run, and which of the columns that matter here they have.
pub(super) struct Shards {
    pub view: View,
    columns: Vec<&'static str>,
    splits: Arc<Splits>,
}

impl Shards {
    pub fn open(store: &Arc<Store>, run: &RunManifest, splits: &Arc<Splits>) -> Result<Shards> {
        let view = View::open(Arc::clone(store), run.shards(None))?;
        let has = |name: &&str| view.schema().index_of(name).is_ok();
        // Without `describe`, the text says how long it is.
        let size = if has(&"bytes") { "bytes" } else { "content" };
        let wanted = FACETS.into_iter().chain(["id", "keep", "dropped_by", "reason", size]);
        let columns = wanted.filter(has).collect();
        Ok(Shards { view, columns, splits: Arc::clone(splits) })
    }

    /// For each shard a hash of all that is read of it here: equal in shards that need not be compared.
    pub fn keys(&self) -> Result<Vec<Key>> {
        let key = |shard: usize| {
            let mut key = KeyBuilder::new("diff");
            for column in &self.columns {
                key.push(column.as_bytes());
                key.push(&self.view.digest(shard, column)?.0);
            }
            Ok(key.finish())
        };
        (0..self.view.shards().len()).map(key).collect()
    }

    /// What some shards hold, with or without the published documents themselves.
    pub fn count(&self, shards: &[usize], entries: bool) -> Result<Amounts> {
        let counted: Vec<Amounts> =
            shards.par_iter().map(|shard| self.count_shard(*shard, entries)).collect::<Result<_>>()?;
        let mut all = Amounts::default();
        for mut amounts in counted {
            all.add(&amounts);
            all.entries.append(&mut amounts.entries);
        }
        Ok(all)
    }

    fn count_shard(&self, shard: usize, entries: bool) -> Result<Amounts> {
        let mut amounts = Amounts::default();
        for batch in self.view.read(shard, &self.columns, BATCH, false)? {
            self.count_batch(&batch?, entries, &mut amounts)?;
        }
        Ok(amounts)
    }

    fn count_batch(&self, batch: &RecordBatch, entries: bool, amounts: &mut Amounts) -> Result<()> {
        let text = |name: &str| batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
        let keep = batch.column_by_name("keep").and_then(|column| column.as_boolean_opt());
        let sizes = batch.column_by_name("bytes").and_then(|column| column.as_primitive_opt::<UInt32Type>());
        let ids = batch.column_by_name("id").and_then(|column| column.as_fixed_size_binary_opt());
        let ids = ids.ok_or_else(|| PipelineError::stage("diff", "a table has no ids"))?;
        let (contents, splits) = (text("content"), text("split"));
        let facets: Vec<(&'static str, &StringArray)> =
            FACETS.into_iter().filter_map(|name| Some((name, text(name)?))).collect();
        let (stages, reasons) = (text("dropped_by"), text("reason"));
        for row in 0..batch.num_rows() {
            if keep.is_some_and(|keep| keep.is_valid(row) && !keep.value(row)) {
                let (stage, reason) = (value(stages, row), value(reasons, row));
                let reasons = amounts.reasons.entry(stage.unwrap_or("unknown").to_owned()).or_default();
                *reasons.entry(class(reason.unwrap_or("no reason was given"))).or_default() += 1;
                continue;
            }
            let size = match (sizes, contents) {
                (Some(sizes), _) => u64::from(sizes.value(row)),
                (None, contents) => value(contents, row).map_or(0, str::len) as u64,
            };
            for (by, column) in &facets {
                let name = value(Some(*column), row).unwrap_or("unknown");
                let groups = amounts.groups.entry(*by).or_default();
                let sum = match groups.get_mut(name) {
                    Some(sum) => sum,
                    None => groups.entry(name.to_owned()).or_default(),
                };
                *sum = (sum.0 + 1, sum.1 + size);
            }
            if entries {
                let mut id = [0; 16];
                id.copy_from_slice(ids.value(row));
                amounts
                    .entries
                    .push(Entry { id, split: value(splits, row).map_or(NO_SPLIT, |split| self.splits.number(split)) });
            }
        }
        Ok(())
    }
}

fn value(column: Option<&StringArray>, row: usize) -> Option<&str> {
    column.filter(|column| column.is_valid(row)).map(|column| column.value(row))
}

/// The split of a document that has none.
pub(super) const NO_SPLIT: u16 = u16::MAX;

/// Names of splits, so that a document need not hold its own. There are three or four of them.
#[derive(Default)]
pub(super) struct Splits(Mutex<Vec<String>>);

impl Splits {
    fn number(&self, split: &str) -> u16 {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = names.iter().position(|name| name == split);
        let number = known.unwrap_or_else(|| {
            names.push(split.to_owned());
            names.len() - 1
        });
        u16::try_from(number).unwrap_or(NO_SPLIT)
    }

    /// The name of a split by its number.
    pub fn name(&self, number: u16) -> String {
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(usize::from(number)).cloned().unwrap_or_else(|| "none".to_owned())
    }
}
