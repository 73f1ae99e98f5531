//! String literals: prefixes, where they end, and escapes that mean nothing.

use memchr::{memchr, memchr3};

use super::Version;

/// What the letters before a quote say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Prefix {
    pub raw: bool,
    pub bytes: bool,
    pub formatted: bool,
    /// `\u` and `\N` mean something.
    unicode: bool,
}

/// `None`: a name, not a prefix.
pub(super) fn prefix(word: &[u8], version: Version) -> Option<Prefix> {
    let mut letters = [0_u8; 2];
    letters.get_mut(..word.len())?.copy_from_slice(word);
    let prefix = |raw, bytes, formatted, unicode| Some(Prefix { raw, bytes, formatted, unicode });
    match (version, letters.map(|letter| letter.to_ascii_lowercase())) {
        (Version::Three, [0, 0] | [b'u', 0]) => prefix(false, false, false, true),
        (Version::Three, [b'f', 0]) => prefix(false, false, true, true),
        (Version::Three, [b'f', b'r'] | [b'r', b'f']) => prefix(true, false, true, false),
        (Version::Three, [b'r', b'b']) => prefix(true, true, false, false),
        (Version::Two, [0, 0]) => prefix(false, false, false, false),
        (Version::Two, [b'u', 0]) => prefix(false, false, false, true),
        (Version::Two, [b'u', b'r']) => prefix(true, false, false, false),
        (_, [b'r', 0]) => prefix(true, false, false, false),
        (_, [b'b', 0]) => prefix(false, version == Version::Three, false, false),
        (_, [b'b', b'r']) => prefix(true, version == Version::Three, false, false),
        _ => None,
    }
}

/// The quote at `at`: its length, 1 or 3, which is also that of the quote that closes.
pub(super) fn quote_length(bytes: &[u8], at: usize) -> usize {
    if bytes[at..].starts_with(&[bytes[at]; 3]) { 3 } else { 1 }
}

/// The end of the literal whose quote is at `at`, if it is closed.
pub(super) fn end(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = bytes[at];
    let length = quote_length(bytes, at);
    let mut from = at + length;
    loop {
        let rest = bytes.get(from..)?;
        let next = if length == 1 { memchr3(quote, b'\\', b'\n', rest)? } else { memchr::memchr2(quote, b'\\', rest)? };
        let found = from + next;
        match bytes[found] {
            b'\\' => from = found + 1 + escaped_length(bytes, found + 1),
            b'\n' => return None,
            _ if length == 1 => return Some(found + 1).filter(|_| !has_line_end(bytes, at, found)),
            _ if bytes[found..].starts_with(&[quote; 3]) => return Some(found + 3),
            _ => from = found + 1,
        }
    }
}

/// Whether a lone carriage return, which ends a line too, stands unescaped in a literal of one line.
fn has_line_end(bytes: &[u8], start: usize, end: usize) -> bool {
    memchr(b'\r', &bytes[start..end]).is_some() && (start..end).any(|at| bytes[at] == b'\r' && bytes[at - 1] != b'\\')
}

/// Bytes of what a backslash before `at` escapes; a line end counts whole.
pub(super) fn escaped_length(bytes: &[u8], at: usize) -> usize {
    if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 }
}

/// The first escape in the body of a literal that the compiler cannot decode.
pub(super) fn check_escapes(prefix: Prefix, body: &[u8]) -> Result<(), &'static str> {
    if prefix.raw {
        return Ok(());
    }
    let mut from = 0;
    while let Some(offset) = body.get(from..).and_then(|rest| memchr(b'\\', rest)) {
        let at = from + offset + 1;
        from = at + 1;
        let digits =
            |count: usize| body.get(at + 1..at + 1 + count).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        match body.get(at) {
            Some(b'x') if digits(2).is_none() => return Err("truncated \\xXX escape"),
            Some(b'u') if prefix.unicode && digits(4).is_none() => return Err("truncated \\uXXXX escape"),
            Some(b'U') if prefix.unicode => {
                let digits = digits(8).ok_or("truncated \\UXXXXXXXX escape")?;
                if digits.to_ascii_lowercase().as_slice() > b"0010ffff" {
                    return Err("illegal Unicode character");
                }
            }
            Some(b'N') if prefix.unicode => {
                let length = named_length(&body[at + 1..]).ok_or("malformed \\N character escape")?;
                from = at + 1 + length;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The length of `{NAME}`. Whether a character has that name is not known here.
pub(super) fn named_length(rest: &[u8]) -> Option<usize> {
    let name = rest.strip_prefix(b"{")?;
    let length = memchr(b'}', name)?;
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'(' | b')');
    (length > 0 && name[..length].iter().all(letter)).then_some(length + 2)
}
