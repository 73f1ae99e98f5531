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
