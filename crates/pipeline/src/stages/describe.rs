//! `describe`: everything that later stages decide by, from one parse and one pass over the lexical tokens.

use std::cell::RefCell;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_dedup::{PERMUTATIONS, Shingler, signature, token_hash};
use trommel_lang::{Measures, TokenKind, lex};

use crate::rows::{Cell, u32_list};
use crate::stage::{Document, Map, Stage, Work};
use crate::stages::config_of;

/// Measures each document: validity, counts, entropy, shingles and MinHash signature.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Describe {
    /// Lexical tokens in a shingle.
    pub shingle: usize,
    /// Whether comments (and with them licence headers) count in shingles.
    pub comments: bool,
}

impl Default for Describe {
    fn default() -> Self {
        Describe { shingle: 5, comments: false }
    }
}

impl Stage for Describe {
    fn kind(&self) -> &'static str {
        "describe"
    }

    fn version(&self) -> u32 {
        2
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Map(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        match self.shingle {
            1..=64 => Vec::new(),
            other => vec![("shingle", format!("is {other}, expected 1 to 64 tokens; 5 is usual"))],
        }
    }
}

impl Map for Describe {
    /// * `parses`: null without a grammar or beyond the work budget; `errors`: byte ranges as start, end, start, end, …;
    ///   `error_fraction` in [0, 1]; for Python, which is judged as CPython's compiler does, `problem`, what it would say first
    /// * `dialect`: `python2` for a text that is valid as Python 2.7 and not as Python 3, which is not to say broken
    /// * `tokens`, `entropy` (nats a token, within the document), `lines`, `line_max`, `line_mean` (characters),
    ///   `alnum_fraction`, `comment_fraction`, `is_generated`, `bytes`
    /// * `content_hash`: first 16 bytes of BLAKE3 of the text
    /// * `shingles`: the sorted set of 32-bit hashes of token n-grams, `shingles_hash` its hash; `minhash`: its signature, 256 values, little-endian
    fn adds(&self) -> SchemaRef {
        let field = |name: &str, data_type| Field::new(name, data_type, false);
        Arc::new(Schema::new(vec![
            Field::new("parses", DataType::Boolean, true),
            Field::new("errors", u32_list(), true),
            Field::new("error_fraction", DataType::Float32, true),
            Field::new("problem", DataType::Utf8, true),
            Field::new("dialect", DataType::Utf8, true),
            field("tokens", DataType::UInt32),
            field("entropy", DataType::Float32),
            field("lines", DataType::UInt32),
            field("line_max", DataType::UInt32),
            field("line_mean", DataType::Float32),
            field("alnum_fraction", DataType::Float32),
            field("comment_fraction", DataType::Float32),
            field("is_generated", DataType::Boolean),
            field("bytes", DataType::UInt32),
            field("content_hash", DataType::FixedSizeBinary(16)),
            field("shingle_count", DataType::UInt32),
            field("shingles", u32_list()),
            field("shingles_hash", DataType::FixedSizeBinary(16)),
            field("minhash", DataType::FixedSizeBinary(4 * PERMUTATIONS as i32)),
        ]))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let mut row = match document.parse().map(|parse| parse.validity()) {
            Some(validity) => vec![
                Cell::Bool(validity.parses),
                Cell::U32s(validity.errors.iter().flat_map(|(start, end)| [*start, *end]).collect()),
                Cell::F32(validity.error_fraction),
                validity.problem.map_or(Cell::Null, |problem| Cell::Text(problem.to_owned())),
                validity.dialect.map_or(Cell::Null, |dialect| Cell::Text(dialect.name().to_owned())),
            ],
            None => vec![Cell::Null; 5],
        };
        SCRATCH.with_borrow_mut(|slot| {
            if slot.as_ref().is_none_or(|scratch| scratch.shingle != self.shingle) {
                *slot = Some(Scratch::new(self.shingle));
            }
            let Some(Scratch { shingler, measures, .. }) = slot else { return };
            let (language, text) = (document.language(), document.text());
            lex(language, text, |kind, token| {
                let hash = token_hash(token);
                measures.token(kind, token, hash);
                if self.comments || kind != TokenKind::Comment {
                    shingler.push(hash);
                }
            });
            let measured = measures.take(text);
            let shingles = shingler.finish(text.as_bytes());
            let signed = signature(shingles);
            row.extend([
                Cell::U32(measured.tokens),
                Cell::F32(measured.entropy),
                Cell::U32(measured.lines),
                Cell::U32(measured.line_max),
                Cell::F32(measured.line_mean),
                Cell::F32(measured.alnum_fraction),
                Cell::F32(measured.comment_fraction),
                Cell::Bool(measured.is_generated),
                Cell::U32(text.len() as u32),
                Cell::Bytes(short_hash(text.as_bytes())),
                Cell::U32(shingles.len() as u32),
                Cell::U32s(shingles.to_vec()),
                Cell::Bytes(short_hash(&bytes_of(shingles))),
                Cell::Bytes(bytes_of(&signed)),
            ]);
        });
        row
    }
}

fn short_hash(bytes: &[u8]) -> Vec<u8> {
    blake3::hash(bytes).as_bytes()[..16].to_vec()
}

fn bytes_of(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// Buffers worth keeping from document to document.
struct Scratch {
    shingle: usize,
    shingler: Shingler,
    measures: Measures,
}

impl Scratch {
    fn new(shingle: usize) -> Self {
        Scratch { shingle, shingler: Shingler::new(shingle), measures: Measures::new() }
    }
}

thread_local! {
    static SCRATCH: RefCell<Option<Scratch>> = const { RefCell::new(None) };
}
