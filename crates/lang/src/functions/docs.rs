//! What the comments directly above a function say.

use std::ops::Range;

/// The marks of documentation comments.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// Of block comments; the first that fits counts.
    block: &'static [&'static str],
    /// Of comments to the end of the line; the first that fits counts.
    line: &'static [&'static str],
    /// What looks like a mark and is none.
    not: &'static [&'static str],
    /// Whether a comment speaks to a tool and not to a reader. Given without its mark.
    directive: fn(&str) -> bool,
}

fn never(_: &str) -> bool {
    false
}

pub(super) static NONE: Marks = Marks { block: &[], line: &[], not: &[], directive: never };
pub(super) static JAVADOC: Marks = Marks { block: &["/**"], line: &[], not: &["/***", "/**/"], directive: never };
pub(super) static RUSTDOC: Marks =
    Marks { block: &["/**"], line: &["///"], not: &["/***", "/**/", "////"], directive: never };
pub(super) static XMLDOC: Marks = RUSTDOC;
pub(super) static DOXYGEN: Marks = Marks {
    block: &["/**", "/*!"],
    line: &["///", "//!"],
    not: &["/***", "/**/", "////", "/**<", "/*!<", "///<", "//!<"],
    directive: never,
};
pub(super) static GODOC: Marks = Marks { block: &["/*"], line: &["//"], not: &[], directive: go_directive };
pub(super) static RDOC: Marks = Marks { block: &["=begin"], line: &["#"], not: &["#!"], directive: ruby_directive };

/// `//go:generate`, `//nolint:all`: no blank, then a word, a colon, a word.
fn go_directive(comment: &str) -> bool {
    let word = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let name = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    comment.split_once(':').is_some_and(|(tool, rest)| word(tool) && name(tool) && word(rest))
}

fn ruby_directive(comment: &str) -> bool {
    let comment = comment.trim();
    let magic = ["frozen_string_literal:", "encoding:", "coding:", "warn_indent:", "typed:", "rubocop:", "-*-"];
    magic.iter().any(|start| comment.starts_with(start))
}

/// Documentation of a function.
pub(super) struct Documentation {
    /// Cleaned; empty when there is none.
    pub text: String,
    /// Where it is, in order.
    pub ranges: Vec<Range<usize>>,
    /// The body behind it, where it was at the start of the body.
    pub next: Option<Range<usize>>,
    pub fate: Fate,
}

/// What becomes of documentation when code without it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It goes, and the line with it when nothing else is there.
    Removed,
    /// A statement is needed in its place.
    Pass,
}

/// The last documentation comment above `start`, or the last run of those to the end of the line. No blank line is between them,
/// nor between them and the function. `comments` are those since the last code.
pub(super) fn of(marks: &Marks, comments: &[Range<usize>], start: usize, text: &str) -> Documentation {
    let mut block = Vec::new();
    let mut lines = Vec::new();
    let mut below = start;
    for range in comments.iter().rev() {
        let comment = text[range.clone()].trim_end();
        let range = range.start..range.start + comment.len();
        if range.end <= below && has_blank_line(&text[range.end..below]) {
            break;
        }
        below = range.start;
        if marks.not.iter().any(|not| comment.starts_with(not)) {
            continue;
        }
        if let Some(inner) = marks.block.iter().find_map(|mark| comment.strip_prefix(mark)) {
            if lines.is_empty() {
                block = block_lines(inner);
                lines.push(range);
            }
            break;
        }
        if let Some(inner) = marks.line.iter().find_map(|mark| comment.strip_prefix(mark))
            && !(marks.directive)(inner)
            && is_first_on_line(text, range.start)
        {
            block.push(inner.strip_prefix(' ').unwrap_or(inner).to_owned());
            lines.push(range);
        }
    }
    let is_block = lines.len() == 1 && marks.block.iter().any(|mark| text[lines[0].clone()].starts_with(mark));
    if !is_block {
        block.reverse();
    }
    lines.reverse();
    Documentation { text: dedented(&block, is_block), ranges: lines, next: None, fate: Fate::Removed }
}

fn has_blank_line(gap: &str) -> bool {
    let mut lines = gap.split('\n');
    lines.next();
    lines.next_back();
    lines.any(|line| line.trim().is_empty())
}

fn is_first_on_line(text: &str, start: usize) -> bool {
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    text[line..start].trim().is_empty()
}

/// The lines of a block comment, without the stars at their start.
fn block_lines(inner: &str) -> Vec<String> {
    let inner = inner.strip_suffix("*/").or_else(|| inner.strip_suffix("=end")).unwrap_or(inner);
    let inner = inner.trim_end_matches('*');
    let bare = |line: &str| match line.trim_start().strip_prefix('*') {
        Some(rest) => rest.to_owned(),
        None => line.to_owned(),
    };
    inner.lines().map(bare).collect()
}

/// Without the indentation that all lines share (in a block: all but the first), blank lines around, blanks at line ends.
fn dedented(lines: &[String], is_block: bool) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let margin =
        lines.iter().skip(usize::from(is_block)).filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
    let cut = |(index, line): (usize, &&str)| match index {
        0 if is_block => line.trim_start().to_owned(),
        _ => line.get(margin..).unwrap_or_else(|| line.trim_start()).to_owned(),
    };
    let lines: Vec<String> = lines.iter().enumerate().map(cut).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}
