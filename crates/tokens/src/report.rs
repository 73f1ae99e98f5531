//! What a training gave: pieces and how well they compress each language.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, LanguageText};
use crate::error::Result;
use crate::tokenizer::Tokenizer;

/// A training's result in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// Tokens of the vocabulary, special ones and bytes included.
    pub vocabulary: usize,
    /// Whether the text had too few pairs or pieces for the vocabulary that was wanted.
    pub ran_out: bool,
    /// Merges or pieces learned on all languages together; none when each was learned alone.
    pub learned_together: Option<usize>,
    /// The languages, in the order of their names.
    pub languages: Vec<LanguageReport>,
    /// The best-compressed language's bytes per token over the worst's: 1 is parity.
    pub spread: f64,
}

/// One language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LanguageReport {
    /// Its name.
    pub language: String,
    /// Documents trained on.
    pub documents: u64,
    /// Bytes trained on.
    pub bytes: u64,
    /// Its weight in training; all sum to one.
    pub weight: f64,
    /// Tokens that its text becomes.
    pub tokens: u64,
    /// Bytes per token of its text.
    pub bytes_per_token: f64,
    /// Different tokens that its text uses.
    pub tokens_used: usize,
    /// What became of the pieces that were learned on it alone (vocabulary fusion by union).
    pub union: Option<Union>,
}

/// The pieces of one language in a union.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Union {
    /// Those in the fused vocabulary, with their uses in the language's best cut by its own kept pieces.
    pub kept: Vec<Count>,
    /// Those that are not in it for this language's sake.
    pub dropped: Vec<Dropped>,
}

/// A piece with its uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The piece.
    pub piece: String,
    /// Its uses.
    pub count: u64,
}

/// A piece that was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// The piece.
    pub piece: String,
    /// Its uses when it was dropped.
    pub count: u64,
    /// Why.
    pub reason: Reason,
}

/// Why a piece was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It was not used more than `tau` times.
    NotAboveTau {
        /// The bound.
        tau: u64,
    },
    /// The vocabulary was full with more probable pieces.
    NoRoom,
}

/// What the learners hand to the report.
#[derive(Default)]
pub(crate) struct Learned {
    pub(crate) together: Option<usize>,
    pub(crate) by_language: Vec<Union>,
}

/// Words that one thread encodes in one go.
const CHUNK: usize = 1024;

impl Report {
    pub(crate) fn new(
        corpus: &Corpus,
        tokenizer: &Tokenizer,
        weights: &[f64],
        learned: Learned,
        wanted: usize,
    ) -> Result<Self> {
        let mut unions = learned.by_language.into_iter();
        let mut languages = Vec::new();
        for (language, &weight) in corpus.languages.iter().zip(weights) {
            let used = uses(language, tokenizer)?;
            let tokens: u64 = used.values().sum();
            languages.push(LanguageReport {
                language: language.name.clone(),
                documents: language.documents,
                bytes: language.bytes,
                weight,
                tokens,
                bytes_per_token: language.bytes as f64 / tokens as f64,
                tokens_used: used.len(),
                union: unions.next(),
            });
        }
        let ratios = || languages.iter().map(|language| language.bytes_per_token);
        let spread = ratios().fold(0.0, f64::max) / ratios().fold(f64::INFINITY, f64::min);
        Ok(Self {
            vocabulary: tokenizer.rows(),
            ran_out: tokenizer.rows() < wanted,
            learned_together: learned.together,
            languages,
            spread,
        })
    }
}

/// Uses of each token in a language's text. No token crosses a word, so words with their counts tell it exactly.
fn uses(language: &LanguageText, tokenizer: &Tokenizer) -> Result<BTreeMap<u32, u64>> {
    let parts: Vec<Result<BTreeMap<u32, u64>>> = language
        .words
        .par_chunks(CHUNK)
        .map(|words| {
            let mut uses = BTreeMap::new();
            for (word, count) in words {
                for id in tokenizer.encode(word)? {
                    *uses.entry(id).or_default() += count;
                }
            }
            Ok(uses)
        })
        .collect();
    let mut uses = BTreeMap::new();
    for part in parts {
        for (id, count) in part? {
            *uses.entry(id).or_default() += count;
        }
    }
    Ok(uses)
}
