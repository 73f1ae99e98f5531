//! The order in which duplicates survive, from the columns that carry it.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, FixedSizeBinaryArray};
use arrow::datatypes::Int64Type;
use trommel_corpus::rank::{RankFields, RankKey};
use trommel_store::View;

use crate::Result;

/// The columns that rank a document.
pub(crate) const COLUMNS: [&str; 5] = ["id", "path", "license", "version", "stars"];

/// What ranks a document, owned.
pub(crate) struct Ranked {
    license: Option<String>,
    stars: Option<i64>,
    version: Option<String>,
    pub path: String,
    pub id: [u8; 16],
}

impl Ranked {
    pub(crate) fn fields(&self) -> RankFields<'_> {
        RankFields {
            license: self.license.as_deref(),
            stars: self.stars,
            version: self.version.as_deref(),
            path: &self.path,
            id: self.id,
        }
    }
}

/// What ranks each document of a shard, in order of rows.
pub(crate) fn of_shard(view: &View, shard: usize) -> Result<Vec<Ranked>> {
    let batch = view.read_shard(shard, &COLUMNS)?;
    let ids = batch.column(0).as_fixed_size_binary();
    let paths = batch.column(1).as_string::<i32>();
    let text = |column: &ArrayRef, row: usize| {
        let column = column.as_string::<i32>();
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    let stars = batch.column(4).as_primitive::<Int64Type>();
    let fields = |row: usize| Ranked {
        license: text(batch.column(2), row),
        stars: stars.is_valid(row).then(|| stars.value(row)),
        version: text(batch.column(3), row),
        path: paths.value(row).to_owned(),
        id: id_at(ids, row),
    };
    Ok((0..batch.num_rows()).map(fields).collect())
}

/// The id column of the documents.
pub(crate) fn ids(ranked: &[Ranked]) -> Result<ArrayRef> {
    let ids = FixedSizeBinaryArray::try_from_sparse_iter_with_size(ranked.iter().map(|ranked| Some(ranked.id)), 16)?;
    Ok(Arc::new(ids))
}

/// Positions in the total order, 0 best.
pub(crate) fn positions(fields: &[Ranked]) -> Vec<u32> {
    let keys: Vec<RankKey> = fields.iter().map(|ranked| RankKey::new(&ranked.fields())).collect();
    let mut order: Vec<u32> = (0..fields.len() as u32).collect();
    order.sort_unstable_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]));
    let mut positions = vec![0; fields.len()];
    for (position, document) in order.into_iter().enumerate() {
        positions[document as usize] = position as u32;
    }
    positions
}

/// The id in a row.
pub(crate) fn id_at(ids: &FixedSizeBinaryArray, row: usize) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(ids.value(row));
    id
}
