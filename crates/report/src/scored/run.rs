//! What `trommel score` left in a folder, read back.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use trommel_score::{Rate, Summary};

use super::scale::spelt;
use super::verdicts::Verdicts;
use crate::ReportError;

/// A scored run: `summary.json`, `verdicts.parquet` and the lists beside them.
#[derive(Debug, Clone)]
pub struct ScoredRun {
    /// What it is called in a report: the folder's name without `.scored`, unless [`ScoredRun::named`] says otherwise.
    pub name: String,
    /// Where it was read.
    pub folder: PathBuf,
    /// `summary.json`.
    pub told: Told,
    /// `verdicts.parquet`.
    pub(crate) verdicts: Verdicts,
    /// `cheats.jsonl`: completions that left early, claimed to equal everything, or interfered.
    pub(crate) cheats: Vec<Cheat>,
    /// `audit.jsonl`: completions whose verdict depends on how the program was taken out of them.
    pub(crate) flips: Vec<Extracted>,
    /// Seconds inside the guest of each program that was executed in this run, from `log.jsonl`; those of other runs are not known.
    pub(crate) walls: Vec<f64>,
}

/// What a run says of itself.
#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    /// The benchmark's name.
    pub benchmark: String,
    /// The SHA-256 of its file.
    pub benchmark_sha256: String,
    /// What the numbers depend on.
    pub signature: String,
    /// References that pass here, of those there are.
    pub references: Rate,
    /// The scores.
    pub summary: Summary,
    /// Programs and where their verdicts came from.
    pub rows: Programs,
    /// How programs were taken out of completions.
    pub extraction: Extraction,
    /// Programs were judged to their first failure only: FPR is a lower bound.
    pub first_failure_only: bool,
    /// Tasks left out because they have no completion.
    #[serde(default)]
    pub missing: Vec<String>,
    /// What a person should know of the completions' file.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Metrics of texts beside the references, by name; none where the run was scored without.
    #[serde(default)]
    pub metrics: BTreeMap<String, MetricValue>,
}

/// Programs of a run.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Programs {
    /// Distinct ones.
    pub programs: u64,
    /// Of them, executed in this run; the verdicts of the others were known before.
    pub executed: u64,
}

/// How programs were taken out of completions.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Extraction {
    /// Completions that were taken as they came.
    pub as_it_came: u64,
    /// Completions judged a second time as they came.
    pub judged_twice: u64,
}

/// A metric of a run, on the scale of the metric.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MetricValue {
    /// Of all pairs together.
    pub value: f64,
    /// The lower end of its 95 % interval over tasks.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// What the number depends on.
    pub signature: String,
    /// Pairs that count.
    #[serde(default)]
    pub pairs: Option<u64>,
    /// Of how many.
    #[serde(default)]
    pub of: Option<u64>,
    /// How many pairs have each flag.
    #[serde(default)]
    pub flags: BTreeMap<String, u64>,
    /// The named parts that the value is made of.
    #[serde(default)]
    pub parts: BTreeMap<String, f64>,
}

/// A line of `cheats.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Cheat {
    pub task_id: String,
    pub ordinal: u32,
    pub verdict: String,
    pub message: String,
}

/// A line of `audit.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Extracted {
    pub task_id: String,
    pub ordinal: u32,
    pub extraction: String,
    pub extracted: String,
    pub raw: String,
}

#[derive(Deserialize)]
struct Logged {
    judged: LoggedVerdict,
}

#[derive(Deserialize)]
struct LoggedVerdict {
    usage: LoggedUsage,
}

#[derive(Deserialize)]
struct LoggedUsage {
    wall: std::time::Duration,
}

