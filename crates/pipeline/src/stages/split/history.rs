//! What the last run assigned.

use std::sync::Arc;

use arrow::array::AsArray;
use trommel_store::{Key, RunManifest, Store, View};

use super::Side;
use super::groups::name_of;
use crate::Result;
use crate::stages::ranks::id_at;

/// The columns that make up an assignment.
const COLUMNS: [&str; 4] = ["id", "source", "path", "split"];

/// Sides by id, and by name for documents whose text changed.
#[derive(Default)]
pub(super) struct History {
    ids: Vec<([u8; 16], Side)>,
    names: Vec<([u8; 16], Side)>,
}

/// The digests of the assignments of a run; none when it made none.
pub(super) fn digests(run: &RunManifest) -> Vec<Key> {
    if run.stage("split").is_none() {
        return Vec::new();
    }
    let shards = run.shards(Some("split"));
    shards.iter().flat_map(|shard| COLUMNS.iter().filter_map(|column| shard.digest(column))).collect()
}

impl History {
    pub(super) fn load(store: &Arc<Store>, run: Option<&RunManifest>) -> Result<History> {
        let mut history = History::default();
        let Some(run) = run.filter(|run| run.stage("split").is_some()) else { return Ok(history) };
        let view = View::open(Arc::clone(store), run.shards(Some("split")))?;
        for shard in 0..view.shards().len() {
            let batch = view.read_shard(shard, &COLUMNS)?;
            let text = |column: usize| batch.column(column).as_string::<i32>();
            let (ids, sources, paths, sides) = (batch.column(0).as_fixed_size_binary(), text(1), text(2), text(3));
            for row in 0..batch.num_rows() {
                let Some(side) = Side::of_name(sides.value(row)) else { continue };
                history.ids.push((id_at(ids, row), side));
                history.names.push((name_of(sources.value(row), paths.value(row)), side));
            }
        }
        history.ids.sort_unstable();
        // Records of one file share a path: a name then says something only where all agree.
        history.names.sort_unstable();
        history.names.dedup();
        history.names =
            history.names.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() == 1).flatten().copied().collect();
        Ok(history)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Where a document was: the same text, else a document of its name.
    pub(super) fn side(&self, id: &[u8; 16], name: &[u8; 16]) -> Option<Side> {
        let find = |table: &[([u8; 16], Side)], key: &[u8; 16]| {
            table.binary_search_by_key(key, |entry| entry.0).ok().map(|at| table[at].1)
        };
        find(&self.ids, id).or_else(|| find(&self.names, name))
    }
}
