//! One walk over a tree: calls as written, names and where they are bound, definitions, constructs.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::chain::{self, Chain, Root};
use super::constructs;
use super::imports;
use super::rows;
use super::scope::{Binding, Scopes};
use super::table::{self, Binder, Form, Row};
use super::tokens;
use crate::functions::{owner, type_name};
use crate::parse::{Inner, preorder};
use crate::{Language, Parse};

/// What the walk saw.
pub(super) struct Survey {
    pub calls: Vec<Raw>,
    pub scopes: Scopes,
    /// Types, and what else has methods, that the file defines.
    pub types: BTreeSet<String>,
    pub constructs: BTreeSet<&'static str>,
}

/// A call as it is written.
pub(super) struct Raw {
    pub chain: Chain,
    pub kind: Kind,
    pub scope: usize,
    /// The innermost class around it.
    pub class: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Function,
    /// The chain is a type.
    Type,
    Macro,
}

pub(super) fn of(parse: &Parse, text: &str) -> Survey {
    let language = parse.language();
    let row = rows::row(language);
    let mut survey =
        Survey { calls: Vec::new(), scopes: Scopes::new(), types: BTreeSet::new(), constructs: BTreeSet::new() };
    let mut classes: Vec<(u32, String)> = Vec::new();
    // The nodes that the last assignment assigns to.
    let mut assigned = Vec::new();
    // Where the tokens of a macro end, and where attributes among them do.
    let (mut in_macro, mut in_attribute) = (0, 0);
    for visit in preorder(parse) {
        let node = visit.node;
        survey.scopes.leave(visit.depth);
        while classes.last().is_some_and(|(depth, _)| *depth >= visit.depth) {
            classes.pop();
        }
        let role = table::role(parse, node);
        survey.constructs.extend(role.constructs);
        match visit.inner {
            Inner::Comment => continue,
            Inner::Token if !node.is_named() && text[node.byte_range()] == *"async" => {
                survey.constructs.insert("async");
            }
            Inner::Token | Inner::Literal | Inner::Children => {}
        }
        if role.look {
            constructs::look(language, node, text, &mut survey.constructs);
        }
        if let Some(name) = role.defines.and_then(|field| node.child_by_field_name(field)) {
            let is_definition =
                !matches!(language, Language::C | Language::Cpp) || node.child_by_field_name("body").is_some();
            survey.types.extend(Some(last_name(&type_name(name, text))).filter(|_| is_definition));
        }
        let names = if role.import { imports::of(language, node, text) } else { Vec::new() };
        let imports_some = !names.is_empty();
        for (name, import) in names {
            survey.scopes.bind(name, None, Binding::Import(import));
        }
        if let (Some(binder), false) = (role.binder, imports_some) {
            bind(&mut survey.scopes, binder, node, text, false);
        }
        if role.scope {
            survey.scopes.enter(node.start_byte(), visit.depth);
        }
        if let Some(binder) = role.binder {
            bind(&mut survey.scopes, binder, node, text, true);
        }
        if let Some(field) = role.class
            && let Some(name) = class_name(node, field)
        {
            classes.push((visit.depth, last_name(&type_name(name, text))));
        } else if role.outside
            && let Some(class) = owner(node, text)
        {
            if let Some(receiver) = receiver(node) {
                let name = text[receiver.byte_range()].to_owned();
                survey.scopes.bind(name, None, Binding::Receiver(last_name(&class)));
            }
            classes.push((visit.depth, last_name(&class)));
        }
        if language == Language::Ruby && visit.inner == Inner::Children {
            assigned = targets(node).unwrap_or(assigned);
        }
        let class = || classes.last().map(|(_, class)| class.clone());
        if let Some(form) = role.call.filter(|_| !assigned.contains(&node.id())) {
            if let Form::Macro(_) = form {
                in_macro = in_macro.max(node.end_byte());
            }
            if let Some((chain, kind)) = call(language, row, form, node, text)
                && !chain.is_made_up()
            {
                let scope = survey.scopes.current();
                survey.calls.push(Raw { chain, kind, scope, class: class() });
            }
        } else if language == Language::Rust
            && node.kind() == "token_tree"
            && node.end_byte() <= in_macro
            && node.start_byte() >= in_attribute
        {
            let (calls, attributes) = tokens::calls(node, text);
            for (chain, is_macro) in calls {
                let kind = if is_macro { Kind::Macro } else { Kind::Function };
                survey.calls.push(Raw { chain, kind, scope: survey.scopes.current(), class: class() });
            }
            in_attribute = attributes.iter().map(|range| range.end).fold(in_attribute, usize::max);
        }
    }
    let types = &survey.types;
    // A conversion to a type of the file looks like a call.
    survey.calls.retain(|call| match (&call.chain.root, language) {
        (Root::Name(name), Language::Go) => !(call.chain.names.is_empty() && types.contains(name)),
        _ => true,
    });
    survey.calls.sort_by_key(|call| call.chain.token.start);
    survey
}

