//! Where comments end.

use memchr::{memchr, memchr2};

/// The end of the line that `start` is in, its line end not included; past a backslash at its end where comments go on there.
pub(crate) fn line_end(bytes: &[u8], start: usize, continued: bool) -> usize {
    let mut from = start;
    loop {
        let Some(length) = memchr2(b'\n', b'\r', &bytes[from..]) else {
            return bytes.len();
        };
        let end = from + length;
        if !(continued && end > start && bytes[end - 1] == b'\\') {
            return end;
        }
        from = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
}

/// The end of the block comment that opens at `start`, or of the text.
pub(crate) fn block_end(bytes: &[u8], start: usize, nested: bool) -> usize {
    let mut depth = 1_usize;
    let mut from = start + 2;
    loop {
        let found = match nested {
            true => memchr2(b'*', b'/', &bytes[from..]),
            false => memchr(b'*', &bytes[from..]),
        };
        let Some(offset) = found else {
            return bytes.len();
        };
        let at = from + offset;
        from = at + 1;
        match bytes.get(at..at + 2) {
            Some(b"*/") => {
                depth -= 1;
                from = at + 2;
                if depth == 0 {
                    return from;
                }
            }
            Some(b"/*") => {
                depth += 1;
                from = at + 2;
            }
            _ => {}
        }
    }
}

/// Whether a script's first line starts here. `#![…]` is an attribute.
pub(crate) fn is_shebang(bytes: &[u8], start: usize) -> bool {
    start == 0 && bytes.starts_with(b"#!") && bytes.get(2) != Some(&b'[')
}
