//! Rows in the order of the curriculum, without their text.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{SchemaRef, UInt32Type};
use arrow::row::{RowConverter, SortField};
use trommel_store::View;

use super::{Dataset, TEXT, TEXT_PARTS};
use crate::stages::order::training_rows;
use crate::{PipelineError, Result};

/// Where a published row is, and what it holds.
pub(super) struct Place {
    pub rank: u32,
    /// Stratum and bucket.
    pub bucket: (u32, u32),
    pub shard: u32,
    pub row: u32,
    pub bytes: u64,
    /// Hash of everything that is published of it; of its text by the hash that `describe` made.
    pub digest: [u8; 32],
}

/// The training rows of a shard.
pub(super) fn places(view: &View, shard: usize, schema: &SchemaRef, dataset: &Dataset) -> Result<Vec<Place>> {
    let known = |name: &&str| view.schema().index_of(name).is_ok();
    let mut columns = vec!["rank", "stratum", "bucket", "bytes", "content_hash"];
    if let Some(missing) = columns.iter().find(|name| !known(name)) {
        return Err(PipelineError::stage("dataset", format!("there is no `{missing}`; put `describe` before `order`")));
    }
    let published = schema.fields().iter().map(|field| field.name().as_str());
    columns.extend(published.filter(|name| *name != "content" && *name != TEXT));
    if dataset.text {
        columns.extend(TEXT_PARTS.into_iter().filter(|name| *name != "content").filter(known));
    }
    let batch = view.read_shard(shard, &columns)?;
    let number = |column: usize| batch.column(column).as_primitive::<UInt32Type>();
    let (ranks, strata, buckets, bytes) = (number(0), number(1), number(2), number(3));
    let hashed: Vec<ArrayRef> = batch.columns()[4..].to_vec();
    let fields = hashed.iter().map(|column| SortField::new(column.data_type().clone())).collect();
    let rows = RowConverter::new(fields)?.convert_columns(&hashed)?;
    let place = |row: usize| Place {
        rank: ranks.value(row),
        bucket: (strata.value(row), buckets.value(row)),
        shard: shard as u32,
        row: row as u32,
        bytes: u64::from(bytes.value(row)),
        digest: *blake3::hash(rows.row(row).data()).as_bytes(),
    };
    Ok(training_rows(view, shard)?.into_iter().filter(|row| ranks.is_valid(*row)).map(place).collect())
}
