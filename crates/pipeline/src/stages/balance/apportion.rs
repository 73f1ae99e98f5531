//! Shares by size to a power, and whole numbers that add up to a total.

/// P(t) ∝ |D_t|^exponent; a group of size 0 gets nothing. Sums to 1 unless every group is empty.
pub(super) fn probabilities(sizes: &[u64], exponent: f64) -> Vec<f64> {
    // Relative to the largest, so that no power overflows.
    let most = sizes.iter().copied().max().unwrap_or(0).max(1) as f64;
    let weight = |size: &u64| if *size == 0 { 0.0 } else { (*size as f64 / most).powf(exponent) };
    let weights: Vec<f64> = sizes.iter().map(weight).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect()
}

/// Whole numbers near `share × total` that add up to `total` exactly (largest remainder; of equal remainders the first).
/// All are 0 when all shares are.
pub(super) fn apportion(shares: &[f64], total: u64) -> Vec<u64> {
    if shares.iter().all(|share| *share <= 0.0) {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares.iter().map(|share| share * total as f64).collect();
    let mut whole: Vec<u64> = exact.iter().map(|quota| quota.floor() as u64).collect();
    let mut order: Vec<usize> = (0..shares.len()).filter(|group| shares[*group] > 0.0).collect();
    let remainder = |group: &usize| exact[*group] - exact[*group].floor();
    order.sort_by(|a, b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(b)));
    // Rounding of the quotas themselves may leave the sum off by a few in either direction.
    let mut given: u64 = whole.iter().sum();
    for group in order.iter().cycle() {
        match given.cmp(&total) {
            std::cmp::Ordering::Less => (whole[*group], given) = (whole[*group] + 1, given + 1),
            std::cmp::Ordering::Greater if whole[*group] > 0 => (whole[*group], given) = (whole[*group] - 1, given - 1),
            std::cmp::Ordering::Greater => {}
            std::cmp::Ordering::Equal => break,
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked by hand for 100,000, 10,000 and 1,000 documents; the first is MFTCoder++'s eq. 13 with T = 0.7.
    #[test]
    fn shares_are_the_printed_ones() {
        for (exponent, want) in [
            (1.0 / 0.7, [96.3, 3.6, 0.1]),
            (1.0, [90.1, 9.0, 0.9]),
            (0.7, [80.7, 16.1, 3.2]),
            (1.0 / 3.0, [59.5, 27.6, 12.8]),
        ] {
            let got = probabilities(&[100_000, 10_000, 1_000], exponent).map_percent();
            assert_eq!(got, want, "{exponent}");
        }
    }

    trait MapPercent {
        fn map_percent(self) -> [f64; 3];
    }

    impl MapPercent for Vec<f64> {
        fn map_percent(self) -> [f64; 3] {
            [0, 1, 2].map(|group| (self[group] * 1000.0).round() / 10.0)
        }
    }

    #[test]
    fn parts_add_up_whatever_the_shares() {
        let mut state = 7u64;
        for groups in 1..40 {
            let mut sizes = Vec::new();
            for _ in 0..groups {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                sizes.push((state >> 33) % 1_000_003);
            }
            for exponent in [0.0, 1.0 / 3.0, 0.7, 1.0, 1.0 / 0.7] {
                for total in [0, 1, 7, 1_000, 123_456_789_012] {
                    let parts = apportion(&probabilities(&sizes, exponent), total);
                    let want = if sizes.iter().all(|size| *size == 0) { 0 } else { total };
                    assert_eq!(parts.iter().sum::<u64>(), want, "{sizes:?} {exponent} {total}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_given_to_an_empty_group() {
        assert_eq!(apportion(&probabilities(&[0, 5, 5], 0.0), 3), [0, 2, 1]);
        assert_eq!(apportion(&probabilities(&[0, 0], 0.7), 3), [0, 0]);
    }
}
