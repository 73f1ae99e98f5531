//! The text of a dataset's Parquet files, for what counts it.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// Rows in memory at once.
const ROWS: usize = 1024;

/// The language of a row that does not say.
const UNSAID: &str = "text";

/// The Parquet files of a split of a dataset: of a file, itself, which is for training; of a folder as `trommel run` publishes it, those of `data/` whose name
/// begins with the split's.
///
/// # Errors
/// There are none.
pub fn files(dataset: &Path, split: &str) -> Result<Vec<PathBuf>> {
    if dataset.is_file() {
        ensure!(
            split == "train",
            "{}: one file is the split `train`; `{split}` is found in the folder of a run",
            dataset.display()
        );
        return Ok(vec![dataset.to_owned()]);
    }
    let folder = [dataset.join("dataset/data"), dataset.join("data"), dataset.to_owned()];
    let folder = folder.into_iter().find(|folder| folder.is_dir());
    let folder = folder.with_context(|| {
        format!("{}: no such dataset; expected the folder of a run, or a Parquet file", dataset.display())
    })?;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".parquet") && name.split(['-', '.']).next() == Some(split) {
            found.push(path);
        }
    }
    found.sort();
    if found.is_empty() {
        bail!("{}: no Parquet file of the split `{split}`, expected {split}-00000-of-….parquet", folder.display());
    }
    Ok(found)
}

/// Hands over the (language, text) of every row of `files`, a batch at a time: what a model is shown of it, prompt and answer.
///
/// # Errors
/// A file cannot be read, or has no column `content`; or what `take` fails with.
pub fn each(files: &[PathBuf], mut take: impl FnMut(&[(String, String)]) -> Result<()>) -> Result<()> {
    for path in files {
        let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .with_context(|| format!("{} is no Parquet file", path.display()))?;
        let schema = reader.schema().clone();
        let text = |name: &str| schema.field_with_name(name).is_ok_and(|field| *field.data_type() == DataType::Utf8);
        if !text("content") {
            let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            bail!(
                "{}: no column `content` of text, which holds what a model answers; there are {}",
                path.display(),
                names.join(", ")
            );
        }
        let wanted: Vec<&str> = ["language", "prompt", "content"].into_iter().filter(|name| text(name)).collect();
        let mask = ProjectionMask::columns(reader.parquet_schema(), wanted);
        for batch in reader.with_projection(mask).with_batch_size(ROWS).build()? {
            take(&rows(&batch.with_context(|| format!("reading {}", path.display()))?))?;
        }
    }
    Ok(())
}

fn rows(batch: &RecordBatch) -> Vec<(String, String)> {
    let column = |name: &str| batch.column_by_name(name).map(|column| column.as_string::<i32>());
    let (language, prompt, content) = (column("language"), column("prompt"), column("content"));
    let value = |column: &Option<&arrow::array::StringArray>, row: usize| {
        column.filter(|column| column.is_valid(row)).map(|column| column.value(row).to_owned())
    };
    let row = |row: usize| {
        let text = value(&prompt, row).unwrap_or_default() + &value(&content, row).unwrap_or_default();
        (value(&language, row).unwrap_or_else(|| UNSAID.to_owned()), text)
    };
    (0..batch.num_rows()).map(row).collect()
}
