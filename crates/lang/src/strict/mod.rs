//! Whether CPython would compile a text: its tokens, its grammar, and what its compiler refuses after parsing.
//!
//! Tree-sitter recovers from anything and its grammar is wider than the language's, so its tree cannot say whether a program
//! is one. This is a recogniser beside the tree: it reads the text once into tokens and walks those once by recursive descent,
//! builds nothing, and stops at the first problem. It therefore also corrects the verdict where tree-sitter's grammar
//! rejects what the language allows.
//!
//! The rules are those of Python 3.13, of which 3.11 is a subset but for a handful of texts (see `README.md`, which also lists
//! where this still differs from the real compiler). A text that is no Python 3 is read again by the rules of Python 2.7.
//!
//! | file | what it knows |
//! |---|---|
//! | `token`, `tokenize`, `indentation`, `numbers`, `strings`, `fstring` | tokens, and every way to write one wrongly |
//! | `parser` | the state of the walk |
//! | `expressions`, `atoms`, `comprehensions`, `arguments`, `parameters`, `targets` | expressions |
//! | `simple`, `imports`, `compound`, `patterns` | statements |
//! | `flow` | `return`, `break`, `continue`, nested blocks: what may stand where |
//! | `scopes` | names and `yield`, `await` against the scope that they are in |
//! | `python2` | statements that only Python 2 has |

mod arguments;
mod atoms;
mod compound;
mod comprehensions;
mod expressions;
mod flow;
mod fstring;
mod imports;
mod indentation;
mod numbers;
mod parameters;
mod parser;
mod patterns;
mod python2;
mod scopes;
mod simple;
mod strings;
mod targets;
mod token;
mod tokenize;

use parser::Parser;

/// An older language that a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// Valid as Python 2.7, and not as Python 3.
    Python2,
}

impl Dialect {
    /// The name used in tables: lower case, stable.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Python2 => "python2",
        }
    }
}

/// What the compiler would refuse first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Bytes of the text.
    pub range: (u32, u32),
    /// In words, without the text's own.
    pub what: &'static str,
}

/// What came of reading a text as Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Strict {
    /// `None`: a valid program.
    pub problem: Option<Problem>,
    /// Set when there is a problem only because the language is an older one.
    pub dialect: Option<Dialect>,
}

/// Whether `text`, of less than 4 GiB, is a Python program, and if not, whether it is one of Python 2. Takes time proportional
/// to its length.
pub(crate) fn python(text: &str) -> Strict {
    let problem = compile(text, Version::Three).err();
    let older = problem.is_some() && compile(text, Version::Two).is_ok();
    Strict { problem, dialect: older.then_some(Dialect::Python2) }
}

/// Whether CPython would compile `text` as a module. Builds no tree, and takes time proportional to the length, whatever the text is.
pub fn compiles(text: &str) -> bool {
    u32::try_from(text.len()).is_ok() && compile(text, Version::Three).is_ok()
}

/// Whose rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    Two,
    Three,
}

type Outcome<T> = Result<T, Problem>;

fn compile(text: &str, version: Version) -> Outcome<()> {
    let tokens = tokenize::tokenize(text, version)?;
    Parser::new(text, &tokens, version).program()
}

#[cfg(test)]
mod tests;
