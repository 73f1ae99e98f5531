//! Recall, measured: every pair between a sample of documents and the others, by exact similarity.

use crate::error::DedupError;
use crate::overlaps::Overlaps;
use crate::tune::BIN;

/// Documents of fewer shingles are reported apart: their similarity moves in large steps, and one-permutation
/// hashing is weak there.
pub const SHORT_DOCUMENT: usize = 256;

/// Pairs that there are, and those of them that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Pairs found.
    pub found: u64,
    /// Pairs there are.
    pub total: u64,
}

impl Found {
    /// The share found, `None` where there is nothing to find.
    pub fn recall(self) -> Option<f64> {
        (self.total > 0).then(|| self.found as f64 / self.total as f64)
    }

    fn count(&mut self, found: bool) {
        self.total += 1;
        self.found += u64::from(found);
    }
}

impl std::ops::Add for Found {
    type Output = Found;

    fn add(self, other: Found) -> Found {
        Found { found: self.found + other.found, total: self.total + other.total }
    }
}

/// Recall among pairs with J in [`from`, `to`); the last bin includes 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecallBin {
    /// The least J.
    pub from: f64,
    /// The end, exclusive unless it is 1.
    pub to: f64,
    /// Pairs of two documents of fewer than [`SHORT_DOCUMENT`] shingles.
    pub short: Found,
    /// Pairs of a short document and a long one.
    pub mixed: Found,
    /// Pairs of two documents of [`SHORT_DOCUMENT`] shingles or more.
    pub long: Found,
}

impl RecallBin {
    /// Pairs of every kind.
    pub fn all(&self) -> Found {
        self.short + self.mixed + self.long
    }
}

/// The recall of a way to find pairs, in bins of 0.05 from the threshold up to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Recall {
    /// Ascending; at least one. The first is the hardest, and the one that
    /// [`Bands::for_recall`](crate::Bands::for_recall) promises.
    pub bins: Vec<RecallBin>,
}

impl Recall {
    /// Pairs of every similarity from the threshold up.
    pub fn all(&self) -> Found {
        self.bins.iter().fold(Found::default(), |sum, bin| sum + bin.all())
    }
}

/// Measures recall by comparing documents with a sample of them, every one with every one.
///
/// Give it the sample, then either the sample's documents again (pairs within the sample) or all documents
/// (pairs with an end in it). No pair counts twice: of a pair within the sample, only the look-up of its larger
/// document counts. An index over prefixes finds the similar ones, so 2,000 documents against 45,000 take about
/// two seconds.
pub struct RecallSample {
    /// Ascending; the documents of the index, in the same order.
    documents: Vec<u32>,
    index: Overlaps,
    bins: Vec<RecallBin>,
}

impl RecallSample {
    /// A sample: each document with its shingle set, sorted and distinct. A document given twice counts once.
    ///
    /// # Errors
    /// [`DedupError::Threshold`] outside (0, 1].
    pub fn new(mut sample: Vec<(u32, Vec<u32>)>, threshold: f64) -> Result<Self, DedupError> {
        if !(threshold > 0.0 && threshold <= 1.0) {
            return Err(DedupError::Threshold { found: threshold });
        }
        sample.sort_unstable_by_key(|&(document, _)| document);
        sample.dedup_by_key(|&mut (document, _)| document);
        let (documents, sets) = sample.into_iter().unzip();
        let none = Found::default();
        // 0.8, not the 0.7999999999999999 that adding up gives.
        let edge = |i: u32| match i {
            0 => threshold,
            _ => ((threshold + f64::from(i) * BIN) * 1e9).round() / 1e9,
        };
        // A last bin of no width would be for J = 1 alone, which the one before it includes.
        let last = (1..).take_while(|&i| edge(i) < 1.0).last().unwrap_or(0);
        let bin = |i: u32| RecallBin {
            from: edge(i),
            to: if i == last { 1.0 } else { edge(i + 1) },
            short: none,
            mixed: none,
            long: none,
        };
        Ok(Self { documents, index: Overlaps::new(sets, threshold), bins: (0..=last).map(bin).collect() })
    }

    /// The documents of the sample, ascending.
    pub fn documents(&self) -> &[u32] {
        &self.documents
    }

