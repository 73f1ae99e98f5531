//! The verdicts, and the one table that makes them from endings.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the judge says of one completion, or of one test.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// All tests passed.
    Passed,
    /// A value or an output differs from what is expected.
    WrongAnswer,
    /// An assertion of a test failed in the test's own room.
    Assertion,
    /// An exception left the program: its type.
    RuntimeError(String),
    /// The program ended itself before the tests were done.
    EarlyExit,
    /// The language refused the source.
    NotCompiled,
    /// A module that the sandbox does not have: its name.
    ImportUnsupported(String),
    /// Out of fuel.
    TimeLimit,
    /// Out of memory.
    MemoryLimit,
    /// Wrote, or returned, too much.
    OutputLimit,
    /// Recursed too deep in native code.
    StackLimit,
    /// What came back is no plain value, but claims an equality of its own.
    Unserialisable,
    /// The program interfered with its room.
    Tampered,
    /// There was no program in the completion.
    NoCode,
    /// The task cannot run here.
    SkippedUnsupported,
    /// The host failed: what kind of failure. Says nothing about the program and counts nowhere.
    Infra(String),
}

impl Verdict {
    /// Whether it is [`Verdict::Passed`].
    #[must_use]
    pub fn passed(&self) -> bool {
        matches!(self, Self::Passed)
    }

    /// Whether it says something about the program: all but `INFRA` and `SKIPPED_UNSUPPORTED`.
    #[must_use]
    pub fn counts(&self) -> bool {
        !matches!(self, Self::Infra(_) | Self::SkippedUnsupported)
    }

    /// The verdict's name, without its detail.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Passed => "PASSED",
            Self::WrongAnswer => "WRONG_ANSWER",
            Self::Assertion => "ASSERTION",
            Self::RuntimeError(_) => "RUNTIME_ERROR",
            Self::EarlyExit => "EARLY_EXIT",
            Self::NotCompiled => "NOT_COMPILED",
            Self::ImportUnsupported(_) => "IMPORT_UNSUPPORTED",
            Self::TimeLimit => "TIME_LIMIT",
            Self::MemoryLimit => "MEMORY_LIMIT",
            Self::OutputLimit => "OUTPUT_LIMIT",
            Self::StackLimit => "STACK_LIMIT",
            Self::Unserialisable => "UNSERIALISABLE",
            Self::Tampered => "TAMPERED",
            Self::NoCode => "NO_CODE",
            Self::SkippedUnsupported => "SKIPPED_UNSUPPORTED",
            Self::Infra(_) => "INFRA",
        }
    }

    /// The detail in the brackets, where there is one.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::RuntimeError(detail) | Self::ImportUnsupported(detail) | Self::Infra(detail) => Some(detail),
            _ => None,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        self.detail().map_or(Ok(()), |detail| write!(f, "({detail})"))
    }
}
