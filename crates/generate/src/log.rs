//! What is done so far, in a file that only grows: a run that was stopped goes on where it was.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use trommel_model::store::write_atomic;

use crate::error::{GenerateError, Result};
use crate::generator::Job;
use crate::prompt::Prompt;
use crate::record::Row;

/// The log of one output. Rows are keyed by task, sample, seed and the run's digest: rows of other runs stay in the file
/// and are not looked at.
pub struct Log {
    path: PathBuf,
    file: File,
    run: String,
    seed: u64,
    rows: BTreeMap<(String, u32), Row>,
    other: u64,
    torn: bool,
}

/// A line of the log.
#[derive(Serialize, Deserialize)]
struct Line {
    run: String,
    #[serde(flatten)]
    row: Row,
}

impl Log {
    /// Opens or begins a log for a run ([`crate::Run::digest`]) with a seed. A last line without its end, as a process
    /// that was killed leaves it, is cut off and generated again.
    ///
    /// # Errors
    /// When the file cannot be read or written, or another line is no row.
    pub fn open(path: &Path, run: &str, seed: u64) -> Result<Self> {
        let io = || GenerateError::io(path);
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(io())?;
        file.seek(SeekFrom::Start(0)).map_err(io())?;
        let (mut rows, mut other, mut torn, mut whole) = (BTreeMap::new(), 0, false, 0_u64);
        let mut reader = BufReader::new(&file);
        let mut bytes = Vec::new();
        for number in 1_u64.. {
            bytes.clear();
            let read = reader.read_until(b'\n', &mut bytes).map_err(io())?;
            if read == 0 {
                break;
            }
            if bytes.last() != Some(&b'\n') {
                torn = true;
                break;
            }
            whole += read as u64;
            let line: Line = serde_json::from_slice(&bytes).map_err(|error| GenerateError::Format {
                path: path.to_owned(),
                line: Some(number),
                found: error.to_string(),
                expected: "a row of a log of generation; move the file away to begin anew",
            })?;
            if line.run == run && line.row.seed == seed {
                rows.insert((line.row.task_id.clone(), line.row.sample), line.row);
            } else {
                other += 1;
            }
        }
        if torn {
            file.set_len(whole).map_err(io())?;
        }
        Ok(Self { path: path.to_owned(), file, run: run.to_owned(), seed, rows, other, torn })
    }

    /// Of these jobs those that are not done. A row whose prompt was another one counts as not done.
    #[must_use]
    pub fn missing(&self, prompts: &[Prompt], jobs: &[Job]) -> Vec<Job> {
        jobs.iter().copied().filter(|job| self.row(prompts, *job).is_none()).collect()
    }

    /// Adds a row; it is with the system when this returns.
    ///
    /// # Errors
    /// When it cannot be written: a full disk. What was there stays; a part of a line is cut off when the log is opened
    /// again.
    pub fn add(&mut self, row: Row) -> Result<()> {
        let line = Line { run: self.run.clone(), row: Row { seed: self.seed, ..row } };
        let mut bytes = serde_json::to_vec(&line).map_err(|error| GenerateError::io(&self.path)(error.into()))?;
        bytes.push(b'\n');
        self.file.write_all(&bytes).map_err(GenerateError::io(&self.path))?;
        self.rows.insert((line.row.task_id.clone(), line.row.sample), line.row);
        Ok(())
    }

    /// The rows of these jobs that are done, in their order.
    #[must_use]
    pub fn rows(&self, prompts: &[Prompt], jobs: &[Job]) -> Vec<&Row> {
        jobs.iter().filter_map(|job| self.row(prompts, *job)).collect()
    }

    /// Writes the rows of these jobs that are done to a JSON Lines file, in their order, one whole file or none.
    ///
    /// # Errors
    /// When it cannot be written; what was there stays.
    pub fn finish(&self, to: &Path, prompts: &[Prompt], jobs: &[Job]) -> Result<()> {
        let rows = self.rows(prompts, jobs);
        Ok(write_atomic(to, |out| {
            for row in rows {
                serde_json::to_writer(&mut *out, row)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })?)
    }

    /// Rows of other runs in the file.
    #[must_use]
    pub fn other_rows(&self) -> u64 {
        self.other
    }

    /// Whether a torn last line was cut off.
    #[must_use]
    pub fn was_torn(&self) -> bool {
        self.torn
    }

    fn row(&self, prompts: &[Prompt], job: Job) -> Option<&Row> {
        let prompt = &prompts[job.prompt];
        // A tuple of references is no key of this map.
        let row = self.rows.get(&(prompt.task.clone(), job.sample))?;
        (row.prompt_sha256 == prompt.sha256).then_some(row)
    }
}
