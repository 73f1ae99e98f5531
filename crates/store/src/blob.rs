//! The store itself: whole objects in and out, atomically, with what was read and written counted.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path as FsPath, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload};
use parquet::arrow::arrow_reader::ArrowReaderMetadata;

use crate::{Result, StoreError};

/// A store of objects at a path or URL. Methods block; call them from threads, never from async tasks.
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    /// Set when the store is a local folder: writes are then synced to disk, and parts are read as files.
    local: Option<PathBuf>,
    url: String,
    runtime: tokio::runtime::Runtime,
    counters: Counters,
    /// Footers of parts, which never change.
    pub(crate) footers: Mutex<HashMap<String, ArrowReaderMetadata>>,
}

/// What a process has asked of a store so far.
#[derive(Debug, Default)]
pub struct Counters {
    /// Operations.
    pub requests: AtomicU64,
    /// Bytes read from objects.
    pub bytes_read: AtomicU64,
    /// Bytes written to objects.
    pub bytes_written: AtomicU64,
    /// Uncompressed bytes of document text read from tables.
    pub text_read: AtomicU64,
}

/// How an object is written.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Replace,
    Create,
    Part,
}

/// One object in a listing.
pub(crate) struct Listed {
    pub path: String,
    pub size: u64,
    pub modified: SystemTime,
}

