//! `normalize`: the same program with conventional whitespace and, on request, names.
//!
//! `"if x:\r\n\treturn  \r\n"` becomes `"if x:\n    return\n"`. Every edit is checked against the tree; one that would
//! change a leaf is reverted, row by row, and counted. `names = "unified"` writes local names in the language's convention
//! (CodeFusion §5.1), `names = "anonymous"` replaces them by `var_0`, `func_0`, `class_0` (MFTCoder++ §3.8): scope by scope, as
//! a bijection that the tree is checked against, and undone where anything but names would change. Names that a row's
//! instruction, input or docstring speaks of stay. Literals never change.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_lang::{NormalizeOptions, Renaming};
use trommel_store::overlay;

use crate::rows::{Cell, text_list};
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
    /// What becomes of names that a document defines.
    pub names: Names,
}

/// What becomes of names that a document defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// They stay.
    AsWritten,
    /// Local names in the convention of the language.
    Unified,
    /// Numbered names; what each was is kept in the column `names`.
    Anonymous,
}

impl Default for Normalize {
    fn default() -> Self {
        Normalize {
            line_endings: true,
            trailing_whitespace: true,
            final_newline: true,
            indentation: true,
            bom: true,
            names: Names::AsWritten,
        }
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

    fn renaming(&self) -> Option<Renaming> {
        match self.names {
            Names::AsWritten => None,
            Names::Unified => Some(Renaming::Unified),
            Names::Anonymous => Some(Renaming::Anonymous),
        }
    }
}

impl Stage for Normalize {
    fn kind(&self) -> &'static str {
        "normalize"
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
}

/// Texts whose words are names that readers of a row know.
const SPEAKS: [&str; 3] = ["instruction", "input", "docstring"];

impl Map for Normalize {
    fn also_reads(&self) -> &[&'static str] {
        match self.renaming() {
            Some(_) => &SPEAKS,
            None => &[],
        }
    }

    /// `content` where it was edited; `edited` and `reverted`, whether any edit was made, or made and undone. With names
    /// `renamed` and `names_reverted`, the same of names, and `names`: `old=new`, in the order in which they are bound.
    fn adds(&self) -> SchemaRef {
        let mut fields = vec![
            overlay(Field::new("content", DataType::Utf8, true)),
            Field::new("edited", DataType::Boolean, false),
            Field::new("reverted", DataType::Boolean, false),
        ];
        if self.renaming().is_some() {
            fields.push(Field::new("renamed", DataType::Boolean, false));
            fields.push(Field::new("names_reverted", DataType::Boolean, false));
            fields.push(Field::new("names", text_list(), false));
        }
        Arc::new(Schema::new(fields))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let done = trommel_lang::normalize(document.language(), document.text(), &self.options());
        let edited = done.text.is_some();
        if let Some(text) = done.text {
            document.set_text(text);
        }
        if let Some(parse) = done.parse {
            document.set_parse(parse);
        }
        let names = self.renaming().map(|renaming| rename(document, renaming));
        let changed = edited || names.as_ref().is_some_and(|(renamed, ..)| *renamed);
        let content = if changed { Cell::Text(document.text().to_owned()) } else { Cell::Null };
        let mut row = vec![content, Cell::Bool(edited), Cell::Bool(done.reverted)];
        if let Some((renamed, reverted, names)) = names {
            row.extend([Cell::Bool(renamed), Cell::Bool(reverted), Cell::Texts(names)]);
        }
        row
    }
}

/// Renames what the document defines; says whether it did, whether it undid that, and the pairs of names.
fn rename(document: &mut Document, renaming: Renaming) -> (bool, bool, Vec<String>) {
    let spoken: Vec<&str> = SPEAKS.iter().filter_map(|name| document.field(name)).collect();
    let spoken = spoken.join("\n");
    let text = document.text().to_owned();
    let Some(done) = document.parse().map(|parse| trommel_lang::rename(parse, &text, renaming, &spoken)) else {
        return (false, false, Vec::new());
    };
    let Some(new) = done.text else { return (false, done.reverted, Vec::new()) };
    document.set_text(new);
    if let Some(parse) = done.parse {
        document.set_parse(parse);
    }
    (true, false, done.names.iter().map(|pair| format!("{}={}", pair.old, pair.new)).collect())
}
