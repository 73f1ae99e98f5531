//! The store itself: whole objects in and out, atomically, with what was read and written counted.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use parquet::arrow::arrow_reader::ArrowReaderMetadata;

use crate::connect::{Sent, bucket};
use crate::local::{self, Mode};
use crate::recall::Recalled;
use crate::remote::{PATIENCE, Remote};
use crate::{Result, StoreError};

/// A store of objects at a path or URL. Methods block; call them from threads, never from async tasks.
pub struct Store {
    remote: Remote,
    /// Set when the store is a local folder: writes are then synced to disk, and parts are read as files.
    local: Option<PathBuf>,
    url: String,
    counters: Counters,
    /// Footers of parts, which never change.
    pub(crate) footers: Mutex<HashMap<String, ArrowReaderMetadata>>,
    /// What need not be asked again.
    pub(crate) recalled: Recalled,
}

/// What a process has asked of a store so far.
#[derive(Debug, Default)]
pub struct Counters {
    /// Operations on a folder; requests sent to a server, each try of an operation counted.
    pub requests: Sent,
    /// Bytes read from objects.
    pub bytes_read: AtomicU64,
    /// Bytes written to objects.
    pub bytes_written: AtomicU64,
    /// Uncompressed bytes of document text read from tables.
    pub text_read: AtomicU64,
}

/// One object in a listing.
pub(crate) struct Listed {
    pub path: String,
    pub size: u64,
    pub modified: SystemTime,
}

/// Objects that a look at the whole store lists at most, of each folder: a dozen requests.
pub(crate) const LISTED: usize = 12_000;

impl Store {
    /// Opens the store at `url`: a local path (created when it is not there), `file://…`, `s3://bucket/prefix`,
    /// `gs://bucket/prefix`, `az://container/prefix`, or `memory://`. Nothing is sent before something is asked.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the folder cannot be made, or the URL or the environment does not say enough.
    pub fn open(url: &str) -> Result<Store> {
        Store::open_with(url, PATIENCE)
    }

