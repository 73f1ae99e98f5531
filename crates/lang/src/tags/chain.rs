//! What is before the argument list, taken apart: a root and the names behind it.

use std::ops::Range;

use tree_sitter::Node;

use crate::Language;

/// A callee: `std::fs` `::read` of `std::fs::read(…)`, a value and `.push` of `f().push(…)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    pub root: Root,
    /// Names behind the root, each with the separator before it.
    pub names: Vec<(&'static str, String)>,
    /// The last name, in bytes; where there is none, the end of the callee.
    pub token: Range<usize>,
}

impl Chain {
    /// Whether its last name is one that the parser made up, to go on behind an error: it is empty.
    pub(super) fn is_made_up(&self) -> bool {
        match (self.names.last(), &self.root) {
            (Some((_, name)), _) | (None, Root::Name(name)) => name.is_empty(),
            (None, Root::This | Root::Value) => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Name(String),
    /// The object or the class that the method belongs to.
    This,
    /// Anything else: a call, a literal, an index, `super`.
    Value,
}

/// One step of taking apart.
enum Step<'tree> {
    /// A name of an object; without an object, of the outermost namespace.
    Member(Option<Node<'tree>>, &'static str, Node<'tree>),
    /// A path in one node, with its last name.
    Path(Vec<String>, &'static str, Range<usize>),
    /// Says no more than what is inside.
    Through(Node<'tree>),
    Root(Root),
}

/// The chain of an expression or type.
pub(super) fn of(language: Language, callee: Node, text: &str) -> Chain {
    let mut names = Vec::new();
    let mut token = None;
    let mut at = callee;
    let root = loop {
        match step(language, at, names.last().map(|(separator, _)| *separator), text) {
            Step::Through(inner) => at = inner,
            Step::Member(object, separator, name) => {
                let mut own = Vec::new();
                if !spell(name, separator, text, &mut own, &mut token) {
                    // The name is computed.
                    names.clear();
                    token = Some(at.end_byte()..at.end_byte());
                    break Root::Value;
                }
                names.extend(own.into_iter().rev());
                match object {
                    Some(object) => at = object,
                    None => break names.pop().map_or(Root::Value, |(_, name)| Root::Name(name)),
                }
            }
            Step::Path(path, separator, last) => {
                token.get_or_insert(last);
                let mut path = path.into_iter();
                let root = path.next().map_or(Root::Value, Root::Name);
                names.extend(path.rev().map(|name| (separator, name)));
                break root;
            }
            Step::Root(root) => {
                if token.is_none() && root == Root::Value {
                    token = Some(callee.end_byte()..callee.end_byte());
                }
                break root;
            }
        }
    };
    names.reverse();
    Chain { root, names, token: token.unwrap_or_else(|| at.byte_range()) }
}

/// The names in `node`, each with the separator before it: C++ nests paths to the right. False when one is computed.
fn spell(
    node: Node,
    separator: &'static str,
    text: &str,
    names: &mut Vec<(&'static str, String)>,
    token: &mut Option<Range<usize>>,
) -> bool {
    let mut separator = separator;
    let mut at = node;
    loop {
        if let Some(inner) = generic(at) {
            at = inner;
        } else if at.kind() == "qualified_identifier" {
            let Some(name) = at.child_by_field_name("name") else { return false };
            if let Some(scope) = at.child_by_field_name("scope") {
                names.push((separator, text[generic(scope).unwrap_or(scope).byte_range()].to_owned()));
            }
            separator = "::";
            at = name;
        } else if is_name(at) {
            names.push((separator, text[at.byte_range()].to_owned()));
            token.get_or_insert(at.byte_range());
            return true;
        } else {
            return false;
        }
    }
}

/// `before` is the separator behind the node; without one the node is all there is.
fn step<'tree>(language: Language, node: Node<'tree>, before: Option<&str>, text: &str) -> Step<'tree> {
    let field = |name| node.child_by_field_name(name);
    let member = |object, separator, name| match field(name) {
        Some(name) => Step::Member(field(object), separator, name),
        None => Step::Root(Root::Value),
    };
    if let Some(inner) = generic(node) {
        return Step::Through(inner);
    }
    match node.kind() {
        "attribute" => member("object", ".", "attribute"),
        "field_access" => member("object", ".", "field"),
        "selector_expression" => member("operand", ".", "field"),
        "qualified_type" => member("package", ".", "name"),
        "member_expression" | "nested_identifier" => member("object", ".", "property"),
        "member_access_expression" => member("expression", ".", "name"),
        "conditional_access_expression" => {
            let binding = node.named_child(node.named_child_count().saturating_sub(1) as u32);
            match binding.filter(|binding| binding.kind() == "member_binding_expression") {
                Some(binding) => match binding.child_by_field_name("name") {
                    Some(name) => Step::Member(field("condition"), ".", name),
                    None => Step::Root(Root::Value),
                },
                None => Step::Root(Root::Value),
            }
        }
        "field_expression" if language == Language::Rust => member("value", ".", "field"),
        "field_expression" => {
            let operator = field("operator").map_or(".", |operator| &text[operator.byte_range()]);
            match operator {
                "." => member("argument", ".", "field"),
                // A pointer is a variable.
                "->" if field("argument").is_some_and(|object| object.kind() == "this") => {
                    member("argument", ".", "field")
                }
                // What is pointed to is a variable's, whatever the name: the operator stands for it.
                "->" => member("operator", ".", "field"),
                _ => Step::Root(Root::Value),
            }
        }
        "qualified_identifier" => member("scope", "::", "name"),
        "scoped_identifier" | "scoped_type_identifier" if field("name").is_some() => {
            let separator = if language == Language::Java { "." } else { "::" };
            let object = if field("path").is_some() { "path" } else { "scope" };
            member(object, separator, "name")
        }
        // Java's grammar gives these no fields.
        "scoped_type_identifier" => java_type(node),
        "scope_resolution" => member("scope", "::", "name"),
        "qualified_name" if language == Language::CSharp => member("qualifier", ".", "name"),
        // `global::System`: the root is `System`.
        "alias_qualified_name" => member("", ".", "name"),
        "qualified_name" | "relative_name" | "namespace_name" => php_path(node, text),
        "this" | "self" | "relative_scope" => Step::Root(match &text[node.byte_range()] {
            "parent" => Root::Value,
            // Rust's `self::f` is a path.
            "self" if language == Language::Rust && before == Some("::") => Root::Name("self".to_owned()),
            _ => Root::This,
        }),
        "variable_name" => Step::Root(match &text[node.byte_range()] {
            "$this" => Root::This,
            name => Root::Name(name.to_owned()),
        }),
        "super" if language == Language::Rust => Step::Root(Root::Name("super".to_owned())),
        "super" | "base" => Step::Root(Root::Value),
        _ if is_name(node) => {
            let name = &text[node.byte_range()];
            let is_this = match language {
                Language::Python => matches!(name, "self" | "cls"),
                Language::Rust => name == "Self",
                _ => false,
            };
            Step::Root(if is_this && before.is_some() { Root::This } else { Root::Name(name.to_owned()) })
        }
        _ => Step::Root(Root::Value),
    }
}

/// What a node says besides type arguments and marks that change nothing.
fn generic(node: Node) -> Option<Node> {
    match node.kind() {
        "generic_type" | "generic_type_with_turbofish" => {
            node.child_by_field_name("type").or_else(|| node.named_child(0))
        }
        "generic_function" => node.child_by_field_name("function"),
        "template_function" | "template_type" | "template_method" => node.child_by_field_name("name"),
        "dependent_name" | "generic_name" | "non_null_expression" | "type_instantiation_expression" => {
            node.named_child(0)
        }
        "postfix_unary_expression" => node.named_child(0).filter(|_| node.named_child_count() == 1),
        "instantiation_expression" => node.child_by_field_name("function").or_else(|| node.named_child(0)),
        // Java's annotated types.
        "annotated_type" => node.named_child(node.named_child_count().checked_sub(1)? as u32),
        _ => None,
    }
}

fn is_name(node: Node) -> bool {
    matches!(
        node.kind(),
        "identifier"
            | "type_identifier"
            | "field_identifier"
            | "property_identifier"
            | "private_property_identifier"
            | "namespace_identifier"
            | "package_identifier"
            | "constant"
            | "name"
            | "primitive_type"
            | "predefined_type"
            | "crate"
            | "metavariable"
            | "undefined"
            | "import"
            | "destructor_name"
            | "operator_name"
    )
}

fn java_type(node: Node) -> Step {
    match (node.named_child(0), node.named_child(node.named_child_count().saturating_sub(1) as u32)) {
        (Some(first), Some(last)) if first.id() != last.id() => Step::Member(Some(first), ".", last),
        _ => Step::Root(Root::Value),
    }
}

/// `A\B\c`; `\A\b` and `namespace\f`, to which imports do not apply, are one name.
fn php_path<'tree>(node: Node<'tree>, text: &str) -> Step<'tree> {
    let path = &text[node.byte_range()];
    let last = node
        .named_child(node.named_child_count().saturating_sub(1) as u32)
        .map_or(node.byte_range(), |last| last.byte_range());
    match path.strip_prefix('\\') {
        Some(whole) => Step::Path(vec![whole.to_owned()], "\\", last),
        None if node.kind() == "relative_name" => Step::Path(vec![path.to_owned()], "\\", last),
        None => Step::Path(path.split('\\').map(|name| name.trim().to_owned()).collect(), "\\", last),
    }
}
