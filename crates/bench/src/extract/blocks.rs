//! Python statements out of a text that is no program: prose between them, a torn end.
//!
//! The text is cut into blocks, each from a line without indentation to the next, brackets and triple quotes respected; a block that
//! compiles is code. Every block is parsed once, so this takes time proportional to the text.

use std::ops::Range;

/// The most blocks; a longer text is no completion worth taking apart.
const MAX_BLOCKS: usize = 20_000;

/// Words that go on with a statement at the same indentation.
const CONTINUE: &[&str] = &["else", "elif", "except", "finally"];

/// Words that start a statement: no bracket that is open before such a line is meant.
const START: &[&str] = &["def", "class", "import", "from", "return", "with", "while", "assert", "@", "async"];

/// The blocks of a text, in order; `None` where there are too many.
pub(super) fn blocks(text: &str) -> Option<Vec<Range<usize>>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut state = State::default();
    // The lines before belong to a decorator that waits for its function.
    let mut decorated = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let word = first_word(line);
        if state.open > 0 && START.contains(&word) {
            state.open = 0;
        }
        let inside = state.triple.is_some() || state.open > 0 || state.joined;
        let blank = line.trim().is_empty();
        let fresh =
            !inside && !blank && !line.starts_with([' ', '\t']) && !CONTINUE.contains(&word) && !starts_closed(line);
        match blocks.last_mut() {
            Some(block) if !fresh || decorated => block.end = at,
            _ => {
                blocks.push(start..at);
                if blocks.len() > MAX_BLOCKS {
                    return None;
                }
            }
        }
        if !blank && !inside {
            decorated = word == "@" || (decorated && !fresh);
        }
        state.line(line, &text[at..]);
    }
    Some(blocks)
}

/// A line that closes what another opened.
fn starts_closed(line: &str) -> bool {
    line.starts_with([')', ']', '}'])
}

fn first_word(line: &str) -> &str {
    if line.starts_with('@') {
        return "@";
    }
    let end = line.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(line.len());
    &line[..end]
}

/// What is open at the end of a line.
#[derive(Default)]
struct State {
    /// Brackets.
    open: usize,
    /// The triple quote.
    triple: Option<&'static str>,
    /// Triple quotes of which the text has no further one: those are not meant.
    dead: [bool; 2],
    /// A backslash at the line's end.
    joined: bool,
}

const QUOTES: [&str; 2] = ["\"\"\"", "'''"];

impl State {
    /// Passes a line; `rest` is the text after it.
    fn line(&mut self, line: &str, rest: &str) {
        let mut at = 0;
        self.joined = false;
        while at < line.len() {
            let here = &line[at..];
            if let Some(quote) = self.triple {
                match here.find(quote) {
                    Some(end) => {
                        at += end + 3;
                        self.triple = None;
                    }
                    None => return,
                }
                continue;
            }
            let Some(char) = here.chars().next() else { return };
            match char {
                '#' => return,
                '(' | '[' | '{' => self.open += 1,
                ')' | ']' | '}' => self.open = self.open.saturating_sub(1),
                '\\' if here.trim_end_matches(['\r', '\n']) == "\\" => self.joined = true,
                '"' | '\'' => {
                    let kind = usize::from(char == '\'');
                    let quote = QUOTES[kind];
                    if here.starts_with(quote) && !self.dead[kind] {
                        if here[3..].contains(quote) || rest.contains(quote) {
                            self.triple = Some(quote);
                        } else {
                            self.dead[kind] = true;
                        }
                        at += 3;
                    } else {
                        at += short_string(here, char);
                    }
                    continue;
                }
                _ => {}
            }
            at += char.len_utf8();
        }
    }
}

/// The length of a string in single quotes at the start of `here`, or 1 where it does not end on the line: an apostrophe.
fn short_string(here: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in here.char_indices().skip(1) {
        match char {
            '\n' => break,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == quote => return at + 1,
            _ => {}
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_statements_start() {
        let text = "Here's a function:\n```python\n@cache\ndef f(\n    a\n):\n    \"\"\"doc\nat 0\n\"\"\"\n    return {\n1: 2}\n\nif x:\n    y\nelse:\n    z\n\
                    That's (all\ndef g(): pass\n";
        let found: Vec<&str> = blocks(text).unwrap().into_iter().map(|block| &text[block]).collect();
        assert_eq!(
            found,
            [
                "Here's a function:\n",
                "```python\n",
                "@cache\ndef f(\n    a\n):\n    \"\"\"doc\nat 0\n\"\"\"\n    return {\n1: 2}\n\n",
                "if x:\n    y\nelse:\n    z\n",
                "That's (all\n",
                "def g(): pass\n",
            ]
        );
    }

    #[test]
    fn a_quote_that_never_closes_is_passed() {
        let text = "\"\"\" is a quote\ndef f(): pass\n''' too\n''' and \"\"\"\nx\n";
        assert!(blocks(text).unwrap().len() >= 2);
        assert!(blocks(&"x\n".repeat(MAX_BLOCKS + 1)).is_none());
    }
}
