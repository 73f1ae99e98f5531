//! `ingest`: folders, JSONL and Parquet become immutable shards of documents.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_corpus::{IngestOptions, SourceSpec};

use crate::stage::{Stage, Work};
use crate::stages::{config_of, share_problem};
use crate::{PipelineError, Result};

/// Reads sources into shards, with ids, languages and licences; what cannot be read goes to the ledger.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ingest {
    /// A folder or file; stands in for `sources`.
    pub path: Option<PathBuf>,
    /// What to read.
    pub sources: Vec<SourceSpec>,
    /// A document over this many bytes goes to the ledger.
    pub max_bytes: u64,
    /// The largest share of inputs that may be bad.
    pub max_bad: f64,
    /// About how many bytes of text a shard holds.
    pub shard_bytes: u64,
    /// Read only so many documents, chosen by a hash of source and path (of a record: of its id). None reads all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<u64>,
}

impl Default for Ingest {
    fn default() -> Self {
        Ingest {
            path: None,
            sources: Vec::new(),
            max_bytes: 5_000_000,
            max_bad: 0.001,
            shard_bytes: 8 << 20,
            sample: None,
        }
    }
}

impl Ingest {
    /// The sources to read.
    ///
    /// # Errors
    /// When `path` is not there.
    pub fn specs(&self) -> Result<Vec<SourceSpec>> {
        match &self.path {
            Some(path) => trommel_corpus::sources_of_path(path).map_err(PipelineError::from),
            None => Ok(self.sources.clone()),
        }
    }

    /// What decides the shards.
    pub fn options(&self) -> IngestOptions {
        IngestOptions { max_bytes: self.max_bytes, shard_bytes: self.shard_bytes }
    }
}

impl Stage for Ingest {
    fn kind(&self) -> &'static str {
        "ingest"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Ingest(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems: Vec<_> = share_problem("max_bad", self.max_bad).into_iter().collect();
        match (&self.path, self.sources.is_empty()) {
            (Some(_), false) => problems.push(("path", "stands in for `sources`; give one of the two".to_owned())),
            (None, true) => problems.push(("sources", "is empty; give `path` or `sources`".to_owned())),
            _ => {}
        }
        if self.shard_bytes < 1 << 10 {
            problems.push(("shard_bytes", format!("is {}, expected at least 1024", self.shard_bytes)));
        }
        if self.sample == Some(0) {
            problems.push(("sample", "is 0, expected at least 1 document".to_owned()));
        }
        problems
    }
}
