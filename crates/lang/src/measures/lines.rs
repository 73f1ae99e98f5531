//! Lengths of lines, in characters.

use memchr::memchr_iter;

/// Totals over the lines of a text.
#[derive(Default)]
pub(super) struct Lines {
    pub count: usize,
    pub longest: usize,
    /// Without line ends.
    pub chars_in_lines: usize,
    /// With them.
    pub chars: usize,
    pub alphanumeric: usize,
}

pub(super) fn measure(text: &str) -> Lines {
    let bytes = text.as_bytes();
    // Most texts are ASCII, where characters are bytes.
    let ascii = text.is_ascii();
    let mut lines = Lines {
        chars: if ascii { bytes.len() } else { char_count(bytes) },
        alphanumeric: if ascii {
            ascii_alphanumeric(bytes)
        } else {
            text.chars().filter(|c| c.is_alphanumeric()).count()
        },
        ..Lines::default()
    };
    let mut start = 0;
    let last = (!text.is_empty() && !text.ends_with('\n')).then_some(bytes.len());
    for end in memchr_iter(b'\n', bytes).chain(last) {
        let line = &bytes[start..end];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let length = if ascii { line.len() } else { char_count(line) };
        lines.count += 1;
        lines.longest = lines.longest.max(length);
        lines.chars_in_lines += length;
        start = end + 1;
    }
    lines
}

/// Bytes that do not continue a character.
fn char_count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte as i8 >= -0x40).count()
}

/// Written without branches, in chunks whose sum fits a byte, so that it is vectorised.
fn ascii_alphanumeric(bytes: &[u8]) -> usize {
    let in_chunk = |chunk: &[u8]| {
        chunk.iter().fold(0_u8, |sum, byte| {
            let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
            let digit = byte.wrapping_sub(b'0') < 10;
            sum + u8::from(letter | digit)
        })
    };
    bytes.chunks(u8::MAX as usize).map(|chunk| usize::from(in_chunk(chunk))).sum()
}
