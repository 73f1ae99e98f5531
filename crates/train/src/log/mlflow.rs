//! An MLflow file store: `<experiment>/<run>/{meta.yaml,metrics/<key>,params/<key>,tags/<key>}`, as MLflow's own
//! `FileStore` writes it.
//!
//! A run that is killed leaves a store that MLflow reads: a file appears with its first whole line, lines are added whole,
//! and the run stays `RUNNING` until it goes on.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use trommel_model::store::write_atomic;

use super::experiment::{experiment, field, meta, millis, uri};
use crate::card::Lineage;
use crate::checkpoint::Manifest;
use crate::config::MlflowConfig;
use crate::error::{Error, Result};

/// What became of a run, by MLflow's numbers (`RunStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Running = 1,
    Finished = 3,
    Failed = 4,
    Killed = 5,
}

/// MLflow's number of a run on this machine (`SourceType.LOCAL`).
const LOCAL: u32 = 4;

/// The file in the training run's folder that says which run of the store is its own.
const MINE: &str = "mlflow.json";

/// One run of a store, open.
pub(crate) struct MlflowRun {
    folder: PathBuf,
    mine: Mine,
    name: String,
    start: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mine {
    experiment_id: String,
    run_id: String,
}

impl MlflowRun {
    /// Begins a run, or takes up the one that `output` began: metrics of steps after `step` are cut off, as the steps are
    /// done again. `now` in seconds since 1970.
    pub(crate) fn open(
        output: &Path,
        config: &MlflowConfig,
        manifest: &Manifest,
        lineage: &Lineage,
        step: u64,
        now: f64,
    ) -> Result<Self> {
        let store = output.join(&config.folder);
        let store = std::path::absolute(&store).map_err(Error::file(&store))?;
        let experiment_id = experiment(&store, &config.experiment, now)?;
        let mine = own(output, &store, experiment_id, manifest)?;
        let folder = store.join(&mine.experiment_id).join(&mine.run_id);
        let begun = fs::read_to_string(folder.join("meta.yaml")).ok();
        let start = begun.and_then(|text| field(&text, "start_time")?.parse().ok()).unwrap_or(millis(now));
        let name = output.file_name().map_or_else(|| "run".to_owned(), |name| name.to_string_lossy().into_owned());
        let run = Self { folder, mine, name, start };
        // MLflow 3 takes a folder without these for no run, even if it has no artifacts.
        for part in ["metrics", "params", "tags", "artifacts"] {
            let path = run.folder.join(part);
            fs::create_dir_all(&path).map_err(Error::file(&path))?;
        }
        cut(&run.folder.join("metrics"), step, &run.folder)?;
        for (key, value) in parameters(manifest) {
            run.place("params", &key, &value)?;
        }
        let tags = [
            ("mlflow.runName", run.name.as_str()),
            ("mlflow.source.name", "trommel"),
            ("mlflow.source.type", "LOCAL"),
            ("dataset", &lineage.dataset),
            ("dataset.root_hash", &lineage.root_hash),
            ("trommel.version", &manifest.version),
        ];
        for (key, value) in tags {
            run.place("tags", key, value)?;
        }
        run.meta(Status::Running, None)?;
        Ok(run)
    }

    /// Adds values of one step.
    pub(crate) fn scalars(&self, now: f64, step: u64, values: &[(&str, f64)]) -> Result<()> {
        for (tag, value) in values {
            let (key, line) = (key(tag), format!("{} {value} {step}\n", millis(now)));
            let path = self.folder.join("metrics").join(&key);
            match OpenOptions::new().append(true).open(&path) {
                // In one call: a process that is killed leaves the whole line, or nothing of it.
                Ok(mut file) => file.write_all(line.as_bytes()).map_err(Error::file(&path))?,
                Err(error) if error.kind() == ErrorKind::NotFound => self.place("metrics", &key, &line)?,
                Err(error) => return Err(Error::file(&path)(error)),
            }
        }
        Ok(())
    }

    /// Ends the run.
    pub(crate) fn end(&self, now: f64, status: Status) -> Result<()> {
        self.meta(status, Some(millis(now)))
    }

    fn meta(&self, status: Status, end: Option<u64>) -> Result<()> {
        let fields = json!({
            "artifact_uri": uri(&self.folder.join("artifacts")),
            "end_time": end,
            "entry_point_name": "",
            "experiment_id": self.mine.experiment_id,
            "lifecycle_stage": "active",
            "run_id": self.mine.run_id,
            "run_name": self.name,
            "run_uuid": self.mine.run_id,
            "source_name": "",
            "source_type": LOCAL,
            "source_version": "",
            "start_time": self.start,
            "status": status as u32,
            "tags": [],
            "user_id": "",
        });
        meta(&self.folder, &fields)
    }

