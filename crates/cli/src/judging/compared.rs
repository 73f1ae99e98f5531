//! `trommel diff` of two scored runs: is the difference more than chance, and which completions flipped.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use trommel_bench::{Judged, Verdict};
use trommel_score::{Comparison, McNemar, Outcome, RESAMPLES, compare};

use crate::show;

/// Two scored runs, compared.
pub struct Compared {
    /// The comparison.
    pub comparison: Comparison,
    /// Their signatures.
    signatures: [String; 2],
    /// Name, value before, value after of the metrics that both have under the same signature.
    metrics: Vec<(String, f64, f64)>,
}

/// Whether a folder holds a scored run.
pub fn is_scored(folder: &str) -> bool {
    Path::new(folder).join("summary.json").is_file()
}

/// Compares the runs in two folders.
///
/// # Errors
/// A file cannot be read; the runs have no task in common.
pub fn compared(before: &str, after: &str) -> Result<Compared> {
    let (first, second) = (Run::read(before)?, Run::read(after)?);
    let comparison = compare(&first.outcomes(), &second.outcomes(), RESAMPLES, 0)?;
    let metrics = metrics(&first.metrics, &second.metrics);
    Ok(Compared { comparison, signatures: [first.signature, second.signature], metrics })
}

/// Of two objects of metrics those that can be compared.
fn metrics(before: &Value, after: &Value) -> Vec<(String, f64, f64)> {
    let pair = |(name, first): (&String, &Value)| {
        let second = after.get(name).filter(|second| second["signature"] == first["signature"])?;
        Some((name.clone(), first["value"].as_f64()?, second["value"].as_f64()?))
    };
    before.as_object().into_iter().flatten().filter_map(pair).collect()
}

struct Run {
    signature: String,
    metrics: Value,
    rows: Vec<(String, u32, Judged)>,
}

#[derive(Deserialize)]
struct Line {
    task_id: String,
    ordinal: u32,
    verdict: String,
    detail: Option<String>,
}

impl Run {
    fn read(folder: &str) -> Result<Run> {
        let folder = Path::new(folder);
        let summary = folder.join("summary.json");
        let read = || -> Result<Value> { Ok(serde_json::from_slice(&std::fs::read(&summary)?)?) };
        let summary = read().with_context(|| format!("reading `{}`", summary.display()))?;
        let verdicts = folder.join("verdicts.jsonl");
        let file = std::fs::File::open(&verdicts).with_context(|| format!("opening `{}`", verdicts.display()))?;
        let row = |(line, text): (usize, std::io::Result<String>)| -> Result<(String, u32, Judged)> {
            let wrong = || format!("{}:{}", verdicts.display(), line + 1);
            let line: Line = serde_json::from_str(&text?).with_context(wrong)?;
            let verdict = named(&line.verdict, line.detail.as_deref()).with_context(wrong)?;
            Ok((line.task_id, line.ordinal, Judged::not_run(verdict, "")))
        };
        let rows = std::io::BufReader::new(file).lines().enumerate().map(row).collect::<Result<_>>()?;
        let signature = summary["signature"].as_str().unwrap_or_default().to_owned();
        Ok(Run { signature, metrics: summary["metrics"].clone(), rows })
    }

    fn outcomes(&self) -> Vec<Outcome<'_>> {
        self.rows.iter().map(|(task, ordinal, judged)| Outcome { task, ordinal: *ordinal, judged }).collect()
    }
}

/// The verdict of a table's two columns.
pub fn named(name: &str, detail: Option<&str>) -> Result<Verdict> {
    let value = detail.map_or(json!(name), |detail| json!({ name: detail }));
    serde_json::from_value(value).with_context(|| format!("`{name}` is no verdict"))
}

impl Compared {
    /// Whether any completion passes in one run only.
    pub fn differs(&self) -> bool {
        !self.comparison.flips.is_empty()
    }

    /// One object.
    pub fn json(&self) -> Value {
        let metric = |(name, first, second): &(String, f64, f64)| {
            (name.clone(), json!({ "first": first, "second": second, "difference": second - first }))
        };
        let metrics: serde_json::Map<String, Value> = self.metrics.iter().map(metric).collect();
        json!({ "signatures": self.signatures, "comparison": self.comparison, "metrics": metrics })
    }

    /// For a person; so many flips are shown.
    pub fn screen(&self, first: usize) -> String {
        let c = &self.comparison;
        let mut lines = vec![
            format!("before  pass@1 {:.3}   {}", c.first, self.signatures[0]),
            format!("after   pass@1 {:.3}   {}", c.second, self.signatures[1]),
            format!(
                "difference {:+.3} [{:+.3}, {:+.3}] over {} tasks (paired bootstrap, 95 %), p {} (randomisation)",
                c.difference,
                c.interval.low,
                c.interval.high,
                c.tasks,
                probability(c.p_randomisation)
            ),
            format!("McNemar over tasks, solved by any completion that both have: {}", mcnemar(&c.by_task)),
            format!("McNemar over completions of the same number: {}", mcnemar(&c.by_completion)),
        ];
        lines.extend(apart(&self.signatures).map(|parts| format!("NOTE: the signatures differ in {parts}")));
        let metric = |(name, first, second): &(String, f64, f64)| {
            format!("{name} {first:.4} → {second:.4} ({:+.4})", second - first)
        };
        lines.extend(self.metrics.iter().map(metric));
        for (which, only) in [("before", &c.only_first), ("after", &c.only_second)] {
            if !only.is_empty() {
                lines.push(format!("{} tasks are only in {which}: {}, …", only.len(), only[0]));
            }
        }
        lines.push(format!("{} flips", show::count(c.flips.len() as u64)));
        let shown = c.flips.iter().take(first);
        lines.extend(shown.map(|flip| format!("  {} #{}: {} → {}", flip.task, flip.ordinal, flip.first, flip.second)));
        if c.flips.len() > first {
            lines.push(format!("  … and {} more (`--ids` prints all)", c.flips.len() - first));
        }
        lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
    }
}

fn mcnemar(test: &McNemar) -> String {
    let (before, after, pairs) = (test.only_first, test.only_second, test.pairs);
    format!("{before} pass only before, {after} only after, of {pairs}; exact p {}", probability(test.p))
}

fn probability(p: f64) -> String {
    if p < 1e-4 { "< 0.0001".to_owned() } else { format!("{p:.4}") }
}

/// The parts in which two signatures differ: `bench, limits`.
fn apart(signatures: &[String; 2]) -> Option<String> {
    let parts = |signature: &str| -> BTreeMap<String, String> {
        let part = |part: &str| part.split_once(':').map(|(key, value)| (key.to_owned(), value.to_owned()));
        signature.split('|').filter_map(part).collect()
    };
    let [first, second] = signatures.each_ref().map(|signature| parts(signature));
    let keys: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    let apart: Vec<&str> =
        keys.into_iter().filter(|key| first.get(*key) != second.get(*key)).map(String::as_str).collect();
    if apart.is_empty() { None } else { Some(apart.join(", ")) }
}