    /// Opens a store whose requests give up after `patience`, all their tries together.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_with(url: &str, patience: Duration) -> Result<Store> {
        let fail = |reason: String| StoreError::Open { url: url.to_owned(), reason };
        let counters = Counters::default();
        let folder = |path| local::open(Path::new(path)).map(|(objects, root)| (objects, Some(root)));
        let (objects, local) = match url.split_once("://") {
            Some(("memory", _)) => (Arc::new(object_store::memory::InMemory::new()) as _, None),
            Some(("file", path)) => folder(path).map_err(fail)?,
            Some(("https" | "http", _)) => {
                let reason =
                    "a web server can be read, as a source, and is no store; give a folder, s3://, gs:// or az://";
                return Err(fail(reason.to_owned()));
            }
            Some(_) => (bucket(url, patience, None, &counters.requests).map_err(fail)?, None),
            None => folder(url).map_err(fail)?,
        };
        let cloud = local.is_none() && !url.starts_with("memory://");
        let remote = Remote::new(objects, url, cloud, patience).map_err(|error| fail(error.to_string()))?;
        let (url, footers, recalled) = (url.to_owned(), Mutex::default(), Recalled::default());
        Ok(Store { remote, local, url, counters, footers, recalled })
    }

    /// The path or URL it was opened with.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How long a request to a server may take, all its tries together.
    pub fn patience(&self) -> Duration {
        self.remote.patience()
    }

    /// The folder on disk, for a local store.
    pub fn local_root(&self) -> Option<&Path> {
        self.local.as_deref()
    }

    /// What has been asked of the store so far.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// The whole object at `path`.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it is not there.
    pub fn get(&self, path: &str) -> Result<Bytes> {
        let bytes = match self.file(path) {
            Some(file) => Bytes::from(fs::read(file).map_err(|error| io("reading", path, error))?),
            None => self.remote.get(path)?,
        };
        self.counters.bytes_read.fetch_add(bytes.len() as u64, Relaxed);
        Ok(bytes)
    }

    /// Writes the object whole: a reader sees the old one or the new one.
    pub fn put(&self, path: &str, bytes: impl Into<Bytes>) -> Result<()> {
        self.write(path, bytes.into(), Mode::Replace).map(|_| ())
    }

    /// Writes a part, whose name is new.
    pub(crate) fn put_part(&self, path: &str, bytes: Bytes) -> Result<()> {
        self.write(path, bytes, Mode::Part).map(|_| ())
    }

    /// Writes the file `from` as a new object, and says its size and BLAKE3.
    pub(crate) fn put_file(&self, path: &str, from: &Path) -> Result<(u64, crate::Key)> {
        let unreadable = |error| io("reading", &from.display().to_string(), error);
        let mut hasher = blake3::Hasher::new();
        let size = match self.file(path) {
            Some(file) => local::take(from, &file, &mut hasher).map_err(|error| io("writing", path, error))?,
            None => {
                let bytes = Bytes::from(fs::read(from).map_err(unreadable)?);
                hasher.update(&bytes);
                self.remote.put(path, &bytes)?;
                bytes.len() as u64
            }
        };
        self.counters.bytes_written.fetch_add(size, Relaxed);
        Ok((size, crate::Key(*hasher.finalize().as_bytes())))
    }

    /// Where the object can be read as a file: where it lies, for a folder; else a copy of it, made at `copy`.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it is not there.
    pub fn as_file(&self, path: &str, copy: &Path) -> Result<PathBuf> {
        if let Some(file) = self.file(path) {
            return Ok(file);
        }
        let bytes = self.get(path)?;
        let placed = fs::create_dir_all(copy.parent().unwrap_or(copy)).and_then(|()| fs::write(copy, &bytes));
        placed.map_err(|error| io("writing", &copy.display().to_string(), error))?;
        Ok(copy.to_owned())
    }

    /// Writes the object only when none is there: `false` when somebody else's is.
    ///
    /// On a server, an object that is there and has these very bytes counts as ours, since the answer to a first try
    /// may have been lost: writers that must tell each other apart have to write different bytes.
    pub fn create(&self, path: &str, bytes: impl Into<Bytes>) -> Result<bool> {
        self.write(path, bytes.into(), Mode::Create)
    }

    fn write(&self, path: &str, bytes: Bytes, how: Mode) -> Result<bool> {
        self.counters.bytes_written.fetch_add(bytes.len() as u64, Relaxed);
        match (self.file(path), how) {
            (Some(file), _) => local::write(&file, &bytes, how).map_err(|error| io("writing", path, error)),
            (None, Mode::Create) => self.remote.create(path, &bytes),
            (None, Mode::Replace | Mode::Part) => self.remote.put(path, &bytes).map(|()| true),
        }
    }

    /// Makes `to` another name of the object `from` (a hard link where the store can, a copy elsewhere).
    pub fn link(&self, from: &str, to: &str) -> Result<()> {
        match (self.file(from), self.file(to)) {
            (Some(source), Some(target)) => local::link(&source, &target).map_err(|error| io("linking", to, error)),
            _ => self.remote.copy(from, to),
        }
    }

    /// Deletes the object; one that is not there is no error.
    pub(crate) fn delete(&self, path: &str) -> Result<()> {
        match self.file(path).map(fs::remove_file) {
            Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => Err(io("deleting", path, error)),
            Some(_) => Ok(()),
            None => {
                self.recalled.forget(&[path]);
                self.remote.delete(&[path])
            }
        }
    }

    /// Deletes objects, and their folders, a run's up to its own, once nothing is left in them.
    pub(crate) fn delete_all(&self, paths: &[&str]) -> Result<()> {
        if self.local.is_none() {
            self.recalled.forget(paths);
            return self.remote.delete(paths);
        }
        for path in paths {
            self.delete(path)?;
            let mut rest = *path;
            while let Some((folder, _)) = rest.rsplit_once('/').filter(|(folder, _)| folder.contains('/')) {
                let _ = self.file(folder).map(fs::remove_dir); // Fails where something is left, which is the point.
                rest = if folder.starts_with("runs/") { folder } else { "" };
            }
        }
        Ok(())
    }

    /// Every object under `prefix`, in order of path.
    pub(crate) fn list(&self, prefix: &str) -> Result<Vec<Listed>> {
        self.list_first(prefix, usize::MAX)
    }

    /// The first objects under `prefix`, `most` of them, in order of path.
    pub(crate) fn list_first(&self, prefix: &str, most: usize) -> Result<Vec<Listed>> {
        let listed = self.remote.list(prefix, most)?.into_iter().map(|meta| Listed {
            path: meta.location.to_string(),
            size: meta.size,
            modified: meta.last_modified.into(),
        });
        let mut found: Vec<Listed> = listed.collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// Whether every object is there with its size. On a server one listing tells, of which what lies beyond the first
    /// 12,000 objects is believed to be there.
    pub fn has_all(&self, objects: impl Iterator<Item = (String, u64)>) -> Result<bool> {
        let mut objects: Vec<(String, u64)> = objects.collect();
        if self.local.is_some() {
            return Ok(objects.iter().all(|(path, size)| self.size(path).is_ok_and(|found| found == *size)));
        }
        // Of runs, the one run's folder; of tables, all.
        let folder = |path: &str| match path.strip_prefix("runs/").and_then(|rest| rest.split_once('/')) {
            Some((number, _)) => format!("runs/{number}"),
            None => path.split('/').next().unwrap_or_default().to_owned(),
        };
        let folders: BTreeSet<String> = objects.iter().map(|(path, _)| folder(path)).collect();
        for name in folders {
            let listed = self.list_first(&name, LISTED)?;
            let last = (listed.len() == LISTED).then(|| listed[LISTED - 1].path.clone());
            let sizes: HashMap<&str, u64> = listed.iter().map(|each| (each.path.as_str(), each.size)).collect();
            let there = |path: &str, size| {
                sizes.get(path) == Some(&size) || last.as_ref().is_some_and(|last| path > last.as_str())
            };
            objects.retain(|(path, size)| folder(path) != name || !there(path, *size));
        }
        Ok(objects.is_empty())
    }

    /// The names directly under `prefix` that hold further objects.
    pub(crate) fn folders(&self, prefix: &str) -> Result<Vec<String>> {
        self.remote.folders(prefix)
    }

    /// The object's size in bytes.
    pub(crate) fn size(&self, path: &str) -> Result<u64> {
        match self.file(path) {
            Some(file) => Ok(fs::metadata(file).map_err(|error| io("looking at", path, error))?.len()),
            None => self.remote.size(path),
        }
    }

    /// Bytes of an object that has `size` of them; ranges that lie close are read together.
    pub(crate) fn ranges(&self, path: &str, size: u64, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        self.remote.ranges(path, size, ranges, &self.counters.bytes_read)
    }

    /// Where the object is as a file, for a local store.
    pub(crate) fn file(&self, path: &str) -> Option<PathBuf> {
        let root = self.local.as_ref()?;
        self.counters.requests.fetch_add(1, Relaxed);
        Some(root.join(path))
    }
}

