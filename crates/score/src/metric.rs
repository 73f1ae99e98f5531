//! What all metrics of texts have in common: a tally for each pair that can be added up, and a value made of the sum.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use trommel_lang::Language;

use crate::interval::{Interval, SplitMix};

/// A prediction beside what it should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The task it answers: pairs of one task are drawn together. None: a task of its own.
    pub task: Option<String>,
    /// What was written.
    pub prediction: String,
    /// What it should have been, one text or several.
    pub references: Vec<String>,
    /// The language of both.
    pub language: Option<Language>,
}

/// What is odd about a pair. A flagged pair still counts, unless the metric says that it cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The prediction has no text.
    EmptyPrediction,
    /// A reference has no text.
    EmptyReference,
    /// The prediction does not parse in its language.
    PredictionDoesNotParse,
    /// A reference does not parse in its language.
    ReferenceDoesNotParse,
    /// No language was said, or one without a grammar: the pair does not count.
    NoGrammar,
    /// A text is so large that a bounded computation took the place of the exact one.
    TooLarge,
    /// A reference has no data flow, so that this part has nothing to compare.
    NoDataFlow,
}

/// What a metric adds up over pairs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    /// Numbers of which the sum over pairs is enough to compute the value; as many for each pair. None: the pair does not count.
    pub sums: Option<Vec<f64>>,
    /// What was odd, each once.
    pub flags: Vec<Flag>,
}

/// A metric of predictions beside references, such as BLEU.
pub trait Metric: Sync {
    /// Its name, as it is asked for and printed: `bleu`.
    fn name(&self) -> &'static str;

    /// What its numbers depend on, in one line: two numbers with the same signature can be compared.
    fn signature(&self) -> String;

    /// What one pair adds.
    fn tally(&self, pair: &Pair) -> Tally;

    /// The value of added tallies. It must be defined for sums of no pair: 0.
    fn value(&self, sums: &[f64]) -> f64;

    /// The named parts that the value is made of, if they are of interest by themselves.
    fn parts(&self, _sums: &[f64]) -> Vec<(&'static str, f64)> {
        Vec::new()
    }
}

/// A metric's value over pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The value of all pairs together.
    pub value: f64,
    /// Its 95 % interval over tasks.
    #[serde(flatten)]
    pub interval: Interval,
    /// See [`Metric::signature`].
    pub signature: String,
    /// Pairs that count.
    pub pairs: usize,
    /// Of how many.
    pub of: usize,
    /// How many pairs have each flag.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub flags: BTreeMap<Flag, usize>,
    /// See [`Metric::parts`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub parts: BTreeMap<String, f64>,
}

/// The value of `metric` over `pairs` with its 95 % percentile bootstrap interval: as many tasks as there are are drawn with replacement,
/// `resamples` times, and the value of each draw is computed anew, so that corpus metrics such as BLEU are treated as what they are.
/// The same pairs in another order, on any number of threads, with the same seed: the same value; the interval depends on the order of tasks.
#[must_use]
pub fn measure(metric: &dyn Metric, pairs: &[Pair], resamples: u32, seed: u64) -> Measured {
    measured(metric, pairs, &tallies(metric, pairs), resamples, seed)
}

/// What each pair adds.
pub(crate) fn tallies(metric: &dyn Metric, pairs: &[Pair]) -> Vec<Tally> {
    pairs.par_iter().map(|pair| metric.tally(pair)).collect()
}

