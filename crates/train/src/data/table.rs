//! A split's Parquet files as one table of prompts and answers.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection, RowSelector};
use serde::{Deserialize, Serialize};
use trommel_tokens::Label;

use crate::error::{Error, Result};

/// Columns that are read.
const COLUMNS: [&str; 5] = ["prompt", "content", "text", "language", "task"];

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its number in the split, from 0.
    pub origin: u64,
    pub prompt: String,
    pub answer: String,
    pub language: String,
    pub task: String,
}

impl Row {
    /// As the tokenizer takes it: where it belongs, prompt, answer.
    pub(crate) fn labelled(&self) -> (Label<'_>, &str, &str) {
        let Self { origin, prompt, answer, language, task } = self;
        (Label { origin: *origin, task, language }, prompt, answer)
    }
}

/// Where a row lies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPlace {
    /// The file's number in the split, from 0.
    pub file: usize,
    /// Its row group, from 0.
    pub row_group: usize,
    /// The row in the file, from 0.
    pub row: u64,
}

/// A row group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    pub file: usize,
    pub number: usize,
    /// The split's number of its first row.
    pub first: u64,
    pub rows: u64,
}

/// The columns that the files have.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// `prompt` and `content`; else `text` alone, all of which is learned.
    pairs: bool,
    language: bool,
    task: bool,
}

/// A split's Parquet files, opened and checked: either the text columns `prompt` and `content`, or `text`; and perhaps
/// `language` and `task`.
#[derive(Debug, Clone)]
pub struct Table {
    paths: Vec<PathBuf>,
    first_rows: Vec<u64>,
    groups: Vec<Group>,
    shape: Shape,
    rows: u64,
    fingerprint: String,
}

impl Table {
    /// Reads the files' footers. `languages` says whether the column `language` is needed.
    ///
    /// # Errors
    /// A file that cannot be read, a schema that does not fit, no rows.
    pub fn open(paths: &[PathBuf], languages: bool) -> Result<Self> {
        let mut table = Self {
            paths: paths.to_vec(),
            first_rows: Vec::new(),
            groups: Vec::new(),
            shape: Shape { pairs: true, language: true, task: true },
            rows: 0,
            fingerprint: String::new(),
        };
        let mut hash = blake3::Hasher::new();
        for (at, path) in paths.iter().enumerate() {
            let file = File::open(path).map_err(Error::file(path))?;
            hash.update(&footer(path)?);
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::parquet(path))?;
            let shape = shape(path, reader.schema(), languages)?;
            if at > 0 && shape.pairs != table.shape.pairs {
                let expected = format!("the columns of {}", paths[0].display());
                return Err(Error::format(path, "other columns than in the first file", expected));
            }
            let before = table.shape;
            table.shape = Shape {
                pairs: shape.pairs,
                language: before.language && shape.language,
                task: before.task && shape.task,
            };
            table.first_rows.push(table.rows);
            for (number, group) in reader.metadata().row_groups().iter().enumerate() {
                let rows = group.num_rows() as u64;
                if rows > 0 {
                    table.groups.push(Group { file: at, number, first: table.rows, rows });
                }
                table.rows += rows;
            }
        }
        if table.rows == 0 {
            let files = paths.len();
            return Err(Error::Nothing(format!(
                "there is nothing to read: {files} Parquet files with no rows; give the files of a split that has some"
            )));
        }
        table.fingerprint = hash.finalize().to_hex().to_string();
        Ok(table)
    }

    /// Rows of all files.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Whether rows have prompts; else they are whole texts.
    pub(crate) fn has_prompts(&self) -> bool {
        self.shape.pairs
    }

    /// A hash of all files' footers: sizes, statistics and places of all columns.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Where row `origin` lies, if there is such a row.
    #[must_use]
    pub fn place(&self, origin: u64) -> Option<RowPlace> {
        let at = self.groups.partition_point(|group| group.first <= origin).checked_sub(1)?;
        let group = self.groups[at];
        (origin < group.first + group.rows).then(|| RowPlace {
            file: group.file,
            row_group: group.number,
            row: origin - self.first_rows[group.file],
        })
    }

    /// `file:row` of a row, for messages.
    #[must_use]
    pub fn describe(&self, origin: u64) -> String {
        match self.place(origin) {
            Some(place) => {
                let name = self.paths[place.file].file_name().unwrap_or_default().to_string_lossy();
                format!("{name}:{}", place.row)
            }
            None => format!("row {origin}"),
        }
    }

    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The rows of one row group, up to `most`.
    pub(crate) fn read(&self, group: Group, most: u64) -> Result<Vec<Row>> {
        let path = &self.paths[group.file];
        let file = File::open(path).map_err(Error::file(path))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::parquet(path))?;
        let schema = builder.schema().clone();
        let wanted = COLUMNS.iter().filter_map(|name| schema.index_of(name).ok());
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
        let mut builder = builder.with_projection(mask).with_row_groups(vec![group.number]);
        if most < group.rows {
            builder = builder.with_row_selection(RowSelection::from(vec![RowSelector::select(most as usize)]));
        }
        let mut rows = Vec::with_capacity(group.rows.min(most) as usize);
        for batch in builder.build().map_err(Error::parquet(path))? {
            let batch = batch.map_err(|error| Error::parquet(path)(error.into()))?;
            self.take(path, &batch, group.first, &mut rows)?;
        }
        Ok(rows)
    }

    /// Up to `most` rows from the beginning.
    pub(crate) fn head(&self, most: u64) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for group in &self.groups {
            let left = most - rows.len() as u64;
            if left == 0 {
                break;
            }
            rows.extend(self.read(*group, left)?);
        }
        Ok(rows)
    }

    fn take(&self, path: &Path, batch: &RecordBatch, first: u64, rows: &mut Vec<Row>) -> Result<()> {
        let column = |name: &str| {
            let found = batch.column_by_name(name).expect("checked when the file was opened");
            cast(found, &DataType::Utf8).map_err(|error| Error::parquet(path)(error.into()))
        };
        let optional = |name: &str, there: bool| there.then(|| column(name)).transpose();
        let prompts = optional("prompt", self.shape.pairs)?;
        let answers = column(if self.shape.pairs { "content" } else { "text" })?;
        let languages = optional("language", self.shape.language)?;
        let tasks = optional("task", self.shape.task)?;
        for at in 0..batch.num_rows() {
            let origin = first + rows.len() as u64;
            let text = |array: &dyn Array| {
                if array.is_null(at) { None } else { Some(array.as_string::<i32>().value(at).to_owned()) }
            };
            let needed = |array: &dyn Array| {
                text(array).ok_or_else(|| {
                    let row = self.place(origin).map_or(0, |place| place.row);
                    Error::format(path, format!("row {row} has no prompt or no answer (null)"), "text in each row")
                })
            };
            rows.push(Row {
                origin,
                prompt: prompts.as_ref().map_or(Ok(String::new()), |array| needed(array))?,
                answer: needed(&answers)?,
                language: languages.as_ref().and_then(|array| text(array)).unwrap_or_default(),
                task: tasks.as_ref().and_then(|array| text(array)).unwrap_or_else(|| "all".to_owned()),
            });
        }
        Ok(())
    }
}

