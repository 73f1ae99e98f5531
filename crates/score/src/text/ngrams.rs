//! n-grams that a prediction has in common with its references.

use std::collections::HashMap;

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
        let mut matched = [0; ORDERS];
        for (order, matched) in (1..).zip(&mut matched) {
            // Four numbers of 16 bits make a key of half the size.
            *matched = match u16::try_from(numbers.0.len()) {
                Ok(_) => common(&predicted, &expected, order, |key: u64, token| key << 16 | u64::from(token)),
                Err(_) => common(&predicted, &expected, order, |key: u128, token| key << 32 | u128::from(token)),
            };
        }
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

/// A number for each distinct token, in order of first sight.
#[derive(Default)]
struct Numbers<'t>(HashMap<(u8, &'t [u8]), u32>);

impl<'t> Numbers<'t> {
    fn of(&mut self, tokens: &'t Tokens) -> Vec<u32> {
        let number = |token| {
            let next = self.0.len() as u32;
            *self.0.entry(token).or_insert(next)
        };
        tokens.iter().map(number).collect()
    }
}

/// n-grams of one order in common, clipped.
fn common<K: Ord + Copy + Default>(
    prediction: &[u32],
    references: &[Vec<u32>],
    order: usize,
    append: impl Fn(K, u32) -> K,
) -> u64 {
    let grams = |tokens: &[u32]| {
        let key = |gram: &[u32]| gram.iter().fold(K::default(), |key, token| append(key, *token));
        let mut grams: Vec<K> = tokens.windows(order).map(key).collect();
        grams.sort_unstable();
        grams
    };
    let expected: Vec<Vec<K>> = references.iter().map(|reference| grams(reference)).collect();
    let mut rest: Vec<&[K]> = expected.iter().map(Vec::as_slice).collect();
    let mut matched = 0;
    for run in grams(prediction).chunk_by(|a, b| a == b) {
        let most = rest.iter_mut().map(|rest| taken(rest, run[0])).max();
        matched += most.unwrap_or(0).min(run.len()) as u64;
    }
    matched
}

/// How often a key stands in the sorted rest, of which all up to it is taken away.
fn taken<K: Ord>(rest: &mut &[K], key: K) -> usize {
    let less = rest.iter().take_while(|other| **other < key).count();
    let equal = rest[less..].iter().take_while(|other| **other == key).count();
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
