//! Benchmarks on this machine: `<cache>/bench/<name>/<sha256>/`, with the file as it came and what is known of it.
//!
//! The file itself is kept, not the tasks made of it: it is checked against its digest whenever it is loaded, and a reader that
//! learns something new needs no second import.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use flate2::bufread::MultiGzDecoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{BenchError, Benchmark, Format, Known, Mapping, Place, checker, read, read_as, read_mapped};

/// What is kept beside a file: `benchmark.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The benchmark's name.
    pub name: String,
    /// The SHA-256 of the file, unpacked.
    pub sha256: String,
    /// The name of the file it came from.
    pub source: String,
    /// The name of its format; none where a mapping reads it.
    pub format: Option<String>,
    /// The mapping that reads it.
    pub mapping: Option<Mapping>,
    /// How many tasks it has.
    pub tasks: usize,
    /// The programs that check its outputs and lay beside its file: path, relative to it, and SHA-256.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checkers: BTreeMap<String, String>,
}

/// How a file is read.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum How {
    /// Its fields tell.
    #[default]
    ByFields,
    /// In this format.
    Format(Format),
    /// By this mapping.
    Mapping(Box<Mapping>),
}

/// The most bytes of a benchmark's file.
const MAX_BYTES: u64 = 4 << 30;

const FILE: &str = "source";
const RECORD: &str = "benchmark.json";
/// The folder of what lay beside the file: checkers.
const BESIDE: &str = "beside";
/// Which of several versions is meant: the one that was imported last.
const CURRENT: &str = "current";

/// Reads a benchmark's file without keeping it.
///
/// # Errors
/// It cannot be read, or is not what `how` says.
pub fn open(name: &str, path: &Path, how: &How) -> Result<Benchmark, BenchError> {
    let bytes = bytes(path)?;
    let read = benchmark(name, &bytes, (&path.display().to_string(), beside(path)), how)?;
    Ok(read.benchmark)
}

/// Imports a benchmark's file under a name, which need not be one of the catalogue; one that is must have the catalogue's format,
/// and, where the file is a known one, its number of tasks.
///
/// # Errors
/// It cannot be read or kept, or is not what `how` or the catalogue says.
pub fn import(cache: &Path, name: &str, path: &Path, how: &How) -> Result<Benchmark, BenchError> {
    import_bytes(cache, name, &bytes(path)?, &path.display().to_string(), how)
}

pub(crate) fn import_bytes(
    cache: &Path,
    name: &str,
    bytes: &[u8],
    source: &str,
    how: &How,
) -> Result<Benchmark, BenchError> {
    let folder = folder(cache, name)?;
    let how = match (how, Known::of_name(name)) {
        (How::ByFields, Ok(known)) => &How::Format(known.format),
        _ => how,
    };
    let Read { benchmark, format, checkers } = benchmark(name, bytes, (source, beside(Path::new(source))), how)?;
    let version = Known::of_name(name).ok().and_then(|known| known.version(&benchmark.sha256));
    if let Some(version) = version.filter(|version| version.tasks != benchmark.tasks.len()) {
        return Err(BenchError::bad(
            &Place::new(source, 0),
            format!("{} tasks", benchmark.tasks.len()),
            format!("{}, which this file of {name} has", version.tasks),
        ));
    }
    let record = Record {
        name: name.into(),
        sha256: benchmark.sha256.clone(),
        source: Path::new(source).file_name().unwrap_or_default().to_string_lossy().into_owned(),
        format: format.map(|format| format.name().to_owned()),
        mapping: match how {
            How::Mapping(mapping) => Some(mapping.as_ref().clone()),
            _ => None,
        },
        tasks: benchmark.tasks.len(),
        checkers: digests(&checkers),
    };
    publish(&folder, &record, bytes, &checkers)?;
    Ok(benchmark)
}

