//! What only Ruby has: heredocs, percent literals, `?x` characters, `=begin` comments, `__END__`, names with `?` and `!`.

use std::ops::Range;

use memchr::memchr;

use super::{TokenKind, Tokens};

/// Heredocs opened on one line; more are read as text.
const PENDING: usize = 4;

impl Tokens<'_> {
    /// The literal or comment that `first` at `start` opens, if it does.
    pub(super) fn ruby_literal(&mut self, start: usize, first: u8) -> Option<(TokenKind, usize)> {
        let bytes = self.text.as_bytes();
        match first {
            b'=' => begin_comment(bytes, start).map(|end| (TokenKind::Comment, end)),
            b'%' => {
                if self.heredocs.unclosed || !self.literal_may_start(start) {
                    return None;
                }
                let open = percent_open(bytes, start)?;
                let end = percent_end(bytes, open);
                self.heredocs.unclosed |= end.is_none();
                end.map(|end| (TokenKind::String, end))
            }
            b'<' => self.heredocs.open(bytes, start).map(|end| (TokenKind::String, end)),
            b'?' if self.literal_may_start(start) => character(self.text, start).map(|end| (TokenKind::String, end)),
            _ => None,
        }
    }
}

/// The heredocs whose bodies start on the next line.
#[derive(Clone, Debug, Default)]
pub(super) struct Heredocs {
    pending: [Heredoc; PENDING],
    count: usize,
    /// A literal of this text was found to be never closed: what looks like another is an operator. Otherwise a text of nothing
    /// but openings would be read to its end for each.
    unclosed: bool,
}

#[derive(Clone, Debug, Default)]
struct Heredoc {
    name: Range<usize>,
    /// `<<~` and `<<-`: the end may be indented.
    indented: bool,
}

impl Heredocs {
    /// The end of `<<~NAME` at `start`.
    fn open(&mut self, bytes: &[u8], start: usize) -> Option<usize> {
        if self.unclosed || self.count == PENDING {
            return None;
        }
        let rest = bytes[start..].strip_prefix(b"<<")?;
        let indented = matches!(rest.first(), Some(b'~' | b'-'));
        let at = start + 2 + usize::from(indented);
        let first = *bytes.get(at)?;
        let (name, end) = match first {
            b'"' | b'\'' | b'`' => {
                let length = memchr(first, &bytes[at + 1..])?;
                (at + 1..at + 1 + length, at + length + 2)
            }
            // `a <<b` appends; a bare name in capitals is a heredoc by convention.
            b'A'..=b'Z' | b'_' => name(bytes, at),
            b'a'..=b'z' if indented => name(bytes, at),
            _ => return None,
        };
        if name.is_empty() || bytes[name.clone()].contains(&b'\n') {
            return None;
        }
        self.pending[self.count] = Heredoc { name, indented };
        self.count += 1;
        Some(end)
    }

    /// The body of the next pending heredoc, its last line included, if one starts at `start`, just after a line end.
    #[inline]
    pub fn body(&mut self, bytes: &[u8], start: usize) -> Option<Range<usize>> {
        if self.count == 0 { None } else { self.pending_body(bytes, start) }
    }

    #[cold]
    fn pending_body(&mut self, bytes: &[u8], start: usize) -> Option<Range<usize>> {
        let heredoc = self.pending[0].clone();
        self.pending.rotate_left(1);
        self.count -= 1;
        let name = &bytes[heredoc.name];
        let mut line = start;
        while line < bytes.len() {
            let end = memchr(b'\n', &bytes[line..]).map_or(bytes.len(), |length| line + length);
            let mut last = &bytes[line..end];
            if heredoc.indented {
                last = last.trim_ascii_start();
            }
            if last.strip_suffix(b"\r").unwrap_or(last) == name {
                return Some(start..end);
            }
            line = end + 1;
        }
        self.unclosed = true;
        self.count = 0;
        None
    }
}

fn name(bytes: &[u8], at: usize) -> (Range<usize>, usize) {
    let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    (at..at + length, at + length)
}

/// Where the delimiter of `%w[`, `%(`, `%q{` is.
fn percent_open(bytes: &[u8], start: usize) -> Option<usize> {
    let letter = matches!(bytes.get(start + 1), Some(b'w' | b'W' | b'i' | b'I' | b'q' | b'Q' | b'r' | b's' | b'x'));
    let open = start + 1 + usize::from(letter);
    let delimiter = *bytes.get(open)?;
    let opens = match letter {
        true => delimiter.is_ascii_punctuation(),
        false => matches!(delimiter, b'(' | b'[' | b'{' | b'<' | b'|' | b'!' | b'/'),
    };
    opens.then_some(open)
}

fn percent_end(bytes: &[u8], open: usize) -> Option<usize> {
    let opening = bytes[open];
    let closing = match opening {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        same => same,
    };
    let mut depth = 1_usize;
    let mut at = open + 1;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\\' {
            at += 1;
        } else if byte == closing {
            depth -= 1;
            if depth == 0 {
                let flags = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                return Some(at + 1 + if bytes.get(open - 1) == Some(&b'r') { flags } else { 0 });
            }
        } else if byte == opening {
            depth += 1;
        }
        at += 1;
    }
    None
}

/// `?x` and `?\n`, one character not followed by more of a name.
fn character(text: &str, start: usize) -> Option<usize> {
    let mut rest = text.get(start + 1..)?.chars();
    let first = rest.next().filter(|c| !c.is_whitespace())?;
    let mut end = start + 1 + first.len_utf8();
    let mut next = rest.next();
    if first == '\\' {
        end += next?.len_utf8();
        next = rest.next();
    }
    (!next.is_some_and(|c| c.is_alphanumeric() || c == '_')).then_some(end)
}

/// `=begin` at the start of a line, to the end of the line that starts with `=end`.
fn begin_comment(bytes: &[u8], start: usize) -> Option<usize> {
    let at_line_start = start == 0 || bytes[start - 1] == b'\n';
    if !at_line_start || !bytes[start..].starts_with(b"=begin") {
        return None;
    }
    let mut line = start;
    while let Some(length) = memchr(b'\n', &bytes[line..]) {
        line += length + 1;
        if bytes[line..].starts_with(b"=end") {
            return Some(super::comment::line_end(bytes, line, false));
        }
    }
    Some(bytes.len())
}

/// `empty?` and `save!` are names; `a ?b` and `a != b` are not. `end` is at the mark.
pub(super) fn method_name_end(bytes: &[u8], end: usize) -> usize {
    let next = bytes.get(end + 1).copied().unwrap_or(b' ');
    let comparison = next == b'=' && bytes.get(end + 2) != Some(&b'=');
    let ternary = bytes[end] == b'?' && (next.is_ascii_alphanumeric() || matches!(next, b'_' | b':' | b'"' | b'\''));
    end + usize::from(!comparison && !ternary && next != b'~')
}

/// Whether the name is `__END__` alone on its line: what follows is data.
pub(super) fn is_data_mark(bytes: &[u8], start: usize, end: usize) -> bool {
    end - start == 7
        && &bytes[start..end] == b"__END__"
        && (start == 0 || bytes[start - 1] == b'\n')
        && matches!(bytes.get(end), None | Some(b'\n' | b'\r'))
}
