//! Names of functions, of the types they belong to, and of their parameters.

use tree_sitter::Node;

/// The qualifier that the definition itself gives (C++ `A::f`, a Go receiver) and the name.
pub(super) fn name(core: Node, bound: Option<Node>, text: &str) -> (Option<String>, Option<String>) {
    let Some(node) = name_node(core, bound) else {
        return match core.kind() {
            "operator_declaration" => (None, operator(core, "operator", text)),
            "conversion_operator_declaration" => (None, operator(core, "type", text)),
            _ => (None, None),
        };
    };
    let name = match node.kind() {
        "computed_property_name" => None,
        "string" => Some(text[node.byte_range()].trim_matches(['"', '\'']).to_owned()),
        "operator_cast" => {
            let end =
                node.child_by_field_name("declarator").map_or(node.end_byte(), |declarator| declarator.start_byte());
            Some(collapsed(&text[node.start_byte()..end]))
        }
        "object_pattern" | "array_pattern" | "subscript_expression" => None,
        _ if core.kind() == "destructor_declaration" => Some(format!("~{}", &text[node.byte_range()])),
        _ => Some(type_name(node, text)),
    };
    let receiver = core.child_by_field_name("receiver").and_then(|list| list.named_child(0));
    if let Some(receiver) = receiver.and_then(|declaration| declaration.child_by_field_name("type")) {
        return (Some(type_name(receiver, text)), name);
    }
    match name {
        Some(path) if core.kind() == "function_definition" && path.contains("::") => {
            let (qualifier, name) = path.rsplit_once("::").unwrap_or_default();
            (Some(qualifier.trim_start_matches("::").to_owned()).filter(|path| !path.is_empty()), Some(name.to_owned()))
        }
        name => (None, name),
    }
}

/// The type that a method defined outside of it belongs to: Go's receiver, the path before the name in C++.
pub(crate) fn owner(node: Node, text: &str) -> Option<String> {
    name(node, None, text).0
}

/// The node of the name.
pub(super) fn name_node<'tree>(core: Node<'tree>, bound: Option<Node<'tree>>) -> Option<Node<'tree>> {
    if let Some(bound) = bound {
        return Some(bound.child_by_field_name("property").unwrap_or(bound));
    }
    if let Some(name) = core.child_by_field_name("name") {
        return Some(name);
    }
    let mut at = core.child_by_field_name("declarator")?;
    while is_declarator(at) {
        at = inside(at)?;
    }
    Some(at)
}

/// A type without its generic arguments, references and pointers; a path keeps its separators.
pub(crate) fn type_name(node: Node, text: &str) -> String {
    let inner = match node.kind() {
        "generic_type" | "template_type" | "template_function" | "generic_name" => node
            .child_by_field_name("type")
            .or_else(|| node.child_by_field_name("name"))
            .or_else(|| node.named_child(0)),
        "reference_type" | "pointer_type" => node
            .child_by_field_name("type")
            .or_else(|| node.named_child(node.named_child_count().saturating_sub(1) as u32)),
        "parenthesized_type" => node.named_child(0),
        "qualified_identifier" | "scoped_type_identifier" | "scoped_identifier" => {
            let scope = node.child_by_field_name("scope").or_else(|| node.child_by_field_name("path"));
            return match (scope, node.child_by_field_name("name")) {
                (Some(scope), Some(name)) => format!("{}::{}", type_name(scope, text), type_name(name, text)),
                (None, Some(name)) => type_name(name, text),
                _ => collapsed(&text[node.byte_range()]),
            };
        }
        _ => None,
    };
    match inner {
        Some(inner) => type_name(inner, text),
        None => collapsed(&text[node.byte_range()]),
    }
}