/// [`measure`] with the pairs' tallies.
pub(crate) fn measured(metric: &dyn Metric, pairs: &[Pair], tallies: &[Tally], resamples: u32, seed: u64) -> Measured {
    let mut flags = BTreeMap::new();
    for flag in tallies.iter().flat_map(|tally| &tally.flags) {
        *flags.entry(*flag).or_insert(0) += 1;
    }
    let counting = tallies.iter().filter(|tally| tally.sums.is_some()).count();
    let tasks = by_task(pairs, tallies);
    let total = sum(tasks.iter());
    let draw = |draw: u32| {
        let mut random = SplitMix(seed ^ u64::from(draw).wrapping_mul(0x2545_f491_4f6c_dd1d));
        metric.value(&sum((0..tasks.len()).map(|_| &tasks[random.below(tasks.len())])))
    };
    let value = metric.value(&total);
    let interval = if tasks.len() < 2 || resamples == 0 {
        Interval { low: value, high: value }
    } else {
        Interval::of_draws((0..resamples).into_par_iter().map(draw).collect())
    };
    let parts = metric.parts(&total).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Measured { value, interval, signature: metric.signature(), pairs: counting, of: pairs.len(), flags, parts }
}

/// The sums of each task's pairs, tasks in order of their first pair.
fn by_task(pairs: &[Pair], tallies: &[Tally]) -> Vec<Vec<f64>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut tasks: Vec<Vec<f64>> = Vec::new();
    for (pair, tally) in pairs.iter().zip(tallies) {
        let Some(sums) = &tally.sums else { continue };
        let place = match pair.task.as_deref() {
            Some(task) => *places.entry(task).or_insert(tasks.len()),
            None => tasks.len(),
        };
        match tasks.get_mut(place) {
            Some(task) => add(task, sums),
            None => tasks.push(sums.clone()),
        }
    }
    tasks
}

fn sum<'a>(tallies: impl Iterator<Item = &'a Vec<f64>>) -> Vec<f64> {
    let mut total = Vec::new();
    tallies.for_each(|sums| add(&mut total, sums));
    total
}

fn add(total: &mut Vec<f64>, sums: &[f64]) {
    total.resize(total.len().max(sums.len()), 0.0);
    total.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of characters that are the letter a.
    struct ShareOfA;

    impl Metric for ShareOfA {
        fn name(&self) -> &'static str {
            "share-of-a"
        }

        fn signature(&self) -> String {
            "letter:a".into()
        }

        fn tally(&self, pair: &Pair) -> Tally {
            if pair.prediction.is_empty() {
                return Tally { sums: None, flags: vec![Flag::EmptyPrediction] };
            }
            let found = pair.prediction.matches('a').count() as f64;
            Tally { sums: Some(vec![found, pair.prediction.len() as f64]), flags: Vec::new() }
        }

        fn value(&self, sums: &[f64]) -> f64 {
            if let [found, all] = sums { found / all } else { 0.0 }
        }
    }

    fn pair(task: Option<&str>, prediction: &str) -> Pair {
        Pair { task: task.map(str::to_owned), prediction: prediction.into(), references: Vec::new(), language: None }
    }

    #[test]
    fn the_value_is_of_the_sums_and_not_a_mean_of_values() {
        let pairs = [pair(None, "a"), pair(None, "bbb"), pair(None, "")];
        let measured = measure(&ShareOfA, &pairs, 1000, 1);
        assert_eq!((measured.value, measured.pairs, measured.of), (0.25, 2, 3));
        assert_eq!(measured.flags, BTreeMap::from([(Flag::EmptyPrediction, 1)]));
        assert_eq!((measured.interval.low, measured.interval.high), (0.0, 1.0));
        assert_eq!(measured, measure(&ShareOfA, &pairs, 1000, 1));
    }

    #[test]
    fn pairs_of_a_task_are_drawn_together() {
        let together = [pair(Some("t"), "a"), pair(Some("t"), "b")];
        let measured = measure(&ShareOfA, &together, 1000, 1);
        assert_eq!((measured.interval.low, measured.interval.high), (0.5, 0.5));
    }

    #[test]
    fn of_no_pair_it_is_zero() {
        let measured = measure(&ShareOfA, &[], 1000, 1);
        assert_eq!((measured.value, measured.interval.high, measured.of), (0.0, 0.0, 0));
    }
}
