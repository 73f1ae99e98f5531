//! The benchmarks' files, one module a format.
//!
//! Each reads rows and makes [`Task`]s of them, strictly: what is not understood is an error with its line, never a guess.

mod apps;
mod codecontests;
mod evalplus;
mod head;
mod humaneval;
mod humaneval_x;
mod languages;
mod livecodebench;
mod mapping;
mod mbpp;
mod mbpp_types;
mod method;
mod multipl_e;
mod pickle;
mod rows;
mod stdio;
mod table;
mod unsupported;

use crate::{
    BenchError, Checker, Place, Task, Tests,
    json::{Json, Row},
};
pub use evalplus::keep_base;
pub use mapping::{Mapping, read_mapped};
use rows::rows;
use table::{Entry, FORMATS};

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
    /// DeepMind's CodeContests.
    CodeContests,
    /// CodeContests as SandboxFusion has it.
    SandboxFusion,
    /// APPS.
    Apps,
    /// LiveCodeBench.
    LiveCodeBench,
    /// MultiPL-E, in other languages than Python.
    MultiplE,
    /// HumanEval-X.
    HumanEvalX,
    /// BigCodeBench, which cannot run here.
    BigCodeBench,
    /// DS-1000, which cannot run here.
    Ds1000,
    /// ClassEval, which is not read yet.
    ClassEval,
}

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
            let mut task = read(row)?;
            if let Tests::Stdio { checker, .. } = &mut task.tests {
                name_checker(row, checker)?;
            }
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

/// A row of programs' inputs and outputs may name its checker itself, in whatever format it is.
fn name_checker(row: &Row, checker: &mut Checker) -> Result<(), BenchError> {
    match row.get("checker") {
        None | Some(Json::Null) => {}
        Some(named) => {
            *checker =
                named.as_str().and_then(Checker::of_name).ok_or_else(|| row.wrong("checker", named, Checker::NAMES))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
