//! A run: list, describe shard by shard, decide, publish, commit.

mod barriers;
mod commit;
mod describe;
mod facts;
mod keys;
mod products;
mod report;
pub(crate) mod time;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use arrow::datatypes::SchemaRef;
use trommel_corpus::{CorpusError, Listing, StatIndex};
use trommel_store::{Key, Lease, Lock, Part, RunManifest, ShardTables, Store, Survey, View};

use crate::engine::Engine;
use crate::events::{Event, Events};
use crate::lineage::Times;
use crate::recipe::Recipe;
use crate::refresh;
use crate::rows::with_id;
use crate::stage::{Context, Stage, Work};
use crate::stages::Ingest;
use crate::{PipelineError, Result};

pub(crate) use commit::{is_whole, outlines};
pub(crate) use describe::{layers_after, makes_rows};
pub(crate) use facts::sum;
pub use keys::{barrier_key, ingest_key, map_key, product_key, run_key};
pub(crate) use products::{Foreseen, FoundFiles};
pub use report::{Report, StageReport};
pub use time::rfc3339;

/// What a run needs of the world.
pub struct Environment<'a> {
    /// Where tables live.
    pub store: Arc<Store>,
    /// Where relational work runs.
    pub engine: &'a Engine,
    /// Set when the user interrupts.
    pub cancel: &'a AtomicBool,
    /// Where progress is told.
    pub events: &'a dyn Events,
    /// The clock, for leases and events.
    pub clock: &'a (dyn Fn() -> SystemTime + Sync),
    /// Who runs, for leases: host and process.
    pub holder: String,
    /// Folder of this machine's stat index, beside the store.
    pub local: PathBuf,
    /// Shards at work at once.
    pub jobs: usize,
    /// Bytes that may be held at once, about.
    pub memory: usize,
    /// Read every input instead of trusting the stat index.
    pub verify_inputs: bool,
}

/// Which stages to do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Do this stage and all after it anew, whatever the store holds.
    pub from: Option<String>,
    /// Stop after this stage; nothing is published.
    pub to: Option<String>,
    /// Do this stage anew; the others are reused where they can be.
    pub only: Option<String>,
}

impl Selection {
    pub(crate) fn check(&self, recipe: &Recipe) -> Result<()> {
        let names: Vec<&str> = recipe.stages.iter().map(|stage| stage.kind()).collect();
        for name in [&self.from, &self.to, &self.only].into_iter().flatten() {
            if !names.contains(&name.as_str()) {
                let message = format!("`{name}` is no stage of this recipe, which has {}", names.join(", "));
                let hint = crate::hints::hint(name, &names);
                let problem = crate::Problem { file: recipe.file.clone(), line: None, message, hint };
                return Err(PipelineError::Recipe(vec![problem]));
            }
        }
        Ok(())
    }

    /// Whether a stage is to be done anew, whatever the store holds.
    pub(crate) fn forces(&self, recipe: &Recipe, stage: &str) -> bool {
        let from = self.from.as_deref().and_then(|from| recipe.position(from));
        self.only.as_deref() == Some(stage) || from.is_some_and(|from| recipe.position(stage) >= Some(from))
    }

    /// Whether the run ends before a stage.
    pub(crate) fn stops_before(&self, recipe: &Recipe, stage: &str) -> bool {
        let last = self.to.as_deref().and_then(|last| recipe.position(last));
        last.is_some_and(|last| recipe.position(stage) > Some(last))
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.from.is_none() && self.only.is_none() && self.to.is_none()
    }
}

/// How a run ended well.
pub enum Outcome {
    /// A new run was committed.
    Committed(Report),
    /// A committed run has this result already.
    UpToDate(Report),
    /// It stopped where it was told to; nothing was published.
    Stopped(Report),
}

impl Outcome {
    /// What there is to tell.
    pub fn report(&self) -> &Report {
        match self {
            Outcome::Committed(report) | Outcome::UpToDate(report) | Outcome::Stopped(report) => report,
        }
    }
}

/// A recipe's stages by what they do, in order.
pub(crate) struct Stages<'a> {
    pub ingest: &'a Ingest,
    /// What describes: stages that make rows, then maps.
    pub maps: Vec<&'a dyn Stage>,
    pub barriers: Vec<&'a dyn Stage>,
    pub dataset: Option<&'a crate::stages::Dataset>,
    pub products: Vec<&'a dyn Stage>,
}

