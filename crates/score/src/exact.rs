//! Exact match with a reference, in four senses.

use serde::{Deserialize, Serialize};
use trommel_lang::{Language, TokenKind, parse, tokens};

use crate::Rate;

/// In which senses one completion is its reference. Each but the last follows from the one before it, and the last from the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exact {
    /// The same bytes.
    pub raw: bool,
    /// The same lines: white space at line ends, the kind of line end, and blank lines at the start and the end do not count.
    pub lines: bool,
    /// The same lexical tokens of the language, comments and white space left out. For Python, lines that start with the same tokens but
    /// stand at another depth are not told apart: the tree does that.
    pub tokens: bool,
    /// The same syntax tree: names and literals as they are; comments, layout, the choice of quotes and trailing commas do not count. What does
    /// not parse has the tree of nothing but the same lines.
    pub tree: bool,
}

/// How many of a run match, in each sense.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExactMatch {
    /// EM: [`Exact::raw`].
    pub em_raw: Rate,
    /// EM: [`Exact::lines`].
    pub em_lines: Rate,
    /// EM: [`Exact::tokens`].
    pub em_tokens: Rate,
    /// EM: [`Exact::tree`].
    pub em_tree: Rate,
}

/// Compares a completion with its reference. Takes time proportional to both.
#[must_use]
pub fn exact_match(language: Option<Language>, completion: &str, reference: &str) -> Exact {
    let raw = completion == reference;
    let lines = raw || same_lines(completion, reference);
    let tokens = lines || same_tokens(language, completion, reference);
    let tree = lines || language.is_some_and(|language| same_tree(language, completion, reference));
    Exact { raw, lines, tokens, tree }
}

impl ExactMatch {
    /// Counts one more.
    pub fn add(&mut self, exact: Exact) {
        let rates = [
            (&mut self.em_raw, exact.raw),
            (&mut self.em_lines, exact.lines),
            (&mut self.em_tokens, exact.tokens),
            (&mut self.em_tree, exact.tree),
        ];
        for (rate, matches) in rates {
            rate.all += 1;
            rate.of += u64::from(matches);
        }
    }
}

/// [`Exact::lines`].
pub(crate) fn same_lines(completion: &str, reference: &str) -> bool {
    stripped(completion).eq(stripped(reference))
}

/// [`Exact::tokens`].
pub(crate) fn same_tokens(language: Option<Language>, completion: &str, reference: &str) -> bool {
    lexical(language, completion).eq(lexical(language, reference))
}

/// [`Exact::tree`].
pub(crate) fn same_tree(language: Language, completion: &str, reference: &str) -> bool {
    same_lines(completion, reference) || {
        let tree = tree(language, completion);
        tree.is_some() && tree == self::tree(language, reference)
    }
}

fn stripped(text: &str) -> impl Iterator<Item = &str> {
    text.trim_matches(['\n', '\r', ' ', '\t']).lines().map(str::trim_end)
}

fn lexical(language: Option<Language>, text: &str) -> impl Iterator<Item = (TokenKind, &[u8])> {
    tokens(language, text).filter(|token| token.kind != TokenKind::Comment).map(|token| (token.kind, token.bytes))
}

/// The nodes in preorder: depth, kind, and a leaf's text; none where the text does not parse.
fn tree(language: Language, text: &str) -> Option<Vec<(u32, u16, &str)>> {
    let parsed = parse(language, text).ok()?;
    if !parsed.validity().parses {
        return None;
    }
    let mut nodes = Vec::new();
    let mut cursor = parsed.tree().walk();
    let mut depth = 0;
    loop {
        let node = cursor.node();
        let leaf = node.child_count() == 0;
        let words = if leaf { text.get(node.byte_range()).unwrap_or_default() } else { "" };
        let quote = matches!(node.kind(), "string_start" | "string_end");
        let words = if quote { words.trim_matches(['"', '\'']) } else { words };
        let skipped = node.is_extra() || (leaf && matches!(words, "," | ";"));
        if !skipped {
            // A mark of the grammar without text, or a quote: its kind alone.
            nodes.push((depth, node.kind_id(), words));
            if cursor.goto_first_child() {
                depth += 1;
                continue;
            }
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return Some(nodes);
            }
            depth -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(completion: &str, reference: &str) -> String {
        let exact = exact_match(Some(Language::Python), completion, reference);
        [(exact.raw, 'r'), (exact.lines, 'l'), (exact.tokens, 't'), (exact.tree, 'a')]
            .iter()
            .map(|(matches, letter)| if *matches { *letter } else { '-' })
            .collect()
    }

    #[test]
    fn the_four_senses() {
        assert_eq!(check("def f(a):\n    return a\n", "def f(a):\n    return a\n"), "rlta");
        assert_eq!(check("\ndef f(a):  \r\n    return a", "def f(a):\n    return a\n"), "-lta");
        assert_eq!(check("def f( a ):\n  return a # yes\n", "def f(a):\n    return a\n"), "--ta");
        assert_eq!(check("x = 'a'\n", "x = \"a\"\n"), "---a");
        assert_eq!(check("x = [1, 2,]\n", "x = [1, 2]\n"), "---a");
        assert_eq!(check("x = r'a'\n", "x = 'a'\n"), "----");
        assert_eq!(check("def f(b):\n    return b\n", "def f(a):\n    return a\n"), "----");
    }

    /// Same tokens, other program.
    #[test]
    fn depth_counts_in_the_tree() {
        assert_eq!(check("if a:\n    b()\nc()\n", "if a:\n    b()\n    c()\n"), "--t-");
    }

    #[test]
    fn what_does_not_parse_has_its_own_tree_alone() {
        assert_eq!(check("def f(:\n", "def f(:\n"), "rlta");
        assert_eq!(check("def f(:\n", "def f( :\n"), "--t-");
    }
}
