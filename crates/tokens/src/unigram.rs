//! The Unigram language model: learning pieces (Kudo 2018, as SentencePiece does it).
//!
//! Seeds are all frequent substrings of words. Expectation-maximisation gives them probabilities; the pieces whose loss
//! costs the corpus the least likelihood go, a quarter at a time, until as many are left as were wanted.
//!
//! Our own, beside the library's: that one sums floating-point numbers in an order that hangs on the number of threads
//! and on hash maps, so no two runs need agree.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::lattice::{Lattice, Scratch, UNKNOWN};

/// Parts in which words are summed: a constant, so that sums do not depend on the number of threads.
const PARTS: usize = 16;

/// Rounds of expectation-maximisation before each pruning.
const ROUNDS: usize = 2;

/// The share of pieces that each pruning leaves.
const SHRINK: f64 = 0.75;

/// Expected uses below which a piece goes at once.
const LEAST_EXPECTED: f64 = 0.5;

/// Seeds for each wanted piece, and at least this many.
const SEEDS: (usize, usize) = (10, 20_000);

/// Longer words are cut before counting: nothing is learned from runs of hundreds of letters.
const LONGEST_WORD: usize = 256;

/// A piece of the model.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Natural logarithm of its probability.
    pub(crate) score: f64,
    /// Its uses in the best cut of the corpus.
    pub(crate) count: u64,
}

impl Piece {
    fn is_letter(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }
}

/// Learns at most `wanted` pieces of up to `longest` letters from `words` (sorted, with counts). Letters that occur
/// fewer than `least` times are no pieces. In the order of their probability, ties by text.
pub(crate) fn learn(words: &[(&str, u64)], wanted: usize, least: u64, longest: usize) -> Vec<Piece> {
    let words: Vec<(&str, u64)> = words.iter().filter(|(_, count)| *count > 0).flat_map(cut).collect();
    let mut pieces = seeds(&words, wanted, least, longest);
    loop {
        for _ in 0..ROUNDS {
            let expected = expectation(&pieces, &words);
            maximise(&mut pieces, &expected);
        }
        if pieces.len() <= wanted.saturating_mul(11) / 10 {
            break;
        }
        let before = pieces.len();
        pieces = prune(pieces, &words, wanted);
        if pieces.len() == before {
            break;
        }
    }
    // Letters stay, whatever their probability: without them longer unseen words fall to bytes.
    pieces
        .sort_by(|a, b| b.is_letter().cmp(&a.is_letter()).then(b.score.total_cmp(&a.score)).then(a.text.cmp(&b.text)));
    pieces.truncate(wanted);
    finish(pieces, &words)
}

/// Counts the pieces' uses again, orders them and makes their probabilities sum to one.
fn finish(mut pieces: Vec<Piece>, words: &[(&str, u64)]) -> Vec<Piece> {
    pieces.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
    normalise(&mut pieces);
    recount(&mut pieces, words);
    pieces
}

/// Drops pieces with at most `tau` uses until every one left has more, and returns those dropped with their last count.
pub(crate) fn keep_above(pieces: Vec<Piece>, words: &[(&str, u64)], tau: u64) -> (Vec<Piece>, Vec<Piece>) {
    let words: Vec<(&str, u64)> = words.iter().filter(|(_, count)| *count > 0).flat_map(cut).collect();
    let (mut kept, mut dropped) = (pieces, Vec::new());
    loop {
        let (above, below): (Vec<Piece>, Vec<Piece>) = kept.into_iter().partition(|piece| piece.count > tau);
        if below.is_empty() {
            return (above, dropped);
        }
        dropped.extend(below);
        kept = finish(above, &words);
    }
}

