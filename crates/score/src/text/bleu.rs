//! BLEU, as sacrebleu computes it.

use std::fmt;

use trommel_lang::Language;

use super::empty_flags;
use super::ngrams::{Counts, ORDERS};
use super::tokenize::Tokenizer;
use crate::metric::{Metric, Pair, Tally};

/// BLEU = 100 · BP · exp(Σₙ ¼ log pₙ), n from 1 to 4 (Papineni et al. 2002), equal to sacrebleu 2.6.0.
///
/// pₙ: n-grams in common with a reference, over n-grams of the predictions, both summed over the corpus. BP: exp(1 − r/c) where the
/// predictions are shorter (c tokens) than the references (r, of each pair the nearest in length), else 1.
///
/// In [0, 100], and 100 for a prediction that is its reference, with one exception that sacrebleu has too: at [`Level::Corpus`], where no
/// prediction has four tokens, it is 0. A corpus without any prediction or match has 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bleu {
    /// How texts become tokens.
    pub tokenizer: Tokenizer,
    /// What stands for a precision of 0.
    pub smoothing: Smoothing,
    /// Of what it is the BLEU.
    pub level: Level,
    /// Whether case does not count.
    pub lowercase: bool,
}

/// Of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Of all pairs together.
    Corpus,
    /// The same, over the orders of which there are n-grams at all.
    EffectiveOrder,
    /// The mean over pairs of the BLEU of each, by its effective order.
    Sentence,
}

/// What stands for a precision of 0 (Chen and Cherry 2014).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Smoothing {
    /// The k-th such order has 1 / (2ᵏ · total): NIST's, the default.
    Exp,
    /// So many matches instead of none; 0.1 unless asked otherwise.
    Floor(f64),
    /// So many are added to matches and totals of orders over 1; 1 unless asked otherwise.
    AddK(f64),
    /// Nothing does: BLEU is 0.
    None,
}

impl fmt::Display for Smoothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Smoothing::Exp => f.write_str("exp"),
            Smoothing::Floor(value) => write!(f, "floor[{value:.2}]"),
            Smoothing::AddK(value) => write!(f, "add-k[{value:.2}]"),
            Smoothing::None => f.write_str("none"),
        }
    }
}

impl Default for Bleu {
    fn default() -> Self {
        Self { tokenizer: Tokenizer::V13a, smoothing: Smoothing::Exp, level: Level::Corpus, lowercase: false }
    }
}

/// What a BLEU is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BleuParts {
    /// In [0, 100].
    pub score: f64,
    /// The brevity penalty, in [0, 1].
    pub penalty: f64,
    /// n-grams in common, by order.
    pub matched: [f64; ORDERS],
    /// n-grams of the predictions, by order.
    pub total: [f64; ORDERS],
    /// Smoothed, in per cent.
    pub precisions: [f64; ORDERS],
    /// Tokens of the predictions.
    pub predicted: f64,
    /// Tokens of the references.
    pub expected: f64,
}

/// In a tally of pairs: tokens of the prediction, of the reference, matches, totals.
const SUMS: usize = 2 + 2 * ORDERS;

impl Bleu {
    /// The BLEU of one pair, whatever the level, by its effective order unless the level is [`Level::Corpus`].
    #[must_use]
    pub fn of_pair(&self, language: Option<Language>, prediction: &str, references: &[String]) -> BleuParts {
        self.of_sums(&self.sums(language, prediction, references))
    }

    fn sums(&self, language: Option<Language>, prediction: &str, references: &[String]) -> [f64; SUMS] {
        let tokens = |text: &str| match self.lowercase {
            true => self.tokenizer.tokens(language, &text.to_lowercase()),
            false => self.tokenizer.tokens(language, text),
        };
        let references: Vec<_> = references.iter().map(|reference| tokens(reference)).collect();
        let counts = Counts::of(&tokens(prediction), &references);
        let mut sums = [0.0; SUMS];
        sums[0] = counts.prediction as f64;
        sums[1] = counts.closest() as f64;
        let all = counts.matched.iter().chain(&counts.total);
        sums[2..].iter_mut().zip(all).for_each(|(sum, count)| *sum = *count as f64);
        sums
    }

