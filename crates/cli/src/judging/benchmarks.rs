//! Benchmarks by name or file.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use trommel_bench::{Benchmark, CATALOGUE, How, Mapping, Origin, Step};
use trommel_pipeline::{Event, Events};

use crate::judging::kit::Kit;

/// A benchmark of the list.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Tasks, where it is here or known.
    pub tasks: Option<usize>,
    /// The SHA-256 of the version that is here.
    pub sha256: Option<String>,
    /// Its licence.
    pub licence: String,
    /// Where it comes from.
    pub source: String,
}

/// The benchmark that a name or a file means; fetched where a package carries it and it is not here.
pub fn resolve(kit: &Kit, name: &str, map: Option<&str>, events: &dyn Events) -> Result<Benchmark> {
    let file = Path::new(name);
    if file.is_file() {
        let title = file.file_name().unwrap_or_default().to_string_lossy();
        let title = title.split('.').next().unwrap_or_default().to_owned();
        return Ok(trommel_bench::open(&title, file, &how(map)?)?);
    }
    fetch(kit, name, events)
}

/// The benchmark of a name, fetched where it is not here.
pub fn fetch(kit: &Kit, name: &str, events: &dyn Events) -> Result<Benchmark> {
    let benchmark = trommel_bench::fetch(kit.cache(), name, |step| match step {
        Step::Cached | Step::Checking { .. } => {}
        Step::Running { command } => events.on(Event::Note(&command)),
    })?;
    Ok(benchmark)
}

/// Keeps a benchmark's file.
pub fn import(kit: &Kit, name: &str, file: &Path, map: Option<&str>) -> Result<Benchmark> {
    Ok(trommel_bench::import(kit.cache(), name, file, &how(map)?)?)
}

/// How a file is read: `id=task,tests=asserts`, or a TOML file that says it.
fn how(map: Option<&str>) -> Result<How> {
    let Some(map) = map else { return Ok(How::ByFields) };
    if map.contains('=') {
        return Ok(How::Mapping(Box::new(Mapping::of_pairs(map)?)));
    }
    let read = || -> Result<Mapping> { Ok(toml::from_str(&std::fs::read_to_string(map)?)?) };
    Ok(How::Mapping(Box::new(read().with_context(|| format!("reading the mapping `{map}`"))?)))
}

/// Those with a name, and those that were imported.
pub fn list(kit: &Kit) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = CATALOGUE
        .iter()
        .map(|known| Entry {
            name: known.name.to_owned(),
            tasks: known.versions.first().map(|version| version.tasks),
            sha256: None,
            licence: known.licence.to_owned(),
            source: match known.origin {
                Origin::Pip { package, version, .. } => format!("PyPI package {package} {version}"),
                Origin::File { file, from } => format!("{file} of {from}"),
            },
        })
        .collect();
    for name in trommel_bench::names(kit.cache())? {
        let versions = trommel_bench::versions(kit.cache(), &name)?;
        let Some(record) = versions.last() else { continue };
        match entries.iter_mut().find(|entry| entry.name == name) {
            Some(entry) => (entry.tasks, entry.sha256) = (Some(record.tasks), Some(record.sha256.clone())),
            None => entries.push(Entry {
                name,
                tasks: Some(record.tasks),
                sha256: Some(record.sha256.clone()),
                licence: "–".to_owned(),
                source: record.source.clone(),
            }),
        }
    }
    Ok(entries)
}
