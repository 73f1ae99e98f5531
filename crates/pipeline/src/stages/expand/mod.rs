//! `expand`: one row a function, and prompts for instructions.
//!
//! ```text
//! a file  ─► functions ─► signature, docstring, and the code without it      `path` becomes `file.py#Class.method`
//! a record ─► templates ─► `prompt`, everything before the answer            `content` stays the answer
//! ```
//!
//! The new rows name the document they come from (`parent`). `content` stays code, so that everything after this stage
//! parses, normalises and compares code; prompt and code meet again in training, where loss is on the code alone.

mod functions;
mod templates;

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, FixedSizeBinaryBuilder, Int64Builder, RecordBatch, StringBuilder, UInt32Builder,
};
use arrow::datatypes::{DataType, Field, Int64Type, Schema, SchemaRef};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Result;
use crate::rows::{ID, with_id};
use crate::stage::{Stage, Work};
use crate::stages::config_of;

pub use functions::Functions;
pub use templates::Templates;

/// Makes one row a function of a file, and prompts of instructions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expand {
    /// One row for each function or method.
    pub functions: Option<Functions>,
    /// A prompt for each instruction or docstring.
    pub templates: Option<Templates>,
}

impl Stage for Expand {
    fn kind(&self) -> &'static str {
        "expand"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Expand(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems = Vec::new();
        if self.functions.is_none() && self.templates.is_none() {
            problems.push(("functions", "is missing; give `functions = {}`, `templates = {}` or both".to_owned()));
        }
        problems.extend(self.templates.iter().flat_map(Templates::problems).map(|problem| ("templates", problem)));
        problems
    }
}

/// A row on its way: what ingest gave, by name, and what is added.
#[derive(Debug, Clone, Default)]
struct Row {
    id: [u8; 16],
    /// In the order of [`TEXTS`].
    texts: [Option<String>; TEXTS.len()],
    stars: Option<i64>,
    parent: Option<[u8; 16]>,
    ordinal: u32,
    function: Option<String>,
    signature: Option<String>,
    docstring: Option<String>,
    prompt: Option<String>,
    variant: Option<u32>,
}

/// The columns of text that ingest gives.
const TEXTS: [&str; 11] =
    ["source", "repo", "path", "language", "license", "version", "content", "instruction", "input", "output", "task"];

impl Row {
    fn text(&self, name: &str) -> Option<&str> {
        let index = TEXTS.iter().position(|known| *known == name)?;
        self.texts[index].as_deref()
    }

    fn set_text(&mut self, name: &str, text: String) {
        if let Some(index) = TEXTS.iter().position(|known| *known == name) {
            self.texts[index] = Some(text);
        }
    }
}

impl crate::stage::Expand for Expand {
    /// What ingest gives, then `parent` (the id of the document the row comes from), `ordinal` (its number among that
    /// document's rows); with functions `function` (qualified name), `signature` and `docstring`; with templates `prompt`, null
    /// for a row with nothing to ask, and `variant`, which pattern it follows.
    fn adds(&self) -> SchemaRef {
        let ingest = trommel_corpus::schema();
        let mut fields: Vec<Field> =
            ingest.fields().iter().filter(|field| field.name() != "id").map(|field| field.as_ref().clone()).collect();
        fields.push(Field::new("parent", ID, true));
        fields.push(Field::new("ordinal", DataType::UInt32, false));
        if self.functions.is_some() {
            fields.extend(["function", "signature", "docstring"].map(|name| Field::new(name, DataType::Utf8, true)));
        }
        if self.templates.is_some() {
            fields.push(Field::new("prompt", DataType::Utf8, true));
            fields.push(Field::new("variant", DataType::UInt32, true));
        }
        Arc::new(Schema::new(fields))
    }

    fn expand(&self, rows: &RecordBatch) -> Result<RecordBatch> {
        let expanded = |row: usize| -> Vec<Row> {
            let row = load(rows, row);
            let rows = match &self.functions {
                Some(functions) => functions.of(row),
                None => vec![row],
            };
            match &self.templates {
                Some(templates) => rows.into_iter().flat_map(|row| templates.of(row)).collect(),
                None => rows,
            }
        };
        let new: Vec<Vec<Row>> = (0..rows.num_rows()).into_par_iter().map(expanded).collect();
        self.table(&new.into_iter().flatten().collect::<Vec<_>>())
    }
}

fn load(batch: &RecordBatch, row: usize) -> Row {
    let texts = TEXTS.map(|name| {
        let column = batch.column_by_name(name)?.as_string_opt::<i32>()?;
        column.is_valid(row).then(|| column.value(row).to_owned())
    });
    let stars = batch.column_by_name("stars").and_then(|column| column.as_primitive_opt::<Int64Type>());
    let ids = batch.column_by_name("id").and_then(|column| column.as_fixed_size_binary_opt());
    Row {
        id: ids.map(|ids| crate::stages::ranks::id_at(ids, row)).unwrap_or_default(),
        texts,
        stars: stars.filter(|stars| stars.is_valid(row)).map(|stars| stars.value(row)),
        ..Row::default()
    }
}

impl Expand {
    fn table(&self, rows: &[Row]) -> Result<RecordBatch> {
        let schema = with_id(&crate::stage::Expand::adds(self));
        let columns = schema.fields().iter().map(|field| column(field.name(), rows)).collect::<Result<_>>()?;
        Ok(RecordBatch::try_new(schema, columns)?)
    }
}

fn column(name: &str, rows: &[Row]) -> Result<ArrayRef> {
    let texts = |each: &dyn for<'r> Fn(&'r Row) -> Option<&'r str>| -> ArrayRef {
        let mut builder = StringBuilder::new();
        rows.iter().for_each(|row| builder.append_option(each(row)));
        Arc::new(builder.finish())
    };
    let numbers = |each: fn(&Row) -> Option<u32>| -> ArrayRef {
        let mut builder = UInt32Builder::with_capacity(rows.len());
        rows.iter().for_each(|row| builder.append_option(each(row)));
        Arc::new(builder.finish())
    };
    let ids = |each: fn(&Row) -> Option<[u8; 16]>| -> Result<ArrayRef> {
        let mut builder = FixedSizeBinaryBuilder::with_capacity(rows.len(), 16);
        for row in rows {
            match each(row) {
                Some(id) => builder.append_value(id)?,
                None => builder.append_null(),
            }
        }
        Ok(Arc::new(builder.finish()))
    };
    Ok(match name {
        "id" => ids(|row| Some(row.id))?,
        "parent" => ids(|row| row.parent)?,
        "ordinal" => numbers(|row| Some(row.ordinal)),
        "variant" => numbers(|row| row.variant),
        "stars" => {
            let mut builder = Int64Builder::with_capacity(rows.len());
            rows.iter().for_each(|row| builder.append_option(row.stars));
            Arc::new(builder.finish())
        }
        "function" => texts(&|row| row.function.as_deref()),
        "signature" => texts(&|row| row.signature.as_deref()),
        "docstring" => texts(&|row| row.docstring.as_deref()),
        "prompt" => texts(&|row| row.prompt.as_deref()),
        name => texts(&|row| row.text(name)),
    })
}
