//! Keys: kind of stage, version of its code, configuration, digests of the columns it reads. Nothing else.

use serde_json::Value;
use trommel_corpus::ShardInput;
use trommel_store::{Key, KeyBuilder, RunManifest, ShardTables};

use crate::recipe::Recipe;
use crate::stage::{Barrier, Stage, Work};

/// Configuration that guards a result without changing it.
const GUARDS: [&str; 2] = ["blast_radius", "max_bad"];

/// The key of a shard as ingest makes it.
pub fn ingest_key(version: u32, shard: &ShardInput) -> Key {
    KeyBuilder::new("ingest").field(version.to_le_bytes()).field(shard.digest).finish()
}

/// The key of a map's or expanding stage's table, `None` while a column it reads is not known.
pub fn map_key(stage: &dyn Stage, tables: &ShardTables) -> Option<Key> {
    let mut key = stage_key(stage);
    match stage.work() {
        Work::Map(map) => {
            for column in ["id", "content", "language"] {
                key.push(&tables.digest(column)?.0);
            }
            for column in map.also_reads() {
                key.push(column.as_bytes());
                key.push(tables.digest(column).as_ref().map_or(&[][..], |digest| &digest.0));
            }
        }
        // All that ingest gives goes into the new rows.
        _ => tables.tables.first()?.columns.values().for_each(|digest| key.push(&digest.0)),
    }
    Some(key.finish())
}

/// The key of a barrier, over all shards. Columns that are not there count as such.
pub fn barrier_key(
    stage: &dyn Stage,
    barrier: &dyn Barrier,
    previous: Option<&RunManifest>,
    shards: &[ShardTables],
) -> Key {
    let reads: Vec<String> = barrier.reads().into_iter().chain(barrier.may_read()).collect();
    let mut reads: Vec<&str> = reads.iter().map(String::as_str).chain(["id", "keep", "language", "source"]).collect();
    reads.sort_unstable();
    reads.dedup();
    let mut key = stage_key(stage);
    barrier.history(previous).iter().for_each(|digest| key.push(&digest.0));
    for shard in shards {
        key.push(&(shard.rows() as u64).to_le_bytes());
        for column in &reads {
            key.push(column.as_bytes());
            key.push(shard.digest(column).as_ref().map_or(&[][..], |digest| &digest.0));
        }
    }
    key.finish()
}

/// The key of a product: over the published files in their order, where it reads them, and the keys of the products that it reads.
pub fn product_key<'a>(stage: &dyn Stage, files: impl Iterator<Item = (&'a str, Key)>, products: &[Key]) -> Key {
    let mut key = stage_key(stage);
    for (split, file) in files {
        key.push(split.as_bytes());
        key.push(&file.0);
    }
    key.push(b"products");
    products.iter().for_each(|product| key.push(&product.0));
    key.finish()
}

/// The key of a whole run: the recipe as it decides the result, and every input.
pub fn run_key(recipe: &Recipe, shards: &[ShardInput]) -> Key {
    let mut key = KeyBuilder::new("run");
    for stage in &recipe.stages {
        match stage.kind() {
            // What ingest's configuration decides is in the digests of the shards.
            "ingest" => key.push(&stage.version().to_le_bytes()),
            _ => key.push(&stage_key(&**stage).finish().0),
        }
    }
    for shard in shards {
        key.push(&shard.digest);
    }
    key.finish()
}

fn stage_key(stage: &dyn Stage) -> KeyBuilder {
    let config = canonical(stage.config());
    let key = KeyBuilder::new(stage.kind()).field(stage.version().to_le_bytes()).field(config.to_string());
    stage.fingerprint().into_iter().fold(key, |key, print| key.field(print))
}

/// The configuration without guards, keys sorted at every level.
fn canonical(config: Value) -> Value {
    match config {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> =
                map.into_iter().filter(|(key, _)| !GUARDS.contains(&key.as_str())).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().map(|(key, value)| (key, canonical(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(canonical).collect()),
        other => other,
    }
}
