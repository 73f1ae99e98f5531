//! Tokenizers: those of sacrebleu 2.6.0, to the letter, and our lexer.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use memchr::{memchr, memchr2};
use trommel_lang::{Language, LexemeKind, lexemes};

use super::unicode::{Class, class, is_space};

/// How a text becomes tokens. No tokenizer but [`Code`](Tokenizer::Code) knows of lines and indentation, and none counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tokenizer {
    /// mteval-v13a, the default of sacrebleu: ASCII punctuation stands alone, `.` and `,` unless between digits, `-` only after a digit.
    /// It undoes `&lt;` and the like, deletes `<skipped>`, and joins a line that ends in `-` with the next: bad for code, and usual.
    V13a,
    /// mteval-v14: every punctuation mark and symbol of Unicode stands alone, punctuation unless between numbers.
    Intl,
    /// What white space separates.
    None,
    /// Each character that is no white space.
    Char,
    /// The lexical tokens of the pair's language ([`lexemes`]): a string literal is one token whatever its quotes, unless it is prose; prose and
    /// comments are words.
    Code,
}

impl Tokenizer {
    /// All of them.
    pub const ALL: [Tokenizer; 5] =
        [Tokenizer::V13a, Tokenizer::Intl, Tokenizer::None, Tokenizer::Char, Tokenizer::Code];

    /// Its name, as it is asked for and in signatures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tokenizer::V13a => "13a",
            Tokenizer::Intl => "intl",
            Tokenizer::None => "none",
            Tokenizer::Char => "char",
            Tokenizer::Code => "code",
        }
    }

    /// The tokens of a text. The language is for [`Tokenizer::Code`]. Takes time proportional to the text.
    #[must_use]
    pub fn tokens(self, language: Option<Language>, text: &str) -> Tokens {
        let line = text.trim_end_matches(is_space);
        match self {
            Tokenizer::V13a => Tokens::words(&v13a(line)),
            Tokenizer::Intl => Tokens::words(&intl(line)),
            Tokenizer::None => Tokens::words(line),
            Tokenizer::Char => {
                let mut tokens = Tokens::default();
                line.chars()
                    .filter(|c| !is_space(*c))
                    .for_each(|c| tokens.push(c.encode_utf8(&mut [0; 4]).as_bytes(), 0));
                tokens
            }
            Tokenizer::Code => {
                let mut tokens = Tokens::default();
                lexemes(language, text, |lexeme| tokens.push(lexeme.bytes, kind(lexeme.kind)));
                tokens
            }
        }
    }
}

impl fmt::Display for Tokenizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Tokenizer {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Tokenizer::ALL.into_iter().find(|tokenizer| tokenizer.name() == name).ok_or(())
    }
}

/// What tells tokens of the same text apart: a literal `"x"` is not the name x, and a word of a comment is neither.
fn kind(kind: LexemeKind) -> u8 {
    match kind {
        LexemeKind::String => 1,
        LexemeKind::Word => 2,
        _ => 0,
    }
}

/// The tokens of one text, in order, side by side in one buffer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    bytes: Vec<u8>,
    ends: Vec<(usize, u8)>,
}

impl Tokens {
    /// What white space separates.
    pub(super) fn words(text: &str) -> Self {
        let mut tokens = Tokens { bytes: Vec::with_capacity(text.len()), ends: Vec::new() };
        if text.is_ascii() {
            let space = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0x0b | 0x1c..=0x1f);
            text.as_bytes().split(space).filter(|word| !word.is_empty()).for_each(|word| tokens.push(word, 0));
        } else {
            let words = text.split(is_space).filter(|word| !word.is_empty());
            words.for_each(|word| tokens.push(word.as_bytes(), 0));
        }
        tokens
    }

    /// Adds one; tokens of the same bytes and another kind are not the same.
    pub(super) fn push(&mut self, token: &[u8], kind: u8) {
        self.bytes.extend_from_slice(token);
        self.ends.push((self.bytes.len(), kind));
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Each, with its kind: 0 unless [`Tokenizer::Code`] told it apart.
    pub fn iter(&self) -> impl Iterator<Item = (u8, &[u8])> {
        let mut start = 0;
        self.ends.iter().map(move |(end, kind)| (*kind, &self.bytes[std::mem::replace(&mut start, *end)..*end]))
    }
}

/// mteval-v13a; its tokens are what white space separates in the result.
fn v13a(text: &str) -> String {
    let mut line = Cow::Borrowed(text);
    let mut replace = |from: &str, to: &str| {
        if line.contains(from) {
            line = line.replace(from, to).into();
        }
    };
    // Few lines have any of these: a byte says so sooner than a word.
    let has = |byte: u8| text.as_bytes().contains(&byte);
    if has(b'<') {
        replace("<skipped>", "");
    }
    if has(b'\n') {
        replace("-\n", "");
    }
    if has(b'&') {
        for (entity, character) in [("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")] {
            replace(entity, character);
        }
    }
    separated(line.as_bytes())
}

