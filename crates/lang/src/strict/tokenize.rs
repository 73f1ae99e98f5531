//! From text to tokens. Every token is made before the first is read: the reader may go back.

use memchr::{memchr2, memmem};

use super::fstring::FString;
use super::indentation::{Change, Column, Indents};
use super::token::{Kind, Token, keyword, keyword2, keyword3};
use super::{Outcome, Problem, Version, numbers, strings};

/// The most brackets within each other.
const MOST_BRACKETS: usize = 200;

/// The tokens of a text; the last is [`Kind::End`].
pub(super) fn tokenize(text: &str, version: Version) -> Outcome<Vec<Token>> {
    let bytes = text.as_bytes();
    let mut tokenizer = Tokenizer {
        text,
        bytes,
        // The compiler's caller takes the mark away.
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        version,
        print_is_name: version == Version::Two && memmem::find(bytes, b"print_function").is_some(),
        tokens: Vec::with_capacity(bytes.len() / 4 + 2),
        indents: Indents::new(version),
        open: Vec::new(),
        at_line_start: true,
        in_line: false,
    };
    tokenizer.run()?;
    Ok(tokenizer.tokens)
}

/// What a closing bracket or quote is awaited for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Open {
    /// Where it is, and the byte that closes it.
    Bracket {
        at: usize,
        closing: u8,
    },
    String(FString),
    /// A replacement field, before its format or in it.
    Field {
        in_format: bool,
    },
}

pub(super) struct Tokenizer<'a> {
    text: &'a str,
    pub bytes: &'a [u8],
    pub at: usize,
    version: Version,
    print_is_name: bool,
    tokens: Vec<Token>,
    indents: Indents,
    pub open: Vec<Open>,
    at_line_start: bool,
    /// The line has tokens that a line end must follow.
    in_line: bool,
}

