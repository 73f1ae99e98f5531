//! Formatted strings, as since Python 3.12: replacement fields hold any expression, with any quotes.

use super::parser::Parser;
use super::strings::{escaped_length, named_length};
use super::token::Kind;
use super::tokenize::{Open, Tokenizer};
use super::{Outcome, strings};

/// The most replacement fields within each other's format.
const DEEPEST: usize = 3;

/// A formatted string that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct FString {
    pub quote: u8,
    /// Of the quote: 1 or 3.
    pub length: usize,
    pub prefix: strings::Prefix,
}

impl Tokenizer<'_> {
    /// Text of a formatted string (or, with `in_format`, of a field's format) up to the next field or its end.
    pub(super) fn fstring_text(&mut self, string: FString, in_format: bool) -> Outcome<()> {
        let bytes = self.bytes;
        let start = self.at;
        loop {
            let Some(&byte) = bytes.get(self.at) else {
                return Err(self.problem(start, bytes.len(), "unterminated f-string literal"));
            };
            let twice = bytes.get(self.at + 1) == Some(&byte);
            match byte {
                b'{' if twice && !in_format => self.at += 2,
                b'{' => {
                    let in_string = |open: &&Open| !matches!(open, Open::String(_));
                    let fields = self.open.iter().rev().take_while(in_string).count();
                    if in_format && fields >= DEEPEST {
                        return Err(self.problem(self.at, self.at + 1, "f-string: expressions nested too deeply"));
                    }
                    self.check_text(string, start)?;
                    self.push(Kind::LeftBrace, self.at, self.at + 1);
                    self.open.push(Open::Field { in_format: false });
                    self.at += 1;
                    return Ok(());
                }
                b'}' if in_format => {
                    self.check_text(string, start)?;
                    self.push(Kind::RightBrace, self.at, self.at + 1);
                    self.open.pop();
                    self.at += 1;
                    return Ok(());
                }
                b'}' if twice => self.at += 2,
                b'}' => return Err(self.problem(self.at, self.at + 1, "f-string: single '}' is not allowed")),
                b'\\' => self.fstring_escape(string),
                b'\n' | b'\r' if string.length == 1 => {
                    return Err(self.problem(start, self.at, "unterminated f-string literal"));
                }
                _ if byte == string.quote && bytes[self.at..].starts_with(&[byte; 3][..string.length]) => {
                    if in_format {
                        return Err(self.problem(self.at, self.at + 1, "f-string: expecting '}'"));
                    }
                    self.check_text(string, start)?;
                    self.push(Kind::FStringEnd, self.at, self.at + string.length);
                    self.open.pop();
                    self.at += string.length;
                    return Ok(());
                }
                _ => self.at += 1,
            }
        }
    }

    fn fstring_escape(&mut self, string: FString) {
        let rest = &self.bytes[self.at + 1..];
        self.at += match rest.first() {
            // A backslash does not hide a field.
            Some(b'{' | b'}') | None => 1,
            Some(b'N') if !string.prefix.raw => 2 + named_length(&rest[1..]).unwrap_or(0),
            Some(_) => 1 + escaped_length(self.bytes, self.at + 1),
        };
    }

    fn check_text(&self, string: FString, start: usize) -> Outcome<()> {
        strings::check_escapes(string.prefix, &self.bytes[start..self.at])
            .map_err(|what| self.problem(start, self.at, what))
    }
}

impl Parser<'_> {
    /// The replacement fields after `f"`, up to its end.
    pub(super) fn fstring(&mut self) -> Outcome<()> {
        self.expect(Kind::FStringStart, "expected an f-string")?;
        while self.kind() == Kind::LeftBrace {
            self.field()?;
        }
        self.expect(Kind::FStringEnd, "f-string: expecting '}'")
    }

    fn field(&mut self) -> Outcome<()> {
        self.expect(Kind::LeftBrace, "expected '{'")?;
        self.deeper()?;
        if self.kind() == Kind::Yield {
            self.yield_expression()?;
        } else {
            let value = self.star_expressions()?;
            self.not_starred(value)?;
        }
        self.accept(Kind::Assign);
        if self.accept(Kind::Exclamation) {
            let token = self.token();
            let after_mark = self.tokens[self.at - 1].end == token.start;
            if !after_mark || token.kind != Kind::Name || !matches!(self.word(self.at), b"r" | b"s" | b"a") {
                return Err(self.problem("f-string: invalid conversion character"));
            }
            self.advance();
        }
        if self.accept(Kind::Colon) {
            while self.kind() == Kind::LeftBrace {
                self.field()?;
            }
        }
        self.shallower();
        self.expect(Kind::RightBrace, "f-string: expecting '}'")
    }
}
