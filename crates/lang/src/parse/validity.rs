//! Where a text does not parse.

use tree_sitter::Tree;

use crate::strict::{Dialect, Strict};

/// Where a text does not parse. For Python this is what CPython says, whose compiler is followed exactly (see `strict`); for
/// other languages what tree-sitter, which is tolerant, could not make sense of.
#[derive(Clone, Debug, PartialEq)]
pub struct Validity {
    /// It is a program: no error and nothing missing. A text of an older language is none; see `dialect`.
    pub parses: bool,
    /// Byte ranges of ERROR and MISSING nodes, the outermost only, in order; those MISSING are empty. Among them, for Python,
    /// the first problem that CPython would report; none at all when it would report none. The first
    /// [`Validity::MAX_ERRORS`] only.
    pub errors: Vec<(u32, u32)>,
    /// Bytes in such ranges / bytes, 0 to 1; counts also those beyond the cap. 0 for an empty text.
    pub error_fraction: f32,
    /// What CPython would report first, in words. `None` for other languages.
    pub problem: Option<&'static str>,
    /// The older language that the text is valid in, if it is not valid in its own.
    pub dialect: Option<Dialect>,
}

impl Validity {
    /// The most ranges that [`Validity::errors`] holds.
    pub const MAX_ERRORS: usize = 256;

    /// Fewer bytes in errors, then fewer errors.
    pub(crate) fn is_better_than(&self, other: &Validity) -> bool {
        let key = |validity: &Validity| (validity.error_fraction, validity.errors.len());
        key(self) < key(other)
    }
}

/// `strict`: what is known of the text from elsewhere, which then decides.
pub(super) fn of(tree: &Tree, bytes: usize, strict: Option<Strict>) -> Validity {
    let tolerant = tolerant(tree, bytes);
    match strict {
        None => tolerant,
        Some(Strict { problem: None, .. }) => {
            Validity { parses: true, errors: Vec::new(), error_fraction: 0.0, ..tolerant }
        }
        Some(Strict { problem: Some(problem), dialect }) => {
            let Validity { mut errors, error_fraction, .. } = tolerant;
            let (start, end) = problem.range;
            let place = errors.partition_point(|error| *error < (start, end));
            let known = |error: &&(u32, u32)| error.0 <= start && end <= error.1;
            let covered = errors[..place].last().is_some_and(|error| known(&error))
                || errors.get(place).is_some_and(|error| known(&error));
            let mut further = 0;
            if !covered {
                // Bytes at its start that an error already has.
                let after = errors[..place].last().map_or(0, |error| error.1).max(start);
                let before = errors.get(place).map_or(end, |error| error.0).min(end);
                further = before.saturating_sub(after);
                errors.insert(place, (start, end));
                errors.truncate(Validity::MAX_ERRORS);
            }
            let error_fraction =
                if bytes == 0 { 0.0 } else { (error_fraction + further as f32 / bytes as f32).min(1.0) };
            Validity { parses: false, errors, error_fraction, problem: Some(problem.what), dialect }
        }
    }
}

fn tolerant(tree: &Tree, bytes: usize) -> Validity {
    let mut errors = Vec::new();
    let mut error_bytes = 0;
    let mut cursor = tree.walk();
    // Only what holds an error is descended into, so that a text without any costs nothing.
    'walk: loop {
        let node = cursor.node();
        if node.is_error() || node.is_missing() {
            error_bytes += node.end_byte() - node.start_byte();
            if errors.len() < Validity::MAX_ERRORS {
                errors.push((node.start_byte() as u32, node.end_byte() as u32));
            }
        } else if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                break 'walk;
            }
        }
    }
    Validity {
        parses: !tree.root_node().has_error(),
        errors,
        error_fraction: if bytes == 0 { 0.0 } else { error_bytes as f32 / bytes as f32 },
        problem: None,
        dialect: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, parse};

    fn check(language: Language, text: &str, parses: bool, errors: &[(u32, u32)]) {
        let validity = parse(language, text).unwrap().validity();
        assert_eq!((validity.parses, validity.errors.as_slice()), (parses, errors), "{text:?}");
        let bytes: u32 = errors.iter().map(|(start, end)| end - start).sum();
        assert_eq!(validity.error_fraction, bytes as f32 / text.len().max(1) as f32, "{text:?}");
    }

    #[test]
    fn outermost_errors_in_order() {
        check(Language::Rust, "fn a() {}\n", true, &[]);
        check(Language::C, "int a\n", false, &[(5, 5)]);
        check(Language::C, "int a = ;\nint b;\nint c = );\n", false, &[(7, 7), (17, 26)]);
        check(Language::Python, "f(", false, &[(0, 2)]);
    }

    #[test]
    fn errors_are_capped_but_all_counted() {
        let text = "int a = ) 1;\n".repeat(2 * Validity::MAX_ERRORS);
        let validity = parse(Language::C, &text).unwrap().validity();
        assert_eq!(validity.errors.len(), Validity::MAX_ERRORS);
        let bytes = validity.error_fraction * text.len() as f32;
        assert!(bytes.round() as usize >= 2 * Validity::MAX_ERRORS, "{bytes}");
    }
}
