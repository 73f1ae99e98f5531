//! ROUGE-L, as rouge-score computes it.

use std::collections::HashMap;

use super::{empty_flags, lcs, summary_lcs};
use crate::metric::{Flag, Metric, Pair, Tally};

/// ROUGE-L (Lin 2004), equal to rouge-score 0.1.2 without its stemmer: with the length L of the longest common subsequence of tokens,
/// P = L / tokens of the prediction, R = L / tokens of the reference, F = 2PR / (P + R); over pairs the mean of F, in [0, 1]. Of several
/// references the one with the largest F counts.
///
/// Tokens are runs of `a`–`z` and `0`–`9` in the lower-cased text. **Everything else is dropped**: operators, brackets, and every letter that
/// is not ASCII, so that `a + b` is `a - b`, `x1 = foo_bar(2)` is `x1 = foo bar 2` and `café` is `caf`; a text of nothing but
/// operators has 0 even beside itself. Read it beside a metric that sees them.
///
/// ROUGE-Lsum takes each line of the reference with all lines of the prediction, so that order among lines does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rouge {
    /// Whether it is ROUGE-Lsum.
    pub by_line: bool,
}

/// What two texts have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Overlap {
    /// Of the prediction, in [0, 1].
    pub precision: f64,
    /// Of the reference, in [0, 1].
    pub recall: f64,
    /// Their harmonic mean.
    pub f: f64,
}

impl Overlap {
    fn of(common: usize, predicted: usize, expected: usize) -> Self {
        if common == 0 {
            return Self::default();
        }
        let (precision, recall) = (common as f64 / predicted as f64, common as f64 / expected as f64);
        Self { precision, recall, f: 2.0 * precision * recall / (precision + recall) }
    }
}

/// ROUGE-L of one prediction and one reference. Takes time up to the product of their tokens over 64.
#[must_use]
pub fn rouge_l(prediction: &str, reference: &str) -> Overlap {
    let mut numbers = Numbers::default();
    let expected = numbers.of(reference);
    let predicted = numbers.of(prediction);
    Overlap::of(lcs::length(&expected, &predicted), predicted.len(), expected.len())
}

/// ROUGE-Lsum of one prediction and one reference, and whether it is exact: for texts of which the tables would have more than 2²⁸ cells,
/// ROUGE-L of the whole stands for it.
#[must_use]
pub fn rouge_l_sum(prediction: &str, reference: &str) -> (Overlap, bool) {
    let mut numbers = Numbers::default();
    let mut lines = |text: &str| text.split('\n').map(|line| numbers.of(line)).collect::<Vec<_>>();
    let (expected, predicted) = (lines(reference), lines(prediction));
    let count = |lines: &[Vec<u32>]| lines.iter().map(Vec::len).sum::<usize>();
    let (all_expected, all_predicted) = (count(&expected), count(&predicted));
    if all_expected as u64 * all_predicted as u64 > summary_lcs::MOST_CELLS {
        let common = lcs::length(&expected.concat(), &predicted.concat());
        return (Overlap::of(common, all_predicted, all_expected), false);
    }
    let hits = summary_lcs::hits(&expected, &predicted, numbers.known.len());
    (Overlap::of(hits, all_predicted, all_expected), true)
}

/// A number for each distinct token, in order of first sight.
#[derive(Default)]
struct Numbers {
    known: HashMap<Box<[u8]>, u32>,
}

impl Numbers {
    fn of(&mut self, text: &str) -> Vec<u32> {
        // Lower case may turn what is not ASCII into it: the Kelvin sign is a k.
        let lower = if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() };
        let words = lower.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let number = |word: &[u8]| {
            if let Some(number) = self.known.get(word) {
                return *number;
            }
            let next = self.known.len() as u32;
            self.known.insert(word.into(), next);
            next
        };
        words.map(number).collect()
    }
}

impl Metric for Rouge {
    fn name(&self) -> &'static str {
        if self.by_line { "rouge-lsum" } else { "rouge-l" }
    }

    fn signature(&self) -> String {
        let unit = if self.by_line { "lines" } else { "text" };
        format!("lcs:{unit}|tok:a-z0-9|stem:no|mean:f|version:rouge-score-0.1.2")
    }

    fn tally(&self, pair: &Pair) -> Tally {
        let mut flags = empty_flags(pair);
        let mut best: Option<Overlap> = None;
        for reference in &pair.references {
            let (found, exact) = match self.by_line {
                true => rouge_l_sum(&pair.prediction, reference),
                false => (rouge_l(&pair.prediction, reference), true),
            };
            if !exact && !flags.contains(&Flag::TooLarge) {
                flags.push(Flag::TooLarge);
            }
            // The first of equals, as `max` of Python.
            if best.is_none_or(|best| found.f > best.f) {
                best = Some(found);
            }
        }
        Tally { sums: best.map(|best| vec![best.f, best.precision, best.recall, 1.0]), flags }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        match sums {
            [f, _, _, pairs] if *pairs > 0.0 => f / pairs,
            _ => 0.0,
        }
    }

    fn parts(&self, sums: &[f64]) -> Vec<(&'static str, f64)> {
        match sums {
            [_, precision, recall, pairs] if *pairs > 0.0 => {
                vec![("precision", precision / pairs), ("recall", recall / pairs)]
            }
            _ => Vec::new(),
        }
    }
}
