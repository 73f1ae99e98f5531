//! Parquet, batch by batch; only the columns that some field of a document may come from are decoded.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, Float64Array, Int64Array, ListArray, RecordBatch, StringArray,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Float64Type, Int64Type};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde_json::Value;

use super::RecordFile;
use super::row::{Picked, Record, missing_content};
use crate::bad::BadReason;
use crate::source::{Mapping, Slot};

/// Rows decoded at once: few, since a row may be as big as a document may.
const BATCH: usize = 64;

/// The rows of a Parquet file.
pub(crate) struct Table {
    file: RecordFile,
    max_bytes: u64,
    reader: ParquetRecordBatchReader,
    columns: Vec<(String, Column)>,
    /// Rows of the batch in hand, and how many of them were given out.
    rows: usize,
    given: usize,
    /// Number of the next row.
    row: u64,
    done: bool,
}

impl Table {
    pub(crate) fn open(file: &RecordFile, max_bytes: u64) -> Result<Table, BadReason> {
        let reader = caught(|| open_at(file, 0))?;
        Ok(Table { file: file.clone(), max_bytes, reader, columns: Vec::new(), rows: 0, given: 0, row: 0, done: false })
    }

    pub(crate) fn position(&self) -> u64 {
        self.row
    }

    pub(crate) fn skip_to(&mut self, position: u64) -> Result<(), BadReason> {
        let in_hand = (self.rows - self.given) as u64;
        if position >= self.row && position - self.row <= in_hand {
            // Below in_hand, which fits.
            self.given += (position - self.row) as usize;
        } else {
            self.reader = caught(|| open_at(&self.file, position))?;
            (self.rows, self.given) = (0, 0);
        }
        self.row = position;
        Ok(())
    }

    pub(crate) fn next_record(&mut self) -> Option<Record> {
        if self.done {
            return None;
        }
        if self.given == self.rows {
            let reader = &mut self.reader;
            match caught(|| reader.next().transpose().map_err(|error| corrupt(&error))) {
                Ok(None) => {
                    self.done = true;
                    return None;
                }
                Err(reason) => {
                    self.done = true;
                    return Some(Record { start: self.row, size: 0, outcome: Err(reason) });
                }
                Ok(Some(batch)) => {
                    self.rows = batch.num_rows();
                    self.given = 0;
                    self.columns = columns(&batch);
                    if self.rows == 0 {
                        return self.next_record();
                    }
                }
            }
        }
        let start = self.row;
        let (size, outcome) = self.read_row(self.given);
        self.given += 1;
        self.row += 1;
        Some(Record { start, size, outcome })
    }

    fn read_row(&self, row: usize) -> (u64, Result<super::Row, BadReason>) {
        let size: u64 = self.columns.iter().map(|(_, column)| column.bytes(row)).sum();
        if size > self.max_bytes {
            return (size, Err(BadReason::TooLarge { bytes: size, max: self.max_bytes }));
        }
        let mapping: &Mapping = &self.file.mapping;
        let mut picked = Picked::new(mapping);
        for (name, column) in &self.columns {
            let Some(slots) = mapping.slots(name) else {
                continue;
            };
            match column.value(row, slots) {
                Ok(value) => picked.offer(slots, value),
                Err(reason) => return (size, Err(reason)),
            }
        }
        (size, picked.into_row())
    }
}

/// Runs the Parquet decoder, which answers some damaged files with a panic. What it was working on is not used again.
fn caught<T>(work: impl FnOnce() -> Result<T, BadReason>) -> Result<T, BadReason> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        Err(corrupt(&format_args!("the decoder gave up: {message}")))
    })
}

/// A reader over the mapped columns, from a row on; whole row groups before it are not touched.
fn open_at(file: &RecordFile, first: u64) -> Result<ParquetRecordBatchReader, BadReason> {
    let handle = whole_file(file)?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(handle).map_err(|error| corrupt(&error))?;
    let wanted: Vec<usize> = builder
        .schema()
        .fields()
        .iter()
        .enumerate()
        .filter(|(_, field)| file.mapping.slots(field.name()).is_some())
        .map(|(index, _)| index)
        .collect();
    let has = |name: &String| builder.schema().field_with_name(name).is_ok();
    if !file.mapping.content().iter().any(has) {
        return Err(missing_content(&file.mapping));
    }
    let mut groups = Vec::new();
    let (mut before, mut offset) = (0_u64, 0_u64);
    for (index, group) in builder.metadata().row_groups().iter().enumerate() {
        let rows = u64::try_from(group.num_rows()).unwrap_or(0);
        if before + rows > first {
            if groups.is_empty() {
                offset = first - before;
            }
            groups.push(index);
        }
        before += rows;
    }
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    builder
        .with_projection(mask)
        .with_row_groups(groups)
        .with_offset(usize::try_from(offset).unwrap_or(usize::MAX))
        .with_batch_size(BATCH)
        .build()
        .map_err(|error| corrupt(&error))
}

