//! What stays from run to run: counts of tokens in the corpus, and borders of buckets.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{AsArray, RecordBatch, UInt32Array, UInt64Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt32Type, UInt64Type};
use serde_json::{Value, json};
use trommel_store::{Key, KeyBuilder, Manifest, Pending, RunManifest, ShardTables, View};

use super::Order;
use super::ranking::{Document, training_rows};
use crate::stage::Context;
use crate::{PipelineError, Result};

const STAGE: &str = "unigrams";

/// Counts and borders.
pub(super) struct Frozen {
    /// How often each token occurs, by its hash.
    pub counts: HashMap<u32, u64>,
    /// Tokens in all.
    pub total: u64,
    /// For each group, the surprisals at which buckets end, ascending, the last bucket's aside.
    borders: BTreeMap<String, Vec<f32>>,
}

/// Hash of what a run froze, `None` where it does not fit the stage as it is now.
pub(super) fn digest(run: &RunManifest, order: &Order) -> Option<Key> {
    let frozen = run.stage("order")?.facts.get("frozen")?;
    fits(frozen, order).then(|| KeyBuilder::new("frozen").field(frozen.to_string()).finish())
}

/// Borders are drawn for certain groups and sizes, of a certain measure.
fn fits(frozen: &Value, order: &Order) -> bool {
    !frozen["object"].is_null() && frozen["for"] == made_for(order)
}

fn made_for(order: &Order) -> Value {
    json!({ "by": order.by, "entropy": order.entropy, "buckets": order.buckets, "shard_bytes": order.shard_bytes })
}

impl Frozen {
    /// What the last run froze.
    pub(super) fn of_last_run(context: &Context<'_>, order: &Order) -> Result<Option<Frozen>> {
        let Some(stage) = context.previous.and_then(|run| run.stage("order")) else { return Ok(None) };
        let facts = &stage.facts["frozen"];
        if !fits(facts, order) {
            return Ok(None);
        }
        let damaged = |what: &str| {
            PipelineError::stage(
                "order",
                format!("the last run's {what} cannot be read; `-S order.rebuild=true` makes it anew"),
            )
        };
        let borders: BTreeMap<String, Vec<f32>> =
            serde_json::from_value(facts["borders"].clone()).map_err(|_| damaged("borders"))?;
        let key: Key = serde_json::from_value(facts["object"].clone()).map_err(|_| damaged("counts"))?;
        let Some(manifest) = Manifest::find(context.store, STAGE, key)? else { return Err(damaged("table of counts")) };
        let mut frozen = Frozen { counts: HashMap::new(), total: 0, borders };
        let view = View::open(Arc::clone(context.store), vec![ShardTables { tables: manifest.parts }])?;
        for batch in view.read(0, &["token", "count"], 1 << 16, false)? {
            let batch = batch?;
            let (tokens, counts) =
                (batch.column(0).as_primitive::<UInt32Type>(), batch.column(1).as_primitive::<UInt64Type>());
            frozen.counts.extend(tokens.values().iter().copied().zip(counts.values().iter().copied()));
        }
        frozen.total = frozen.counts.values().sum();
        Ok(Some(frozen))
    }

    /// Counts the tokens of the training documents.
    pub(super) fn count(context: &Context<'_>, view: &View) -> Result<Frozen> {
        let mut counts: HashMap<u32, u64> = HashMap::new();
        for shard in 0..view.shards().len() {
            context.check()?;
            let batch = view.read_shard(shard, &["token_hashes", "token_counts"])?;
            let (hashes, times) = (batch.column(0).as_list::<i32>(), batch.column(1).as_list::<i32>());
            for row in training_rows(view, shard)? {
                let (hashes, times) = (hashes.value(row), times.value(row));
                let pairs = hashes
                    .as_primitive::<UInt32Type>()
                    .values()
                    .iter()
                    .zip(times.as_primitive::<UInt32Type>().values());
                pairs.for_each(|(hash, times)| *counts.entry(*hash).or_default() += u64::from(*times));
            }
        }
        let total = counts.values().sum();
        Ok(Frozen { counts, total, borders: BTreeMap::new() })
    }

