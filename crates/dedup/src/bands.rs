//! Bands: a signature cut into pieces; documents that share a piece are candidates.

use crate::error::DedupError;
use crate::hash::{K, fold};
use crate::signature::{PERMUTATIONS, Signature};

/// How a signature is cut: `bands` pieces of `rows` successive values. Two documents are candidates when at
/// least one band is equal throughout.
///
/// [`Bands::for_recall`] chooses one for a recall, [`Bands::usual`] as other tools do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bands {
    /// Pieces; at least 1.
    pub bands: u32,
    /// Values in a piece; at least 1, and `bands · rows` at most 256. Values left over are not used.
    pub rows: u32,
}

impl Bands {
    /// Checked bands.
    ///
    /// # Errors
    /// [`DedupError::Bands`] if there are none, or they need more than 256 values.
    pub fn new(bands: u32, rows: u32) -> Result<Self, DedupError> {
        let needed = u64::from(bands) * u64::from(rows);
        if (1..=PERMUTATIONS as u64).contains(&needed) {
            Ok(Self { bands, rows })
        } else {
            Err(DedupError::Bands { bands, rows })
        }
    }

    /// The probability that documents of Jaccard similarity `jaccard` become candidates: 1 − (1 − J^r)^b
    /// (Indyk and Motwani 1998; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4).
    pub fn probability(self, jaccard: f64) -> f64 {
        let [bands, rows] = [self.bands, self.rows].map(|count| count.min(PERMUTATIONS as u32) as i32);
        1.0 - (1.0 - jaccard.clamp(0.0, 1.0).powi(rows)).powi(bands)
    }

    /// One 64-bit key per band, in the order of the bands; the band's number is mixed in, so that keys of
    /// different bands do not meet.
    ///
    /// Bands that do not fit in the signature have no key; [`Bands::new`] makes none such.
    pub fn hashes(self, signature: &Signature) -> impl Iterator<Item = u64> {
        let rows = self.rows.max(1) as usize;
        signature.chunks_exact(rows).take(self.bands as usize).zip(0u64..).map(|(values, band)| {
            let start = fold(band ^ K[2], K[0]);
            let state = values.iter().fold(start, |state, &value| fold(state ^ u64::from(value), K[1]));
            fold(state, K[3])
        })
    }
}

/// The curve of [`Bands::probability`] at `points` + 1 similarities, evenly from 0 to 1: (J, probability).
pub fn curve(bands: Bands, points: usize) -> Vec<(f64, f64)> {
    let points = points.max(1);
    (0..=points)
        .map(|i| {
            let jaccard = i as f64 / points as f64;
            (jaccard, bands.probability(jaccard))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::{Random, token_hash};
    use std::collections::BTreeSet;

    fn random_signature(random: &mut Random) -> Signature {
        std::array::from_fn(|_| random.word() as u32)
    }

    #[test]
    fn bands_must_fit() {
        let check = |bands, rows, fits| assert_eq!(Bands::new(bands, rows).is_ok(), fits, "{bands} × {rows}");
        check(1, 1, true);
        check(256, 1, true);
        check(1, 256, true);
        check(36, 7, true);
        check(0, 5, false);
        check(5, 0, false);
        check(257, 1, false);
        check(37, 7, false);
        check(u32::MAX, u32::MAX, false);
        let message = Bands::new(37, 7).unwrap_err().to_string();
        assert!(message.contains("37 bands of 7 rows need 259"), "{message}");
    }

    #[test]
    fn probability_is_the_formula() {
        let check = |bands, rows, jaccard: f64, want: f64| {
            let got = Bands { bands, rows }.probability(jaccard);
            assert!((got - want).abs() < 5e-4, "{bands} × {rows} at {jaccard}: {got}, expected {want}");
        };
        check(25, 10, 0.7, 0.511);
        check(14, 8, 0.7, 0.5645);
        check(20, 5, 0.5, 0.470);
        check(1, 1, 0.3, 0.3);
        check(25, 10, 0.0, 0.0);
        check(25, 10, 1.0, 1.0);
        check(25, 10, -3.0, 0.0);
    }

    #[test]
    fn the_curve_rises_from_0_to_1() {
        let curve = curve(Bands { bands: 36, rows: 7 }, 20);
        assert_eq!(curve.len(), 21);
        assert_eq!((curve[0], curve[20]), ((0.0, 0.0), (1.0, 1.0)));
        assert!(curve.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{curve:?}");
    }

    /// Grouped by elsewhere, and compared between runs.
    #[test]
    fn golden_values() {
        let signature: Signature = std::array::from_fn(|i| i as u32 * 0x0101_0101);
        let keys: Vec<u8> = Bands { bands: 36, rows: 7 }.hashes(&signature).flat_map(u64::to_le_bytes).collect();
        let got = token_hash(&keys);
        assert_eq!(got, 0x6d98ecac659ef3c8, "band keys are {got:#x}: raise the version of the stages that store them");
    }

    #[test]
    fn one_key_a_band_and_each_depends_on_its_own_rows_alone() {
        let mut random = Random::new(1);
        let signature = random_signature(&mut random);
        for (bands, rows) in [(1, 1), (36, 7), (25, 10), (256, 1), (1, 256), (128, 2)] {
            let cut = Bands { bands, rows };
            let keys: Vec<u64> = cut.hashes(&signature).collect();
            assert_eq!(keys.len(), bands as usize);
            for at in [0, 6, 7, 100, 251, 255] {
                let mut other = signature;
                other[at] ^= 1 << random.below(32);
                let changed: Vec<usize> = cut
                    .hashes(&other)
                    .zip(&keys)
                    .enumerate()
                    .filter(|(_, (a, b))| a != *b)
                    .map(|(band, _)| band)
                    .collect();
                let band = at / rows as usize;
                let want = if band < bands as usize { vec![band] } else { vec![] };
                assert_eq!(changed, want, "{bands} × {rows}, value {at}");
            }
        }
    }

    #[test]
    fn equal_rows_in_different_bands_or_orders_have_different_keys() {
        let mut keys = BTreeSet::new();
        for value in [0, 1, u32::MAX] {
            keys.extend(Bands { bands: 64, rows: 4 }.hashes(&[value; PERMUTATIONS]));
        }
        assert_eq!(keys.len(), 3 * 64);
        let swapped = |a: u32, b: u32| {
            let mut signature = [7; PERMUTATIONS];
            (signature[0], signature[1]) = (a, b);
            Bands { bands: 1, rows: 4 }.hashes(&signature).next()
        };
        assert_ne!(swapped(1, 2), swapped(2, 1));
    }

    #[test]
    fn bands_that_do_not_fit_have_no_key() {
        let signature = [1; PERMUTATIONS];
        assert_eq!(Bands { bands: 100, rows: 10 }.hashes(&signature).count(), 25);
        assert_eq!(Bands { bands: 3, rows: 0 }.hashes(&signature).count(), 3);
        assert_eq!(Bands { bands: 3, rows: 999 }.hashes(&signature).count(), 0);
    }
}
