//! Named checkers of standard output.

use serde::{Deserialize, Serialize};

/// How an output is compared with what is expected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checker {
    /// Byte for byte.
    Exact,
    /// White space at line ends and blank lines at the end do not count.
    Rstrip,
    /// The same words, whatever white space is between them.
    Tokens,
    /// The same words; where both are numbers, within an absolute or relative tolerance of 1e-5.
    TokensFloat,
    /// Line by line, words; where both are decimal numbers, of equal value.
    DecimalLines,
}