    /// The BLEU of added tallies.
    fn of_sums(&self, sums: &[f64]) -> BleuParts {
        let at = |place: usize| sums.get(place).copied().unwrap_or(0.0);
        let (predicted, expected) = (at(0), at(1));
        let mut parts = BleuParts {
            score: 0.0,
            penalty: brevity(predicted, expected),
            matched: std::array::from_fn(|order| at(2 + order)),
            total: std::array::from_fn(|order| at(2 + ORDERS + order)),
            precisions: [0.0; ORDERS],
            predicted,
            expected,
        };
        if parts.matched.iter().all(|matched| *matched == 0.0) {
            return parts;
        }
        let mut halving = 1.0;
        let mut orders = ORDERS;
        for n in 0..ORDERS {
            let (mut matched, mut total) = (parts.matched[n], parts.total[n]);
            if let (Smoothing::AddK(k), true) = (self.smoothing, n > 0) {
                (matched, total) = (matched + k, total + k);
            }
            if total == 0.0 {
                break;
            }
            if self.level != Level::Corpus {
                orders = n + 1;
            }
            parts.precisions[n] = match (self.smoothing, matched > 0.0) {
                (_, true) => 100.0 * matched / total,
                (Smoothing::Exp, _) => {
                    halving *= 2.0;
                    100.0 / (halving * total)
                }
                (Smoothing::Floor(floor), _) => 100.0 * floor / total,
                (Smoothing::AddK(_) | Smoothing::None, _) => 0.0,
            };
        }
        let precisions = &parts.precisions[..orders];
        if precisions.iter().all(|precision| *precision > 0.0) {
            let logarithms: f64 = precisions.iter().map(|precision| precision.ln()).sum();
            // Not over 100 by a rounding.
            parts.score = (parts.penalty * (logarithms / orders as f64).exp()).min(100.0);
        }
        parts
    }
}

/// exp(1 − r/c) where the prediction is shorter; 0 where there is none.
pub(super) fn brevity(predicted: f64, expected: f64) -> f64 {
    match predicted < expected {
        true if predicted > 0.0 => (1.0 - expected / predicted).exp(),
        true => 0.0,
        false => 1.0,
    }
}

impl Metric for Bleu {
    fn name(&self) -> &'static str {
        "bleu"
    }

    /// sacrebleu's, but for the number of references, which is the data's; a mean over sentences says so.
    fn signature(&self) -> String {
        let case = if self.lowercase { "lc" } else { "mixed" };
        let effective = if self.level == Level::Corpus { "no" } else { "yes" };
        let mean = if self.level == Level::Sentence { "|mean:sentence" } else { "" };
        format!("case:{case}|eff:{effective}|tok:{}|smooth:{}{mean}|version:2.6.0", self.tokenizer, self.smoothing)
    }

    fn tally(&self, pair: &Pair) -> Tally {
        if pair.references.is_empty() {
            return Tally::default();
        }
        let sums = self.sums(pair.language, &pair.prediction, &pair.references);
        let sums = match self.level {
            Level::Sentence => vec![self.of_sums(&sums).score, 1.0],
            _ => sums.to_vec(),
        };
        Tally { sums: Some(sums), flags: empty_flags(pair) }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        match (self.level, sums) {
            (Level::Sentence, [scores, pairs]) if *pairs > 0.0 => scores / pairs,
            (Level::Sentence, _) => 0.0,
            _ => self.of_sums(sums).score,
        }
    }

    fn parts(&self, sums: &[f64]) -> Vec<(&'static str, f64)> {
        if self.level == Level::Sentence {
            return Vec::new();
        }
        let parts = self.of_sums(sums);
        let [p1, p2, p3, p4] = parts.precisions;
        vec![
            ("bp", parts.penalty),
            ("p1", p1),
            ("p2", p2),
            ("p3", p3),
            ("p4", p4),
            ("sys_len", parts.predicted),
            ("ref_len", parts.expected),
        ]
    }
}
