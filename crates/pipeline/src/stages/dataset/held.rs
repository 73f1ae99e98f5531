//! What published rows are like, in numbers.

use std::collections::BTreeMap;

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use serde::{Deserialize, Serialize};

use crate::{PipelineError, Result};

/// What published rows are like.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Held {
    /// Rows.
    pub rows: u64,
    /// Bytes of text.
    pub bytes: u64,
    /// Bytes of all published columns in memory.
    #[serde(default)]
    pub arrow_bytes: u64,
    /// Rows and bytes by language.
    pub languages: BTreeMap<String, (u64, u64)>,
    /// Rows by licence.
    pub licenses: BTreeMap<String, u64>,
    /// Rows by source.
    pub sources: BTreeMap<String, u64>,
}

impl Held {
    /// Adds what another file holds.
    pub fn add(&mut self, other: &Held) {
        self.rows += other.rows;
        self.bytes += other.bytes;
        self.arrow_bytes += other.arrow_bytes;
        for (language, (rows, bytes)) in &other.languages {
            let sum = self.languages.entry(language.clone()).or_default();
            *sum = (sum.0 + rows, sum.1 + bytes);
        }
        for (to, from) in [(&mut self.licenses, &other.licenses), (&mut self.sources, &other.sources)] {
            for (name, rows) in from {
                *to.entry(name.clone()).or_default() += rows;
            }
        }
    }
}

/// Counts the rows of a batch that has the columns [`COUNTED`].
pub(super) fn count(held: &mut Held, batch: &RecordBatch) -> Result<()> {
    let text = |name: &str| {
        let found = batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
        found.ok_or_else(|| PipelineError::stage("dataset", format!("no text column `{name}`")))
    };
    let (languages, licenses, sources, contents) =
        (text("language")?, text("license")?, text("source")?, text("content")?);
    let name = |column: &StringArray, row: usize| match column.is_valid(row) {
        true => column.value(row).to_owned(),
        false => "unknown".to_owned(),
    };
    for row in 0..batch.num_rows() {
        let bytes = contents.value(row).len() as u64;
        held.rows += 1;
        held.bytes += bytes;
        let language = held.languages.entry(name(languages, row)).or_default();
        *language = (language.0 + 1, language.1 + bytes);
        *held.licenses.entry(name(licenses, row)).or_default() += 1;
        *held.sources.entry(name(sources, row)).or_default() += 1;
    }
    Ok(())
}

/// The columns that are counted.
pub(super) const COUNTED: [&str; 4] = ["language", "license", "source", "content"];
