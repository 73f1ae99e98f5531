//! Fenced blocks of Markdown.

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fence<'t> {
    /// The word after the opening fence, in lower case: `python`; may be empty.
    pub label: String,
    /// What is inside.
    pub text: &'t str,
    /// Whether there is a closing fence.
    pub closed: bool,
}

/// The fenced blocks of a text in order. A fence is a line of three or more backticks or tildes, with a label at the start of a
/// block; the block ends with a fence of the same mark, at least as long and without a label, or with the text.
pub(super) fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut found = Vec::new();
    // The mark, its length, the label, and where the block's text starts.
    let mut open: Option<(char, usize, String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((mark, length, rest)) = fence(line) else { continue };
        match &open {
            None if !(mark == '`' && rest.contains('`')) => {
                let label = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
                open = Some((mark, length, label, at));
            }
            Some((opening, least, label, from)) if *opening == mark && length >= *least && rest.is_empty() => {
                found.push(Fence { label: label.clone(), text: &text[*from..start], closed: true });
                open = None;
            }
            _ => {}
        }
    }
    if let Some((_, _, label, from)) = open {
        found.push(Fence { label, text: &text[from..], closed: false });
    }
    found
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
        let found: Vec<(String, &str, bool)> =
            fences(text).into_iter().map(|fence| (fence.label, fence.text, fence.closed)).collect();
        assert_eq!(
            found,
            [
                ("python".to_owned(), "x = 1\n", true),
                (String::new(), "y\n```\n", true),
                (String::new(), "```\nz\n", false),
            ]
        );
    }
}