/// Loads a benchmark that was imported or fetched: the version `sha256`, or the one that came last.
///
/// # Errors
/// It is not there, or was changed.
pub fn load(cache: &Path, name: &str, sha256: Option<&str>) -> Result<Benchmark, BenchError> {
    let folder = folder(cache, name)?;
    let Some(sha256) = sha256.map(str::to_owned).or_else(|| current(&folder)) else {
        return Err(absent(name, "it was neither fetched nor imported"));
    };
    let folder = folder.join(check_digest(&sha256)?);
    if !folder.join(RECORD).is_file() {
        return Err(absent(name, &format!("no version {sha256} of it was imported")));
    }
    let record = record(&folder)?;
    let path = folder.join(FILE);
    let bytes = bytes(&path)?;
    let how = match (&record.mapping, record.format.as_deref().map(Format::of_name)) {
        (Some(mapping), _) => How::Mapping(Box::new(mapping.clone())),
        (None, Some(Some(format))) => How::Format(format),
        _ => How::ByFields,
    };
    let Read { benchmark, checkers, .. } = benchmark(name, &bytes, (&record.source, &folder.join(BESIDE)), &how)?;
    let changed = |path, found, expected| BenchError::Checksum {
        path,
        found,
        expected,
        hint: format!("the cache was changed; import or fetch `{name}` again"),
    };
    if benchmark.sha256 != sha256 {
        return Err(changed(path, benchmark.sha256, sha256));
    }
    for (checker, found) in digests(&checkers) {
        let expected = record.checkers.get(&checker).cloned().unwrap_or_else(|| "none".into());
        if found != expected {
            return Err(changed(folder.join(BESIDE).join(checker), found, expected));
        }
    }
    Ok(benchmark)
}

/// What is known of the versions of a benchmark that are here, by digest.
///
/// # Errors
/// The cache cannot be read.
pub fn versions(cache: &Path, name: &str) -> Result<Vec<Record>, BenchError> {
    let folder = folder(cache, name)?;
    let mut names: Vec<PathBuf> = match fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(BenchError::io(folder.display().to_string(), error)),
    };
    names.sort();
    names.iter().filter(|path| path.join(RECORD).is_file()).map(|path| record(path)).collect()
}

/// The names of all benchmarks that are here.
///
/// # Errors
/// The cache cannot be read.
pub fn names(cache: &Path) -> Result<Vec<String>, BenchError> {
    let folder = cache.join("bench");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(BenchError::io(folder.display().to_string(), error)),
    };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join(CURRENT).is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

fn absent(name: &str, why: &str) -> BenchError {
    let hint = Known::of_name(name)
        .map_or_else(|_| format!("`trommel bench import {name} <file>` with its file"), Known::how_to_get);
    BenchError::Absent { name: name.into(), why: why.into(), hint }
}

/// What was read.
struct Read {
    benchmark: Benchmark,
    format: Option<Format>,
    /// The checkers that lay beside the file, by path.
    checkers: BTreeMap<String, String>,
}

/// From a file's bytes, its name in messages, and the folder that its checkers' paths start from.
fn benchmark(name: &str, bytes: &[u8], (source, folder): (&str, &Path), how: &How) -> Result<Read, BenchError> {
    let (mut tasks, format) = match how {
        How::ByFields => read(bytes, source).map(|(format, tasks)| (tasks, Some(format)))?,
        How::Format(format) => (read_as(*format, bytes, source)?, Some(*format)),
        How::Mapping(mapping) => (read_mapped(bytes, source, mapping)?, None),
    };
    let checkers = checker::beside(&mut tasks, folder, source)?;
    Ok(Read { benchmark: Benchmark { name: name.into(), sha256: digest(bytes, source)?, tasks }, format, checkers })
}

