//! Everything that a run needs before its first step.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::PathBuf;

use crate::checkpoint::{Manifest, Restored, latest, read};
use crate::config::{Method, ModelSpec, Monitor, Phase};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::evaluate::Held;
use crate::job::Job;
use crate::preview::{Preview, count_steps, needs_languages, probe};
use crate::start::{Start, base, start};

pub(super) struct Opened {
    pub held: Option<Held>,
    pub preview: Preview,
    pub manifest: Manifest,
    pub start: Start,
    pub restored: Option<(PathBuf, Restored)>,
    /// What adapter files call the model below them.
    pub base: String,
    /// Held as long as the run goes on.
    pub lock: File,
}

/// The file that a run holds while it works in its folder; the system lets it go, whatever ends the run.
const LOCK: &str = "run.lock";

/// The training split.
pub(super) fn table(job: &Job) -> Result<Table> {
    job.config.check()?;
    let table = Table::open(job.train, needs_languages(job.config))?;
    phases(job, &table)?;
    Ok(table)
}

/// A phase without rows is found before the first begins, not when it is over. Reads until each has a row.
fn phases(job: &Job, table: &Table) -> Result<()> {
    let mut without: Vec<&Phase> = job.config.data.phases.iter().collect();
    let mut found = BTreeSet::new();
    for group in table.groups() {
        if without.is_empty() {
            break;
        }
        for row in table.read(*group, u64::MAX)? {
            without.retain(|phase| !phase.languages.is_empty() && !phase.languages.contains(&row.language));
            found.insert(row.language);
        }
    }
    let Some(phase) = without.first() else { return Ok(()) };
    let there = found.into_iter().collect::<Vec<_>>().join(", ");
    let expected = format!("languages that the training split has: {there}");
    Err(Error::setting("data.phases", format!("with a phase of {} alone", phase.languages.join(", ")), expected))
}

pub(super) fn open(job: &Job, table: &Table) -> Result<Opened> {
    let config = job.config;
    std::fs::create_dir_all(job.output).map_err(Error::file(job.output))?;
    let path = job.output.join(LOCK);
    let lock = File::create(&path).map_err(Error::file(&path))?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        return Err(Error::format(job.output, "another training at work", "a folder of its own for each"));
    }
    let held = held(job)?;
    let found = latest(job.output)?;
    if let (Some((_, path)), false) = (&found, job.resume) {
        let expected = "a folder without checkpoints, or `resume`";
        return Err(Error::format(path, "a checkpoint of an earlier run", expected));
    }
    // The same for every part of an interrupted run, so that its files are.
    let steps = count_steps(job, table)?;
    let manifest = Manifest::new(config, steps, table.fingerprint(), job.tokenizer, &job.lineage)?;
    let preview = probe(job, table, steps)?;
    let mut start = start(config, job.tokenizer, table, &job.device)?;
    let restored = match found {
        Some((_, path)) => {
            let restored = read(&path, &manifest, &mut start)?;
            Some((path, restored))
        }
        None => None,
    };
    let base = below(job)?;
    Ok(Opened { held, preview, manifest, start, restored, base, lock })
}

fn held(job: &Job) -> Result<Option<Held>> {
    let Some(evaluation) = &job.config.evaluation else { return Ok(None) };
    if evaluation.monitor == Monitor::PassRate && job.pass_rate.is_none() {
        let expected = "a benchmark to measure it on (`pass = { benchmark = … }`), or `auto` or `loss`";
        return Err(Error::setting(
            "evaluation.monitor",
            "`pass-rate`, without anything that runs completions",
            expected,
        ));
    }
    if job.evaluation.is_empty() {
        if job.pass_rate.is_none() {
            let expected = "files of an evaluation split, or a scorer of completions";
            return Err(Error::setting("evaluation", "set, without anything to evaluate on", expected));
        }
        return Ok(None);
    }
    let table = Table::open(job.evaluation, false)?;
    Ok(Some(Held::read(&table, job.tokenizer, job.config, evaluation.rows)?))
}

/// An adapter on a model of random parameters needs those parameters: they are saved once.
fn below(job: &Job) -> Result<String> {
    match &job.config.model {
        ModelSpec::Checkpoint(path) => Ok(path.display().to_string()),
        ModelSpec::Shape(_) if matches!(job.config.method, Method::Full { .. }) => Ok(String::new()),
        ModelSpec::Shape(_) => {
            let folder = job.output.join("base");
            if !folder.join("config.json").exists() {
                base(job.config, job.tokenizer, &job.device)?.save(&folder, None)?;
            }
            // Seen from the adapter's own folder; PEFT must be told the path.
            Ok("../base".to_owned())
        }
    }
}
