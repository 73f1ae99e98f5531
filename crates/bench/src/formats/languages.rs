//! The names that benchmarks have for languages, and ours.

use crate::{BenchError, json::Row};

/// Theirs and ours; ours are the names of the files in `sandbox/languages/`.
const NAMES: &[(&str, &str)] = &[
    ("py", "python"),
    ("python", "python"),
    ("python3", "python"),
    ("js", "javascript"),
    ("javascript", "javascript"),
    ("ts", "typescript"),
    ("typescript", "typescript"),
    ("rb", "ruby"),
    ("ruby", "ruby"),
    ("c", "c"),
    ("cpp", "cpp"),
    ("java", "java"),
    ("rs", "rust"),
    ("rust", "rust"),
    ("go", "go"),
    ("go_test.go", "go"),
];

/// Our name for a language.
pub(super) fn ours(theirs: &str) -> Option<&'static str> {
    NAMES.iter().find(|(name, _)| *name == theirs.to_ascii_lowercase()).map(|(_, ours)| *ours)
}

/// The language of a row, or an error that names those there are.
pub(super) fn need(row: &Row, theirs: &str) -> Result<&'static str, BenchError> {
    ours(theirs).ok_or_else(|| {
        let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        BenchError::bad(&row.place, format!("the language `{theirs}`"), format!("one of {}", names.join(", ")))
    })
}
