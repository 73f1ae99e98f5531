//! The two BLEUs of CodeXGLUE, each under a name of its own: neither is comparable with sacrebleu's.

use super::empty_flags;
use super::ngrams::{Counts, ORDERS};
use super::tokenize::{Tokens, separated};
use super::unicode::{Class, class, is_space};
use crate::metric::{Metric, Pair, Tally};

/// BLEU of CodeXGLUE's code-to-code tasks (`bleu.py` of Java ↔ C# translation and code refinement), in [0, 100].
///
/// Tokens are what white space separates; pₙ = (matches + 1) / (total + 1), summed over the corpus, for all four orders; the reference length is
/// that of the shortest reference; BLEU = 100 · BP · exp(Σ ¼ log pₙ). A prediction that is its reference has 100, even one of one token;
/// of nothing it is 0, where the original divides by 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CodeXGlueBleu;

impl Metric for CodeXGlueBleu {
    fn name(&self) -> &'static str {
        "bleu-codexglue"
    }

    fn signature(&self) -> String {
        "case:mixed|eff:no|tok:none|smooth:add-1|len:shortest|version:codexglue-bleu.py".into()
    }

    fn tally(&self, pair: &Pair) -> Tally {
        if pair.references.is_empty() {
            return Tally::default();
        }
        let tokens = |text: &String| Tokens::words(text);
        let references: Vec<_> = pair.references.iter().map(tokens).collect();
        let counts = Counts::of(&tokens(&pair.prediction), &references);
        let lengths = [counts.prediction as u64, counts.shortest() as u64];
        let all = lengths.iter().chain(&counts.matched).chain(&counts.total);
        Tally { sums: Some(all.map(|count| *count as f64).collect()), flags: empty_flags(pair) }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        let [predicted, expected, counts @ ..] = sums else { return 0.0 };
        if *predicted == 0.0 || counts.len() != 2 * ORDERS {
            return 0.0;
        }
        let (matched, totals) = counts.split_at(ORDERS);
        let logarithms: f64 = matched.iter().zip(totals).map(|(m, total)| ((m + 1.0) / (total + 1.0)).ln()).sum();
        let penalty = if predicted > expected { 1.0 } else { (1.0 - expected / predicted).exp() };
        100.0 * penalty * (logarithms / ORDERS as f64).exp()
    }
}

/// BLEU of CodeXGLUE's code-to-text task (`evaluator.py`), in [0, 100]: the mean over pairs of a sentence's BLEU.
///
/// Texts are lower-cased and stripped; runs of letters, digits and `_` and single other characters are set apart, then separated as by
/// mteval-v13a. `log BLEU = ¼ Σ log((matches + [n > 1]) / (total + [n > 1])) + min(0, 1 − (r + 1) / (c + 1))`, r the shortest reference: where
/// no token matches, the smallest positive double stands for 0 matches. As in the original, an empty prediction beside r tokens has 100 · exp(−r),
/// because no n-gram of it is wrong. Made for sentences of natural language; it drops nothing of code but its lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CodeXGlueTextBleu;

impl CodeXGlueTextBleu {
    /// Of one pair, in [0, 100].
    fn of(pair: &Pair) -> f64 {
        let references: Vec<_> = pair.references.iter().map(|text| text_tokens(text)).collect();
        let counts = Counts::of(&text_tokens(&pair.prediction), &references);
        let logarithms = counts.matched.iter().zip(&counts.total).enumerate().map(|(order, (matched, total))| {
            let added = if order > 0 { 1.0 } else { 0.0 };
            let logarithm = |count: u64| (count as f64 + added + f64::MIN_POSITIVE).ln();
            logarithm(*matched) - logarithm(*total)
        });
        let mean = logarithms.sum::<f64>() / ORDERS as f64;
        let longer = (counts.shortest() as f64 + 1.0) / (counts.prediction as f64 + 1.0);
        // Where both have no token the original says 1: an empty text is its reference.
        (100.0 * (mean + (1.0 - longer).min(0.0)).exp()).min(100.0)
    }
}

/// The tokens of code-to-text's evaluator.
fn text_tokens(text: &str) -> Tokens {
    let text = text.trim_matches(is_space).to_lowercase();
    let mut apart = String::with_capacity(2 * text.len());
    let mut in_word = false;
    for c in text.chars() {
        let word = c == '_' || matches!(class(c), Class::Letter | Class::Number);
        if !(word && in_word) {
            apart.push(' ');
        }
        if !is_space(c) {
            apart.push(c);
        }
        in_word = word;
    }
    // `<skipped>`, entities and a dash at a line's end have fallen apart by now: nothing is left of them to undo.
    Tokens::words(&separated(apart.as_bytes()))
}

impl Metric for CodeXGlueTextBleu {
    fn name(&self) -> &'static str {
        "bleu-codexglue-text"
    }

    fn signature(&self) -> String {
        "case:lc|eff:no|tok:words+13a|smooth:add-1|len:shortest|mean:sentence|version:codexglue-evaluator.py".into()
    }

    fn tally(&self, pair: &Pair) -> Tally {
        if pair.references.is_empty() {
            return Tally::default();
        }
        Tally { sums: Some(vec![Self::of(pair), 1.0]), flags: empty_flags(pair) }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        match sums {
            [scores, pairs] if *pairs > 0.0 => scores / pairs,
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(prediction: &str, reference: &str) -> Pair {
        Pair { task: None, prediction: prediction.into(), references: vec![reference.into()], language: None }
    }

    fn of(metric: &dyn Metric, prediction: &str, reference: &str) -> f64 {
        metric.value(&metric.tally(&pair(prediction, reference)).sums.expect("it counts"))
    }

    /// By hand: p = 5/6, 4/6, 2/5·…: (4+1)/(5+1), (3+1)/(4+1), (2+1)/(3+1), (1+1)/(2+1), no penalty.
    #[test]
    fn add_one_by_hand() {
        let wanted = 100.0 * (5.0 / 6.0 * 4.0 / 5.0 * 3.0 / 4.0 * 2.0 / 3.0f64).powf(0.25);
        assert!((of(&CodeXGlueBleu, "a b c d x", "a b c d e") - wanted).abs() < 1e-9);
        assert_eq!(of(&CodeXGlueBleu, "return", "return"), 100.0);
        assert_eq!(of(&CodeXGlueBleu, "", "return"), 0.0);
    }

    /// By hand: orders 1 to 4 of "a b x" beside "a b": 2/3, (1+1)/(2+1), (0+1)/(1+1), (0+1)/(0+1); longer than the reference.
    #[test]
    fn sentences_by_hand() {
        let wanted = 100.0 * (2.0 / 3.0 * 2.0 / 3.0 * 0.5f64).powf(0.25);
        assert!((of(&CodeXGlueTextBleu, "A b x", "a B") - wanted).abs() < 1e-9);
        assert!((of(&CodeXGlueTextBleu, "sets the x.y", "Sets the X . y ") - 100.0).abs() < 1e-9);
        assert!((of(&CodeXGlueTextBleu, "", "return x") - 100.0 * (-2.0f64).exp()).abs() < 1e-9);
        assert!(of(&CodeXGlueTextBleu, "a", "b") < 1e-60);
    }
}
