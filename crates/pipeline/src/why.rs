//! Why a document is in a dataset, or is not: a look-up across the attribute tables of a run.

use std::sync::Arc;

use arrow::array::{Array, AsArray};
use arrow::datatypes::Float64Type;
use serde::Serialize;
use trommel_store::{RunManifest, Store, View};

use crate::Result;
use crate::stages::hex;

/// What happened to one document.
#[derive(Debug, Clone, Serialize)]
pub struct Fate {
    /// Its id.
    pub id: String,
    /// Its source.
    pub source: String,
    /// Its path.
    pub path: String,
    /// Whether it was published.
    pub kept: bool,
    /// The stage that dropped it.
    pub dropped_by: Option<String>,
    /// Why, in words.
    pub reason: Option<String>,
    /// The measured value; for a near-duplicate the exact Jaccard similarity.
    pub value: Option<f64>,
    /// What it was compared with.
    pub threshold: Option<f64>,
    /// For a duplicate, the document that stays.
    pub survivor: Option<Survivor>,
    /// Whether `normalize` edited it.
    pub edited: Option<bool>,
    /// Whether an edit was reverted.
    pub reverted: Option<bool>,
}

/// The document that stays in place of a duplicate.
#[derive(Debug, Clone, Serialize)]
pub struct Survivor {
    /// Its id.
    pub id: String,
    /// Its path.
    pub path: String,
}

/// The fates of the documents whose path is `document` or ends in `/document`, or whose id starts with it.
///
/// # Errors
/// When tables of the run are missing or damaged.
pub fn why(store: &Arc<Store>, run: &RunManifest, document: &str) -> Result<Vec<Fate>> {
    let view = View::open(Arc::clone(store), run.shards(None))?;
    let mut fates = Vec::new();
    for shard in 0..view.shards().len() {
        let batch = view.read_shard(shard, &["id", "path"])?;
        let (ids, paths) = (batch.column(0).as_fixed_size_binary(), batch.column(1).as_string::<i32>());
        let matches = |row: &usize| {
            let path = paths.value(*row);
            let tail = path.strip_suffix(document).is_some_and(|head| head.is_empty() || head.ends_with('/'));
            tail || (document.len() >= 6 && hex(ids.value(*row)).starts_with(document))
        };
        let rows: Vec<usize> = (0..batch.num_rows()).filter(matches).collect();
        if !rows.is_empty() {
            fates.extend(of_rows(&view, shard, &rows)?);
        }
    }
    name_survivors(&view, &mut fates)?;
    Ok(fates)
}

fn of_rows(view: &View, shard: usize, rows: &[usize]) -> Result<Vec<Fate>> {
    let known = |name: &str| view.schema().index_of(name).is_ok();
    let mut names = vec!["id", "source", "path"];
    let optional = ["keep", "dropped_by", "reason", "value", "threshold", "survivor", "edited", "reverted"];
    names.extend(optional.into_iter().filter(|name| known(name)));
    let batch = view.read_shard(shard, &names)?;
    let text = |name: &str, row: usize| {
        let column = batch.column_by_name(name)?.as_string_opt::<i32>()?;
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    let number = |name: &str, row: usize| {
        let column = batch.column_by_name(name)?.as_primitive_opt::<Float64Type>()?;
        column.is_valid(row).then(|| column.value(row))
    };
    let flag = |name: &str, row: usize| {
        let column = batch.column_by_name(name)?.as_boolean_opt()?;
        column.is_valid(row).then(|| column.value(row))
    };
    let bytes = |name: &str, row: usize| {
        let column = batch.column_by_name(name)?.as_fixed_size_binary_opt()?;
        column.is_valid(row).then(|| hex(column.value(row)))
    };
    let fate = |row: &usize| Fate {
        id: bytes("id", *row).unwrap_or_default(),
        source: text("source", *row).unwrap_or_default(),
        path: text("path", *row).unwrap_or_default(),
        kept: flag("keep", *row).unwrap_or(true),
        dropped_by: text("dropped_by", *row),
        reason: text("reason", *row),
        value: number("value", *row),
        threshold: number("threshold", *row),
        survivor: bytes("survivor", *row).map(|id| Survivor { id, path: String::new() }),
        edited: flag("edited", *row),
        reverted: flag("reverted", *row),
    };
    Ok(rows.iter().map(fate).collect())
}

/// Looks up the paths of survivors.
fn name_survivors(view: &View, fates: &mut [Fate]) -> Result<()> {
    if fates.iter().all(|fate| fate.survivor.is_none()) {
        return Ok(());
    }
    for shard in 0..view.shards().len() {
        let batch = view.read_shard(shard, &["id", "path"])?;
        let (ids, paths) = (batch.column(0).as_fixed_size_binary(), batch.column(1).as_string::<i32>());
        for row in 0..batch.num_rows() {
            let id = hex(ids.value(row));
            for survivor in fates.iter_mut().filter_map(|fate| fate.survivor.as_mut()).filter(|known| known.id == id) {
                survivor.path = paths.value(row).to_owned();
            }
        }
    }
    Ok(())
}