    /// Counts the pairs of `document`, whose shingle set is `set`, with the sample; `found(smaller, larger)`
    /// tells whether the way under test has found a pair. Each document at most once.
    pub fn compare(&mut self, document: u32, set: &[u32], mut found: impl FnMut(u32, u32) -> bool) {
        let within = self.documents.binary_search(&document).is_ok();
        let Self { documents, index, bins } = self;
        let mut similar = vec![];
        index.search(set, |member, jaccard| similar.push((member, jaccard)));
        for (member, jaccard) in similar {
            let other = documents[member];
            if other == document || (within && other > document) {
                continue;
            }
            let bin = bins.partition_point(|bin| bin.from <= jaccard).saturating_sub(1);
            let short = [set, &index.sets()[member]].map(|set| set.len() < SHORT_DOCUMENT);
            let kind = match short {
                [true, true] => &mut bins[bin].short,
                [false, false] => &mut bins[bin].long,
                _ => &mut bins[bin].mixed,
            };
            kind.count(found(document.min(other), document.max(other)));
        }
    }

    /// What has been measured so far.
    pub fn recall(&self) -> Recall {
        Recall { bins: self.bins.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;
    use crate::jaccard::jaccard;
    use crate::synthetic::edited_pair;

    #[test]
    fn bins_cover_threshold_to_one() {
        let check = |threshold: f64, want: &[f64]| {
            let bins = RecallSample::new(vec![], threshold).unwrap().recall().bins;
            assert_eq!(bins.len(), want.len(), "{threshold}: {bins:?}");
            assert!(bins.iter().zip(want).all(|(bin, want)| (bin.from - want).abs() < 1e-9), "{threshold}: {bins:?}");
            assert_eq!(bins.last().map(|bin| bin.to), Some(1.0));
        };
        check(0.7, &[0.7, 0.75, 0.8, 0.85, 0.9, 0.95]);
        check(0.88, &[0.88, 0.93, 0.98]);
        check(0.99, &[0.99]);
        check(1.0, &[1.0]);
        for threshold in [0.0, -0.1, 1.01, f64::NAN] {
            assert!(RecallSample::new(vec![], threshold).is_err(), "{threshold}");
        }
    }

    /// Against counting by hand, for a sample against itself and against everything.
    #[test]
    fn counts_every_pair_once_in_its_bin() {
        let mut random = Random::new(30);
        let mut sets: Vec<Vec<u32>> = vec![];
        for length in [30, 150, 240, 260, 300, 700].repeat(24) {
            let (a, b) = edited_pair(&mut random, length);
            sets.extend([a.clone(), a[..a.len() * 9 / 10].to_vec(), b, a]);
        }
        let found = |a: u32, b: u32| !(a + b).is_multiple_of(3);
        let all: Vec<u32> = (0..sets.len() as u32).collect();
        let every_other: Vec<u32> = all.iter().copied().filter(|document| document % 2 == 0).collect();
        for (sample, streamed) in [(&every_other, &every_other), (&every_other, &all), (&all, &all)] {
            let given = sample.iter().map(|&document| (document, sets[document as usize].clone())).collect();
            let mut measure = RecallSample::new(given, 0.7).unwrap();
            for &document in streamed.iter().rev() {
                measure.compare(document, &sets[document as usize], found);
            }
            let got = measure.recall();
            let mut want = RecallSample::new(vec![], 0.7).unwrap().recall();
            for &a in streamed {
                for &b in streamed.iter().filter(|&&b| b > a) {
                    let [x, y] = [a, b].map(|document| &sets[document as usize]);
                    let jaccard = jaccard(x, y);
                    if jaccard < 0.7 || !(sample.contains(&a) || sample.contains(&b)) {
                        continue;
                    }
                    let bin = want.bins.iter_mut().rev().find(|bin| bin.from <= jaccard).unwrap();
                    match usize::from(x.len() < SHORT_DOCUMENT) + usize::from(y.len() < SHORT_DOCUMENT) {
                        0 => bin.long.count(found(a, b)),
                        1 => bin.mixed.count(found(a, b)),
                        _ => bin.short.count(found(a, b)),
                    }
                }
            }
            assert_eq!(got, want, "{} against {}", sample.len(), streamed.len());
            assert!(got.all().total > 100 && got.bins[0].all().total > 3, "{got:?}");
        }
    }

    #[test]
    fn nothing_to_find_is_no_recall() {
        assert_eq!(Found::default().recall(), None);
        assert_eq!(Found { found: 3, total: 4 }.recall(), Some(0.75));
    }
}
