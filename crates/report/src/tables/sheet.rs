//! What a table says, before it is Markdown, CSV or LaTeX.

use super::quantity::Found;

/// A table with notes.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sheet {
    /// What it shows.
    pub caption: String,
    /// A name for references to it.
    pub label: &'static str,
    /// The headings.
    pub head: Vec<Head>,
    /// Rows in groups, with a rule between them; each row as long as `head`.
    pub groups: Vec<Vec<Line>>,
    /// What missing numbers need; the n-th has the n-th letter as its mark.
    pub marked: Vec<String>,
    /// What is to be said of the whole.
    pub notes: Vec<String>,
    /// Intervals of numbers in sentences, for formats that have no columns of them.
    pub intervals: Vec<String>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub text: String,
    pub numeric: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    pub cells: Vec<Entry>,
    /// Whether its name is set in italics: an ablation.
    pub slanted: bool,
    /// What its numbers are followed by, where they all are: for formats whose numbers are bare.
    pub unit: &'static str,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    /// A name.
    Name(String),
    /// A number.
    Number(Number),
    /// No number: which of [`Sheet::marked`] says why.
    Missing(usize),
}

/// A number of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// As the paper writes it.
    pub text: String,
    /// Whether it is the best of its kind.
    pub best: bool,
    /// Itself, with its interval.
    pub found: Found,
}

impl Sheet {
    /// The number of a note on missing numbers, which is added if it is new.
    pub fn note_on(&mut self, missing: &str) -> usize {
        self.marked.iter().position(|note| note == missing).unwrap_or_else(|| {
            self.marked.push(missing.to_owned());
            self.marked.len() - 1
        })
    }
}

/// The mark of the n-th note: `a` … `z`, then `aa`.
pub(super) fn mark(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { letter(at).to_string() } else { format!("{}{}", mark(at / 26 - 1), letter(at)) }
}

/// Which of these numbers are the best: all that are written as the largest is. None where all are written alike, one alone among them:
/// there is nothing they are better than.
pub(super) fn best(numbers: &[Option<(f64, String)>]) -> Vec<bool> {
    let there = || numbers.iter().flatten();
    let largest = there().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, text)| text);
    let differ = there().any(|(_, text)| Some(text) != largest);
    numbers.iter().map(|number| differ && number.as_ref().map(|(_, text)| text) == largest).collect()
}
