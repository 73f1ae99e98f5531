//! Completions of a benchmark's tasks by a checkpoint, into a folder: the log, `samples.jsonl`, `samples.parquet`.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt32Array, UInt64Array};
use parquet::arrow::ArrowWriter;
use serde_json::{Value, json};
use trommel_bench::Task;
use trommel_generate::{Checkpoint, Finish, Log, Options, PromptOptions, Row, Run, Source, jobs};
use trommel_model::{DType, Device};
use trommel_pipeline::{Event, Events};

use crate::world;

/// Files of a folder of completions that count; the log beside them is for going on.
pub const FILES: [&str; 2] = ["samples.jsonl", "samples.parquet"];

/// What is asked.
pub struct Asked<'a> {
    /// The checkpoint.
    pub source: &'a Source,
    /// The tasks.
    pub tasks: &'a [Task],
    /// How they are put.
    pub prompts: &'a PromptOptions,
    /// How they are answered.
    pub options: &'a Options,
}

/// Answers all tasks; what the folder's log holds of the same run is not done again.
///
/// # Errors
/// The checkpoint or the folder cannot be read or written, a prompt has no room; an interrupt, after which the log is there.
pub fn generate(asked: &Asked<'_>, folder: &Path, events: &dyn Events) -> Result<Value> {
    let checkpoint = Checkpoint::load(asked.source, DType::F32, &Device::Cpu)?;
    let generator = checkpoint.generator()?;
    let prompts = checkpoint.prompts(asked.tasks, asked.prompts)?;
    let jobs = jobs(prompts.len(), asked.options.samples);
    let run = Run {
        checkpoint: &checkpoint.fingerprint,
        constraint: None,
        prompts: asked.prompts,
        options: asked.options,
        batch_matters: generator.batch_matters(),
    };
    std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let mut log = Log::open(&folder.join("log.jsonl"), &run.digest()?, asked.options.seed)?;
    let missing = log.missing(&prompts, &jobs);
    if missing.len() < jobs.len() {
        let done = jobs.len() - missing.len();
        events.on(Event::Note(&format!("{done} of {} completions are there already", jobs.len())));
    }
    events.on(Event::Begin { name: "generate", total: missing.len() as u64 });
    let interrupted = || std::io::Error::new(std::io::ErrorKind::Interrupted, "interrupted");
    generator.generate(&prompts, &missing, asked.options, None, |_, row, _| {
        log.add(row)?;
        events.on(Event::Step { units: 1, bytes: 0 });
        match world::interrupted() {
            true => Err(trommel_generate::GenerateError::Io { path: folder.to_owned(), source: interrupted() }),
            false => Ok(()),
        }
    })?;
    events.on(Event::End);
    log.finish(&folder.join(FILES[0]), &prompts, &jobs)?;
    let rows = log.rows(&prompts, &jobs);
    write_parquet(&folder.join(FILES[1]), &rows)?;
    Ok(facts(&rows, &checkpoint))
}

fn facts(rows: &[&Row], checkpoint: &Checkpoint) -> Value {
    let finished = |finish: Finish| rows.iter().filter(|row| row.finish_reason == finish).count();
    json!({
        "completions": rows.len(),
        "tokens": rows.iter().map(|row| row.tokens).sum::<usize>(),
        "eos": finished(Finish::Eos), "stop": finished(Finish::Stop), "length": finished(Finish::Length),
        "truncated_prompts": rows.iter().filter(|row| row.truncated > 0).count(),
        "checkpoint": checkpoint.fingerprint,
    })
}

/// The rows as a table, whole or not at all.
fn write_parquet(path: &Path, rows: &[&Row]) -> Result<()> {
    let texts =
        |of: fn(&Row) -> &str| Arc::new(StringArray::from_iter_values(rows.iter().map(|row| of(row)))) as ArrayRef;
    let named = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let words = |of: &dyn Fn(&Row) -> Value| {
        Arc::new(StringArray::from_iter_values(rows.iter().map(|row| named(of(row))))) as ArrayRef
    };
    let floats =
        |of: fn(&Row) -> f64| Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| of(row)))) as ArrayRef;
    let batch = RecordBatch::try_from_iter([
        ("task_id", texts(|row| &row.task_id)),
        ("sample", Arc::new(UInt32Array::from_iter_values(rows.iter().map(|row| row.sample))) as ArrayRef),
        ("seed", Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| row.seed))) as ArrayRef),
        ("completion", texts(|row| &row.completion)),
        ("shape", words(&|row| json!(row.shape))),
        ("tokens", Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| row.tokens as u64))) as ArrayRef),
        ("logprob", floats(|row| row.logprob)),
        ("raw_logprob", floats(|row| row.raw_logprob)),
        ("finish_reason", words(&|row| json!(row.finish_reason))),
        ("prompt_sha256", texts(|row| &row.prompt_sha256)),
    ])?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let part = tempfile::NamedTempFile::new_in(folder).with_context(|| format!("writing into {}", folder.display()))?;
    let mut writer = ArrowWriter::try_new(part.reopen()?, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    part.as_file().sync_all()?;
    part.persist(path).with_context(|| format!("writing {}", path.display()))?;
    Ok(())
}
