//! Exact Jaccard similarity of shingle sets.

/// |A ∩ B| / |A ∪ B| of two sorted sets of distinct values; two empty sets are equal: 1.
pub fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    // Nothing is asked for, so nothing quits early.
    similarity(a.len() + b.len(), common(a, b, 0).unwrap_or(0))
}

/// The similarity of two sorted sets of distinct values if it is at least `threshold`: bit for bit what
/// [`jaccard`] returns.
///
/// Quits as soon as too many values of either set have found no partner; at once when the sizes alone forbid
/// it.
pub fn jaccard_at_least(a: &[u32], b: &[u32], threshold: f64) -> Option<f64> {
    let total = a.len() + b.len();
    let needed = needed(total, threshold)?;
    let common = common(a, b, needed)?;
    (common >= needed).then(|| similarity(total, common))
}

/// Of two sets of `total` elements together, `common` in both.
fn similarity(total: usize, common: usize) -> f64 {
    let union = total - common;
    if union == 0 { 1.0 } else { common as f64 / union as f64 }
}

/// The fewest common elements that make the similarity reach the threshold, by the very division that computes
/// it; `None` if none do.
fn needed(total: usize, threshold: f64) -> Option<usize> {
    if threshold.is_nan() {
        return None;
    }
    let most = total / 2;
    let reaches = |common: usize| similarity(total, common) >= threshold;
    let guess = (threshold / (1.0 + threshold) * total as f64).clamp(0.0, most as f64) as usize;
    // J grows with the number in common: walk from the guess, which is at most an element off, to the border.
    let mut needed = guess;
    while needed > 0 && reaches(needed - 1) {
        needed -= 1;
    }
    while !reaches(needed) {
        if needed == most {
            return None;
        }
        needed += 1;
    }
    Some(needed)
}

/// The number of values in both sets; `None` as soon as it is certain to stay below `needed`.
fn common(a: &[u32], b: &[u32], needed: usize) -> Option<usize> {
    /// Steps between two looks at what is still possible.
    const STRIDE: usize = 64;
    let (spare_a, spare_b) = (a.len().checked_sub(needed)?, b.len().checked_sub(needed)?);
    let (mut i, mut j, mut steps) = (0, 0, 0);
    loop {
        let pause = steps + STRIDE;
        while steps < pause && i < a.len() && j < b.len() {
            // A step passes the smaller value, or both if they are equal: so i + j − steps are in common.
            let (x, y) = (a[i], b[j]);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
            steps += 1;
        }
        if steps - j > spare_a || steps - i > spare_b {
            return None;
        }
        if steps < pause {
            return Some(i + j - steps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;
    use crate::synthetic::pair_of_sets;
    use std::collections::BTreeSet;

    #[test]
    fn the_ratio_of_common_to_all() {
        let check = |a: &[u32], b: &[u32], want: f64| {
            assert_eq!(jaccard(a, b), want, "{a:?} and {b:?}");
            assert_eq!(jaccard(b, a), want, "{b:?} and {a:?}");
        };
        check(&[], &[], 1.0);
        check(&[], &[1], 0.0);
        check(&[1], &[1], 1.0);
        check(&[1], &[2], 0.0);
        check(&[1, 2, 3], &[2, 3, 4], 0.5);
        check(&[1, 2, 3, 4], &[1, 4], 0.5);
        check(&[0, u32::MAX], &[u32::MAX], 0.5);
    }

    #[test]
    fn agrees_with_sets_and_with_every_threshold() {
        let mut random = Random::new(2);
        for round in 0..400 {
            let sizes = [random.below(300), random.below(300)].map(|size| size as usize + usize::from(round % 9 != 0));
            let common = random.below(sizes[0].min(sizes[1]) as u64 + 1) as usize;
            let (a, b) = pair_of_sets(&mut random, sizes[0], sizes[1], common);
            let sets = [&a, &b].map(|set| set.iter().collect::<BTreeSet<_>>());
            let union = sets[0].union(&sets[1]).count();
            let exact = jaccard(&a, &b);
            let want = if union == 0 { 1.0 } else { sets[0].intersection(&sets[1]).count() as f64 / union as f64 };
            assert_eq!(exact.to_bits(), want.to_bits());
            for threshold in
                [-1.0, 0.0, 0.1, 0.5, 0.7, 0.99, 1.0, 1.1, exact, exact.next_up(), exact.next_down(), f64::NAN]
            {
                let got = jaccard_at_least(&a, &b, threshold).map(f64::to_bits);
                let want = (exact >= threshold).then_some(exact.to_bits());
                assert_eq!(got, want, "J {exact}, threshold {threshold}, sizes {sizes:?}");
            }
        }
    }

    /// At the border itself: 7 of 10 is 0.7, whatever the size.
    #[test]
    fn a_pair_exactly_at_the_threshold_is_kept() {
        let mut random = Random::new(4);
        for scale in [1usize, 3, 10, 37, 1000] {
            let (a, b) = pair_of_sets(&mut random, 8 * scale, 9 * scale, 7 * scale);
            assert_eq!(jaccard_at_least(&a, &b, 0.7), Some(0.7), "scale {scale}");
        }
    }
}
