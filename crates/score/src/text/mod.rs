//! Metrics of texts: how near a prediction is to its references, taken as sequences of tokens.
//!
//! | metric | range | formula and source |
//! |---|---|---|
//! | [`Bleu`] | 0 to 100 | BP · exp(Σ ¼ log pₙ); Papineni et al. 2002, as sacrebleu 2.6.0 computes it |
//! | [`CodeXGlueBleu`] | 0 to 100 | the same with add-one smoothing and the shortest reference, as CodeXGLUE's `bleu.py` computes it |
//! | [`CodeXGlueTextBleu`] | 0 to 100 | mean of smoothed sentence BLEUs of lower-cased text, as CodeXGLUE's `evaluator.py` of code-to-text does |
//! | [`BleuN`] | 0 to 1 | BP · exp(Σ wₙ log pₙ) without smoothing; MFTCoder++ eq. 17 |
//! | [`Rouge`] | 0 to 1 | F of the longest common subsequence; Lin 2004, as rouge-score 0.1.2 computes it |
//! | [`Matches`] | 0 to 1 | the share of predictions that are a reference |
//!
//! None of them is comparable with another, even where both are called BLEU.

mod bleu;
mod bleu_n;
mod codexglue;
mod lcs;
mod matches;
mod ngrams;
mod rouge;
mod summary_lcs;
#[cfg(test)]
mod tests;
mod tokenize;
mod unicode;

pub use bleu::{Bleu, BleuParts, Level, Smoothing};
pub use bleu_n::BleuN;
pub use codexglue::{CodeXGlueBleu, CodeXGlueTextBleu};
pub use matches::{Matches, Sense};
pub use rouge::{Overlap, Rouge, rouge_l, rouge_l_sum};
pub use tokenize::{Tokenizer, Tokens};

use crate::metric::{Flag, Pair};

/// The flags of texts without text.
fn empty_flags(pair: &Pair) -> Vec<Flag> {
    let mut flags = Vec::new();
    if pair.prediction.trim().is_empty() {
        flags.push(Flag::EmptyPrediction);
    }
    if pair.references.iter().any(|reference| reference.trim().is_empty()) {
        flags.push(Flag::EmptyReference);
    }
    flags
}
