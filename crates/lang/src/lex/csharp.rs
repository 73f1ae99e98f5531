//! String literals of C#: `"…"`, verbatim `@"…"`, interpolated `$"…{code}…"`, both at once, and raw `"""…"""`.

use memchr::memchr;

use super::literal::line;

/// Nesting of interpolations that is followed; deeper code is read as text.
const DEPTH: usize = 16;

/// What the prefix of a literal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prefix {
    /// No backslash escapes, a quote is written twice, lines may end inside.
    pub verbatim: bool,
    /// Braces hold code.
    pub interpolated: bool,
}

pub(crate) const PLAIN: Prefix = Prefix { verbatim: false, interpolated: false };

/// The prefix that this word before a quote is. More than one `$` opens a raw literal.
pub(super) fn prefix(word: &[u8]) -> Option<Prefix> {
    match word {
        b"@" => Some(Prefix { verbatim: true, interpolated: false }),
        b"$" | b"$$" | b"$$$" => Some(Prefix { verbatim: false, interpolated: true }),
        b"$@" | b"@$" => Some(Prefix { verbatim: true, interpolated: true }),
        _ => None,
    }
}

/// The end of the literal whose quote is at `at`.
pub(super) fn end(prefix: Prefix, bytes: &[u8], at: usize) -> usize {
    match prefix {
        Prefix { verbatim: false, .. } if bytes[at..].starts_with(b"\"\"\"") => raw(bytes, at),
        Prefix { interpolated: true, verbatim } => interpolated(bytes, at + 1, verbatim),
        Prefix { verbatim: true, .. } => doubled(bytes, at + 1),
        Prefix { .. } => line(bytes, at + 1, b'"'),
    }
}

/// Ends with as many quotes as it starts with. Braces are not looked into: no code in them can hold that many.
fn raw(bytes: &[u8], at: usize) -> usize {
    let quotes = |from: usize| bytes[from..].iter().take_while(|byte| **byte == b'"').count();
    let opening = quotes(at);
    let mut from = at + opening;
    while let Some(offset) = memchr(b'"', &bytes[from..]) {
        from += offset;
        let run = quotes(from);
        from += run;
        if run >= opening {
            return from;
        }
    }
    bytes.len()
}

/// A quote is written twice.
fn doubled(bytes: &[u8], mut from: usize) -> usize {
    while let Some(offset) = bytes.get(from..).and_then(|rest| memchr(b'"', rest)) {
        let at = from + offset;
        if bytes.get(at + 1) != Some(&b'"') {
            return at + 1;
        }
        from = at + 2;
    }
    bytes.len()
}

/// What a closing brace or quote leads back to.
#[derive(Clone, Copy)]
enum Inside {
    Text { verbatim: bool },
    Code { braces: usize },
}

fn interpolated(bytes: &[u8], mut at: usize, verbatim: bool) -> usize {
    let mut stack = [Inside::Text { verbatim }; DEPTH];
    let mut top = 0;
    while let Some(&byte) = bytes.get(at) {
        let twice = bytes.get(at + 1) == Some(&byte);
        match (stack[top], byte) {
            (Inside::Text { verbatim: true }, b'"') if twice => at += 1,
            (Inside::Text { .. }, b'"') => {
                if top == 0 {
                    return at + 1;
                }
                top -= 1;
            }
            (Inside::Text { verbatim: false }, b'\\') => at += 1,
            (Inside::Text { verbatim: false }, b'\n') => return at - usize::from(bytes[at - 1] == b'\r'),
            (Inside::Text { .. }, b'{') if twice => at += 1,
            (Inside::Text { .. }, b'{') if top + 1 < DEPTH => {
                top += 1;
                stack[top] = Inside::Code { braces: 0 };
            }
            (Inside::Text { .. }, _) => {}
            (Inside::Code { braces }, b'{') => stack[top] = Inside::Code { braces: braces + 1 },
            (Inside::Code { braces: 0 }, b'}') => top -= 1,
            (Inside::Code { braces }, b'}') => stack[top] = Inside::Code { braces: braces - 1 },
            (Inside::Code { .. }, b'"') => match prefix_before(bytes, at) {
                Prefix { interpolated: true, verbatim } if top + 1 < DEPTH => {
                    top += 1;
                    stack[top] = Inside::Text { verbatim };
                }
                prefix => at = end(Prefix { interpolated: false, ..prefix }, bytes, at) - 1,
            },
            (Inside::Code { .. }, b'\'') => {
                // One that does not close on its line is no character.
                let end = line(bytes, at + 1, b'\'');
                if bytes.get(end - 1) == Some(&b'\'') {
                    at = end - 1;
                }
            }
            (Inside::Code { .. }, _) => {}
        }
        at += 1;
    }
    bytes.len()
}

fn prefix_before(bytes: &[u8], at: usize) -> Prefix {
    let marks = [at.checked_sub(1), at.checked_sub(2)].map(|at| at.map(|at| bytes[at]));
    match marks {
        [Some(b'$'), Some(b'@')] | [Some(b'@'), Some(b'$')] => Prefix { verbatim: true, interpolated: true },
        [Some(b'$'), _] => Prefix { verbatim: false, interpolated: true },
        [Some(b'@'), _] => Prefix { verbatim: true, interpolated: false },
        _ => PLAIN,
    }
}
