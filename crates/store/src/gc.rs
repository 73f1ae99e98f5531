//! Garbage collection: deletes what no committed run names, no live lease holds, and is old enough.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use serde::Serialize;

use crate::blob::Listed;
use crate::lease::{COLLECTORS, Lease, RUNS, live, seconds};
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
        let run = match RunManifest::read(store, *number) {
            Err(error) if error.is_missing() => continue, // Forgotten meanwhile.
            other => other?,
        };
        used.extend(run.keys());
    }
    let writing: BTreeSet<u64> = leases.iter().filter_map(|lease| lease.run).collect();
    // Clocks of machines that share a store may differ by this much.
    let slack = if store.local_root().is_some() { 2 } else { 60 };
    let begun = leases.iter().map(|lease| lease.started.saturating_sub(slack)).min();
    let old = |object: &Listed| {
        let aged = now.duration_since(object.modified).is_ok_and(|age| age >= options.min_age);
        aged && begun.is_none_or(|begun| seconds(object.modified) < begun)
    };

    let mut doomed: Vec<Listed> = Vec::new();
    let mut keep = |object: Listed| {
        report.kept += 1;
        report.kept_bytes += object.size;
    };
    for object in store.list("runs")? {
        let number = segment(&object.path, 1).and_then(|name| name.parse::<u64>().ok());
        let deleted_run = number.is_some_and(|number| report.runs.contains(&number));
        let abandoned = number.is_some_and(|n| survey.claimed.contains(&n) && !writing.contains(&n)) && old(&object);
        // The claim of the highest numbers stays, so that a number is never used twice.
        let lower = number < survey.committed.last().copied();
        if deleted_run || (abandoned && (lower || !object.path.ends_with("/claim"))) {
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
    report.deleted = doomed.len() as u64;
    report.deleted_bytes = doomed.iter().map(|object| object.size).sum();
    if !options.dry_run {
        // Manifests first: an object without one does not exist, whatever else a kill leaves of it.
        let paths = doomed.iter().map(|object| object.path.as_str());
        let (manifests, others): (Vec<&str>, Vec<&str>) = paths.partition(|path| path.ends_with("/manifest.json"));
        store.delete_all(&manifests)?;
        store.delete_all(&others)?;
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
    let mut folders = vec![root.join("objects"), root.join("runs"), root.join("leases"), root.join("locks")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_dir() {
                folders.push(entry.path());
                continue;
            }
            let staging = entry
                .file_name()
                .to_string_lossy()
                .rsplit_once('#')
                .is_some_and(|(_, unique)| !unique.is_empty() && unique.bytes().all(|byte| byte.is_ascii_digit()));
            // A writer at work is younger than this, whatever age was asked for.
            let least = min_age.max(Duration::from_secs(600));
            let old = meta.modified().is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age >= least));
            if staging && old {
                let _ = std::fs::remove_file(entry.path()); // Somebody else's sweep may be first.
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{ArrayRef, RecordBatch, UInt32Array};

    use super::*;
    use crate::{KeyBuilder, Manifest, Pending};

    const NOW: GcOptions = GcOptions { min_age: Duration::ZERO, keep_runs: None, dry_run: false };

    fn object(store: &Store, name: &str) -> Key {
        let key = KeyBuilder::new(name).finish();
        let column: ArrayRef = std::sync::Arc::new(UInt32Array::from(vec![1, 2]));
        let batch = RecordBatch::try_from_iter([("x", column)]).unwrap();
        let mut pending = Pending::new(store, "stage", key);
        pending.table(&batch.schema(), &[batch]).unwrap();
        pending.commit(serde_json::Value::Null).unwrap();
        key
    }

    fn there(store: &Store, key: Key) -> bool {
        Manifest::find(store, "stage", key).unwrap().is_some()
    }

    /// A moment after everything that the test wrote, whatever clocks may differ by.
    fn later() -> SystemTime {
        SystemTime::now() + Duration::from_secs(90)
    }

    #[test]
    fn leases_and_age_are_honoured() {
        let scratch = tempfile::tempdir().unwrap();
        check_leases_and_age(&Store::open(scratch.path().to_str().unwrap()).unwrap());
        assert_eq!(std::fs::read_dir(scratch.path().join("objects/stage")).unwrap().count(), 0, "folders go, too");
        check_leases_and_age(&Store::open("memory://").unwrap());
    }

    fn check_leases_and_age(store: &Store) {
        let (held, free) = (object(store, "held"), object(store, "free"));
        let young = GcOptions { min_age: Duration::from_secs(3600), ..NOW };
        assert_eq!(gc(store, &young, later()).unwrap().deleted, 0);
        let dry = GcOptions { dry_run: true, ..NOW };
        assert_eq!(gc(store, &dry, later()).unwrap().deleted, 4, "a part and a manifest of each");
        assert!(there(store, free));

        let mut lease = Lease::take(store, "test", later()).unwrap();
        lease.hold([held], &later).unwrap();
        let report = gc(store, &NOW, later()).unwrap();
        assert_eq!((report.leases, there(store, held), there(store, free)), (1, true, false));
        drop(lease);
        gc(store, &NOW, later()).unwrap();
        assert!(!there(store, held));
    }

    #[test]
    fn what_a_live_run_writes_stays() {
        let scratch = tempfile::tempdir().unwrap();
        let store = Store::open(scratch.path().to_str().unwrap()).unwrap();
        let _lease = Lease::take(&store, "test", SystemTime::now()).unwrap();
        let written = object(&store, "written");
        gc(&store, &NOW, SystemTime::now() + Duration::from_secs(5)).unwrap();
        assert!(there(&store, written));
        let expired = SystemTime::now() + Duration::from_secs(600);
        gc(&store, &NOW, expired).unwrap();
        assert!(!there(&store, written), "the lease of a killed run expires");
    }
}