fn beside(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

fn digests(checkers: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    checkers.iter().map(|(path, text)| (path.clone(), hex(&Sha256::digest(text)))).collect()
}

/// The SHA-256 of a file, unpacked.
fn digest(bytes: &[u8], source: &str) -> Result<String, BenchError> {
    let mut hasher = Sha256::new();
    if bytes.starts_with(&[0x1F, 0x8B]) {
        let mut from = MultiGzDecoder::new(bytes);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match from.read(&mut buffer).map_err(|error| BenchError::io(source, error))? {
                0 => break,
                count => hasher.update(&buffer[..count]),
            }
        }
    } else {
        hasher.update(bytes);
    }
    Ok(hex(&hasher.finalize()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts a version into the cache, whole or not at all, and makes it the current one.
fn publish(
    folder: &Path,
    record: &Record,
    bytes: &[u8],
    checkers: &BTreeMap<String, String>,
) -> Result<(), BenchError> {
    let error = |path: &Path| {
        let path = path.display().to_string();
        move |error| BenchError::io(path, error)
    };
    fs::create_dir_all(folder).map_err(error(folder))?;
    let whole = folder.join(&record.sha256);
    if !whole.join(RECORD).is_file() || self::record(&whole)? != *record {
        let part = tempfile::Builder::new().prefix(".part-").tempdir_in(folder).map_err(error(folder))?;
        write(&part.path().join(FILE), bytes)?;
        for (path, text) in checkers {
            let path = part.path().join(BESIDE).join(path);
            fs::create_dir_all(beside(&path)).map_err(error(&path))?;
            write(&path, text.as_bytes())?;
        }
        let json = serde_json::to_vec_pretty(record).map_err(|bad| error(folder)(bad.into()))?;
        write(&part.path().join(RECORD), &json)?;
        if whole.exists() {
            fs::remove_dir_all(&whole).map_err(error(&whole))?;
        }
        let part = part.keep();
        match fs::rename(&part, &whole) {
            Ok(()) => {}
            // Someone else was faster with the same file.
            Err(_) if whole.join(RECORD).is_file() => fs::remove_dir_all(&part).map_err(error(&part))?,
            Err(bad) => return Err(error(&whole)(bad)),
        }
    }
    let mut name = tempfile::NamedTempFile::new_in(folder).map_err(error(folder))?;
    name.write_all(record.sha256.as_bytes()).map_err(error(folder))?;
    name.persist(folder.join(CURRENT)).map_err(|bad| error(folder)(bad.error))?;
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), BenchError> {
    let error = |error| BenchError::io(path.display().to_string(), error);
    let mut file = fs::File::create(path).map_err(error)?;
    file.write_all(bytes).map_err(error)?;
    file.sync_all().map_err(error)
}

fn bytes(path: &Path) -> Result<Vec<u8>, BenchError> {
    let error = |error| BenchError::io(path.display().to_string(), error);
    let mut bytes = Vec::new();
    fs::File::open(path).map_err(error)?.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(error)?;
    if bytes.len() as u64 > MAX_BYTES {
        let place = Place::new(&path.display().to_string(), 0);
        return Err(BenchError::bad(&place, format!("a file of more than {MAX_BYTES} bytes"), "a benchmark's file"));
    }
    Ok(bytes)
}

fn record(folder: &Path) -> Result<Record, BenchError> {
    let path = folder.join(RECORD);
    let text = bytes(&path)?;
    serde_json::from_slice(&text).map_err(|error| {
        BenchError::bad(&Place::new(&path.display().to_string(), 0), format!("what is no record ({error})"), "a record")
            .with_hint("remove the folder, and import or fetch the benchmark again")
    })
}

fn current(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(CURRENT)).ok().map(|digest| digest.trim().to_owned())
}

/// The folder of a benchmark; its name must be one that can be a folder's.
fn folder(cache: &Path, name: &str) -> Result<PathBuf, BenchError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'.');
    if name.is_empty() || name.len() > 64 || name.starts_with('.') || !name.bytes().all(plain) {
        let shown: String = name.chars().take(80).collect();
        let place = Place::new("the benchmark's name", 0);
        return Err(BenchError::bad(&place, format!("{shown:?}"), "up to 64 letters, digits, `-`, `_`, `+`, `.`"));
    }
    Ok(cache.join("bench").join(name))
}

fn check_digest(digest: &str) -> Result<&str, BenchError> {
    if digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(digest);
    }
    let shown: String = digest.chars().take(80).collect();
    Err(BenchError::bad(&Place::new("the benchmark's version", 0), format!("{shown:?}"), "a sha256 of 64 hex digits"))
}

#[cfg(test)]
mod tests;
