//! What can go wrong between a checkpoint and a completion.

use std::path::PathBuf;

/// Why nothing could be generated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// The model could not be read or run.
    #[error(transparent)]
    Model(#[from] trommel_model::Error),

    /// The tokenizer could not be read or used.
    #[error(transparent)]
    Tokens(#[from] trommel_tokens::TokensError),

    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// A checkpoint lacks a file.
    #[error("{}: found {found}, expected {expected}; {remedy}", path.display())]
    Missing {
        /// The file or folder.
        path: PathBuf,
        /// What is there.
        found: String,
        /// What should be there.
        expected: &'static str,
        /// The way out.
        remedy: &'static str,
    },

    /// A file is there and holds something else.
    #[error("{}{}: {found}; expected {expected}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
    Format {
        /// The file.
        path: PathBuf,
        /// The line, from 1, where one is to blame.
        line: Option<u64>,
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },

    /// The tokenizer of a checkpoint does not fit its model.
    #[error("{}: {source}", path.display())]
    DoesNotFit {
        /// Where the tokenizer is from.
        path: PathBuf,
        /// The sizes, and the way out.
        source: trommel_tokens::TokensError,
    },

    /// An option is out of range or contradicts another.
    #[error("{option} is {found}, expected {expected}")]
    Option {
        /// Which.
        option: &'static str,
        /// What it is.
        found: String,
        /// What it may be.
        expected: String,
    },

    /// A prompt leaves no room for an answer.
    #[error(
        "task {task}: its prompt has {tokens} tokens, and the model's context of {context} leaves no room for an answer; \
         shorten it, take a model with a longer context, or let long prompts be truncated on the left (`truncate-left`)"
    )]
    PromptTooLong {
        /// The task.
        task: String,
        /// Tokens of the prompt.
        tokens: usize,
        /// The most tokens of prompt and answer together.
        context: usize,
    },

    /// A task shows a model nothing.
    #[error("task {task}: it has no prompt for {style}; {remedy}")]
    NoPrompt {
        /// The task.
        task: String,
        /// The prompt style, with what it wanted.
        style: String,
        /// The way out.
        remedy: &'static str,
    },

    /// A constraint lets nothing follow.
    #[error("task {task}: after {written:?} the constraint {constraint} allows no token of this tokenizer, nor an end")]
    DeadEnd {
        /// The task.
        task: String,
        /// What was written so far.
        written: String,
        /// The constraint's name.
        constraint: String,
    },

    /// The model's numbers are broken.
    #[error(
        "task {task}: the model's logits after token {position} are not numbers ({found}); the checkpoint diverged or is \
         damaged, take an earlier one"
    )]
    NotFinite {
        /// The task.
        task: String,
        /// How many tokens were generated before.
        position: usize,
        /// Such as `NaN at id 7`.
        found: String,
    },
}

/// This crate's result.
pub type Result<T> = std::result::Result<T, GenerateError>;

impl GenerateError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    pub(crate) fn option(option: &'static str, found: impl std::fmt::Display, expected: impl Into<String>) -> Self {
        Self::Option { option, found: found.to_string(), expected: expected.into() }
    }
}
