//! BLEU_n, normalised.

use super::bleu::brevity;
use super::empty_flags;
use super::ngrams::{Counts, ORDERS};
use super::tokenize::Tokenizer;
use crate::metric::{Metric, Pair, Tally};

/// BLEU_n = BP · exp(Σᵢ wᵢ log pᵢ), i from 1 to n (MFTCoder++ eq. 17), over the corpus, in [0, 1].
///
/// The paper gives no weights, tokens or smoothing. Here wᵢ = 1/n, over the orders of which the predictions have n-grams at all, so that a
/// prediction that is its reference has 1 however short it is (but for one without any token: 0); nothing is smoothed; brevity penalty
/// and counts are BLEU's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BleuN {
    /// n, from 1 to 4.
    n: usize,
    /// How texts become tokens.
    tokenizer: Tokenizer,
}

impl BleuN {
    /// Of this n; none unless it is 1 to 4.
    #[must_use]
    pub fn new(n: usize, tokenizer: Tokenizer) -> Option<Self> {
        (1..=ORDERS).contains(&n).then_some(Self { n, tokenizer })
    }
}

impl Metric for BleuN {
    fn name(&self) -> &'static str {
        "bleu-n"
    }

    fn signature(&self) -> String {
        format!("n:{}|weights:uniform|tok:{}|smooth:none|eff:yes", self.n, self.tokenizer)
    }

    fn tally(&self, pair: &Pair) -> Tally {
        if pair.references.is_empty() {
            return Tally::default();
        }
        let tokens = |text: &String| self.tokenizer.tokens(pair.language, text);
        let references: Vec<_> = pair.references.iter().map(tokens).collect();
        let counts = Counts::of(&tokens(&pair.prediction), &references);
        let lengths = [counts.prediction as u64, counts.closest() as u64];
        let all = lengths.iter().chain(&counts.matched[..self.n]).chain(&counts.total[..self.n]);
        Tally { sums: Some(all.map(|count| *count as f64).collect()), flags: empty_flags(pair) }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        let [predicted, expected, counts @ ..] = sums else { return 0.0 };
        let (matched, totals) = counts.split_at(counts.len() / 2);
        let orders: Vec<f64> =
            matched.iter().zip(totals).filter(|(_, total)| **total > 0.0).map(|(m, total)| m / total).collect();
        if orders.is_empty() || orders.contains(&0.0) {
            return 0.0;
        }
        let logarithms: f64 = orders.iter().map(|precision| precision.ln()).sum();
        brevity(*predicted, *expected) * (logarithms / orders.len() as f64).exp()
    }
}
