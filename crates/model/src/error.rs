//! What can go wrong here, said with the file, what was found, what was expected, and the way out.

use std::path::PathBuf;

/// This crate's error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An operator failed: shapes that do not fit, a device without memory.
    #[error(transparent)]
    Tensor(#[from] candle_core::Error),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A file is not what its name says.
    #[error("{}: {reason}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What was found and what was expected.
        reason: String,
    },
    /// Tensors of a checkpoint do not fit the model.
    #[error("{}: {}", path.display(), problems.join("; "))]
    Tensors {
        /// The file or directory.
        path: PathBuf,
        /// One line for each missing, unexpected or misshapen tensor.
        problems: Vec<String>,
    },
    /// A setting is out of range or contradicts another.
    #[error("{0}")]
    Config(String),
    /// A trainable parameter has no usable gradient.
    #[error("{0}")]
    Gradient(String),
}

/// This crate's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    pub(crate) fn format(path: impl Into<PathBuf>, reason: impl std::fmt::Display) -> Self {
        Self::Format { path: path.into(), reason: reason.to_string() }
    }
}
