//! The ledger of inputs that cannot become documents: file, byte offset and reason, never a silent skip.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One input that cannot become a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BadInput {
    /// Name of the source it came from.
    pub source: String,
    /// Path relative to the source's root; for a record file, its name.
    pub file: String,
    /// Where in the file, in bytes from its start: for a record, where the record starts. For `.gz` and `.zst` files
    /// the offset is in the **uncompressed** text; for Parquet it is the number of the row.
    pub offset: u64,
    /// What is wrong.
    pub reason: BadReason,
}

impl fmt::Display for BadInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: at {}: {}", self.source, self.file, self.offset, self.reason)
    }
}

/// Why an input cannot become a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum BadReason {
    /// A line that is not a JSON object.
    NotJson {
        /// Byte of the line at which the parser gave up.
        at: u64,
        /// What the parser said.
        error: String,
    },
    /// A line that ends in the middle of its JSON object.
    CutShort,
    /// A record without a column that every document needs.
    MissingField {
        /// The column, and the fields that could have held it.
        field: String,
    },
    /// A record whose field holds another type than its column.
    WrongType {
        /// The column.
        field: String,
        /// The type that the record holds.
        found: String,
    },
    /// Bytes that are not UTF-8.
    NotUtf8 {
        /// First offending byte, counted from the start of the file (of the value, in Parquet).
        at: u64,
    },
    /// A document (or a line of a record file) over the limit; it was not held in memory.
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit, `max_bytes`.
        max: u64,
    },
    /// A compressed or Parquet file that stops early; the whole records before the cut were kept, where the format
    /// allows it.
    Truncated {
        /// `gzip`, `zstd` or `parquet`.
        format: String,
        /// What was found where the end should be.
        found: String,
    },
    /// A compressed or Parquet file that does not decode.
    Corrupt {
        /// `gzip`, `zstd` or `parquet`.
        format: String,
        /// What the decoder said.
        error: String,
    },
    /// The operating system does not let the file be read.
    Unreadable {
        /// What it said.
        error: String,
    },
    /// A code file whose path is not UTF-8 (the `file` shown has replacement characters).
    PathNotUtf8,
}

impl fmt::Display for BadReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadReason::NotJson { at, error } => {
                write!(f, "not a JSON object: {error} at byte {at} of the line")
            }
            BadReason::CutShort => write!(f, "the line ends in the middle of its JSON object"),
            BadReason::MissingField { field } => {
                write!(f, "no field for {field}; name the one that holds it in the source's `fields`")
            }
            BadReason::WrongType { field, found } => {
                write!(f, "the field for {field} holds {found}")
            }
            BadReason::NotUtf8 { at } => write!(f, "not UTF-8 at byte {at}"),
            BadReason::TooLarge { bytes, max } => {
                write!(f, "{bytes} bytes, over max_bytes = {max}")
            }
            BadReason::Truncated { format, found } => write!(f, "truncated {format} file: {found}"),
            BadReason::Corrupt { format, error } => write!(f, "corrupt {format} file: {error}"),
            BadReason::Unreadable { error } => write!(f, "cannot be read: {error}"),
            BadReason::PathNotUtf8 => write!(f, "its path is not UTF-8"),
        }
    }
}
