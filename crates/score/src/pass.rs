//! pass@k: the chance that at least one of k completions of a task passes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ScoreError;

/// How pass@k is estimated from n completions of which c pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Estimator {
    /// 1 − C(n−c, k) / C(n, k): without bias (Chen et al. 2021, "Evaluating Large Language Models Trained on Code", eq. 1).
    #[default]
    Unbiased,
    /// 1 − (1 − c/n)^k: biased downwards for k > 1 (the same paper, appendix A).
    Plugin,
    /// 1 if any of the first k completions passes (MFTCoder++, eq. 15).
    FirstK,
}

impl Estimator {
    /// Its name on the screen, in JSON and in signatures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unbiased => "unbiased",
            Self::Plugin => "plugin",
            Self::FirstK => "first-k",
        }
    }
}

impl fmt::Display for Estimator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Estimator {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = [Self::Unbiased, Self::Plugin, Self::FirstK];
        let found = all.into_iter().find(|estimator| estimator.name() == name);
        found.ok_or_else(|| format!("estimator {name:?} is unknown, expected unbiased, plugin or first-k"))
    }
}

/// pass@k of one task, in [0, 1]. `passed` says of each completion, in order, whether it passes; its length is n ≥ k.
///
/// The unbiased value is exact: Π (1 − k/i) over i = n−c+1 … n is a ratio of integers, kept as one until the last division wherever
/// it fits 128 bits, and a product of doubles beyond (relative error under n × 1.2e-16).
///
/// # Errors
/// k is 0, or larger than n; the error names `task`.
pub fn pass_at_k(task: &str, passed: &[bool], k: u32, estimator: Estimator) -> Result<f64, ScoreError> {
    let n = u32::try_from(passed.len()).unwrap_or(u32::MAX);
    if k == 0 {
        return Err(ScoreError::NoK);
    }
    if k > n {
        return Err(ScoreError::TooFew { k, task: task.into(), n });
    }
    let c = passed.iter().filter(|passed| **passed).count() as u32;
    Ok(match estimator {
        Estimator::Unbiased => unbiased(n, c, k),
        Estimator::Plugin => plugin(n, c, k),
        Estimator::FirstK => f64::from(u8::from(passed[..k as usize].contains(&true))),
    })
}

/// For c ≤ n and 1 ≤ k ≤ n.
fn unbiased(n: u32, c: u32, k: u32) -> f64 {
    if n - c < k {
        return 1.0;
    }
    // C(n−c, k) / C(n, k) = Π over i = n−c+1 … n of (i − k)/i = Π over j = 0 … k−1 of (n−c−j)/(n−j): the shorter of the two.
    let factors = |of: u32| if c <= k { (n - of - k, n - of) } else { (n - c - of, n - of) };
    let count = c.min(k);
    exact((0..count).map(factors)).unwrap_or_else(|| {
        let product: f64 = (0..count).map(factors).map(|(above, below)| f64::from(above) / f64::from(below)).product();
        1.0 - product
    })
}

/// 1 − Π above/below, rounded once; none where the numbers do not fit.
fn exact(factors: impl Iterator<Item = (u32, u32)>) -> Option<f64> {
    let (mut above, mut below) = (1_u128, 1_u128);
    for factor in factors {
        above = above.checked_mul(factor.0.into())?;
        below = below.checked_mul(factor.1.into())?;
        let divisor = gcd(above, below);
        (above, below) = (above / divisor, below / divisor);
    }
    // Both are doubles' integers, so that the quotient is rounded once; else the last bit is lost in 128-bit division.
    let miss = below - above;
    let fits = |number: u128| number < (1 << 53);
    if fits(miss) && fits(below) {
        return Some(miss as f64 / below as f64);
    }
    let shift = miss.leading_zeros().min(64);
    let scaled = (miss << shift) / below.max(1);
    (scaled >= 1 << 53).then(|| scaled as f64 / 2_f64.powi(shift as i32))
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn plugin(n: u32, c: u32, k: u32) -> f64 {
    1.0 - (1.0 - f64::from(c) / f64::from(n)).powi(k as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(n: usize, c: usize, k: u32, estimator: Estimator) -> f64 {
        let passed: Vec<bool> = (0..n).map(|at| at < c).collect();
        pass_at_k("t", &passed, k, estimator).unwrap()
    }

    /// Worked by hand or with exact fractions.
    #[test]
    fn worked_values() {
        for (n, c, k, unbiased, plugin) in [
            (10, 3, 1, 0.3, 0.3),
            (10, 3, 5, 11.0 / 12.0, 0.83193),
            (10, 3, 10, 1.0, 0.971_752_475_1),
            (20, 5, 10, 1271.0 / 1292.0, 0.943_686_485_3),
            (100, 1, 10, 0.1, 0.095_617_925_0),
            (200, 13, 10, 78_115_540_005_393.0 / 157_000_030_132_960.0, 0.489_358_498_2),
            (200, 13, 100, 8_670_143_107.0 / 8_670_841_134.0, 0.998_794_517_0),
            (200, 1, 100, 0.5, 0.394_229_563_6),
            (5, 2, 3, 0.9, 0.784),
            (6, 3, 1, 0.5, 0.5),
        ] {
            assert_eq!(of(n, c, k, Estimator::Unbiased), unbiased, "{n} {c} {k}");
            assert!((of(n, c, k, Estimator::Plugin) - plugin).abs() < 1e-10, "{n} {c} {k}");
        }
    }

    #[test]
    fn first_k_looks_at_the_first_k_only() {
        let passed = [false, false, true];
        let first = |k| pass_at_k("t", &passed, k, Estimator::FirstK).unwrap();
        assert_eq!((first(2), first(3)), (0.0, 1.0));
    }

    #[test]
    fn too_large_a_k_is_an_error_that_names_the_task() {
        let error = pass_at_k("HumanEval/7", &[true; 5], 10, Estimator::Unbiased).unwrap_err();
        assert_eq!(
            error.to_string(),
            "pass@10: task HumanEval/7 has 5 completions, expected at least 10; ask for a k of at most 5"
        );
        assert_eq!(pass_at_k("t", &[true], 0, Estimator::Unbiased), Err(ScoreError::NoK));
    }

    /// Never falls with c or with k, stays within [0, 1], is c/n for k = 1.
    #[test]
    fn it_grows_with_c_and_with_k() {
        for n in 1..=60_usize {
            for c in 0..=n {
                assert_eq!(of(n, c, 1, Estimator::Unbiased), c as f64 / n as f64);
                let mut before = 0.0;
                for k in 1..=n as u32 {
                    let value = of(n, c, k, Estimator::Unbiased);
                    assert!((before..=1.0).contains(&value), "{n} {c} {k}: {before} then {value}");
                    if c > 0 {
                        assert!(value >= of(n, c - 1, k, Estimator::Unbiased));
                    }
                    before = value;
                }
            }
        }
    }
}
