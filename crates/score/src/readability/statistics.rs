//! Means, spreads, entropies and rank correlations: what features and validation both need.

use std::collections::BTreeMap;

/// The mean; 0 of nothing.
pub(super) fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

/// The standard deviation with n in the denominator; 0 of nothing.
pub(super) fn deviation(values: &[f64]) -> f64 {
    let centre = mean(values.iter().copied());
    mean(values.iter().map(|value| (value - centre).powi(2))).sqrt()
}

/// ln(1 + count): sizes matter in proportion.
pub(super) fn log(count: usize) -> f64 {
    (count as f64).ln_1p()
}

/// `part` / `whole`; 0 where the whole is 0.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Shannon entropy −Σ p ln p of how often each item is there, in nats. Summed in the order of the items: the same bits every time.
pub(super) fn entropy<T: Ord>(items: impl IntoIterator<Item = T>) -> f64 {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    items.into_iter().for_each(|item| *counts.entry(item).or_default() += 1);
    let total: usize = counts.values().sum();
    counts.values().map(|count| share(*count, total)).map(|p| -p * p.ln()).sum::<f64>().max(0.0)
}

/// Spearman's rank correlation, −1 to 1: Pearson's of the ranks, ties sharing their mean rank. 0 where one side is constant, of which
/// nothing can be said, or has fewer than two values.
pub(super) fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let (centre_a, centre_b) = (mean(a.iter().copied()), mean(b.iter().copied()));
    let spread = deviation(&a) * deviation(&b);
    let together = mean(a.iter().zip(&b).map(|(a, b)| (a - centre_a) * (b - centre_b)));
    if spread > 0.0 { (together / spread).clamp(-1.0, 1.0) } else { 0.0 }
}

/// The root of the mean squared difference.
pub(super) fn rmse(a: &[f64], b: &[f64]) -> f64 {
    mean(a.iter().zip(b).map(|(a, b)| (a - b).powi(2))).sqrt()
}

/// The rank of each value, from 1; equal values share the mean of theirs, as Spearman's ρ has it.
#[must_use]
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for tied in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let rank = first as f64 + (tied.len() as f64 + 1.0) / 2.0;
        tied.iter().for_each(|at| ranks[*at] = rank);
        first += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first pair is Wikipedia's example of IQ and hours (ρ = −29/165); the second has ties, by `scipy.stats.spearmanr`.
    #[test]
    fn rank_correlation_of_known_values() {
        let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        assert!((spearman(&iq, &hours) - -29.0 / 165.0).abs() < 1e-12);
        assert!((spearman(&[1.0, 2.0, 2.0, 3.0], &[1.0, 3.0, 2.0, 4.0]) - 0.948_683_298_050_513_8).abs() < 1e-12);
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), 0.0);
        assert_eq!(spearman(&[], &[]), 0.0);
    }

    #[test]
    fn entropy_of_known_shares() {
        assert!((entropy(["a", "a", "b", "c"]) - 1.5 * 2.0_f64.ln()).abs() < 1e-12);
        assert_eq!(entropy(["a"; 9]), 0.0);
        assert_eq!(entropy(Vec::<u8>::new()), 0.0);
    }
}
