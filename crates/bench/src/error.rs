//! What can be wrong with a benchmark or a sample file. What is wrong with a *program* is a verdict, never one of these.

use std::{fmt, io, path::PathBuf};

/// A place in a file: its name and a line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as the caller names it.
    pub file: String,
    /// The line; 0 where the file as a whole is meant.
    pub line: u64,
}

impl Place {
    /// A line of a file.
    #[must_use]
    pub fn new(file: &str, line: u64) -> Self {
        Self { file: file.into(), line }
    }

    /// A field of the row at this place.
    pub(crate) fn within(&self, field: &str) -> Self {
        Self { file: format!("{self}: in `{field}`"), line: 0 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

/// A benchmark or a sample file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BenchError {
    /// Something in a file is not what it must be.
    #[error("{place}: found {found}, expected {expected}{}", hint_of(hint))]
    Bad {
        /// Where.
        place: Place,
        /// What is there.
        found: String,
        /// What must be there.
        expected: String,
        /// The way out; may be empty.
        hint: String,
    },
    /// A file or a stream could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing in the file says which benchmark it is.
    #[error(
        "{place}: no known benchmark has the fields {seen}; expected those of {known}\n\
         hint: name the format, or give a mapping of its fields (`--map id=…,prompt=…,tests=…`)"
    )]
    UnknownFormat {
        /// The first row.
        place: Place,
        /// Its fields.
        seen: String,
        /// The formats there are.
        known: String,
    },
    /// A sample names a task that the benchmark has not.
    #[error("{place}: task `{id}` is not in the benchmark {benchmark}{}", nearest_of(nearest))]
    UnknownTask {
        /// The sample.
        place: Place,
        /// The id as it stands there.
        id: String,
        /// The benchmark's name and size.
        benchmark: String,
        /// The ids that look most like it.
        nearest: Vec<String>,
    },
    /// No benchmark of that name.
    #[error("there is no benchmark `{name}`{}; known are {known}", nearest_of(nearest))]
    UnknownBenchmark {
        /// What was asked for.
        name: String,
        /// Names that look like it.
        nearest: Vec<String>,
        /// All names.
        known: String,
    },
    /// The benchmark is not in the cache, and nothing here can bring it.
    #[error("the benchmark `{name}` is not on this machine: {why}\nhint: {hint}")]
    Absent {
        /// The benchmark.
        name: String,
        /// Why it cannot be fetched.
        why: String,
        /// The way out.
        hint: String,
    },
    /// A command that was to bring a benchmark failed.
    #[error("`{command}` failed: {why}\nhint: {hint}")]
    Fetch {
        /// The command line.
        command: String,
        /// The last line that it said, or why it could not be started.
        why: String,
        /// The way out.
        hint: String,
    },
    /// A file is not the one that its name promises.
    #[error("{}: its sha256 is {found}, expected {expected}\nhint: {hint}", path.display())]
    Checksum {
        /// The file.
        path: PathBuf,
        /// Its digest.
        found: String,
        /// The digest on record.
        expected: String,
        /// The way out.
        hint: String,
    },
}

impl BenchError {
    /// A place, what was found, what was expected.
    pub(crate) fn bad(place: &Place, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Bad { place: place.clone(), found: found.into(), expected: expected.into(), hint: String::new() }
    }

    /// The same with a way out.
    pub(crate) fn with_hint(mut self, text: impl Into<String>) -> Self {
        if let Self::Bad { hint, .. } = &mut self {
            *hint = text.into();
        }
        self
    }

    pub(crate) fn io(path: impl Into<String>, source: io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }
}

fn hint_of(hint: &str) -> String {
    if hint.is_empty() { String::new() } else { format!("\nhint: {hint}") }
}

fn nearest_of(nearest: &[String]) -> String {
    if nearest.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = nearest.iter().map(|id| format!("`{id}`")).collect();
    format!("; did you mean {}?", quoted.join(" or "))
}
