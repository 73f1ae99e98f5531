//! `normalize`: the same program with conventional whitespace.
//!
//! `"if x:\r\n\treturn  \r\n"` becomes `"if x:\n    return\n"`. Every edit is checked against the tree; one that would
//! change a leaf is reverted, row by row, and counted.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_lang::NormalizeOptions;
use trommel_store::overlay;

use crate::rows::Cell;
use crate::stage::{Document, Map, Stage, Work};
use crate::stages::config_of;

/// Rewrites whitespace without changing what parses.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Normalize {
    /// CRLF and CR become LF.
    pub line_endings: bool,
    /// Blanks at the ends of lines go, save inside string literals.
    pub trailing_whitespace: bool,
    /// The text ends in exactly one newline.
    pub final_newline: bool,
    /// Indentation as the language's convention has it.
    pub indentation: bool,
    /// A byte order mark goes.
    pub bom: bool,
}

impl Default for Normalize {
    fn default() -> Self {
        Normalize { line_endings: true, trailing_whitespace: true, final_newline: true, indentation: true, bom: true }
    }
}

impl Normalize {
    fn options(&self) -> NormalizeOptions {
        NormalizeOptions {
            line_endings: self.line_endings,
            trailing_whitespace: self.trailing_whitespace,
            final_newline: self.final_newline,
            indentation: self.indentation,
            bom: self.bom,
        }
    }
}

impl Stage for Normalize {
    fn kind(&self) -> &'static str {
        "normalize"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Map(self)
    }
}

impl Map for Normalize {
    fn adds(&self) -> SchemaRef {
        Arc::new(Schema::new(vec![
            overlay(Field::new("content", DataType::Utf8, true)),
            Field::new("edited", DataType::Boolean, false),
            Field::new("reverted", DataType::Boolean, false),
        ]))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let done = trommel_lang::normalize(document.language(), document.text(), &self.options());
        let edited = done.text.is_some();
        let content = match done.text {
            Some(text) => {
                document.set_text(text.clone());
                Cell::Text(text)
            }
            None => Cell::Null,
        };
        if let Some(parse) = done.parse {
            document.set_parse(parse);
        }
        vec![content, Cell::Bool(edited), Cell::Bool(done.reverted)]
    }
}
