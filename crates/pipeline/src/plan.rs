//! Plans: what a run would do, and why, without doing it.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::AsArray;
use serde::Serialize;
use serde_json::Value;
use trommel_corpus::Listing;
use trommel_store::{Key, Manifest, RunManifest, RunStage, ShardTables, View};

use crate::Result;
use crate::recipe::Recipe;
use crate::run::{self, Environment, Selection, barrier_key, ingest_key, map_key, run_key};
use crate::stage::{Barrier, Stage, Work};

/// What a run would do.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// The recipe's name.
    pub recipe: String,
    /// True when a committed run has the result already.
    pub up_to_date: bool,
    /// The run that a new one is compared with.
    pub previous: Option<u64>,
    /// Documents that would come in.
    pub documents: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Bytes of text that would be read.
    pub reads_bytes: u64,
    /// Stage by stage.
    pub stages: Vec<PlanStage>,
}

/// What a run would do for one stage.
#[derive(Debug, Serialize)]
pub struct PlanStage {
    /// Its name.
    pub stage: String,
    /// Shards, or files to publish.
    pub shards: u64,
    /// Shards whose result is in the store.
    pub reuse: u64,
    /// Shards that would be computed, at most: equal columns end the work early.
    pub compute: u64,
    /// Why.
    pub why: String,
}

/// Plans a run of a recipe.
///
/// # Errors
/// Whatever listing the sources and reading manifests may give.
pub fn plan(recipe: &Recipe, selection: &Selection, environment: &Environment<'_>) -> Result<Plan> {
    selection.check(recipe)?;
    let stages = run::Stages::of(recipe)?;
    let store = &environment.store;
    let listing = run::list(stages.ingest, environment)?;
    if let Some(expect) = &recipe.expect {
        expect.check_inputs(recipe, stages.ingest.version(), &listing.shards)?;
    }
    let previous = run::last_run_of(store, &recipe.name)?;
    store.recall(previous.as_ref())?;
    let key = run_key(recipe, &listing.shards);
    let same = previous.as_ref().filter(|run| run.key == key);
    let up_to_date = match same {
        Some(run) => selection.is_whole() && run::is_whole(store, run)?,
        None => false,
    };
    let mut plan = Plan {
        recipe: recipe.name.clone(),
        up_to_date,
        previous: previous.as_ref().map(|run| run.number),
        documents: listing.shards.iter().map(|shard| shard.documents).sum(),
        bytes: listing.shards.iter().map(|shard| shard.bytes).sum(),
        reads_bytes: 0,
        stages: Vec::new(),
    };
    let count = listing.shards.len();
    let mut shards: Vec<Option<ShardTables>> = vec![Some(ShardTables::default()); count];
    let mut upstream: Option<&'static str> = None;
    let mut instructions = false;
    let mut products = run::Foreseen::default();
    for stage in recipe.stages.iter().filter(|stage| !selection.stops_before(recipe, stage.kind())) {
        let mut units = count;
        let before = previous.as_ref().and_then(|run| run.stage(stage.kind()));
        let reuse = match stage.work() {
            Work::Publish(dataset) => {
                let found;
                (units, found) = file_reuse(dataset, recipe, instructions, &shards, &listing, environment)?;
                let reuse = found.len();
                products.files = (reuse == units).then_some(found);
                reuse
            }
            Work::Barrier(barrier) => barrier_reuse(&**stage, barrier, previous.as_ref(), &mut shards, environment)?,
            Work::Ingest(_) => {
                let key = |shard: usize, _: &ShardTables| Some(ingest_key(stage.version(), &listing.shards[shard]));
                let (reuse, facts) = shard_reuse(&**stage, &key, &mut shards, environment)?;
                instructions = facts["instruction_shards"].as_u64().unwrap_or(0) > 0;
                reuse
            }
            Work::Product(product) => {
                units = 1;
                let found = products.next(&**stage, product, store)?;
                usize::from(found)
            }
            Work::Expand(_) | Work::Map(_) => {
                let key = |_: usize, tables: &ShardTables| map_key(&**stage, tables);
                shard_reuse(&**stage, &key, &mut shards, environment)?.0
            }
        };
        let forced = selection.forces(recipe, stage.kind());
        let reuse = if forced { 0 } else { reuse };
        let why = match (reuse == units, stage.work()) {
            _ if forced => "told to do it anew".to_owned(),
            (true, _) => String::new(),
            (_, Work::Ingest(_)) => match (before, &previous) {
                (Some(before), Some(run)) => changed_files(before, run, stage.version(), &listing, environment)?,
                _ => "first run".to_owned(),
            },
            _ => reason(&**stage, before, upstream),
        };
        if reuse < units {
            upstream.get_or_insert(stage.kind());
            if matches!(stage.work(), Work::Ingest(_) | Work::Expand(_) | Work::Map(_)) {
                let missing = (0..count).filter(|shard| shards[*shard].is_none());
                plan.reads_bytes = missing.map(|shard| listing.shards[shard].bytes).sum();
            }
        }
        plan.stages.push(PlanStage {
            stage: stage.kind().to_owned(),
            shards: units as u64,
            reuse: reuse as u64,
            compute: (units - reuse) as u64,
            why,
        });
    }
    Ok(plan)
}

