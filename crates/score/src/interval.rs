//! Percentile bootstrap over tasks.

use serde::{Deserialize, Serialize};

/// How often tasks are drawn anew.
pub const RESAMPLES: u32 = 10_000;

/// A 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Its lower end: the 2.5th percentile.
    pub low: f64,
    /// Its upper end: the 97.5th percentile.
    pub high: f64,
}

/// The 95 % percentile interval of the mean of `values`, one a task: as many tasks are drawn with replacement, `resamples` times
/// (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13; ends by the nearest rank). It says how the mean moves with
/// the choice of tasks, and nothing about the choice of completions. The same seed, the same interval; of no value or one: a point.
#[must_use]
pub fn bootstrap(values: &[f64], resamples: u32, seed: u64) -> Interval {
    let count = values.len();
    if count < 2 || resamples == 0 {
        let only = values.first().copied().unwrap_or(0.0);
        return Interval { low: only, high: only };
    }
    let mut random = SplitMix(seed);
    Interval::of_draws(
        (0..resamples).map(|_| (0..count).map(|_| values[random.below(count)]).sum::<f64>() / count as f64).collect(),
    )
}

impl Interval {
    /// From the 2.5th to the 97.5th percentile of at least one draw, by the nearest rank.
    pub(crate) fn of_draws(mut draws: Vec<f64>) -> Self {
        draws.sort_unstable_by(f64::total_cmp);
        let rank = |share: f64| ((share * draws.len() as f64).ceil() as usize).clamp(1, draws.len()) - 1;
        Interval { low: draws[rank(0.025)], high: draws[rank(0.975)] }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): one addition and a mixing function a number.
pub(crate) struct SplitMix(pub u64);

impl SplitMix {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number under `count`; the bias of multiplying instead of rejecting is under 2⁻³² for counts that fit 32 bits.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_values_it_is_a_point() {
        let interval = bootstrap(&[0.25; 40], 1000, 1);
        assert_eq!((interval.low, interval.high), (0.25, 0.25));
        assert_eq!(bootstrap(&[], 1000, 1), Interval { low: 0.0, high: 0.0 });
    }

    /// 82 of 164 tasks: the normal approximation of the mean's spread is 1.96 × sqrt(0.25 / 164) = 0.0765.
    #[test]
    fn it_is_as_wide_as_the_normal_approximation() {
        let values: Vec<f64> = (0..164).map(|at| f64::from(u8::from(at % 2 == 0))).collect();
        let interval = bootstrap(&values, RESAMPLES, 7);
        assert!((interval.low - (0.5 - 0.0765)).abs() < 0.008, "{interval:?}");
        assert!((interval.high - (0.5 + 0.0765)).abs() < 0.008, "{interval:?}");
        assert_eq!(interval, bootstrap(&values, RESAMPLES, 7));
    }
}
