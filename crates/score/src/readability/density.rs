//! How much there is on a line of code: on average, and on the fullest.

use super::feature::Direction::{Hurts, Open};
use super::feature::Feature;
use super::source::{Kind, Piece, Source};
use super::statistics::{log, share};

/// A feature of what a line has, on average.
const fn mean_of(name: &'static str, about: &'static str, of: fn(&Source<'_>) -> Option<f64>) -> Feature {
    Feature { name, direction: Hurts, about, after: "BW10", of }
}

pub(super) const FEATURES: &[Feature] = &[
    mean_of("tokens_a_line", "tokens / lines with code", |it| per_line(it, |_| true)),
    mean_of("names_a_line", "names / lines with code", |it| per_line(it, is_name)),
    Feature {
        name: "keywords_a_line",
        direction: Open,
        about: "keywords / lines with code",
        after: "BW10",
        of: |it| per_line(it, |piece| piece.kind == Kind::Keyword),
    },
    mean_of("numbers_a_line", "numbers / lines with code", |it| per_line(it, |piece| piece.kind == Kind::Number)),
    Feature {
        name: "strings_a_line",
        direction: Open,
        about: "strings / lines with code",
        after: "D12",
        of: |it| per_line(it, |piece| piece.kind == Kind::Text),
    },
    mean_of("parentheses_a_line", "parentheses / lines with code", |it| per_line(it, is_parenthesis)),
    mean_of("members_a_line", "accesses to members / lines with code", |it| per_line(it, is_access)),
    mean_of("commas_a_line", "commas / lines with code", |it| per_line(it, |piece| piece.is(&[","]))),
    mean_of("arithmetic_a_line", "arithmetic operators / lines with code", |it| {
        per_line(it, |piece| piece.is(&["+", "-", "*", "/", "%", "**", "//"]))
    }),
    mean_of("comparisons_a_line", "comparisons and logical operators / lines with code", |it| {
        per_line(it, is_comparison)
    }),
    mean_of("assignments_a_line", "assignments / lines with code", |it| {
        per_line(it, |piece| piece.is(&["=", ":=", "+=", "-=", "*=", "/="]))
    }),
    mean_of("tokens_line_max", "ln(1 + tokens of the fullest line)", |it| fullest(it, |_| true)),
    mean_of("names_line_max", "ln(1 + names of the fullest line)", |it| fullest(it, is_name)),
    mean_of("parentheses_line_max", "ln(1 + parentheses of the fullest line)", |it| fullest(it, is_parenthesis)),
    mean_of("members_line_max", "ln(1 + accesses to members of the fullest line)", |it| fullest(it, is_access)),
    mean_of("operators_line_max", "ln(1 + operators of the fullest line, brackets and punctuation left out)", |it| {
        fullest(it, is_operator)
    }),
    mean_of("operators_a_line", "operators, brackets and punctuation left out / lines with code", |it| {
        per_line(it, is_operator)
    }),
];

fn per_line(it: &Source<'_>, wanted: impl Fn(&Piece<'_>) -> bool) -> Option<f64> {
    let lines = it.code_line_count();
    (lines > 0).then(|| share(it.count(wanted), lines))
}

fn fullest(it: &Source<'_>, wanted: impl Fn(&Piece<'_>) -> bool) -> Option<f64> {
    it.code_lines().map(|line| line.iter().filter(|piece| wanted(piece)).count()).max().map(log)
}

fn is_name(piece: &Piece<'_>) -> bool {
    piece.kind == Kind::Name
}

fn is_parenthesis(piece: &Piece<'_>) -> bool {
    piece.is(&["(", ")"])
}

fn is_access(piece: &Piece<'_>) -> bool {
    piece.is(&[".", "->", "::", "?.", "&."])
}

/// Of Python, Ruby and PHP also the words.
fn is_comparison(piece: &Piece<'_>) -> bool {
    piece.is(&["<", ">", "==", "!=", "<=", ">=", "===", "!==", "&&", "||", "!"])
        || (piece.kind == Kind::Keyword && matches!(piece.text, "and" | "or" | "not"))
}

fn is_operator(piece: &Piece<'_>) -> bool {
    piece.kind == Kind::Operator && !piece.is(&["(", ")", "[", "]", "{", "}", ",", ";", ".", ":", "::", "->"])
}
