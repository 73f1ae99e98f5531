//! Lexical tokens: one pass over the bytes, no allocation, total on any text.
//!
//! What a token is, for every language alike:
//! - an identifier or keyword (keywords are not told apart); with its sigil where the language has one (`@a`, `$a`, `'a`, `r#a`);
//! - a number, with its sign only inside an exponent;
//! - a string, character, regular-expression or template literal, prefix, quotes and interpolations included, as **one** token;
//! - a comment as one token, without its line end;
//! - the longest operator or punctuation mark that the language has.
//!
//! Whitespace is no token. In order, tokens and whitespace cover the text without gap or overlap.
//!
//! A literal that is not closed ends with its line where the language says that it cannot span lines, with the text
//! otherwise. Two things are guessed, as any lexer without a parser must: whether `/` divides or opens a regular expression
//! (JavaScript, Ruby), and whether `<<`, `%` and `?` open a literal (Ruby). A Python f-string ends at its own quote, also when that
//! quote is used inside its braces (allowed since 3.12). In PHP, text outside of `<?php … ?>` is one literal.

mod classes;
mod comment;
mod csharp;
mod literal;
mod number;
mod operators;
mod php;
mod ruby;
pub(crate) mod rules;
mod slash;

use crate::Language;
use classes::Class;
use ruby::Heredocs;
pub(crate) use rules::Rules;

/// What kind of token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A name or keyword.
    Identifier,
    /// A numeric literal.
    Number,
    /// A string, character, template or regular-expression literal.
    String,
    /// An operator or punctuation mark, or a character that the language has no use for.
    Operator,
    /// A comment.
    Comment,
}

/// One token: a piece of the text, whole characters only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its text, never empty.
    pub bytes: &'a [u8],
}

/// Calls `on_token` with every token of `text`, in order. Never panics; takes time proportional to the text.
///
/// Without a language: names, numbers, `"…"` strings that close on their line, operators of one character; no comments, since
/// `#` and `//` mean other things elsewhere.
#[inline]
pub fn lex(language: Option<Language>, text: &str, mut on_token: impl FnMut(TokenKind, &[u8])) {
    for token in tokens(language, text) {
        on_token(token.kind, token.bytes);
    }
}

/// The tokens of `text` as an iterator; see [`lex`].
pub fn tokens(language: Option<Language>, text: &str) -> Tokens<'_> {
    let rules = language.map_or(&rules::GENERIC, |language| language.spec().rules);
    Tokens {
        rules,
        text,
        position: 0,
        last: Last { kind: TokenKind::Operator, start: 0, end: 0 },
        heredocs: Heredocs::default(),
        no_regex_before: 0,
        outside_code: rules.php,
    }
}

/// Iterator over the tokens of a text, made by [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    rules: &'static Rules,
    text: &'a str,
    position: usize,
    last: Last,
    heredocs: Heredocs,
    /// A slash on this line was already found to open nothing.
    no_regex_before: usize,
    /// In text that PHP prints as it is.
    outside_code: bool,
}

/// The last token that was not a comment; empty at the start.
#[derive(Clone, Copy, Debug)]
struct Last {
    kind: TokenKind,
    start: usize,
    end: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    #[inline]
    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        let mut start = self.position;
        if self.outside_code {
            return self.outside_code(start);
        }
        let (kind, end) = loop {
            let first = *bytes.get(start)?;
            match self.rules.classes.of(first) {
                Class::Space => start += 1,
                Class::Newline => {
                    start += 1;
                    if let Some(body) = self.heredocs.body(bytes, start) {
                        start = body.start;
                        break (TokenKind::String, body.end);
                    }
                }
                Class::Word => break self.word(start),
                Class::Mark => break (TokenKind::Operator, start + 1),
                Class::Operator => {
                    break (TokenKind::Operator, self.rules.operators.end(bytes, start));
                }
                Class::Digit => {
                    break (TokenKind::Number, number::end(self.rules.numbers, bytes, start));
                }
                Class::Quote => break self.quote(start, start, self.rules.quoting(first)),
                Class::Special => match self.special(start, first) {
                    Some(found) => break found,
                    None => start += 1,
                },
                Class::Unicode => match self.text.get(start..).and_then(|rest| rest.chars().next()) {
                    Some(c) if c.is_whitespace() || c == '\u{feff}' => start += c.len_utf8(),
                    Some(c) if c.is_alphanumeric() => break self.word(start),
                    Some(c) => break (TokenKind::Operator, start + c.len_utf8()),
                    // Cannot be: positions are at characters. Stay total all the same.
                    None => start += 1,
                },
            }
        };
        if kind != TokenKind::Comment {
            self.last = Last { kind, start, end };
        }
        self.position = end;
        Some(Token { kind, bytes: &bytes[start..end] })
    }
}

