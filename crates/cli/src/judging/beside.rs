//! Judged completions beside the reference solutions of their tasks, as texts.
//!
//! Functions are compared, without their documentation ([`answers`](super::answers)): numbers do not depend on the shape of completions.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use trommel_bench::Benchmark;
use trommel_score::Measured;
use trommel_score::metrics::{self, DEFAULT, DEFAULT_IN_LANGUAGE};

use crate::judging::answers::Held;
use crate::judging::table::Row;

/// What the metrics say of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Beside {
    /// Of the completions whose tasks have a reference and whose verdicts count, by the metric's name.
    #[serde(flatten)]
    pub metrics: BTreeMap<String, Measured>,
    /// A column a metric, in their usual order: the value of each row; none where a row does not count.
    #[serde(skip)]
    pub columns: Vec<(String, Vec<Option<f64>>)>,
}

/// Compares each row with its task's reference; nothing where no task of a row has one.
///
/// # Errors
/// None in practice: the metrics are known.
pub fn beside(benchmark: &Benchmark, rows: &[Row], resamples: u32, seed: u64) -> Result<Option<Beside>> {
    let tasks: BTreeMap<&str, _> = benchmark.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let mut places = Vec::new();
    let mut pairs = Vec::new();
    let mut held = Held::default();
    for (place, row) in rows.iter().enumerate() {
        let Some(task) = tasks.get(row.task.as_str()).filter(|_| row.judged.verdict.counts()) else { continue };
        if let Some(pair) = held.pair(task, &row.program) {
            places.push(place);
            pairs.push(pair);
        }
    }
    if pairs.is_empty() {
        return Ok(None);
    }
    let mut found = Beside { metrics: BTreeMap::new(), columns: Vec::new() };
    let names = if pairs.iter().all(|pair| pair.language.is_some()) { DEFAULT_IN_LANGUAGE } else { DEFAULT };
    for named in metrics::metrics(names.iter().copied())? {
        let mut column = vec![None; rows.len()];
        let (mut measured, values) = named.measure_each(&pairs, resamples, seed);
        if measured.pairs == 0 {
            continue;
        }
        held.sign(&mut measured);
        places.iter().zip(values).for_each(|(place, value)| column[*place] = value);
        found.metrics.insert(named.name.clone(), measured);
        found.columns.push((named.name.replace(['-', ':'], "_"), column));
    }
    Ok(Some(found))
}

impl Beside {
    /// `beside the references of 12 completions (the function asked for, without documentation): bleu 71.20 [65.01, 77.90]   rouge-l 0.8123 [0.7620, 0.8600]`
    pub fn line(&self) -> String {
        let one = |(name, of): (&String, &Measured)| {
            let digits = if of.value > 1.0 || of.interval.high > 1.0 { 2 } else { 4 };
            format!("{name} {:.digits$} [{:.digits$}, {:.digits$}]", of.value, of.interval.low, of.interval.high)
        };
        let all = self.metrics.iter().map(one).collect::<Vec<_>>().join("   ");
        let pairs = self.metrics.values().map(|of| of.of).max().unwrap_or(0);
        format!("beside the references of {pairs} completions, the function asked for: {all}")
    }
}
