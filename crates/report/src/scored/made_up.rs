//! Scored runs for tests: a few rows, written as `trommel score` writes them and read back.

use std::fs::File;
use std::path::Path;

use polars::prelude::*;
use serde_json::{Value, json};
use trommel_bench::{Judged, Room, TestResult, Verdict};
use trommel_score::{Outcome, Wanted, summarise};

use super::ScoredRun;

/// A run to make up: verdicts by task, in the order of completions.
pub(crate) struct MadeUp {
    pub name: String,
    pub benchmark: String,
    pub signature: String,
    pub rows: Vec<(String, u32, Verdict)>,
    pub ks: Vec<u32>,
    /// `metrics` of `summary.json`.
    pub metrics: Value,
    /// Columns of metrics, a value a row.
    pub columns: Vec<(&'static str, Vec<Option<f64>>)>,
    pub references: (u64, u64),
}

/// One letter a completion: `P` passed, `W` wrong, `A` assertion, `E` exception, `N` does not compile, `T` time, `X` left early, `I` infra,
/// `S` skipped.
pub(crate) fn verdict(letter: char) -> Verdict {
    match letter {
        'P' => Verdict::Passed,
        'W' => Verdict::WrongAnswer,
        'A' => Verdict::Assertion,
        'E' => Verdict::RuntimeError("ValueError".into()),
        'N' => Verdict::NotCompiled,
        'T' => Verdict::TimeLimit,
        'X' => Verdict::EarlyExit,
        'I' => Verdict::Infra("host".into()),
        'S' => Verdict::SkippedUnsupported,
        other => panic!("no verdict is {other}"),
    }
}

impl MadeUp {
    /// A run of `humaneval` whose n-th task has these completions.
    pub fn new(name: &str, tasks: &[&str]) -> Self {
        let of = |(task, letters): (usize, &&str)| {
            let row = move |(at, letter)| (format!("HumanEval/{task}"), at as u32, verdict(letter));
            letters.chars().enumerate().map(row).collect::<Vec<_>>()
        };
        MadeUp {
            name: name.into(),
            benchmark: "humaneval".into(),
            signature: "bench:humaneval@0123456789ab|n:1|est:unbiased|judge:1".into(),
            rows: tasks.iter().enumerate().flat_map(of).collect(),
            ks: vec![1],
            metrics: json!({}),
            columns: Vec::new(),
            references: (tasks.len() as u64, tasks.len() as u64),
        }
    }

    /// Writes the folder and reads it.
    pub fn read(&self) -> ScoredRun {
        let folder = tempfile::tempdir().unwrap();
        self.write(folder.path());
        ScoredRun::read(folder.path()).unwrap().named(&self.name)
    }

    /// `summary.json` and `verdicts.parquet`.
    pub fn write(&self, folder: &Path) {
        let judged: Vec<Judged> = self.rows.iter().enumerate().map(|(at, row)| self::judged(&row.2, at)).collect();
        let outcomes: Vec<Outcome<'_>> = self
            .rows
            .iter()
            .zip(&judged)
            .map(|((task, ordinal, _), judged)| Outcome { task, ordinal: *ordinal, judged })
            .collect();
        let wanted = Wanted { ks: self.ks.clone(), resamples: 200, ..Wanted::default() };
        let summary = summarise(&outcomes, &wanted).unwrap();
        let told = json!({
            "benchmark": self.benchmark, "benchmark_sha256": "ab".repeat(32), "signature": self.signature,
            "references": { "of": self.references.0, "all": self.references.1 },
            "rows": { "read": judged.len(), "programs": judged.len(), "executed": judged.len(), "resumed": 0 },
            "extraction": { "as_it_came": judged.len(), "judged_twice": 0, "flips": 0 },
            "summary": summary, "cheats": 0, "unprotected": 0, "first_failure_only": false, "missing": [],
            "warnings": [], "metrics": self.metrics, "seconds": 1.5, "out": "somewhere",
        });
        std::fs::write(folder.join("summary.json"), told.to_string()).unwrap();
        write_parquet(&folder.join("verdicts.parquet"), self.frame(&judged));
    }

    fn frame(&self, judged: &[Judged]) -> DataFrame {
        let numbers = |of: &dyn Fn(&Judged) -> u64| judged.iter().map(|judged| of(judged) as i64).collect::<Vec<i64>>();
        let details: Vec<Option<String>> = self.rows.iter().map(|row| row.2.detail().map(str::to_owned)).collect();
        let mut columns = vec![
            Column::new("task_id".into(), self.rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>()),
            Column::new("ordinal".into(), self.rows.iter().map(|row| i64::from(row.1)).collect::<Vec<_>>()),
            Column::new("verdict".into(), self.rows.iter().map(|row| row.2.name().to_owned()).collect::<Vec<_>>()),
            Column::new("detail".into(), details),
            Column::new("passed".into(), judged.iter().map(|judged| judged.verdict.passed()).collect::<Vec<_>>()),
            Column::new("ran".into(), judged.iter().map(|judged| judged.ran).collect::<Vec<_>>()),
            Column::new("tests_unprotected".into(), numbers(&|_| 0)),
            Column::new("fuel".into(), numbers(&|judged| judged.usage.fuel)),
            Column::new("program".into(), vec!["pass".to_owned(); judged.len()]),
        ];
        columns.extend(self.columns.iter().map(|(name, values)| Column::new((*name).into(), values.clone())));
        DataFrame::new(judged.len(), columns).unwrap()
    }
}

/// A frame as a file.
pub(crate) fn write_parquet(path: &Path, mut frame: DataFrame) {
    ParquetWriter::new(File::create(path).unwrap()).finish(&mut frame).unwrap();
}

/// Two test cases each; a wrong answer fails the second one.
fn judged(verdict: &Verdict, at: usize) -> Judged {
    let runs = matches!(verdict, Verdict::Passed | Verdict::WrongAnswer | Verdict::Assertion);
    let of = |second: bool| match verdict {
        Verdict::WrongAnswer | Verdict::Assertion if !second => Verdict::Passed,
        verdict => verdict.clone(),
    };
    let test = |second| TestResult {
        room: Room::Host,
        verdict: of(second),
        reached: runs,
        plus: false,
        near_miss: false,
        claims_equality: false,
    };
    let mut judged = Judged::not_run(verdict.clone(), "");
    judged.compiled = !matches!(verdict, Verdict::NotCompiled);
    judged.body_ran = runs || matches!(verdict, Verdict::RuntimeError(_));
    judged.ran = runs;
    judged.tests = vec![test(false), test(true)];
    judged.usage.fuel = if verdict.counts() { 1_000_000 * (at as u64 + 1) } else { 0 };
    judged
}
