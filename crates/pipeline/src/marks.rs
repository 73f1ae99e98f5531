//! Marks: what a deciding stage writes. A row is never removed; one that is dropped says why.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanBuilder, FixedSizeBinaryBuilder, Float64Builder, RecordBatch, StringBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use trommel_store::{View, overlay};

use crate::Result;
use crate::rows::{ID, with_id};

/// Why a row was dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Drop {
    /// In words, short.
    pub reason: String,
    /// The measured value.
    pub value: Option<f64>,
    /// What it was compared with.
    pub threshold: Option<f64>,
    /// For a duplicate, the document that stays.
    pub survivor: Option<[u8; 16]>,
}

/// The columns of marks: `keep`, and for a dropped row `dropped_by, reason, value, threshold, survivor`.
pub fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("keep", DataType::Boolean, false),
        overlay(Field::new("dropped_by", DataType::Utf8, true)),
        overlay(Field::new("reason", DataType::Utf8, true)),
        overlay(Field::new("value", DataType::Float64, true)),
        overlay(Field::new("threshold", DataType::Float64, true)),
        overlay(Field::new("survivor", ID, true)),
    ]))
}

/// Which rows of a shard earlier stages kept: all of them before the first deciding stage.
pub fn kept(view: &View, shard: usize) -> Result<Vec<bool>> {
    if view.schema().index_of("keep").is_err() {
        return Ok(vec![true; view.shards()[shard].rows()]);
    }
    let batch = view.read_shard(shard, &["keep"])?;
    Ok(batch.column(0).as_boolean().iter().map(|keep| keep.unwrap_or(true)).collect())
}

/// The marks of one shard: `kept` before the stage, and the drops it decided, `None` for a row it leaves alone.
pub fn to_batch(stage: &str, ids: &ArrayRef, kept: &[bool], drops: &[Option<Drop>]) -> Result<RecordBatch> {
    let mut keep = BooleanBuilder::with_capacity(ids.len());
    let (mut dropped_by, mut reason) = (StringBuilder::new(), StringBuilder::new());
    let (mut value, mut threshold) = (Float64Builder::new(), Float64Builder::new());
    let mut survivor = FixedSizeBinaryBuilder::new(16);
    for (kept, drop) in kept.iter().zip(drops) {
        keep.append_value(*kept && drop.is_none());
        dropped_by.append_option(drop.as_ref().map(|_| stage));
        reason.append_option(drop.as_ref().map(|drop| drop.reason.as_str()));
        value.append_option(drop.as_ref().and_then(|drop| drop.value));
        threshold.append_option(drop.as_ref().and_then(|drop| drop.threshold));
        match drop.as_ref().and_then(|drop| drop.survivor) {
            Some(id) => survivor.append_value(id)?,
            None => survivor.append_null(),
        }
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::clone(ids),
        Arc::new(keep.finish()),
        Arc::new(dropped_by.finish()),
        Arc::new(reason.finish()),
        Arc::new(value.finish()),
        Arc::new(threshold.finish()),
        Arc::new(survivor.finish()),
    ];
    Ok(RecordBatch::try_new(with_id(&schema()), columns)?)
}
