//! Runs of one to four tokens, counted exactly.

use rustc_hash::FxBuildHasher;
use trommel_lang::{Language, TokenKind, tokens};

use super::Mode;
use super::comments::is_space;
use super::keywords::is_keyword;

type HashMap<K, V> = std::collections::HashMap<K, V, FxBuildHasher>;

/// The largest n.
pub(super) const ORDERS: usize = 4;

/// A token that no reference has.
const UNKNOWN: u32 = u32::MAX;

/// The references of a pair, counted.
#[derive(Debug)]
pub(super) struct References {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Counted>,
}

/// One text.
#[derive(Debug)]
struct Counted {
    length: usize,
    /// For each n, each run once, sorted, with how often it is there.
    runs: [Vec<(u128, u32)>; ORDERS],
    /// For each token once: five for a keyword, one for another.
    weights: HashMap<u128, u32>,
}

/// What a pair adds to the two n-gram parts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Counts {
    /// Runs of the prediction that a reference has, no more often than the one that has most of it.
    pub found: [f64; ORDERS],
    /// Runs of the prediction.
    pub of: [f64; ORDERS],
    /// Tokens of the prediction, and of the reference nearest in length.
    pub lengths: [f64; 2],
    /// Runs of references that the prediction has; for n = 1 in fifths, five for a keyword and one for another token.
    pub recalled: [f64; ORDERS],
    /// Runs of references, so weighted.
    pub wanted: [f64; ORDERS],
}

impl References {
    pub fn new(mode: Mode, language: Language, references: &[String]) -> References {
        let mut numbers: HashMap<Box<str>, u32> = HashMap::default();
        let texts = references.iter().map(|text| {
            let mut ids = Vec::new();
            let mut weights = HashMap::default();
            each_token(mode, language, text, |token| {
                let next = numbers.len() as u32 + 1;
                let id = match numbers.get(token) {
                    Some(id) => *id,
                    None => *numbers.entry(token.into()).or_insert(next),
                };
                weights.entry(u128::from(id)).or_insert_with(|| if is_keyword(language, token) { 5 } else { 1 });
                ids.push(id);
            });
            Counted { length: ids.len(), runs: std::array::from_fn(|n| runs(&ids, n + 1)), weights }
        });
        let texts = texts.collect();
        References { numbers, texts }
    }

    /// Compares a prediction with them.
    pub fn count(&self, mode: Mode, language: Language, prediction: &str) -> Counts {
        let mut ids = Vec::new();
        each_token(mode, language, prediction, |token| ids.push(self.numbers.get(token).copied().unwrap_or(UNKNOWN)));
        let lengths = self.texts.iter().map(|text| text.length);
        let nearest = lengths.min_by_key(|length| (length.abs_diff(ids.len()), *length)).unwrap_or(0);
        let mut counts = Counts { lengths: [ids.len() as f64, nearest as f64], ..Counts::default() };
        // Where a text has no run of n, the package counts one that is not found.
        let least = |mode| if mode == Mode::Compat { 1 } else { 0 };
        for n in 0..ORDERS {
            let predicted = runs(&ids, n + 1);
            let found = predicted.iter().map(|(run, count)| {
                let most = self.texts.iter().map(|text| count_of(&text.runs[n], *run)).max().unwrap_or(0);
                u64::from(*count.min(&most))
            });
            counts.found[n] = found.sum::<u64>() as f64;
            counts.of[n] = (ids.len().saturating_sub(n)).max(least(mode)) as f64;
            for text in &self.texts {
                let weight =
                    |run: &u128| if n == 0 { u64::from(text.weights.get(run).copied().unwrap_or(1)) } else { 1 };
                let wanted: u64 = text.runs[n].iter().map(|(run, count)| u64::from(*count) * weight(run)).sum();
                let recalled = text.runs[n]
                    .iter()
                    .map(|(run, count)| u64::from(*count.min(&count_of(&predicted, *run))) * weight(run));
                counts.recalled[n] += recalled.sum::<u64>() as f64;
                let least = least(mode) as u64 * if n == 0 { 5 } else { 1 };
                counts.wanted[n] += wanted.max(least) as f64;
            }
        }
        counts
    }
}

/// Tokens: what white space parts, or those of the language without comments.
fn each_token(mode: Mode, language: Language, text: &str, mut on_token: impl FnMut(&str)) {
    match mode {
        Mode::Compat => text.split(is_space).filter(|token| !token.is_empty()).for_each(on_token),
        Mode::Strict => {
            for token in tokens(Some(language), text).filter(|token| token.kind != TokenKind::Comment) {
                // Tokens are whole characters of a text.
                on_token(std::str::from_utf8(token.bytes).unwrap_or_default());
            }
        }
    }
}

/// The runs of `n` tokens, each once, sorted, with its count.
fn runs(ids: &[u32], n: usize) -> Vec<(u128, u32)> {
    let run = |ids: &[u32]| ids.iter().fold(0_u128, |run, id| run << 32 | u128::from(*id));
    let mut all: Vec<u128> = ids.windows(n).map(run).collect();
    all.sort_unstable();
    all.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u32)).collect()
}

fn count_of(runs: &[(u128, u32)], run: u128) -> u32 {
    runs.binary_search_by_key(&run, |(run, _)| *run).map_or(0, |at| runs[at].1)
}
