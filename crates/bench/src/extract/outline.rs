//! Python texts, as extraction asks about them.

use trommel_lang::{Language, parse, statements};
pub(super) use trommel_lang::{Statement, StatementKind as Kind};

/// The statements of a text; `None` where it takes too much work to parse.
pub(super) fn outline(text: &str) -> Option<Vec<Statement>> {
    parse(Language::Python, text).ok().map(|parse| statements(&parse, text))
}

/// The statements of a text that CPython would compile.
pub(super) fn compiled(text: &str) -> Option<Vec<Statement>> {
    let parse = parse(Language::Python, text).ok()?;
    parse.validity().parses.then(|| statements(&parse, text))
}