/// The last name of a path.
fn last_name(path: &str) -> String {
    path.rsplit(['.', ':']).next().unwrap_or(path).to_owned()
}

/// A class expression has the name of what it is assigned to.
fn class_name<'tree>(node: Node<'tree>, field: &str) -> Option<Node<'tree>> {
    node.child_by_field_name(field).or_else(|| {
        let parent = node.parent().filter(|parent| parent.kind() == "variable_declarator")?;
        parent.child_by_field_name("name")
    })
}

/// The variable of a Go method's receiver.
fn receiver(method: Node) -> Option<Node> {
    method.child_by_field_name("receiver")?.named_child(0)?.child_by_field_name("name")
}

fn bind(scopes: &mut Scopes, binder: Binder, node: Node, text: &str, entered: bool) {
    let (fields, from) = match binder {
        Binder::Behind(field) if !entered => (Some(field), Some(node.end_byte())),
        Binder::Around(field) if !entered => (Some(field), None),
        Binder::Within(field) if entered => (Some(field), None),
        Binder::All if !entered => (None, None),
        _ => return,
    };
    let mut cursor = node.walk();
    let mut open: Vec<Node> = match fields {
        Some(field) => node.children_by_field_name(field, &mut cursor).collect(),
        None => vec![node],
    };
    while let Some(pattern) = open.pop() {
        match pattern.kind() {
            "identifier" | "shorthand_property_identifier_pattern" => {
                scopes.bind(text[pattern.byte_range()].to_owned(), from, Binding::Local);
            }
            // What these name is not bound.
            "attribute"
            | "subscript"
            | "call"
            | "member_expression"
            | "subscript_expression"
            | "selector_expression"
            | "index_expression"
            | "call_expression"
            | "type"
            | "type_annotation"
            | "decorator" => {}
            _ => {
                let mut cursor = pattern.walk();
                let named = pattern.named_children(&mut cursor);
                let skipped = ["value", "right", "type"].map(|field| pattern.child_by_field_name(field));
                // In `{a: b}` the value is what is bound.
                let is_pair = pattern.kind() == "pair_pattern";
                open.extend(named.filter(|child| is_pair || !skipped.contains(&Some(*child))));
            }
        }
    }
}

