//! `dataset`: the text that survives, as Parquet files in the layout that others load.
//!
//! A file covers a run of consecutive shards whose borders are content-defined, so one changed document rewrites one file.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, RecordBatch, StringArray};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_store::{Key, KeyBuilder, Manifest, Pending, RowSum, View};

use crate::events::Event;
use crate::marks;
use crate::stage::{Context, Stage, Work};
use crate::stages::config_of;
use crate::{PipelineError, Result};

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
}

impl Default for Dataset {
    fn default() -> Self {
        Dataset { shard_bytes: 64 << 20, row_group_bytes: 100 << 20, columns: Vec::new() }
    }
}

/// Columns that are worth publishing, in this order, where there are any.
const COLUMNS: [&str; 20] = [
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
    "content",
    "bytes",
    "lines",
    "tokens",
    "entropy",
    "alnum_fraction",
    "comment_fraction",
    "parses",
];

/// Columns that only instruction data has.
const INSTRUCTION: [&str; 4] = ["instruction", "input", "output", "task"];

impl Stage for Dataset {
    fn kind(&self) -> &'static str {
        "dataset"
    }

    fn version(&self) -> u32 {
        1
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

/// One shard as publishing sees it.
pub struct ShardOutline {
    /// The path of its first document.
    pub first_path: String,
    /// Bytes of its text.
    pub bytes: u64,
}

/// The object of one published file, and what it holds.
pub struct PublishedFile {
    /// Its object.
    pub manifest: Manifest,
    /// The sum of its rows.
    pub sum: RowSum,
    /// What it holds.
    pub held: Held,
    /// True when it was there already.
    pub reused: bool,
}

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

/// A file to publish: its key and the shards it covers.
pub struct PlannedFile {
    /// Hash of everything it depends on.
    pub key: Key,
    /// The shards it covers.
    pub shards: std::ops::Range<usize>,
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
                Ok(field) if field.name() == "id" => fields.push(Field::new("id", DataType::Utf8, false)),
                Ok(field) => fields.push(field.clone()),
                Err(_) if self.columns.is_empty() => {}
                Err(_) => {
                    let all: Vec<&str> = known.fields().iter().map(|field| field.name().as_str()).collect();
                    let reason = format!("no column `{name}` to publish; there are {}", all.join(", "));
                    return Err(PipelineError::stage("dataset", reason));
                }
            }
        }
        Ok(Arc::new(Schema::new(fields)))
    }

    /// Cuts the shards into files and names each by what it depends on; `None` while inputs are not known.
    pub fn plan(&self, view: &View, schema: &SchemaRef, outlines: &[ShardOutline]) -> Result<Vec<PlannedFile>> {
        let mut files = Vec::new();
        for shards in self.groups(outlines) {
            let mut key = KeyBuilder::new("dataset").field(self.version().to_le_bytes());
            key.push(&(self.row_group_bytes as u64).to_le_bytes());
            for field in schema.fields() {
                key.push(field.name().as_bytes());
            }
            for shard in shards.clone() {
                for name in schema.fields().iter().map(|field| field.name().as_str()) {
                    key.push(&view.digest(shard, name)?.0);
                }
                if view.schema().index_of("keep").is_ok() {
                    key.push(&view.digest(shard, "keep")?.0);
                }
            }
            files.push(PlannedFile { key: key.finish(), shards });
        }
        Ok(files)
    }

    /// Consecutive shards, cut where a hash of the next shard's first path says so, between half and twice the size.
    pub fn groups(&self, outlines: &[ShardOutline]) -> Vec<std::ops::Range<usize>> {
        let (least, most) = (self.shard_bytes / 2, self.shard_bytes * 2);
        let mut groups = Vec::new();
        let (mut start, mut bytes) = (0, 0u64);
        for (shard, outline) in outlines.iter().enumerate() {
            let draw = blake3::hash(outline.first_path.as_bytes());
            let draw = u64::from_le_bytes(draw.as_bytes()[..8].try_into().unwrap_or_default()) as f64 / u64::MAX as f64;
            let drawn = bytes >= least && draw < outline.bytes as f64 / (self.shard_bytes - least).max(1) as f64;
            if shard > start && (drawn || bytes + outline.bytes > most) {
                groups.push(start..shard);
                (start, bytes) = (shard, 0);
            }
            bytes += outline.bytes;
        }
        if start < outlines.len() {
            groups.push(start..outlines.len());
        }
        groups
    }

    /// Writes the files that are not there yet; `found` are those that are, by position.
    pub fn publish(
        &self,
        context: &Context<'_>,
        view: &View,
        schema: &SchemaRef,
        planned: Vec<(PlannedFile, Option<Manifest>)>,
    ) -> Result<Vec<PublishedFile>> {
        let write = |(file, found): (PlannedFile, Option<Manifest>)| {
            context.check()?;
            // Published files are other names of these parts, so whoever spoilt one spoilt the other.
            let found = match found {
                Some(manifest) if !manifest.is_intact(context.store)? => {
                    manifest.discard(context.store)?;
                    None
                }
                found => found,
            };
            let reused = found.is_some();
            let manifest = match found {
                Some(manifest) => manifest,
                None => self.write(context, view, schema, &file)?,
            };
            context.events.on(Event::Step { units: 1, bytes: 0 });
            let facts = |name: &str| manifest.facts[name].clone();
            let damaged = |error: serde_json::Error| {
                PipelineError::stage("dataset", format!("manifest {}: {error}", manifest.key))
            };
            let (sum, held) = (serde_json::from_value(facts("sum")), serde_json::from_value(facts("held")));
            Ok(PublishedFile { sum: sum.map_err(damaged)?, held: held.map_err(damaged)?, manifest, reused })
        };
        planned.into_par_iter().map(write).collect()
    }

    fn write(&self, context: &Context<'_>, view: &View, schema: &SchemaRef, file: &PlannedFile) -> Result<Manifest> {
        let mut pending = Pending::new(context.store, "dataset", file.key);
        let metadata = ("huggingface".to_owned(), trommel_corpus::card::huggingface_metadata(schema));
        let published = Arc::new(Schema::clone(schema).with_metadata([metadata].into()));
        let mut part = pending.part_with(&published, Some(self.row_group_bytes))?;
        let (mut sum, mut held) = (RowSum::new(), Held::default());
        for shard in file.shards.clone() {
            context.check()?;
            let keep = BooleanArray::from(marks::kept(view, shard)?);
            if keep.true_count() == 0 {
                continue;
            }
            let mut columns: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            let facets = ["language", "license", "source", "content"];
            columns.extend(facets.iter().filter(|name| schema.index_of(name).is_err()));
            let mut row = 0;
            for batch in view.read(shard, &columns, 1024, false)? {
                let batch = batch?;
                let kept = filter_record_batch(&batch, &keep.slice(row, batch.num_rows()))?;
                row += batch.num_rows();
                count(&mut held, &kept)?;
                let kept = with_text_ids(&kept, schema, &published)?;
                let sizes = kept.columns().iter().map(|column| column.to_data().get_slice_memory_size());
                held.arrow_bytes += sizes.sum::<Result<usize, _>>()? as u64;
                sum.update(&kept)?;
                part.write(&kept)?;
            }
        }
        if held.rows > 0 {
            pending.add(part)?;
        }
        Ok(pending.commit(json!({ "sum": sum, "held": held }))?)
    }
}

fn with_text_ids(batch: &RecordBatch, schema: &SchemaRef, published: &SchemaRef) -> Result<RecordBatch> {
    let column = |(index, field): (usize, &Arc<Field>)| -> ArrayRef {
        match field.name().as_str() {
            "id" => Arc::new(
                batch.column(index).as_fixed_size_binary().iter().map(|id| id.map(hex)).collect::<StringArray>(),
            ),
            _ => Arc::clone(batch.column(index)),
        }
    };
    let columns = schema.fields().iter().enumerate().map(column).collect();
    Ok(RecordBatch::try_new(Arc::clone(published), columns)?)
}

/// Hexadecimal digits of an id.
pub fn hex(id: &[u8]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn count(held: &mut Held, batch: &RecordBatch) -> Result<()> {
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
