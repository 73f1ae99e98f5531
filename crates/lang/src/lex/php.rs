//! What only PHP has: text outside of `<?php … ?>`, heredocs, and line comments that end before `?>`.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::{TokenKind, comment};

/// Outside of code: the next token at or after `at`, and whether code follows it. All text up to a tag is one literal,
/// whitespace included: it is what the program prints. One line end after `?>` or a shebang belongs to neither.
pub(super) fn outside(bytes: &[u8], mut at: usize) -> Option<(TokenKind, Range<usize>, bool)> {
    if at == 0 {
        if comment::is_shebang(bytes, 0) {
            return Some((TokenKind::Comment, 0..comment::line_end(bytes, 0, false), false));
        }
        at = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    } else {
        let rest = &bytes[at..];
        at += if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
    }
    let tag = tag(bytes, at);
    match &tag {
        Some(tag) if tag.start == at => Some((TokenKind::Operator, tag.clone(), true)),
        _ => {
            let end = tag.map_or(bytes.len(), |tag| tag.start);
            (end > at).then_some((TokenKind::String, at..end, false))
        }
    }
}

/// The first opening tag from `from` on: `<?php`, `<?=`, or `<?` before whitespace.
fn tag(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    memmem::find_iter(&bytes[from..], b"<?").map(|offset| from + offset).find_map(|start| {
        let rest = &bytes[start + 2..];
        let blank_at = |at: usize| rest.get(at).is_none_or(u8::is_ascii_whitespace);
        let length = match rest {
            [b'=', ..] => 3,
            [b'p' | b'P', b'h' | b'H', b'p' | b'P', ..] if blank_at(3) => 5,
            _ if blank_at(0) => 2,
            _ => return None,
        };
        Some(start..start + length)
    })
}

/// The end of the line comment at `start`.
pub(super) fn line_comment_end(bytes: &[u8], start: usize) -> usize {
    let end = comment::line_end(bytes, start, false);
    memmem::find(&bytes[start..end], b"?>").map_or(end, |offset| start + offset)
}

/// The end of the heredoc or nowdoc that `<<<` at `start` opens, if it does: behind its name on a line of its own, or the end
/// of the text.
pub(super) fn heredoc(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes[start..].strip_prefix(b"<<<")?.trim_ascii_start();
    let quote = rest.first().copied().filter(|first| matches!(first, b'"' | b'\''));
    let rest = &rest[usize::from(quote.is_some())..];
    let name = &rest[..rest.iter().take_while(|byte| in_name(**byte)).count()];
    let after = &rest[name.len()..];
    let after = match quote {
        Some(quote) => after.strip_prefix(&[quote])?,
        None => after,
    };
    if name.is_empty() || name[0].is_ascii_digit() || !matches!(after, [b'\n', ..] | [b'\r', b'\n', ..]) {
        return None;
    }
    let mut line = bytes.len() - after.len();
    while let Some(length) = memchr(b'\n', &bytes[line..]) {
        line += length + 1;
        let body = bytes[line..].trim_ascii_start();
        let last = body.strip_prefix(name).filter(|after| !after.first().is_some_and(|byte| in_name(*byte)));
        if let Some(after) = last {
            return Some(bytes.len() - after.len());
        }
        // Blank lines were looked at together.
        line = (bytes.len() - body.len()).max(line);
    }
    Some(bytes.len())
}

fn in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
