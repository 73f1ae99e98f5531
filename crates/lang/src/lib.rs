//! Programming languages: detection, parse, lexical tokens, parse-preserving normalisation, text measures.
//!
//! | module | question it answers |
//! |---|---|
//! | [`language`](Language) | which languages there are, and everything that differs between them, as one table |
//! | [`detect`](detect()) | which language is this file in: extension, then shebang, then content |
//! | [`lex`](lex()) | what are its lexical tokens: one pass, no allocation, total on any text |
//! | [`lexemes`] | the same with keywords told from names and prose from code, for comparing programs |
//! | [`parse`](parse()) | what is its syntax tree, within a work budget, and where does it not parse |
//! | `strict`, [`compiles`] | would CPython compile it, and if not, is it Python 2 |
//! | [`normalize`](normalize()) | the same program with conventional whitespace, every edit checked against the tree |
//! | [`secrets`](secrets()) | which keys, tokens and personal data are in it; [`mask`] takes them out |
//! | [`functions`](functions()) | which functions has it, with name, signature, documentation and body |
//! | [`statements`](statements()) | which top-level statements has a Python module, what does each bind, change and use |
//! | [`tags`](tags()) | what does it define, call and use: names, qualified calls, constructs of the language |
//! | [`structure`] | what CodeBLEU compares: its sub-trees, and which variable takes its value from which |
//! | [`rename`](rename()) | the same program with other names for what it defines: one convention, or none that say anything |
//! | [`graph`](dependence_graph()) | what in it depends on what: control and data dependence of operations |
//! | [`Measures`] | how long, how varied, how commented is it; was it written by a program |
//!
//! Adding a language is one entry in the table of `language.rs`, its lexical rules in `lex/rules.rs` and its grammar crate.
//! Nothing here reads files, prints, or depends on threads or the clock: every result is a function of the arguments.

mod detect;
mod flow;
mod functions;
mod graph;
mod language;
mod lex;
mod measures;
mod normalize;
mod parse;
mod rename;
mod secrets;
mod statements;
mod strict;
mod tags;

pub use detect::{ByName, CONTENT_PREFIX, detect, detect_by_name};
pub use flow::{FlowEdge, FlowRules, Structure, structure};
pub use functions::{Function, FunctionKind, functions};
pub use graph::{Dependence, DependenceKind, Graph, dependence_graph};
pub use language::{Language, UnknownLanguage};
pub use lex::{Lexeme, LexemeKind, PROSE_WORDS, Token, TokenKind, Tokens, lex, lexemes, tokens};
pub use measures::{Measured, Measures};
pub use normalize::{Edits, NormalizeOptions, Normalized, normalize};
pub use parse::{Leaf, Leaves, Parse, ParseError, Validity, parse};
pub use rename::{Left, NameKind, NamePair, Renamed, Renaming, rename};
pub use secrets::{Secret, SecretKind, mask, secrets};
pub use statements::{Statement, StatementKind, statements};
pub use strict::{Dialect, compiles};
pub use tags::{CONSTRUCTS, Call, Shown, Tags, calls, tag_line, tags};
