//! EM: the share of predictions that are a reference.

use super::empty_flags;
use crate::exact;
use crate::metric::{Flag, Metric, Pair, Tally};

/// In which sense a prediction is its reference; see [`Exact`](crate::Exact).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// The same bytes.
    Raw,
    /// The same lines, but for white space at their ends and blank lines around.
    Lines,
    /// The same lexical tokens, comments left out.
    Tokens,
    /// The same syntax tree.
    Tree,
}

/// EM = predictions that are one of their references / predictions (MFTCoder++ eq. 16, for [`Sense::Raw`]), in [0, 1].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matches(pub Sense);

impl Matches {
    fn flags(self, pair: &Pair) -> Vec<Flag> {
        let mut flags = empty_flags(pair);
        if let (Sense::Tree, Some(language)) = (self.0, pair.language) {
            let broken =
                |text: &String| !trommel_lang::parse(language, text).is_ok_and(|parse| parse.validity().parses);
            flags.extend(broken(&pair.prediction).then_some(Flag::PredictionDoesNotParse));
            flags.extend(pair.references.iter().any(broken).then_some(Flag::ReferenceDoesNotParse));
        }
        flags
    }
}

impl Metric for Matches {
    fn name(&self) -> &'static str {
        match self.0 {
            Sense::Raw => "em",
            Sense::Lines => "em-lines",
            Sense::Tokens => "em-tokens",
            Sense::Tree => "em-tree",
        }
    }

    fn signature(&self) -> String {
        let sense = match self.0 {
            Sense::Raw => "raw",
            Sense::Lines => "stripped-lines",
            Sense::Tokens => "tokens",
            Sense::Tree => "syntax-tree",
        };
        format!("norm:{sense}")
    }

    /// A pair counts as its references are: without a language there is no tree, and the pair does not count.
    fn tally(&self, pair: &Pair) -> Tally {
        if pair.references.is_empty() {
            return Tally::default();
        }
        if self.0 == Sense::Tree && pair.language.is_none() {
            return Tally { sums: None, flags: vec![Flag::NoGrammar] };
        }
        let is = |reference: &String| match self.0 {
            Sense::Raw => pair.prediction == *reference,
            Sense::Lines => exact::same_lines(&pair.prediction, reference),
            Sense::Tokens => exact::same_tokens(pair.language, &pair.prediction, reference),
            Sense::Tree => {
                pair.language.is_some_and(|language| exact::same_tree(language, &pair.prediction, reference))
            }
        };
        let matches = pair.references.iter().any(is);
        Tally { sums: Some(vec![f64::from(u8::from(matches)), 1.0]), flags: self.flags(pair) }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        match sums {
            [matches, pairs] if *pairs > 0.0 => matches / pairs,
            _ => 0.0,
        }
    }
}
