//! Lexical tokens as a comparison of programs wants them: keywords told from names, prose told from code.

use super::keywords::is_keyword;
use super::{TokenKind, tokens};
use crate::Language;

/// What a [`Lexeme`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LexemeKind {
    /// A word that the language reserves.
    Keyword,
    /// Another name. Renaming may change it.
    Name,
    /// A name after `.`, `->`, `::` and the like: a member, which renaming of local names leaves alone.
    Member,
    /// A numeric literal.
    Number,
    /// A literal in quotes, without prefix and quotes: both ways of quoting it are one.
    String,
    /// An operator or punctuation mark.
    Operator,
    /// A word of a comment, or of a literal of at least [`PROSE_WORDS`] words, ASCII letters in lower case. Such a literal is
    /// no [`String`](LexemeKind::String): with its documentation or without, a function has the same other lexemes.
    Word,
}

/// A lexical token, or a word of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme<'a> {
    /// What it is.
    pub kind: LexemeKind,
    /// Its text; empty for an empty literal.
    pub bytes: &'a [u8],
    /// Where it starts in the text, in bytes, its prefix and quotes included.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Literals of this many words, separated by blanks, are prose.
pub const PROSE_WORDS: usize = 8;

/// Calls `on_lexeme` with every lexeme of `text`, in order. Takes time proportional to the text.
pub fn lexemes(language: Option<Language>, text: &str, mut on_lexeme: impl FnMut(Lexeme<'_>)) {
    let mut after_dot = false;
    let mut lower = Vec::new();
    for token in tokens(language, text) {
        let start = token.bytes.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + token.bytes.len();
        let kind = match token.kind {
            TokenKind::Comment => {
                words(token.bytes, start, &mut lower, &mut on_lexeme);
                continue;
            }
            TokenKind::String if is_prose(token.bytes) => {
                words(token.bytes, start, &mut lower, &mut on_lexeme);
                after_dot = false;
                continue;
            }
            TokenKind::String => LexemeKind::String,
            TokenKind::Identifier if after_dot => LexemeKind::Member,
            TokenKind::Identifier if is_keyword(language, token.bytes) => LexemeKind::Keyword,
            TokenKind::Identifier => LexemeKind::Name,
            TokenKind::Number => LexemeKind::Number,
            TokenKind::Operator => LexemeKind::Operator,
        };
        let bytes = if kind == LexemeKind::String { unquoted(token.bytes) } else { token.bytes };
        after_dot = kind == LexemeKind::Operator && matches!(bytes, b"." | b"?." | b"&." | b"->" | b"::");
        on_lexeme(Lexeme { kind, bytes, start, end });
    }
}

fn is_prose(literal: &[u8]) -> bool {
    literal.len() >= 2 * PROSE_WORDS
        && literal.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).nth(PROSE_WORDS - 1).is_some()
}

/// Runs of letters and digits; what is not ASCII counts as a letter.
fn words(text: &[u8], start: usize, lower: &mut Vec<u8>, on_lexeme: &mut impl FnMut(Lexeme<'_>)) {
    let is_letter = |byte: &u8| IS_LETTER[usize::from(*byte)];
    let mut at = 0;
    while let Some(skipped) = text[at..].iter().position(is_letter) {
        at += skipped;
        let length = text[at..].iter().position(|byte| !is_letter(byte)).unwrap_or(text.len() - at);
        let mut bytes = &text[at..at + length];
        if bytes.iter().any(u8::is_ascii_uppercase) {
            lower.clear();
            lower.extend_from_slice(bytes);
            lower.make_ascii_lowercase();
            bytes = lower;
        }
        on_lexeme(Lexeme { kind: LexemeKind::Word, bytes, start: start + at, end: start + at + length });
        at += length;
    }
}

static IS_LETTER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte >= 128;
        byte += 1;
    }
    table
};

/// A literal without what is before its first quote, and its quotes.
fn unquoted(literal: &[u8]) -> &[u8] {
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`');
    let Some(first) = literal.iter().take(4).position(is_quote) else { return literal };
    let quote = literal[first];
    let open = literal[first..].iter().take(3).take_while(|byte| **byte == quote).count();
    // Two quotes are an empty literal, unless three open it.
    let open = if open == 2 { 1 } else { open };
    let body = &literal[first + open..];
    let close = body.iter().rev().take(open).take_while(|byte| **byte == quote).count();
    &body[..body.len() - close]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lexemes, a letter for the kind before each.
    fn check(language: Option<Language>, text: &str, want: &str) {
        let mut got = Vec::new();
        lexemes(language, text, |lexeme| {
            let letter = match lexeme.kind {
                LexemeKind::Keyword => 'k',
                LexemeKind::Name => 'i',
                LexemeKind::Member => 'm',
                LexemeKind::Number => 'n',
                LexemeKind::String => 's',
                LexemeKind::Operator => 'o',
                LexemeKind::Word => 'w',
            };
            assert!(lexeme.end <= text.len() && lexeme.start < lexeme.end, "{text}");
            got.push(format!("{letter}{}", String::from_utf8_lossy(lexeme.bytes)));
        });
        assert_eq!(got.join(" "), want, "{text}");
    }

    #[test]
    fn names_keywords_and_members() {
        check(
            Some(Language::Python),
            "for x in a.in_: self.y = f(x)",
            "kfor ix kin ia o. min_ o: iself o. my o= if o( ix o)",
        );
        check(
            Some(Language::Cpp),
            "return a->b + std::max(c, 1);",
            "kreturn ia o-> mb o+ istd o:: mmax o( ic o, n1 o) o;",
        );
        check(Some(Language::Go), "func end() {}", "kfunc iend o( o) o{ o}");
        check(Some(Language::Ruby), "def end_of(x) x.nil? end", "kdef iend_of o( ix o) ix o. mnil? kend");
        check(None, "for x", "ifor ix");
    }

    #[test]
    fn literals_without_their_quotes() {
        check(
            Some(Language::Python),
            "'a' + \"a\" + b'a' + '' + \"\"\"a\"\"\" + 'it\"s'",
            "sa o+ sa o+ sa o+ s o+ sa o+ sit\"s",
        );
        check(Some(Language::Rust), "r#\"a\"# 'c' \"", "sa\"# sc s");
        check(Some(Language::Python), "x = 'not closed\ny", "ix o= snot closed iy");
    }

    #[test]
    fn prose_is_words() {
        check(Some(Language::Python), "x = 1  # Increment, by ONE: déjà2", "ix o= n1 wincrement wby wone wdéjà2");
        let text = "\"\"\"Return the sum of the two numbers, x and y.\"\"\"\nreturn";
        check(Some(Language::Python), text, "wreturn wthe wsum wof wthe wtwo wnumbers wx wand wy kreturn");
        check(Some(Language::Python), "'one two three four five six seven'", "sone two three four five six seven");
    }
}
