//! How a guest's execution ends. A guest's failure is data.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How a step of a session ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// It ran to its end.
    Finished,
    /// An exception left the program.
    Raised {
        /// The exception's type, without its module.
        kind: String,
        /// The message, cut at 1,000 characters.
        message: String,
        /// The line of the program it was raised at, 1-based, where one is known.
        line: Option<u32>,
    },
    /// The language refused the source.
    NotCompiled {
        /// What the language said.
        message: String,
        /// The line, 1-based, where one is known.
        line: Option<u32>,
    },
    /// A module that the guest does not have was imported.
    MissingModule {
        /// Its name.
        name: String,
    },
    /// The program left before its end.
    Exited {
        /// The exit code it asked for.
        code: i32,
    },
    /// A limit was reached.
    Exceeded(Limit),
    /// WebAssembly trapped for another reason.
    Trapped(Trap),
    /// The guest answered with something that its own harness never says: the program has tampered with its room.
    Tampered {
        /// What came.
        message: String,
    },
}

/// Which limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// [`Limits::fuel`](crate::Limits::fuel).
    Fuel,
    /// [`Limits::memory_bytes`](crate::Limits::memory_bytes).
    Memory,
    /// [`Limits::wall`](crate::Limits::wall): says nothing about the program, only about the machine.
    Wall,
    /// [`Limits::output_bytes`](crate::Limits::output_bytes).
    Output,
    /// [`Limits::stack_bytes`](crate::Limits::stack_bytes).
    Stack,
    /// [`Limits::scratch_bytes`](crate::Limits::scratch_bytes) or [`Limits::scratch_files`](crate::Limits::scratch_files).
    Scratch,
}

/// A trap that is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trap {
    /// An `unreachable` instruction: the guest gave up (`abort`).
    Unreachable,
    /// An access outside linear memory or a table.
    OutOfBounds,
    /// Integer division by zero or overflow, or a bad conversion.
    Arithmetic,
    /// A call through a bad function pointer.
    BadCall,
    /// Anything else.
    Other,
}

impl Ending {
    /// Whether it ran to its end.
    #[must_use]
    pub fn finished(&self) -> bool {
        matches!(self, Self::Finished)
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finished => write!(f, "ran to its end"),
            Self::Raised { kind, message, line } => {
                write!(f, "{kind}: {message}")?;
                line.map_or(Ok(()), |line| write!(f, " (line {line})"))
            }
            Self::NotCompiled { message, line } => {
                write!(f, "does not compile: {message}")?;
                line.map_or(Ok(()), |line| write!(f, " (line {line})"))
            }
            Self::MissingModule { name } => write!(f, "no module named {name}"),
            Self::Exited { code } => write!(f, "left with code {code}"),
            Self::Exceeded(limit) => write!(f, "exceeded its {limit}"),
            Self::Trapped(trap) => write!(f, "trapped: {trap}"),
            Self::Tampered { message } => write!(f, "tampered with its room: {message}"),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fuel => "fuel",
            Self::Memory => "memory",
            Self::Wall => "wall time",
            Self::Output => "output",
            Self::Stack => "stack",
            Self::Scratch => "scratch directory",
        })
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "unreachable",
            Self::OutOfBounds => "out of bounds",
            Self::Arithmetic => "arithmetic",
            Self::BadCall => "bad call",
            Self::Other => "other",
        })
    }
}
