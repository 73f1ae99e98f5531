//! Vocabulary fusion by union (MFTCoder++'s equation 12, in the form that can be computed).
//!
//! BPE vocabularies cannot be united, since their merges' ranks contradict each other; Unigram pieces can, when their
//! probabilities are made one distribution again: `score(p) = ln Σₗ πₗ pₗ(p)`, less the logarithm of the sum over pieces.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::report::{Count, Dropped, Reason, Union};
use crate::unigram::{self, Piece};

/// The fused vocabulary.
pub(crate) struct Fused {
    /// Pieces with scores, in the order of their probability, ties by text.
    pub(crate) pieces: Vec<(String, f64)>,
    /// What became of each language's pieces.
    pub(crate) by_language: Vec<Union>,
}

/// Learns each language's `room` pieces, and unites those that it uses more than `tau` times; of more than `room`
/// together the most probable stay.
pub(crate) fn union(corpus: &Corpus, weights: &[f64], tau: u64, room: usize, least: u64, longest: usize) -> Fused {
    let mut probabilities: BTreeMap<String, f64> = BTreeMap::new();
    let mut languages: Vec<(Vec<Piece>, Vec<Piece>)> = Vec::new();
    for (language, weight) in corpus.languages.iter().zip(weights) {
        let words: Vec<(&str, u64)> = language.words.iter().map(|(word, count)| (&**word, *count)).collect();
        let (kept, rare) = unigram::keep_above(unigram::learn(&words, room, least, longest), &words, tau);
        for piece in &kept {
            *probabilities.entry(piece.text.clone()).or_default() += weight * piece.score.exp();
        }
        languages.push((kept, rare));
    }
    let mut fused: Vec<Piece> = probabilities
        .into_iter()
        .map(|(text, probability)| Piece { text, score: probability.ln(), count: 0 })
        .collect();
    fused.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
    let excess: std::collections::BTreeSet<String> =
        fused.split_off(room.min(fused.len())).into_iter().map(|piece| piece.text).collect();
    unigram::normalise(&mut fused);
    let by_language = languages.into_iter().map(|(kept, rare)| account(kept, rare, tau, &excess)).collect();
    Fused { pieces: fused.into_iter().map(|piece| (piece.text, piece.score)).collect(), by_language }
}

fn account(kept: Vec<Piece>, rare: Vec<Piece>, tau: u64, excess: &std::collections::BTreeSet<String>) -> Union {
    let (no_room, kept): (Vec<Piece>, Vec<Piece>) = kept.into_iter().partition(|piece| excess.contains(&piece.text));
    let dropped = |reason: Reason| move |piece: Piece| Dropped { piece: piece.text, count: piece.count, reason };
    let rare = rare.into_iter().map(dropped(Reason::NotAboveTau { tau }));
    Union {
        dropped: rare.chain(no_room.into_iter().map(dropped(Reason::NoRoom))).collect(),
        kept: kept.into_iter().map(|piece| Count { piece: piece.text, count: piece.count }).collect(),
    }
}
