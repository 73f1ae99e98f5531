//! The half of `decontaminate` that reads text: which n-grams of the benchmarks a document has, and where.

use std::sync::Arc;

use arrow::datatypes::{Field, Schema, SchemaRef};
use serde_json::{Value, json};
use trommel_dedup::contamination::Scanner;
use trommel_store::Key;

use super::benchmark::{Benchmark, Loaded, each_token};
use crate::Result;
use crate::rows::{Cell, u32_list};
use crate::stage::{Document, Map, Stage, Work};

/// Looks for the n-grams of the benchmarks; works for `decontaminate`.
#[derive(Debug, Clone)]
pub(super) struct Overlap {
    pub benchmarks: Vec<Benchmark>,
    pub n: usize,
    pub loaded: Loaded,
}

impl Stage for Overlap {
    fn kind(&self) -> &'static str {
        "overlap"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        // Where the benchmarks lie does not matter; what they hold is the fingerprint.
        json!({ "n": self.n })
    }

    fn work(&self) -> Work<'_> {
        Work::Map(self)
    }

    fn prepare(&self) -> Result<()> {
        self.loaded.load(&self.benchmarks, self.n)
    }

    fn fingerprint(&self) -> Option<Key> {
        self.loaded.fingerprint()
    }
}

impl Map for Overlap {
    /// In the order of the text: `hit_grams`, numbers of n-grams; `hit_positions`, of their last tokens; `hit_ranges`, in bytes as
    /// start, end, start, end, …
    fn adds(&self) -> SchemaRef {
        let names = ["hit_grams", "hit_positions", "hit_ranges"];
        Arc::new(Schema::new(names.map(|name| Field::new(name, u32_list(), false)).to_vec()))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let Some(index) = self.loaded.index() else { return vec![Cell::U32s(Vec::new()); 3] };
        let mut scanner = Scanner::new(&index);
        each_token(document.language(), document.text(), |token| scanner.push(token));
        let hits = scanner.finish();
        vec![
            Cell::U32s(hits.iter().map(|hit| hit.gram).collect()),
            Cell::U32s(hits.iter().map(|hit| hit.position).collect()),
            Cell::U32s(hits.iter().flat_map(|hit| [hit.range.0, hit.range.1]).collect()),
        ]
    }
}
