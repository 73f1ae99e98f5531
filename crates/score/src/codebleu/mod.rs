//! CodeBLEU: tokens, tokens with keywords weighted, sub-trees and data flow.
//!
//! Ren et al. 2020, *CodeBLEU: a Method for Automatic Evaluation of Code Synthesis* (arXiv 2009.10297):
//! `CodeBLEU = α·BLEU + β·BLEU_weight + γ·Match_ast + δ·Match_df`, with
//! `Match_ast` the share of the reference's sub-trees and `Match_df` the share of the reference's data-flow edges that the prediction has.
//! The paper recommends 0.1, 0.1, 0.4, 0.4; the usual weights, and ours, are four times 0.25.
//!
//! | | `compat` | `strict` |
//! |---|---|---|
//! | is | the package `codebleu` 0.7.0 (k4black), with our grammars | what the paper means, made sound |
//! | tokens | what white space parts | those of our lexer, without comments |
//! | orders of n that neither side has | count as 0 of 1 | do not count |
//! | weighted n-grams | recall; keyword 1, other 0.2, for n = 1 alone | the same |
//! | their brevity penalty | as if each reference had two tokens | none: recall falls by itself |
//! | before the parse | comments are taken out by a pattern, docstrings by Python's tokenizer | nothing |
//! | sub-trees | each of the reference that is anywhere in the prediction | no more often than the prediction has it |
//! | data flow | its rules, of older grammars: little in C and C++, none in Rust's bodies | rules for each grammar, variables only |
//! | no edge found | counts as all found (`or 1`) | stays 0 |
//! | reference without edges | counts as all found | its weight goes to the other parts |
//!
//! Where the package depends on the order of a Python set, order is that of first occurrence. Corpus values are of added counts, and
//! several references of one prediction are added, too: both as in the package. A language without rules (TypeScript) does not count.

mod comments;
mod docstrings;
mod keywords;
mod ngrams;
mod sums;
#[cfg(test)]
mod tests;
mod texts;

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use trommel_lang::Language;

use crate::{Flag, Metric, Pair, ScoreError, Tally};
use sums::Sums;
use texts::Prepared;

/// Whose CodeBLEU.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// That of the package `codebleu` 0.7.0, to be compared with published numbers.
    #[default]
    Compat,
    /// Ours.
    Strict,
}

/// The metric CodeBLEU, in one mode and with its weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CodeBleu {
    mode: Mode,
    weights: [f64; 4],
}

/// CodeBLEU and its parts, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// CodeBLEU.
    pub value: f64,
    /// BLEU of tokens.
    pub ngram: f64,
    /// BLEU of tokens by recall, keywords weighted.
    pub weighted_ngram: f64,
    /// The share of sub-trees.
    pub syntax: f64,
    /// The share of data-flow edges; 0 where there is none to find.
    pub dataflow: f64,
}

impl Default for CodeBleu {
    fn default() -> CodeBleu {
        CodeBleu { mode: Mode::Compat, weights: [0.25; 4] }
    }
}

impl CodeBleu {
    /// With a mode and weights for the parts in the order of [`Parts`].
    ///
    /// # Errors
    /// [`ScoreError::MetricOption`] unless the weights are finite, not negative, and add up to 1.
    pub fn new(mode: Mode, weights: [f64; 4]) -> Result<CodeBleu, ScoreError> {
        let sum: f64 = weights.iter().sum();
        if weights.iter().all(|weight| *weight >= 0.0) && (sum - 1.0).abs() < 1e-9 {
            return Ok(CodeBleu { mode, weights });
        }
        Err(bad_option(&weights.map(|weight| weight.to_string()).join(",")))
    }

