//! Whether a slash divides or opens a regular expression.

use super::{TokenKind, Tokens};

impl Tokens<'_> {
    /// The end of the regular expression that the slash at `start` opens, flags included; `None` when it divides.
    pub(super) fn regex(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        // `</a>` closes an element.
        if start < self.no_regex_before || (start > 0 && bytes[start - 1] == b'<') || !self.literal_may_start(start) {
            return None;
        }
        let mut at = start + 1;
        let mut in_set = false;
        loop {
            match bytes.get(at) {
                None | Some(b'\n') => {
                    // So that a line of slashes is not read once for each.
                    self.no_regex_before = at;
                    return None;
                }
                Some(b'\\') if bytes.get(at + 1) != Some(&b'\n') => at += 1,
                Some(b'[') => in_set = true,
                Some(b']') => in_set = false,
                Some(b'/') if !in_set => break,
                _ => {}
            }
            at += 1;
        }
        let flags = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        Some(at + 1 + flags)
    }

    /// Whether a literal can start at `start`: what stands before it is not a value. In Ruby, `puts /a/` passes a literal where
    /// `a / b` and `a/b` divide: a space before and none after.
    pub(super) fn literal_may_start(&self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let last = &bytes[self.last.start..self.last.end];
        match self.last.kind {
            TokenKind::Operator => !matches!(last, b")" | b"]" | b"}" | b"++" | b"--"),
            TokenKind::Identifier if self.rules.ruby => {
                let spaced = start > self.last.end;
                let next = bytes.get(start + 1).copied().unwrap_or(b' ');
                RUBY_BEFORE_VALUES.contains(&last) || (spaced && !next.is_ascii_whitespace() && next != b'=')
            }
            TokenKind::Identifier => BEFORE_VALUES.contains(&last),
            TokenKind::Number | TokenKind::String | TokenKind::Comment => false,
        }
    }
}

/// Keywords of JavaScript that a value follows.
const BEFORE_VALUES: &[&[u8]] = &[
    b"return",
    b"typeof",
    b"case",
    b"in",
    b"of",
    b"delete",
    b"void",
    b"throw",
    b"new",
    b"else",
    b"do",
    b"instanceof",
    b"yield",
    b"await",
    b"default",
];

/// Keywords of Ruby that a value follows, also after a space.
const RUBY_BEFORE_VALUES: &[&[u8]] = &[
    b"return", b"in", b"if", b"unless", b"elsif", b"while", b"until", b"and", b"or", b"not", b"when", b"then", b"else",
    b"do", b"begin",
];