fn shape(path: &Path, schema: &Schema, languages: bool) -> Result<Shape> {
    let found = || {
        let columns: Vec<String> =
            schema.fields().iter().map(|field| format!("{} ({})", field.name(), field.data_type())).collect();
        format!("columns {}", columns.join(", "))
    };
    let text = |name: &str| -> Result<bool> {
        let Ok(field) = schema.field_with_name(name) else { return Ok(false) };
        let kind = match field.data_type() {
            DataType::Dictionary(_, values) => values.as_ref(),
            kind => kind,
        };
        if matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) {
            return Ok(true);
        }
        Err(Error::format(path, format!("column `{name}` is {}", field.data_type()), "text"))
    };
    let (pairs, whole) = (text("prompt")? && text("content")?, text("text")?);
    if !pairs && !whole {
        let expected = "text columns `prompt` and `content` (the answer to be learned), or `text`; \
                        a recipe's `select` can name them so";
        return Err(Error::format(path, found(), expected));
    }
    let shape = Shape { pairs, language: text("language")?, task: text("task")? };
    if languages && !shape.language {
        let expected = "a text column `language`, which phases, language prefixes and language losses need";
        return Err(Error::format(path, found(), expected));
    }
    Ok(shape)
}

/// A Parquet file's footer: its last bytes, whose length is in front of the closing `PAR1`.
fn footer(path: &Path) -> Result<Vec<u8>> {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut end = [0u8; 8];
        file.seek(SeekFrom::Start(size.saturating_sub(8)))?;
        file.read_exact(&mut end)?;
        let length = u64::from(u32::from_le_bytes([end[0], end[1], end[2], end[3]])) + 8;
        file.seek(SeekFrom::Start(size.saturating_sub(length)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Error::format(path, format!("no Parquet footer ({error})"), "a Parquet file"))
}
