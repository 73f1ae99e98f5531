//! What can go wrong before a program is opened.

use std::path::PathBuf;

/// An engine, an image or a worker pool could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Wasmtime refused something of ours.
    #[error("the engine could not {what}: {message}")]
    Engine {
        /// What was tried.
        what: &'static str,
        /// What Wasmtime said.
        message: String,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A compiled image is not the one that was recorded.
    #[error(
        "{}: its BLAKE3 is {found}, expected {expected}: the compiled image was changed or cut short; \
         delete the file, and the next run makes it again",
        path.display()
    )]
    Altered {
        /// The file.
        path: PathBuf,
        /// The hash it has.
        found: String,
        /// The hash it should have.
        expected: String,
    },
    /// A component lacks something that its kind of guest must have.
    #[error("the image is no {kind} guest: it does not export `{export}`")]
    NoExport {
        /// The kind of guest.
        kind: &'static str,
        /// The name of the export.
        export: &'static str,
    },
}

impl Error {
    /// From what Wasmtime said while it tried to `what`.
    pub(crate) fn engine(what: &'static str, error: &wasmtime::Error) -> Self {
        Self::Engine { what, message: format!("{error:#}") }
    }
}