/// Opens the file if it ends as a Parquet file must.
fn whole_file(file: &RecordFile) -> Result<File, BadReason> {
    let unreadable = |error: std::io::Error| BadReason::Unreadable { error: error.to_string() };
    let mut handle = File::open(&file.path).map_err(unreadable)?;
    let size = handle.metadata().map_err(unreadable)?.len();
    let tail = size.min(4);
    let mut end = Vec::with_capacity(4);
    handle.seek(SeekFrom::Start(size - tail)).map_err(unreadable)?;
    handle.read_to_end(&mut end).map_err(unreadable)?;
    if end != b"PAR1" {
        return Err(BadReason::Truncated {
            format: "parquet".to_string(),
            found: format!("{:?} at its end after {size} bytes, expected \"PAR1\"", end.escape_ascii().to_string()),
        });
    }
    Ok(handle)
}

fn corrupt(error: &dyn std::fmt::Display) -> BadReason {
    BadReason::Corrupt { format: "parquet".to_string(), error: error.to_string() }
}

/// A column in one of the few forms that a document's fields can come from.
enum Column {
    Text(StringArray),
    Bytes(BinaryArray),
    Int(Int64Array),
    Float(Float64Array),
    List(ListArray),
    Other(DataType, ArrayRef),
}

fn columns(batch: &RecordBatch) -> Vec<(String, Column)> {
    batch
        .schema()
        .fields()
        .iter()
        .zip(batch.columns())
        .map(|(field, array)| (field.name().clone(), Column::of(array)))
        .collect()
}

impl Column {
    fn of(array: &ArrayRef) -> Column {
        let to = |to: &DataType| cast(array, to).ok();
        let kind = array.data_type();
        let value_kind = match kind {
            DataType::Dictionary(_, value) => value.as_ref(),
            other => other,
        };
        let known = match value_kind {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                to(&DataType::Utf8).map(|array| Column::Text(array.as_string().clone()))
            }
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
                to(&DataType::Binary).map(|array| Column::Bytes(array.as_binary().clone()))
            }
            DataType::List(_) | DataType::LargeList(_) => {
                let text = Arc::new(Field::new_list_field(DataType::Utf8, true));
                to(&DataType::List(text)).map(|array| Column::List(array.as_list().clone()))
            }
            kind if kind.is_integer() => {
                to(&DataType::Int64).map(|array| Column::Int(array.as_primitive::<Int64Type>().clone()))
            }
            kind if kind.is_floating() => {
                to(&DataType::Float64).map(|array| Column::Float(array.as_primitive::<Float64Type>().clone()))
            }
            _ => None,
        };
        known.unwrap_or_else(|| Column::Other(kind.clone(), Arc::clone(array)))
    }

    /// Bytes of text in a row.
    fn bytes(&self, row: usize) -> u64 {
        (match self {
            Column::Text(array) if array.is_valid(row) => array.value(row).len(),
            Column::Bytes(array) if array.is_valid(row) => array.value(row).len(),
            _ => 0,
        }) as u64
    }

    fn value(&self, row: usize, slots: &[(Slot, u8)]) -> Result<Value, BadReason> {
        Ok(match self {
            Column::Text(array) if array.is_valid(row) => Value::from(array.value(row)),
            Column::Bytes(array) if array.is_valid(row) => match std::str::from_utf8(array.value(row)) {
                Ok(text) => Value::from(text),
                Err(error) => {
                    return Err(BadReason::NotUtf8 { at: error.valid_up_to() as u64 });
                }
            },
            Column::Int(array) if array.is_valid(row) => Value::from(array.value(row)),
            Column::Float(array) if array.is_valid(row) => Value::from(array.value(row)),
            Column::List(array) if array.is_valid(row) => {
                let items = array.value(row);
                items.as_string::<i32>().iter().map(Value::from).collect()
            }
            Column::Other(kind, array) if array.is_valid(row) => {
                let field = slots.first().map_or("", |(slot, _)| slot.name()).to_string();
                return Err(BadReason::WrongType { field, found: kind.to_string() });
            }
            _ => Value::Null,
        })
    }
}
