//! What can go wrong in training: the thing, what was found, what was expected, the way out.

use std::path::{Path, PathBuf};

/// This crate's error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting is out of range or contradicts another.
    #[error("{name} is {found}, expected {expected}")]
    Setting {
        /// The field's path in the configuration.
        name: String,
        /// Its value.
        found: String,
        /// What it may be.
        expected: String,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or directory.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{}: {found}; expected {expected}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What was found in it.
        found: String,
        /// What was expected, and the way out.
        expected: String,
    },
    /// A dataset's file could not be decoded.
    #[error("{}: {source}", path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// The library's reason.
        source: parquet::errors::ParquetError,
    },
    /// There is nothing to train or evaluate on.
    #[error("{0}")]
    Nothing(String),
    /// A step's loss or gradient is not a number. No parameter was changed by it.
    #[error("step {step}: {reason}. Rows of this step: {}. {}", rows.join(", "), last_good(checkpoint.as_deref()))]
    NotFinite {
        /// The optimiser step, from 1.
        step: u64,
        /// What was not finite.
        reason: String,
        /// Where the step's rows come from, `file:row`; the first few.
        rows: Vec<String>,
        /// The last checkpoint, which is intact.
        checkpoint: Option<PathBuf>,
    },
    /// A checkpoint could not be written; what was being written is gone, those before it are intact.
    #[error("{}: the checkpoint could not be written: {reason}. {}", path.display(), last_good(checkpoint.as_deref()))]
    Save {
        /// The checkpoint's directory.
        path: PathBuf,
        /// The system's reason.
        reason: String,
        /// The last checkpoint, which is intact.
        checkpoint: Option<PathBuf>,
    },
    /// A checkpoint is of another run.
    #[error("{}: {found}; expected {expected}. Give another output folder, or train anew without resuming", path.display())]
    OtherRun {
        /// The checkpoint.
        path: PathBuf,
        /// What it was made with.
        found: String,
        /// What this run has.
        expected: String,
    },
    /// Completions could not be written or scored.
    #[error("scoring at step {step}: {reason}")]
    Scoring {
        /// The optimiser step.
        step: u64,
        /// The reason that the caller's writer or scorer gave.
        reason: String,
    },
    /// The decoder, its operators, its files.
    #[error(transparent)]
    Model(#[from] trommel_model::Error),
    /// The tokenizer, its fit, packing.
    #[error(transparent)]
    Tokens(#[from] trommel_tokens::TokensError),
}

/// This crate's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn setting(name: impl Into<String>, found: impl std::fmt::Display, expected: impl Into<String>) -> Self {
        Self::Setting { name: name.into(), found: found.to_string(), expected: expected.into() }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    pub(crate) fn parquet(path: impl Into<PathBuf>) -> impl FnOnce(parquet::errors::ParquetError) -> Self {
        let path = path.into();
        move |source| Self::Parquet { path, source }
    }

    pub(crate) fn format(path: impl Into<PathBuf>, found: impl ToString, expected: impl Into<String>) -> Self {
        Self::Format { path: path.into(), found: found.to_string(), expected: expected.into() }
    }
}

fn last_good(checkpoint: Option<&Path>) -> String {
    match checkpoint {
        Some(path) => format!("The last good checkpoint is {}", path.display()),
        None => "No checkpoint had been written yet".to_owned(),
    }
}