impl ScoredRun {
    /// Reads a folder that `trommel score --out` wrote.
    ///
    /// # Errors
    /// The folder is not there or is no scored run (an interrupted one is told from another folder); a file is torn or foreign; the
    /// files do not belong together.
    pub fn read(folder: &Path) -> Result<ScoredRun, ReportError> {
        let mut told: Told = told(folder)?;
        told.metrics = std::mem::take(&mut told.metrics).into_iter().map(|(name, of)| (spelt(&name), of)).collect();
        let path = folder.join("verdicts.parquet");
        let verdicts = Verdicts::read(&path)?;
        verdicts.check(&path, &told.summary)?;
        Ok(ScoredRun {
            name: name(folder),
            folder: folder.to_owned(),
            told,
            verdicts,
            cheats: lines(&folder.join("cheats.jsonl"))?,
            flips: lines(&folder.join("audit.jsonl"))?,
            walls: walls(&folder.join("log.jsonl"))?,
        })
    }

    /// The same run under another name, such as the one of its model.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        ScoredRun { name: name.into(), ..self }
    }

    /// pass@k, where the run was scored with that k.
    pub(crate) fn pass_at(&self, k: u32) -> Option<&trommel_score::PassAtK> {
        self.told.summary.pass.iter().find(|pass| pass.k == k)
    }

    /// The metric of this name; `-` and `_` are the same, and without an exact match one with options (`codebleu:strict`) will do.
    pub(crate) fn metric(&self, name: &str) -> Option<(&str, &MetricValue)> {
        let plain = |name: &str| name.to_lowercase().replace('-', "_");
        let exact = self.told.metrics.iter().find(|(other, _)| plain(other) == plain(name));
        let with_options = |other: &str| plain(other.split(':').next().unwrap_or_default()) == plain(name);
        exact
            .or_else(|| self.told.metrics.iter().find(|(other, _)| with_options(other)))
            .map(|(name, value)| (name.as_str(), value))
    }
}

fn told(folder: &Path) -> Result<Told, ReportError> {
    let path = folder.join("summary.json");
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(_) if folder.join("log.jsonl").is_file() => {
            return Err(ReportError::NotScored {
                folder: folder.to_owned(),
                found: "the log of a scoring that did not end, and no summary.json",
                hint: "the same `trommel score` command goes on where the log ends",
            });
        }
        Err(_) if folder.is_dir() => {
            return Err(ReportError::NotScored {
                folder: folder.to_owned(),
                found: "a folder without summary.json",
                hint: "`trommel score <benchmark> <samples> --out DIR` writes one",
            });
        }
        Err(source) => return Err(ReportError::Read { path: folder.to_owned(), source }),
    };
    serde_json::from_slice(&bytes).map_err(|error| ReportError::Foreign {
        path,
        line: Some(error.line() as u64),
        found: error.to_string(),
        expected: "the summary of `trommel score`".to_owned(),
    })
}

/// `runs/gpt4.scored/` → `gpt4`; of a folder without a name of its own, such as `.`, the name of the folder it stands for.
fn name(folder: &Path) -> String {
    let whole =
        if folder.file_name().is_some() { folder.to_owned() } else { folder.canonicalize().unwrap_or_default() };
    let name = whole.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
    name.strip_suffix(".scored").filter(|name| !name.is_empty()).map(str::to_owned).unwrap_or(name)
}

/// The rows of a file of JSON lines; none where there is no such file.
fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, ReportError> {
    let unread = |source| ReportError::Read { path: path.to_owned(), source };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(unread(source)),
    };
    let mut rows = Vec::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let row = serde_json::from_str(&line.map_err(unread)?).map_err(|error| ReportError::Foreign {
            path: path.to_owned(),
            line: Some(at as u64 + 1),
            found: error.to_string(),
            expected: "a line that `trommel score` wrote".to_owned(),
        })?;
        rows.push(row);
    }
    Ok(rows)
}

/// Times of the log. Its last line may be torn, and `trommel score` itself passes over lines it cannot read: so does this.
fn walls(path: &Path) -> Result<Vec<f64>, ReportError> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(ReportError::Read { path: path.to_owned(), source }),
    };
    let logged = text.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Logged>(line).ok());
    Ok(logged.map(|line| line.judged.usage.wall.as_secs_f64()).collect())
}
