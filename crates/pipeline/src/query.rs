//! A run's tables, open for queries.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray, UInt64Array};
use arrow::datatypes::SchemaRef;
use datafusion::catalog::MemTable;
use datafusion::prelude::SQLOptions;
use trommel_corpus::BadInput;
use trommel_store::{RunManifest, ShardTables, Store, View};

use crate::engine::Engine;
use crate::table::RunTable;
use crate::{PipelineError, Result};

/// Registers `docs` (the view after the last stage), one table for each stage (`near_dup` for `near-dup`), and `ledger`.
///
/// # Errors
/// When a table of the run is missing or damaged.
pub fn register(engine: &Engine, store: &Arc<Store>, run: &RunManifest) -> Result<()> {
    let session = engine.session();
    let docs = View::open(Arc::clone(store), run.shards(None))?;
    session.register_table("docs", Arc::new(RunTable::new(docs)))?;
    for stage in run.stages.iter().filter(|stage| !stage.parts.is_empty()) {
        let shards = stage.parts.iter().map(|part| ShardTables { tables: vec![part.clone()] }).collect();
        let view = View::open(Arc::clone(store), shards)?;
        session.register_table(stage.name.replace('-', "_"), Arc::new(RunTable::new(view)))?;
    }
    let ledger = ledger(run)?;
    session.register_table("ledger", Arc::new(MemTable::try_new(ledger.schema(), vec![vec![ledger]])?))?;
    Ok(())
}

/// Registers rows as a table.
///
/// # Errors
/// When a table has this name already, or batches have different schemas.
pub fn register_rows(engine: &Engine, name: &str, schema: SchemaRef, rows: Vec<RecordBatch>) -> Result<()> {
    if tables(engine).iter().any(|other| other == name) {
        return Err(PipelineError::stage("sql", format!("there is a table `{name}` already; name this one otherwise")));
    }
    engine.session().register_table(name, Arc::new(MemTable::try_new(schema, vec![rows])?))?;
    Ok(())
}

/// Runs a query that only reads, and hands each batch to `sink`.
///
/// # Errors
/// A statement that is not a query, an unknown table or column, or whatever reading gives.
pub fn select(engine: &Engine, sql: &str, mut sink: impl FnMut(RecordBatch) -> Result<()>) -> Result<()> {
    let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    let plan =
        engine.block_on(async { engine.session().sql_with_options(sql, options).await?.create_physical_plan().await });
    let plan = plan.map_err(|error| {
        let told = error.strip_backtrace();
        match told.contains("table '") && told.contains("not found") {
            true => PipelineError::stage(
                "sql",
                format!("{}; the tables are {}", one_sentence(&told), tables(engine).join(", ")),
            ),
            false => error.into(),
        }
    })?;
    let schema = plan.schema();
    let mut empty = true;
    engine.execute(plan, |batch| {
        empty = false;
        sink(batch)
    })?;
    if empty { sink(RecordBatch::new_empty(schema)) } else { Ok(()) }
}

/// The planner wraps one message in several of the same.
fn one_sentence(told: &str) -> &str {
    told.split(": ").last().unwrap_or(told)
}

fn tables(engine: &Engine) -> Vec<String> {
    let session = engine.session();
    let schema = session.catalog("datafusion").and_then(|catalog| catalog.schema("public"));
    let mut names = schema.map(|schema| schema.table_names()).unwrap_or_default();
    names.sort();
    names
}

/// What could not become a document: source, file, byte offset, reason.
fn ledger(run: &RunManifest) -> Result<RecordBatch> {
    let bad = run.stage("ingest").map(|stage| stage.facts["bad"].clone()).unwrap_or_default();
    let bad: Vec<BadInput> = match bad {
        serde_json::Value::Null => Vec::new(),
        listed => serde_json::from_value(listed)
            .map_err(|error| PipelineError::stage("ingest", format!("its ledger cannot be read: {error}")))?,
    };
    let text = |each: fn(&BadInput) -> String| Arc::new(bad.iter().map(|bad| Some(each(bad))).collect::<StringArray>());
    let offsets: UInt64Array = bad.iter().map(|bad| Some(bad.offset)).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("source", text(|bad| bad.source.clone())),
        ("file", text(|bad| bad.file.clone())),
        ("offset", Arc::new(offsets)),
        ("reason", text(|bad| bad.reason.to_string())),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}
