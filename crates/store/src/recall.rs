//! What a run need not ask a server: the manifests of the objects that the run before it used.
//!
//! A run looks up one manifest for each shard and stage, hundreds of requests. The last committed run used nearly the
//! same objects, so it leaves their manifests in one object, `runs/<number>/objects.json`. The next run holds those
//! objects by its lease, *then* lists what there is, and believes each manifest whose parts are all listed with their
//! sizes. In a folder, where looking is cheap, nothing is recalled.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::blob::LISTED;
use crate::runs::RunManifest;
use crate::{Key, Manifest, Part, Result, Store};

/// What is known of the store's objects.
#[derive(Default)]
pub(crate) struct Recalled(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    manifests: HashMap<(String, Key), Manifest>,
    /// Parts that the last run named and the listing had: path and size.
    parts: HashMap<String, u64>,
    /// The paths of all manifests, where the listing came to its end.
    all: Option<HashSet<String>>,
    /// Something that should have been there was not: everything is asked.
    distrusted: bool,
}

impl Store {
    /// Learns from the last run and one listing (12 requests at most) what the store holds. The caller's lease must
    /// hold the run's objects ([`RunManifest::keys`]) before, so that they stay. Does nothing in a folder.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn recall(&self, last: Option<&RunManifest>) -> Result<()> {
        if self.local_root().is_some() || self.recalled.memory().distrusted {
            return Ok(());
        }
        let listed = self.list_first("objects", LISTED)?;
        let end = (listed.len() == LISTED).then(|| listed[LISTED - 1].path.clone());
        let sizes: HashMap<&str, u64> = listed.iter().map(|each| (each.path.as_str(), each.size)).collect();
        let beyond = |path: &str| end.as_ref().is_some_and(|end| path > end.as_str());
        let is_there = |part: &Part| beyond(&part.path) || sizes.get(part.path.as_str()) == Some(&part.size);
        let left = match last {
            Some(run) => self.left_by(run)?,
            None => Vec::new(),
        };
        let mut memory = self.recalled.memory();
        let named = last.into_iter().flat_map(|run| &run.stages).flat_map(|stage| &stage.parts);
        let named = named.chain(left.iter().flat_map(|manifest| &manifest.parts)).filter(|part| is_there(part));
        memory.parts = named.map(|part| (part.path.clone(), part.size)).collect();
        for manifest in left {
            let path = Manifest::path(&manifest.stage, manifest.key);
            if (beyond(&path) || sizes.contains_key(path.as_str())) && manifest.parts.iter().all(is_there) {
                memory.manifests.insert((manifest.stage.clone(), manifest.key), manifest);
            }
        }
        let manifests = listed.iter().filter(|each| each.path.ends_with("/manifest.json"));
        memory.all = end.is_none().then(|| manifests.map(|each| each.path.clone()).collect());
        Ok(())
    }

    /// Forgets what was recalled and asks for everything from now on. True when that makes a difference: something
    /// was missing that had been believed, and another attempt will find out.
    pub fn distrust(&self) -> bool {
        let mut memory = self.recalled.memory();
        let before = std::mem::replace(&mut *memory, Memory { distrusted: true, ..Memory::default() });
        self.local_root().is_none() && !before.distrusted
    }

    /// The manifests that a run left. One without any is as good as none.
    fn left_by(&self, run: &RunManifest) -> Result<Vec<Manifest>> {
        match self.get(&path(run.number)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
            Err(error) if error.is_missing() => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Leaves the manifests of a run's objects for the next one. Does nothing in a folder.
    pub(crate) fn leave(&self, run: &RunManifest) -> Result<()> {
        if self.local_root().is_some() {
            return Ok(());
        }
        let memory = self.recalled.memory();
        let objects = run.stages.iter().flat_map(|stage| stage.objects.iter().map(|key| (stage.kind.clone(), *key)));
        let left: Vec<&Manifest> = objects.filter_map(|object| memory.manifests.get(&object)).collect();
        let bytes = serde_json::to_vec(&left).unwrap_or_default(); // Plain data of ours cannot fail.
        drop(memory);
        self.put(&path(run.number), bytes)
    }
}

fn path(run: u64) -> String {
    format!("{}/objects.json", RunManifest::folder(run))
}

impl Recalled {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of an object: its manifest, or that it has none; nothing when it has to be asked.
    pub(crate) fn manifest(&self, stage: &str, key: Key) -> Option<Option<Manifest>> {
        let memory = self.memory();
        match memory.manifests.get(&(stage.to_owned(), key)) {
            Some(manifest) => Some(Some(manifest.clone())),
            None => memory.all.as_ref().filter(|all| !all.contains(&Manifest::path(stage, key))).map(|_| None),
        }
    }

    /// The size of a part that is known to be there.
    pub(crate) fn size(&self, part: &str) -> Option<u64> {
        self.memory().parts.get(part).copied()
    }

    /// Remembers an object that was found or made.
    pub(crate) fn remember(&self, manifest: &Manifest) {
        self.memory().manifests.insert((manifest.stage.clone(), manifest.key), manifest.clone());
    }

    /// Forgets objects that are deleted.
    pub(crate) fn forget(&self, paths: &[&str]) {
        let mut memory = self.memory();
        for path in paths {
            memory.parts.remove(*path);
            let mut names = path.split('/').skip(1);
            let object = (names.next(), names.next().and_then(|key| key.parse::<Key>().ok()));
            if let (Some(stage), Some(key)) = object {
                memory.manifests.remove(&(stage.to_owned(), key));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{ArrayRef, RecordBatch, UInt32Array};

    use super::*;
    use crate::{Claim, KeyBuilder, Pending, RunStage};

    fn object(store: &Store, name: &str) -> Manifest {
        let column: ArrayRef = std::sync::Arc::new(UInt32Array::from(vec![1, 2]));
        let batch = RecordBatch::try_from_iter([("x", column)]).unwrap();
        let mut pending = Pending::new(store, "stage", KeyBuilder::new(name).finish());
        pending.table(&batch.schema(), &[batch]).unwrap();
        pending.commit(serde_json::json!({ "name": name })).unwrap()
    }

    fn committed(store: &Store, manifests: &[&Manifest]) -> RunManifest {
        let stage = RunStage {
            name: "stage".to_owned(),
            kind: "stage".to_owned(),
            version: 1,
            config: serde_json::Value::Null,
            objects: manifests.iter().map(|manifest| manifest.key).collect(),
            parts: manifests.iter().flat_map(|manifest| manifest.parts.clone()).collect(),
            facts: serde_json::Value::Null,
            restarts: false,
        };
        let number = Claim::next(store, "test").unwrap().number;
        let (recipe, key) = ("recipe".to_owned(), KeyBuilder::new("run").finish());
        let trommel = String::new();
        let run = RunManifest { number, recipe, key, root: None, trommel, stages: vec![stage], files: Vec::new() };
        run.commit(store).unwrap();
        run
    }

    /// What the next process would know.
    fn known(store: &Store, last: Option<&RunManifest>, key: Key) -> Option<Option<Manifest>> {
        *store.recalled.memory() = Memory::default();
        store.recall(last).unwrap();
        store.recalled.manifest("stage", key)
    }

    #[test]
    fn what_the_last_run_used_is_known_while_it_is_there() {
        let store = Store::open("memory://").unwrap();
        let (used, other) = (object(&store, "used"), object(&store, "other"));
        let nowhere = KeyBuilder::new("nowhere").finish();
        let run = committed(&store, &[&used]);
        assert_eq!(known(&store, Some(&run), used.key), Some(Some(used.clone())));
        assert_eq!(known(&store, Some(&run), other.key), None, "it is there, and has to be asked for");
        assert_eq!(known(&store, Some(&run), nowhere), Some(None), "nobody need be asked");
        assert_eq!(known(&store, None, used.key), None, "without a last run");
        assert_eq!(store.recalled.size(&used.parts[0].path), None);

        store.delete(&used.parts[0].path).unwrap();
        assert_eq!(known(&store, Some(&run), used.key), None, "its part is gone");
        assert_eq!(Manifest::find(&store, "stage", used.key).unwrap(), None);
        assert!(store.distrust() && !store.distrust(), "another attempt helps once");
        store.recall(Some(&run)).unwrap();
        assert_eq!(store.recalled.manifest("stage", nowhere), None, "everything is asked");
    }

    #[test]
    fn in_a_folder_nothing_is_recalled() {
        let scratch = tempfile::tempdir().unwrap();
        let store = Store::open(scratch.path().to_str().unwrap()).unwrap();
        let used = object(&store, "used");
        let run = committed(&store, &[&used]);
        assert_eq!(known(&store, Some(&run), used.key), None);
        assert!(!scratch.path().join("runs/1/objects.json").exists());
        assert!(!store.distrust());
    }
}
