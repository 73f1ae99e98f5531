//! How much of a file is kept.

/// How much of a file may be kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// A longer string becomes [`Json::Long`].
    pub string_bytes: usize,
    /// What the strings, numbers and values of one row may take together.
    pub row_bytes: usize,
    /// How deep values may nest.
    pub depth: usize,
}

impl Limits {
    /// For a benchmark's file: its strings must all be kept.
    pub(crate) const BENCHMARK: Self = Self { string_bytes: 256 << 20, row_bytes: 1 << 30, depth: 200 };
}
