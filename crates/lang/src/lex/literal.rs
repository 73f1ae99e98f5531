//! Where literals in quotes end.

use memchr::{memchr, memchr2, memchr3};

use super::csharp;

/// How a literal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Not a literal.
    None,
    /// Backslash escapes; ends with its line at the latest.
    Line,
    /// Like `Line`, or opened and closed by three quotes and spanning lines.
    LineOrTriple,
    /// Backslash escapes; spans lines.
    Lines,
    /// No escapes; spans lines.
    Raw,
    /// Backslash escapes; spans lines; after these two bytes, code up to a closing brace, itself with literals.
    Interpolated([u8; 2]),
    /// `'a'`, or the lifetime `'a`.
    CharOrLifetime,
    /// `r"…"`, `r#"…"#`, or the raw identifier `r#name`.
    RustRaw,
    /// `R"tag(…)tag"`.
    CppRaw,
    /// See `csharp.rs`.
    CSharp(csharp::Prefix),
    /// No escapes; a literal only if it closes on its line.
    Closed,
}

/// What was found.
pub(crate) enum End {
    /// A literal that ends here.
    Literal(usize),
    /// A name that ends here.
    Name(usize),
    /// Neither.
    None,
}

/// Nesting of interpolations that is followed; deeper code is read as text.
const DEPTH: usize = 16;

/// The end of the literal whose first quote (or `#`) is at `at`.
pub(crate) fn end(quoting: Quoting, text: &str, at: usize) -> End {
    let bytes = text.as_bytes();
    let Some(&quote) = bytes.get(at) else {
        return End::None;
    };
    End::Literal(match quoting {
        Quoting::None => return End::None,
        Quoting::Line => line(bytes, at + 1, quote),
        Quoting::LineOrTriple if bytes[at..].starts_with(&[quote; 3]) => triple(bytes, at + 3, quote),
        Quoting::LineOrTriple => line(bytes, at + 1, quote),
        Quoting::Lines => lines(bytes, at + 1, quote),
        Quoting::Raw => past(memchr(quote, &bytes[at + 1..]), at + 1, bytes),
        Quoting::Interpolated(opening) => interpolated(bytes, at + 1, quote, opening),
        Quoting::CSharp(prefix) => csharp::end(prefix, bytes, at),
        Quoting::CharOrLifetime => return char_or_lifetime(text, at),
        Quoting::RustRaw => return rust_raw(text, at),
        Quoting::CppRaw => cpp_raw(bytes, at + 1),
        Quoting::Closed => match memchr2(quote, b'\n', &bytes[at + 1..]) {
            Some(length) if bytes[at + 1 + length] == quote => at + length + 2,
            _ => return End::None,
        },
    })
}

/// `from` is after the opening quote.
pub(crate) fn line(bytes: &[u8], mut from: usize, quote: u8) -> usize {
    while let Some(offset) = bytes.get(from..).and_then(|rest| memchr3(quote, b'\\', b'\n', rest)) {
        let at = from + offset;
        match bytes[at] {
            // A backslash before a line end of two bytes carries the literal over both.
            b'\\' => from = at + if bytes[at..].starts_with(b"\\\r\n") { 3 } else { 2 },
            b'\n' => {
                return if at > 0 && bytes[at - 1] == b'\r' { at - 1 } else { at };
            }
            _ => return at + 1,
        }
    }
    bytes.len()
}

fn lines(bytes: &[u8], mut from: usize, quote: u8) -> usize {
    while let Some(offset) = bytes.get(from..).and_then(|rest| memchr2(quote, b'\\', rest)) {
        let at = from + offset;
        if bytes[at] == quote {
            return at + 1;
        }
        from = at + 2;
    }
    bytes.len()
}

fn triple(bytes: &[u8], mut from: usize, quote: u8) -> usize {
    while let Some(offset) = bytes.get(from..).and_then(|rest| memchr2(quote, b'\\', rest)) {
        let at = from + offset;
        if bytes[at..].starts_with(&[quote; 3]) {
            return at + 3;
        }
        from = at + if bytes[at] == b'\\' { 2 } else { 1 };
    }
    bytes.len()
}

