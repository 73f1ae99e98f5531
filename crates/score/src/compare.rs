//! Two runs of the same tasks: do they differ, by how much, and where.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trommel_bench::Verdict;

use crate::interval::SplitMix;
use crate::{Interval, Outcome, ScoreError, bootstrap};

/// The comparison of a second run with a first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Tasks that both runs have completions of that count.
    pub tasks: u32,
    /// Tasks of the first run alone.
    pub only_first: Vec<String>,
    /// Tasks of the second run alone.
    pub only_second: Vec<String>,
    /// pass@1 of the first run over the common tasks: the mean of c/n.
    pub first: f64,
    /// Of the second.
    pub second: f64,
    /// Second minus first.
    pub difference: f64,
    /// 95 % of the difference: tasks drawn with replacement, both runs of a task together (paired bootstrap).
    pub interval: Interval,
    /// Two-sided: how often a difference as large comes about when the two runs of each task are swapped at random
    /// (Fisher's randomisation test for paired data, over tasks; at least 1/(resamples + 1)).
    pub p_randomisation: f64,
    /// Over tasks: one is solved when at least one of its completions passes.
    pub by_task: McNemar,
    /// Over completions with the same task and ordinal. Says something only where these belong together: the same completions
    /// judged in two ways, or one completion a task.
    pub by_completion: McNemar,
    /// Completions that pass in one run only, by task and ordinal.
    pub flips: Vec<Flip>,
}

/// McNemar's test in its exact form (McNemar 1947; Edwards 1948 for the binomial form): of the pairs that differ, as many should go one
/// way as the other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct McNemar {
    /// Pairs.
    pub pairs: u64,
    /// Pairs that pass in the first run only.
    pub only_first: u64,
    /// Pairs that pass in the second run only.
    pub only_second: u64,
    /// Two-sided exact binomial p, at most 1; 1 where no pair differs.
    pub p: f64,
}

/// A completion that passes in one run only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flip {
    /// Its task.
    pub task: String,
    /// Which completion.
    pub ordinal: u32,
    /// Its verdict in the first run.
    pub first: Verdict,
    /// In the second.
    pub second: Verdict,
}

/// Compares `second` with `first`. Completions that do not count (`INFRA`, `SKIPPED_UNSUPPORTED`) are left out.
///
/// # Errors
/// The runs have no task in common, or one of them nothing that counts.
pub fn compare(first: &[Outcome], second: &[Outcome], resamples: u32, seed: u64) -> Result<Comparison, ScoreError> {
    let (first, second) = (by_task(first), by_task(second));
    let (Some(some), Some(other)) = (first.keys().next(), second.keys().next()) else {
        return Err(ScoreError::Nothing);
    };
    let common: Vec<&str> = first.keys().copied().filter(|task| second.contains_key(task)).collect();
    if common.is_empty() {
        return Err(ScoreError::Apart { first: (*some).into(), second: (*other).into() });
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let shares = |run: &Run| common.iter().map(|task| share(&run[task])).collect::<Vec<f64>>();
    let (shares_first, shares_second) = (shares(&first), shares(&second));
    let differences: Vec<f64> = shares_first.iter().zip(&shares_second).map(|(first, second)| second - first).collect();
    let pairs: Vec<(&str, u32, &Verdict, &Verdict)> = common
        .iter()
        .flat_map(|task| first[task].iter().map(move |(ordinal, verdict)| (*task, *ordinal, *verdict)))
        .filter_map(|(task, ordinal, verdict)| Some((task, ordinal, verdict, *second[task].get(&ordinal)?)))
        .collect();
    // With other numbers of completions a task is not as easily solved: of each, those are looked at whose numbers both have.
    let solved = |run: &Run, other: &Run, task: &str| {
        run[task].iter().any(|(ordinal, verdict)| other[task].contains_key(ordinal) && verdict.passed())
    };
    let only = |these: &Run, those: &Run| {
        these.keys().filter(|task| !those.contains_key(*task)).map(|task| (*task).to_owned()).collect()
    };
    Ok(Comparison {
        tasks: common.len() as u32,
        only_first: only(&first, &second),
        only_second: only(&second, &first),
        first: mean(&shares_first),
        second: mean(&shares_second),
        difference: mean(&differences),
        interval: bootstrap(&differences, resamples, seed),
        p_randomisation: randomisation(&differences, resamples, seed),
        by_task: mcnemar(common.iter().map(|task| (solved(&first, &second, task), solved(&second, &first, task)))),
        by_completion: mcnemar(pairs.iter().map(|(.., first, second)| (first.passed(), second.passed()))),
        flips: pairs.iter().filter(|(.., first, second)| first.passed() != second.passed()).map(flip).collect(),
    })
}

type Run<'a> = BTreeMap<&'a str, BTreeMap<u32, &'a Verdict>>;

fn by_task<'a>(outcomes: &[Outcome<'a>]) -> Run<'a> {
    let mut run: Run = BTreeMap::new();
    for outcome in outcomes.iter().filter(|outcome| outcome.judged.verdict.counts()) {
        run.entry(outcome.task).or_default().insert(outcome.ordinal, &outcome.judged.verdict);
    }
    run
}

