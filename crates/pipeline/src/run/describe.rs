//! The expensive half: ingest and the maps, shard by shard, only what is not in the store.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::SchemaRef;
use rayon::prelude::*;
use serde_json::{Value, json};
use trommel_corpus::{IngestOptions, Listing, ShardInput};
use trommel_lang::Language;
use trommel_store::{Key, Lease, Manifest, Part, Pending, RunStage, ShardTables, View};

use super::facts::{of_table, sum};
use super::keys::{ingest_key, map_key};
use super::report::{Report, StageReport};
use super::{Environment, Job, NO_KEY, Tables};
use crate::events::Event;
use crate::rows::{Cell, to_batch, with_id};
use crate::stage::{Document, Map, Stage, Work};
use crate::{PipelineError, Result};

/// A shard's way through ingest and the maps.
#[derive(Clone, Default)]
pub(super) struct Progress {
    /// The tables that show now: those since the last stage that made new rows.
    pub tables: ShardTables,
    /// The table of every stage.
    pub parts: Vec<Part>,
    pub keys: Vec<Key>,
    pub facts: Vec<Value>,
    pub reused: Vec<bool>,
}

impl Progress {
    fn take(&mut self, stage: &dyn Stage, manifest: Manifest, reused: bool) -> Result<()> {
        let part = manifest.parts.into_iter().next();
        let part = part.ok_or_else(|| PipelineError::stage(&manifest.stage, "an object in the store has no table"))?;
        if makes_rows(stage) {
            self.tables.tables.clear();
        }
        self.tables.tables.push(part.clone());
        self.parts.push(part);
        self.keys.push(manifest.key);
        self.facts.push(manifest.facts);
        self.reused.push(reused);
        Ok(())
    }

    fn done(&self) -> usize {
        self.keys.len()
    }
}

/// Every shard's tables after the maps, and the stages that made them.
pub(super) fn describe(
    job: &Job<'_>,
    listing: &Listing,
    lease: &mut Lease<'_>,
    report: &mut Report,
) -> Result<(Tables, Vec<RunStage>)> {
    let stages = &job.stages;
    let maps: Vec<&dyn Stage> = stages.maps.iter().copied().filter(|stage| !job.stops_before(stage.kind())).collect();
    let pass = Pass { job, maps, options: stages.ingest.options(), environment: job.environment };
    let mut shards = vec![Progress::default(); listing.shards.len()];
    pass.reuse(listing, &mut shards, lease)?;
    pass.compute(listing, &mut shards, lease)?;

    let tables =
        Tables { layers: pass.layers(pass.maps.len()), shards: shards.iter().map(|s| s.tables.clone()).collect() };
    let mut done = Vec::new();
    for level in 0..=pass.maps.len() {
        let stage = pass.stage(level);
        let mut facts = sum(shards.iter().map(|shard| &shard.facts[level]));
        if level == 0 {
            facts["bad"] = json!(listing.bad); // The ledger.
        }
        let reused = shards.iter().filter(|shard| shard.reused[level]).count();
        report.stages.push(StageReport::of_map(stage.kind(), &facts, shards.len(), reused));
        done.push(RunStage {
            name: stage.kind().to_owned(),
            kind: stage.kind().to_owned(),
            version: stage.version(),
            config: stage.config(),
            objects: shards.iter().map(|shard| shard.keys[level]).collect(),
            parts: shards.iter().map(|shard| shard.parts[level].clone()).collect(),
            facts,
            restarts: makes_rows(stage),
        });
    }
    Ok((tables, done))
}

/// The columns that a stage adds, without the id.
pub(crate) fn adds(stage: &dyn Stage) -> SchemaRef {
    match stage.work() {
        Work::Expand(expand) => expand.adds(),
        Work::Map(map) => map.adds(),
        Work::Barrier(barrier) => barrier.adds(),
        Work::Ingest(_) | Work::Publish(_) | Work::Product(_) => Arc::new(arrow::datatypes::Schema::empty()),
    }
}

