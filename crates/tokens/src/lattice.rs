//! The ways to cut one word into a Unigram model's pieces: the best one, and the expected use of each piece.

use crate::trie::Trie;

/// What the best cut has where no piece fits: one letter, left to the byte pieces.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// How much less likely an unknown letter is than the least likely piece (natural logarithm), as in SentencePiece.
const UNKNOWN_PENALTY: f64 = 10.0;

/// Pieces with their log-probabilities.
pub(crate) struct Lattice {
    trie: Trie,
    scores: Vec<f64>,
    unknown: f64,
}

/// Room for one word, used again for the next.
#[derive(Default)]
pub(crate) struct Scratch {
    best: Vec<(f64, usize, u32)>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    edges: Vec<(usize, usize, u32)>,
}

impl Lattice {
    pub(crate) fn new<'p>(pieces: impl Iterator<Item = (&'p str, f64)> + Clone) -> Self {
        let scores: Vec<f64> = pieces.clone().map(|(_, score)| score).collect();
        let least = scores.iter().copied().fold(0.0, f64::min);
        Self { trie: Trie::new(pieces.map(|(piece, _)| piece)), scores, unknown: least - UNKNOWN_PENALTY }
    }

    fn score(&self, piece: u32) -> f64 {
        self.scores.get(piece as usize).copied().unwrap_or(self.unknown)
    }

    /// Each edge of the word's lattice: from, to, piece; by from, then by to.
    fn edges(&self, word: &str, edges: &mut Vec<(usize, usize, u32)>) {
        edges.clear();
        for (from, letter) in word.char_indices() {
            let mut single = false;
            self.trie.prefixes(&word.as_bytes()[from..], |length, piece| {
                single |= length == letter.len_utf8();
                edges.push((from, from + length, piece));
            });
            if !single {
                edges.push((from, from + letter.len_utf8(), UNKNOWN));
            }
        }
    }

    /// The pieces of the most likely cut, without using `except`.
    pub(crate) fn best(&self, word: &str, except: Option<u32>, scratch: &mut Scratch) -> Vec<u32> {
        self.edges(word, &mut scratch.edges);
        let best = &mut scratch.best;
        best.clear();
        best.resize(word.len() + 1, (f64::NEG_INFINITY, 0, UNKNOWN));
        best[0].0 = 0.0;
        for &(from, to, piece) in &scratch.edges {
            let score = best[from].0 + self.score(piece);
            if score > best[to].0 && (piece == UNKNOWN || Some(piece) != except) {
                best[to] = (score, from, piece);
            }
        }
        let mut pieces = Vec::new();
        let mut at = word.len();
        if best[at].0 == f64::NEG_INFINITY {
            return pieces;
        }
        while at > 0 {
            pieces.push(best[at].2);
            at = best[at].1;
        }
        pieces.reverse();
        pieces
    }

    /// Adds `weight` times the expected number of uses of each piece in `word` (forward and backward sums).
    pub(crate) fn expect(&self, word: &str, weight: f64, expected: &mut [f64], scratch: &mut Scratch) {
        self.edges(word, &mut scratch.edges);
        let Scratch { forward, backward, edges, .. } = scratch;
        let length = word.len();
        for (sums, start) in [(&mut *forward, 0), (&mut *backward, length)] {
            sums.clear();
            sums.resize(length + 1, f64::NEG_INFINITY);
            sums[start] = 0.0;
        }
        for &(from, to, piece) in &*edges {
            forward[to] = log_add(forward[to], forward[from] + self.score(piece));
        }
        for &(from, to, piece) in edges.iter().rev() {
            backward[from] = log_add(backward[from], backward[to] + self.score(piece));
        }
        for &(from, to, piece) in &*edges {
            if piece != UNKNOWN {
                let share = forward[from] + self.score(piece) + backward[to] - forward[length];
                expected[piece as usize] += weight * share.exp();
            }
        }
    }
}

/// ln(eᵃ + eᵇ).
fn log_add(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_uses_are_those_of_all_cuts() {
        // "aa": a·a = 1/4, aa = 1/4: each cut half the time, so one a and half an aa.
        let lattice = Lattice::new([("a", 0.5f64.ln()), ("aa", 0.25f64.ln())].into_iter());
        let mut expected = [0.0; 2];
        lattice.expect("aa", 2.0, &mut expected, &mut Scratch::default());
        assert!((expected[0] - 2.0).abs() < 1e-12 && (expected[1] - 1.0).abs() < 1e-12, "{expected:?}");
    }

    #[test]
    fn the_best_cut_and_the_next() {
        let pieces = [("a", -3.0), ("b", -3.0), ("ab", -4.0), ("abc", -30.0)];
        let (lattice, mut scratch) = (Lattice::new(pieces.into_iter()), Scratch::default());
        assert_eq!(lattice.best("aab", None, &mut scratch), [0, 2]);
        assert_eq!(lattice.best("ab", Some(2), &mut scratch), [0, 1]);
        assert_eq!(lattice.best("abc", None, &mut scratch), [3], "-30 is more than -4 and an unknown letter");
        assert_eq!(lattice.best("éa", None, &mut scratch), [UNKNOWN, 0]);
    }
}
