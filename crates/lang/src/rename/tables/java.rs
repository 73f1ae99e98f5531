//! Names in Java. Methods and fields keep theirs: who overrides or inherits them cannot be seen.

use tree_sitter::Node;

use super::super::table::{Capitals, Convention, Exposure, Rule, ScopeKind, Sort, Space, Special, Table, Then, has};
use super::{from_here, here};

pub(super) static TABLE: Table = Table {
    names: &[("identifier", Space::Value), ("type_identifier", Space::Type)],
    shorthands: &[],
    others: &[
        "boolean_type",
        "false",
        "floating_point_type",
        "integral_type",
        "null_literal",
        "super",
        "this",
        "true",
        "underscore_pattern",
        "void_type",
    ],
    scopes: &[
        ("annotation_type_body", ScopeKind::Class),
        ("block", ScopeKind::Block),
        ("catch_clause", ScopeKind::Block),
        ("class_body", ScopeKind::Class),
        ("compact_constructor_declaration", ScopeKind::Function),
        ("constructor_body", ScopeKind::Block),
        ("constructor_declaration", ScopeKind::Function),
        ("enhanced_for_statement", ScopeKind::Block),
        ("enum_body", ScopeKind::Class),
        ("for_statement", ScopeKind::Block),
        ("interface_body", ScopeKind::Class),
        ("lambda_expression", ScopeKind::Function),
        ("method_declaration", ScopeKind::Function),
        ("switch_block", ScopeKind::Block),
        ("switch_rule", ScopeKind::Block),
        ("try_with_resources_statement", ScopeKind::Block),
    ],
    patterns: &["inferred_parameters", "variable_declarator"],
    plain: &[
        "annotated_type",
        "argument_list",
        "array_access",
        "array_creation_expression",
        "array_initializer",
        "array_type",
        "assert_statement",
        "assignment_expression",
        "binary_expression",
        "cast_expression",
        "catch_type",
        "class_literal",
        "constant_declaration",
        "dimensions_expr",
        "do_statement",
        "enhanced_for_statement",
        "explicit_constructor_invocation",
        "expression_statement",
        "field_access",
        "field_declaration",
        "for_statement",
        "formal_parameter",
        "generic_type",
        "if_statement",
        "instanceof_expression",
        "lambda_expression",
        "local_variable_declaration",
        "method_declaration",
        "method_invocation",
        "object_creation_expression",
        "parenthesized_expression",
        "resource",
        "return_statement",
        "spread_parameter",
        "string_interpolation",
        "superclass",
        "switch_expression",
        "synchronized_statement",
        "ternary_expression",
        "throw_statement",
        "throws",
        "type_arguments",
        "type_bound",
        "type_list",
        "unary_expression",
        "update_expression",
        "while_statement",
        "wildcard",
        "yield_statement",
    ],
    rules: &[
        Rule("class_declaration", "name", here(Sort::Class)),
        Rule("interface_declaration", "name", here(Sort::Class)),
        Rule("enum_declaration", "name", here(Sort::Class)),
        Rule("record_declaration", "name", here(Sort::Fixed)),
        // Its components are fields, and its text has its name.
        Rule("record_declaration", "parameters", Then::Keep),
        Rule("annotation_type_declaration", "name", here(Sort::Fixed)),
        Rule("type_parameter", "#type_identifier", here(Sort::Fixed)),
        Rule("constructor_declaration", "name", Then::Use),
        Rule("compact_constructor_declaration", "name", Then::Use),
        Rule("method_declaration", "name", Then::Skip),
        Rule("method_invocation", "name", Then::Skip),
        Rule("field_access", "field", Then::Skip),
        Rule("formal_parameter", "name", here(Sort::Parameter)),
        Rule("spread_parameter", "#variable_declarator", here(Sort::Parameter)),
        Rule("lambda_expression", "parameters", here(Sort::Parameter)),
        Rule("catch_formal_parameter", "name", here(Sort::Variable)),
        Rule("enhanced_for_statement", "name", here(Sort::Variable)),
        Rule("enhanced_for_statement", "value", Then::Outside),
        Rule("resource", "name", from_here(Sort::Variable)),
        Rule("local_variable_declaration", "declarator", from_here(Sort::Variable)),
        Rule("field_declaration", "declarator", here(Sort::Fixed)),
        Rule("constant_declaration", "declarator", here(Sort::Fixed)),
        Rule("variable_declarator", "value", Then::Use),
        Rule("variable_declarator", "dimensions", Then::Use),
        Rule("enum_constant", "name", here(Sort::Fixed)),
        // What a pattern binds is seen as far as the condition holds.
        Rule("instanceof_expression", "name", from_here(Sort::Fixed)),
        Rule("labeled_statement", "#identifier", Then::Skip),
        Rule("break_statement", "#identifier", Then::Skip),
        Rule("continue_statement", "#identifier", Then::Skip),
        Rule("annotation", "", Then::Keep),
        Rule("marker_annotation", "", Then::Keep),
        Rule("element_value_pair", "key", Then::Skip),
        Rule("import_declaration", "", Then::Skip),
        Rule("package_declaration", "", Then::Skip),
        // A member type, wherever it is from.
        Rule("scoped_type_identifier", "", Then::Keep),
    ],
    interpolations: &["string_interpolation"],
    symbols: &[],
    callables: &[],
    exposing: &[
        "class_body",
        "class_declaration",
        "constructor_declaration",
        "enum_declaration",
        "formal_parameter",
        "interface_declaration",
        "method_declaration",
    ],
    exposure,
    specials: &["module_declaration"],
    special: |_, _| Special::Done,
    dynamic_kinds: &[],
    dynamic_names: &[],
    introspective: &["getClass", "getSimpleName", "forName"],
    marks: &[],
    pragmas: &[],
    sees_members: true,
    mixes_spaces: false,
    ignores_case: false,
    functions_apart: false,
    capitals: Capitals::Plain,
    shares_top: false,
    first_is_self: false,
    convention: Convention::Camel,
    reserved: "abstract assert boolean break byte case catch char class const continue default do double else enum extends final \
        finally float for goto if implements import instanceof int interface long native new non package permits private \
        protected public record return sealed short static strictfp super switch synchronized this throw throws transient try \
        var void volatile while with yield true false null",
};

