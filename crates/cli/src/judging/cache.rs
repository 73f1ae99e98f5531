//! What was found out once and need not be again, across runs: verdicts by the content of their job, tasks made ready.
//!
//! One small file each, under its key; a run that is killed leaves whole files or none. A file that cannot be read is one that is
//! not there.

use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A folder of this machine that keeps values by key.
pub struct Cache<T> {
    folder: PathBuf,
    written: AtomicU64,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Cache<T> {
    /// Opens it, and makes it where it is not there.
    pub fn open(folder: &Path) -> Result<Cache<T>> {
        std::fs::create_dir_all(folder).with_context(|| format!("making `{}`", folder.display()))?;
        Ok(Cache { folder: folder.to_path_buf(), written: AtomicU64::new(0), of: PhantomData })
    }

    /// What is kept under `key`, which is hexadecimal.
    pub fn get(&self, key: &str) -> Option<T> {
        let bytes = std::fs::read(self.path(key)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Keeps a value.
    pub fn put(&self, key: &str, value: &T) -> Result<()> {
        let path = self.path(key);
        let folder = path.parent().unwrap_or(&self.folder);
        let turn = self.written.fetch_add(1, Ordering::Relaxed);
        let staging = folder.join(format!(".{}-{turn}", std::process::id()));
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(folder)?;
            std::fs::write(&staging, serde_json::to_vec(value)?)?;
            std::fs::rename(&staging, &path)
        };
        write().with_context(|| format!("writing below `{}`", self.folder.display()))
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2]).join(&key[2..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_file_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::<Vec<u32>>::open(folder.path()).unwrap();
        let key = "ab".repeat(32);
        assert_eq!(cache.get(&key), None);
        cache.put(&key, &vec![1, 2]).unwrap();
        assert_eq!(cache.get(&key), Some(vec![1, 2]));
        std::fs::write(cache.path(&key), "[1,").unwrap();
        assert_eq!(cache.get(&key), None);
    }
}
