//! The text of a function without its documentation, from column 0.

use std::ops::Range;

use super::docs::Fate;
use super::outline::Outline;
use super::{Function, narrow};

/// What is to be known for cutting documentation out and moving lines to the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    fate: Fate,
    /// Documentation within the function.
    cuts: Vec<Range<u32>>,
    /// Literals that span lines: their lines are not moved.
    rigid: Vec<Range<u32>>,
}

impl Edit {
    pub fn new(outline: &Outline, whole: &Range<usize>, documentation: &[Range<usize>], fate: Fate) -> Edit {
        let within = |range: &&Range<usize>| whole.start <= range.start && range.end <= whole.end;
        let leaves = outline.leaves_in(whole).iter();
        Edit {
            fate,
            cuts: documentation.iter().filter(within).map(narrow).collect(),
            rigid: leaves.filter(|leaf| leaf.literal).map(|leaf| leaf.start..leaf.end).collect(),
        }
    }
}

/// A line of the result in the making.
#[derive(Default)]
struct Line {
    text: String,
    /// It starts inside a literal.
    rigid: bool,
    /// Something was cut out of it.
    cut: bool,
}

pub(super) fn code(function: &Function, text: &str) -> String {
    let whole = function.range.start as usize..function.range.end as usize;
    let edit = &function.edit;
    let mut lines = vec![Line::default()];
    let mut at = whole.start;
    for cut in &edit.cuts {
        keep(&mut lines, edit, text, at..cut.start as usize);
        if let Some(line) = lines.last_mut() {
            line.cut = true;
            if edit.fate == Fate::Pass {
                line.text.push_str("pass");
            }
        }
        at = cut.end as usize;
        if edit.fate == Fate::Removed {
            at += separator(&text[at..whole.end]);
        }
    }
    keep(&mut lines, edit, text, at..whole.end);

    let line_start = text[..whole.start].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line_start..whole.start];
    let indentation = if before.trim().is_empty() { before } else { "" };
    lines.retain(|line| !line.cut || !line.text.trim().is_empty());
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| if line.rigid { line.text.as_str() } else { dedented(&line.text, indentation) })
        .collect();
    lines.join("\n")
}

fn keep(lines: &mut Vec<Line>, edit: &Edit, text: &str, range: Range<usize>) {
    let mut at = range.start;
    for (index, piece) in text[range].split('\n').enumerate() {
        if index > 0 {
            let next = edit.rigid.partition_point(|literal| (literal.end as usize) < at);
            let rigid =
                edit.rigid.get(next).is_some_and(|literal| (literal.start as usize) < at && at < literal.end as usize);
            lines.push(Line { rigid, ..Line::default() });
        }
        if let Some(line) = lines.last_mut() {
            line.text.push_str(piece);
        }
        at += piece.len() + 1;
    }
}

/// The length of a `;` and the blanks around it at the start of `rest`; else 0.
fn separator(rest: &str) -> usize {
    let blank = [' ', '\t'];
    match rest.trim_start_matches(blank).strip_prefix(';') {
        Some(behind) => rest.len() - behind.trim_start_matches(blank).len(),
        None => 0,
    }
}

/// Without as much of the indentation as the line has.
fn dedented<'a>(line: &'a str, indentation: &str) -> &'a str {
    let shared = line.bytes().zip(indentation.bytes()).take_while(|(a, b)| a == b).count();
    // Indentation may be any whitespace; a shared part of a character is none.
    line.get(shared..).unwrap_or(line)
}
