//! Garbage collection: deletes what no committed run names, no live lease holds, and is old enough.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use serde::Serialize;

use crate::blob::Listed;
use crate::lease::{COLLECTORS, Lease, RUNS, live};
use crate::runs::{RunManifest, Survey};
use crate::{Key, Result, Store};

/// What to delete.
#[derive(Debug, Clone)]
pub struct GcOptions {
    /// Objects younger than this stay: they may belong to a run that has not said so yet.
    pub min_age: Duration,
    /// Keep the newest this many runs; older ones are deleted with what only they used. `None` keeps all.
    pub keep_runs: Option<usize>,
    /// Only say what would be deleted.
    pub dry_run: bool,
}

/// What was deleted, or would be.
#[derive(Debug, Default, Serialize)]
pub struct GcReport {
    /// Objects (files) deleted.
    pub deleted: u64,
    /// Their bytes.
    pub deleted_bytes: u64,
    /// Objects kept.
    pub kept: u64,
    /// Bytes kept.
    pub kept_bytes: u64,
    /// Numbers of the runs deleted.
    pub runs: Vec<u64>,
    /// Live leases that were honoured.
    pub leases: usize,
}

/// Collects garbage. Safe beside live runs and other collections.
pub fn gc(store: &Store, options: &GcOptions, now: SystemTime) -> Result<GcReport> {
    let collector = Lease::at(store, COLLECTORS, "gc", now)?;
    let mut report = GcReport::default();
    let survey = Survey::of(store)?;
    let leases = live(store, RUNS, now)?;
    report.leases = leases.len();

    let keep_from = options.keep_runs.map_or(0, |keep| survey.committed.len().saturating_sub(keep));
    report.runs = survey.committed[..keep_from].to_vec();
    let mut used: BTreeSet<Key> = leases.iter().flat_map(|lease| lease.keys.iter().copied()).collect();
    for number in &survey.committed[keep_from..] {
        let run = RunManifest::read(store, *number)?;
        used.extend(run.stages.iter().flat_map(|stage| stage.objects.iter().copied()));
    }
    let writing: BTreeSet<u64> = leases.iter().filter_map(|lease| lease.run).collect();
    let old = |object: &Listed| now.duration_since(object.modified).is_ok_and(|age| age >= options.min_age);

    let mut doomed: Vec<Listed> = Vec::new();
    let mut keep = |object: Listed| {
        report.kept += 1;
        report.kept_bytes += object.size;
    };
    for object in store.list("runs")? {
        let number = segment(&object.path, 1).and_then(|name| name.parse::<u64>().ok());
        let deleted_run = number.is_some_and(|number| report.runs.contains(&number));
        let abandoned = number.is_some_and(|n| survey.claimed.contains(&n) && !writing.contains(&n)) && old(&object);
        // A claim file stays, so that a number is never used twice.
        if deleted_run || (abandoned && !object.path.ends_with("/claim")) {
            doomed.push(object);
        } else {
            keep(object);
        }
    }
    for object in store.list("objects")? {
        let key = segment(&object.path, 2).and_then(|name| name.parse::<Key>().ok());
        match key.is_some_and(|key| used.contains(&key)) || !old(&object) {
            true => keep(object),
            false => doomed.push(object),
        }
    }
    // Manifests first: an object without one does not exist, whatever else a kill leaves of it.
    doomed.sort_by_key(|object| !object.path.ends_with("/manifest.json"));
    for object in doomed {
        report.deleted += 1;
        report.deleted_bytes += object.size;
        if !options.dry_run {
            store.delete(&object.path)?;
            if let Some((folder, _)) = object.path.rsplit_once('/') {
                store.remove_empty(folder);
            }
        }
    }
    if !options.dry_run {
        sweep_staging(store, options.min_age, now);
    }
    drop(collector);
    Ok(report)
}

fn segment(path: &str, index: usize) -> Option<&str> {
    path.split('/').nth(index)
}

/// Removes staging files that killed writers left in a local store; listings do not show them.
fn sweep_staging(store: &Store, min_age: Duration, now: SystemTime) {
    let Some(root) = store.local_root() else { return };
    let mut folders = vec![root.join("objects"), root.join("runs"), root.join("leases")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_dir() {
                folders.push(entry.path());
                continue;
            }
            let staging = entry.file_name().to_string_lossy().rsplit_once('#').is_some_and(|(_, unique)| {
                !unique.is_empty() && unique.bytes().all(|byte| byte.is_ascii_digit())
            });
            // A writer at work is younger than this, whatever age was asked for.
            let least = min_age.max(Duration::from_secs(600));
            let old = meta.modified().is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age >= least));
            if staging && old {
                let _ = std::fs::remove_file(entry.path()); // Somebody else's sweep may be first.
            }
        }
    }
}
