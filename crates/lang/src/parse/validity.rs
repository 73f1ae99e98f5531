//! Where a text does not parse.

use tree_sitter::Tree;

use crate::strict::{Dialect, Strict};

/// Where a text does not parse. For Python the rules are those of CPython's compiler (see `strict`); for other languages this is
/// what tree-sitter, which is tolerant, could not make sense of.
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
            let further = join(&mut errors, problem.range);
            let error_fraction = (error_fraction + further as f32 / bytes.max(1) as f32).min(1.0);
            Validity { parses: false, errors, error_fraction, problem: Some(problem.what), dialect }
        }
    }
}

/// Adds a range in its place, unless an error holds it; the number of its bytes that no error has.
fn join(errors: &mut Vec<(u32, u32)>, (start, end): (u32, u32)) -> u32 {
    let place = errors.partition_point(|error| *error < (start, end));
    let neighbours = &errors[place.saturating_sub(1)..errors.len().min(place + 1)];
    if neighbours.iter().any(|error| error.0 <= start && end <= error.1) {
        return 0;
    }
    let from = place.checked_sub(1).map_or(start, |before| errors[before].1.max(start));
    let to = errors.get(place).map_or(end, |after| after.0.min(end));
    errors.insert(place, (start, end));
    errors.truncate(Validity::MAX_ERRORS);
    to.saturating_sub(from)
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
    use crate::strict::Problem;
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
        // Tree-sitter finds nothing wrong with these.
        check(Language::Python, "x = 1\nreturn x\n", false, &[(6, 12)]);
        check(Language::Python, "f(a=1, a=2)\n", false, &[(7, 8)]);
        // Nor, here, the compiler, where tree-sitter does.
        check(Language::Python, "match x:\n  case -1 - 2j: pass\n", true, &[]);
        check(Language::Python, "x = 1 \\\n\n+ 2\n", true, &[]);
    }

    #[test]
    fn an_older_dialect_is_no_program_but_known() {
        for (text, dialect, problem) in [
            ("print 'a'\n", Some(Dialect::Python2), Some("invalid syntax")),
            ("print 'a\n", None, Some("unterminated string literal")),
            ("print('a')\n", None, None),
        ] {
            let validity = parse(Language::Python, text).unwrap().validity();
            assert_eq!(
                (validity.dialect, validity.problem, validity.parses),
                (dialect, problem, problem.is_none()),
                "{text}"
            );
        }
    }

    #[test]
    fn the_strict_problem_joins_the_errors() {
        let strict = |range| Some(Strict { problem: Some(Problem { range, what: "x" }), dialect: None });
        let parse = parse(Language::C, "int a = ;\nint b;\nint c = );\n").unwrap();
        for (range, want, bytes) in [
            ((0, 3), &[(0, 3), (7, 7), (17, 26)][..], 12.0),
            ((10, 13), &[(7, 7), (10, 13), (17, 26)], 12.0),
            ((14, 19), &[(7, 7), (14, 19), (17, 26)], 12.0),
            ((20, 28), &[(7, 7), (17, 26), (20, 28)], 11.0),
            ((18, 20), &[(7, 7), (17, 26)], 9.0),
            ((28, 28), &[(7, 7), (17, 26), (28, 28)], 9.0),
        ] {
            let validity = of(parse.tree(), 28, strict(range));
            assert_eq!(validity.errors, want, "{range:?}");
            assert!((validity.error_fraction * 28.0 - bytes).abs() < 1e-3, "{range:?}: {validity:?}");
        }
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
