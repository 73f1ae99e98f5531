//! Shares of languages or tasks of unequal size.
//!
//! A share is the size to a power, over the sum: exponent 1 is proportional, 0 uniform, between them small ones get more.
//! The temperature T of the literature is 1/exponent when it flattens; a T below 1 in that reading makes the large larger.

use crate::error::{Result, TokensError};

/// Each size's share, `sizeᵉ / Σ sizeᵉ`; empty ones have none.
///
/// # Errors
/// When `exponent` is negative or no number.
pub fn shares(sizes: &[u64], exponent: f64) -> Result<Vec<f64>> {
    if !(exponent >= 0.0 && exponent.is_finite()) {
        return Err(TokensError::Option {
            option: "exponent",
            found: exponent.to_string(),
            expected: "0 (uniform) to 1 (proportional); above 1 the large become larger".to_owned(),
        });
    }
    let largest = sizes.iter().copied().max().unwrap_or_default().max(1) as f64;
    let power = |&size: &u64| if size == 0 { 0.0 } else { (size as f64 / largest).powf(exponent) };
    let powers: Vec<f64> = sizes.iter().map(power).collect();
    let sum: f64 = powers.iter().sum();
    Ok(powers.into_iter().map(|power| if sum > 0.0 { power / sum } else { 0.0 }).collect())
}

/// Whole numbers in proportion to `shares` that sum to `total`: each its floor, the rest to the largest remainders
/// (ties to the first).
#[must_use]
pub fn apportion(total: u64, shares: &[f64]) -> Vec<u64> {
    let exact: Vec<f64> = shares.iter().map(|share| share * total as f64).collect();
    let mut whole: Vec<u64> = exact.iter().map(|part| part.floor() as u64).collect();
    let mut order: Vec<usize> = (0..shares.len()).filter(|&at| shares[at] > 0.0).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()).then(a.cmp(&b)));
    let left = total.saturating_sub(whole.iter().sum());
    order.iter().cycle().take(if order.is_empty() { 0 } else { left as usize }).for_each(|&at| whole[at] += 1);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_three_sizes() {
        let sizes = [100_000, 10_000, 1_000];
        let rounded = |exponent| -> Vec<f64> {
            shares(&sizes, exponent).expect("an exponent").iter().map(|share| (share * 1e3).round() / 1e3).collect()
        };
        assert_eq!(rounded(1.0 / 0.7), [0.963, 0.036, 0.001]);
        assert_eq!(rounded(1.0), [0.901, 0.09, 0.009]);
        assert_eq!(rounded(0.7), [0.807, 0.161, 0.032]);
        assert_eq!(rounded(1.0 / 3.0), [0.595, 0.276, 0.128]);
        assert_eq!(rounded(0.0), [0.333; 3]);
        assert!(shares(&sizes, -1.0).is_err() && shares(&sizes, f64::NAN).is_err());
    }

    #[test]
    fn shares_grow_more_even_with_a_smaller_exponent() {
        let entropy = |exponent: f64| -> f64 {
            let shares = shares(&[7_000, 300, 20, 1], exponent).expect("an exponent");
            -shares.iter().map(|share| share * share.ln()).sum::<f64>()
        };
        let entropies: Vec<f64> = (0..=20).map(|tenth| entropy(f64::from(tenth) / 10.0)).collect();
        assert!(entropies.windows(2).all(|two| two[0] > two[1]), "{entropies:?}");
    }

    #[test]
    fn parts_sum_to_the_whole() {
        for total in [0, 1, 2, 7, 100, 12_345] {
            for exponent in [0.0, 0.3, 1.0, 2.0] {
                let parts = apportion(total, &shares(&[5, 0, 17, 1, 900], exponent).expect("an exponent"));
                assert_eq!(parts.iter().sum::<u64>(), total);
                assert_eq!(parts[1], 0);
            }
        }
        assert_eq!(apportion(7, &[0.5, 0.3, 0.2]), [4, 2, 1]);
    }
}
