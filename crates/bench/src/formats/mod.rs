//! The benchmarks' files, one module a format.
//!
//! Each reads rows and makes [`Task`]s of them, strictly: what is not understood is an error with its line, never a guess.

mod evalplus;
mod humaneval;
mod mbpp;
mod mbpp_types;
mod rows;

use crate::{BenchError, Place, Task, json::Row};
use rows::rows;

/// A benchmark's file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// OpenAI's HumanEval.
    HumanEval,
    /// MBPP, all of it.
    Mbpp,
    /// MBPP as its authors verified it.
    MbppSanitized,
    /// MBPP in MultiPL-E's typed Python form.
    MbppTyped,
    /// EvalPlus's HumanEval.
    HumanEvalPlus,
    /// EvalPlus's MBPP.
    MbppPlus,
}

/// A row of a file as a task.
type Reader = fn(&Row) -> Result<Task, BenchError>;

/// One format: what it is called, how its rows are known, how they are read.
struct Entry {
    format: Format,
    name: &'static str,
    /// Fields that every row has; the first format of which a file's first row has all is the file's.
    fields: &'static [&'static str],
    /// A further condition.
    only: fn(&Row) -> bool,
    read: Reader,
}

const ANY: fn(&Row) -> bool = |_| true;

/// The formats, the most particular first.
const FORMATS: &[Entry] = &[
    Entry {
        format: Format::MbppPlus,
        name: "mbpp+",
        fields: &["task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input", "atol"],
        only: |row| row.text("task_id").is_ok_and(|id| id.starts_with("Mbpp/")),
        read: evalplus::mbpp,
    },
    Entry {
        format: Format::HumanEvalPlus,
        name: "humaneval+",
        fields: &["task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input", "atol"],
        only: ANY,
        read: evalplus::humaneval,
    },
    Entry {
        format: Format::MbppTyped,
        name: "mbpp-typed",
        fields: &["name", "language", "prompt", "entry_point", "test", "stop_tokens"],
        only: |row| row.text("language").is_ok_and(|language| language == "py"),
        read: mbpp::typed,
    },
    Entry {
        format: Format::Mbpp,
        name: "mbpp",
        fields: &["task_id", "text", "code", "test_list"],
        only: ANY,
        read: mbpp::full,
    },
    Entry {
        format: Format::MbppSanitized,
        name: "mbpp-sanitized",
        fields: &["task_id", "prompt", "code", "test_imports", "test_list"],
        only: ANY,
        read: mbpp::sanitized,
    },
    Entry {
        format: Format::HumanEval,
        name: "humaneval",
        fields: &["task_id", "prompt", "entry_point", "canonical_solution", "test"],
        only: ANY,
        read: humaneval::task,
    },
];

impl Format {
    /// Every format, the most particular first.
    pub fn all() -> impl Iterator<Item = Format> {
        FORMATS.iter().map(|entry| entry.format)
    }

    /// Its name, as in `--format`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The format of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|entry| entry.name == name).map(|entry| entry.format)
    }

    fn entry(self) -> &'static Entry {
        FORMATS.iter().find(|entry| entry.format == self).unwrap_or(&FORMATS[0])
    }

    fn of_row(row: &Row) -> Option<Self> {
        FORMATS
            .iter()
            .find(|entry| entry.fields.iter().all(|field| row.has(field)) && (entry.only)(row))
            .map(|entry| entry.format)
    }
}

/// Reads a benchmark's file, whose format its fields tell. `source` is the file's name in messages.
///
/// # Errors
/// The file is in no known format, or something in it is not as the format has it.
pub fn read(bytes: &[u8], source: &str) -> Result<(Format, Vec<Task>), BenchError> {
    let rows = rows(bytes, source)?;
    let Some(first) = rows.first() else { return Err(empty(source)) };
    let format = Format::of_row(first).ok_or_else(|| BenchError::UnknownFormat {
        place: first.place.clone(),
        seen: first.names(),
        known: FORMATS.iter().map(|entry| entry.name).collect::<Vec<_>>().join(", "),
    })?;
    Ok((format, tasks(&rows, format.entry().read)?))
}

/// Reads a benchmark's file in a given format.
///
/// # Errors
/// Something in it is not as the format has it.
pub fn read_as(format: Format, bytes: &[u8], source: &str) -> Result<Vec<Task>, BenchError> {
    let rows = rows(bytes, source)?;
    if rows.is_empty() {
        return Err(empty(source));
    }
    tasks(&rows, format.entry().read)
}

fn empty(source: &str) -> BenchError {
    BenchError::bad(&Place::new(source, 0), "no task", "one task a line")
}

/// Tasks of rows; their ids must be distinct.
fn tasks(rows: &[Row], read: impl Fn(&Row) -> Result<Task, BenchError>) -> Result<Vec<Task>, BenchError> {
    let mut seen = std::collections::HashMap::new();
    rows.iter()
        .map(|row| {
            let task = read(row)?;
            if let Some(line) = seen.insert(task.id.clone(), row.place.line) {
                return Err(BenchError::bad(
                    &row.place,
                    format!("the task `{}` of line {line} again", task.id),
                    "distinct ids",
                ));
            }
            Ok(task)
        })
        .collect()
}

#[cfg(test)]
mod tests;
