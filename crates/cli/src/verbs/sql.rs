//! `trommel sql`: queries over a run's tables.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use arrow::json::reader::infer_json_schema_from_seekable;
use arrow::json::{ArrayWriter, ReaderBuilder};
use arrow::util::pretty::pretty_format_batches;
use flate2::read::MultiGzDecoder;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use trommel_pipeline::query;
use trommel_store::RunManifest;

use crate::DONE;
use crate::args::{Arguments, SqlArguments};
use crate::judging::functions;
use crate::verbs::print;
use crate::world::World;

pub fn sql(arguments: &Arguments, sql: &SqlArguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let engine = world.engine()?;
    match RunManifest::load(&world.store, &sql.run) {
        Ok(run) => query::register(&engine, &world.store, &run)?,
        Err(_) if !sql.tables.is_empty() && sql.run == "latest" => {}
        Err(error) => return Err(error.into()),
    }
    for (name, path) in &sql.tables {
        let (schema, rows) = rows(path).with_context(|| format!("reading `{}`", path.display()))?;
        query::register_rows(&engine, name, schema, rows)?;
    }
    functions::register(&engine)?;
    let mut batches = Vec::new();
    query::select(&engine, &sql.query, |batch| {
        batches.push(batch);
        Ok(())
    })?;
    if arguments.json {
        let mut writer = ArrayWriter::new(Vec::new());
        batches.iter().try_for_each(|batch| writer.write(batch))?;
        writer.finish()?;
        print(&format!("{{\"rows\": {}}}", String::from_utf8(writer.into_inner())?));
    } else {
        print(&format!("{}", pretty_format_batches(&batches)?));
    }
    Ok(DONE)
}

/// The rows of a file, or of a scored run's table.
fn rows(path: &Path) -> Result<(SchemaRef, Vec<RecordBatch>)> {
    let path = if path.is_dir() { path.join("verdicts.parquet") } else { path.to_owned() };
    let mut file = File::open(&path).context("expected a file of Parquet or JSONL, or the folder of a scored run")?;
    if path.extension().is_some_and(|extension| extension == "parquet") {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
        let schema = Arc::clone(builder.schema());
        return Ok((schema, builder.build()?.collect::<Result<_, _>>()?));
    }
    let mut text = Vec::new();
    let mut first = [0; 2];
    let packed = file.read(&mut first)? == 2 && first == [0x1f, 0x8b];
    file.rewind()?;
    if packed {
        MultiGzDecoder::new(file).read_to_end(&mut text)?
    } else {
        file.read_to_end(&mut text)?
    };
    let mut text = BufReader::new(std::io::Cursor::new(text));
    let (schema, rows) = infer_json_schema_from_seekable(&mut text, None)?;
    ensure!(rows > 0, "no row, expected at least one JSON object a line");
    let schema = Arc::new(schema);
    Ok((Arc::clone(&schema), ReaderBuilder::new(schema).build(text)?.collect::<Result<_, _>>()?))
}