/// The four rules of mteval-v13a for western languages, one after the other over the whole line, which must be UTF-8. Each rule takes
/// two bytes at a time, as the substitutions of its origin do: what a match has taken is not looked at again by the same rule. A rule
/// sees only ASCII, so that bytes stand for characters.
pub(super) fn separated(line: &[u8]) -> String {
    let mut padded = Vec::with_capacity(2 * line.len() + 2);
    padded.push(b' ');
    for byte in line {
        match byte {
            b' ' | b'\n' => padded.push(b' '),
            b'!'..=b'&' | b'('..=b'+' | b':'..=b'@' | b'/' | b'['..=b'`' | b'{'..=b'~' => {
                padded.extend([b' ', *byte, b' '])
            }
            _ => padded.push(*byte),
        }
    }
    padded.push(b' ');
    let digit = |byte: u8| byte.is_ascii_digit();
    let stop = |line: &[u8]| memchr2(b'.', b',', line);
    let after_other = rule(&padded, stop, 1, |a, _| !digit(a), |a, b| [a, b' ', b, b' ']);
    let before_other = rule(&after_other, stop, 0, |_, b| !digit(b), |a, b| [b' ', a, b' ', b]);
    let dashes = rule(&before_other, |line| memchr(b'-', line), 1, |a, _| digit(a), |a, b| [a, b' ', b, b' ']);
    String::from_utf8(dashes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// One substitution of two bytes, of which the first or the second (`mark` 0 or 1) is one that `next` finds.
fn rule(
    line: &[u8],
    next: impl Fn(&[u8]) -> Option<usize>,
    mark: usize,
    takes: impl Fn(u8, u8) -> bool,
    gives: impl Fn(u8, u8) -> [u8; 4],
) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len() + line.len() / 4);
    let (mut taken, mut at) = (0, 0);
    while let Some(found) = next(&line[at..]).map(|found| at + found) {
        at = found + 1;
        let Some(first) = found.checked_sub(mark).filter(|first| *first >= taken) else { continue };
        let Some([a, b]) = line.get(first..first + 2) else { continue };
        if takes(*a, *b) {
            out.extend_from_slice(&line[taken..first]);
            out.extend(gives(*a, *b));
            (taken, at) = (first + 2, first + 2);
        }
    }
    out.extend_from_slice(&line[taken..]);
    out
}

/// mteval-v14.
fn intl(line: &str) -> String {
    let pairs = |line: &[char], takes: fn(Class, Class) -> bool, gives: fn(char, char) -> [char; 4]| {
        let mut out = Vec::with_capacity(2 * line.len());
        let mut at = 0;
        while let Some(a) = line.get(at) {
            match line.get(at + 1) {
                Some(b) if takes(class(*a), class(*b)) => {
                    out.extend(gives(*a, *b));
                    at += 2;
                }
                _ => {
                    out.push(*a);
                    at += 1;
                }
            }
        }
        out
    };
    let line: Vec<char> = line.chars().collect();
    let line = pairs(&line, |a, b| a != Class::Number && b == Class::Punctuation, |a, b| [a, ' ', b, ' ']);
    let line = pairs(&line, |a, b| a == Class::Punctuation && b != Class::Number, |a, b| [' ', a, ' ', b]);
    let mut out = String::with_capacity(2 * line.len());
    for c in line {
        let symbol = class(c) == Class::Symbol;
        out.extend(symbol.then_some(' '));
        out.push(c);
        out.extend(symbol.then_some(' '));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tokenizer: Tokenizer, language: Option<Language>, text: &str) -> String {
        let tokens = tokenizer.tokens(language, text);
        tokens.iter().map(|(_, token)| String::from_utf8_lossy(token).into_owned()).collect::<Vec<_>>().join("·")
    }

    #[test]
    fn each_tokenizer() {
        let text = "x = 1.5, y-2; s='é€'";
        assert_eq!(shown(Tokenizer::V13a, None, text), "x·=·1.5·,·y-2·;·s·=·'é€'");
        assert_eq!(shown(Tokenizer::Intl, None, text), "x·=·1.5·,·y·-·2·;·s·=·'·é·€·'");
        assert_eq!(shown(Tokenizer::None, None, text), "x·=·1.5,·y-2;·s='é€'");
        assert_eq!(shown(Tokenizer::Char, None, "a b\n\u{a0}c"), "a·b·c");
        assert_eq!(shown(Tokenizer::Code, Some(Language::Python), "x = 'a b' # Say it\n"), "x·=·a b·say·it");
    }

    #[test]
    fn a_literal_is_not_a_name() {
        let tokens = |text| Tokenizer::Code.tokens(Some(Language::Python), text);
        assert_eq!(tokens("f('x')"), tokens("f(\"x\")"));
        assert_ne!(tokens("f('x')"), tokens("f(x)"));
    }
}