    /// The mean of −ln p̂ over a document's tokens, p̂ = (count + 1) / (total + distinct + 1): the last 1 is for tokens
    /// never seen. In nats a token; 0 for a document without tokens.
    pub(super) fn surprisal<'a>(&self, tokens: impl Iterator<Item = (&'a u32, &'a u32)>) -> f32 {
        let all = (self.total as f64 + self.counts.len() as f64 + 1.0).ln();
        let (mut sum, mut tokens_of) = (0.0, 0.0);
        for (hash, times) in tokens {
            let count = self.counts.get(hash).copied().unwrap_or(0);
            sum += f64::from(*times) * (all - (count as f64 + 1.0).ln());
            tokens_of += f64::from(*times);
        }
        if tokens_of > 0.0 { (sum / tokens_of) as f32 } else { 0.0 }
    }

    /// Cuts each group into quantile buckets: as many as asked for, else as its bytes need.
    pub(super) fn draw_borders(&mut self, documents: &[Document], order: &Order) {
        let mut groups: BTreeMap<&str, Vec<(f32, u32)>> = BTreeMap::new();
        for document in documents {
            groups.entry(&document.group).or_default().push((document.surprisal, document.bytes));
        }
        for (name, mut group) in groups {
            group.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let bytes: u64 = group.iter().map(|(_, bytes)| u64::from(*bytes)).sum();
            let buckets = order.buckets.map_or_else(|| bytes.div_ceil(order.shard_bytes), u64::from).max(1);
            let (mut borders, mut before) = (Vec::new(), 0);
            for (surprisal, size) in group {
                if before * buckets >= bytes * (borders.len() as u64 + 1) {
                    borders.push(surprisal);
                }
                before += u64::from(size);
            }
            borders.dedup();
            self.borders.insert(name.to_owned(), borders);
        }
    }

    /// The bucket of a document: how many borders are not above it. A group that came later has one bucket.
    pub(super) fn bucket(&self, group: &str, surprisal: f32) -> u32 {
        self.borders.get(group).map_or(0, |borders| borders.partition_point(|border| *border <= surprisal) as u32)
    }

    /// Keeps the counts in the store, under their own hash.
    pub(super) fn keep(&self, context: &Context<'_>) -> Result<Option<Key>> {
        let mut counts: Vec<(u32, u64)> = self.counts.iter().map(|(token, count)| (*token, *count)).collect();
        counts.sort_unstable();
        if counts.is_empty() {
            return Ok(None);
        }
        let mut key = KeyBuilder::new(STAGE);
        for (token, count) in &counts {
            key.push(&token.to_le_bytes());
            key.push(&count.to_le_bytes());
        }
        let key = key.finish();
        if Manifest::find(context.store, STAGE, key)?.is_none() {
            let tokens = UInt32Array::from_iter_values(counts.iter().map(|(token, _)| *token));
            let times = UInt64Array::from_iter_values(counts.iter().map(|(_, count)| *count));
            let mut pending = Pending::new(context.store, STAGE, key);
            let table = RecordBatch::try_new(schema(), vec![Arc::new(tokens), Arc::new(times)])?;
            pending.table(&schema(), &[table])?;
            pending.commit(Value::Null)?;
        }
        Ok(Some(key))
    }

    /// What the next run takes up.
    pub(super) fn facts(&self, object: Option<Key>, order: &Order) -> Value {
        json!({ "object": object, "borders": self.borders, "for": made_for(order) })
    }
}

fn schema() -> SchemaRef {
    let field = |name: &str, data_type| Field::new(name, data_type, false);
    Arc::new(Schema::new(vec![field("token", DataType::UInt32), field("count", DataType::UInt64)]))
}
