//! Do two measures go together: rank correlation, with its interval.

use std::collections::BTreeMap;

use trommel_score::{Interval, ranks};

/// What is written as 1.000.
const PERFECT: f64 = 0.9995;

/// Spearman's ρ of pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spearman {
    /// In [−1, 1].
    pub rho: f64,
    /// 95 %, by Fisher's transformation with the variance (1 + ρ²/2)/(n − 3) of Bonett and Wright (2000), "Sample size requirements for
    /// estimating Pearson, Kendall and Spearman correlations". None where |ρ| rounds to 1.000: the transformation goes to infinity there, and
    /// what comes back is a point that says nothing of other tasks.
    pub interval: Option<Interval>,
    /// Pairs.
    pub pairs: usize,
}

/// Spearman's rank correlation, equal values having the mean of their ranks (Spearman 1904); none of fewer than four pairs, or where one of
/// the measures has a single value.
pub(crate) fn spearman(pairs: &[(f64, f64)]) -> Option<Spearman> {
    let count = pairs.len();
    if count < 4 {
        return None;
    }
    let first = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let second = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let middle = (count as f64 + 1.0) / 2.0;
    let product = |one: &[f64], other: &[f64]| -> f64 {
        one.iter().zip(other).map(|(one, other)| (one - middle) * (other - middle)).sum()
    };
    let spread = (product(&first, &first) * product(&second, &second)).sqrt();
    if spread == 0.0 {
        return None;
    }
    let rho = (product(&first, &second) / spread).clamp(-1.0, 1.0);
    let reach = 1.959_963_984_540_054 * ((1.0 + rho * rho / 2.0) / (count as f64 - 3.0)).sqrt();
    let end = |sign: f64| (rho.atanh() + sign * reach).tanh();
    let interval = (rho.abs() < PERFECT).then(|| Interval { low: end(-1.0), high: end(1.0) });
    Some(Spearman { rho, interval, pairs: count })
}

/// Of all pairs of a passing and a failing completion of one task, the share in which the metric puts the passing one higher, equal values
/// counting half (Mann and Whitney 1947, within tasks); with the number of pairs. One half is what a coin does. None without such a pair.
pub(crate) fn within_tasks(values: &[(String, f64, bool)]) -> Option<(f64, u64)> {
    let mut tasks: BTreeMap<&str, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for (task, value, passed) in values {
        let (passing, failing) = tasks.entry(task).or_default();
        if *passed { passing.push(*value) } else { failing.push(*value) }
    }
    let (mut won, mut pairs) = (0.0, 0u64);
    for (passing, failing) in tasks.values_mut() {
        pairs += passing.len() as u64 * failing.len() as u64;
        failing.sort_by(f64::total_cmp);
        for value in passing {
            let below = failing.partition_point(|other| other < value);
            let equal = failing.partition_point(|other| other <= value) - below;
            won += below as f64 + equal as f64 / 2.0;
        }
    }
    (pairs > 0).then(|| (won / pairs as f64, pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pearson's correlation of the ranks 1 2.5 2.5 4 5 6 and 2 1 4 3 5.5 5.5.
    #[test]
    fn ties_share_the_mean_of_their_ranks() {
        let with_ties = [(1.0, 2.0), (2.0, 1.0), (2.0, 4.0), (4.0, 3.0), (5.0, 5.0), (6.0, 5.0)];
        let found = spearman(&with_ties).unwrap();
        assert!((found.rho - 0.794_117_647_058_823_5).abs() < 1e-12, "{found:?}");
        let interval = found.interval.unwrap();
        assert!(interval.low < found.rho && found.rho < interval.high && interval.high < 1.0);
        let turned: Vec<(f64, f64)> = (0..9).map(|at| (f64::from(at), -f64::from(at * at))).collect();
        let found = spearman(&turned).unwrap();
        assert_eq!((found.rho, found.interval, found.pairs), (-1.0, None, 9));
    }

    #[test]
    fn of_nothing_that_varies_there_is_none() {
        assert_eq!(spearman(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0)]), None);
        assert_eq!(spearman(&[(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]), None);
    }

    #[test]
    fn within_tasks_only_completions_of_one_task_are_compared() {
        let row = |task: &str, value: f64, passed: bool| (task.to_owned(), value, passed);
        let rows = [
            row("a", 0.9, true),
            row("a", 0.1, false),
            row("a", 0.9, false),
            row("b", 0.0, true),
            row("c", 1.0, false),
        ];
        assert_eq!(within_tasks(&rows), Some((0.75, 2)));
        assert_eq!(within_tasks(&rows[3..]), None);
    }
}