impl<'a> Stages<'a> {
    /// Sorts the stages and lets each read what it needs besides rows.
    pub(crate) fn of(recipe: &'a Recipe) -> Result<Stages<'a>> {
        recipe.stages.iter().try_for_each(|stage| stage.prepare())?;
        let (mut ingest, mut dataset) = (None, None);
        let (mut maps, mut barriers, mut products) = (Vec::new(), Vec::new(), Vec::new());
        for stage in &recipe.stages {
            match stage.work() {
                Work::Ingest(stage) => ingest = Some(stage),
                Work::Expand(_) | Work::Map(_) => maps.push(&**stage),
                Work::Barrier(_) => barriers.push(&**stage),
                Work::Publish(stage) => dataset = Some(stage),
                Work::Product(_) => products.push(&**stage),
            }
        }
        let ingest = ingest.ok_or_else(|| PipelineError::stage("ingest", "is missing from the recipe"))?;
        Ok(Stages { ingest, maps, barriers, dataset, products })
    }
}

/// The tables of all shards, stage by stage.
pub(crate) struct Tables {
    pub layers: Vec<SchemaRef>,
    pub shards: Vec<ShardTables>,
}

impl Tables {
    fn push(&mut self, adds: &SchemaRef, parts: Vec<Part>) {
        self.layers.push(with_id(adds));
        for (shard, part) in self.shards.iter_mut().zip(parts) {
            shard.tables.push(part);
        }
    }

    pub(crate) fn view(&self, store: &Arc<Store>) -> View {
        View::new(Arc::clone(store), self.layers.clone(), self.shards.clone())
    }
}

/// Lists the sources, again when something changes under our hands, and refuses too much that is bad.
pub(crate) fn list(ingest: &Ingest, environment: &Environment<'_>) -> Result<Listing> {
    let options = ingest.options();
    let specs = ingest.specs()?;
    let mut index = match environment.verify_inputs {
        true => StatIndex::unknowing(&environment.local),
        false => StatIndex::open(&environment.local),
    }
    .with_patience(environment.store.patience());
    let stopped = |error| match error {
        CorpusError::Cancelled => PipelineError::Cancelled,
        other => other.into(),
    };
    let listing = trommel_corpus::list(&specs, &options, &mut index, environment.cancel).map_err(stopped)?;
    // An index that cannot be saved costs time, not correctness.
    if let Err(error) = index.save() {
        environment.events.on(Event::Note(&format!("the stat index could not be saved: {error}")));
    }
    let listing = match ingest.sample {
        Some(documents) => trommel_corpus::sample(listing, documents, &options, environment.cancel).map_err(stopped)?,
        None => listing,
    };
    for note in &listing.notes {
        environment.events.on(Event::Note(note));
    }
    Ok(listing)
}

/// One run of a recipe, as its parts see it.
pub(crate) struct Job<'a> {
    pub recipe: &'a Recipe,
    pub stages: Stages<'a>,
    pub selection: &'a Selection,
    pub environment: &'a Environment<'a>,
    /// Held while the recipe allows one run at a time.
    pub lock: Option<&'a Lock<'a>>,
}

impl Job<'_> {
    fn forces(&self, stage: &str) -> bool {
        self.selection.forces(self.recipe, stage)
    }

    fn stops_before(&self, stage: &str) -> bool {
        self.selection.stops_before(self.recipe, stage)
    }
}

/// Runs a recipe.
///
/// # Errors
/// Whatever went wrong; nothing is published then, and what was finished is kept for the next run.
pub fn run(recipe: &Recipe, selection: &Selection, environment: &Environment<'_>) -> Result<Outcome> {
    selection.check(recipe)?;
    if let Some(expect) = &recipe.expect {
        expect.check_code(recipe, environment.events)?;
    }
    let lock = refresh::lock(recipe, environment)?;
    let job = Job { recipe, stages: Stages::of(recipe)?, selection, environment, lock: lock.as_ref() };
    match &lock {
        Some(lock) => lock.during(environment.clock, || job.attempts()),
        None => job.attempts(),
    }
}

