//! Programming languages: detection, parse, lexical tokens, parse-preserving normalisation, text measures.
//!
//! | module | question it answers |
//! |---|---|
//! | [`language`](Language) | which languages there are, and everything that differs between them, as one table |
//! | [`detect`](detect()) | which language is this file in: extension, then shebang, then content |
//! | [`lex`](lex()) | what are its lexical tokens: one pass, no allocation, total on any text |
//! | [`parse`](parse()) | what is its syntax tree, within a work budget, and where does it not parse |
//! | `strict` | would CPython compile it, and if not, is it Python 2 |
//! | [`normalize`](normalize()) | the same program with conventional whitespace, every edit checked against the tree |
//! | [`rename`](rename()) | the same program with other names for what it defines: one convention, or none that say anything |
//! | [`Measures`] | how long, how varied, how commented is it; was it written by a program |
//!
//! Adding a language is one entry in the table of `language.rs`, its lexical rules in `lex/rules.rs` and its grammar crate.
//! Nothing here reads files, prints, or depends on threads or the clock: every result is a function of the arguments.

mod detect;
mod language;
mod lex;
mod measures;
mod normalize;
mod parse;
mod rename;
mod strict;

pub use detect::{ByName, CONTENT_PREFIX, detect, detect_by_name};
pub use language::{Language, UnknownLanguage};
pub use lex::{Token, TokenKind, Tokens, lex, tokens};
pub use measures::{Measured, Measures};
pub use normalize::{Edits, NormalizeOptions, Normalized, normalize};
pub use parse::{Leaf, Leaves, Parse, ParseError, Validity, parse};
pub use rename::{Left, NameKind, NamePair, Renamed, Renaming, rename};
pub use strict::Dialect;
