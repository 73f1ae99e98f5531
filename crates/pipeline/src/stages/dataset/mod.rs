//! `dataset`: the text that survives, as Parquet files in the layout that others load.
//!
//! A file covers a run of consecutive shards whose borders are content-defined, or, where `order` made a curriculum, one
//! bucket of it, sorted. Either way one changed document rewrites one file.

mod files;
mod held;
mod rows;
mod write;

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_store::View;

use crate::rows::ID;
use crate::stage::{Stage, Work};
use crate::stages::config_of;
use crate::{PipelineError, Result};

pub use files::{PlannedFile, PublishedFile, ShardOutline};
pub use held::Held;
pub use write::hex;

/// Publishes what was kept: Parquet files, a card, and the root hash over every row.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dataset {
    /// About how many bytes of text a file holds, uncompressed.
    pub shard_bytes: u64,
    /// The most bytes of a row group.
    pub row_group_bytes: usize,
    /// Columns to publish; empty for all that describe a document.
    pub columns: Vec<String>,
    /// Adds a column `text`: prompt, text and tags in one, for trainers that want no more.
    pub text: bool,
}

impl Default for Dataset {
    fn default() -> Self {
        Dataset { shard_bytes: 64 << 20, row_group_bytes: 100 << 20, columns: Vec::new(), text: false }
    }
}

/// Columns that are worth publishing, in this order, where there are any.
const COLUMNS: [&str; 37] = [
    "id",
    "source",
    "repo",
    "path",
    "language",
    "license",
    "version",
    "stars",
    "instruction",
    "input",
    "output",
    "task",
    "parent",
    "function",
    "signature",
    "docstring",
    "prompt",
    "variant",
    "content",
    "tag_line",
    "bytes",
    "lines",
    "tokens",
    "entropy",
    "alnum_fraction",
    "comment_fraction",
    "parses",
    "dialect",
    "defines_functions",
    "defines_classes",
    "apis",
    "constructs",
    "arity",
    "has_docstring",
    "secrets",
    "surprisal",
    "repeats",
];

/// Columns that only instruction data has.
const INSTRUCTION: [&str; 4] = ["instruction", "input", "output", "task"];

impl Stage for Dataset {
    fn kind(&self) -> &'static str {
        "dataset"
    }

    fn version(&self) -> u32 {
        2
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Publish(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems = Vec::new();
        if !(1..=500 << 20).contains(&self.shard_bytes) {
            problems.push(("shard_bytes", format!("is {}, expected 1 to 500 MiB (524288000)", self.shard_bytes)));
        }
        if !(1..=100 << 20).contains(&self.row_group_bytes) {
            problems
                .push(("row_group_bytes", format!("is {}, expected 1 to 100 MiB (104857600)", self.row_group_bytes)));
        }
        problems
    }
}

impl Dataset {
    /// The columns that this dataset publishes of a view.
    ///
    /// # Errors
    /// When the configuration names a column that is not there.
    pub fn schema(&self, view: &View, instructions: bool) -> Result<SchemaRef> {
        let known = view.schema();
        let names: Vec<&str> = match self.columns.is_empty() {
            true => COLUMNS.into_iter().filter(|name| instructions || !INSTRUCTION.contains(name)).collect(),
            false => self.columns.iter().map(String::as_str).collect(),
        };
        let mut fields = Vec::new();
        for name in names {
            match known.field_with_name(name) {
                // Ids are published as text: every reader can show and compare it.
                Ok(field) if *field.data_type() == ID && IDS.contains(&name) => {
                    fields.push(Field::new(name, DataType::Utf8, field.is_nullable()))
                }
                Ok(field) => fields.push(field.clone()),
                Err(_) if self.columns.is_empty() => {}
                Err(_) => {
                    let all: Vec<&str> = known.fields().iter().map(|field| field.name().as_str()).collect();
                    let reason = format!("no column `{name}` to publish; there are {}", all.join(", "));
                    return Err(PipelineError::stage("dataset", reason));
                }
            }
        }
        if self.text {
            fields.push(Field::new(TEXT, DataType::Utf8, false));
        }
        Ok(Arc::new(Schema::new(fields)))
    }
}

/// Columns of ids.
const IDS: [&str; 4] = ["id", "parent", "survivor", "cluster"];

/// The column that [`Dataset::text`] adds.
const TEXT: &str = "text";

/// What it is made of, where there is any.
const TEXT_PARTS: [&str; 3] = ["prompt", "content", TAGS];

/// The part that stands on a line of its own.
const TAGS: &str = "tag_line";