impl<'a> Tokens<'a> {
    #[cold]
    fn outside_code(&mut self, at: usize) -> Option<Token<'a>> {
        let (kind, range, code_follows) = php::outside(self.text.as_bytes(), at)?;
        self.outside_code = !code_follows;
        self.position = range.end;
        Some(Token { kind, bytes: &self.text.as_bytes()[range] })
    }

    /// A name, or the literal that it is the prefix of.
    #[inline]
    fn word(&mut self, start: usize) -> (TokenKind, usize) {
        let bytes = self.text.as_bytes();
        let mut end = start;
        loop {
            match bytes.get(end).map(|byte| self.rules.classes.of(*byte)) {
                Some(Class::Word | Class::Digit) => end += 1,
                Some(Class::Unicode) => match self.text.get(end..).and_then(|rest| rest.chars().next()) {
                    Some(c) if continues_word(c) => end += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
        match bytes.get(end) {
            Some(&next @ (b'"' | b'\'' | b'#')) if end - start <= rules::LONGEST_PREFIX => {
                match (self.rules.prefix)(&bytes[start..end], next) {
                    Some(quoting) => self.quote(start, end, quoting),
                    None => (TokenKind::Identifier, end),
                }
            }
            Some(b'?' | b'!') if self.rules.ruby => (TokenKind::Identifier, ruby::method_name_end(bytes, end)),
            _ if self.rules.ruby && ruby::is_data_mark(bytes, start, end) => (TokenKind::String, bytes.len()),
            _ => (TokenKind::Identifier, end),
        }
    }

    /// The literal whose quote (after a prefix from `start` on) is at `at`.
    fn quote(&mut self, start: usize, at: usize, quoting: literal::Quoting) -> (TokenKind, usize) {
        match literal::end(quoting, self.text, at) {
            literal::End::Literal(end) => (TokenKind::String, end),
            literal::End::Name(end) => (TokenKind::Identifier, end),
            // No literal after all: the prefix is a name, or the quote a mark.
            literal::End::None if at > start => (TokenKind::Identifier, at),
            literal::End::None => (TokenKind::Operator, at + 1),
        }
    }

    /// Bytes that open different things in different languages. `None`: whitespace after all.
    #[inline]
    fn special(&mut self, start: usize, first: u8) -> Option<(TokenKind, usize)> {
        let bytes = self.text.as_bytes();
        let rules = self.rules;
        let operator = || (TokenKind::Operator, rules.operators.end(bytes, start));
        Some(match first {
            b'/' if rules.php && bytes.get(start + 1) == Some(&b'/') => {
                (TokenKind::Comment, php::line_comment_end(bytes, start))
            }
            b'/' if rules.slash_comments && bytes.get(start + 1) == Some(&b'/') => {
                (TokenKind::Comment, comment::line_end(bytes, start, rules.continued_comments))
            }
            b'/' if rules.slash_comments && bytes.get(start + 1) == Some(&b'*') => {
                (TokenKind::Comment, comment::block_end(bytes, start, rules.nested_comments))
            }
            b'/' if rules.regex => match self.regex(start) {
                Some(end) => (TokenKind::String, end),
                None => operator(),
            },
            b'#' if rules.php && bytes.get(start + 1) != Some(&b'[') => {
                (TokenKind::Comment, php::line_comment_end(bytes, start))
            }
            b'<' if rules.php => match php::heredoc(bytes, start) {
                Some(end) => (TokenKind::String, end),
                None => operator(),
            },
            b'?' if rules.php && bytes.get(start + 1) == Some(&b'>') => {
                self.outside_code = true;
                (TokenKind::Operator, start + 2)
            }
            b'#' if rules.hash_comments || comment::is_shebang(bytes, start) => {
                (TokenKind::Comment, comment::line_end(bytes, start, false))
            }
            b'#' if rules.hash_names
                && bytes.get(start + 1).is_some_and(|byte| rules.classes.of(*byte) == Class::Word) =>
            {
                (TokenKind::Identifier, self.word(start + 1).1)
            }
            b'.' if bytes.get(start + 1).is_some_and(u8::is_ascii_digit) && rules.numbers.leading_dot => {
                (TokenKind::Number, number::end(rules.numbers, bytes, start))
            }
            b'=' | b'%' | b'<' | b'?' if rules.ruby => match self.ruby_literal(start, first) {
                Some(found) => found,
                None => operator(),
            },
            _ => operator(),
        })
    }
}

fn continues_word(c: char) -> bool {
    // Combining marks and joiners are neither letters nor whitespace, and belong to the word before them.
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{b7}' | '\u{203f}')
}

#[cfg(test)]
mod tests;
