//! Token hashes to a document's set of shingles: the hashes of its n-grams of tokens.

use crate::hash::{K, fold, token_hash};
use crate::sorting::sort_distinct;

/// The base of the rolling polynomial. P ≡ 3 (mod 4), so that P^i − P^j keeps its low bits: swapping two tokens
/// changes the sum by (t − u)(P^i − P^j), and a P ≡ 1 (mod 2^k) would lose k bits of it.
const BASE: u64 = 0x9f3b_6d4c_81e2_a7d7;

/// Turns the token hashes of one document after another into shingle sets, reusing its buffers.
///
/// A shingle is 32 bits of a polynomial hash of `n` successive tokens, Σ t_i · P^(n−1−i) mod 2^64, mixed: the
/// order of the tokens counts. **Thirty-two bits**: among n distinct grams about n²/2^33 pairs fall together:
/// 0.01 in a file of ten thousand grams, 116 in one of a million (5 MB), where they move J by about 0.0001. Two
/// documents of a single shingle each look equal by accident once in 2^32 pairs.
///
/// **Short documents.** One of fewer than `n` tokens has one shingle, the hash of its whole text: never an
/// empty set and never a shared sentinel, so that tiny files equal only their own copies. The empty text has
/// its own.
#[derive(Debug, Clone)]
pub struct Shingler {
    /// The last `n` token hashes, as a ring.
    window: Vec<u64>,
    /// Where the next token goes in the ring: the place of the oldest.
    next: usize,
    tokens: usize,
    rolling: u64,
    /// P^n, which takes the oldest token out.
    leaving: u64,
    grams: Vec<u32>,
    shingles: Vec<u32>,
}

impl Shingler {
    /// Shingles of `n` tokens; 0 is taken for 1. The usual n for code is 5.
    pub fn new(n: usize) -> Self {
        let n = n.max(1);
        Self {
            window: vec![0; n],
            next: 0,
            tokens: 0,
            rolling: 0,
            leaving: (0..n).fold(1, |power: u64, _| power.wrapping_mul(BASE)),
            grams: vec![],
            shingles: vec![],
        }
    }

    /// Adds the next token of the document by its [`token_hash`].
    #[inline]
    pub fn push(&mut self, token_hash: u64) {
        let oldest = std::mem::replace(&mut self.window[self.next], token_hash);
        self.next += 1;
        if self.next == self.window.len() {
            self.next = 0;
        }
        // Not (rolling − oldest · P^(n−1)) · P + new: one multiplication less on the chain from token to token.
        let change = token_hash.wrapping_sub(oldest.wrapping_mul(self.leaving));
        self.rolling = self.rolling.wrapping_mul(BASE).wrapping_add(change);
        self.tokens += 1;
        if self.tokens >= self.window.len() {
            self.grams.push(mixed(self.rolling));
        }
    }

    /// The shingles of the document, sorted and distinct, at least one; then starts the next document.
    ///
    /// `text` is hashed when there were fewer than `n` tokens, and not looked at otherwise.
    pub fn finish(&mut self, text: &[u8]) -> &[u32] {
        if self.grams.is_empty() {
            self.grams.push((token_hash(text) >> 32) as u32);
        }
        sort_distinct(&self.grams, &mut self.shingles);
        self.grams.clear();
        self.window.fill(0);
        (self.next, self.tokens, self.rolling) = (0, 0, 0);
        &self.shingles
    }
}

#[inline]
fn mixed(rolling: u64) -> u32 {
    (fold(rolling ^ K[2], K[3]) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;
    use std::collections::BTreeSet;

    fn shingles(n: usize, text: &str) -> Vec<u32> {
        let mut shingler = Shingler::new(n);
        text.split_whitespace().for_each(|token| shingler.push(token_hash(token.as_bytes())));
        shingler.finish(text.as_bytes()).to_vec()
    }

    /// Stored with every document.
    #[test]
    fn golden_values() {
        let check = |text: &str, want: &[u32]| {
            let got = shingles(5, text);
            assert_eq!(
                got, want,
                "shingles of {text:?} are {got:#010x?}: stored sets change, raise the version of the stage that stores them"
            );
        };
        check("", &[0x88f96c48]);
        check("pass", &[0xe8e85295]);
        check("def f ( x )", &[0xcc415ef6]);
        check("def f ( x ) : return x", &[0x23e3d6df, 0xc77d3653, 0xcc415ef6, 0xda6684fd]);
    }

    #[test]
    fn one_shingle_a_distinct_gram() {
        let check = |n, text, want| assert_eq!(shingles(n, text).len(), want, "{n}-grams of {text:?}");
        check(5, "", 1);
        check(5, "a", 1);
        check(5, "a b c d", 1);
        check(5, "a b c d e", 1);
        check(5, "a b c d e f", 2);
        check(5, "a a a a a a a a a a", 1);
        check(5, "a b a b a b a b a b", 2);
        check(2, "a b a b a b c", 3);
        check(1, "a b a b c", 3);
        check(0, "a b a b c", 3);
    }

    #[test]
    fn short_documents_share_no_sentinel() {
        let texts = ["", " ", "\n", "a", "b", "a b", "b a", "import os", "import re", "a b c d", "a b c e"];
        let sets: BTreeSet<_> = texts.iter().map(|text| shingles(5, text)).collect();
        assert_eq!(sets.len(), texts.len());
    }

    #[test]
    fn order_and_place_count() {
        let grams =
            ["a b c d e", "b a c d e", "a b c e d", "e b c d a", "a a b c d", "a b b c d", "a c b d e", "e d c b a"];
        let sets: BTreeSet<_> = grams.iter().map(|text| shingles(5, text)).collect();
        assert_eq!(sets.len(), grams.len());
    }

    /// Against the definition: every window hashed afresh, by a shingler that saw other documents before.
    #[test]
    fn rolling_agrees_with_each_window_alone_and_leaves_no_trace() {
        let mut random = Random::new(1);
        let mut reused = Shingler::new(5);
        for length in [3, 5, 6, 40, 300, 5000, 60_000] {
            let tokens: Vec<u64> = (0..length).map(|_| token_hash(&random.below(50).to_le_bytes())).collect();
            tokens.iter().for_each(|&token| reused.push(token));
            let got = reused.finish(b"text").to_vec();
            let mut want = BTreeSet::new();
            for window in tokens.windows(5) {
                let mut alone = Shingler::new(5);
                window.iter().for_each(|&token| alone.push(token));
                want.extend(alone.finish(b"text"));
            }
            if tokens.len() < 5 {
                want.extend(Shingler::new(5).finish(b"text"));
            }
            assert!(got.iter().eq(&want), "{length} tokens");
        }
    }

    /// Grams over a tiny vocabulary: 16^5 distinct ones must collide as often as random 32-bit words do,
    /// n²/2^33 = 128 times.
    #[test]
    fn collisions_are_those_of_random_words() {
        let vocabulary: Vec<u64> = (0u8..16).map(|byte| token_hash(&[b'a' + byte])).collect();
        let mut all = vec![];
        for gram in 0..1usize << 20 {
            let mut rolling = 0u64;
            for place in 0..5 {
                rolling = rolling.wrapping_mul(BASE).wrapping_add(vocabulary[gram >> (4 * place) & 15]);
            }
            all.push(mixed(rolling));
        }
        all.sort_unstable();
        all.dedup();
        let collisions = (1 << 20) - all.len();
        assert!((70..190).contains(&collisions), "{collisions} collisions, expected about 128");
    }
}
