//! The log of a scored run: one line a verdict, appended as it is made. A run that is killed takes up where its log ends.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Seek, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use trommel_bench::Judged;

/// An append-only log of verdicts by the key of their job.
pub struct Log {
    file: File,
}

#[derive(Serialize, Deserialize)]
struct Line<J> {
    key: String,
    judged: J,
}

impl Log {
    /// Opens the log and reads what it holds. A torn last line is cut off; another line that cannot be read is skipped, and how
    /// many were is the second result.
    pub fn open(path: &Path) -> Result<(Log, HashMap<String, Judged>, usize)> {
        let open = || OpenOptions::new().read(true).append(true).create(true).open(path);
        let mut file = open().with_context(|| format!("opening the log `{}`", path.display()))?;
        let (held, skipped, end) = read(&file).with_context(|| format!("reading the log `{}`", path.display()))?;
        file.set_len(end).and_then(|()| file.seek(std::io::SeekFrom::End(0))).context("cutting a torn line off")?;
        Ok((Log { file }, held, skipped))
    }

    /// Appends a verdict, in one write.
    pub fn append(&mut self, key: &str, judged: &Judged) -> Result<()> {
        let mut line = serde_json::to_vec(&Line { key: key.to_owned(), judged })?;
        line.push(b'\n');
        self.file.write_all(&line).context("appending to the log")
    }
}

/// The verdicts, how many lines could not be read, and where the last whole line ends.
fn read(file: &File) -> Result<(HashMap<String, Judged>, usize, u64)> {
    let (mut held, mut skipped, mut end) = (HashMap::new(), 0, 0);
    let mut reader = BufReader::new(file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            return Ok((held, skipped, end));
        }
        end += read as u64;
        match serde_json::from_slice::<Line<Judged>>(&line) {
            // What failed for the machine's sake is tried again.
            Ok(line) if line.judged.verdict.counts() => drop(held.insert(line.key, line.judged)),
            Ok(_) => {}
            Err(_) => skipped += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use trommel_bench::Verdict;

    use super::*;

    #[test]
    fn a_torn_last_line_is_cut_off_and_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        let judged = Judged::not_run(Verdict::Passed, "");
        let (mut log, held, _) = Log::open(&path).unwrap();
        assert!(held.is_empty());
        log.append("a", &judged).unwrap();
        log.append("b", &judged).unwrap();
        drop(log);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 9]).unwrap();
        let (mut log, held, skipped) = Log::open(&path).unwrap();
        assert_eq!((held.keys().cloned().collect::<Vec<_>>(), skipped), (vec!["a".to_owned()], 0));
        log.append("b", &judged).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
}
