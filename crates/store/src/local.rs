//! Objects as files of a folder: written whole, synced, never half there.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use object_store::ObjectStore;
use object_store::local::LocalFileSystem;

/// How an object is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    /// In the place of another.
    Replace,
    /// Only where there is none.
    Create,
    /// Under a new name; its folder is synced with the manifest that names it, in the same folder.
    Part,
}

/// The folder, made when it is not there, and what lists it.
pub(crate) fn open(root: &Path) -> Result<(Arc<dyn ObjectStore>, PathBuf), String> {
    fs::create_dir_all(root).map_err(|error| format!("making the folder: {error}"))?;
    let root = root.canonicalize().map_err(|error| error.to_string())?;
    let objects = LocalFileSystem::new_with_prefix(&root).map_err(|error| error.to_string())?;
    Ok((Arc::new(objects), root))
}

/// Temporary file, fsync, rename (or link, which fails on a name that is taken), fsync of the folder. False when `Create`
/// found the name taken.
pub(crate) fn write(file: &Path, bytes: &[u8], how: Mode) -> std::io::Result<bool> {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    // `#digits` at the end is what object_store names its own staging files, so that listings leave them out.
    let unique = (u64::from(std::process::id()) << 32) | (COUNTER.fetch_add(1, Relaxed) & 0xffff_ffff);
    let mut staging = file.as_os_str().to_owned();
    staging.push(format!("#{unique}"));
    let staging = PathBuf::from(staging);

    let staged = fs::create_dir_all(parent(file)).and_then(|()| {
        let mut out = match File::create(&staging) {
            // `gc` may remove an empty folder between the two calls.
            Err(error) if error.kind() == ErrorKind::NotFound => {
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
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
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

/// Copies a file to a new name, whole and synced, hashing it on the way. Says its size.
pub(crate) fn take(source: &Path, target: &Path, hasher: &mut blake3::Hasher) -> std::io::Result<u64> {
    let mut staging = target.as_os_str().to_owned();
    staging.push(format!("#{}", std::process::id()));
    let staging = PathBuf::from(staging);
    fs::create_dir_all(parent(target))?;
    let copied = File::open(source).and_then(|mut from| {
        let mut to = File::create(&staging)?;
        let (mut buffer, mut size) = (vec![0; 1 << 20], 0);
        loop {
            let read = from.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            hasher.update(&buffer[..read]);
            to.write_all(&buffer[..read])?;
            size += read as u64;
        }
        to.sync_all()?;
        fs::rename(&staging, target)?;
        File::open(parent(target))?.sync_all()?;
        Ok(size)
    });
    if copied.is_err() {
        let _ = fs::remove_file(&staging); // Best effort: `gc` sweeps what a kill leaves.
    }
    copied
}

/// Makes `target` another name of `source`, in the place of what was there.
pub(crate) fn link(source: &Path, target: &Path) -> std::io::Result<()> {
    fs::create_dir_all(parent(target))?;
    match fs::remove_file(target) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // A file system without hard links (or over its limit of links) takes a copy.
    fs::hard_link(source, target).or_else(|_| fs::copy(source, target).map(|_| ()))
}

fn parent(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new("."))
}
