//! Where a text does not parse.

use tree_sitter::Tree;

/// What tree-sitter could not make sense of. Tree-sitter is tolerant: of real Python that CPython rejects it accepts a fifth. A
/// stricter layer belongs behind [`Parse::validity`](crate::Parse::validity).
#[derive(Clone, Debug, PartialEq)]
pub struct Validity {
    /// No error and nothing missing.
    pub parses: bool,
    /// Byte ranges of ERROR and MISSING nodes, the outermost only, in order; those MISSING are empty. The first
    /// [`Validity::MAX_ERRORS`] only.
    pub errors: Vec<(u32, u32)>,
    /// Bytes in ERROR nodes / bytes, 0 to 1; counts also those beyond the cap. 0 for an empty text.
    pub error_fraction: f32,
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

pub(super) fn of(tree: &Tree, bytes: usize) -> Validity {
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