/// Annotations that do not ask for the names of parameters.
const HARMLESS: &[&str] = &[
    "Override",
    "Deprecated",
    "SuppressWarnings",
    "SafeVarargs",
    "FunctionalInterface",
    "Test",
    "Nullable",
    "NonNull",
    "NotNull",
];

fn exposure(node: Node, parent: Node, text: &str) -> Exposure {
    let modifiers = node.children(&mut node.walk()).find(|child| child.kind() == "modifiers");
    let annotated = modifiers.is_some_and(|modifiers| {
        modifiers.children(&mut modifiers.walk()).filter(|child| child.kind().ends_with("annotation")).any(
            |annotation| {
                let name = annotation.child_by_field_name("name").map_or("", |name| &text[name.byte_range()]);
                !HARMLESS.contains(&name.rsplit('.').next().unwrap_or(name))
            },
        )
    });
    match node.kind() {
        // Members may be inherited from a class that is not seen.
        "class_body" => {
            let inherits = ["superclass", "interfaces"].iter().any(|field| parent.child_by_field_name(field).is_some());
            let open = inherits || !parent.kind().ends_with("declaration");
            Exposure { open, ..Exposure::default() }
        }
        "method_declaration" | "constructor_declaration" => Exposure { parameters: annotated, ..Exposure::default() },
        "formal_parameter" => Exposure { name: annotated, ..Exposure::default() },
        // A public class is found by its name, and what an annotation does with a class is not known.
        _ => {
            let public = modifiers.is_some_and(|modifiers| has(modifiers, "public"));
            Exposure { name: public || annotated, ..Exposure::default() }
        }
    }
}
