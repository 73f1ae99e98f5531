//! The arguments.

use std::path::PathBuf;

const USAGE: &str = "[DIR …] [--limit-mb N] [--threads N] [--rounds N] [--json FILE]";

/// What this process is to do.
pub enum Options {
    Compare(Compare),
    Child(Child),
}

/// Measure all rows.
pub struct Compare {
    /// Where documents are; empty for the default.
    pub folders: Vec<PathBuf>,
    /// Bytes of documents at most.
    pub limit: u64,
    /// Threads of the row `near-dup`; every other row has one.
    pub threads: usize,
    pub rounds: usize,
    pub json: Option<PathBuf>,
}

/// Measure one row.
pub struct Child {
    pub row: String,
    pub list: PathBuf,
    pub threads: usize,
}

impl Options {
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut compare = Compare { folders: Vec::new(), limit: 120_000_000, threads: 1, rounds: 3, json: None };
        let (mut row, mut list) = (None, None);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word}: expected a value; {USAGE}"));
            match word.as_str() {
                "--limit-mb" => compare.limit = 1_000_000 * number(&word, &value()?)? as u64,
                "--threads" => compare.threads = number(&word, &value()?)?,
                "--rounds" => compare.rounds = number(&word, &value()?)?,
                "--json" => compare.json = Some(value()?.into()),
                "--row" => row = Some(value()?),
                "--list" => list = Some(PathBuf::from(value()?)),
                "--bench" => {} // Cargo says so to every benchmark.
                option if option.starts_with('-') => return Err(format!("{option}: unknown; {USAGE}")),
                _ => compare.folders.push(word.into()),
            }
        }
        match (row, list) {
            (Some(row), Some(list)) => Ok(Options::Child(Child { row, list, threads: compare.threads })),
            _ => Ok(Options::Compare(compare)),
        }
    }
}

fn number(option: &str, value: &str) -> Result<usize, String> {
    let parsed = value.parse().ok().filter(|number| *number > 0);
    parsed.ok_or_else(|| format!("{option}: `{value}` is not a whole number above 0"))
}
