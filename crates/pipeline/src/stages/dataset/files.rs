//! Which files there are to publish, and what each depends on.

use std::ops::Range;

use arrow::array::{Array, AsArray};
use arrow::datatypes::SchemaRef;
use rayon::prelude::*;
use trommel_store::{Key, KeyBuilder, Manifest, RowSum, View};

use super::held::Held;
use super::rows::{self, Place};
use super::{Dataset, TEXT, TEXT_PARTS};
use crate::stage::Stage;
use crate::stages::Side;
use crate::{PipelineError, Result};

/// The most bytes of text in one file of ordered rows.
const MOST: u64 = 500 << 20;

/// One shard as publishing sees it.
pub struct ShardOutline {
    /// The path of its first document.
    pub first_path: String,
    /// Bytes of its text.
    pub bytes: u64,
}

/// The object of one published file, and what it holds.
pub struct PublishedFile {
    /// The split it belongs to.
    pub split: &'static str,
    /// Its object.
    pub manifest: Manifest,
    /// The sum of its rows.
    pub sum: RowSum,
    /// What it holds.
    pub held: Held,
    /// True when it was there already.
    pub reused: bool,
}

/// A file to publish.
pub struct PlannedFile {
    /// Hash of everything it depends on.
    pub key: Key,
    /// The split it belongs to.
    pub split: &'static str,
    /// Its rows.
    pub rows: Rows,
}

/// The rows of a file.
pub enum Rows {
    /// Those of consecutive shards that are kept and of the split, in their order.
    Of(Range<usize>),
    /// These, as shard and row, in this order.
    Listed(Vec<(u32, u32)>),
}

impl Dataset {
    /// Cuts the rows into files, split by split, and names each by what it depends on.
    ///
    /// # Errors
    /// When the columns that decide cannot be read.
    pub fn plan(&self, view: &View, schema: &SchemaRef, outlines: &[ShardOutline]) -> Result<Vec<PlannedFile>> {
        let known = |name: &str| view.schema().index_of(name).is_ok();
        let (split, ordered) = (known("split"), known("rank"));
        let sides = if split { &Side::ALL[..] } else { &Side::ALL[..1] };
        let mut files = Vec::new();
        for side in sides {
            if *side == Side::Train && ordered {
                files.extend(self.buckets(view, schema)?);
                continue;
            }
            for shards in self.groups(outlines, thinness(view, *side, split)?) {
                files.push(self.group(view, schema, *side, split, shards)?);
            }
        }
        Ok(files)
    }

    fn key(&self, schema: &SchemaRef) -> KeyBuilder {
        let mut key = KeyBuilder::new("dataset").field(self.version().to_le_bytes());
        key.push(&(self.row_group_bytes as u64).to_le_bytes());
        for field in schema.fields() {
            key.push(field.name().as_bytes());
        }
        key
    }

    fn group(
        &self,
        view: &View,
        schema: &SchemaRef,
        side: Side,
        split: bool,
        shards: Range<usize>,
    ) -> Result<PlannedFile> {
        let mut key = self.key(schema);
        let known = |name: &&str| view.schema().index_of(name).is_ok();
        let mut columns: Vec<&str> =
            schema.fields().iter().map(|field| field.name().as_str()).filter(|name| *name != TEXT).collect();
        if self.text {
            columns.extend(TEXT_PARTS.into_iter().filter(known));
        }
        columns.extend(["keep", "split"].into_iter().filter(known));
        if split {
            key.push(side.name().as_bytes());
        }
        for shard in shards.clone() {
            for name in &columns {
                key.push(&view.digest(shard, name)?.0);
            }
        }
        Ok(PlannedFile { key: key.finish(), split: side.name(), rows: Rows::Of(shards) })
    }

    /// One file for each bucket of the curriculum, in its order; a bucket too large for one file is cut.
    fn buckets(&self, view: &View, schema: &SchemaRef) -> Result<Vec<PlannedFile>> {
        let shards = (0..view.shards().len()).into_par_iter().map(|shard| rows::places(view, shard, schema, self));
        let mut places: Vec<Place> = shards.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        places.par_sort_unstable_by_key(|place| place.rank);
        let file = |places: &[Place]| {
            let mut key = self.key(schema);
            key.push(b"ordered");
            places.iter().for_each(|place| key.push(&place.digest));
            let rows = Rows::Listed(places.iter().map(|place| (place.shard, place.row)).collect());
            PlannedFile { key: key.finish(), split: Side::Train.name(), rows }
        };
        let mut files = Vec::new();
        for bucket in places.chunk_by(|a, b| a.bucket == b.bucket) {
            let (mut start, mut bytes) = (0, 0);
            for (index, place) in bucket.iter().enumerate() {
                if bytes + place.bytes > MOST && index > start {
                    files.push(file(&bucket[start..index]));
                    (start, bytes) = (index, 0);
                }
                bytes += place.bytes;
            }
            files.push(file(&bucket[start..]));
        }
        Ok(files)
    }

    /// How many files there would be while marks are not known: as many as groups of shards.
    pub fn about_files(&self, outlines: &[ShardOutline]) -> usize {
        self.groups(outlines, 1).len()
    }

    /// Consecutive shards, cut where a hash of the next shard's first path says so, between half and twice the size; of a
    /// split that holds one row in `thinness`, as many times the size.
    fn groups(&self, outlines: &[ShardOutline], thinness: u64) -> Vec<Range<usize>> {
        let whole = self.shard_bytes.saturating_mul(thinness);
        let (least, most) = (whole / 2, whole.saturating_mul(2));
        let mut groups = Vec::new();
        let (mut start, mut bytes) = (0, 0u64);
        for (shard, outline) in outlines.iter().enumerate() {
            let draw = blake3::hash(outline.first_path.as_bytes());
            let draw = u64::from_le_bytes(draw.as_bytes()[..8].try_into().unwrap_or_default()) as f64 / u64::MAX as f64;
            let drawn = bytes >= least && draw < outline.bytes as f64 / (whole - least).max(1) as f64;
            if shard > start && (drawn || bytes + outline.bytes > most) {
                groups.push(start..shard);
                (start, bytes) = (shard, 0);
            }
            bytes += outline.bytes;
        }
        if start < outlines.len() {
            groups.push(start..outlines.len());
        }
        groups
    }
}

/// How many rows there are to one of a split, to a power of two, so that it seldom changes.
fn thinness(view: &View, side: Side, split: bool) -> Result<u64> {
    if !split {
        return Ok(1);
    }
    let (mut all, mut of_side) = (0u64, 0u64);
    for shard in 0..view.shards().len() {
        let batch = view.read_shard(shard, &["split"])?;
        let sides = batch.column(0).as_string::<i32>();
        all += sides.len() as u64;
        of_side += sides.iter().flatten().filter(|name| *name == side.name()).count() as u64;
    }
    Ok((all / of_side.max(1)).max(1).next_power_of_two())
}

/// A fact of a published file's manifest.
pub(super) fn fact<T: serde::de::DeserializeOwned>(manifest: &Manifest, name: &str) -> Result<T> {
    serde_json::from_value(manifest.facts[name].clone())
        .map_err(|error| PipelineError::stage("dataset", format!("manifest {}: {name}: {error}", manifest.key)))
}
