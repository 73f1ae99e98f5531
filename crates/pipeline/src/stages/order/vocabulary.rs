//! The half of `order` that reads text: how often each lexical token occurs in a document.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::datatypes::{Field, Schema, SchemaRef};
use serde_json::{Value, json};
use trommel_dedup::token_hash;
use trommel_lang::{TokenKind, lex};

use crate::rows::{Cell, u32_list};
use crate::stage::{Document, Map, Stage, Work};

/// Counts the lexical tokens of each document, comments aside; works for `order`.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary;

impl Stage for Vocabulary {
    fn kind(&self) -> &'static str {
        "vocabulary"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        json!({})
    }

    fn work(&self) -> Work<'_> {
        Work::Map(self)
    }
}

impl Map for Vocabulary {
    /// `token_hashes`: the distinct tokens' hashes, ascending; `token_counts`: how often each occurs.
    fn adds(&self) -> SchemaRef {
        Arc::new(Schema::new(vec![
            Field::new("token_hashes", u32_list(), false),
            Field::new("token_counts", u32_list(), false),
        ]))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        lex(document.language(), document.text(), |kind, token| {
            if kind != TokenKind::Comment {
                *counts.entry((token_hash(token) >> 32) as u32).or_default() += 1;
            }
        });
        vec![Cell::U32s(counts.keys().copied().collect()), Cell::U32s(counts.into_values().collect())]
    }
}