fn cut<'w>((word, count): &(&'w str, u64)) -> impl Iterator<Item = (&'w str, u64)> + use<'w> {
    let (word, count) = (*word, *count);
    let mut rest = word;
    std::iter::from_fn(move || {
        let (part, after) = rest.split_at(rest.floor_char_boundary(LONGEST_WORD));
        rest = after;
        (!part.is_empty()).then_some((part, count))
    })
}

fn seeds(words: &[(&str, u64)], wanted: usize, least: u64, longest: usize) -> Vec<Piece> {
    let parts: Vec<HashMap<&str, u64>> = parts(words)
        .into_par_iter()
        .map(|part| {
            let mut counts: HashMap<&str, u64> = HashMap::new();
            for (word, count) in part {
                let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
                for (first, &from) in ends.iter().enumerate() {
                    for &to in ends.iter().skip(first + 1).take(longest) {
                        *counts.entry(&word[from..to]).or_default() += count;
                    }
                }
            }
            counts
        })
        .collect();
    let mut counts: HashMap<&str, u64> = HashMap::new();
    for (text, count) in parts.into_iter().flatten() {
        *counts.entry(text).or_default() += count;
    }
    let mut seeds: Vec<(bool, u64, &str)> = counts
        .into_iter()
        .map(|(text, count)| (text.chars().nth(1).is_none(), count, text))
        .filter(|&(letter, count, _)| count >= if letter { least } else { least.max(2) })
        .map(|(letter, count, text)| (letter, count * text.chars().count() as u64, text))
        .collect();
    seeds.par_sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
    let letters = seeds.iter().take_while(|(letter, ..)| *letter).count();
    seeds.truncate(letters + wanted.saturating_mul(SEEDS.0).max(SEEDS.1));
    let mut pieces: Vec<Piece> = seeds
        .into_iter()
        .map(|(_, weight, text)| Piece { text: text.to_owned(), score: (weight as f64).ln(), count: 0 })
        .collect();
    normalise(&mut pieces);
    pieces
}

/// Words in a fixed number of parts of neighbours.
fn parts<'a, 'w>(words: &'a [(&'w str, u64)]) -> Vec<&'a [(&'w str, u64)]> {
    words.chunks(words.len().div_ceil(PARTS).max(1)).collect()
}

fn lattice(pieces: &[Piece]) -> Lattice {
    Lattice::new(pieces.iter().map(|piece| (piece.text.as_str(), piece.score)))
}

/// Subtracts the logarithm of the sum of probabilities from each score.
pub(crate) fn normalise(pieces: &mut [Piece]) {
    let high = pieces.iter().map(|piece| piece.score).fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = pieces.iter().map(|piece| (piece.score - high).exp()).sum();
    let log_sum = high + sum.ln();
    pieces.iter_mut().for_each(|piece| piece.score -= log_sum);
}

fn expectation(pieces: &[Piece], words: &[(&str, u64)]) -> Vec<f64> {
    let lattice = lattice(pieces);
    let sums: Vec<Vec<f64>> = parts(words)
        .into_par_iter()
        .map(|part| {
            let (mut expected, mut scratch) = (vec![0.0; pieces.len()], Scratch::default());
            for (word, count) in part {
                lattice.expect(word, *count as f64, &mut expected, &mut scratch);
            }
            expected
        })
        .collect();
    sums.into_iter()
        .reduce(|mut all, part| {
            all.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
            all
        })
        .unwrap_or_else(|| vec![0.0; pieces.len()])
}

/// New probabilities from expected uses, with the digamma function that favours few pieces (as in SentencePiece).
fn maximise(pieces: &mut Vec<Piece>, expected: &[f64]) {
    let mut uses = expected.iter();
    let mut sum = 0.0;
    pieces.retain_mut(|piece| {
        let uses = *uses.next().expect("one for each piece");
        let kept = uses >= LEAST_EXPECTED || piece.is_letter();
        piece.score = uses.max(LEAST_EXPECTED);
        if kept {
            sum += piece.score;
        }
        kept
    });
    let log_sum = digamma(sum);
    pieces.iter_mut().for_each(|piece| piece.score = digamma(piece.score) - log_sum);
}

