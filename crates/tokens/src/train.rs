//! Training a tokenizer on counted text.

use serde::{Deserialize, Serialize};

use crate::assemble;
use crate::balance::shares;
use crate::bpe;
use crate::corpus::{Corpus, LanguageText};
use crate::error::{Result, TokensError};
use crate::fusion;
use crate::report::{Learned, Report};
use crate::special;
use crate::tokenizer::Tokenizer;
use crate::unigram;

/// The exponent with which languages are balanced unless somebody says otherwise.
pub const EXPONENT: f64 = 0.7;

/// What to learn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Mode {
    /// Byte-level BPE on all text together, as it is.
    Bpe {},
    /// One Unigram model of all text together, as it is, with byte fallback.
    Unigram {},
    /// Vocabulary fusion over bytes: byte-level BPE on text in which each language weighs `bytesᵉ`.
    BpeParity {
        /// The exponent e: 1 is proportional, 0 gives each language the same weight.
        exponent: f64,
    },
    /// Vocabulary fusion by union: a Unigram model of each language, and of their pieces those that it uses more than
    /// `tau` times; a piece's probability is the mean over languages, weighted by `bytesᵉ`.
    UnigramUnion {
        /// Uses in a language's text that a piece must exceed.
        tau: u64,
        /// The exponent e of the languages' weights.
        exponent: f64,
    },
}

/// How to train.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// What to learn.
    pub mode: Mode,
    /// Tokens at most, special ones and bytes included.
    pub vocabulary: usize,
    /// Occurrences that a merged pair (BPE) or a letter or piece (Unigram) must have.
    #[serde(default = "two")]
    pub least_count: u64,
    /// The longest token: bytes with BPE, letters with Unigram.
    #[serde(default = "sixteen")]
    pub longest: usize,
    /// Special tokens beyond end of text, padding and the languages' prefixes, of the form `<|name|>`.
    #[serde(default)]
    pub special_tokens: Vec<String>,
}

fn two() -> u64 {
    2
}

fn sixteen() -> usize {
    16
}

impl Training {
    /// A training with the usual bounds.
    #[must_use]
    pub fn new(mode: Mode, vocabulary: usize) -> Self {
        Self { mode, vocabulary, least_count: two(), longest: sixteen(), special_tokens: Vec::new() }
    }

    /// Learns a tokenizer from `corpus`: the same whatever the order of its documents and the number of threads.
    ///
    /// # Errors
    /// When the vocabulary has no room beyond the bytes and special tokens, or an option is out of its range.
    pub fn run(&self, corpus: &Corpus) -> Result<(Tokenizer, Report)> {
        let names: Vec<&str> = corpus.languages.iter().map(|language| language.name.as_str()).collect();
        let special = special::all(&names, &self.special_tokens)?;
        let is_unigram = matches!(self.mode, Mode::Unigram {} | Mode::UnigramUnion { .. });
        let fixed = assemble::fixed_tokens(&names, &self.special_tokens, is_unigram)?;
        if self.vocabulary <= fixed {
            return Err(TokensError::Option {
                option: "vocabulary",
                found: self.vocabulary.to_string(),
                expected: format!("more than {fixed}: special tokens ({}) and bytes", special.len()),
            });
        }
        if self.longest < 2 {
            return Err(TokensError::Option {
                option: "longest",
                found: self.longest.to_string(),
                expected: "2 or more".to_owned(),
            });
        }
        let bytes: Vec<u64> = corpus.languages.iter().map(|language| language.bytes).collect();
        let room = self.vocabulary - fixed;
        let (tokenizer, weights, learned) = match self.mode {
            Mode::Bpe {} => self.byte_pairs(corpus, &special, shares(&bytes, 1.0)?, None)?,
            Mode::BpeParity { exponent } => {
                let weights = shares(&bytes, exponent)?;
                let factors = factors(&corpus.languages, &weights);
                self.byte_pairs(corpus, &special, weights, Some(factors))?
            }
            Mode::Unigram {} => {
                let words = corpus.weighted_words(&vec![1.0; names.len()]);
                let pieces = unigram::learn(&words, room, self.least_count, self.longest);
                let above = self.least_count.saturating_sub(1);
                let (kept, dropped) = unigram::keep_above(pieces, &words, above);
                let scored: Vec<(String, f64)> = kept.into_iter().map(|piece| (piece.text, piece.score)).collect();
                let tokenizer = assemble::unigram(&special, &scored, corpus.digits)?;
                let learned = Learned { together: Some(scored.len() + dropped.len()), ..Learned::default() };
                (tokenizer, shares(&bytes, 1.0)?, learned)
            }
            Mode::UnigramUnion { tau, exponent } => {
                let weights = shares(&bytes, exponent)?;
                let fused = fusion::union(corpus, &weights, tau, room, self.least_count, self.longest);
                let tokenizer = assemble::unigram(&special, &fused.pieces, corpus.digits)?;
                (tokenizer, weights, Learned { by_language: fused.by_language, together: None })
            }
        };
        let report = Report::new(corpus, &tokenizer, &weights, learned, self.vocabulary)?;
        Ok((tokenizer, report))
    }

    fn byte_pairs(
        &self,
        corpus: &Corpus,
        special: &[String],
        weights: Vec<f64>,
        factors: Option<Vec<f64>>,
    ) -> Result<(Tokenizer, Vec<f64>, Learned)> {
        let least = if factors.is_some() { self.least_count.saturating_mul(SCALE as u64) } else { self.least_count };
        let words = corpus.weighted_words(&factors.unwrap_or_else(|| vec![1.0; corpus.languages.len()]));
        let merges = bpe::learn(&words, self.vocabulary - special.len(), least, self.longest);
        let tokenizer = assemble::byte_level(special, &merges, corpus.digits)?;
        let learned = Learned { together: Some(merges.tokens.len() - 256), ..Learned::default() };
        Ok((tokenizer, weights, learned))
    }
}

/// Weighted counts are whole numbers in units of one over this.
const SCALE: f64 = 256.0;

/// What each language's counts are multiplied by, so that its bytes come to its share of all bytes.
fn factors(languages: &[LanguageText], weights: &[f64]) -> Vec<f64> {
    let all: u64 = languages.iter().map(|language| language.bytes).sum();
    let factor = |(language, weight): (&LanguageText, &f64)| SCALE * weight * all as f64 / language.bytes as f64;
    languages.iter().zip(weights).map(factor).collect()
}
