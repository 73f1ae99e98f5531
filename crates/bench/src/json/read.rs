//! The reader: rows of a stream, in bounded memory.

use std::io::{BufRead, ErrorKind};

use super::{
    Json, Row,
    text::Text,
    tokens::{is_number, short, shown},
};
use crate::{BenchError, Place};

/// How much of a file may be kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// A longer string becomes [`Json::Long`].
    pub string_bytes: usize,
    /// What the strings, numbers and values of one row may take together.
    pub row_bytes: usize,
    /// How deep values may nest.
    pub depth: usize,
}

impl Limits {
    /// For a benchmark's file: its strings must all be kept.
    pub(crate) const BENCHMARK: Self = Self { string_bytes: 256 << 20, row_bytes: 1 << 30, depth: 200 };
}

/// What the file as a whole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One value a line.
    Lines,
    /// One list of values.
    List,
}

/// What a row takes beside its strings: a guess at the size of a value in memory.
const VALUE_BYTES: usize = 32;

/// Reads values from a stream, one row after another.
pub(crate) struct Reader<R> {
    from: R,
    file: String,
    line: u64,
    limits: Limits,
    shape: Option<Shape>,
    rows: u64,
    kept: usize,
    torn: bool,
    done: bool,
}

impl<R: BufRead> Reader<R> {
    pub(crate) fn new(from: R, file: &str, limits: Limits) -> Self {
        Self { from, file: file.into(), line: 1, limits, shape: None, rows: 0, kept: 0, torn: false, done: false }
    }

    /// The next value and its line.
    pub(crate) fn next(&mut self) -> Result<Option<(Place, Json)>, BenchError> {
        if self.done {
            return Ok(None);
        }
        let next = self.next_value();
        self.done = !matches!(next, Ok(Some(_)));
        next
    }