impl Job<'_> {
    fn attempts(&self) -> Result<Outcome> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            match self.attempt() {
                // Something that a server was believed to hold is gone: ask for everything, and make anew what is missing.
                Err(error) if error.is_missing() && self.environment.store.distrust() => {
                    let note = format!("{error}; asking for every object from now on");
                    self.environment.events.on(Event::Note(&note));
                }
                // An input changed between listing and reading: list again. Shards that were finished are reused.
                Err(PipelineError::Corpus(CorpusError::Stale { path, .. })) if attempts < 5 => {
                    let note = format!("`{}` changed while it was read; listing again", path.display());
                    self.environment.events.on(Event::Note(&note));
                }
                other => return other,
            }
        }
    }

    fn attempt(&self) -> Result<Outcome> {
        let Job { recipe, stages, environment, .. } = self;
        let store = &environment.store;
        let started = (environment.clock)();
        let listing = list(stages.ingest, environment)?;
        refuse_bad(stages.ingest, &listing)?;
        let documents: u64 = listing.shards.iter().map(|shard| shard.documents).sum();
        let (bytes, shards) = (listing.shards.iter().map(|shard| shard.bytes).sum(), listing.shards.len());
        environment.events.on(Event::Listed { documents, bytes, shards });
        if shards == 0 {
            return Err(PipelineError::stage("ingest", nothing_found(&listing)));
        }
        if let Some(expect) = &recipe.expect {
            expect.check_inputs(recipe, stages.ingest.version(), &listing.shards)?;
        }
        let key = run_key(recipe, &listing.shards);
        let previous = last_run_of(store, &recipe.name)?;
        if let Some(run) = previous.as_ref().filter(|run| run.key == key && self.selection.is_whole())
            && commit::is_whole(store, run)?
        {
            self.expects(run.root)?;
            return Ok(Outcome::UpToDate(Report::of_run(store, run, &listing)?));
        }
        let lease = &mut Lease::take(store, &environment.holder, started)?;
        recall(environment, previous.as_ref(), lease)?;
        let context = Context {
            store,
            engine: environment.engine,
            previous: previous.as_ref(),
            memory: environment.memory,
            cancel: environment.cancel,
            events: environment.events,
        };
        let mut report = Report::new(recipe, &listing);
        let mut times = Times::begin(started);
        let (mut tables, mut done) = describe::describe(self, &listing, lease, &mut report)?;
        times.passed(done.iter().map(|stage| stage.name.as_str()), (environment.clock)());
        for stage in stages.barriers.iter().filter(|stage| !self.stops_before(stage.kind())) {
            done.push(barriers::decide(self, *stage, &mut tables, &context, lease, &mut report)?);
            times.passed([stage.kind()], (environment.clock)());
        }
        let Some(dataset) = stages.dataset.filter(|dataset| !self.stops_before(dataset.kind())) else {
            return Ok(Outcome::Stopped(report));
        };
        let commit = commit::Commit { job: self, key, listing: &listing, started, times };
        match commit.publish(dataset, done, &tables.view(store), &context, lease, &mut report)? {
            true => Ok(Outcome::Committed(report)),
            false => Ok(Outcome::Stopped(report)),
        }
    }
}

impl Job<'_> {
    /// Refuses a result that the recipe does not expect.
    fn expects(&self, root: Option<Key>) -> Result<()> {
        self.recipe.expect.as_ref().map_or(Ok(()), |expect| expect.check_root(self.recipe, root))
    }
}

/// Learns at once what the last run left on a server; in a folder, where looking is cheap, there is nothing to learn.
fn recall(environment: &Environment<'_>, last: Option<&RunManifest>, lease: &mut Lease<'_>) -> Result<()> {
    if environment.store.local_root().is_some() {
        return Ok(());
    }
    if let Some(run) = last {
        lease.hold(run.keys(), environment.clock)?;
    }
    Ok(environment.store.recall(last)?)
}

/// The last committed run of a recipe: a cache, and what a plan compares with.
pub(crate) fn last_run_of(store: &Store, recipe: &str) -> Result<Option<RunManifest>> {
    for number in Survey::of(store)?.committed.iter().rev().take(16) {
        match RunManifest::read(store, *number) {
            Ok(run) if run.recipe == recipe => return Ok(Some(run)),
            Ok(_) => {}
            Err(error) if error.is_missing() => {} // Collected meanwhile.
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

fn refuse_bad(ingest: &Ingest, listing: &Listing) -> Result<()> {
    let bad = &listing.bad;
    let documents = listing.shards.iter().map(|shard| shard.documents).sum::<u64>() + bad.len() as u64;
    let share = bad.len() as f64 / documents.max(1) as f64;
    if share <= ingest.max_bad {
        return Ok(());
    }
    let mut examples: Vec<String> = bad.iter().take(5).map(|bad| format!("  {bad}")).collect();
    if bad.len() > examples.len() {
        examples.push(format!("  … and {} more", bad.len() - examples.len()));
    }
    Err(PipelineError::TooMuchBad {
        bad: bad.len() as u64,
        documents,
        share: share * 100.0,
        allowed: ingest.max_bad * 100.0,
        examples: examples.join("\n"),
    })
}

fn nothing_found(listing: &Listing) -> String {
    let skipped: u64 = listing.skipped.values().sum();
    let mut kinds: Vec<(&String, &u64)> = listing.skipped.iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let kinds: Vec<String> = kinds.iter().take(5).map(|(kind, count)| format!("{count} {kind}")).collect();
    match skipped {
        0 => "the sources hold no documents; check `path`".to_owned(),
        _ => format!("the sources hold no documents, only {skipped} other files ({})", kinds.join(", ")),
    }
}

/// Rows by group, for blast radius and reports.
pub(crate) type Groups = BTreeMap<String, (u64, u64)>;

/// The key under which nothing is kept.
pub(crate) const NO_KEY: Key = Key([0; 32]);
