//! What can go wrong between text and token ids.

use std::path::PathBuf;

/// Why a tokenizer could not be trained, read, written or used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokensError {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// A file is there and holds something else.
    #[error("{}: {found}; expected {expected}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What was found, with its place where one is known.
        found: String,
        /// What the file should have held.
        expected: &'static str,
    },

    /// The tokenizer has ids for which the model has no embedding.
    #[error(
        "the tokenizer has ids up to {largest}, the model has embeddings for {rows} tokens (ids up to {}): \
         they were not made for each other; use the tokenizer in the model's folder, or begin a model with at least \
         {} rows", rows.saturating_sub(1), largest + 1
    )]
    DoesNotFit {
        /// The largest id that the tokenizer can give.
        largest: u32,
        /// Rows of the model's embedding.
        rows: usize,
    },

    /// A special token that the tokenizer lacks.
    #[error("the tokenizer has no token `{token}`, {what}; {remedy}")]
    NoSuchToken {
        /// The token.
        token: String,
        /// What it was wanted for.
        what: &'static str,
        /// The way out.
        remedy: &'static str,
    },

    /// An option with a value that cannot work.
    #[error("{option} is {found}, expected {expected}")]
    Option {
        /// The option's name.
        option: &'static str,
        /// Its value.
        found: String,
        /// The values that it may have.
        expected: String,
    },

    /// There was no text to train on.
    #[error("no text to train a tokenizer on: {0}")]
    NoText(String),

    /// A token id that the tokenizer lacks.
    #[error("token id {id} at position {position}: the tokenizer has ids up to {largest}")]
    NoSuchId {
        /// The id.
        id: u32,
        /// Where it stands among the ids that were given.
        position: usize,
        /// The largest id.
        largest: u32,
    },

    /// A progressive prompt whose stages do not extend one another.
    #[error("progressive prompt: {0}")]
    Progressive(String),

    /// A chat template that does not parse, or fails on these messages.
    #[error("chat template: {0}")]
    Template(String),

    /// The library `tokenizers` refused.
    #[error("tokenizers, {what}: {message}")]
    Library {
        /// What was being done.
        what: &'static str,
        /// Its message.
        message: String,
    },
}

/// A result with this crate's error.
pub type Result<T> = std::result::Result<T, TokensError>;

impl TokensError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    pub(crate) fn library(
        what: &'static str,
    ) -> impl FnOnce(Box<dyn std::error::Error + Send + Sync + 'static>) -> Self {
        move |error| Self::Library { what, message: error.to_string() }
    }
}
