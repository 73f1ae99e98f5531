//! What can be wrong with what is to be scored.

/// Scores cannot be made of this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// k is larger than the number of completions of a task: the estimator is not defined there, and is never 1.
    #[error("pass@{k}: task {task} has {n} completions, expected at least {k}; ask for a k of at most {n}")]
    TooFew {
        /// What was asked for.
        k: u32,
        /// The task with the fewest completions.
        task: String,
        /// How many that count.
        n: u32,
    },
    /// k is 0.
    #[error("pass@0 was asked for, expected a k of at least 1")]
    NoK,
    /// More completions passed than there are.
    #[error("task {task}: {c} of {n} completions passed, expected at most {n}")]
    TooMany {
        /// The task.
        task: String,
        /// How many passed.
        c: u32,
        /// Of how many.
        n: u32,
    },
    /// There is nothing to score.
    #[error("no completion counts: there is nothing to score")]
    Nothing,
    /// Two runs have no task in common.
    #[error("the two runs have no task in common: the first has {first}, the second {second}")]
    Apart {
        /// A task of the first.
        first: String,
        /// A task of the second.
        second: String,
    },
    /// The same completion twice.
    #[error("task {task} has its completion {ordinal} twice")]
    Twice {
        /// The task.
        task: String,
        /// Which completion of it.
        ordinal: u32,
    },
    /// A row of rated texts is none.
    #[error("{file}:{line}: {problem}")]
    Ratings {
        /// The file.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// What was found, what was expected.
        problem: String,
    },
    /// The rated texts do not make so many folds.
    #[error(
        "{folds} folds, {repeats} times, of {rows} rows, expected at least {} rows in at least 2 folds, once or more; ask for fewer folds, or rate more",
        2 * folds
    )]
    Folds {
        /// What was asked for.
        folds: usize,
        /// How often.
        repeats: u32,
        /// How many there are.
        rows: usize,
    },
    /// A rated text cannot be measured.
    #[error(
        "the {language} snippet that starts with {start:?} has no token, or is more than the parser gets through; leave it out"
    )]
    Unread {
        /// Its language.
        language: trommel_lang::Language,
        /// How it starts.
        start: String,
    },
    /// A readability model cannot be used.
    #[error("not a readability model of this program: {problem}; train one with `trommel metrics train-crs`")]
    Model {
        /// What was found, what was expected.
        problem: String,
    },
    /// No metric has this name.
    #[error("metric `{name}` is unknown, expected one of {known}{hint}")]
    UnknownMetric {
        /// What was asked for.
        name: String,
        /// Those that there are.
        known: String,
        /// The one that was meant, maybe.
        hint: String,
    },
    /// A metric has no such option.
    #[error("metric `{metric}` has no option `{option}`, expected {expected}")]
    MetricOption {
        /// The metric.
        metric: String,
        /// What followed its name after a colon.
        option: String,
        /// What may.
        expected: &'static str,
    },
}
