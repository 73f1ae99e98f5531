//! The completions of a file or folder, each with the program that is judged for it.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result, bail};
use arrow::json::ArrayWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Map, Value};
use trommel_bench::{Benchmark, Completion, Judged, Preset, Sample, Samples, Tasks, Verdict, assemble};

/// One completion.
pub struct Row {
    /// Its task, by its place in the benchmark.
    pub task: usize,
    /// Which of the task's completions it is.
    pub ordinal: u32,
    /// Where it was found.
    pub place: String,
    /// As it came; empty where it was too long to keep or no text.
    pub text: String,
    /// How the program was taken out of it.
    pub extraction: String,
    /// What was dropped or added on the way.
    pub notes: Vec<String>,
    /// The program, or what is said without running one.
    pub program: Result<String, Judged>,
    /// The program of the completion as it came, where it is another.
    pub raw: Option<String>,
}

/// All completions.
pub struct Rows {
    /// In the order of the file.
    pub rows: Vec<Row>,
    /// Tasks without any.
    pub missing: Vec<String>,
    /// What a person should know of the file.
    pub warnings: Vec<String>,
}

/// Reads them. `wanted` says which tasks count; completions of the others are left out.
///
/// # Errors
/// The file cannot be read, or a row of it is not what it must be.
pub fn read(path: &Path, benchmark: &Benchmark, wanted: &[bool], preset: Preset, audit: bool) -> Result<Rows> {
    let tasks = Tasks::new(&benchmark.name, &benchmark.tasks);
    let name = path.display().to_string();
    let mut samples = if path.is_dir() {
        Samples::of_folder(path, &tasks)?
    } else if path.extension().is_some_and(|extension| extension == "parquet") {
        Samples::from_objects(objects(path)?, &name, &tasks)
    } else {
        let file = File::open(path).with_context(|| format!("opening the completions `{name}`"))?;
        Samples::new(file, &name, &tasks)?
    };
    let mut rows = Vec::new();
    for sample in samples.by_ref() {
        let sample = sample?;
        if wanted[sample.task] {
            rows.push(row(sample, benchmark, preset, audit));
        }
    }
    let missing = samples.missing().map(str::to_owned).collect();
    Ok(Rows { rows, missing, warnings: samples.warnings().to_vec() })
}

fn row(sample: Sample, benchmark: &Benchmark, preset: Preset, audit: bool) -> Row {
    let task = &benchmark.tasks[sample.task];
    let mut row = Row {
        task: sample.task,
        ordinal: sample.ordinal,
        place: sample.place.to_string(),
        text: String::new(),
        extraction: "none".to_owned(),
        notes: Vec::new(),
        program: Err(Judged::not_run(Verdict::NoCode, "the completion is empty")),
        raw: None,
    };
    match sample.completion {
        Completion::TooLong { bytes } => {
            let message = format!("the completion has {bytes} bytes, expected at most {}", Completion::MAX_BYTES);
            row.program = Err(Judged::not_run(Verdict::NotCompiled, &message));
        }
        Completion::NotText => {
            let message = "the completion holds lone surrogates, which no source text may";
            row.program = Err(Judged::not_run(Verdict::NotCompiled, message));
        }
        Completion::Text(text) => {
            let extracted = assemble(task, &text, sample.claim, preset);
            let raw = (audit && preset != Preset::Raw).then(|| assemble(task, &text, sample.claim, Preset::Raw));
            row.raw = raw.filter(|raw| !raw.is_empty() && raw.program != extracted.program).map(|raw| raw.program);
            if !text.trim().is_empty() && extracted.is_empty() {
                row.program = Err(Judged::not_run(Verdict::NoCode, "no program was found in the completion"));
            }
            if !extracted.is_empty() {
                row.program = Ok(extracted.program);
            }
            (row.text, row.extraction, row.notes) = (text, extracted.how, extracted.notes);
        }
    }
    row
}

/// The rows of a Parquet file as JSON objects.
pub fn objects(path: &Path) -> Result<Vec<Map<String, Value>>> {
    let open = || -> Result<Vec<Map<String, Value>>> {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?.build()?;
        let mut writer = ArrayWriter::new(Vec::new());
        for batch in reader {
            writer.write(&batch?)?;
        }
        writer.finish()?;
        let rows: Vec<Value> = match writer.into_inner() {
            bytes if bytes.is_empty() => Vec::new(),
            bytes => serde_json::from_slice(&bytes)?,
        };
        rows.into_iter()
            .map(|row| match row {
                Value::Object(row) => Ok(row),
                other => bail!("a row that is no object: {other}"),
            })
            .collect()
    };
    open().with_context(|| format!("reading `{}`", path.display()))
}
