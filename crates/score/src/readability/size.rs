//! How much there is to read, and how varied it is.

use std::collections::BTreeSet;

use super::feature::Direction::{Hurts, Open};
use super::feature::Feature;
use super::source::{Kind, Source};
use super::statistics::{entropy, log, share};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "lines",
        direction: Open,
        about: "ln(1 + lines that are not blank)",
        after: "PHD11",
        of: |it| Some(log(it.full_lines().count())),
    },
    Feature {
        name: "code_lines",
        direction: Open,
        about: "ln(1 + lines with code)",
        after: "PHD11",
        of: |it| Some(log(it.code_line_count())),
    },
    Feature {
        name: "tokens",
        direction: Hurts,
        about: "ln(1 + tokens, comments left out)",
        after: "PHD11",
        of: |it| Some(log(it.code.len())),
    },
    Feature {
        name: "halstead_volume",
        direction: Hurts,
        about: "ln(1 + N log2 n), N tokens of n kinds",
        after: "PHD11",
        of: |it| Some(volume(it)),
    },
    Feature {
        name: "token_entropy",
        direction: Hurts,
        about: "entropy of the tokens, nats",
        after: "PHD11",
        of: |it| Some(token_entropy(it)),
    },
    Feature {
        name: "token_evenness",
        direction: Open,
        about: "that entropy / ln N, 0 to 1",
        after: "PHD11",
        of: evenness,
    },
    Feature {
        name: "names",
        direction: Hurts,
        about: "ln(1 + distinct names)",
        after: "BW10",
        of: |it| Some(log(it.names.len())),
    },
    Feature {
        name: "concepts",
        direction: Hurts,
        about: "ln(1 + distinct words in names)",
        after: "S18",
        of: |it| Some(log(distinct_words(it))),
    },
    Feature {
        name: "calls",
        direction: Hurts,
        about: "ln(1 + names before a parenthesis)",
        after: "ours",
        of: |it| Some(log(calls(it).count())),
    },
    Feature {
        name: "distinct_calls",
        direction: Hurts,
        about: "ln(1 + distinct names before a parenthesis)",
        after: "ours",
        of: |it| Some(log(calls(it).collect::<BTreeSet<_>>().len())),
    },
    Feature {
        name: "literals",
        direction: Hurts,
        about: "ln(1 + numbers and strings)",
        after: "D12",
        of: |it| Some(log(literals(it))),
    },
];

pub(super) fn distinct_words(it: &Source) -> usize {
    it.words.iter().collect::<BTreeSet<_>>().len()
}

fn literals(it: &Source) -> usize {
    it.count(|piece| matches!(piece.kind, Kind::Number | Kind::Text))
}

fn token_entropy(it: &Source) -> f64 {
    entropy(it.code.iter().map(|piece| piece.text))
}

fn evenness(it: &Source) -> Option<f64> {
    (it.code.len() > 1).then(|| token_entropy(it) / (it.code.len() as f64).ln())
}

/// Halstead 1977; operators and operands are not told apart.
fn volume(it: &Source) -> f64 {
    let vocabulary = it.code.iter().map(|piece| piece.text).collect::<BTreeSet<_>>().len();
    (it.code.len() as f64 * (vocabulary.max(2) as f64).log2()).ln_1p()
}

fn calls<'a>(it: &'a Source) -> impl Iterator<Item = &'a str> {
    it.code.windows(2).filter(|pair| pair[0].kind == Kind::Name && pair[1].is(&["("])).map(|pair| pair[0].text)
}

/// How many of the words in names are first uses.
pub(super) fn word_novelty(it: &Source) -> Option<f64> {
    (!it.words.is_empty()).then(|| share(distinct_words(it), it.words.len()))
}
