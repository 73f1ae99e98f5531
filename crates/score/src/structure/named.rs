//! The tree of a program: the named nodes of its syntax tree.

use std::borrow::Cow;

use trommel_lang::{Language, Parse, parse};

use super::tree::{Labels, Tree};

/// What a node of the tree is told apart by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NodeLabels {
    /// Its kind in the grammar: names, literals and operators do not count. `a + b` is `x - y`.
    #[default]
    Kind,
    /// Its kind; and if it has no child, its text; and if it has an operator, that: names, literals and operators count.
    KindAndText,
}

/// A text that was parsed.
pub(super) struct Parsed<'t> {
    pub text: Cow<'t, str>,
    pub parse: Parse,
}

/// The syntax tree of a text without syntax errors. PHP without an opening tag is taken for code, and a member of a class without the
/// class, in Java and C#, is parsed inside one where it does not parse by itself.
pub(super) fn parsed(language: Language, text: &str) -> Option<Parsed<'_>> {
    let valid = |text: Cow<'_, str>| {
        let parse = parse(language, &text).ok()?;
        parse.validity().parses.then_some(parse)
    };
    if language == Language::Php && !text.contains("<?") {
        let text = Cow::from(format!("<?php\n{text}\n"));
        return valid(text.clone()).map(|parse| Parsed { text, parse });
    }
    let text = Cow::from(text);
    if let Some(parse) = valid(text.clone()) {
        return Some(Parsed { text, parse });
    }
    if matches!(language, Language::Java | Language::CSharp) {
        let text = Cow::from(format!("class A {{\n{text}\n}}\n"));
        return valid(text.clone()).map(|parse| Parsed { text, parse });
    }
    None
}

/// The tree of the named nodes that are not comments or other extras.
pub(super) fn tree<'p>(
    parsed: &'p Parsed<'_>,
    by: NodeLabels,
    labels: &mut Labels<(&'p str, &'p str, &'p str)>,
) -> Tree {
    let mut nodes: Vec<(u32, u32)> = Vec::new();
    let mut cursor = parsed.parse.tree().walk();
    let mut depth = 0;
    loop {
        let node = cursor.node();
        let counts = nodes.is_empty() || (node.is_named() && !node.is_extra());
        if counts {
            let text = |bytes| parsed.text.get(bytes).unwrap_or_default();
            let (mut words, mut operator) = ("", "");
            if by == NodeLabels::KindAndText {
                words = if node.child_count() == 0 { text(node.byte_range()) } else { "" };
                let field = |name| node.child_by_field_name(name).filter(|child| !child.is_named());
                operator =
                    field("operator").or_else(|| field("operators")).map_or("", |child| text(child.byte_range()));
            }
            nodes.push((depth, labels.number((node.kind(), words, operator))));
            if cursor.goto_first_child() {
                depth += 1;
                continue;
            }
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                // There is a root, and depths come from the cursor.
                return Tree::from_preorder(&nodes).unwrap_or_else(Tree::leaf);
            }
            depth -= 1;
        }
    }
}
