//! The rows of a scored run as a Parquet file and as JSON lines: one row a completion, in the order of the completions.
//!
//! Nothing in them depends on the machine or on its load: no wall time, no word of what came from a cache.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use arrow::array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, ListBuilder, RecordBatch, StringArray, StringBuilder,
};
use arrow::json::LineDelimitedWriter;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use trommel_bench::{Judged, Room};

use crate::judging::scored::in_room;

/// One judged completion.
pub struct Row {
    /// The task's id.
    pub task: String,
    /// Which of the task's completions it is, from 0.
    pub ordinal: u32,
    /// Where it was found, such as `samples.jsonl:17`.
    pub place: String,
    /// The completion as it came.
    pub completion: String,
    /// How the program was taken out of it.
    pub extraction: String,
    /// What was dropped or added on the way.
    pub notes: Vec<String>,
    /// The program that was executed, without the tests.
    pub program: String,
    /// The key of the judged job, empty where nothing was run.
    pub key: String,
    /// What was said of it.
    pub judged: Judged,
}

/// Writes both files, each whole or not at all; `metrics` are more columns, a value a row, null where there is none.
pub fn write(folder: &Path, rows: &[Row], metrics: &[(String, Vec<Option<f64>>)]) -> Result<()> {
    let batch = batch(rows, metrics)?;
    whole(&folder.join("verdicts.parquet"), |file| {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties))?;
        writer.write(&batch)?;
        writer.close()?;
        Ok(())
    })?;
    whole(&folder.join("verdicts.jsonl"), |file| {
        let mut writer = LineDelimitedWriter::new(BufWriter::new(file));
        writer.write(&batch)?;
        writer.finish()?;
        Ok(())
    })
}

/// Writes JSON values, one a line.
pub fn write_lines(path: &Path, lines: &[serde_json::Value]) -> Result<()> {
    whole(path, |file| {
        let mut file = BufWriter::new(file);
        for line in lines {
            serde_json::to_writer(&mut file, line)?;
            file.write_all(b"\n")?;
        }
        Ok(file.flush()?)
    })
}

/// Writes a file beside its place and moves it there.
pub fn whole(path: &Path, fill: impl FnOnce(File) -> Result<()>) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", std::process::id()));
    let staging = path.with_file_name(name);
    let write = || -> Result<()> {
        fill(File::create(&staging)?)?;
        Ok(std::fs::rename(&staging, path)?)
    };
    write().with_context(|| format!("writing `{}`", path.display()))
}

fn batch(rows: &[Row], metrics: &[(String, Vec<Option<f64>>)]) -> Result<RecordBatch> {
    let text = |get: &dyn Fn(&Row) -> String| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(get(row))).collect::<StringArray>())
    };
    let flag = |get: &dyn Fn(&Judged) -> bool| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(get(&row.judged))).collect::<BooleanArray>())
    };
    let number = |get: &dyn Fn(&Row) -> usize| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(get(row) as i64)).collect::<Int64Array>())
    };
    let detail = rows.iter().map(|row| row.judged.verdict.detail().map(str::to_owned));
    let mut columns: Vec<(&str, ArrayRef)> = vec![
        ("task_id", text(&|row| row.task.clone())),
        ("ordinal", number(&|row| row.ordinal as usize)),
        ("place", text(&|row| row.place.clone())),
        ("verdict", text(&|row| row.judged.verdict.name().to_owned())),
        ("detail", Arc::new(detail.collect::<StringArray>())),
        ("message", text(&|row| row.judged.message.clone())),
        ("passed", flag(&|judged| judged.verdict.passed())),
        ("compiled", flag(&|judged| judged.compiled)),
        ("body_ran", flag(&|judged| judged.body_ran)),
        ("ran", flag(&|judged| judged.ran)),
        ("tests", number(&|row| row.judged.tests.len())),
        ("tests_passed", number(&|row| row.judged.passed_tests())),
        ("tests_host", number(&|row| in_room(&row.judged, Room::Host))),
        ("tests_second", number(&|row| in_room(&row.judged, Room::Second))),
        ("tests_unprotected", number(&|row| in_room(&row.judged, Room::Unprotected))),
        ("near_miss", flag(&|judged| judged.tests.iter().any(|test| test.near_miss))),
        ("test_verdicts", test_verdicts(rows)),
        ("fuel", number(&|row| usize::try_from(row.judged.usage.fuel).unwrap_or(usize::MAX))),
        ("peak_memory", number(&|row| row.judged.usage.peak_memory as usize)),
        ("output_bytes", number(&|row| row.judged.usage.output_bytes as usize)),
        ("extraction", text(&|row| row.extraction.clone())),
        ("program", text(&|row| row.program.clone())),
        ("completion", text(&|row| row.completion.clone())),
        ("key", text(&|row| row.key.clone())),
    ];
    let nullable = |name: &str| name == "detail" || metrics.iter().any(|(metric, _)| metric == name);
    for (name, values) in metrics {
        columns.push((name, Arc::new(values.iter().copied().collect::<Float64Array>())));
    }
    Ok(RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, array)| (name, array, nullable(name))),
    )?)
}

fn test_verdicts(rows: &[Row]) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for row in rows {
        row.judged.tests.iter().for_each(|test| lists.values().append_value(test.verdict.to_string()));
        lists.append(true);
    }
    Arc::new(lists.finish())
}
