//! How the text lies on the page: line lengths, indentation, white space.

use super::feature::Direction::{Helps, Hurts, Open};
use super::feature::Feature;
use super::source::{Kind, Source, words};
use super::statistics::{deviation, log, mean, share};
use std::collections::BTreeSet;

/// Characters of a line, indentation included, beyond which it is long.
const LONG: usize = 100;

/// Operators that style guides want white space around, in all languages alike.
const APART: &[&str] = &["==", "!=", "<=", ">=", "===", "!==", "&&", "||", "+=", "-=", "*=", "/=", "%=", ":=", "="];

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "line_length_mean",
        direction: Hurts,
        about: "mean length of lines that are not blank, indentation left out, characters",
        after: "BW10",
        of: |it| Some(mean(widths(it))),
    },
    Feature {
        name: "line_length_max",
        direction: Hurts,
        about: "ln(1 + the longest of these)",
        after: "BW10",
        of: |it| Some(log(it.full_lines().map(|line| line.width).max()?)),
    },
    Feature {
        name: "line_length_spread",
        direction: Hurts,
        about: "standard deviation of these",
        after: "D12",
        of: |it| Some(deviation(&widths(it).collect::<Vec<_>>())),
    },
    Feature {
        name: "long_lines",
        direction: Hurts,
        about: "share of lines over 100 characters",
        after: "BW10",
        of: |it| {
            Some(share(it.full_lines().filter(|line| line.indent + line.width > LONG).count(), it.full_lines().count()))
        },
    },
    Feature {
        name: "indent_mean",
        direction: Hurts,
        about: "mean indentation beyond the outermost, in steps of 4",
        after: "BW10",
        of: |it| Some(mean(indents(it))),
    },
    Feature {
        name: "indent_max",
        direction: Hurts,
        about: "the deepest indentation beyond the outermost, in steps of 4",
        after: "BW10",
        of: |it| indents(it).into_iter().reduce(f64::max),
    },
    Feature {
        name: "indent_step",
        direction: Helps,
        about: "median of how many columns a line is deeper than the one before it, of those that are; at most 4",
        after: "ours",
        of: indent_step,
    },
    Feature {
        name: "indented_inside",
        direction: Helps,
        about: "share of lines that start within brackets, and do not close them, that are indented beyond the outermost",
        after: "ours",
        of: indented_inside,
    },
    Feature {
        name: "indent_change",
        direction: Hurts,
        about: "mean change of indentation from line to line, in steps of 4",
        after: "D12",
        of: |it| Some(mean(indents(it).windows(2).map(|pair| (pair[1] - pair[0]).abs()))),
    },
    Feature {
        name: "blank_lines",
        direction: Helps,
        about: "share of blank lines",
        after: "BW10",
        of: |it| Some(1.0 - share(it.full_lines().count(), it.lines.len())),
    },
    Feature {
        name: "paragraph_max",
        direction: Hurts,
        about: "ln(1 + the longest run of lines without a blank one)",
        after: "BW10",
        of: |it| Some(log(paragraph(it))),
    },
    Feature {
        name: "closing_lines",
        direction: Open,
        about: "share of lines with code that only close: brackets, `end`",
        after: "D12",
        of: |it| Some(share(it.code_lines().filter(|line| line.iter().all(closes)).count(), it.code_line_count())),
    },
    Feature {
        name: "white_space",
        direction: Helps,
        about: "share of blanks within lines",
        after: "BW10",
        of: |it| {
            Some(share(it.full_lines().map(|line| line.blanks).sum(), it.full_lines().map(|line| line.width).sum()))
        },
    },
    Feature {
        name: "spaced_operators",
        direction: Helps,
        about: "share of assignments and comparisons, outside of parentheses, with white space on both sides",
        after: "D12",
        of: spaced,
    },
    Feature {
        name: "line_coherence",
        direction: Open,
        about: "mean share of words in names that neighbouring lines have in common",
        after: "S18",
        of: coherence,
    },
];

fn widths<'a>(it: &'a Source) -> impl Iterator<Item = f64> + 'a {
    it.full_lines().map(|line| line.width as f64)
}

/// What ends a block or a call gives the eye room, as a blank line does.
fn closes(piece: &super::source::Piece<'_>) -> bool {
    piece.is(&["}", ")", "]", ";", ","]) || (piece.kind == Kind::Keyword && piece.text == "end")
}

/// Beyond the smallest of all lines but the first: snippets are often cut out from where their first line begins.
fn indents(it: &Source) -> Vec<f64> {
    let outermost = it.full_lines().skip(1).map(|line| line.indent).min().unwrap_or(0);
    it.full_lines().map(|line| line.indent.saturating_sub(outermost) as f64 / 4.0).collect()
}

fn indent_step(it: &Source) -> Option<f64> {
    let indents: Vec<usize> = it.full_lines().map(|line| line.indent).collect();
    let mut steps: Vec<usize> =
        indents.windows(2).filter(|pair| pair[1] > pair[0]).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_unstable();
    steps.get(steps.len() / 2).map(|step| (*step).min(4) as f64)
}

fn indented_inside(it: &Source) -> Option<f64> {
    let outermost = it.full_lines().skip(1).map(|line| line.indent).min().unwrap_or(0);
    let (mut depth, mut inside, mut indented) = (0_usize, 0, 0);
    for line in it.code_lines() {
        if depth > 0 && !line[0].is(&["}", ")", "]"]) {
            inside += 1;
            indented += usize::from(it.lines.get(line[0].line).is_some_and(|line| line.indent > outermost));
        }
        for piece in line {
            depth += usize::from(piece.is(&["{", "(", "["]));
            depth = depth.saturating_sub(usize::from(piece.is(&["}", ")", "]"])));
        }
    }
    (inside > 0).then(|| share(indented, inside))
}

fn paragraph(it: &Source) -> usize {
    it.lines.split(|line| line.width == 0).map(<[_]>::len).max().unwrap_or(0)
}

fn spaced(it: &Source) -> Option<f64> {
    let mut inside = 0_usize;
    let (mut apart, mut all) = (0, 0);
    for piece in &it.code {
        inside += usize::from(piece.is(&["(", "["]));
        inside = inside.saturating_sub(usize::from(piece.is(&[")", "]"])));
        // `f(a=1)` is Python's own style.
        if piece.is(APART) && (inside == 0 || piece.text != "=") {
            all += 1;
            apart += usize::from(piece.spaced);
        }
    }
    (all > 0).then(|| share(apart, all))
}

fn coherence(it: &Source) -> Option<f64> {
    let of_line = |line: &[super::source::Piece<'_>]| -> BTreeSet<String> {
        line.iter().filter(|piece| piece.kind == Kind::Name).flat_map(|piece| words(piece.text)).collect()
    };
    let lines: Vec<BTreeSet<String>> = it.code_lines().map(of_line).collect();
    (lines.len() > 1).then(|| {
        mean(
            lines.windows(2).map(|pair| share(pair[0].intersection(&pair[1]).count(), pair[0].union(&pair[1]).count())),
        )
    })
}
