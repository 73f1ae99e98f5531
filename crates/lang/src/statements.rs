//! The statements of a Python module: what each binds, what it changes, what it uses.

use std::collections::BTreeSet;
use std::ops::Range;

use tree_sitter::Node;

use crate::{Language, Parse};

/// What a top-level statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// `import`, `from … import`.
    Import,
    /// A function or a class, decorated or not.
    Definition,
    /// `if __name__ == …`.
    MainGuard,
    /// An assertion.
    Assert,
    /// Anything else that binds, changes or does something.
    Other,
    /// A string or another constant on its own.
    Constant,
    /// What tree-sitter could not make sense of.
    Error,
}

/// A top-level statement of a Python module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Names that it binds in the module.
    pub binds: BTreeSet<String>,
    /// Names whose objects it changes: of `d` in `d[k] = v`, `d.x = v`, `d.append(v)`.
    pub changes: BTreeSet<String>,
    /// All names in it, those of attributes, parameters and keyword arguments too.
    pub uses: BTreeSet<String>,
}

/// The top-level statements of a Python module in order, comments left out. Names are those of module scope: what a function, a class
/// or a comprehension binds inside is not among what the statement binds. None for another language.
pub fn statements(parse: &Parse, text: &str) -> Vec<Statement> {
    if parse.language() != Language::Python {
        return Vec::new();
    }
    let root = parse.tree().root_node();
    let mut cursor = root.walk();
    let nodes = root.named_children(&mut cursor).filter(|node| node.kind() != "comment");
    nodes.map(|node| statement(node, text)).collect()
}

fn statement(node: Node<'_>, text: &str) -> Statement {
    let mut statement = Statement {
        kind: kind(node, text),
        range: node.byte_range(),
        binds: BTreeSet::new(),
        changes: BTreeSet::new(),
        uses: BTreeSet::new(),
    };
    walk(node, text, &mut statement);
    statement
}

fn kind(node: Node<'_>, text: &str) -> StatementKind {
    match node.kind() {
        "import_statement" | "import_from_statement" | "future_import_statement" => StatementKind::Import,
        "function_definition" | "class_definition" | "decorated_definition" => StatementKind::Definition,
        "if_statement"
            if node
                .child_by_field_name("condition")
                .is_some_and(|test| text[test.byte_range()].contains("__name__")) =>
        {
            StatementKind::MainGuard
        }
        "assert_statement" => StatementKind::Assert,
        "ERROR" => StatementKind::Error,
        "expression_statement" if node.named_child(0).is_some_and(is_constant) => StatementKind::Constant,
        _ => StatementKind::Other,
    }
}

fn is_constant(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        "string" | "concatenated_string" | "integer" | "float" | "true" | "false" | "none" | "ellipsis" | "identifier"
    )
}

/// Collects the names of a statement, without recursion: a text can nest as deep as it likes.
fn walk(node: Node<'_>, text: &str, into: &mut Statement) {
    // A node, and whether what it binds is bound in the module rather than in a function or a class.
    let mut open = vec![(node, true)];
    while let Some((node, module)) = open.pop() {
        let inner = match node.kind() {
            "identifier" => {
                into.uses.insert(text[node.byte_range()].to_owned());
                continue;
            }
            "function_definition" | "class_definition" => {
                if let (true, Some(name)) = (module, node.child_by_field_name("name")) {
                    into.binds.insert(text[name.byte_range()].to_owned());
                }
                false
            }
            "lambda"
            | "list_comprehension"
            | "set_comprehension"
            | "dictionary_comprehension"
            | "generator_expression" => false,
            kind => {
                if module {
                    bound(node, kind, text, into);
                }
                module
            }
        };
        let mut cursor = node.walk();
        open.extend(node.named_children(&mut cursor).map(|child| (child, inner)));
    }
}