/// The schemas of the tables that show after ingest and `stages`.
pub(crate) fn layers_after(stages: &[&dyn Stage]) -> Vec<SchemaRef> {
    let mut layers = vec![trommel_corpus::schema()];
    for stage in stages {
        if makes_rows(*stage) {
            layers.clear();
        }
        layers.push(with_id(&adds(*stage)));
    }
    layers
}

/// Whether the tables of a stage have rows of their own.
pub(crate) fn makes_rows(stage: &dyn Stage) -> bool {
    matches!(stage.work(), Work::Expand(_))
}

/// The columns of the row-making stage's input, all of which it may read.
fn base_columns() -> Vec<String> {
    trommel_corpus::schema().fields().iter().map(|field| field.name().clone()).collect()
}

struct Pass<'a> {
    job: &'a Job<'a>,
    maps: Vec<&'a dyn Stage>,
    options: IngestOptions,
    environment: &'a Environment<'a>,
}

impl Pass<'_> {
    /// Ingest, then the maps.
    fn stage(&self, level: usize) -> &dyn Stage {
        match level {
            0 => self.job.stages.ingest,
            _ => self.maps[level - 1],
        }
    }

    /// The schemas of the tables that show after the first `maps` maps.
    fn layers(&self, maps: usize) -> Vec<SchemaRef> {
        layers_after(&self.maps[..maps])
    }

    /// Takes what is in the store, stage by stage, so that one renewal of the lease serves all shards.
    fn reuse(&self, listing: &Listing, shards: &mut [Progress], lease: &mut Lease<'_>) -> Result<()> {
        for level in 0..=self.maps.len() {
            let stage = self.stage(level);
            let keys: Vec<Key> =
                (0..shards.len()).map(|shard| self.key(level, listing, shard, &shards[shard])).collect();
            lease.hold(keys.iter().copied().filter(|key| *key != NO_KEY), self.environment.clock)?;
            if self.job.forces(stage.kind()) {
                break; // This stage is done anew, and with it all after it that depend on it.
            }
            let find = |key: &Key| match *key == NO_KEY {
                true => Ok(None),
                false => Manifest::find(&self.environment.store, stage.kind(), *key),
            };
            let found: Vec<Option<Manifest>> = keys.par_iter().map(find).collect::<Result<_, _>>()?;
            for (shard, manifest) in shards.iter_mut().zip(found) {
                if let Some(manifest) = manifest {
                    shard.take(stage, manifest, true)?;
                }
            }
        }
        Ok(())
    }

    /// The key of a shard's next table, [`NO_KEY`] when an earlier one is missing.
    fn key(&self, level: usize, listing: &Listing, shard: usize, progress: &Progress) -> Key {
        match level {
            _ if progress.done() != level => NO_KEY,
            0 => ingest_key(self.job.stages.ingest.version(), &listing.shards[shard]),
            _ => map_key(self.maps[level - 1], &progress.tables).unwrap_or(NO_KEY),
        }
    }

    fn compute(&self, listing: &Listing, shards: &mut [Progress], lease: &mut Lease<'_>) -> Result<()> {
        let missing: Vec<usize> = (0..shards.len()).filter(|shard| shards[*shard].done() <= self.maps.len()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = std::iter::once("ingest").chain(self.maps.iter().map(|stage| stage.kind())).collect();
        let events = self.environment.events;
        events.on(Event::Begin { name: &names.join(" · "), total: missing.len() as u64 });
        let tasks = tasks(listing, &missing);
        let results: Mutex<Vec<(usize, Progress)>> = Mutex::new(Vec::new());
        let failure: Mutex<Option<PipelineError>> = Mutex::new(None);
        let next = AtomicUsize::new(0);
        let before: &[Progress] = shards;
        let work = || {
            while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut sink = |shard: usize, progress: Progress| {
                    events.on(Event::Step { units: 1, bytes: listing.shards[shard].bytes });
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((shard, progress));
                };
                if let Err(error) = self.task(listing, before, task, &mut sink) {
                    failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                    next.store(tasks.len(), Ordering::Relaxed); // Others finish the shard in hand.
                }
            }
        };
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..self.environment.jobs.max(1)).map(|_| scope.spawn(work)).collect();
            while workers.iter().any(|worker| !worker.is_finished()) {
                std::thread::sleep(std::time::Duration::from_millis(5));
                let _ = lease.renew((self.environment.clock)()); // Failing to renew shows when something is missing.
            }
        });
        events.on(Event::End);
        if let Some(error) = failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        for (shard, progress) in results.into_inner().unwrap_or_else(PoisonError::into_inner) {
            shards[shard] = progress;
        }
        Ok(())
    }

    /// Shards that are read together: each alone, or those of one record file in one pass over it.
    fn task(
        &self,
        listing: &Listing,
        before: &[Progress],
        task: &[usize],
        sink: &mut dyn FnMut(usize, Progress),
    ) -> Result<()> {
        let unread: Vec<usize> = task.iter().copied().filter(|shard| before[*shard].done() == 0).collect();
        for shard in task.iter().copied().filter(|shard| before[*shard].done() > 0) {
            self.check()?;
            sink(shard, self.reworked(before[shard].clone())?);
        }
        let inputs: Vec<&ShardInput> = unread.iter().map(|shard| &listing.shards[*shard]).collect();
        let mut failed = None;
        let mut order = unread.iter();
        trommel_corpus::read_many(&inputs, &self.options, &mut |input, rows| {
            let done = self.check().and_then(|()| self.fresh(input, rows.batch));
            match (done, order.next()) {
                (Ok(progress), Some(shard)) => {
                    sink(*shard, progress);
                    ControlFlow::Continue(())
                }
                (Ok(_), None) => ControlFlow::Break(()),
                (Err(error), _) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        failed.map_or(Ok(()), Err)
    }

    fn check(&self) -> Result<()> {
        match self.environment.cancel.load(Ordering::Relaxed) {
            true => Err(PipelineError::Cancelled),
            false => Ok(()),
        }
    }

    /// A shard that was just read: every map in one pass over each document, sharing its parse.
    fn fresh(&self, input: &ShardInput, batch: RecordBatch) -> Result<Progress> {
        let mut progress = Progress::default();
        let instructions = ["instruction", "input", "output", "task"]
            .iter()
            .any(|name| batch.column_by_name(name).is_some_and(|column| column.null_count() < column.len()));
        let facts = json!({
            "documents": batch.num_rows(), "bytes": input.bytes,
            "instruction_shards": u64::from(instructions),
        });
        let ingest = self.job.stages.ingest;
        let mut pending = Pending::new(&self.environment.store, "ingest", ingest_key(ingest.version(), input));
        pending.table(&trommel_corpus::schema(), std::slice::from_ref(&batch))?;
        progress.take(ingest, pending.commit(facts)?, false)?;
        // When only ingest is to be done anew, the other tables are looked for afterwards.
        if self.job.selection.only.is_some() {
            return self.reworked(progress);
        }
        let (mut batch, mut maps) = (batch, self.maps.as_slice());
        while let Some((first, rest)) = maps.split_first() {
            let Work::Expand(expand) = first.work() else { break };
            batch = expand.expand(&batch)?;
            self.write(*first, batch.clone(), &mut progress)?;
            maps = rest;
        }
        let rows = self.rows(&batch, maps)?;
        let ids = Arc::clone(column(&batch, "id")?);
        for (stage, rows) in maps.iter().zip(rows) {
            self.write(*stage, to_batch(&ids, &adds(*stage), &rows)?, &mut progress)?;
        }
        self.reworked(progress)
    }

    /// A shard whose text is in the store: each missing map in turn, so that an unchanged column ends the work early.
    fn reworked(&self, mut progress: Progress) -> Result<Progress> {
        while progress.done() <= self.maps.len() {
            let level = progress.done();
            let stage = self.maps[level - 1];
            let key = map_key(stage, &progress.tables).unwrap_or(NO_KEY);
            // Tables after one that was just made were not looked for yet.
            if progress.reused.contains(&false)
                && !self.job.forces(stage.kind())
                && let Some(found) = Manifest::find(&self.environment.store, stage.kind(), key)?
            {
                progress.take(stage, found, true)?;
                continue;
            }
            let store = Arc::clone(&self.environment.store);
            let view = View::new(store, self.layers(level - 1), vec![progress.tables.clone()]);
            let table = match stage.work() {
                Work::Expand(expand) => {
                    let columns = base_columns();
                    expand.expand(&view.read_shard(0, &columns.iter().map(String::as_str).collect::<Vec<_>>())?)?
                }
                Work::Map(map) => {
                    let known = |name: &&str| view.schema().index_of(name).is_ok();
                    let columns: Vec<&str> = ["id", "content", "language"]
                        .into_iter()
                        .chain(map.also_reads().iter().copied().filter(known))
                        .collect();
                    let batch = view.read_shard(0, &columns)?;
                    let rows = self.rows(&batch, &[stage])?.remove(0);
                    to_batch(column(&batch, "id")?, &map.adds(), &rows)?
                }
                _ => return Err(PipelineError::stage(stage.kind(), "describes nothing")),
            };
            self.write(stage, table, &mut progress)?;
        }
        Ok(progress)
    }

    fn write(&self, stage: &dyn Stage, table: RecordBatch, progress: &mut Progress) -> Result<()> {
        let key = map_key(stage, &progress.tables).unwrap_or(NO_KEY);
        let facts = of_table(&table);
        let mut pending = Pending::new(&self.environment.store, stage.kind(), key);
        let written: Part = pending.table(&table.schema(), &[table])?.clone();
        let manifest = pending.commit(facts)?;
        if manifest.parts.first().is_none_or(|part| part.columns != written.columns) {
            return Err(PipelineError::NotDeterministic { stage: stage.kind().to_owned(), key: key.to_string() });
        }
        progress.take(stage, manifest, false)
    }

    /// The rows that each of `stages` gives for each document: `result[stage][row]`.
    fn rows(&self, batch: &RecordBatch, stages: &[&dyn Stage]) -> Result<Vec<Vec<Vec<Cell>>>> {
        let maps: Vec<&dyn Map> = stages
            .iter()
            .filter_map(|stage| match stage.work() {
                Work::Map(map) => Some(map),
                _ => None,
            })
            .collect();
        let text = |name: &str| Ok::<_, PipelineError>(column(batch, name)?.as_string::<i32>());
        let (contents, languages) = (text("content")?, text("language")?);
        let mut fields = Vec::new();
        for name in maps.iter().flat_map(|map| map.also_reads()) {
            if !fields.iter().any(|(known, _)| known == name) && batch.column_by_name(name).is_some() {
                fields.push((*name, text(name)?));
            }
        }
        let row = |row: usize| -> Vec<Vec<Cell>> {
            let language = languages.is_valid(row).then(|| languages.value(row));
            let language = language.and_then(|name| name.parse::<Language>().ok());
            let mut document = Document::new(contents.value(row).to_owned(), language);
            for (name, values) in &fields {
                document = document.with_field(name, values.is_valid(row).then(|| values.value(row).to_owned()));
            }
            maps.iter().map(|map| map.row(&mut document)).collect()
        };
        let rows: Vec<Vec<Vec<Cell>>> = (0..batch.num_rows()).into_par_iter().map(row).collect();
        let mut by_stage: Vec<Vec<Vec<Cell>>> = vec![Vec::with_capacity(rows.len()); maps.len()];
        for row in rows {
            by_stage.iter_mut().zip(row).for_each(|(stage, cells)| stage.push(cells));
        }
        Ok(by_stage)
    }
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| PipelineError::stage("ingest", format!("a shard has no column `{name}`")))
}

/// Consecutive shards of one record file make one task, so that a compressed file is read through once.
fn tasks(listing: &Listing, missing: &[usize]) -> Vec<Vec<usize>> {
    let stream = |shard: usize| listing.shards[shard].stream();
    missing.chunk_by(|a, b| stream(*a).is_some() && stream(*a) == stream(*b)).map(<[usize]>::to_vec).collect()
}
