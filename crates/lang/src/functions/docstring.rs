//! Python docstrings, as CPython 3.11's `ast.get_docstring` reads them: escapes resolved, literals side by side joined, cleaned
//! with `inspect.cleandoc`. A `\N{name}` is left as it is written: there is no table of names here.

use tree_sitter::Node;

use super::docs::{Documentation, Fate};

/// The docstring at the start of a body, with the body behind it.
pub(super) fn of(body: Option<Node>, text: &str) -> Documentation {
    let none = Documentation { text: String::new(), ranges: Vec::new(), next: None, fate: Fate::Removed };
    let Some(body) = body else { return none };
    let mut cursor = body.walk();
    let mut statements = body.named_children(&mut cursor).filter(|child| child.kind() != "comment");
    let Some(first) = statements.next().filter(|first| first.kind() == "expression_statement") else {
        return none;
    };
    let Some(value) = super::names::only_child(first).and_then(|literal| value(literal, text)) else {
        return none;
    };
    let (next, fate) = match statements.next() {
        Some(next) => (next.start_byte()..body.end_byte(), Fate::Removed),
        None => (first.end_byte()..first.end_byte(), Fate::Pass),
    };
    Documentation { text: cleandoc(&value), ranges: vec![first.byte_range()], next: Some(next), fate }
}

/// The value of a constant string; `None` for anything else.
fn value(node: Node, text: &str) -> Option<String> {
    let mut cursor = node.walk();
    match node.kind() {
        "parenthesized_expression" => value(super::names::only_child(node)?, text),
        "concatenated_string" => {
            let parts = node.named_children(&mut cursor).filter(|child| child.kind() != "comment");
            parts.map(|part| value(part, text)).collect()
        }
        "string" => {
            let literal = &text[node.byte_range()];
            let prefix = &literal[..literal.find(['"', '\''])?];
            if prefix.contains(['b', 'B', 'f', 'F', 't', 'T']) {
                return None;
            }
            let quoted = &literal[prefix.len()..];
            let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| quoted.starts_with(quote))?;
            let inner = quoted.strip_prefix(quote)?.strip_suffix(quote)?;
            let inner = inner.replace("\r\n", "\n").replace('\r', "\n");
            Some(if prefix.contains(['r', 'R']) { inner } else { unescape(&inner) })
        }
        _ => None,
    }
}

fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        result.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let Some(first) = escape.chars().next() else {
            result.push('\\');
            rest = "";
            break;
        };
        let simple = match first {
            '\n' => Some(""),
            '\\' => Some("\\"),
            '\'' => Some("'"),
            '"' => Some("\""),
            'a' => Some("\x07"),
            'b' => Some("\x08"),
            'f' => Some("\x0c"),
            'n' => Some("\n"),
            'r' => Some("\r"),
            't' => Some("\t"),
            'v' => Some("\x0b"),
            _ => None,
        };
        if let Some(simple) = simple {
            result.push_str(simple);
            rest = &escape[1..];
            continue;
        }
        let (skip, most, radix) = match first {
            'x' => (1, 2, 16),
            'u' => (1, 4, 16),
            'U' => (1, 8, 16),
            '0'..='7' => (0, 3, 8),
            _ => (0, 0, 8),
        };
        let digits: String =
            escape[skip.min(escape.len())..].chars().take(most).take_while(|c| c.is_digit(radix)).collect();
        match u32::from_str_radix(&digits, radix) {
            // A lone surrogate is a character to Python.
            Ok(code) => {
                result.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &escape[skip + digits.len()..];
            }
            Err(_) => {
                result.push('\\');
                rest = escape;
            }
        }
    }
    result + rest
}

/// Tabs expanded, common indentation of all lines but the first removed, and empty lines around.
fn cleandoc(docstring: &str) -> String {
    let expanded = expand_tabs(docstring);
    let mut lines: Vec<&str> = expanded.split('\n').collect();
    let indent = |line: &&str| line.chars().count() - line.trim_start().chars().count();
    let margin = lines.iter().skip(1).filter(|line| !line.trim_start().is_empty()).map(indent).min().unwrap_or(0);
    let cut = |line: &str| line.char_indices().nth(margin).map_or(line.len(), |(at, _)| at);
    for (index, line) in lines.iter_mut().enumerate() {
        *line = if index == 0 { line.trim_start() } else { &line[cut(line)..] };
    }
    let start = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(start, |last| last + 1);
    lines[start..end].join("\n")
}

fn expand_tabs(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                result.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                result.push(c);
                column = 0;
            }
            _ => {
                result.push(c);
                column += 1;
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_those_of_python() {
        for (text, want) in [
            ("a\\\nb", "ab"),
            ("\\t\\x41\\101\\u00e9\\U0001F600", "\tAA\u{e9}\u{1f600}"),
            ("\\d \\N{DASH} \\\\n", "\\d \\N{DASH} \\n"),
            ("end\\", "end\\"),
            ("\\ud800", "\u{fffd}"),
            ("\\é", "\\é"),
        ] {
            assert_eq!(unescape(text), want, "{text:?}");
        }
    }

    #[test]
    fn cleaning_is_that_of_inspect() {
        for (text, want) in [
            ("  One.\n\n      Two.\n        Three.\n    ", "One.\n\nTwo.\n  Three."),
            ("\n    One.\n    ", "One."),
            ("One.\n\tTwo.\n        Three.", "One.\nTwo.\nThree."),
            ("One.\n   \n  x", "One.\n \nx"),
            ("   ", ""),
        ] {
            assert_eq!(cleandoc(text), want, "{text:?}");
        }
    }
}