/// What a node of module scope binds or changes.
fn bound(node: Node<'_>, kind: &str, text: &str, into: &mut Statement) {
    let field = |name| node.child_by_field_name(name);
    match kind {
        "assignment" | "augmented_assignment" | "for_statement" => {
            if let Some(left) = field("left") {
                targets(left, text, into);
            }
        }
        "named_expression" => {
            if let Some(name) = field("name") {
                targets(name, text, into);
            }
        }
        "as_pattern" => {
            if let Some(alias) = field("alias") {
                targets(alias, text, into);
            }
        }
        "aliased_import" => {
            if let Some(alias) = field("alias") {
                into.binds.insert(text[alias.byte_range()].to_owned());
            }
        }
        "import_statement" | "import_from_statement" => {
            let module = field("module_name").map(|module| module.id());
            let mut cursor = node.walk();
            for name in node.named_children(&mut cursor).filter(|child| Some(child.id()) != module) {
                if name.kind() == "dotted_name" {
                    let first = text[name.byte_range()].split('.').next().unwrap_or_default();
                    into.binds.insert(first.to_owned());
                }
            }
        }
        "delete_statement" => {
            let mut cursor = node.walk();
            for child in node.named_children(&mut cursor) {
                targets(child, text, into);
            }
        }
        "call" => {
            if let Some(function) = field("function").filter(|function| function.kind() == "attribute") {
                if let Some(base) = base(function) {
                    into.changes.insert(text[base.byte_range()].to_owned());
                }
            }
        }
        _ => {}
    }
}

/// The names that an assignment's left side binds, and those whose objects it changes.
fn targets(left: Node<'_>, text: &str, into: &mut Statement) {
    let mut open = vec![left];
    while let Some(node) = open.pop() {
        match node.kind() {
            "identifier" => {
                into.binds.insert(text[node.byte_range()].to_owned());
            }
            "subscript" | "attribute" => {
                if let Some(base) = base(node) {
                    into.changes.insert(text[base.byte_range()].to_owned());
                }
            }
            _ => {
                let mut cursor = node.walk();
                open.extend(node.named_children(&mut cursor));
            }
        }
    }
}

/// The name at the start of `a.b[c].d`.
fn base(mut node: Node<'_>) -> Option<Node<'_>> {
    loop {
        node = match node.kind() {
            "identifier" => return Some(node),
            "attribute" => node.child_by_field_name("object")?,
            "subscript" => node.child_by_field_name("value")?,
            "call" => node.child_by_field_name("function")?,
            _ => return None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let parse = crate::parse(Language::Python, text).unwrap();
        let list = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(" ");
        let line = |statement: Statement| {
            format!("{:?} [{}] [{}]", statement.kind, list(&statement.binds), list(&statement.changes))
        };
        statements(&parse, text).into_iter().map(line).collect()
    }

    #[test]
    fn statements_tell_what_they_bind_and_change() {
        for (text, expected) in [
            ("import os.path, sys as s\n", "Import [os s] []"),
            ("from a.b import c, d as e\n", "Import [c e] []"),
            ("from __future__ import annotations\n", "Import [] []"),
            ("@cache\ndef f(a, b=1):\n    x = a\n    return [y for y in x]\n", "Definition [f] []"),
            ("class A:\n    x = 1\n    def m(self): self.y = 1\n", "Definition [A] []"),
            ("a, (b, *c) = d = 1, (2, 3)\n", "Other [a b c d] []"),
            ("a += 1\n", "Other [a] []"),
            ("a[0].b = c.d['x'] = 1\n", "Other [] [a c]"),
            ("a.append(b)\n", "Other [] [a]"),
            ("for i, j in x:\n    m[i] = j\n", "Other [i j] [m]"),
            ("with open(x) as h:\n    y = 1\n", "Other [h y] []"),
            ("try:\n    import a\nexcept E:\n    a = None\n", "Other [a] []"),
            ("if x:\n    def f(): pass\n", "Other [f] []"),
            ("if __name__ == '__main__':\n    x = 1\n", "MainGuard [x] []"),
            ("assert f(1)\n", "Assert [] []"),
            ("(n := 3)\n", "Other [n] []"),
            ("'text'\n", "Constant [] []"),
            ("# remark\n", ""),
        ] {
            assert_eq!(shown(text).join("; "), expected, "{text}");
        }
    }
}
