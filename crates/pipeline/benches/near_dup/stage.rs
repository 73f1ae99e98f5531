//! The rows `near-dup`: the whole stage as the pipeline runs it, its columns described first.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use arrow::array::{ArrayRef, AsArray, FixedSizeBinaryArray, RecordBatch, StringArray, new_null_array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use rayon::prelude::*;
use serde_json::{Value, json};
use trommel_dedup::{PERMUTATIONS, Shingler, signature};
use trommel_pipeline::rows::{Cell, ID, to_batch, u32_list};
use trommel_pipeline::stage::{Barrier, Context};
use trommel_pipeline::stages::NearDup;
use trommel_pipeline::{Engine, Silent};
use trommel_store::{KeyBuilder, Pending, ShardTables, Store, View};

use crate::Result;
use crate::documents::read;
use crate::measured::{Clock, Measured};
use crate::signatures::shingle;

/// As the pipeline cuts shards, about.
const SHARD_BYTES: u64 = 8 << 20;
/// `--memory 1GiB`
const MEMORY: usize = 1 << 30;

pub fn measure(row: &str, stage: &NearDup, paths: &[PathBuf], threads: usize) -> Result<Measured> {
    // Beside the list, on disk: parts are synced as a run syncs them.
    let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let store = Arc::new(Store::open(&scratch.path().join("store").to_string_lossy())?);
    let engine = Engine::new(MEMORY, threads, Some(&scratch.path().join("spill")))?;

    let clock = Clock::start();
    let shards = shards(paths)?;
    let described: Result<Vec<ShardTables>, String> =
        shards.par_iter().map(|shard| describe(&store, shard).map_err(|error| error.to_string())).collect();
    let view = View::open(Arc::clone(&store), described?)?;
    let describe_seconds = clock.seconds();
    let context = Context {
        store: &store,
        engine: &engine,
        previous: None,
        memory: MEMORY,
        cancel: &AtomicBool::new(false),
        events: &Silent,
    };
    let decision = stage.decide(&context, &view)?;
    let decide_seconds = clock.seconds() - describe_seconds;

    let dropped: usize = decision.tables.iter().map(dropped).sum();
    let recall = &decision.facts["recall"];
    let count = |name: &str| decision.facts[name].as_u64().unwrap_or(0);
    let measured = match recall["all"]["recall"].as_f64() {
        Some(share) => format!("recall {share:.3} of {} pairs in a sample; ", recall["all"]["total"]),
        None => String::new(),
    };
    let found = format!(
        "{dropped} dropped; {} candidates, {} edges; {measured}describe {describe_seconds:.2} s, decide {decide_seconds:.2} s",
        count("candidates"),
        count("edges"),
    );
    let facts = json!({
        "dropped": dropped, "describe_seconds": describe_seconds, "decide_seconds": decide_seconds, "stage": decision.facts,
    });
    Ok(clock.stop(row, found, facts))
}

/// Consecutive documents of about [`SHARD_BYTES`].
fn shards(paths: &[PathBuf]) -> Result<Vec<&[PathBuf]>> {
    let mut shards = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, path) in paths.iter().enumerate() {
        bytes += std::fs::metadata(path)?.len();
        if bytes >= SHARD_BYTES || index + 1 == paths.len() {
            shards.push(&paths[start..=index]);
            (start, bytes) = (index + 1, 0);
        }
    }
    Ok(shards)
}

/// Reads, lexes, shingles and signs the documents of a shard and writes the columns that the stage reads, in two tables as
/// `ingest` and `describe` do.
fn describe(store: &Store, paths: &[PathBuf]) -> Result<ShardTables> {
    let mut shingler = Shingler::new(5);
    let mut rows = Vec::with_capacity(paths.len());
    for path in paths {
        let (text, language) = read(path)?;
        let shingles = shingle(&mut shingler, language, &text);
        let bytes_of = |values: &[u32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        rows.push(vec![
            Cell::U32(shingles.len() as u32),
            Cell::U32s(shingles.to_vec()),
            Cell::Bytes(blake3::hash(&bytes_of(shingles)).as_bytes()[..16].to_vec()),
            Cell::Bytes(bytes_of(&signature(shingles))),
        ]);
    }
    let (schema, ingested) = ingested(paths)?;
    let described = to_batch(ingested.column(0), &described_columns(), &rows)?;
    let key = KeyBuilder::new("benchmark").field(paths[0].to_string_lossy().as_bytes()).finish();
    let mut tables = Vec::new();
    for (stage, schema, batch) in [("ingest", schema, ingested), ("describe", described.schema(), described)] {
        let mut pending = Pending::new(store, stage, key);
        pending.table(&schema, &[batch])?;
        tables.extend(pending.commit(Value::Null)?.parts);
    }
    Ok(ShardTables { tables })
}

/// What ranks documents. Nothing is known but their paths, so the shorter path stays.
fn ingested(paths: &[PathBuf]) -> Result<(SchemaRef, RecordBatch)> {
    let schema = Arc::new(Schema::new(vec![
        Field::new("id", ID, false),
        Field::new("path", DataType::Utf8, false),
        Field::new("license", DataType::Utf8, true),
        Field::new("version", DataType::Utf8, true),
        Field::new("stars", DataType::Int64, true),
    ]));
    let names: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let ids = names.iter().map(|name| blake3::hash(name.as_bytes()).as_bytes()[..16].to_vec());
    let columns: Vec<ArrayRef> = vec![
        Arc::new(FixedSizeBinaryArray::try_from_iter(ids)?),
        Arc::new(StringArray::from(names)),
        new_null_array(&DataType::Utf8, paths.len()),
        new_null_array(&DataType::Utf8, paths.len()),
        new_null_array(&DataType::Int64, paths.len()),
    ];
    Ok((Arc::clone(&schema), RecordBatch::try_new(schema, columns)?))
}

fn described_columns() -> Schema {
    Schema::new(vec![
        Field::new("shingle_count", DataType::UInt32, false),
        Field::new("shingles", u32_list(), false),
        Field::new("shingles_hash", DataType::FixedSizeBinary(16), false),
        Field::new("minhash", DataType::FixedSizeBinary(4 * PERMUTATIONS as i32), false),
    ])
}

fn dropped(marks: &RecordBatch) -> usize {
    marks.column_by_name("keep").map_or(0, |keep| keep.as_boolean().false_count())
}
