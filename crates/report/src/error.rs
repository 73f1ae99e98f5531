//! What can go wrong when a report is made.

use std::path::PathBuf;

use thiserror::Error;

/// Why a report could not be made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A figure has nothing to show: the caller leaves the figure out rather than drawing an empty frame.
    #[error("the figure `{0}` has no point to draw")]
    EmptyFigure(String),
    /// A figure's series differ in length from its rows.
    #[error("the figure `{figure}`: `{series}` has {found} values for {expected} rows")]
    Ragged {
        /// The figure's caption.
        figure: String,
        /// The series' name.
        series: String,
        /// Values of the series.
        found: usize,
        /// Rows of the figure.
        expected: usize,
    },
    /// The plotting library refused.
    #[error("drawing `{figure}`: {detail}")]
    Drawing {
        /// The figure's caption.
        figure: String,
        /// What the library says.
        detail: String,
    },
    /// Two sections share an anchor.
    #[error("two sections of the report have the anchor `{0}`")]
    SameAnchor(String),
    /// A file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file does not hold what its name promises.
    #[error("{}{}: found {found}, expected {expected}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
    Foreign {
        /// The file or folder.
        path: PathBuf,
        /// The line, counted from one, where there are lines.
        line: Option<u64>,
        /// What is there.
        found: String,
        /// What should be.
        expected: String,
    },
    /// A table could not be aggregated.
    #[error("aggregating {table}: {source}")]
    Frame {
        /// The table.
        table: String,
        /// What polars says.
        source: polars::error::PolarsError,
    },
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] trommel_store::StoreError),
    /// A folder is not what `trommel score` writes.
    #[error("{}: found {found}, expected a scored run\nhint: {hint}", folder.display())]
    NotScored {
        /// The folder.
        folder: PathBuf,
        /// What is there.
        found: &'static str,
        /// The way out.
        hint: &'static str,
    },
    /// So many runs have no place side by side.
    #[error("{found} scored runs, expected 1 to {most}")]
    Runs {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Two runs cannot be compared.
    #[error(transparent)]
    Score(#[from] trommel_score::ScoreError),
    /// A name that there is not.
    #[error("the {what} `{found}`: expected one of {expected}")]
    Unknown {
        /// What is named.
        what: &'static str,
        /// The name.
        found: String,
        /// The names there are.
        expected: String,
    },
}
