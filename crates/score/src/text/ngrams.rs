//! n-grams that a prediction has in common with its references.

use std::collections::HashMap;
use std::ops::Shr;

use rustc_hash::FxBuildHasher;

use super::tokenize::Tokens;

/// Orders that are counted: 1 to 4.
pub(super) const ORDERS: usize = 4;

/// What BLEU asks of one pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// Tokens of the prediction.
    pub prediction: usize,
    /// Tokens of each reference.
    pub references: Vec<usize>,
    /// n-grams of the prediction that a reference has, each as often as the reference that has it most often.
    pub matched: [u64; ORDERS],
    /// n-grams of the prediction.
    pub total: [u64; ORDERS],
}

impl Counts {
    /// Counts; n log n of the tokens.
    pub fn of(prediction: &Tokens, references: &[Tokens]) -> Self {
        let mut numbers = Numbers::default();
        let predicted = numbers.of(prediction);
        let expected: Vec<Vec<u32>> = references.iter().map(|reference| numbers.of(reference)).collect();
        // Four numbers of 16 bits make a key of half the size.
        let matched = match u16::try_from(numbers.0.len()) {
            Ok(_) => common::<u64>(&predicted, &expected),
            Err(_) => common::<u128>(&predicted, &expected),
        };
        let total = std::array::from_fn(|order| (predicted.len() as u64).saturating_sub(order as u64));
        Self { prediction: predicted.len(), references: expected.iter().map(Vec::len).collect(), matched, total }
    }

    /// The length of the reference that is nearest in length, the shorter of two: sacrebleu's.
    pub fn closest(&self) -> usize {
        let distance = |length: &usize| (length.abs_diff(self.prediction), *length);
        self.references.iter().copied().min_by_key(distance).unwrap_or(0)
    }

    /// The length of the shortest reference: CodeXGLUE's.
    pub fn shortest(&self) -> usize {
        self.references.iter().copied().min().unwrap_or(0)
    }
}

/// A number for each distinct token, from 1 in order of first sight.
#[derive(Default)]
struct Numbers<'t>(HashMap<(u8, &'t [u8]), u32, FxBuildHasher>);

impl<'t> Numbers<'t> {
    fn of(&mut self, tokens: &'t Tokens) -> Vec<u32> {
        let number = |token| {
            let next = self.0.len() as u32 + 1;
            *self.0.entry(token).or_insert(next)
        };
        tokens.iter().map(number).collect()
    }
}

/// Four tokens' numbers side by side, the first highest; 0 is no token.
trait Key: Ord + Copy + Default + Shr<usize, Output = Self> {
    /// Bits of a number.
    const WIDTH: usize;

    /// The three last, and another.
    fn then(self, token: u32) -> Self;

    /// Whether the last is no token.
    fn is_short(self) -> bool;
}

impl Key for u64 {
    const WIDTH: usize = 16;

    fn then(self, token: u32) -> Self {
        self << Self::WIDTH | u64::from(token)
    }

    fn is_short(self) -> bool {
        self as u16 == 0
    }
}

impl Key for u128 {
    const WIDTH: usize = 32;

    fn then(self, token: u32) -> Self {
        self << Self::WIDTH | u128::from(token)
    }

    fn is_short(self) -> bool {
        self as u32 == 0
    }
}

/// n-grams in common, clipped, of each order.
fn common<K: Key>(prediction: &[u32], references: &[Vec<u32>]) -> [u64; ORDERS] {
    let expected: Vec<Vec<K>> = references.iter().map(|reference| sorted(reference)).collect();
    let predicted: Vec<K> = sorted(prediction);
    std::array::from_fn(|order| {
        let shift = (ORDERS - 1 - order) * K::WIDTH;
        let mut rest: Vec<&[K]> = expected.iter().map(Vec::as_slice).collect();
        let runs = predicted.chunk_by(|a, b| *a >> shift == *b >> shift);
        let clipped = runs.filter(|run| !(run[0] >> shift).is_short()).map(|run| {
            let most = rest.iter_mut().map(|rest| taken(rest, run[0] >> shift, shift)).max();
            most.unwrap_or(0).min(run.len()) as u64
        });
        clipped.sum()
    })
}

/// The n-grams of order 4 that begin at each token, those at the end filled up with no tokens. Sorted, they are in the order of
/// all shorter ones too, which are their beginnings.
fn sorted<K: Key>(tokens: &[u32]) -> Vec<K> {
    let mut padded = tokens.iter().copied().chain([0; ORDERS - 1]);
    let mut key = padded.by_ref().take(ORDERS - 1).fold(K::default(), K::then);
    let next = |token| {
        key = key.then(token);
        key
    };
    let mut grams: Vec<K> = padded.map(next).collect();
    grams.sort_unstable();
    grams
}

/// How often a beginning stands in the sorted rest, of which all up to it is taken away.
fn taken<K: Key>(rest: &mut &[K], key: K, shift: usize) -> usize {
    let less = rest.iter().take_while(|other| **other >> shift < key).count();
    let equal = rest[less..].iter().take_while(|other| **other >> shift == key).count();
    *rest = &rest[less + equal..];
    equal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    #[test]
    fn counts_are_clipped_by_the_reference_that_has_most() {
        let words = |text| Tokenizer::None.tokens(None, text);
        let counts = Counts::of(&words("a a a b"), &[words("a b"), words("a a c"), words("z z z z z z")]);
        assert_eq!(counts.matched, [3, 2, 0, 0]);
        assert_eq!(counts.total, [4, 3, 2, 1]);
        assert_eq!((counts.closest(), counts.shortest()), (3, 2));
    }

    /// More distinct tokens than 16 bits tell apart.
    #[test]
    fn many_distinct_tokens() {
        let text = (0..70_000).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let words = Tokenizer::None.tokens(None, &text);
        let counts = Counts::of(&words, std::slice::from_ref(&words));
        assert_eq!(counts.matched, counts.total);
    }
}