impl Store {
    /// Opens the store at `url`: a local path (created when it is not there), `file://…` or `memory://`.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the folder cannot be made or the scheme is not one this binary was built with.
    pub fn open(url: &str) -> Result<Store> {
        let fail = |reason: String| StoreError::Open { url: url.to_owned(), reason };
        let (objects, local): (Arc<dyn ObjectStore>, _) = match url.split_once("://") {
            Some(("memory", _)) => (Arc::new(object_store::memory::InMemory::new()), None),
            Some(("file", path)) => local_store(FsPath::new(path)).map_err(fail)?,
            Some((scheme, _)) => {
                let reason = format!("`{scheme}://` is not built in; give a local path or `file://`");
                return Err(fail(reason));
            }
            None => local_store(FsPath::new(url)).map_err(fail)?,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("trommel-store")
            .build()
            .map_err(|error| fail(error.to_string()))?;
        Ok(Store {
            objects,
            local,
            url: url.to_owned(),
            runtime,
            counters: Counters::default(),
            footers: Mutex::default(),
        })
    }

    /// The path or URL it was opened with.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder on disk, for a local store.
    pub fn local_root(&self) -> Option<&FsPath> {
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
        self.counters.requests.fetch_add(1, Relaxed);
        let bytes = match self.file(path) {
            Some(file) => Bytes::from(fs::read(file).map_err(|error| io("reading", path, error))?),
            None => self.runtime.block_on(async {
                let found =
                    self.objects.get(&Path::from(path)).await.map_err(|error| remote("reading", path, error))?;
                found.bytes().await.map_err(|error| remote("reading", path, error))
            })?,
        };
        self.counters.bytes_read.fetch_add(bytes.len() as u64, Relaxed);
        Ok(bytes)
    }

    /// Writes the object whole: a reader sees the old one or the new one.
    pub fn put(&self, path: &str, bytes: impl Into<Bytes>) -> Result<()> {
        self.write(path, bytes.into(), Mode::Replace).map(|_| ())
    }

    /// Writes a part, whose name is new. Its folder is synced with the manifest that names it, in the same folder.
    pub(crate) fn put_part(&self, path: &str, bytes: Bytes) -> Result<()> {
        self.write(path, bytes, Mode::Part).map(|_| ())
    }

    /// Writes the object only when none is there: `false` when somebody else's is.
    pub fn create(&self, path: &str, bytes: impl Into<Bytes>) -> Result<bool> {
        self.write(path, bytes.into(), Mode::Create)
    }

    fn write(&self, path: &str, bytes: Bytes, how: Mode) -> Result<bool> {
        self.counters.requests.fetch_add(1, Relaxed);
        self.counters.bytes_written.fetch_add(bytes.len() as u64, Relaxed);
        let Some(file) = self.file(path) else {
            let mode = if how == Mode::Create { PutMode::Create } else { PutMode::Overwrite };
            let location = Path::from(path);
            let put = self.objects.put_opts(&location, PutPayload::from(bytes), PutOptions::from(mode));
            return match self.runtime.block_on(put) {
                Ok(_) => Ok(true),
                Err(object_store::Error::AlreadyExists { .. }) => Ok(false),
                Err(error) => Err(remote("writing", path, error)),
            };
        };
        write_file(&file, &bytes, how).map_err(|error| io("writing", path, error))
    }

    /// Makes `to` another name of the object `from` (a hard link where the store can, a copy elsewhere).
    pub fn link(&self, from: &str, to: &str) -> Result<()> {
        self.counters.requests.fetch_add(1, Relaxed);
        let (Some(source), Some(target)) = (self.file(from), self.file(to)) else {
            let (from, target) = (Path::from(from), Path::from(to));
            let copy = self.objects.copy(&from, &target);
            return self.runtime.block_on(copy).map_err(|error| remote("copying to", to, error));
        };
        let done = (|| {
            fs::create_dir_all(parent(&target))?;
            match fs::remove_file(&target) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            // A file system without hard links (or over its limit of links) takes a copy.
            fs::hard_link(&source, &target).or_else(|_| fs::copy(&source, &target).map(|_| ()))
        })();
        done.map_err(|error| io("linking", to, error))
    }

    /// Deletes the object; one that is not there is no error.
    pub(crate) fn delete(&self, path: &str) -> Result<()> {
        self.counters.requests.fetch_add(1, Relaxed);
        let deleted = match self.file(path) {
            Some(file) => fs::remove_file(file).map_err(|error| io("deleting", path, error)),
            None => self
                .runtime
                .block_on(async { self.objects.delete(&Path::from(path)).await })
                .map_err(|error| remote("deleting", path, error)),
        };
        match deleted {
            Err(error) if error.is_missing() => Ok(()),
            other => other,
        }
    }

    /// Removes the folder `prefix` once nothing is left in it; only local stores have folders.
    pub(crate) fn remove_empty(&self, prefix: &str) {
        if let Some(folder) = self.file(prefix) {
            let _ = fs::remove_dir(folder); // Fails where something is left, which is the point.
        }
    }

    /// Every object under `prefix`, in order of path.
    pub(crate) fn list(&self, prefix: &str) -> Result<Vec<Listed>> {
        self.counters.requests.fetch_add(1, Relaxed);
        let listing = self.objects.list(Some(&Path::from(prefix))).map(|entry| {
            entry.map(|meta| Listed {
                path: meta.location.to_string(),
                size: meta.size,
                modified: meta.last_modified.into(),
            })
        });
        let mut found: Vec<Listed> =
            self.runtime.block_on(listing.try_collect()).map_err(|error| remote("listing", prefix, error))?;
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// Whether every object is there with its size, from one listing.
    pub fn has_all(&self, objects: impl Iterator<Item = (String, u64)>) -> Result<bool> {
        if self.local.is_some() {
            let mut objects = objects;
            return Ok(objects.all(|(path, size)| self.size(&path).is_ok_and(|found| found == size)));
        }
        let listed: std::collections::HashMap<String, u64> =
            self.list("")?.into_iter().map(|object| (object.path, object.size)).collect();
        let mut objects = objects;
        Ok(objects.all(|(path, size)| listed.get(&path) == Some(&size)))
    }

    /// The names directly under `prefix` that hold further objects.
    pub(crate) fn folders(&self, prefix: &str) -> Result<Vec<String>> {
        self.counters.requests.fetch_add(1, Relaxed);
        let folder = Path::from(prefix);
        let listing = self.objects.list_with_delimiter(Some(&folder));
        let listed = self.runtime.block_on(listing).map_err(|error| remote("listing", prefix, error))?;
        let name = |path: &Path| path.filename().map(str::to_owned);
        Ok(listed.common_prefixes.iter().filter_map(name).collect())
    }

    /// The object's size in bytes.
    pub(crate) fn size(&self, path: &str) -> Result<u64> {
        self.counters.requests.fetch_add(1, Relaxed);
        match self.file(path) {
            Some(file) => Ok(fs::metadata(file).map_err(|error| io("looking at", path, error))?.len()),
            None => {
                let location = Path::from(path);
                let head = self.runtime.block_on(self.objects.head(&location));
                Ok(head.map_err(|error| remote("looking at", path, error))?.size)
            }
        }
    }

    /// Bytes `start..start + length` of an object.
    pub(crate) fn range(&self, path: &str, start: u64, length: usize) -> Result<Bytes> {
        self.counters.requests.fetch_add(1, Relaxed);
        let location = Path::from(path);
        let get = self.objects.get_range(&location, start..start + length as u64);
        self.runtime.block_on(get).map_err(|error| remote("reading", path, error))
    }

    /// Where the object is as a file, for a local store.
    pub(crate) fn file(&self, path: &str) -> Option<PathBuf> {
        self.local.as_ref().map(|root| root.join(path))
    }
}

fn local_store(root: &FsPath) -> Result<(Arc<dyn ObjectStore>, Option<PathBuf>), String> {
    fs::create_dir_all(root).map_err(|error| format!("making the folder: {error}"))?;
    let root = root.canonicalize().map_err(|error| error.to_string())?;
    let objects = object_store::local::LocalFileSystem::new_with_prefix(&root).map_err(|error| error.to_string())?;
    Ok((Arc::new(objects), Some(root)))
}

/// Temporary file, fsync, rename (or link, which fails on a name that is taken), fsync of the folder.
fn write_file(file: &FsPath, bytes: &[u8], how: Mode) -> std::io::Result<bool> {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    // `#digits` at the end is what object_store names its own staging files, so that listings leave them out.
    let unique = (u64::from(std::process::id()) << 32) | (COUNTER.fetch_add(1, Relaxed) & 0xffff_ffff);
    let mut staging = file.as_os_str().to_owned();
    staging.push(format!("#{unique}"));
    let staging = PathBuf::from(staging);

    let staged = fs::create_dir_all(parent(file)).and_then(|()| {
        let mut out = match File::create(&staging) {
            // `gc` may remove an empty folder between the two calls.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                fs::create_dir_all(parent(file))?;
                File::create(&staging)?
            }
            other => other?,
        };
        out.write_all(bytes)?;
        out.sync_all()
    });
    let placed = staged.and_then(|()| {
        if how != Mode::Create {
            return fs::rename(&staging, file).map(|()| true);
        }
        match fs::hard_link(&staging, file) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
            other => other.map(|()| true),
        }
    });
    if how == Mode::Create || placed.is_err() {
        let _ = fs::remove_file(&staging); // Best effort: `gc` sweeps what a kill leaves.
    }
    let created = placed?;
    if how != Mode::Part {
        File::open(parent(file))?.sync_all()?;
    }
    Ok(created)
}

fn parent(file: &FsPath) -> &FsPath {
    file.parent().unwrap_or(FsPath::new("."))
}

fn io(action: &'static str, path: &str, error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing { path: path.to_owned() },
        _ => StoreError::Io { action, path: path.to_owned(), source: Box::new(error) },
    }
}

fn remote(action: &'static str, path: &str, error: object_store::Error) -> StoreError {
    match error {
        object_store::Error::NotFound { .. } => StoreError::Missing { path: path.to_owned() },
        other => StoreError::Io { action, path: path.to_owned(), source: Box::new(other) },
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
            store.delete("a/b").unwrap();
            store.delete("a/b").unwrap();
            assert!(store.get("a/b").unwrap_err().is_missing());
        }
    }

    #[test]
    fn an_unknown_scheme_says_what_is_built_in() {
        let error = Store::open("s3://bucket/x").err().unwrap().to_string();
        assert!(error.contains("`s3://` is not built in"), "{error}");
    }
}
