//! Whether there may be anything to edit, without a parse: most texts have nothing.

use memchr::memchr_iter;

use super::NormalizeOptions;
use super::rewrite::BOM;
use crate::Language;
use crate::language::Indent;

/// Never misses an edit that would be made; may see one inside a literal that will not be.
pub(super) fn finds_something(language: Language, text: &str, options: &NormalizeOptions) -> bool {
    let bytes = text.as_bytes();
    options.bom && text.starts_with(BOM)
        || options.final_newline && wrong_end(bytes)
        || blanks_before_line_ends(bytes, options)
        || options.indentation
            && match language.spec().indent {
                Indent::Spaces(_) => tab_in_indentation(bytes),
                Indent::Tabs => spaces_as_indentation(bytes),
            }
}

fn wrong_end(bytes: &[u8]) -> bool {
    match bytes {
        [] | [b'\n'] | [b'\r', b'\n'] => false,
        [.., b'\n' | b'\r', b'\n'] => {
            let line = bytes.strip_suffix(b"\r\n").unwrap_or(&bytes[..bytes.len() - 1]);
            matches!(line, [.., b'\n'])
        }
        [.., b'\n'] => false,
        _ => true,
    }
}

fn blanks_before_line_ends(bytes: &[u8], options: &NormalizeOptions) -> bool {
    let blank = |end: usize| match end.checked_sub(1).map(|last| bytes[last]) {
        Some(b' ' | b'\t') => options.trailing_whitespace,
        // There may be blanks before the carriage return.
        Some(b'\r') => options.line_endings || options.trailing_whitespace,
        _ => false,
    };
    memchr_iter(b'\n', bytes).any(blank) || blank(bytes.len())
}

fn tab_in_indentation(bytes: &[u8]) -> bool {
    memchr_iter(b'\t', bytes).any(|tab| {
        let before = bytes[..tab].iter().rev().find(|byte| !matches!(**byte, b' ' | b'\t'));
        matches!(before, None | Some(b'\n'))
    })
}

fn spaces_as_indentation(bytes: &[u8]) -> bool {
    bytes.starts_with(b"  ") || memchr_iter(b'\n', bytes).any(|end| bytes[end + 1..].starts_with(b"  "))
}
