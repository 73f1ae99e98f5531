//! Choosing bands: for a recall, or as other tools do.

use crate::bands::Bands;
use crate::error::DedupError;
use crate::signature::PERMUTATIONS;

/// Recall is promised for pairs of J in [τ, τ + this): the ones hardest to find.
pub(crate) const BIN: f64 = 0.05;

impl Bands {
    /// The bands with the fewest expected candidates among those whose mean [recall](Bands::mean_recall) over J
    /// in [`threshold`, `threshold` + 0.05) is `recall`, and a little more: a quarter of what is missing to 1
    /// (0.9625 for 0.95), so that the *measured* recall holds although a real corpus has more of its pairs at
    /// the lower end, and a sample is a sample.
    ///
    /// For 0.7 and 0.95 that is 31 bands of 7 rows.
    ///
    /// # Errors
    /// [`DedupError::Threshold`] outside (0, 1], [`DedupError::Recall`] outside (0, 1),
    /// [`DedupError::Unreachable`] when 256 values are too few for such a recall at so low a threshold.
    pub fn for_recall(threshold: f64, recall: f64) -> Result<Bands, DedupError> {
        if !(threshold > 0.0 && threshold <= 1.0) {
            return Err(DedupError::Threshold { found: threshold });
        }
        if !(recall > 0.0 && recall < 1.0) {
            return Err(DedupError::Recall { found: recall });
        }
        let target = recall + (1.0 - recall) / 4.0;
        (1..=PERMUTATIONS as u32)
            .filter_map(|rows| fewest_bands(rows, threshold, target))
            .map(|bands| (bands, bands.expected_candidates(threshold)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(bands, _)| bands)
            .ok_or_else(|| {
                let most = Bands { bands: PERMUTATIONS as u32, rows: 1 }.mean_recall(threshold);
                DedupError::Unreachable { threshold, recall, best: ((most - 0.25) / 0.75).max(0.0) }
            })
    }

    /// The bands that most tools take: datasketch's `_optimal_param` with its weights of 0.5 for both areas,
    /// under the curve below the threshold (false candidates) and above the curve beyond it (missed pairs).
    ///
    /// It balances the two areas and promises no recall: for 0.7 it is 25 × 10, which finds 51 % of the pairs
    /// at 0.7. Here for comparison; out-of-range thresholds are taken for the nearest end of [0, 1].
    pub fn usual(threshold: f64) -> Bands {
        let threshold = threshold.clamp(0.0, 1.0);
        let mut best = (f64::INFINITY, Bands { bands: 1, rows: 1 });
        for bands in 1..=PERMUTATIONS as u32 {
            for rows in 1..=PERMUTATIONS as u32 / bands {
                let cut = Bands { bands, rows };
                let accepted = integral(0.0, threshold, |jaccard| cut.probability(jaccard));
                let missed = integral(threshold, 1.0, |jaccard| 1.0 - cut.probability(jaccard));
                let error = 0.5 * accepted + 0.5 * missed;
                if error < best.0 {
                    best = (error, cut);
                }
            }
        }
        best.1
    }

    /// The mean [probability](Bands::probability) over J in [`threshold`, `threshold` + 0.05), or up to 1.
    pub fn mean_recall(self, threshold: f64) -> f64 {
        let end = (threshold + BIN).min(1.0);
        if end <= threshold {
            return self.probability(threshold);
        }
        integral(threshold, end, |jaccard| self.probability(jaccard)) / (end - threshold)
    }

    /// Proportional to the candidates expected below the threshold, when the density of pairs falls with their
    /// similarity as e^(−10 J). The exact density hardly matters: at equal recall more rows mean fewer
    /// candidates at *every* J below.
    fn expected_candidates(self, threshold: f64) -> f64 {
        integral(0.0, threshold, |jaccard| self.probability(jaccard) * (-10.0 * jaccard).exp())
    }
}

/// The fewest bands of so many rows that reach the target, if any do.
fn fewest_bands(rows: u32, threshold: f64, target: f64) -> Option<Bands> {
    // More bands never find less.
    let all: Vec<u32> = (1..=PERMUTATIONS as u32 / rows).collect();
    let too_few = all.partition_point(|&bands| Bands { bands, rows }.mean_recall(threshold) < target);
    all.get(too_few).map(|&bands| Bands { bands, rows })
}

/// By the midpoint rule: the curves are smooth, and what hangs on them is a choice between whole numbers.
fn integral(from: f64, to: f64, function: impl Fn(f64) -> f64) -> f64 {
    const STEPS: u32 = 200;
    let step = (to - from) / f64::from(STEPS);
    (0..STEPS).map(|i| function(from + (f64::from(i) + 0.5) * step)).sum::<f64>() * step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;
    use crate::jaccard::jaccard;
    use crate::signature::{Signature, signature};
    use crate::synthetic::edited_pair;

    #[test]
    fn the_usual_choice_is_datasketchs() {
        let check = |threshold, bands, rows| {
            assert_eq!(Bands::usual(threshold), Bands { bands, rows }, "threshold {threshold}")
        };
        check(0.5, 42, 6);
        check(0.7, 25, 10);
        check(0.8, 17, 15);
        check(0.9, 9, 28);
    }

    #[test]
    fn recall_is_reached_with_fewer_candidates_than_any_other_choice() {
        for (threshold, recall) in
            [(0.3, 0.9), (0.5, 0.95), (0.7, 0.5), (0.7, 0.95), (0.8, 0.95), (0.9, 0.99), (1.0, 0.95)]
        {
            let chosen = Bands::for_recall(threshold, recall).unwrap();
            assert_eq!(Bands::new(chosen.bands, chosen.rows), Ok(chosen));
            let margin = recall + (1.0 - recall) / 4.0;
            assert!(chosen.mean_recall(threshold) >= margin, "{threshold}, {recall}: {chosen:?}");
            for bands in 1..=256 {
                for rows in 1..=256 / bands {
                    let other = Bands { bands, rows };
                    let worse = other.mean_recall(threshold) < margin
                        || other.expected_candidates(threshold) >= chosen.expected_candidates(threshold);
                    assert!(worse, "{threshold}, {recall}: {other:?} is better than {chosen:?}");
                }
            }
        }
    }

    #[test]
    fn the_default_is_pinned() {
        let bands = Bands::for_recall(0.7, 0.95).unwrap();
        assert_eq!(
            bands,
            Bands { bands: 31, rows: 7 },
            "marks change with it: raise the version of the stages that use it"
        );
        assert!(Bands::usual(0.7).mean_recall(0.7) < 0.65);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let check = |threshold, recall, want: &str| {
            let message = Bands::for_recall(threshold, recall).unwrap_err().to_string();
            assert!(message.contains(want), "{threshold}, {recall}: {message}");
        };
        check(0.0, 0.95, "`threshold` is 0,");
        check(1.4, 0.95, "`threshold` is 1.4,");
        check(f64::NAN, 0.95, "`threshold` is NaN,");
        check(0.7, 0.0, "`recall` is 0,");
        check(0.7, 1.0, "`recall` is 1,");
        check(0.7, f64::NAN, "`recall` is NaN,");
        check(0.001, 0.99, "raise `threshold`");
    }

    #[test]
    fn what_an_error_proposes_works() {
        let Err(DedupError::Unreachable { best, .. }) = Bands::for_recall(0.001, 0.99) else {
            panic!("expected Unreachable")
        };
        assert!(Bands::for_recall(0.001, best - 1e-9).is_ok(), "{best}");
        assert!(Bands::for_recall(0.001, best + 1e-3).is_err(), "{best}");
    }

    /// The promise itself, on documents edited to a J in [0.70, 0.75): long ones, short ones, and pairs of one
    /// of each.
    #[test]
    fn measured_recall_holds_for_every_size_of_document() {
        let bands = Bands::for_recall(0.7, 0.95).unwrap();
        let shares_a_band = |a: &Signature, b: &Signature| bands.hashes(a).zip(bands.hashes(b)).any(|(a, b)| a == b);
        let check = |name: &str, tokens: std::ops::Range<u64>, is_one: fn(usize, usize) -> bool| {
            let mut random = Random::new(tokens.start);
            let (mut total, mut found) = (0u32, 0u32);
            while total < 3000 {
                let length = tokens.start + random.below(tokens.end - tokens.start);
                let (a, b) = edited_pair(&mut random, length as usize);
                if !(0.70..0.75).contains(&jaccard(&a, &b)) || !is_one(a.len(), b.len()) {
                    continue;
                }
                total += 1;
                found += u32::from(shares_a_band(&signature(&a), &signature(&b)));
            }
            let recall = f64::from(found) / f64::from(total);
            assert!(recall >= 0.95, "{name}: found {found} of {total}, {recall:.3}");
        };
        check("tiny", 14..60, |a, b| a < 64 && b < 64);
        check("short", 60..250, |a, b| a < 256 && b < 256);
        check("across the border", 225..290, |a, b| a.min(b) < 256 && a.max(b) >= 256);
        check("a little longer", 270..600, |a, b| a >= 256 && b >= 256);
        check("long", 1000..4000, |a, b| a >= 256 && b >= 256);
    }
}
