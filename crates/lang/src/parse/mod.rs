//! Syntax trees: one version of a text, parsed once, within a budget of work.

mod backlog;
mod grammar;
mod leaves;
mod validity;

use std::cell::RefCell;
use std::ops::ControlFlow;

use tree_sitter::{ParseOptions, Parser, Tree};

use crate::Language;
use crate::strict::{self, Strict};
pub(crate) use grammar::{Grammar, Kind, of as grammars};
pub(crate) use leaves::{Inner, Visit, preorder};
pub use leaves::{Leaf, Leaves};
pub use validity::Validity;

/// Progress callbacks that a text of any length may use. Tree-sitter calls back every 100 operations.
const BUDGET_FLOOR: u64 = 2_000;

/// Further progress callbacks for each KiB of text. Sources use 3 to 5, the densest (tables of numbers, minified code) 50, other
/// text taken for a source up to 60, pathological ones thousands.
const BUDGET_PER_KIB: u64 = 100;

/// The syntax tree of one version of a text. Byte ranges in it are those of the text that was given to [`parse`].
#[derive(Clone, Debug)]
pub struct Parse {
    language: Language,
    grammar: &'static Grammar,
    tree: Tree,
    bytes: usize,
    strict: Option<Strict>,
}

/// Why there is no tree. A text with syntax errors is not among these: it has a tree with errors in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// The parser did more work than a text of this length deserves.
    #[error(
        "parsing {bytes} bytes as {language} took more than {budget} progress callbacks, the work allowed for this length; \
         leave the document out, or split it"
    )]
    Budget {
        /// What it was parsed as.
        language: Language,
        /// Length of the text.
        bytes: usize,
        /// The number of progress callbacks allowed.
        budget: u64,
    },
    /// So many operators are open that the parser would take time and memory that grow with the square of their number. No
    /// source looks like this; what does is data or a drawing.
    #[error(
        "{bytes} bytes were not parsed as {language}: somewhere in them more than {limit} operators stand open without an \
         operand or a closing bracket; leave the document out"
    )]
    Backlog {
        /// What it was to be parsed as.
        language: Language,
        /// Length of the text.
        bytes: usize,
        /// The number of open operators allowed.
        limit: u32,
    },
    /// Tree-sitter counts bytes in 32 bits.
    #[error("a text of {bytes} bytes cannot be parsed as {language}: expected at most {max}; split the document", max = u32::MAX)]
    TooLong {
        /// What it was to be parsed as.
        language: Language,
        /// Length of the text.
        bytes: usize,
    },
    /// The grammar and the tree-sitter library that this program was built with do not fit: our fault.
    #[error("the grammar for {language} cannot be loaded ({problem}): please report it")]
    Grammar {
        /// Whose grammar.
        language: Language,
        /// What tree-sitter says.
        problem: String,
    },
}

/// Parses a text. The tree depends on the text alone: not on what was parsed before, the thread, or the time it takes.
///
/// TypeScript is parsed with its own grammar and, where that finds errors, as TSX; the tree with fewer bytes in errors stays.
///
/// # Errors
/// [`ParseError::Budget`] and [`ParseError::Backlog`] when the parser needs more work, or would, than the length of the text
/// allows.
pub fn parse(language: Language, text: &str) -> Result<Parse, ParseError> {
    let bytes = text.len();
    if u32::try_from(bytes).is_err() {
        return Err(ParseError::TooLong { language, bytes });
    }
    if backlog::exceeds_limit(language, text) {
        return Err(ParseError::Backlog { language, bytes, limit: backlog::LIMIT });
    }
    let budget = BUDGET_FLOOR + BUDGET_PER_KIB * (bytes as u64 / 1024);
    let mut best: Option<(Parse, Validity)> = None;
    for grammar in grammar::of(language) {
        let parse = match (parse_with(language, grammar, text, budget), &best) {
            (Ok(parse), _) => parse,
            // The first grammar's tree stands when a later one's takes too much.
            (Err(_), Some(_)) => break,
            (Err(error), None) => return Err(error),
        };
        let validity = parse.validity();
        let parses = validity.parses;
        if best.as_ref().is_none_or(|(_, other)| validity.is_better_than(other)) {
            best = Some((parse, validity));
        }
        if parses {
            break;
        }
    }
    best.map(|(parse, _)| parse)
        .ok_or_else(|| ParseError::Grammar { language, problem: "the table of languages names none".to_owned() })
}

impl Parse {
    /// What the text was parsed as.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether kinds mean the same in both trees: TypeScript has two grammars.
    pub(crate) fn same_grammar(&self, other: &Parse) -> bool {
        self.grammar.index == other.grammar.index
    }

    /// What the tree was made with.
    pub(crate) fn grammar(&self) -> &'static Grammar {
        self.grammar
    }

    /// The id of a named kind in the grammar of the tree.
    pub(crate) fn kind_id(&self, name: &str) -> Option<u16> {
        Some(self.grammar.language.id_for_node_kind(name, true)).filter(|id| *id != 0)
    }

    /// The tree itself.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Where the text does not parse. For Python this is CPython's verdict, not that of the tree, which may hold errors where
    /// there are none and, more often, none where there are.
    pub fn validity(&self) -> Validity {
        validity::of(&self.tree, self.bytes, self.strict)
    }

    /// The leaves of the tree in order. A literal in quotes is one leaf, and so is a comment, whatever they are made of.
    pub fn leaves(&self) -> Leaves<'_> {
        leaves::of(self)
    }
}

