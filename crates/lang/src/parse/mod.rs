//! Syntax trees: one version of a text, parsed once, within a budget of work.

mod grammar;
mod leaves;
mod validity;

use std::cell::RefCell;
use std::ops::ControlFlow;

use tree_sitter::{ParseOptions, Parser, Tree};

use crate::Language;
use grammar::Grammar;
pub(crate) use leaves::{Inner, Visit, preorder};
pub use leaves::{Leaf, Leaves};
pub use validity::Validity;

/// Progress callbacks a text of any length may use. Tree-sitter calls back every 100 operations.
const BUDGET_FLOOR: u64 = 20_000;

/// Further progress callbacks for each kibibyte of text. Sources use 3 to 4 (see `work_of_real_sources`), pathological ones
/// hundreds; the error recovery of a text that is not in the language lies between.
const BUDGET_PER_KIB: u64 = 10000;

/// The syntax tree of one version of a text. Byte ranges in it are those of the text that was given to [`parse`].
#[derive(Clone, Debug)]
pub struct Parse {
    language: Language,
    grammar: &'static Grammar,
    tree: Tree,
    bytes: usize,
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
/// [`ParseError::Budget`] when the parser needs more work than the length of the text allows.
pub fn parse(language: Language, text: &str) -> Result<Parse, ParseError> {
    let mut best: Option<(Parse, Validity)> = None;
    for grammar in grammar::of(language) {
        let parse = match (parse_with(language, grammar, text), &best) {
            (Ok((parse, _)), _) => parse,
            // The first grammar's tree stands when a later one's takes too much.
            (Err(_), Some(_)) => break,
            (Err(error), None) => return Err(error),
        };
        let validity = parse.validity();
        let parses = validity.parses;
        if best
            .as_ref()
            .is_none_or(|(_, other)| validity.is_better_than(other))
        {
            best = Some((parse, validity));
        }
        if parses {
            break;
        }
    }
    best.map(|(parse, _)| parse)
        .ok_or_else(|| ParseError::Grammar {
            language,
            problem: "the table of languages names none".to_owned(),
        })
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

    /// The tree itself.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Where the text does not parse, as far as tree-sitter, which is tolerant, can tell.
    pub fn validity(&self) -> Validity {
        validity::of(&self.tree, self.bytes)
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

/// The tree, and the progress callbacks that it took.
fn parse_with(
    language: Language,
    grammar: &'static Grammar,
    text: &str,
) -> Result<(Parse, u64), ParseError> {
    let bytes = text.as_bytes();
    if u32::try_from(bytes.len()).is_err() {
        return Err(ParseError::TooLong {
            language,
            bytes: bytes.len(),
        });
    }
    let budget = BUDGET_FLOOR + BUDGET_PER_KIB * (bytes.len() as u64 / 1024);
    let mut used = 0_u64;
    let mut progress = |_: &_| {
        used += 1;
        if used > budget {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let tree = with_parser(language, grammar, |parser| {
        let options = ParseOptions::new().progress_callback(&mut progress);
        let tree = parser.parse_with_options(
            &mut |offset, _| bytes.get(offset..).unwrap_or(&[]),
            None,
            Some(options),
        );
        if tree.is_none() {
            // Else the next parse would go on with this one.
            parser.reset();
        }
        tree
    })?;
    match tree {
        Some(tree) => Ok((
            Parse {
                language,
                grammar,
                tree,
                bytes: bytes.len(),
            },
            used,
        )),
        None => Err(ParseError::Budget {
            language,
            bytes: bytes.len(),
            budget,
        }),
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
                .map_err(|error| ParseError::Grammar {
                    language,
                    problem: error.to_string(),
                })?;
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
            (
                Language::JavaScript,
                "const f = () => <a href=\"x\">{y}</a>;\n",
            ),
            (Language::TypeScript, "const f = <T>(x: T): T => x;\n"),
            (
                Language::TypeScript,
                "const f = (x: string) => <a href=\"x\">{x}</a>;\n",
            ),
            (Language::Ruby, "def f = 1\n"),
        ] {
            let validity = parse(language, text).unwrap().validity();
            assert_eq!(
                validity,
                Validity {
                    parses: true,
                    errors: vec![],
                    error_fraction: 0.0
                },
                "{language}: {text}"
            );
        }
    }

    #[test]
    fn empty_text_parses() {
        for language in Language::ALL {
            let validity = parse(*language, "").unwrap().validity();
            assert!(
                validity.parses && validity.error_fraction == 0.0,
                "{language}: {validity:?}"
            );
        }
    }

    /// Work that grows with the square of the length ends in an error, and leaves the parser fit for the next text.
    #[test]
    fn budget_ends_pathological_parses() {
        let text = "a<".repeat(40_000);
        let outcome = parse(Language::Cpp, &text);
        assert!(
            matches!(outcome, Err(ParseError::Budget { bytes: 80_000, .. })),
            "{:?}",
            outcome.map(|p| p.validity())
        );
        assert!(parse(Language::Cpp, "int a;\n").unwrap().validity().parses);
    }

    #[test]
    fn a_tree_does_not_depend_on_the_one_before() {
        let sexp = |text: &str| {
            parse(Language::Python, text)
                .unwrap()
                .tree()
                .root_node()
                .to_sexp()
        };
        let alone = sexp("x = f'''{y}'''\n");
        for before in ["def f(:\n  '''", "\tif x:\n", ""] {
            sexp(before);
            assert_eq!(sexp("x = f'''{y}'''\n"), alone, "after {before:?}");
        }
    }
}
#[cfg(test)]
mod temporary {
    use super::*;
    const R: [f64; 6] = [8.0, 12.0, 16.0, 24.0, 32.0, 48.0];
    struct Work { n: u64, at_end: u64, need: [f64; 6], ms: f64 , nonblank: usize}
    fn work(language: Language, text: &str) -> Option<Work> {
        let bytes = text.as_bytes();
        let start = std::time::Instant::now();
        let mut w = Work { n: 0, at_end: 0, need: [0.0; 6], ms: 0.0, nonblank: 0 };
        let mut at = 0; 
        let mut progress = |s: &tree_sitter::ParseState| {
            let o = s.current_byte_offset();
            if o >= bytes.len() { w.at_end += 1; if w.at_end > 1_000_000 { return ControlFlow::Break(()) } return ControlFlow::Continue(()); }
            w.n += 1;
            if o > at { w.nonblank += bytes[at..o].iter().filter(|b| **b > b' ').count(); at = o; }
            for (i, r) in R.iter().enumerate() { let d = w.n as f64 - r * w.nonblank as f64 / 1024.0; if d > w.need[i] { w.need[i] = d } }
            if start.elapsed().as_secs() > 5 { return ControlFlow::Break(()) }
            ControlFlow::Continue(()) };
        let r = with_parser(language, &grammar::of(language)[0], |parser| {
            let options = ParseOptions::new().progress_callback(&mut progress);
            let r = parser.parse_with_options(&mut |offset, _| bytes.get(offset..).unwrap_or(&[]), None, Some(options)); if r.is_none() { parser.reset() } r }).unwrap();
        r.as_ref()?;
        w.ms = start.elapsed().as_secs_f64() * 1e3;
        Some(w)
    }
    #[test]
    fn work3() {
        if let Ok(folder) = std::env::var("WORK_FOLDER") {
            fn walk(p: &std::path::Path, out: &mut Vec<std::path::PathBuf>) { for e in std::fs::read_dir(p).unwrap().flatten() { let t = e.file_type().unwrap(); if t.is_dir() { walk(&e.path(), out) } else if t.is_file() { out.push(e.path()) } } }
            let mut v = vec![]; for f in folder.split(':') { walk(f.as_ref(), &mut v); } v.sort();
            let mut all: Vec<(Language, usize, String, Work)> = vec![];
            for p in v.iter() { let name = p.to_string_lossy(); let Ok(text) = std::fs::read_to_string(p) else {continue}; if text.len() > 5_000_000 {continue} let Some(l) = crate::detect(&name, text.as_bytes()) else {continue}; if  (l == Language::Rust && text.len() % 4 != 0) {continue}
              if let Some(w) = work(l, &text) { all.push((l, text.len(), name.into_owned(), w)); } else { println!("OVER {name} {}", text.len()); } }
            for l in Language::ALL { 
              let r: Vec<_> = all.iter().filter(|x| x.0 == *l).collect(); if r.is_empty() {continue}
              println!("{l}: {} files", r.len());
              for i in 0..6 { let mut q: Vec<_> = r.iter().collect(); q.sort_by(|a,b| b.3.need[i].total_cmp(&a.3.need[i])); println!("  R {}: {}", R[i], q.iter().take(4).map(|x| format!("{:.0} ({} {} {:.0}ms)", x.3.need[i], x.2.rsplit('/').next().unwrap(), x.1, x.3.ms)).collect::<Vec<_>>().join(", ")); }
              let mut q: Vec<_> = r.iter().filter(|x| x.1 > 1000).collect(); q.sort_by(|a,b| (b.3.at_end as f64 / b.1 as f64).total_cmp(&(a.3.at_end as f64 / a.1 as f64))); println!("  end/KiB: {}", q.iter().take(4).map(|x| format!("{:.1} ({} {} {:.0}ms)", x.3.at_end as f64 / x.1 as f64 * 1024.0, x.2.rsplit('/').next().unwrap(), x.1, x.3.ms)).collect::<Vec<_>>().join(", "));
              q.sort_by(|a,b| (b.3.ms / b.1 as f64).total_cmp(&(a.3.ms / a.1 as f64))); println!("  slowest ms/KiB: {}", q.iter().take(4).map(|x| format!("{:.1} ({} {} {} + {})", x.3.ms / x.1 as f64 * 1024.0, x.2.rsplit('/').next().unwrap(), x.1, x.3.n, x.3.at_end)).collect::<Vec<_>>().join(", "));
            }
        }
    }

    #[test]
    fn fuzz() {
        let only: Language = std::env::var("FUZZ").unwrap().parse().unwrap();
        let common = ["a", "b ", "1", "'s'", "(", ")", "[", "]", "{", "}", "<", ">", ",", ";", ":", "=", "*", "&", "|", "-", "!", "?", ".", "\n", " "];
        let own: &[&str] = match only { Language::Python => &["if ", "lambda ", "for a in ", "print ", "async ", "match a:\n case ", "@", "not "], Language::Java => &["class ", "new ", "int ", "->", "::", "@A", "case ", "extends "], Language::Go => &["func ", "map[", "chan ", "struct{", "type ", ":=", "<-", "case "], Language::C => &["int ", "struct ", "#define ", "sizeof", "if(", "else ", "case ", "->"], Language::Cpp => &["template<", "int ", "class ", "::", "operator", "&&", "auto ", "new "], Language::Rust => &["fn ", "impl ", "&'a ", "=>", "::", "a!", "match ", "dyn "], Language::JavaScript => &["function ", "=>", "...", "`${", "<a>", "async ", "await ", "/"], Language::TypeScript => &["type ", "=>", "extends ", "<T>", "as ", "async ", "keyof ", "is "], Language::Ruby => &["def ", "do ", "|a|", "if ", "<<A\n", "%w[", "puts ", "::"] };
        let all: Vec<&str> = common.iter().chain(own).copied().collect();
        let mut seed = 7_u64; let mut below = |n: usize| { seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407); (seed >> 33) as usize % n };
        let t0 = std::time::Instant::now(); let mut n = 0; let mut slow: Vec<(f64, String, u64, u64)> = vec![];
        while t0.elapsed().as_secs() < 25 {
            let piece: String = (0..1 + below(5)).map(|_| all[below(all.len())]).collect();
            let text = piece.repeat(8_000 / piece.len());
            let start = std::time::Instant::now();
            let w = work(only, &text);
            let ms = start.elapsed().as_secs_f64() * 1e3; n += 1;
            if ms > 40.0 { slow.push((ms, piece, w.as_ref().map_or(0, |w| w.n), w.as_ref().map_or(0, |w| w.at_end))); }
        }
        slow.sort_by(|a, b| b.0.total_cmp(&a.0));
        println!("{only}: {n} texts, {} slow; {:?}", slow.len(), std::fs::read_to_string("/proc/self/status").unwrap().lines().find(|l| l.starts_with("VmHWM")));
        for s in slow.iter().take(14) { println!("   {:.0} ms {:?} {} {}", s.0, s.1, s.2, s.3); }
    }
}
