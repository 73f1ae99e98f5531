//! Python without comments and docstrings, as `codebleu` 0.7.0 makes it of the tokens of CPython 3.11's `tokenize`.
//!
//! Only what its result depends on is told apart: strings, comments, line ends, indentation, brackets. All other tokens are copied as they
//! stand. White space between tokens becomes spaces; a line continued by a backslash is joined to the next.

use super::comments::filled_lines;

/// The text, or `None` where `tokenize` raises: brackets or strings that are not closed, an indentation that fits none.
pub(super) fn without_comments(text: &str) -> Option<String> {
    let mut rewriting =
        Rewriting { out: String::with_capacity(text.len()), before: Before::Indent, line: 0, column: 0 };
    let mut lines = text.split_inclusive('\n');
    let mut reading = Reading { brackets: 0, continued: false, indents: vec![0], open: None };
    let mut number = 0;
    let mut last = "";
    loop {
        let line = lines.next().unwrap_or("");
        number += 1;
        if !reading.line(line, number, &mut rewriting)? {
            break;
        }
        last = line;
    }
    // A last line without an end has one all the same, of no characters.
    if !last.is_empty() && !last.ends_with(['\n', '\r']) && !last.trim().starts_with('#') {
        rewriting.token(Before::Newline, "", (number - 1, last.len()), (number - 1, last.len() + 1));
    }
    Some(filled_lines(&rewriting.out))
}

/// What the last token was, as far as it matters to a string after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Indent,
    Newline,
    Other,
}

/// The text as it is put together again.
struct Rewriting {
    out: String,
    before: Before,
    /// Where the last token ended.
    line: usize,
    column: usize,
}

impl Rewriting {
    fn token(&mut self, kind: Before, text: &str, start: (usize, usize), end: (usize, usize)) {
        self.gap(start);
        self.out.push_str(text);
        self.after(kind, end);
    }

    /// A string goes if it starts a line or a block; a comment always goes.
    fn string(&mut self, text: &str, start: (usize, usize), end: (usize, usize)) {
        self.gap(start);
        if self.before == Before::Other && start.1 > 0 {
            self.out.push_str(text);
        }
        self.after(Before::Other, end);
    }

    fn gap(&mut self, start: (usize, usize)) {
        if start.0 > self.line {
            self.column = 0;
        }
        self.out.extend(std::iter::repeat_n(' ', start.1.saturating_sub(self.column)));
    }

    fn after(&mut self, kind: Before, end: (usize, usize)) {
        self.before = kind;
        (self.line, self.column) = end;
    }
}

/// What `tokenize` carries from line to line.
struct Reading<'t> {
    brackets: i64,
    continued: bool,
    indents: Vec<usize>,
    open: Option<Open<'t>>,
}

/// A string that goes on in the next line.
struct Open<'t> {
    text: String,
    start: (usize, usize),
    closing: &'t str,
}

