//! Fenced blocks of Markdown.

use std::borrow::Cow;

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fence<'t> {
    /// The word after the opening fence, in lower case: `python`; may be empty.
    pub label: String,
    /// What is inside, without the indentation that the opening fence has.
    pub text: Cow<'t, str>,
    /// Whether there is a closing fence.
    pub closed: bool,
}

/// The fenced blocks of a text in order. A fence is a line of three or more backticks or tildes, with a label at the start of a
/// block; the block ends with a fence of the same mark, at least as long and without a label, or with the text.
pub(super) fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((mark, length, rest)) = fence(line) else { continue };
        match &open {
            None if !(mark == '`' && rest.contains('`')) => {
                let label = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
                let indent = line.len() - line.trim_start_matches(' ').len();
                open = Some(Open { mark, length, label, indent, from: at });
            }
            Some(opening) if opening.mark == mark && length >= opening.length && rest.is_empty() => {
                found.push(opening.block(&text[opening.from..start], true));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(open) = open {
        found.push(open.block(&text[open.from..], false));
    }
    found
}

/// A block that is open.
struct Open {
    mark: char,
    length: usize,
    label: String,
    /// Spaces before the fence.
    indent: usize,
    /// Where its text starts.
    from: usize,
}

impl Open {
    fn block<'t>(&self, text: &'t str, closed: bool) -> Fence<'t> {
        let text = match self.indent {
            0 => Cow::Borrowed(text),
            most => Cow::Owned(text.split_inclusive('\n').map(|line| dedent(line, most)).collect()),
        };
        Fence { label: self.label.clone(), text, closed }
    }
}

/// A line without its first spaces, at most so many.
fn dedent(line: &str, most: usize) -> &str {
    let spaces = line.bytes().take(most).take_while(|byte| *byte == b' ').count();
    &line[spaces..]
}

/// The mark, the length and what follows, if the line is a fence.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|char| matches!(char, '`' | '~'))?;
    let length = line.chars().take_while(|char| *char == mark).count();
    (length >= 3).then(|| (mark, length, line[length..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_with_their_labels() {
        let text = "Sure:\n```Python\nx = 1\n```\nand\n~~~\ny\n```\n~~~\n````\n```\nz\n";
        let found: Vec<(String, String, bool)> =
            fences(text).into_iter().map(|fence| (fence.label, fence.text.into_owned(), fence.closed)).collect();
        let expected = [("python", "x = 1\n", true), ("", "y\n```\n", true), ("", "```\nz\n", false)];
        assert_eq!(found, expected.map(|(label, text, closed)| (label.to_owned(), text.to_owned(), closed)));
        let indented = fences("1. So:\n   ```\n   def f():\n       pass\n  x\n   ```\n");
        assert_eq!(indented[0].text, "def f():\n    pass\nx\n");
    }
}
