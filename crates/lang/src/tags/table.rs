//! What a kind of node is to the walk: it calls, imports, binds names, opens a scope. The rows are in `rows`.

use std::sync::LazyLock;

use tree_sitter::Node;

use super::constructs;
use super::rows::row;
use crate::Parse;
use crate::functions::class_name_field;
use crate::parse::Roles;

/// One language's row.
pub(super) struct Row {
    pub calls: &'static [(&'static str, Form)],
    /// Nodes that bind names by importing them.
    pub imports: &'static [&'static str],
    /// Nodes whose names end with them.
    pub scopes: &'static [&'static str],
    /// Nodes that bind other names, where such a name can hide an import.
    pub binders: &'static [(&'static str, Binder)],
    /// What the file defines as a type or namespace, with the field of the name.
    pub defines: &'static [(&'static str, &'static str)],
    /// Types and objects of the language that are written in lower case and stay as written before a dot.
    pub known_roots: &'static [&'static str],
    /// Names that look like functions and are none: operators and conversions of the language.
    pub not_functions: &'static [&'static str],
}

/// How a kind of node names what it calls.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// An expression in this field.
    Callee(&'static str),
    /// A name in the second field, of what is in the first.
    Named(&'static str, &'static str),
    /// A type in this field.
    New(&'static str),
    /// A type that is the first named child.
    NewFirst,
    /// An object is made of a type that is not said.
    NewImplied,
    /// A macro in this field.
    Macro(&'static str),
    /// A conversion, or a call with type arguments that the grammar takes for one, of what is in this field.
    Conversion(&'static str),
}

/// Where a binding node has its names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Binder {
    /// In this field; they hold behind the node.
    Behind(&'static str),
    /// In this field; they hold in the whole scope around.
    Around(&'static str),
    /// In this field; they hold in the node.
    Within(&'static str),
    /// It is all names.
    All,
}

/// What a node is here; it may be several things at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    pub call: Option<Form>,
    pub import: bool,
    pub scope: bool,
    pub binder: Option<Binder>,
    /// The field with the name of a class whose methods are inside.
    pub class: Option<&'static str>,
    /// The field with the name of what is defined.
    pub defines: Option<&'static str>,
    pub constructs: &'static [&'static str],
    /// What is inside says more about constructs.
    pub look: bool,
    /// A function that may belong to a class without being inside it.
    pub outside: bool,
}

pub(super) fn role(parse: &Parse, node: Node) -> Role {
    static ROLES: LazyLock<Roles<Role>> = LazyLock::new(|| {
        Roles::new(|language, kind| {
            let row = row(language);
            Role {
                call: find(row.calls, kind),
                import: row.imports.contains(&kind),
                scope: row.scopes.contains(&kind),
                binder: find(row.binders, kind),
                class: class_name_field(language, kind),
                defines: find(row.defines, kind),
                constructs: constructs::of(language, kind),
                look: constructs::LOOKED_INTO.contains(&kind),
                outside: matches!(kind, "method_declaration" | "function_definition"),
            }
        })
    });
    ROLES.of(parse, node)
}

pub(super) fn find<T: Copy>(table: &[(&str, T)], kind: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == kind).map(|(_, value)| *value)
}