/// The parameters of a function, in order.
pub(super) fn parameters(core: Node, text: &str) -> Vec<String> {
    let list = match parameter_list(core) {
        Some(list) => list,
        // An arrow function with one parameter.
        None => {
            return core
                .child_by_field_name("parameter")
                .map(|one| text[one.byte_range()].to_owned())
                .into_iter()
                .collect();
        }
    };
    let mut names = Vec::new();
    let mut cursor = list.walk();
    for (index, child) in list.children(&mut cursor).enumerate() {
        // C# puts the type and the name of its `params` into the list itself.
        if list.field_name_for_child(index as u32) == Some("type") {
            continue;
        }
        match child.kind() {
            "self_parameter"
            | "receiver_parameter"
            | "keyword_separator"
            | "positional_separator"
            | "attribute_item" => {}
            // C's variadic mark is a token in some grammars.
            "..." => names.push("...".to_owned()),
            kind if !child.is_named() || kind.ends_with("comment") => {}
            // C's `(void)`.
            "parameter_declaration" if &text[child.byte_range()] == "void" => {}
            _ => {
                let mut own = parameter(child, text);
                let is_receiver = |name: &String| {
                    name == "this"
                        || index <= 1 && core.kind() == "function_definition" && (name == "self" || name == "cls")
                };
                own.retain(|name| !is_receiver(name));
                names.append(&mut own);
            }
        }
    }
    names
}

/// A Go declaration may name several, or none.
fn parameter(node: Node, text: &str) -> Vec<String> {
    let mut cursor = node.walk();
    let named: Vec<Node> = node.children_by_field_name("name", &mut cursor).collect();
    if named.len() > 1 {
        return named.iter().map(|name| text[name.byte_range()].to_owned()).collect();
    }
    let mut at = node;
    loop {
        let field = ["name", "pattern", "declarator", "left"].iter().find_map(|field| at.child_by_field_name(field));
        let splat = || at.named_child(at.named_child_count().checked_sub(1)? as u32);
        at = match field {
            Some(next) => next,
            None => match at.kind() {
                "typed_parameter" | "parenthesized_declarator" => match at.named_child(0) {
                    Some(first) => first,
                    None => break,
                },
                kind if kind.contains("splat") || kind.starts_with("rest_") || kind == "spread_parameter" => {
                    match splat() {
                        Some(last) => last,
                        None => break,
                    }
                }
                kind if is_declarator(at) || kind == "mut_pattern" || kind == "reference_pattern" => match splat() {
                    Some(last) => last,
                    None => break,
                },
                _ => break,
            },
        };
    }
    vec![collapsed(&text[at.byte_range()])]
}

fn parameter_list(core: Node) -> Option<Node> {
    if let Some(list) = core.child_by_field_name("parameters") {
        return Some(list);
    }
    // The innermost declarator has those of the function; outer ones those of what it returns.
    let mut list = None;
    let mut at = core.child_by_field_name("declarator");
    while let Some(node) = at {
        list = node.child_by_field_name("parameters").or(list);
        at = if is_declarator(node) || node.kind() == "operator_cast" { inside(node) } else { qualified(node) };
    }
    list
}

/// `A::operator bool()` has its declarator in its name.
fn qualified(node: Node) -> Option<Node> {
    node.child_by_field_name("name").filter(|_| node.kind() == "qualified_identifier")
}

fn is_declarator(node: Node) -> bool {
    node.kind().ends_with("_declarator")
}

/// What a declarator declares: `f(int)` in `*f(int)`.
fn inside(node: Node) -> Option<Node> {
    let mut cursor = node.walk();
    node.child_by_field_name("declarator").or_else(|| {
        let named: Vec<Node> =
            node.named_children(&mut cursor).filter(|child| !child.kind().ends_with("comment")).collect();
        named.into_iter().rev().find(|child| is_declarator(*child) || child.kind().ends_with("identifier"))
    })
}

/// Where a constructor's list of initialisers starts: it belongs to the body.
pub(super) fn initializer(core: Node) -> Option<usize> {
    let mut cursor = core.walk();
    let kinds = ["field_initializer_list", "constructor_initializer"];
    core.children(&mut cursor).find(|child| kinds.contains(&child.kind())).map(|child| child.start_byte())
}

pub(super) fn only_child(node: Node) -> Option<Node> {
    let mut cursor = node.walk();
    let mut named = node.named_children(&mut cursor).filter(|child| !child.kind().ends_with("comment"));
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

fn operator(core: Node, field: &str, text: &str) -> Option<String> {
    core.child_by_field_name(field).map(|what| format!("operator {}", collapsed(&text[what.byte_range()])))
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
