//! What can go wrong with a store, by blame.

use parquet::errors::ParquetError;

/// An error of the store: which object, what was found, what was expected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The URL does not name a store, or a source, that this binary can open.
    #[error("cannot open `{url}`: {reason}")]
    Open {
        /// The URL as given.
        url: String,
        /// What is wrong with it, and the way out.
        reason: String,
    },
    /// The object store refused or failed an operation.
    #[error("{action} `{path}`: {source}")]
    Io {
        /// What was being done, e.g. `writing`.
        action: &'static str,
        /// The object, relative to the store.
        path: String,
        /// The store's own error.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server refused, failed, or did not answer in time, however often it was asked.
    #[error("{action} `{path}` in `{url}`: {answer}; {way_out}")]
    Remote {
        /// What was being done, e.g. `writing`.
        action: &'static str,
        /// The object, relative to the store.
        path: String,
        /// The store.
        url: String,
        /// The last answer, and what it came of.
        answer: String,
        /// What to do.
        way_out: &'static str,
    },
    /// An object that a manifest names is not there.
    #[error("`{path}` is missing from the store; run the recipe again to make it anew")]
    Missing {
        /// The object, relative to the store.
        path: String,
    },
    /// An object is there and is not what its manifest says.
    #[error("`{path}` is damaged: {found}, expected {expected}; delete it and run the recipe again to make it anew")]
    Damaged {
        /// The object, relative to the store.
        path: String,
        /// What was found.
        found: String,
        /// What its manifest says.
        expected: String,
    },
    /// No committed run has that name.
    #[error("no run `{name}` in this store: {known}")]
    NoRun {
        /// What was asked for.
        name: String,
        /// The runs there are.
        known: String,
    },
    /// A run that is not to be forgotten.
    #[error("run {run} stays: {why}")]
    Kept {
        /// Its number.
        run: u64,
        /// Why, and the way out.
        why: String,
    },
    /// A column that no table of the run has.
    #[error("no column `{column}`: the tables have {known}")]
    NoColumn {
        /// What was asked for.
        column: String,
        /// The columns there are.
        known: String,
    },
    /// A table could not be encoded or decoded.
    #[error("table `{path}`: {source}")]
    Parquet {
        /// The part, relative to the store.
        path: String,
        /// Parquet's error.
        source: ParquetError,
    },
    /// Columns that do not fit together.
    #[error(transparent)]
    Arrow(#[from] arrow::error::ArrowError),
    /// A column of a type that the store does not digest.
    #[error("column `{column}` has type {data_type}, which tables of this store cannot hold")]
    Unsupported {
        /// The column.
        column: String,
        /// Its Arrow type.
        data_type: String,
    },
}

impl StoreError {
    /// True when the object was not there: a concurrent `gc` or a damaged store, which a rerun mends.
    pub fn is_missing(&self) -> bool {
        match self {
            StoreError::Missing { .. } => true,
            StoreError::Parquet { source: ParquetError::External(source), .. } => {
                source.downcast_ref::<StoreError>().is_some_and(StoreError::is_missing)
            }
            _ => false,
        }
    }

    /// True when the device is full or a quota is used up.
    pub fn is_full(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            if let Some(io) = error.downcast_ref::<std::io::Error>() {
                use std::io::ErrorKind::{QuotaExceeded, StorageFull};
                return matches!(io.kind(), StorageFull | QuotaExceeded);
            }
            cause = error.source();
        }
        false
    }
}
