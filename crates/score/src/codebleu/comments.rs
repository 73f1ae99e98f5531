//! Comments taken out as `codebleu` 0.7.0 does, before it parses: a pattern for most languages, the tokens of CPython 3.11 for Python,
//! nothing for Ruby.

use std::borrow::Cow;

use trommel_lang::Language;

use super::docstrings;

/// A text without its comments and empty lines. Where Python's tokenizer would give up, the text as it is.
pub(super) fn without_comments(language: Language, text: &str) -> Cow<'_, str> {
    match language {
        Language::Ruby => Cow::Borrowed(text),
        Language::Python => docstrings::without_comments(text).map_or(Cow::Borrowed(text), Cow::Owned),
        _ => Cow::Owned(filled_lines(&without_slashes(text))),
    }
}

/// The lines that have something on them.
pub(super) fn filled_lines(text: &str) -> String {
    let lines = text.split('\n').filter(|line| !line.chars().all(is_space));
    let mut filled = String::with_capacity(text.len());
    for line in lines {
        if !filled.is_empty() {
            filled.push('\n');
        }
        filled.push_str(line);
    }
    filled
}

/// What Python's `str.split()` and `str.strip()` take for white space.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// A space for each `//…` and `/*…*/` that is not in quotes. A quote that is never closed is no quote; neither is a regular
/// expression or a template one.
fn without_slashes(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut kept = String::with_capacity(text.len());
    // Up to here all is kept.
    let mut from = 0;
    let mut at = 0;
    // Once one of a kind does not close, no later one does.
    let mut never_closes = [false; 2];
    let mut never_ends = false;
    while at < bytes.len() {
        let rest = &bytes[at + 1..];
        match bytes[at] {
            quote @ (b'"' | b'\'') if !never_closes[usize::from(quote == b'"')] => match closes(rest, quote) {
                Some(length) => at += 1 + length,
                None => {
                    never_closes[usize::from(quote == b'"')] = true;
                    at += 1;
                }
            },
            b'/' if rest.first() == Some(&b'/') || (rest.first() == Some(&b'*') && !never_ends) => {
                let end = if rest[0] == b'/' {
                    Some(text[at..].find('\n').map_or(text.len(), |length| at + length))
                } else {
                    text[at + 2..].find("*/").map(|length| at + length + 4)
                };
                match end {
                    Some(end) => {
                        kept.push_str(&text[from..at]);
                        kept.push(' ');
                        from = end;
                        at = end;
                    }
                    None => {
                        never_ends = true;
                        at += 1;
                    }
                }
            }
            _ => at += 1,
        }
    }
    kept.push_str(&text[from..]);
    kept
}

/// How far after its opening a quote closes, the closing one included.
fn closes(rest: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        assert_eq!(without_comments(Language::Java, text), want, "{text:?}");
    }

    /// Wanted values: what `remove_comments_and_docstrings` of the package gives.
    #[test]
    fn comments_become_spaces() {
        check("a // b\nc", "a  \nc");
        check("a /* b\n c */ d", "a   d");
        check("a\n\n  \n// x\nb", "a\nb");
        check("x = \"// no\"; // yes", "x = \"// no\";  ");
        check("x = '\\'//'; y", "x = '\\'//'; y");
        check("it's // gone", "it's  ");
        check("a /* open", "a /* open");
        check("a / b /", "a / b /");
        check("é // ü\n\"é//\"", "é  \n\"é//\"");
    }

    #[test]
    fn ruby_keeps_its_comments() {
        assert_eq!(without_comments(Language::Ruby, "a # b\n\nc"), "a # b\n\nc");
    }
}
