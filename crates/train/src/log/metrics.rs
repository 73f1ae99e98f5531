//! `metrics.jsonl`, a line a step and an evaluation, and `timings.jsonl`, which alone has wall-clock times.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Error, Result};

/// `metrics.jsonl`: the same bytes for the same run, interrupted or not.
pub(crate) struct Metrics {
    path: PathBuf,
    out: File,
}

impl Metrics {
    /// Opens the file; lines of steps after `step` are cut off, as the steps are done again.
    pub(crate) fn open(folder: &Path, step: u64) -> Result<Self> {
        let path = folder.join("metrics.jsonl");
        let mut kept = String::new();
        if let Ok(old) = File::open(&path) {
            for line in BufReader::new(old).lines() {
                let line = line.map_err(Error::file(&path))?;
                let of = serde_json::from_str::<Value>(&line).ok().and_then(|value| value["step"].as_u64());
                // A line that a crash cut short is of a step that is done again.
                if of.is_some_and(|of| of <= step) {
                    kept.push_str(&line);
                    kept.push('\n');
                }
            }
        }
        trommel_model::store::write_atomic(&path, |out| out.write_all(kept.as_bytes()))?;
        let out = OpenOptions::new().append(true).open(&path).map_err(Error::file(&path))?;
        Ok(Self { path, out })
    }

    /// Adds a line; it must have the key `step`.
    pub(crate) fn line(&mut self, line: &Value) -> Result<()> {
        self.out.write_all(format!("{line}\n").as_bytes()).map_err(Error::file(&self.path))
    }
}

/// `timings.jsonl`.
pub(crate) struct Timings {
    path: PathBuf,
    out: File,
}

impl Timings {
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let path = folder.join("timings.jsonl");
        let out = OpenOptions::new().create(true).append(true).open(&path).map_err(Error::file(&path))?;
        Ok(Self { path, out })
    }

    pub(crate) fn line(&mut self, line: &Value) -> Result<()> {
        self.out.write_all(format!("{line}\n").as_bytes()).map_err(Error::file(&self.path))
    }
}
