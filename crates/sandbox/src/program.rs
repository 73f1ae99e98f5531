//! What to load.

use serde::{Deserialize, Serialize};

/// A program as it is handed to a [`Runtime`](crate::Runtime).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Program {
    /// The name of a language file in `sandbox/languages/`, such as `python`.
    pub language: String,
    /// The program's text. It is never compiled outside the sandbox.
    pub source: String,
    /// The module's own name as it sees it: `__main__` for a program that reads standard input, anything else for a module whose
    /// functions are called (so that an `if __name__ == "__main__"` block stays silent).
    pub module: String,
    /// Files that lie in the scratch directory when the program starts: relative path and content.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Program {
    /// A module whose functions are called.
    #[must_use]
    pub fn module(language: &str, source: &str) -> Self {
        Self { language: language.into(), source: source.into(), module: "candidate".into(), files: Vec::new() }
    }

    /// A program that reads standard input and writes standard output.
    #[must_use]
    pub fn main(language: &str, source: &str) -> Self {
        Self { language: language.into(), source: source.into(), module: "__main__".into(), files: Vec::new() }
    }
}