type ShardKey<'a> = dyn Fn(usize, &ShardTables) -> Option<Key> + 'a;

fn shard_reuse(
    stage: &dyn Stage,
    key: &ShardKey<'_>,
    shards: &mut [Option<ShardTables>],
    environment: &Environment<'_>,
) -> Result<(usize, Value)> {
    let mut facts = Vec::new();
    for (index, shard) in shards.iter_mut().enumerate() {
        let Some(tables) = shard else { continue };
        let found = match key(index, tables) {
            Some(key) => Manifest::find(&environment.store, stage.kind(), key)?,
            None => None,
        };
        match found.and_then(|manifest| Some((manifest.parts.into_iter().next()?, manifest.facts))) {
            Some((part, fact)) => {
                if run::makes_rows(stage) {
                    tables.tables.clear();
                }
                tables.tables.push(part);
                facts.push(fact);
            }
            None => *shard = None,
        }
    }
    Ok((shards.iter().flatten().count(), run::sum(facts.iter())))
}

/// Files to publish and those that are there; as many files as shards while marks are not known.
fn file_reuse(
    dataset: &crate::stages::Dataset,
    recipe: &Recipe,
    instructions: bool,
    shards: &[Option<ShardTables>],
    listing: &Listing,
    environment: &Environment<'_>,
) -> Result<(usize, run::FoundFiles)> {
    let outlines = run::outlines(listing);
    let known: Vec<ShardTables> = shards.iter().flatten().cloned().collect();
    if known.len() < shards.len() {
        return Ok((dataset.about_files(&outlines), Vec::new()));
    }
    let stages = run::Stages::of(recipe)?;
    let described: Vec<&dyn Stage> = stages.maps.iter().chain(&stages.barriers).copied().collect();
    let layers = run::layers_after(&described);
    let view = View::new(std::sync::Arc::clone(&environment.store), layers, known);
    let planned = dataset.plan(&view, &dataset.schema(&view, instructions)?, &outlines)?;
    let mut there = Vec::new();
    for file in &planned {
        let found = Manifest::find(&environment.store, "dataset", file.key)?;
        there.extend(found.map(|manifest| (file.split, manifest.parts.iter().map(|part| part.hash).collect())));
    }
    Ok((planned.len(), there))
}

fn barrier_reuse(
    stage: &dyn Stage,
    barrier: &dyn Barrier,
    previous: Option<&RunManifest>,
    shards: &mut [Option<ShardTables>],
    environment: &Environment<'_>,
) -> Result<usize> {
    let known: Vec<ShardTables> = shards.iter().flatten().cloned().collect();
    let found = match known.len() == shards.len() {
        true => Manifest::find(&environment.store, stage.kind(), barrier_key(stage, barrier, previous, &known))?,
        false => None,
    };
    match found.filter(|manifest| manifest.parts.len() == shards.len()) {
        Some(manifest) => {
            for (shard, part) in shards.iter_mut().flatten().zip(manifest.parts) {
                shard.tables.push(part);
            }
            Ok(shards.len())
        }
        None => {
            shards.fill(None);
            Ok(0)
        }
    }
}

