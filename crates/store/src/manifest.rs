//! Objects and their one commit, the manifest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::Digest;

use crate::{Key, Result, Store, StoreError};

/// What a committed object holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The kind of the stage that wrote it, e.g. `describe`.
    pub stage: String,
    /// The object's name: the hash of everything it depends on.
    pub key: Key,
    /// Its tables, in the order of the shards they belong to.
    pub parts: Vec<Part>,
    /// What the stage counted, in the stage's own shape.
    #[serde(default)]
    pub facts: serde_json::Value,
}

/// One Parquet file of an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its path relative to the store.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Rows.
    pub rows: u64,
    /// BLAKE3 of the file.
    pub hash: Key,
    /// The digest of each column's values.
    pub columns: BTreeMap<String, Key>,
    /// The columns in which null means "as in the table before".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// SHA-256 of the file in hexadecimal, of parts that are published: what others check downloads with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

impl Manifest {
    /// Where the manifest of an object is.
    pub fn path(stage: &str, key: Key) -> String {
        format!("objects/{stage}/{key}/manifest.json")
    }

    /// The committed manifest of an object, when there is one and its parts are there with the right sizes.
    ///
    /// A manifest that cannot be read or whose parts are gone counts as absent, after its removal: the object
    /// is then made anew.
    pub fn find(store: &Store, stage: &str, key: Key) -> Result<Option<Manifest>> {
        if let Some(known) = store.recalled.manifest(stage, key) {
            return Ok(known);
        }
        let found = Manifest::ask(store, stage, key)?;
        found.iter().for_each(|manifest| manifest.remember(store));
        Ok(found)
    }

    fn ask(store: &Store, stage: &str, key: Key) -> Result<Option<Manifest>> {
        let path = Manifest::path(stage, key);
        let bytes = match store.get(&path) {
            Err(error) if error.is_missing() => return Ok(None),
            other => other?,
        };
        let manifest: Option<Manifest> = serde_json::from_slice(&bytes).ok();
        if let Some(manifest) = manifest.filter(|found| found.key == key)
            && manifest.has_parts(store)?
        {
            return Ok(Some(manifest));
        }
        store.delete(&path).map(|()| None)
    }

    fn has_parts(&self, store: &Store) -> Result<bool> {
        for part in &self.parts {
            if !part.is_there(store)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A server's answers are worth remembering; a folder is quickly asked again, and tells the truth.
    fn remember(&self, store: &Store) {
        if store.local_root().is_none() {
            store.recalled.remember(self);
        }
    }

    /// Reads every part and compares its hash. On a server, where a published file is a copy and not another name of
    /// the part, it is enough that each is there with its size.
    pub fn is_intact(&self, store: &Store) -> Result<bool> {
        if store.local_root().is_none() {
            return self.has_parts(store);
        }
        for part in &self.parts {
            match store.get(&part.path) {
                Ok(bytes) if Key(*blake3::hash(&bytes).as_bytes()) == part.hash => {}
                Err(error) if !error.is_missing() => return Err(error),
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Deletes the object, its manifest first, so that it is made anew.
    pub fn discard(&self, store: &Store) -> Result<()> {
        store.delete(&Manifest::path(&self.stage, self.key))?;
        self.parts.iter().try_for_each(|part| store.delete(&part.path))
    }

    /// Commits the manifest; when another run was first, returns that run's, whose result is the same.
    pub(crate) fn commit(self, store: &Store) -> Result<Manifest> {
        let committed = self.commit_first(store)?;
        committed.remember(store);
        Ok(committed)
    }

    fn commit_first(self, store: &Store) -> Result<Manifest> {
        let path = Manifest::path(&self.stage, self.key);
        if store.create(&path, encode(&self))? {
            return Ok(self);
        }
        match Manifest::ask(store, &self.stage, self.key)? {
            Some(winner) => {
                // Only what was written for nothing: other parts are the winner's, or another object's.
                let ours = |part: &&Part| part.home() == Some(self.key) && !winner.parts.contains(part);
                for part in self.parts.iter().filter(ours) {
                    store.delete(&part.path)?;
                }
                Ok(winner)
            }
            // The winner's was damaged, and `find` removed it.
            None if store.create(&path, encode(&self))? => Ok(self),
            None => Err(StoreError::Missing { path }),
        }
    }
}

impl Part {
    /// The key of the object that the part was written for, which another object may name as well.
    pub fn home(&self) -> Option<Key> {
        self.path.split('/').nth(2)?.parse().ok()
    }

    /// The name of a file that is no table: its path below the object.
    pub fn name(&self) -> &str {
        self.path.splitn(5, '/').nth(4).unwrap_or(&self.path)
    }

    /// The SHA-256 of a published part in hexadecimal; read for it where it was written before hashes were kept.
    ///
    /// # Errors
    /// When the part must be read and cannot be.
    pub fn sha256(&self, store: &Store) -> Result<String> {
        match &self.sha256 {
            Some(known) => Ok(known.clone()),
            None => Ok(sha256(&store.get(&self.path)?)),
        }
    }

    /// Whether it is there with its size. A server that does not answer has not said no.
    pub(crate) fn is_there(&self, store: &Store) -> Result<bool> {
        let found = match store.recalled.size(&self.path) {
            Some(size) => Ok(size),
            None => store.size(&self.path),
        };
        match found {
            Ok(size) => Ok(size == self.size),
            Err(error) if error.is_missing() => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", sha2::Sha256::digest(bytes))
}

/// JSON for people and programs. Serialisation of our own plain data cannot fail.
pub(crate) fn encode(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
