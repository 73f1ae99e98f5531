//! The same program with conventional whitespace: BOM, line endings, trailing whitespace, final newline, indentation.
//!
//! **Every edit is checked.** The text is parsed before and after, and the edits stay only when both trees have the same nodes
//! in the same places and the same text in every leaf, comments and whitespace aside. Literals, also those that span lines, are
//! never edited: what looks like trailing whitespace inside one is left, while the lines around it are still normalised.
//!
//! No edit is made to a text without a language, nor to one that does not parse within its budget, since nothing could be
//! checked. Where a text has syntax errors, what is inside them is left as it is.
//!
//! What is left alone on purpose: a lone carriage return (to some grammars the end of a line, to others a blank), a form feed,
//! and blanks after a backslash at the end of a line (removing them joins the line with the next).

mod check;
mod indent;
mod protect;
mod rewrite;
mod scan;

use crate::{Language, Parse, parse};

/// Which kinds of edit to make; all by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormalizeOptions {
    /// `\r\n` becomes `\n`.
    pub line_endings: bool,
    /// Spaces and tabs before a line end go.
    pub trailing_whitespace: bool,
    /// A text ends with exactly one line end; an empty one stays empty.
    pub final_newline: bool,
    /// Indentation is written as the language's convention has it: Go with tabs, the others with spaces (2 a tab in JavaScript,
    /// TypeScript and Ruby, 4 elsewhere; 8 where the text itself mixes both and means 8). The depth of an indentation that is
    /// already written so does not change.
    pub indentation: bool,
    /// A byte order mark at the start goes.
    pub bom: bool,
}

impl Default for NormalizeOptions {
    fn default() -> Self {
        Self { line_endings: true, trailing_whitespace: true, final_newline: true, indentation: true, bom: true }
    }
}

/// What came of normalising a text.
#[derive(Clone, Debug)]
pub struct Normalized {
    /// The new text; `None` when it is the old one.
    pub text: Option<String>,
    /// The tree of the resulting text, where one was made on the way; `None` also says that there was nothing to edit.
    pub parse: Option<Parse>,
    /// How many edits of each kind were kept.
    pub edits: Edits,
    /// Edits, all or those to the indentation, were made and undone because the program would not have been the same.
    pub reverted: bool,
}

/// How many edits of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Byte order marks removed: 0 or 1.
    pub bom: u32,
    /// Lines whose ending changed.
    pub line_endings: u32,
    /// Lines that lost trailing whitespace.
    pub trailing_whitespace: u32,
    /// Lines whose indentation changed.
    pub indentation: u32,
    /// 1 when a final line end was added or empty lines at the end were removed.
    pub final_newline: u32,
}

impl Edits {
    /// No edit at all.
    pub fn is_empty(&self) -> bool {
        *self == Edits::default()
    }
}

/// Normalises a text; see the fields of [`NormalizeOptions`] for what changes. Normalising the result again changes nothing.
///
/// A text in which a scan finds nothing to edit is not parsed. When the program would not be the same, the edits are tried
/// once more without those to the indentation, and undone if that does not help.
pub fn normalize(language: Option<Language>, text: &str, options: &NormalizeOptions) -> Normalized {
    let unchanged = |parse, reverted| Normalized { text: None, parse, edits: Edits::default(), reverted };
    let Some(language) = language else {
        return unchanged(None, false);
    };
    if !scan::finds_something(language, text, options) {
        return unchanged(None, false);
    }
    let Ok(before) = parse(language, text) else {
        return unchanged(None, false);
    };
    let protected = protect::Protected::of(&before, text);
    let mut options = *options;
    let mut reverted = false;
    loop {
        let (after_text, edits) = rewrite::rewrite(language, text, &options, &protected);
        if edits.is_empty() {
            return unchanged(Some(before), reverted);
        }
        if let Ok(after) = parse(language, &after_text)
            && check::same_program((&before, text), (&after, &after_text))
        {
            return Normalized { text: Some(after_text), parse: Some(after), edits, reverted };
        }
        reverted = true;
        if edits.indentation == 0 {
            return unchanged(Some(before), reverted);
        }
        options.indentation = false;
    }
}

#[cfg(test)]
mod tests;