impl Reading<'_> {
    /// Reads a line, `""` at the end of the text. False: there is nothing more.
    fn line(&mut self, line: &str, number: usize, out: &mut Rewriting) -> Option<bool> {
        let mut at = 0;
        if let Some(open) = self.open.take() {
            if line.is_empty() {
                return None;
            }
            match self.go_on(open, line, number, out) {
                Some(end) => at = end,
                None => return Some(true),
            }
        } else if self.brackets == 0 && !self.continued {
            if line.is_empty() {
                return Some(false);
            }
            match self.indentation(line, number, out)? {
                Some(end) => at = end,
                // White space without a line end is where `tokenize` stops.
                None => return Some(!line.trim_matches([' ', '\t', '\x0c']).is_empty()),
            }
        } else {
            if line.is_empty() {
                return None;
            }
            self.continued = false;
        }
        while at < line.len() {
            at = self.token(line, at, number, out);
            if self.open.is_some() {
                break;
            }
        }
        Some(true)
    }

    /// A string goes on: where it ends in this line, if it does.
    fn go_on(&mut self, mut open: Open<'_>, line: &str, number: usize, out: &mut Rewriting) -> Option<usize> {
        let one = open.closing.len() == 1;
        if let Some(end) = closing(line, open.closing) {
            open.text.push_str(&line[..end]);
            out.string(&open.text, open.start, (number, end));
            return Some(end);
        }
        open.text.push_str(line);
        if one && !line.ends_with("\\\n") && !line.ends_with("\\\r\n") {
            out.token(Before::Other, &open.text, open.start, (number, line.len()));
            return None;
        }
        let closing = if one { quote_of(open.closing) } else { triple_of(open.closing) };
        self.open = Some(Open { text: open.text, start: open.start, closing });
        None
    }

    /// The start of a line: where its first token is, or `None` if it has none but perhaps a comment.
    fn indentation(&mut self, line: &str, number: usize, out: &mut Rewriting) -> Option<Option<usize>> {
        let (mut column, mut at) = (0, 0);
        for byte in line.bytes() {
            match byte {
                b' ' => column += 1,
                b'\t' => column = (column / 8 + 1) * 8,
                b'\x0c' => column = 0,
                _ => break,
            }
            at += 1;
        }
        let rest = &line[at..];
        if rest.is_empty() {
            return Some(None);
        }
        if rest.starts_with(['#', '\r', '\n']) {
            let end = if rest.starts_with('#') { at + rest.trim_end_matches(['\r', '\n']).len() } else { at };
            if end > at {
                out.token(Before::Other, "", (number, at), (number, end));
            }
            out.token(Before::Other, &line[end..], (number, end), (number, line.len()));
            return Some(None);
        }
        if self.indents.last().is_some_and(|last| column > *last) {
            self.indents.push(column);
            out.token(Before::Indent, &line[..at], (number, 0), (number, at));
        }
        while self.indents.last().is_some_and(|last| column < *last) {
            if !self.indents.contains(&column) {
                return None;
            }
            self.indents.pop();
            out.token(Before::Other, "", (number, at), (number, at));
        }
        Some(Some(at))
    }

    /// One token at `at`, after white space; where it ends.
    fn token(&mut self, line: &str, at: usize, number: usize, out: &mut Rewriting) -> usize {
        let start = at + line[at..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        let rest = &line[start..];
        let Some(first) = rest.chars().next() else { return line.len() };
        let place = (number, start);
        let mut plain = |length: usize, kind: Before| {
            out.token(kind, &rest[..length], place, (number, start + length));
            start + length
        };
        if rest == "\n" || rest == "\r\n" {
            return plain(rest.len(), if self.brackets > 0 { Before::Other } else { Before::Newline });
        }
        if rest == "\\\n" || rest == "\\\r\n" {
            self.continued = true;
            return line.len();
        }
        if first == '#' {
            let end = start + rest.trim_end_matches(['\r', '\n']).len();
            out.token(Before::Other, "", place, (number, end));
            return end;
        }
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let prefix = if is_prefix(&rest[..word]) { word } else { 0 };
        if rest[prefix..].starts_with(['"', '\'']) && (prefix > 0 || word == 0) {
            if let Some(end) = self.string(line, start, start + prefix, number, out) {
                return end;
            }
            let quote = if prefix > 0 { prefix } else { 1 };
            out.token(Before::Other, &rest[..quote], place, (number, start + quote));
            return start + quote;
        }
        if word > 0 {
            return plain(word, Before::Other);
        }
        match first {
            '(' | '[' | '{' => self.brackets += 1,
            ')' | ']' | '}' => self.brackets -= 1,
            _ => {}
        }
        plain(first.len_utf8(), Before::Other)
    }

    /// A string at `start` whose quote is at `quote`: where it ends, or the end of the line if it goes on. `None`: it is not closed.
    fn string(&mut self, line: &str, start: usize, quote: usize, number: usize, out: &mut Rewriting) -> Option<usize> {
        let rest = &line[quote..];
        let place = (number, start);
        if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
            let mark = triple_of(rest);
            return Some(match closing(&rest[3..], mark) {
                Some(length) => {
                    let end = quote + 3 + length;
                    out.string(&line[start..end], place, (number, end));
                    end
                }
                None => {
                    self.open = Some(Open { text: line[start..].into(), start: place, closing: mark });
                    line.len()
                }
            });
        }
        let mark = quote_of(rest);
        let body = &rest[1..];
        if let Some(length) = closing(body, mark)
            && !body[..length].contains('\n')
        {
            let end = quote + 1 + length;
            out.string(&line[start..end], place, (number, end));
            return Some(end);
        }
        // An escaped line end continues it, if nothing closes it before.
        if body.ends_with("\\\n") || body.ends_with("\\\r\n") {
            let before = body.trim_end_matches(['\r', '\n']);
            let slashes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
            if slashes % 2 == 1 {
                self.open = Some(Open { text: line[start..].into(), start: place, closing: mark });
                return Some(line.len());
            }
        }
        None
    }
}

/// Where a string closes, after its quotes; a backslash takes the next character of the line with it.
fn closing(rest: &str, mark: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += if bytes.get(at + 1) == Some(&b'\n') { return None } else { 2 };
        } else if bytes[at..].starts_with(mark.as_bytes()) {
            return Some(at + mark.len());
        } else {
            at += 1;
        }
    }
    None
}

fn is_prefix(word: &str) -> bool {
    ["b", "r", "u", "f", "br", "rb", "fr", "rf"].iter().any(|prefix| prefix.eq_ignore_ascii_case(word))
}

fn quote_of(text: &str) -> &'static str {
    if text.starts_with('"') { "\"" } else { "'" }
}

fn triple_of(text: &str) -> &'static str {
    if text.starts_with('"') { "\"\"\"" } else { "'''" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: Option<&str>) {
        assert_eq!(without_comments(text).as_deref(), want, "{text:?}");
    }

    /// Wanted values: what `remove_comments_and_docstrings` of the package gives under CPython 3.11.
    #[test]
    fn docstrings_and_comments_go() {
        check("def f(a):\n    \"\"\"Doc.\n    more\"\"\"\n    return a  # yes\n", Some("def f(a):\n    return a  "));
        check("'doc'\nx = 'a'\n", Some("x = 'a'"));
        check("x = 1\n\n\n# c\ny = 2", Some("x = 1\ny = 2"));
        check("x = (1 +\n     2)", Some("x = (1 +\n     2)"));
        check("x = 1 + \\\n    2\n", Some("x = 1 +    2"));
    }

    #[test]
    fn what_tokenize_refuses() {
        check("x = (1", None);
        check("x = '''a", None);
        check("if a:\n        b\n    c\n", None);
        check("x = \\", Some("x = \\"));
        check("x = 'a\ny = 1\n", Some("x = 'a\ny = 1"));
    }
}
