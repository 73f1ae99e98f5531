//! The documents: Rust, C and Python files, listed once for everybody.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Serialize;
use trommel_lang::{CONTENT_PREFIX, Language, detect};

use crate::Result;

const EXTENSIONS: [&str; 4] = ["rs", "c", "h", "py"];
/// The pipeline leaves out larger documents too.
const MAX_BYTES: usize = 5_000_000;

/// What was chosen.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Chosen {
    pub documents: usize,
    pub bytes: u64,
}

/// Writes a list of files of at most `limit` bytes together to `list`, one path a line, sorted.
///
/// Where there are more, folders (of a registry: crates, all versions of one together) are taken in an order that a hash of
/// their names gives. Every file listed has been read, so that it is in the page cache, and is UTF-8.
pub fn choose(folders: &[PathBuf], limit: u64, list: &Path) -> Result<Chosen> {
    let defaults = || -> Result<Vec<PathBuf>> { Ok([registry()?, vec![python_library()?]].concat()) };
    let roots = match folders {
        [] => defaults()?,
        given => given.to_vec(),
    };
    let mut found = Vec::new();
    for root in &roots {
        for entry in fs::read_dir(root).map_err(|error| format!("{}: {error}", root.display()))? {
            let entry = entry?;
            let order = *blake3::hash(unversioned(&entry.file_name().to_string_lossy()).as_bytes()).as_bytes();
            let mut paths = Vec::new();
            collect(&entry.path(), &mut paths)?;
            found.extend(paths.into_iter().map(|path| (order, path)));
        }
    }
    found.sort_unstable();

    let mut chosen = Chosen { documents: 0, bytes: 0 };
    let mut paths = Vec::new();
    for (_, path) in found {
        let content = fs::read(&path)?;
        let line = path.to_str().filter(|path| !path.contains('\n'));
        let (Some(line), true) = (line, content.len() <= MAX_BYTES && std::str::from_utf8(&content).is_ok()) else {
            continue;
        };
        if chosen.bytes + content.len() as u64 > limit {
            break;
        }
        chosen.bytes += content.len() as u64;
        chosen.documents += 1;
        paths.push(format!("{line}\n"));
    }
    if paths.is_empty() {
        let looked = roots.iter().map(|root| root.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(format!("no .{} files in {looked}: name a folder that has some", EXTENSIONS.join(", .")).into());
    }
    paths.sort_unstable();
    fs::write(list, paths.concat())?;
    Ok(chosen)
}

/// A document's text and language, as ingest finds them.
pub fn read(path: &Path) -> io::Result<(String, Option<Language>)> {
    let text = fs::read_to_string(path)?;
    let prefix = &text.as_bytes()[..text.len().min(CONTENT_PREFIX)];
    let language = detect(&path.to_string_lossy(), prefix);
    Ok((text, language))
}

fn registry() -> Result<Vec<PathBuf>> {
    let home = match std::env::var_os("CARGO_HOME") {
        Some(home) if !home.is_empty() => PathBuf::from(home),
        _ => std::env::home_dir().ok_or("no home folder: name folders with sources")?.join(".cargo"),
    };
    let folder = home.join("registry/src");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?)
}

fn python_library() -> Result<PathBuf> {
    let question = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let output = Command::new("python3").args(["-I", "-c", question]).output();
    let output = output.map_err(|error| format!("python3 cannot be started: {error}"))?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}

/// `arrow-array-59.1.0` is `arrow-array`.
fn unversioned(name: &str) -> &str {
    match name.rsplit_once('-') {
        Some((name, version)) if version.starts_with(|first: char| first.is_ascii_digit()) => name,
        _ => name,
    }
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let kind = fs::symlink_metadata(path)?.file_type();
    let named = |names: &[&str], part: Option<&std::ffi::OsStr>| {
        part.is_some_and(|part| names.iter().any(|name| part == *name))
    };
    if kind.is_file() && named(&EXTENSIONS, path.extension()) {
        found.push(path.to_owned());
    }
    if kind.is_dir() && !named(&["site-packages", "dist-packages", "__pycache__"], path.file_name()) {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), found)?;
        }
    }
    Ok(())
}
