//! What can go wrong with a recipe or a run, by blame.

use std::fmt;

use trommel_corpus::CorpusError;
use trommel_store::StoreError;

/// One thing that is wrong with a recipe.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The recipe file, or `-S` for an override.
    pub file: String,
    /// Line in it, from 1.
    pub line: Option<usize>,
    /// What was found and what was expected.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message)?,
            None => write!(f, "{}: {}", self.file, self.message)?,
        }
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

/// An error of the pipeline.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// The recipe is wrong: every problem at once.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Recipe(Vec<Problem>),
    /// Too much of the input is bad.
    #[error(
        "{bad} of {documents} inputs are bad ({share:.2} %), more than `ingest.max_bad` allows ({allowed:.2} %); nothing was published\n{examples}\nhint: mend or exclude them, or allow more with `-S ingest.max_bad=…`"
    )]
    TooMuchBad {
        /// Bad inputs.
        bad: u64,
        /// All inputs.
        documents: u64,
        /// Percentage that is bad.
        share: f64,
        /// Percentage that is allowed.
        allowed: f64,
        /// The first few, one a line.
        examples: String,
    },
    /// A stage dropped more than its blast radius allows.
    #[error(
        "stage `{stage}` dropped {dropped} of {rows} rows of {group} ({share:.1} %), more than `{stage}.blast_radius` allows ({allowed:.1} %); nothing was published\n{examples}\nhint: see what it matched with `trommel sql`, mend the stage, or allow it with `-S {stage}.blast_radius=1.0`"
    )]
    BlastRadius {
        /// The stage.
        stage: String,
        /// The language or source, e.g. `language python`.
        group: String,
        /// Rows dropped.
        dropped: u64,
        /// Rows that came in.
        rows: u64,
        /// Percentage dropped.
        share: f64,
        /// Percentage allowed.
        allowed: f64,
        /// The first few rows, one a line.
        examples: String,
    },
    /// A stage cannot work on what came before it.
    #[error("stage `{stage}`: {reason}")]
    Stage {
        /// The stage.
        stage: String,
        /// What is missing and the way out.
        reason: String,
    },
    /// The recipe's `[expect]` names something else.
    #[error("{file}: {what}\n{differs}\nhint: {hint}")]
    Unexpected {
        /// The recipe file.
        file: String,
        /// What is not as expected, and what was not done therefore.
        what: String,
        /// What was found and expected, one a line.
        differs: String,
        /// The way out.
        hint: String,
    },
    /// Another run of the recipe is alive.
    #[error(
        "recipe `{recipe}` is being run by {holder}, since {since} ({ago} s ago), and allows one run at a time (`exclusive = true` in `[refresh]`); nothing was done\nhint: wait until it ends; if it was killed, its lock is over in {left} s, and the next run takes it"
    )]
    Busy {
        /// The recipe's name.
        recipe: String,
        /// Host and process.
        holder: String,
        /// Since when, in UTC.
        since: String,
        /// The same in seconds before now.
        ago: u64,
        /// Seconds until the lock is over, unless it is renewed.
        left: u64,
    },
    /// Another run of the recipe took this one for dead.
    #[error(
        "another run of recipe `{recipe}` took the lock over, which this one had not renewed for two minutes; nothing was published"
    )]
    LockLost {
        /// The recipe's name.
        recipe: String,
    },
    /// Interrupted by the user.
    #[error("interrupted; shards that were finished are kept")]
    Cancelled,
    /// The input.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The query engine.
    #[error("query: {0}")]
    Query(#[from] datafusion::error::DataFusionError),
    /// Columns that do not fit together.
    #[error(transparent)]
    Arrow(#[from] arrow::error::ArrowError),
    /// A result that should be the same came out differently.
    #[error(
        "stage `{stage}` gave another result than the one in the store under the same key {key}; please report this"
    )]
    NotDeterministic {
        /// The stage.
        stage: String,
        /// The key.
        key: String,
    },
}

impl PipelineError {
    /// True when an object of the store was not there, which another attempt may mend.
    pub fn is_missing(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        if let PipelineError::Store(error) = self {
            cause = Some(error);
        }
        while let Some(error) = cause {
            if let Some(store) = error.downcast_ref::<StoreError>() {
                return store.is_missing();
            }
            cause = error.source();
        }
        false
    }

    pub fn stage(stage: &str, reason: impl Into<String>) -> Self {
        PipelineError::Stage { stage: stage.to_owned(), reason: reason.into() }
    }
}
