//! What the names are like.

use std::collections::BTreeMap;

use super::feature::Direction::{Helps, Hurts, Open};
use super::feature::Feature;
use super::size::word_novelty;
use super::source::{Kind, Source, words};
use super::statistics::{log, mean, share};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "name_length",
        direction: Open,
        about: "mean length of the distinct names, characters",
        after: "BW10",
        of: |it| of_names(it, |names| mean(names.iter().map(|name| length(name) as f64))),
    },
    Feature {
        name: "name_length_max",
        direction: Hurts,
        about: "ln(1 + the longest name)",
        after: "BW10",
        of: |it| of_names(it, |names| log(names.iter().map(|name| length(name)).max().unwrap_or(0))),
    },
    Feature {
        name: "name_words",
        direction: Open,
        about: "mean number of words in the distinct names",
        after: "S18",
        of: |it| of_names(it, |names| share(it.words.len(), names.len())),
    },
    Feature {
        name: "short_names",
        direction: Hurts,
        about: "share of distinct names of one or two characters",
        after: "S18",
        of: |it| share_of(it, |name| length(name) <= 2),
    },
    Feature {
        name: "short_uses",
        direction: Hurts,
        about: "share of uses of names that are of one or two characters",
        after: "S18",
        of: short_uses,
    },
    Feature {
        name: "numbered_names",
        direction: Hurts,
        about: "share of distinct names with a digit",
        after: "ours",
        of: |it| share_of(it, |name| name.contains(|letter: char| letter.is_ascii_digit())),
    },
    Feature {
        name: "alike_names",
        direction: Hurts,
        about: "share of distinct names that differ from another in digits only",
        after: "ours",
        of: alike,
    },
    Feature {
        name: "word_like",
        direction: Helps,
        about: "share of words in names that can be said: three letters or more, a vowel and a consonant among them",
        after: "S18",
        of: word_like,
    },
    Feature {
        name: "abbreviations",
        direction: Hurts,
        about: "share of words in names without a vowel",
        after: "S18",
        of: |it| share_of_words(it, |word| !word.contains(is_vowel)),
    },
    Feature {
        name: "mixed_conventions",
        direction: Hurts,
        about: "0 where names of several words are all like_this or all likeThis, 1 where half of them are",
        after: "ours",
        of: |it| Some(mixed(it)),
    },
    Feature {
        name: "word_novelty",
        direction: Open,
        about: "distinct words in names / words in distinct names",
        after: "S18",
        of: word_novelty,
    },
    Feature {
        name: "name_novelty",
        direction: Open,
        about: "distinct names / uses of names",
        after: "BW10",
        of: |it| of_names(it, |names| share(names.len(), it.count(|piece| piece.kind == Kind::Name))),
    },
];

fn of_names(it: &Source, of: impl Fn(&[&str]) -> f64) -> Option<f64> {
    (!it.names.is_empty()).then(|| of(&it.names))
}

fn share_of(it: &Source, wanted: impl Fn(&str) -> bool) -> Option<f64> {
    of_names(it, |names| share(names.iter().filter(|name| wanted(name)).count(), names.len()))
}

fn share_of_words(it: &Source, wanted: impl Fn(&str) -> bool) -> Option<f64> {
    (!it.words.is_empty()).then(|| share(it.words.iter().filter(|word| wanted(word)).count(), it.words.len()))
}

/// Without the sigils of PHP, Ruby and annotations.
fn length(name: &str) -> usize {
    name.trim_start_matches(['$', '@', '\'', '#']).chars().count()
}

fn short_uses(it: &Source) -> Option<f64> {
    let all = it.count(|piece| piece.kind == Kind::Name);
    (all > 0).then(|| share(it.count(|piece| piece.kind == Kind::Name && length(piece.text) <= 2), all))
}

fn alike(it: &Source) -> Option<f64> {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    let form = |name: &str| name.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    it.names.iter().for_each(|name| *forms.entry(form(name)).or_default() += 1);
    of_names(it, |names| share(forms.values().filter(|count| **count > 1).sum(), names.len()))
}

fn word_like(it: &Source) -> Option<f64> {
    let is_said =
        |word: &str| word.chars().count() >= 3 && word.contains(is_vowel) && word.contains(|it| !is_vowel(it));
    share_of_words(it, is_said)
}

/// What is not ASCII is left alone: it counts as one.
fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !letter.is_ascii()
}

fn mixed(it: &Source) -> f64 {
    let (mut snake, mut camel) = (0_usize, 0_usize);
    for name in
        it.names.iter().filter(|name| words(name).len() > 1 && name.contains(|letter: char| letter.is_lowercase()))
    {
        if name.trim_matches('_').contains('_') {
            snake += 1;
        } else {
            camel += 1;
        }
    }
    2.0 * share(snake.min(camel), snake + camel)
}