impl Tokenizer<'_> {
    fn run(&mut self) -> Outcome<()> {
        if let Some(at) = memchr::memchr(0, self.bytes) {
            return Err(self.problem(at, at + 1, "source code cannot contain null bytes"));
        }
        while self.at < self.bytes.len() || matches!(self.open.last(), Some(Open::String(_))) {
            match self.open.last() {
                Some(Open::String(string)) => self.fstring_text(*string, false)?,
                Some(Open::Field { in_format: true }) => self.fstring_text(self.string_around(), true)?,
                Some(_) => self.token()?,
                None if self.at_line_start => self.line_start()?,
                None => self.token()?,
            }
        }
        let end = self.bytes.len();
        if let Some(open) = self.open.last() {
            let at = if let Open::Bracket { at, .. } = open { *at } else { end };
            return Err(self.problem(at, end.min(at + 1), "this bracket was never closed"));
        }
        self.line_end();
        for _ in 0..self.indents.open() {
            self.push(Kind::Dedent, end, end);
        }
        self.push(Kind::End, end, end);
        Ok(())
    }

    /// The indentation of a line that is not blank.
    fn line_start(&mut self) -> Outcome<()> {
        let start = self.at;
        let mut column = Column::default();
        let mut continued: Option<Column> = None;
        loop {
            match self.bytes.get(self.at) {
                Some(byte @ (b' ' | b'\t' | 0x0c)) => {
                    column.step(*byte);
                    self.at += 1;
                }
                Some(b'\\') => {
                    // Of an indentation over several lines, the first that is not empty counts.
                    if continued.is_none_or(Column::is_start) {
                        continued = Some(column.continued());
                    }
                    self.continuation()?;
                }
                _ => break,
            }
        }
        self.at_line_start = false;
        if matches!(self.bytes.get(self.at), None | Some(b'#' | b'\n' | b'\r')) {
            return Ok(());
        }
        let column = continued.filter(|column| !column.is_start()).unwrap_or(column);
        let at = self.at;
        match self.indents.line(column).map_err(|what| self.problem(start, at, what))? {
            Change::Same => {}
            Change::Opens => self.push(Kind::Indent, start, at),
            Change::Closes(blocks) => (0..blocks).for_each(|_| self.push(Kind::Dedent, at, at)),
        }
        Ok(())
    }

    fn token(&mut self) -> Outcome<()> {
        let start = self.at;
        match self.bytes[start] {
            b' ' | b'\t' | 0x0c => self.at += 1,
            b'\n' | b'\r' => {
                self.at += strings::escaped_length(self.bytes, start);
                if self.open.is_empty() {
                    self.line_end();
                }
            }
            b'#' => self.at = memchr2(b'\n', b'\r', &self.bytes[start..]).map_or(self.bytes.len(), |at| start + at),
            b'\\' => self.continuation()?,
            b'"' | b'\'' => self.string(start)?,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word()?,
            b'0'..=b'9' => self.number()?,
            b'.' if self.bytes.get(start + 1).is_some_and(u8::is_ascii_digit) => self.number()?,
            byte => self.operator(byte)?,
        }
        Ok(())
    }

    fn line_end(&mut self) {
        if self.in_line {
            self.push(Kind::Newline, self.at, self.at);
        }
        self.in_line = false;
        self.at_line_start = true;
    }

    /// A backslash, which a line end must follow, and more of the text after it.
    fn continuation(&mut self) -> Outcome<()> {
        let start = self.at;
        self.at += 1;
        match self.bytes.get(self.at) {
            Some(b'\n' | b'\r') => self.at += strings::escaped_length(self.bytes, self.at),
            Some(_) => {
                return Err(self.problem(start, start + 1, "unexpected character after line continuation character"));
            }
            None => {}
        }
        match self.at < self.bytes.len() {
            true => Ok(()),
            false => {
                Err(self.problem(start, start + 1, "unexpected end of the text after line continuation character"))
            }
        }
    }

    /// A name, a keyword, or the prefix of a string.
    fn word(&mut self) -> Outcome<()> {
        let start = self.at;
        let length = self.bytes[start..].iter().take_while(|byte| in_word(**byte)).count();
        let end = start + length;
        let word = &self.bytes[start..end];
        if matches!(self.bytes.get(end), Some(b'"' | b'\'')) && strings::prefix(word, self.version).is_some() {
            return self.string(end);
        }
        if !word.is_ascii() {
            self.check_name(start, end)?;
        }
        let of_version: fn(&[u8]) -> Option<Kind> = match self.version {
            Version::Three => keyword3,
            Version::Two if self.print_is_name && word == b"print" => keyword,
            Version::Two => keyword2,
        };
        self.push(keyword(word).or_else(|| of_version(word)).unwrap_or(Kind::Name), start, end);
        self.at = end;
        Ok(())
    }

    fn check_name(&self, start: usize, end: usize) -> Outcome<()> {
        let mut chars = self.text[start..end].char_indices();
        let valid = |at: usize, c: char| match at {
            0 => c == '_' || unicode_ident::is_xid_start(c),
            _ => unicode_ident::is_xid_continue(c),
        };
        match chars.find(|(at, c)| !valid(*at, *c) || self.version == Version::Two && !c.is_ascii()) {
            Some((at, c)) => Err(self.problem(start + at, start + at + c.len_utf8(), "invalid character in a name")),
            None => Ok(()),
        }
    }

    fn number(&mut self) -> Outcome<()> {
        let start = self.at;
        let end = numbers::end(self.bytes, start, self.version).map_err(|what| self.problem(start, start + 1, what))?;
        self.push(Kind::Number, start, end);
        self.at = end;
        Ok(())
    }

    /// The string literal whose quote is at `quote`; its prefix starts at the current position.
    fn string(&mut self, quote: usize) -> Outcome<()> {
        let start = self.at;
        let Some(prefix) = strings::prefix(&self.bytes[start..quote], self.version) else {
            return Err(self.problem(start, quote, "no prefix of a string"));
        };
        let length = strings::quote_length(self.bytes, quote);
        if prefix.formatted {
            self.push(Kind::FStringStart, start, quote + length);
            self.open.push(Open::String(FString { quote: self.bytes[quote], length, prefix }));
            self.at = quote + length;
            return Ok(());
        }
        let Some(end) = strings::end(self.bytes, quote) else {
            let line = memchr2(b'\n', b'\r', &self.bytes[quote..]).map_or(self.bytes.len(), |at| quote + at);
            return Err(self.problem(start, line, "unterminated string literal"));
        };
        let body = &self.bytes[quote + length..end - length];
        strings::check_escapes(prefix, body).map_err(|what| self.problem(start, end, what))?;
        if prefix.bytes && !body.is_ascii() {
            return Err(self.problem(start, end, "bytes can only contain ASCII literal characters"));
        }
        self.push(if prefix.bytes { Kind::Bytes } else { Kind::Text }, start, end);
        self.at = end;
        Ok(())
    }

    fn operator(&mut self, byte: u8) -> Outcome<()> {
        let start = self.at;
        let (kind, length) = match (self.open.last(), byte) {
            (Some(Open::Field { .. }), b':' | b'!') if self.bytes.get(start + 1) != Some(&b'=') || byte == b':' => {
                if byte == b':' {
                    self.open.pop();
                    self.open.push(Open::Field { in_format: true });
                }
                (if byte == b':' { Kind::Colon } else { Kind::Exclamation }, 1)
            }
            _ => operator(&self.bytes[start..], self.version)
                .ok_or_else(|| self.problem(start, start + 1, "invalid character"))?,
        };
        match kind {
            Kind::LeftParen => self.open_bracket(b')')?,
            Kind::LeftBracket => self.open_bracket(b']')?,
            Kind::LeftBrace => self.open_bracket(b'}')?,
            Kind::RightParen | Kind::RightBracket | Kind::RightBrace => {
                let matches = match self.open.pop() {
                    Some(Open::Bracket { closing, .. }) => closing == byte,
                    Some(Open::Field { .. }) => byte == b'}',
                    Some(Open::String(_)) | None => false,
                };
                if !matches {
                    return Err(self.problem(start, start + 1, "this bracket closes none, or another kind"));
                }
            }
            _ => {}
        }
        self.push(kind, start, start + length);
        self.at = start + length;
        Ok(())
    }

    fn open_bracket(&mut self, closing: u8) -> Outcome<()> {
        if self.open.len() >= MOST_BRACKETS {
            return Err(self.problem(self.at, self.at + 1, "too many nested parentheses"));
        }
        self.open.push(Open::Bracket { at: self.at, closing });
        Ok(())
    }

    fn string_around(&self) -> FString {
        let string = self.open.iter().rev().find_map(|open| match open {
            Open::String(string) => Some(*string),
            _ => None,
        });
        // A field is always in a string.
        string.unwrap_or(FString { quote: b'"', length: 1, prefix: strings::Prefix::default() })
    }

    pub fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.in_line = !matches!(kind, Kind::Newline | Kind::Indent | Kind::Dedent);
        self.tokens.push(Token { kind, start: start as u32, end: end as u32 });
    }

    pub fn problem(&self, start: usize, end: usize, what: &'static str) -> Problem {
        Problem { range: (start as u32, end as u32), what }
    }
}

fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The longest operator, and its length.
fn operator(rest: &[u8], version: Version) -> Option<(Kind, usize)> {
    use Kind::*;
    let two = version == Version::Two;
    Some(match rest {
        [b'*', b'*', b'=', ..] | [b'/', b'/', b'=', ..] | [b'<', b'<', b'=', ..] | [b'>', b'>', b'=', ..] => {
            (AugmentedAssign, 3)
        }
        [b'.', b'.', b'.', ..] => (Ellipsis, 3),
        [b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^', b'=', ..] => (AugmentedAssign, 2),
        [b'@', b'=', ..] if !two => (AugmentedAssign, 2),
        [b'*', b'*', ..] => (DoubleStar, 2),
        [b'/', b'/', ..] => (DoubleSlash, 2),
        [b'<', b'<', ..] => (LeftShift, 2),
        [b'>', b'>', ..] => (RightShift, 2),
        [b'<', b'=', ..] => (LessEqual, 2),
        [b'>', b'=', ..] => (GreaterEqual, 2),
        [b'=', b'=', ..] => (Equal, 2),
        [b'!', b'=', ..] => (NotEqual, 2),
        [b'<', b'>', ..] if two => (NotEqual, 2),
        [b'-', b'>', ..] if !two => (Arrow, 2),
        [b':', b'=', ..] if !two => (Walrus, 2),
        [b'`', ..] if two => (Backtick, 1),
        [b'(', ..] => (LeftParen, 1),
        [b')', ..] => (RightParen, 1),
        [b'[', ..] => (LeftBracket, 1),
        [b']', ..] => (RightBracket, 1),
        [b'{', ..] => (LeftBrace, 1),
        [b'}', ..] => (RightBrace, 1),
        [b',', ..] => (Comma, 1),
        [b':', ..] => (Colon, 1),
        [b';', ..] => (Semicolon, 1),
        [b'.', ..] => (Dot, 1),
        [b'=', ..] => (Assign, 1),
        [b'@', ..] => (At, 1),
        [b'*', ..] => (Star, 1),
        [b'+', ..] => (Plus, 1),
        [b'-', ..] => (Minus, 1),
        [b'/', ..] => (Slash, 1),
        [b'%', ..] => (Percent, 1),
        [b'|', ..] => (Bar, 1),
        [b'^', ..] => (Caret, 1),
        [b'&', ..] => (Ampersand, 1),
        [b'~', ..] => (Tilde, 1),
        [b'<', ..] => (Less, 1),
        [b'>', ..] => (Greater, 1),
        _ => return Option::None,
    })
}