    fn place(&self, part: &str, key: &str, text: &str) -> Result<()> {
        put(&self.folder.join(part).join(key), text, &self.folder)
    }
}

/// The run of the store that is this output's: the one that it began, or a new one. Runs of the same settings and data
/// are told apart by a number that is free.
fn own(output: &Path, store: &Path, experiment_id: String, manifest: &Manifest) -> Result<Mine> {
    let path = output.join(MINE);
    let before = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Mine>(&bytes).ok());
    if let Some(mine) = before.filter(|mine| mine.experiment_id == experiment_id) {
        let folder = store.join(&experiment_id).join(&mine.run_id);
        fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        return Ok(mine);
    }
    for number in 0u64.. {
        let Manifest { config_hash, data_fingerprint, tokenizer_hash, .. } = manifest;
        let text = format!("{config_hash} {data_fingerprint} {tokenizer_hash} {number}");
        let run_id = blake3::hash(text.as_bytes()).to_hex()[..32].to_owned();
        let folder = store.join(&experiment_id).join(&run_id);
        if folder.exists() {
            continue;
        }
        let mine = Mine { experiment_id: experiment_id.clone(), run_id };
        let text = serde_json::to_string(&mine).expect("plain data");
        write_atomic(&path, |out| out.write_all(text.as_bytes()))?;
        match fs::create_dir(&folder) {
            // Another process was faster.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => return made.map(|()| mine).map_err(Error::file(&folder)),
        }
    }
    unreachable!("some number is free")
}

/// Cuts lines of steps after `step` off every file below `folder`, with what a crash left of a line.
fn cut(folder: &Path, step: u64, run: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.is_dir() {
            cut(&path, step, run)?;
            continue;
        }
        let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let of = |line: &str| line.strip_suffix('\n')?.rsplit(' ').next()?.parse::<u64>().ok();
        let kept: String = text.split_inclusive('\n').filter(|line| of(line).is_some_and(|of| of <= step)).collect();
        match kept.is_empty() {
            // MLflow refuses a metric without values.
            true => fs::remove_file(&path).map_err(Error::file(&path))?,
            false => put(&path, &kept, run)?,
        }
    }
    Ok(())
}

/// Writes a file as a whole. What it is called until then lies in the run's folder: MLflow takes any file among metrics for
/// one.
fn put(path: &Path, text: &str, run: &Path) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::file(parent))?;
    }
    let partial = run.join("partial");
    let write = || -> std::io::Result<()> {
        fs::write(&partial, text)?;
        fs::rename(&partial, path)
    };
    write().map_err(Error::file(path))
}

/// The settings by their paths, without those of `save`, which may change between two parts of a run.
fn parameters(manifest: &Manifest) -> Vec<(String, String)> {
    let mut settings = serde_json::to_value(&manifest.config).expect("a configuration is plain data");
    settings.as_object_mut().map(|fields| fields.remove("save"));
    let mut found = vec![("steps".to_owned(), manifest.steps.to_string())];
    if let Value::Object(fields) = &settings {
        flatten("", fields, &mut found);
    }
    found
}

fn flatten(prefix: &str, fields: &Map<String, Value>, found: &mut Vec<(String, String)>) {
    for (name, value) in fields {
        let path = format!("{prefix}{name}");
        match value {
            Value::Null => {}
            Value::Object(inner) if !inner.is_empty() => flatten(&format!("{path}."), inner, found),
            Value::String(text) => found.push((key(&path), text.clone())),
            other => found.push((key(&path), other.to_string())),
        }
    }
}

/// A name as MLflow takes it, and as a path that leads nowhere else: other characters than letters, digits and `_-. /` are
/// written in hexadecimal behind `_`.
fn key(name: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || "_-. /".contains(c);
    let mut key = String::new();
    for letter in name.chars() {
        match allowed(letter) {
            true => key.push(letter),
            false => key.push_str(&format!("_{:x}", u32::from(letter))),
        }
    }
    let part = |part: &str| if part.chars().all(|c| c == '.') { format!("_{part}") } else { part.to_owned() };
    key.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_the_run() {
        assert_eq!((key("train/loss"), key("c++_loss/train")), ("train/loss".into(), "c_2b_2b_loss/train".into()));
        assert_eq!((key("../../x"), key("/x"), key("a//b")), ("_../_../x".into(), "_/x".into(), "a/_/b".into()));
        assert_eq!(
            (key("."), key(""), key("löss a.b"), key("a\nb")),
            ("_.".into(), "_".into(), "löss a.b".into(), "a_ab".into())
        );
    }

    #[test]
    fn what_is_kept_are_whole_lines_of_steps_that_are_done() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join("metrics").join(name);
        fs::create_dir_all(at("train")).unwrap();
        fs::write(at("train/loss"), "1 0.5 9\n1 0.25 10\n1 0.125 11\n1 0.1 1").unwrap();
        fs::write(at("late"), "1 0.5 11\n").unwrap();
        cut(&folder.path().join("metrics"), 10, folder.path()).unwrap();
        assert_eq!(fs::read_to_string(at("train/loss")).unwrap(), "1 0.5 9\n1 0.25 10\n");
        assert!(!at("late").exists());
    }
}