    /// From what is written after `codebleu:`, in any order, parted by colons: `compat` or `strict`, and four weights such as
    /// `0.1,0.1,0.4,0.4`. Nothing: `compat`, four times 0.25.
    ///
    /// # Errors
    /// [`ScoreError::MetricOption`] for anything else.
    pub fn parse(options: &str) -> Result<CodeBleu, ScoreError> {
        let mut metric = CodeBleu::default();
        for option in options.split(':').map(str::trim).filter(|option| !option.is_empty()) {
            match option {
                "compat" => metric.mode = Mode::Compat,
                "strict" => metric.mode = Mode::Strict,
                weights => {
                    let numbers: Option<Vec<f64>> =
                        weights.split(',').map(|weight| weight.trim().parse().ok()).collect();
                    let four = numbers.and_then(|numbers| <[f64; 4]>::try_from(numbers).ok());
                    metric.weights = four.ok_or_else(|| bad_option(weights))?;
                }
            }
        }
        CodeBleu::new(metric.mode, metric.weights)
    }

    /// One prediction beside its references; `None` where there are no rules for the language, or no reference.
    #[must_use]
    pub fn pair(&self, language: Language, prediction: &str, references: &[&str]) -> Option<Parts> {
        let references: Vec<String> = references.iter().map(|text| (*text).to_owned()).collect();
        let (sums, _) = self.sums(language, prediction, &references);
        Some(sums?.parts(self.mode, self.weights))
    }

    fn sums(&self, language: Language, prediction: &str, references: &[String]) -> (Option<Sums>, Vec<Flag>) {
        match prepared(self.mode, language, references) {
            Some(prepared) => prepared.compare(prediction),
            None => (None, vec![Flag::NoGrammar]),
        }
    }
}

impl Metric for CodeBleu {
    fn name(&self) -> &'static str {
        "codebleu"
    }

    /// `codebleu:compat|w:0.25,0.25,0.25,0.25|tok:split|bleu:nltk-method1|rules:k4black-0.7.0|order:first|trees:…`
    fn signature(&self) -> String {
        let weights = self.weights.map(|weight| weight.to_string()).join(",");
        let how = match self.mode {
            Mode::Compat => "tok:split|bleu:nltk-method1|rules:k4black-0.7.0|order:first",
            Mode::Strict => "tok:lexer|bleu:nltk-method1-effective|rules:own|df0:0|nodf:renormalised",
        };
        let mode = if self.mode == Mode::Compat { "compat" } else { "strict" };
        format!("codebleu:{mode}|w:{weights}|{how}|trees:trommel-{}", env!("CARGO_PKG_VERSION"))
    }

    fn tally(&self, pair: &Pair) -> Tally {
        let Some(language) = pair.language else {
            return Tally { sums: None, flags: vec![Flag::NoGrammar] };
        };
        if pair.references.is_empty() {
            return Tally { sums: None, flags: vec![Flag::EmptyReference] };
        }
        let (sums, flags) = self.sums(language, &pair.prediction, &pair.references);
        Tally { sums: sums.map(Sums::to_numbers), flags }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        Sums::from_numbers(sums).map_or(0.0, |sums| sums.parts(self.mode, self.weights).value)
    }

    fn parts(&self, sums: &[f64]) -> Vec<(&'static str, f64)> {
        let Some(sums) = Sums::from_numbers(sums) else { return Vec::new() };
        let parts = sums.parts(self.mode, self.weights);
        vec![
            ("ngram", parts.ngram),
            ("weighted_ngram", parts.weighted_ngram),
            ("syntax", parts.syntax),
            ("dataflow", parts.dataflow),
        ]
    }
}

fn bad_option(found: &str) -> ScoreError {
    ScoreError::MetricOption {
        metric: "codebleu".to_owned(),
        option: found.to_owned(),
        expected: "`compat`, `strict` or four weights that add up to 1, such as 0.1,0.1,0.4,0.4",
    }
}

thread_local! {
    /// The references that this thread met last: predictions of one task follow one another.
    static LAST: RefCell<Option<Rc<Prepared>>> = const { RefCell::new(None) };
}

/// The references made ready, or taken from last time.
fn prepared(mode: Mode, language: Language, references: &[String]) -> Option<Rc<Prepared>> {
    if references.is_empty() {
        return None;
    }
    let last = LAST.with_borrow(Clone::clone);
    if let Some(last) = last.filter(|last| last.is_of(mode, language, references)) {
        return Some(last);
    }
    let made = Rc::new(Prepared::new(mode, language, references)?);
    LAST.set(Some(Rc::clone(&made)));
    Some(made)
}
