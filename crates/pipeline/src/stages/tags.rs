//! `tags`: what a document defines, calls and is made of.
//!
//! CodeFusion §5.2 appends tags to the training text, x' = \[x ; tags\]. With `append = true` a document's tags become one more
//! line behind its text (`tag_line`, which `dataset = { text = true }` puts into `text`). Behind a prompt they would say what
//! only the answer shows; there the line names what the prompt shows as well: the language and what the instruction names.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_lang::Shown;

use crate::rows::{Cell, text_list};
use crate::stage::{Document, Map, Stage, Work};
use crate::stages::config_of;

/// Names what a document defines, which APIs it calls (resolved through its imports) and which constructs it uses.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tags {
    /// Whether a line of tags is to follow the text in training.
    pub append: bool,
}

impl Stage for Tags {
    fn kind(&self) -> &'static str {
        "tags"
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

impl Map for Tags {
    fn also_reads(&self) -> &[&'static str] {
        match self.append {
            true => &["prompt"],
            false => &[],
        }
    }

    /// Null without a parse: `defines_functions`, `defines_classes`, `apis` (qualified names), `constructs`, each sorted and
    /// distinct; `arity` of the first function; `has_docstring`; and with `append` the `tag_line`.
    fn adds(&self) -> SchemaRef {
        let mut fields: Vec<Field> = ["defines_functions", "defines_classes", "apis", "constructs"]
            .map(|name| Field::new(name, text_list(), true))
            .to_vec();
        fields.push(Field::new("arity", DataType::UInt32, true));
        fields.push(Field::new("has_docstring", DataType::Boolean, true));
        if self.append {
            fields.push(Field::new("tag_line", DataType::Utf8, true));
        }
        Arc::new(Schema::new(fields))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let text = document.text().to_owned();
        let prompt = document.field("prompt").map(str::to_owned);
        let Some(tags) = document.parse().map(|parse| trommel_lang::tags(parse, &text)) else {
            return vec![Cell::Null; 6 + usize::from(self.append)];
        };
        let line = self.append.then(|| line(&tags, prompt.as_deref()));
        let mut row = vec![
            Cell::Texts(tags.defines_functions),
            Cell::Texts(tags.defines_classes),
            Cell::Texts(tags.apis),
            Cell::Texts(tags.constructs.iter().map(|name| (*name).to_owned()).collect()),
            tags.arity.map_or(Cell::Null, |arity| Cell::U32(arity.into())),
            Cell::Bool(tags.docstring),
        ];
        row.extend(line.map(|line| line.map_or(Cell::Null, Cell::Text)));
        row
    }
}

/// The line that follows the text. Behind a prompt only what the prompt shows as well: the functions it names, and their arity.
fn line(tags: &trommel_lang::Tags, prompt: Option<&str>) -> Option<String> {
    let shown = match prompt {
        None => Shown::ALL,
        Some(prompt) if tags.defines_functions.iter().all(|name| prompt.contains(name.as_str())) => Shown::SIGNATURE,
        Some(_) => Shown::NONE,
    };
    let line = trommel_lang::tag_line(tags, shown);
    (!line.is_empty()).then(|| format!("{line}\n"))
}