    /// The next row, which must be an object.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row>, BenchError> {
        self.next()?.map(|(place, json)| Row::new(place, json)).transpose()
    }

    /// The one value of the stream, on as many lines as it likes.
    pub(crate) fn only(mut self) -> Result<Json, BenchError> {
        // Within a list, line ends are white space.
        self.shape = Some(Shape::List);
        self.skip_blank(true)?;
        let json = self.value(0)?;
        match self.skip_blank(true)? {
            None => Ok(json),
            Some(byte) => Err(self.bad(format!("{} after the value", shown(byte)), "its end")),
        }
    }

    /// What the file is, once a value was asked for and there is any.
    pub(crate) fn shape(&self) -> Option<Shape> {
        self.shape
    }

    /// Whether the last error was that the stream ends within a value.
    pub(crate) fn torn(&self) -> bool {
        self.torn
    }

    fn next_value(&mut self) -> Result<Option<(Place, Json)>, BenchError> {
        let shape = match self.shape {
            Some(shape) => shape,
            None => {
                let Some(shape) = self.open()? else { return Ok(None) };
                self.shape = Some(shape);
                shape
            }
        };
        self.kept = 0;
        match shape {
            Shape::Lines => {
                if self.skip_blank(true)?.is_none() {
                    return Ok(None);
                }
                let place = self.place();
                let json = self.value(0)?;
                match self.skip_blank(false)? {
                    None => {}
                    Some(b'\n') => self.eat()?,
                    Some(byte) => {
                        return Err(self.bad(format!("{} after the row's value", shown(byte)), "the end of the line"));
                    }
                }
                self.rows += 1;
                Ok(Some((place, json)))
            }
            Shape::List => {
                let next = self.skip_blank(true)?;
                match next {
                    Some(b']') => {
                        self.eat()?;
                        return match self.skip_blank(true)? {
                            None => Ok(None),
                            Some(byte) => {
                                Err(self.bad(format!("{} after the list", shown(byte)), "the end of the file"))
                            }
                        };
                    }
                    Some(b',') if self.rows > 0 => self.eat()?,
                    Some(byte) if self.rows > 0 => return Err(self.bad(shown(byte), "`,` or `]`")),
                    None => return Err(self.ends("the list's `]`")),
                    Some(_) => {}
                }
                self.skip_blank(true)?;
                let place = self.place();
                let json = self.value(0)?;
                self.rows += 1;
                Ok(Some((place, json)))
            }
        }
    }

    /// Passes the byte-order mark, and finds out what the file is.
    fn open(&mut self) -> Result<Option<Shape>, BenchError> {
        if self.peek()? == Some(0xEF) {
            for expected in [0xEF, 0xBB, 0xBF] {
                if self.peek()? != Some(expected) {
                    return Err(self.bad("bytes that are no text", "JSON"));
                }
                self.eat()?;
            }
        }
        match self.skip_blank(true)? {
            None => Ok(None),
            Some(b'[') => {
                self.eat()?;
                Ok(Some(Shape::List))
            }
            Some(_) => Ok(Some(Shape::Lines)),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json, BenchError> {
        if depth > self.limits.depth {
            return Err(self.bad(format!("values nested {depth} deep"), format!("at most {}", self.limits.depth)));
        }
        self.keep(VALUE_BYTES)?;
        let Some(byte) = self.blank()? else { return Err(self.ends("a value")) };
        match byte {
            b'{' => self.object(depth),
            b'[' => self.items(depth),
            b'"' => self.string(),
            b'-' | b'0'..=b'9' | b'N' | b'I' => self.number(),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            other => Err(self.bad(shown(other), "a JSON value")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, BenchError> {
        self.eat()?;
        let mut fields: Vec<(String, Json)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        if self.blank()? == Some(b'}') {
            self.eat()?;
            return Ok(Json::Object(fields));
        }
        loop {
            match self.blank()? {
                Some(b'"') => {}
                Some(other) => return Err(self.bad(shown(other), "a key in quotes")),
                None => return Err(self.ends("a key")),
            }
            let key = match self.string()? {
                Json::Str(key) => key,
                other => return Err(self.bad(format!("{} as a key", other.kind()), "a plain string")),
            };
            match self.blank()? {
                Some(b':') => self.eat()?,
                Some(other) => return Err(self.bad(shown(other), format!("`:` after the key `{}`", short(&key)))),
                None => return Err(self.ends("`:`")),
            }
            let value = self.value(depth + 1)?;
            if !seen.insert(key.clone()) {
                return Err(self.bad(format!("the key `{}` twice in one object", short(&key)), "distinct keys"));
            }
            fields.push((key, value));
            match self.blank()? {
                Some(b',') => self.eat()?,
                Some(b'}') => {
                    self.eat()?;
                    return Ok(Json::Object(fields));
                }
                Some(other) => return Err(self.bad(shown(other), "`,` or `}`")),
                None => return Err(self.ends("`}`")),
            }
        }
    }

    fn items(&mut self, depth: usize) -> Result<Json, BenchError> {
        self.eat()?;
        let mut items = Vec::new();
        if self.blank()? == Some(b']') {
            self.eat()?;
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            match self.blank()? {
                Some(b',') => self.eat()?,
                Some(b']') => {
                    self.eat()?;
                    return Ok(Json::List(items));
                }
                Some(other) => return Err(self.bad(shown(other), "`,` or `]`")),
                None => return Err(self.ends("`]`")),
            }
        }
    }

    fn number(&mut self) -> Result<Json, BenchError> {
        let mut text = String::new();
        while let Some(byte) = self.peek()? {
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')) {
                break;
            }
            text.push(char::from(byte));
            self.keep(1)?;
            self.eat()?;
        }
        if is_number(&text) { Ok(Json::Number(text)) } else { Err(self.bad(format!("`{}`", short(&text)), "a number")) }
    }

    fn word(&mut self, word: &str, json: Json) -> Result<Json, BenchError> {
        for expected in word.bytes() {
            match self.peek()? {
                Some(byte) if byte == expected => self.eat()?,
                Some(byte) => return Err(self.bad(shown(byte), format!("`{word}`"))),
                None => return Err(self.ends(&format!("`{word}`"))),
            }
        }
        Ok(json)
    }

    fn string(&mut self) -> Result<Json, BenchError> {
        self.eat()?;
        let mut text = Text::new(self.limits.string_bytes);
        let before = self.kept;
        loop {
            let buffer = fill(&mut self.from, &self.file)?;
            let plain = buffer.iter().position(|byte| *byte == b'"' || *byte == b'\\' || *byte < 0x20);
            let taken = plain.unwrap_or(buffer.len());
            if buffer.is_empty() {
                return Err(self.ends("the string's closing quote"));
            }
            text.push(&buffer[..taken]);
            let next = plain.map(|at| buffer[at]);
            self.from.consume(taken);
            // A string that is over its limit is no longer kept.
            self.kept = before;
            self.keep(text.kept())?;
            match next {
                None => {}
                Some(b'"') => {
                    self.eat()?;
                    break;
                }
                Some(b'\\') => {
                    self.eat()?;
                    self.escape(&mut text)?;
                }
                Some(b'\n') => return Err(self.bad("the end of the line within a string", "its closing quote")),
                Some(other) => {
                    return Err(self.bad(format!("the control character {other:#04x} in a string"), "an escape"));
                }
            }
        }
        text.finish().map_err(|at| {
            self.bad(format!("bytes that are no UTF-8 at byte {at} of a string"), "text in UTF-8")
                .with_hint("write the file again with `errors=\"surrogatepass\"` or without the broken row")
        })
    }

    fn escape(&mut self, text: &mut Text) -> Result<(), BenchError> {
        let Some(byte) = self.peek()? else { return Err(self.ends("an escape")) };
        let plain = match byte {
            b'"' | b'\\' | b'/' => byte,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                self.eat()?;
                let mut unit = 0_u32;
                for _ in 0..4 {
                    let Some(byte) = self.peek()? else { return Err(self.ends("four hexadecimal digits")) };
                    let Some(digit) = char::from(byte).to_digit(16) else {
                        return Err(self.bad(format!("{} in `\\u`", shown(byte)), "four hexadecimal digits"));
                    };
                    unit = unit * 16 + digit;
                    self.eat()?;
                }
                text.push_unit(unit);
                return Ok(());
            }
            other => return Err(self.bad(format!("the escape `\\` with {}", shown(other)), "one that JSON has")),
        };
        self.eat()?;
        text.push(&[plain]);
        Ok(())
    }

    /// Passes white space, within a value: line ends only where the file is one list.
    fn blank(&mut self) -> Result<Option<u8>, BenchError> {
        let next = self.skip_blank(self.shape == Some(Shape::List))?;
        if next == Some(b'\n') {
            return Err(self
                .bad("the end of the line within a row", "the rest of its value")
                .with_hint("a row must be on one line; is this a torn row, or a file of indented JSON?"));
        }
        Ok(next)
    }

    /// Passes white space, and line ends too if `lines`; what comes then.
    fn skip_blank(&mut self, lines: bool) -> Result<Option<u8>, BenchError> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\t' | b'\r') => self.eat()?,
                Some(b'\n') if lines => self.eat()?,
                other => return Ok(other),
            }
        }
    }

    fn peek(&mut self) -> Result<Option<u8>, BenchError> {
        Ok(fill(&mut self.from, &self.file)?.first().copied())
    }

    fn eat(&mut self) -> Result<(), BenchError> {
        if self.peek()? == Some(b'\n') {
            self.line += 1;
        }
        self.from.consume(1);
        Ok(())
    }

    fn keep(&mut self, bytes: usize) -> Result<(), BenchError> {
        self.kept += bytes;
        if self.kept > self.limits.row_bytes {
            let most = self.limits.row_bytes;
            return Err(self.bad(format!("a row of more than {most} bytes"), "a smaller one"));
        }
        Ok(())
    }

    fn place(&self) -> Place {
        Place::new(&self.file, self.line)
    }

    fn bad(&self, found: impl Into<String>, expected: impl Into<String>) -> BenchError {
        BenchError::bad(&self.place(), found, expected)
    }

    fn ends(&mut self, expected: &str) -> BenchError {
        self.torn = true;
        self.bad("the end of the file", expected)
    }
}

fn fill<'r, R: BufRead>(from: &'r mut R, file: &str) -> Result<&'r [u8], BenchError> {
    // Twice, since a borrow that is returned cannot be tried again.
    loop {
        match from.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(BenchError::io(file, error)),
        }
    }
    from.fill_buf().map_err(|error| BenchError::io(file, error))
}
