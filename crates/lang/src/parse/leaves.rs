//! Walks over a tree: nodes in preorder, and leaves. Literals and comments are not descended into.

use tree_sitter::{Node, TreeCursor};

use super::Parse;
use super::grammar::{Grammar, Kind};

/// One leaf of a syntax tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Tree-sitter's id of its kind, in the grammar of the tree.
    pub kind: u16,
    /// Where it starts, in bytes.
    pub start: u32,
    /// Where it ends. Empty for what is missing, and for marks such as Go's end of file.
    pub end: u32,
    /// It is a comment.
    pub comment: bool,
    /// It is a literal with quotes (or text whose whitespace means something), whole.
    pub literal: bool,
    /// The grammar expects it and the text does not have it.
    pub missing: bool,
}

/// Iterator over the leaves of a tree, made by [`Parse::leaves`].
pub struct Leaves<'tree>(Preorder<'tree>);

pub(super) fn of(parse: &Parse) -> Leaves<'_> {
    Leaves(preorder(parse))
}

impl Iterator for Leaves<'_> {
    type Item = Leaf;

    fn next(&mut self) -> Option<Leaf> {
        self.0.by_ref().find_map(|node| match node.inner {
            Inner::Children => None,
            inner => Some(Leaf {
                kind: node.node.kind_id(),
                start: node.node.start_byte() as u32,
                end: node.node.end_byte() as u32,
                comment: inner == Inner::Comment,
                literal: inner == Inner::Literal,
                missing: node.node.is_missing(),
            }),
        })
    }
}

/// The nodes of a tree, a parent before its children.
pub(crate) fn preorder(parse: &Parse) -> Preorder<'_> {
    Preorder { grammar: parse.grammar, cursor: parse.tree.walk(), depth: 0, state: State::Start }
}

/// Iterator made by [`preorder`].
pub(crate) struct Preorder<'tree> {
    grammar: &'static Grammar,
    cursor: TreeCursor<'tree>,
    depth: u32,
    state: State,
}

/// A node and where it is.
pub(crate) struct Visit<'tree> {
    pub node: Node<'tree>,
    pub depth: u32,
    pub inner: Inner,
}

/// What is below a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inner {
    /// Its children, which come next.
    Children,
    /// Nothing: a token.
    Token,
    /// Nothing that is visited: a literal.
    Literal,
    /// Nothing that is visited: a comment.
    Comment,
}

enum State {
    Start,
    Descend,
    Next,
    Done,
}

impl<'tree> Iterator for Preorder<'tree> {
    type Item = Visit<'tree>;

    fn next(&mut self) -> Option<Visit<'tree>> {
        match self.state {
            State::Start => {}
            State::Descend => {
                self.cursor.goto_first_child();
                self.depth += 1;
            }
            State::Next => {
                while !self.cursor.goto_next_sibling() {
                    if !self.cursor.goto_parent() {
                        self.state = State::Done;
                        return None;
                    }
                    self.depth -= 1;
                }
            }
            State::Done => return None,
        }
        let node = self.cursor.node();
        let inner = match self.grammar.kind(node.kind_id()) {
            Kind::Literal => Inner::Literal,
            Kind::Comment => Inner::Comment,
            Kind::Code if node.child_count() == 0 => Inner::Token,
            Kind::Code => Inner::Children,
        };
        self.state = if inner == Inner::Children { State::Descend } else { State::Next };
        Some(Visit { node, depth: self.depth, inner })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, parse};

    fn check(language: Language, text: &str, want: &[&str]) {
        let parse = parse(language, text).unwrap();
        let got: Vec<String> = parse
            .leaves()
            .map(|leaf| {
                let mark = if leaf.comment {
                    "c:"
                } else if leaf.literal {
                    "l:"
                } else {
                    ""
                };
                format!("{mark}{}", &text[leaf.start as usize..leaf.end as usize])
            })
            .collect();
        assert_eq!(got, want, "{text:?}");
    }

    #[test]
    fn literals_and_comments_are_one_leaf() {
        check(Language::Python, "x = f'a{b}\\n' # c\n", &["x", "=", "l:f'a{b}\\n'", "c:# c"]);
        check(
            Language::Rust,
            "/// d\nconst A: u8 = b'a';",
            &["c:/// d\n", "const", "A", ":", "u8", "=", "l:b'a'", ";"],
        );
        check(Language::JavaScript, "`a${b}`;", &["l:`a${b}`", ";"]);
        check(Language::Ruby, "a <<~X\n  b #{c}\nX\n", &["a", "<<~X", "l:\n  b #{c}\nX"]);
    }

    #[test]
    fn what_is_missing_is_a_leaf() {
        let parse = parse(Language::C, "int a\n").unwrap();
        let missing: Vec<Leaf> = parse.leaves().filter(|leaf| leaf.missing).collect();
        assert_eq!(missing.len(), 1, "{missing:?}");
        assert_eq!((missing[0].start, missing[0].end), (5, 5));
    }
}
