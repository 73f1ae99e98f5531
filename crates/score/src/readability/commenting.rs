//! What comments say, and how much.

use std::collections::BTreeSet;

use super::feature::Direction::Helps;
use super::feature::Feature;
use super::source::{Source, words};
use super::statistics::{log, share};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "comment_share",
        direction: Helps,
        about: "characters of comments / those of all lines, blanks at both ends left out; at most 1",
        after: "BW10",
        of: |it| Some(comment_share(it)),
    },
    Feature {
        name: "comment_lines",
        direction: Helps,
        about: "lines with comments / lines that are not blank; at most 1",
        after: "BW10",
        of: |it| Some(share(it.comments.iter().map(|comment| comment.lines).sum(), it.full_lines().count()).min(1.0)),
    },
    Feature {
        name: "documented",
        direction: Helps,
        about: "1 with a comment before the code, or a docstring; else 0",
        after: "S18",
        of: |it| Some(f64::from(u8::from(it.comments.iter().any(|comment| comment.documents)))),
    },
    Feature {
        name: "inner_comments",
        direction: Helps,
        about: "comments within the code / lines with code",
        after: "BW10",
        of: |it| Some(share(it.comments.iter().filter(|comment| !comment.documents).count(), it.code_line_count())),
    },
    Feature {
        name: "comment_words",
        direction: Helps,
        about: "ln(1 + words of comments)",
        after: "S18",
        of: |it| Some(log(it.comments.iter().map(|comment| words_of(comment.text).count()).sum())),
    },
    Feature {
        name: "comment_name_overlap",
        direction: Helps,
        about: "share of the words in names that comments use too",
        after: "S18",
        of: overlap,
    },
];

fn comment_share(it: &Source) -> f64 {
    let commented = it.comments.iter().map(|comment| comment.text.chars().count()).sum();
    share(commented, it.full_lines().map(|line| line.width).sum()).min(1.0)
}

fn overlap(it: &Source) -> Option<f64> {
    let said: BTreeSet<String> = it.comments.iter().flat_map(|comment| words_of(comment.text)).collect();
    let named: BTreeSet<&String> = it.words.iter().collect();
    (!named.is_empty()).then(|| share(named.iter().filter(|word| said.contains(**word)).count(), named.len()))
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').flat_map(words)
}
