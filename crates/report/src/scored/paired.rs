//! By how much metrics of two runs differ: completions of the same task and number beside each other.

use std::collections::BTreeMap;

use trommel_score::{Interval, RESAMPLES, bootstrap};

use super::ScoredRun;
use super::beside::Pair;
use super::scale::Scale;
use crate::number::count;
use crate::{Block, ReportError, Table};

/// The difference of a metric.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Difference {
    /// Completions with a value in both runs.
    pub completions: u64,
    /// Their tasks.
    pub tasks: u64,
    /// Second minus first: the mean over tasks of the mean over the task's completions.
    pub difference: f64,
    /// 95 %: tasks drawn with replacement, both runs of a task together.
    pub interval: Interval,
}

/// The differences of every pair in every metric that both runs have; none where there is no such metric.
pub(super) fn block(pairs: &[Pair<'_>]) -> Result<Option<Block>, ReportError> {
    let mut table = Table::new(
        "Differences of metrics over completions with the same task and number: paired bootstrap over tasks (95 %). They are of the values \
         of single completions, so that BLEU is the sentence's and not the corpus'. Strong: the interval does not hold 0",
        &["runs", "metric", "difference [95 %]#", "scale#", "completions#", "tasks#"],
    );
    for Pair { first, second, .. } in pairs.iter().filter(|pair| pair.comparison.is_some()) {
        for metric in comparable(first, second) {
            let Some(found) =
                difference(&first.verdicts.by_completion(metric)?, &second.verdicts.by_completion(metric)?)
            else {
                continue;
            };
            let scale = Scale::of(metric);
            let Interval { low, high } = found.interval;
            table.row([
                format!("{} → {}", first.name, second.name),
                metric.to_owned(),
                format!(
                    "{}\n[{}, {}]",
                    scale.difference(found.difference),
                    scale.difference(low),
                    scale.difference(high)
                ),
                scale.range.to_owned(),
                count(found.completions),
                count(found.tasks),
            ]);
            if let Some(cell) = table.rows.last_mut().and_then(|row| row.get_mut(2)) {
                cell.strong = low > 0.0 || high < 0.0;
            }
        }
    }
    if table.rows.is_empty() {
        return Ok(None);
    }
    // Of two runs it is a short table, of six it has fifteen pairs.
    let table = Block::Table(table);
    Ok(Some(if pairs.len() == 1 { table } else { Block::Details("Differences of metrics".into(), vec![table]) }))
}

/// Metrics of both runs, of the same signature where the summaries have one.
fn comparable<'a>(first: &'a ScoredRun, second: &ScoredRun) -> Vec<&'a str> {
    let both = first.verdicts.metrics.iter().filter(|name| second.verdicts.metrics.contains(name));
    let alike = |name: &&String| match (first.told.metrics.get(*name), second.told.metrics.get(*name)) {
        (Some(first), Some(second)) => first.signature == second.signature,
        _ => true,
    };
    both.filter(alike).map(String::as_str).collect()
}

/// None where no completion has a value in both.
fn difference(first: &BTreeMap<(String, u32), f64>, second: &BTreeMap<(String, u32), f64>) -> Option<Difference> {
    let mut tasks: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (key, value) in first {
        if let Some(other) = second.get(key) {
            tasks.entry(&key.0).or_default().push(other - value);
        }
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let means: Vec<f64> = tasks.values().map(|differences| mean(differences)).collect();
    (!means.is_empty()).then(|| Difference {
        completions: tasks.values().map(|differences| differences.len() as u64).sum(),
        tasks: means.len() as u64,
        difference: mean(&means),
        interval: bootstrap(&means, RESAMPLES, 0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(values: &[(&str, u32, f64)]) -> BTreeMap<(String, u32), f64> {
        values.iter().map(|(task, ordinal, value)| (((*task).to_owned(), *ordinal), *value)).collect()
    }

    #[test]
    fn pairs_are_of_one_task_and_number() {
        let first = run(&[("a", 0, 1.0), ("a", 1, 2.0), ("b", 0, 5.0), ("c", 0, 9.0)]);
        let second = run(&[("a", 0, 2.0), ("a", 1, 5.0), ("b", 0, 5.0), ("b", 1, 70.0)]);
        let found = difference(&first, &second).unwrap();
        // Of a the mean of 1 and 3, of b 0.
        assert_eq!((found.completions, found.tasks, found.difference), (3, 2, 1.0));
        assert_eq!((found.interval.low, found.interval.high), (0.0, 2.0));
        assert_eq!(difference(&first, &run(&[("d", 0, 1.0)])), None);
    }

    /// A shift of every task by the same is that shift, without doubt.
    #[test]
    fn a_constant_shift_has_a_point_for_an_interval() {
        let values: Vec<(String, u32, f64)> = (0..20).map(|at| (format!("t{at}"), 0, f64::from(at * at % 7))).collect();
        let of = |shift: f64| values.iter().map(|(task, at, value)| ((task.clone(), *at), value + shift)).collect();
        let found = difference(&of(0.0), &of(0.5)).unwrap();
        assert_eq!((found.difference, found.interval), (0.5, Interval { low: 0.5, high: 0.5 }));
    }
}