/// What a closing bracket or quote leads back to.
#[derive(Clone, Copy)]
enum Inside {
    Text(u8),
    Code { braces: usize },
}

fn interpolated(bytes: &[u8], mut at: usize, quote: u8, opening: [u8; 2]) -> usize {
    let mut stack = [Inside::Text(quote); DEPTH];
    let mut top = 0;
    while let Some(&byte) = bytes.get(at) {
        match (stack[top], byte) {
            (_, b'\\') => at += 1,
            (Inside::Text(close), _) if byte == close => {
                if top == 0 {
                    return at + 1;
                }
                top -= 1;
            }
            (Inside::Text(_), _) if bytes[at..].starts_with(&opening) && top + 1 < DEPTH => {
                top += 1;
                stack[top] = Inside::Code { braces: 0 };
                at += 1;
            }
            (Inside::Code { braces }, b'{') => stack[top] = Inside::Code { braces: braces + 1 },
            (Inside::Code { braces: 0 }, b'}') => top -= 1,
            (Inside::Code { braces }, b'}') => stack[top] = Inside::Code { braces: braces - 1 },
            (Inside::Code { .. }, b'"' | b'`') if top + 1 < DEPTH => {
                top += 1;
                stack[top] = Inside::Text(byte);
            }
            // Plain quotes hold no code; one that does not close on its line is an apostrophe.
            (Inside::Code { .. }, b'\'') => {
                if let Some(end) = plain(bytes, at) {
                    at = end - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn plain(bytes: &[u8], at: usize) -> Option<usize> {
    let end = line(bytes, at + 1, b'\'');
    (end > at + 1 && bytes.get(end - 1) == Some(&b'\'')).then_some(end)
}

fn char_or_lifetime(text: &str, at: usize) -> End {
    let Some(next) = text.get(at + 1..).and_then(|rest| rest.chars().next()) else {
        return End::None;
    };
    let after = at + 1 + next.len_utf8();
    if next == '\\' {
        End::Literal(line(text.as_bytes(), at + 1, b'\''))
    } else if text.as_bytes().get(after) == Some(&b'\'') {
        End::Literal(after + 1)
    } else {
        match name_end(text, at + 1) {
            end if end > at + 1 => End::Name(end),
            _ => End::None,
        }
    }
}

fn rust_raw(text: &str, at: usize) -> End {
    let bytes = text.as_bytes();
    let hashes = bytes[at..].iter().take_while(|byte| **byte == b'#').count();
    let open = at + hashes;
    if bytes.get(open) != Some(&b'"') {
        return match name_end(text, open) {
            end if hashes == 1 && end > open => End::Name(end),
            _ => End::None,
        };
    }
    let mut from = open + 1;
    while let Some(offset) = memchr(b'"', &bytes[from..]) {
        from += offset + 1;
        let closing = bytes[from..].iter().take(hashes).take_while(|byte| **byte == b'#').count();
        if closing == hashes {
            return End::Literal(from + hashes);
        }
    }
    End::Literal(bytes.len())
}

/// `from` is after `R"`. The tag has 16 bytes at most; anything else is an ordinary string.
fn cpp_raw(bytes: &[u8], from: usize) -> usize {
    let window = &bytes[from..bytes.len().min(from + 17)];
    let Some(length) = memchr3(b'(', b'\n', b'"', window).filter(|length| window[*length] == b'(') else {
        return line(bytes, from, b'"');
    };
    let tag = &window[..length];
    let mut from = from + length + 1;
    while let Some(offset) = memchr(b')', &bytes[from..]) {
        from += offset + 1;
        let rest = &bytes[from..];
        if rest.starts_with(tag) && rest.get(length) == Some(&b'"') {
            return from + length + 1;
        }
    }
    bytes.len()
}

fn name_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    start + length
}

fn past(found: Option<usize>, from: usize, bytes: &[u8]) -> usize {
    found.map_or(bytes.len(), |offset| from + offset + 1)
}