/// The derivative of ln Γ: the recurrence up to 7, then the asymptotic series (Abramowitz and Stegun 6.3.18).
fn digamma(mut x: f64) -> f64 {
    let mut result = 0.0;
    while x < 7.0 {
        result -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    result + x.ln() - 0.5 / x - square * (1.0 / 12.0 - square * (1.0 / 120.0 - square / 252.0))
}

fn uses(lattice: &Lattice, words: &[(&str, u64)], pieces: usize) -> Vec<u64> {
    let sums: Vec<Vec<u64>> = parts(words)
        .into_par_iter()
        .map(|part| {
            let (mut uses, mut scratch) = (vec![0; pieces], Scratch::default());
            for (word, count) in part {
                let used = lattice.best(word, None, &mut scratch);
                used.into_iter().filter(|piece| *piece != UNKNOWN).for_each(|piece| uses[piece as usize] += count);
            }
            uses
        })
        .collect();
    (0..pieces).map(|piece| sums.iter().map(|part| part[piece]).sum()).collect()
}

fn recount(pieces: &mut [Piece], words: &[(&str, u64)]) {
    let counts = uses(&lattice(pieces), words, pieces.len());
    pieces.iter_mut().zip(counts).for_each(|(piece, count)| piece.count = count);
}

/// Removes the pieces whose absence costs the least likelihood, each as if the others stayed: its uses go to the
/// pieces of its own second-best cut.
fn prune(pieces: Vec<Piece>, words: &[(&str, u64)], wanted: usize) -> Vec<Piece> {
    let lattice = lattice(&pieces);
    let uses = uses(&lattice, words, pieces.len());
    let sum: f64 = uses.iter().map(|&count| count as f64).sum();
    let log_sum = sum.ln();
    let losses: Vec<Option<f64>> = pieces
        .par_iter()
        .enumerate()
        .map_init(Scratch::default, |scratch, (at, piece)| {
            if piece.is_letter() {
                return Some(f64::INFINITY);
            }
            let count = uses[at] as f64;
            if count == 0.0 {
                return None;
            }
            let instead = lattice.best(&piece.text, Some(at as u32), scratch);
            if instead.is_empty() || instead.contains(&UNKNOWN) {
                return Some(f64::INFINITY);
            }
            let log_sum_without = (sum + count * (instead.len() as f64 - 1.0)).ln();
            let cost = |other: &u32| (uses[*other as usize] as f64 + count).ln() - log_sum_without;
            let without: f64 = instead.iter().map(cost).sum();
            Some(count / sum * (count.ln() - log_sum - without))
        })
        .collect();
    let mut ranked: Vec<(f64, Piece)> =
        pieces.into_iter().zip(losses).filter_map(|(piece, loss)| Some((loss?, piece))).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
    let endless = ranked.iter().take_while(|(loss, _)| loss.is_infinite()).count();
    let left = ((ranked.len() as f64 * SHRINK) as usize).max(wanted.saturating_mul(11) / 10).max(endless);
    ranked.truncate(left);
    let mut pieces: Vec<Piece> = ranked.into_iter().map(|(_, piece)| piece).collect();
    normalise(&mut pieces);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digamma_of_known_places() {
        let euler = 0.577_215_664_901_532_9;
        assert!((digamma(1.0) + euler).abs() < 1e-8);
        assert!((digamma(0.5) + euler + 2.0 * 2.0f64.ln()).abs() < 1e-8);
        assert!((digamma(100.0) - 4.600_161_852_738_087).abs() < 1e-10);
    }

    #[test]
    fn frequent_words_become_pieces() {
        let words = [("return", 50), ("returned", 5), ("turn", 30), ("x", 9), ("é", 1)];
        let pieces = learn(&words, 14, 2, 16);
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(texts.contains(&"return") && texts.contains(&"turn"), "{texts:?}");
        assert!(!texts.contains(&"é"), "a letter that occurs once is left to bytes: {texts:?}");
        let sum: f64 = pieces.iter().map(|piece| piece.score.exp()).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        let (kept, dropped) = keep_above(pieces.clone(), &words, 20);
        assert!(kept.iter().all(|piece| piece.count > 20) && !dropped.is_empty());
        assert_eq!(kept.len() + dropped.len(), pieces.len());
        assert!(kept.iter().any(|piece| piece.text == "return"));
    }

    #[test]
    fn long_words_are_cut_between_letters() {
        let word = "é".repeat(300);
        let parts: Vec<&str> = cut(&(&word, 1)).map(|(part, _)| part).collect();
        assert_eq!(parts.concat(), word);
        assert!(parts.iter().all(|part| part.len() <= LONGEST_WORD));
    }
}