fn io(action: &'static str, path: &str, error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing { path: path.to_owned() },
        _ => StoreError::Io { action, path: path.to_owned(), source: Box::new(error) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn create_takes_a_name_once_and_put_replaces() {
        let scratch = tempfile::tempdir().unwrap();
        for url in [scratch.path().to_str().unwrap(), "memory://"] {
            let store = Store::open(url).unwrap();
            assert!(store.create("a/b", "first").unwrap());
            assert!(!store.create("a/b", "second").unwrap());
            assert_eq!(store.get("a/b").unwrap(), "first");
            store.put("a/b", "third").unwrap();
            store.link("a/b", "c/d").unwrap();
            assert_eq!(store.get("c/d").unwrap(), "third");
            let names: Vec<String> = store.list("").unwrap().into_iter().map(|object| object.path).collect();
            assert_eq!(names, ["a/b", "c/d"], "no staging file is left or listed in {url}");
            assert!(store.has_all([("a/b".to_owned(), 5), ("c/d".to_owned(), 5)].into_iter()).unwrap());
            assert!(!store.has_all([("a/b".to_owned(), 4)].into_iter()).unwrap());
            store.delete("a/b").unwrap();
            store.delete("a/b").unwrap();
            assert!(store.get("a/b").unwrap_err().is_missing());
            assert!(!store.has_all([("a/b".to_owned(), 5)].into_iter()).unwrap());
        }
    }

    #[test]
    fn urls_that_are_no_store_say_what_would_be() {
        let check = |url: &str, wants: &[&str]| {
            let error = Store::open(url).err().unwrap_or_else(|| panic!("{url} was opened")).to_string();
            assert!(wants.iter().all(|want| error.contains(want)), "{url}: {error}");
        };
        check("ftp://host/x", &["`ftp://` is no store", "s3://, gs:// or az://"]);
        check("https://host/x", &["as a source, and is no store"]);
        check("s3:///x", &["no bucket", "s3://bucket/prefix"]);
        check("az://container", &["AZURE_STORAGE_ACCOUNT_NAME"]);
        check("s3://bucket/a//b", &["the prefix"]);
        assert!(Store::open("s3://bucket/x").is_ok(), "nothing is asked before it is needed");
    }
}