/// Why a stage has to be done again: its configuration, its code, or what comes before it.
fn reason(stage: &dyn Stage, before: Option<&RunStage>, upstream: Option<&str>) -> String {
    let Some(before) = before else { return "first run".to_owned() };
    if before.version != stage.version() {
        return format!("code version {} → {}", before.version, stage.version());
    }
    let changes = config_changes("", &before.config, &stage.config());
    if !changes.is_empty() {
        let reused = match stage.kind() {
            "near-dup" => " (marks only; signatures reused)",
            _ => "",
        };
        return format!("{}{reused}", changes.join(", "));
    }
    match upstream {
        Some(upstream) => format!("`{upstream}` changes"),
        None => "not in the store".to_owned(),
    }
}

/// `threshold 0.8 → 0.7` for each value that differs.
fn config_changes(prefix: &str, before: &Value, now: &Value) -> Vec<String> {
    match (before, now) {
        (Value::Object(before), Value::Object(now)) => {
            let keys: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
            let name = |key: &str| if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
            keys.into_iter()
                .flat_map(|key| {
                    let side = |map: &serde_json::Map<String, Value>| map.get(key).cloned().unwrap_or(Value::Null);
                    config_changes(&name(key), &side(before), &side(now))
                })
                .collect()
        }
        _ if before != now => vec![format!("{prefix} {before} → {now}")],
        _ => Vec::new(),
    }
}

/// Which files changed since a run, from the documents of the shards that are not the same.
fn changed_files(
    before: &RunStage,
    run: &RunManifest,
    version: u32,
    listing: &Listing,
    environment: &Environment<'_>,
) -> Result<String> {
    let keys: Vec<Key> = listing.shards.iter().map(|shard| ingest_key(version, shard)).collect();
    let now: BTreeSet<Key> = keys.iter().copied().collect();
    let then: BTreeSet<Key> = before.objects.iter().copied().collect();
    let mut old: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (index, _) in before.objects.iter().enumerate().filter(|(_, key)| !now.contains(*key)) {
        let tables = run.shards(Some("ingest")).swap_remove(index);
        let view = View::open(std::sync::Arc::clone(&environment.store), vec![tables])?;
        let batch = match view.read_shard(0, &["path", "id"]) {
            Err(error) if error.is_missing() => return Ok("the last run's shards were collected".to_owned()),
            other => other?,
        };
        let (paths, ids) = (batch.column(0).as_string::<i32>(), batch.column(1).as_fixed_size_binary());
        old.extend((0..batch.num_rows()).map(|row| (paths.value(row).to_owned(), ids.value(row).to_vec())));
    }
    let (mut added, mut changed) = (Vec::new(), Vec::new());
    for (shard, _) in listing.shards.iter().zip(&keys).filter(|(_, key)| !then.contains(*key)) {
        for (path, id) in shard.files() {
            match old.remove(path) {
                Some(before) if before == id => {}
                Some(_) => changed.push(path.to_owned()),
                None => added.push(path.to_owned()),
            }
        }
    }
    let removed: Vec<String> = old.into_keys().collect();
    let mut parts = Vec::new();
    for (what, paths) in [("changed", changed), ("added", added), ("removed", removed)] {
        if let Some(first) = paths.first() {
            let files = if paths.len() == 1 { "file" } else { "files" };
            let more = if paths.len() > 1 { ", …" } else { "" };
            parts.push(format!("{} {files} {what}: {first}{more}", paths.len()));
        }
    }
    Ok(match parts.is_empty() {
        true => "not in the store".to_owned(),
        false => parts.join("; "),
    })
}