/// The callee of a node that calls; `None` when what looks like a call is none.
fn call(language: Language, row: &Row, form: Form, node: Node, text: &str) -> Option<(Chain, Kind)> {
    let field = |name| node.child_by_field_name(name);
    let nameless = |token: usize| Chain { root: Root::Value, names: Vec::new(), token: token..token };
    match form {
        Form::Callee(name) => {
            let callee = field(name)?;
            let arguments = field("arguments");
            if arguments.is_some_and(|arguments| no_arguments(arguments)) {
                return None;
            }
            match callee.kind() {
                "super" => return None,
                "primitive_type" if language == Language::Cpp => return None,
                "parenthesized_expression" if language == Language::Go && is_conversion(callee) => return None,
                _ => {}
            }
            let mut chain = chain::of(language, callee, text);
            let last = chain.names.last().map(|(_, name)| name.as_str());
            match (&chain.root, last) {
                (Root::Name(name), None) if row.not_functions.contains(&name.as_str()) => return None,
                (Root::Name(name), None) if language == Language::Rust && is_capital(name) => return None,
                (_, Some(name))
                    if language == Language::Rust && callee.kind() != "field_expression" && is_capital(name) =>
                {
                    return None;
                }
                (Root::Value, None) => {
                    let at = arguments.map_or(node.end_byte(), |arguments| arguments.start_byte());
                    chain.token = at..at;
                }
                _ => {}
            }
            Some((chain, Kind::Function))
        }
        Form::Named(object, name) => {
            let arguments = field("arguments");
            if arguments.is_some_and(no_arguments) {
                return None;
            }
            let object = field(object);
            if language == Language::Ruby && !is_ruby_call(node, object) {
                return None;
            }
            let Some(name) = field(name).filter(|name| name.kind() != "variable_name") else {
                return Some((nameless(node.end_byte()), Kind::Function));
            };
            let own = text.get(name.byte_range())?.to_owned();
            if row.not_functions.contains(&own.as_str()) {
                return None;
            }
            let token = name.byte_range();
            let Some(object) = object else {
                return Some((Chain { root: Root::Name(own), names: Vec::new(), token }, Kind::Function));
            };
            let separator = match field("operator").map(|operator| &text[operator.byte_range()]) {
                Some("::") => "::",
                _ if node.kind() == "scoped_call_expression" => "::",
                _ => ".",
            };
            let mut chain = chain::of(language, object, text);
            chain.names.push((separator, own));
            chain.token = token;
            Some((chain, Kind::Function))
        }
        Form::New(name) => {
            let mut chain = chain::of(language, field(name)?, text);
            let is_array = field(name).is_some_and(|name| name.kind() == "array_type");
            if is_array {
                return None;
            }
            if chain.root == Root::Value && chain.names.is_empty() {
                chain.token =
                    field("arguments").map_or(chain.token, |arguments| arguments.start_byte()..arguments.start_byte());
            }
            let is_expression = matches!(language, Language::JavaScript | Language::TypeScript);
            Some((chain, if is_expression { Kind::Function } else { Kind::Type }))
        }
        Form::NewFirst => Some((chain::of(language, node.named_child(0)?, text), Kind::Type)),
        Form::NewImplied => Some((nameless(node.start_byte()), Kind::Type)),
        Form::Macro(name) => Some((chain::of(language, field(name)?, text), Kind::Macro)),
        Form::Conversion(name) => {
            let target = field(name).filter(|target| target.kind() == "generic_type")?;
            Some((chain::of(language, target, text), Kind::Function))
        }
    }
}

/// A tagged template, or PHP's `f(...)` that makes a closure.
fn no_arguments(arguments: Node) -> bool {
    arguments.kind() == "template_string"
        || arguments.named_child(0).is_some_and(|first| first.kind() == "variadic_placeholder")
}

/// Go's `(*T)(x)` and `([]T)(x)`.
fn is_conversion(callee: Node) -> bool {
    callee.named_child(0).is_some_and(|inner| inner.kind() == "unary_expression" || inner.kind().ends_with("_type"))
}

/// A receiver, arguments, parentheses or a block make a call.
fn is_ruby_call(node: Node, receiver: Option<Node>) -> bool {
    let has_more = node.child_by_field_name("arguments").is_some() || node.child_by_field_name("block").is_some();
    has_more || receiver.is_some()
}

/// What a Ruby assignment assigns to: attributes among that are no calls.
fn targets(node: Node) -> Option<Vec<usize>> {
    let mut cursor = node.walk();
    match node.kind() {
        "assignment" | "operator_assignment" => node.child_by_field_name("left").map(|left| vec![left.id()]),
        "left_assignment_list" => Some(node.named_children(&mut cursor).map(|target| target.id()).collect()),
        _ => None,
    }
}

pub(super) fn is_capital(name: &str) -> bool {
    name.trim_start_matches('_').starts_with(char::is_uppercase)
}
