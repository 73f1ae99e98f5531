//! The names of the choices.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How code is taken out of a completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Nothing is taken out: what the benchmark's own harness would run.
    Raw,
    /// The first fenced block of code; without one, all of it.
    FenceFirst,
    /// The last fenced block of code; without one, all of it.
    FenceLast,
    /// The statements that the entry point needs, without prose, tests and a `__main__` block (Python; else as fence-first).
    Sanitize,
    /// Raw if that is a program which defines the entry point; else the first of these that is: cut at the benchmark's stop words,
    /// a fenced block, sanitized. If none is, raw.
    #[default]
    Auto,
}

impl Preset {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Raw, Self::FenceFirst, Self::FenceLast, Self::Sanitize, Self::Auto];

    /// Its name, as in `--extract`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::FenceFirst => "fence-first",
            Self::FenceLast => "fence-last",
            Self::Sanitize => "sanitize",
            Self::Auto => "auto",
        }
    }

    /// The preset of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|preset| preset.name() == name)
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the sample's file says of a completion, by the name of the field it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    /// It goes on where the prompt ends: `completion`.
    Continues,
    /// It stands alone: `solution`, files of a directory.
    Alone,
    /// It is a whole function, which may need what the prompt imports and defines beside it.
    Whole,
    /// Nothing is said: a text that compiles and defines the entry point stands alone, any other goes on.
    Unsaid,
}