thread_local! {
    /// One parser for each grammar that this thread has used: setting a language again would rebuild its external scanner.
    static PARSERS: RefCell<Vec<Option<Parser>>> = const { RefCell::new(Vec::new()) };
}

/// `budget`: the progress callbacks allowed.
fn parse_with(language: Language, grammar: &'static Grammar, text: &str, budget: u64) -> Result<Parse, ParseError> {
    let bytes = text.as_bytes();
    let mut used = 0_u64;
    let mut progress = |_: &_| {
        used += 1;
        if used > budget { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let tree = with_parser(language, grammar, |parser| {
        let options = ParseOptions::new().progress_callback(&mut progress);
        let tree = parser.parse_with_options(&mut |offset, _| bytes.get(offset..).unwrap_or(&[]), None, Some(options));
        if tree.is_none() {
            // Else the next parse would go on with this one.
            parser.reset();
        }
        tree
    })?;
    match tree {
        Some(tree) => {
            let strict = (language == Language::Python).then(|| strict::python(text));
            Ok(Parse { language, grammar, tree, bytes: bytes.len(), strict })
        }
        None => Err(ParseError::Budget { language, bytes: bytes.len(), budget }),
    }
}

fn with_parser<T>(
    language: Language,
    grammar: &'static Grammar,
    run: impl FnOnce(&mut Parser) -> T,
) -> Result<T, ParseError> {
    PARSERS.with_borrow_mut(|parsers| {
        if parsers.len() <= grammar.index {
            parsers.resize_with(grammar.index + 1, || None);
        }
        let slot = &mut parsers[grammar.index];
        if slot.is_none() {
            let mut parser = Parser::new();
            parser
                .set_language(&grammar.language)
                .map_err(|error| ParseError::Grammar { language, problem: error.to_string() })?;
            *slot = Some(parser);
        }
        Ok(run(slot.get_or_insert_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_loads_and_parses() {
        for (language, text) in [
            (Language::Python, "def f(x):\n    return x\n"),
            (Language::Java, "class A { int f() { return 1; } }\n"),
            (Language::Go, "package a\n\nfunc f() int { return 1 }\n"),
            (Language::C, "int f(void) { return 1; }\n"),
            (Language::Cpp, "template <class T> T f(T x) { return x; }\n"),
            (Language::Rust, "fn f() -> u8 { 1 }\n"),
            (Language::JavaScript, "const f = () => <a href=\"x\">{y}</a>;\n"),
            (Language::TypeScript, "const f = <T>(x: T): T => x;\n"),
            (Language::TypeScript, "const f = (x: string) => <a href=\"x\">{x}</a>;\n"),
            (Language::Ruby, "def f = 1\n"),
            (Language::CSharp, "class A { int F() => 1; }\n"),
            (Language::CSharp, "Console.WriteLine($\"{args[0]}\");\n"),
            (Language::Php, "<p>\n<?php function f(int $x): int { return $x; } ?>\n</p>\n"),
        ] {
            let validity = parse(language, text).unwrap().validity();
            assert_eq!(
                validity,
                Validity { parses: true, errors: vec![], error_fraction: 0.0, problem: None, dialect: None },
                "{language}: {text}"
            );
        }
    }

    #[test]
    fn empty_text_parses() {
        for language in Language::ALL {
            let validity = parse(*language, "").unwrap().validity();
            assert!(validity.parses && validity.error_fraction == 0.0, "{language}: {validity:?}");
        }
    }

    /// A parse that is given up leaves the parser fit for the next text.
    #[test]
    fn budget_ends_the_parse() {
        let text = "int a;\n".repeat(1_000);
        let grammar = &grammar::of(Language::C)[0];
        let error = parse_with(Language::C, grammar, &text, 3).unwrap_err();
        assert_eq!(error, ParseError::Budget { language: Language::C, bytes: 7_000, budget: 3 });
        assert!(parse(Language::C, "int a;\n").unwrap().validity().parses);
    }

    #[test]
    fn a_backlog_is_not_parsed() {
        let text = "a<b<".repeat(20_000);
        let error = parse(Language::Java, &text).unwrap_err();
        assert_eq!(error, ParseError::Backlog { language: Language::Java, bytes: 80_000, limit: 1_000 });
    }

    #[test]
    fn a_tree_does_not_depend_on_the_one_before() {
        let sexp = |text: &str| parse(Language::Python, text).unwrap().tree().root_node().to_sexp();
        let alone = sexp("x = f'''{y}'''\n");
        for before in ["def f(:\n  '''", "\tif x:\n", ""] {
            sexp(before);
            assert_eq!(sexp("x = f'''{y}'''\n"), alone, "after {before:?}");
        }
    }
}
