//! What a stage is.
//!
//! ```text
//! Expand   one shard in, one new shard out, whose rows name the row they come from
//! Map      one shard in, one attribute table out; sees one document at a time
//! Barrier  columns of all shards in, one table of marks for every shard out
//! Publish  the view of all shards in, published files out
//! Product  published files and earlier products in, a folder of files out: a tokenizer, a model, completions, scores
//! ```
//!
//! A stage does no I/O of its own: it is given rows or a [`View`] and gives rows back. What it needs of files beside the
//! sources it reads once, in [`Stage::prepare`].

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use serde_json::Value;
use trommel_lang::{Language, Parse};
use trommel_store::{Key, RunManifest, Store, View};

use crate::events::Events;
use crate::rows::Cell;
use crate::{PipelineError, Result};

/// A stage with its configuration.
pub trait Stage: Send + Sync {
    /// The name in recipes and of its objects, e.g. `near-dup`.
    fn kind(&self) -> &'static str;

    /// Version of the code: raised whenever the same input and configuration give another result.
    fn version(&self) -> u32;

    /// The configuration with every default written out.
    fn config(&self) -> Value;

    /// What it does.
    fn work(&self) -> Work<'_>;

    /// What is wrong with the values, each with the key it is about.
    fn problems(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Reads what the stage needs besides its rows; called once, before anything else is done.
    ///
    /// # Errors
    /// When a file that the configuration names cannot be read.
    fn prepare(&self) -> Result<()> {
        Ok(())
    }

    /// Hash of what [`Stage::prepare`] read: it decides the result like the configuration does.
    fn fingerprint(&self) -> Option<Key> {
        None
    }

    /// The half of a deciding stage that reads text, as a map of its own; recipes do not name it.
    fn half(&self) -> Option<Box<dyn Stage>> {
        None
    }
}

/// The kinds of stages.
pub enum Work<'a> {
    /// Lists and reads sources; always first.
    Ingest(&'a crate::stages::Ingest),
    /// Makes new rows, shard by shard.
    Expand(&'a dyn Expand),
    /// Document by document.
    Map(&'a dyn Map),
    /// Everything at once.
    Barrier(&'a dyn Barrier),
    /// Copies what survives into files for others.
    Publish(&'a crate::stages::Dataset),
    /// Makes something of the published files.
    Product(&'a dyn Product),
}

/// Rows of one shard into the rows of a new one, e.g. files into their functions.
pub trait Expand: Send + Sync {
    /// The columns of the new shard, without the id: those that ingest gives, and what is added.
    fn adds(&self) -> SchemaRef;

    /// The new rows, ids included, in an order that depends on `rows` alone.
    ///
    /// # Errors
    /// When `rows` lacks a column.
    fn expand(&self, rows: &RecordBatch) -> Result<RecordBatch>;
}

/// One document at a time. All maps over one version of a text run in one pass and share its parse.
pub trait Map: Send + Sync {
    /// The columns of text that it reads, where there are any, besides the text itself and its language.
    fn also_reads(&self) -> &[&'static str] {
        &[]
    }

    /// The columns it adds, without the id. Null in a column marked [`trommel_store::overlay`] means "as before".
    fn adds(&self) -> SchemaRef;

    /// The cells of one row, in the order of [`Map::adds`]. Pure.
    fn row(&self, document: &mut Document) -> Vec<Cell>;
}

/// Decides about every row from columns of all of them.
pub trait Barrier: Send + Sync {
    /// The columns it reads; its key is made of their digests.
    fn reads(&self) -> Vec<String>;

    /// Further columns that it reads where a stage before it adds them.
    fn may_read(&self) -> Vec<String> {
        Vec::new()
    }

    /// The columns it adds, without the id.
    fn adds(&self) -> SchemaRef;

    /// The largest share of any language or source that it may drop; a stage that drops nothing need not say.
    fn blast_radius(&self) -> f64 {
        1.0
    }

    /// Digests of what it takes from the last committed run of the recipe, as an input.
    fn history(&self, _previous: Option<&RunManifest>) -> Vec<Key> {
        Vec::new()
    }

    /// One table for every shard, and what to tell about them.
    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision>;
}

/// Something made of the published dataset and of earlier products, whole: a tokenizer, a model, completions, scores.
pub trait Product: Send + Sync {
    /// The stages whose products it reads, each before it in the recipe.
    fn reads(&self) -> &[&'static str];

    /// Whether it reads the dataset itself.
    fn reads_dataset(&self) -> bool;

    /// Makes its files in [`Workplace::folder`], where what a killed run left of the same product still lies.
    ///
    /// # Errors
    /// Whatever went wrong; what is in the folder stays there for the next run.
    fn make(&self, context: &Context<'_>, workplace: &Workplace) -> Result<Made>;
}

/// What a product is made of, and where.
pub struct Workplace {
    /// The Parquet files of each split, in the dataset's order; empty for a product that does not read it.
    pub dataset: BTreeMap<&'static str, Vec<PathBuf>>,
    /// The root hash of the dataset.
    pub root: Key,
    /// The folder of each product that it reads, by stage.
    pub products: BTreeMap<&'static str, PathBuf>,
    /// Where it works.
    pub folder: PathBuf,
}

/// What a product is.
pub struct Made {
    /// Its files, relative to the folder, with `/` between names. Others in the folder are not kept.
    pub files: Vec<String>,
    /// Counts for people and programs.
    pub facts: Value,
}

/// What a barrier decided.
pub struct Decision {
    /// For each shard the columns of [`Barrier::adds`], row-aligned.
    pub tables: Vec<RecordBatch>,
    /// Counts for people and programs.
    pub facts: Value,
    /// Further objects in the store that the facts refer to.
    pub objects: Vec<Key>,
}

/// What a barrier or a publishing stage works with.
pub struct Context<'a> {
    /// The store, for results worth keeping from run to run.
    pub store: &'a std::sync::Arc<Store>,
    /// Where plans run, under the memory limit.
    pub engine: &'a crate::engine::Engine,
    /// The last committed run of the recipe: a cache, and an input only as far as [`Barrier::history`] says.
    pub previous: Option<&'a RunManifest>,
    /// Bytes that may be held at once, about.
    pub memory: usize,
    /// Set when the user interrupts.
    pub cancel: &'a AtomicBool,
    /// Where progress is told.
    pub events: &'a dyn Events,
}

impl Context<'_> {
    /// Bytes of document text that this process has read from tables so far.
    pub(crate) fn text_read(&self) -> u64 {
        self.store.counters().text_read.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`PipelineError::Cancelled`] when the user has interrupted.
    pub fn check(&self) -> Result<()> {
        match self.cancel.load(Ordering::Relaxed) {
            true => Err(PipelineError::Cancelled),
            false => Ok(()),
        }
    }
}

/// A document on its way through the maps: its text as of now, parsed at most once a version.
pub struct Document {
    text: String,
    language: Option<Language>,
    parse: Option<Option<Parse>>,
    fields: Vec<(&'static str, Option<String>)>,
}

impl Document {
    /// A document with the text that ingest or an earlier table gives it.
    pub fn new(text: String, language: Option<Language>) -> Self {
        Document { text, language, parse: None, fields: Vec::new() }
    }

    /// Adds what a column other than the text and its language holds.
    pub fn with_field(mut self, column: &'static str, value: Option<String>) -> Self {
        self.fields.push((column, value));
        self
    }

    /// What a column holds that a map [also reads](Map::also_reads).
    pub fn field(&self, column: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| *name == column).and_then(|(_, value)| value.as_deref())
    }

    /// The text as of now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language, when it is one that we know.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The parse of the text as of now; `None` without a grammar or beyond the work budget.
    pub fn parse(&mut self) -> Option<&Parse> {
        let (text, language) = (&self.text, self.language);
        self.parse
            .get_or_insert_with(|| language.and_then(|language| trommel_lang::parse(language, text).ok()))
            .as_ref()
    }

    /// Replaces the text; what was parsed of the old one is forgotten.
    pub fn set_text(&mut self, text: String) {
        self.text = text;
        self.parse = None;
    }

    /// Keeps a parse of the text as of now that was made on the way.
    pub fn set_parse(&mut self, parse: Parse) {
        self.parse = Some(Some(parse));
    }
}
