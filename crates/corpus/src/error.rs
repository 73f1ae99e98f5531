//! What can go wrong that is not a document's fault: a wrong recipe, a failing machine, an input that moved.

use std::path::{Path, PathBuf};

use arrow::error::ArrowError;
use trommel_store::StoreError;

/// A listing or a reading that cannot go on. Inputs that are merely bad are [`BadInput`](crate::BadInput)s instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// A path named by a recipe does not exist.
    #[error("`{}`: no such file or folder; correct the source's `path`", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// A folder source names a file, or a record source a folder.
    #[error("`{}`: found a {found}, expected a {expected}; {remedy}", path.display())]
    WrongKind {
        /// The path as given.
        path: PathBuf,
        /// What is there.
        found: &'static str,
        /// What this source needs.
        expected: &'static str,
        /// The way out.
        remedy: &'static str,
    },
    /// The operating system refused.
    #[error("`{}`: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file at a URL that its server does not give.
    #[error("{0}")]
    Remote(StoreError),
    /// A record file whose name does not say its format.
    #[error(
        "`{}`: the format of a record file is told by its name; expected it to end in .jsonl, .ndjson \
         (both also with .gz or .zst) or .parquet", path.display()
    )]
    UnknownFormat {
        /// The path as given.
        path: PathBuf,
    },
    /// An include or exclude pattern that is not a glob.
    #[error("`{glob}` is not a glob: {error}; patterns are like `*.py`, `src/**` or `{{a,b}}/*.rs`")]
    Glob {
        /// The pattern as given.
        glob: String,
        /// What is wrong with it.
        error: String,
    },
    /// Two sources would share one name, and so could share document ids.
    #[error("two sources are named `{name}`; give one of them another `name`, or list it once")]
    DuplicateSource {
        /// The shared name.
        name: String,
    },
    /// A `Cargo.lock` that cannot be understood.
    #[error("`{}`: not a Cargo.lock: {error}; `cargo generate-lockfile` writes one", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// What is wrong with it.
        error: String,
    },
    /// A `Cargo.lock` of which no crate is unpacked locally.
    #[error(
        "`{}` names {crates} registry crates and none is unpacked under `{}`; run `cargo fetch` beside it first",
        lock.display(), registry.display()
    )]
    NothingFetched {
        /// The lock file.
        lock: PathBuf,
        /// How many registry crates it names.
        crates: usize,
        /// Where they were looked for.
        registry: PathBuf,
    },
    /// A Python interpreter that does not say where its standard library is.
    #[error("`{program}`: {error}; set `python` to an interpreter that runs")]
    Python {
        /// The interpreter as given.
        program: String,
        /// What happened.
        error: String,
    },
    /// An option outside its range.
    #[error("`{name}` is {found}, expected {expected}")]
    Option {
        /// The option.
        name: &'static str,
        /// Its value.
        found: u64,
        /// Its range.
        expected: &'static str,
    },
    /// A file changed or vanished between listing and reading: list again.
    #[error("`{}` changed since it was listed; list the sources again", path.display())]
    Stale {
        /// The file.
        path: PathBuf,
    },
    /// The caller asked to stop.
    #[error("stopped on request while listing the sources")]
    Cancelled,
    /// Rows that do not fit a record batch.
    #[error("rows of a shard do not fit a record batch: {0}")]
    Arrow(#[from] ArrowError),
}

impl CorpusError {
    /// An error of a server that gives a source; "not found" becomes [`CorpusError::Missing`].
    pub(crate) fn remote(error: StoreError) -> CorpusError {
        match error {
            StoreError::Missing { path } => CorpusError::Missing { path: path.into() },
            other => CorpusError::Remote(other),
        }
    }

    /// An I/O error with the path it is about; "not found" becomes [`CorpusError::Missing`].
    pub(crate) fn io(path: &Path, error: std::io::Error) -> CorpusError {
        let path = path.to_path_buf();
        match error.kind() {
            std::io::ErrorKind::NotFound => CorpusError::Missing { path },
            _ => CorpusError::Io { path, error },
        }
    }
}