fn share(of: &BTreeMap<u32, &Verdict>) -> f64 {
    of.values().filter(|verdict| verdict.passed()).count() as f64 / of.len() as f64
}

fn flip((task, ordinal, first, second): &(&str, u32, &Verdict, &Verdict)) -> Flip {
    Flip { task: (*task).into(), ordinal: *ordinal, first: (*first).clone(), second: (*second).clone() }
}

fn randomisation(differences: &[f64], resamples: u32, seed: u64) -> f64 {
    let observed = differences.iter().sum::<f64>().abs();
    let mut random = SplitMix(seed ^ 0x5eed);
    let mut swapped = || differences.iter().map(|d| if random.next() >> 63 == 0 { *d } else { -d }).sum::<f64>();
    // Sums of the same numbers in another order of signs: equal ones may differ in their last bits.
    let as_large = (0..resamples).filter(|_| swapped().abs() >= observed - 1e-9).count();
    (as_large as f64 + 1.0) / (f64::from(resamples) + 1.0)
}

fn mcnemar(pairs: impl Iterator<Item = (bool, bool)>) -> McNemar {
    let mut test = McNemar { pairs: 0, only_first: 0, only_second: 0, p: 1.0 };
    for pair in pairs {
        test.pairs += 1;
        test.only_first += u64::from(pair == (true, false));
        test.only_second += u64::from(pair == (false, true));
    }
    test.p = binomial_two_sided(test.only_first.min(test.only_second), test.only_first + test.only_second);
    test
}

/// min(1, 2 × P[X ≤ `fewer`]) for X binomial over `all` fair throws; summed through logarithms, so that no power of two underflows.
fn binomial_two_sided(fewer: u64, all: u64) -> f64 {
    if all == 0 {
        return 1.0;
    }
    let mut ln = -(all as f64) * std::f64::consts::LN_2;
    let mut tail = ln.exp();
    for i in 1..=fewer {
        ln += ((all - i + 1) as f64 / i as f64).ln();
        tail += ln.exp();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// scipy.stats.binomtest(k, n).pvalue for k below n/2.
    #[test]
    fn exact_binomial() {
        for (fewer, all, p) in
            [(0, 0, 1.0), (0, 1, 1.0), (0, 5, 0.0625), (1, 10, 0.021_484_375), (5, 10, 1.0), (2, 12, 0.038_574_218_75)]
        {
            assert!((binomial_two_sided(fewer, all) - p).abs() < 1e-12, "{fewer} of {all}");
        }
        assert!(binomial_two_sided(400, 2000) < 1e-100);
        assert!(binomial_two_sided(1000, 2000) > 0.99);
    }
}
