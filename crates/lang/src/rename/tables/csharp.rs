//! Names in C#. Members keep theirs; callers can name parameters; a tuple or an anonymous object takes its fields' names from
//! variables, which therefore stay.

use tree_sitter::Node;

use super::super::table::{Capitals, Convention, Exposure, Rule, ScopeKind, Sort, Space, Special, Table, Then};
use super::super::walk::Walk;
use super::super::words::words;
use super::{from_here, here, outer};

pub(super) static TABLE: Table = Table {
    names: &[("identifier", Space::Value), ("implicit_parameter", Space::Value)],
    shorthands: &[],
    others: &[
        "attribute_target_specifier",
        "boolean_literal",
        "discard",
        "implicit_type",
        "modifier",
        "null_literal",
        "predefined_type",
    ],
    scopes: &[
        ("accessor_declaration", ScopeKind::Function),
        ("anonymous_method_expression", ScopeKind::Function),
        ("block", ScopeKind::Block),
        ("catch_clause", ScopeKind::Block),
        ("constructor_declaration", ScopeKind::Function),
        ("conversion_operator_declaration", ScopeKind::Function),
        ("declaration_list", ScopeKind::Class),
        ("delegate_declaration", ScopeKind::Function),
        ("destructor_declaration", ScopeKind::Function),
        ("enum_member_declaration_list", ScopeKind::Class),
        ("fixed_statement", ScopeKind::Block),
        ("for_statement", ScopeKind::Block),
        ("foreach_statement", ScopeKind::Block),
        ("indexer_declaration", ScopeKind::Function),
        ("lambda_expression", ScopeKind::Function),
        ("local_function_statement", ScopeKind::Function),
        ("method_declaration", ScopeKind::Function),
        ("operator_declaration", ScopeKind::Function),
        ("switch_expression_arm", ScopeKind::Block),
        ("switch_section", ScopeKind::Block),
        ("using_statement", ScopeKind::Block),
    ],
    patterns: &[
        "bracketed_parameter_list",
        "generic_name",
        "parameter",
        "parameter_list",
        "parenthesized_variable_designation",
        "tuple_pattern",
        "variable_declaration",
        "variable_declarator",
    ],
    plain: &[
        "argument",
        "array_rank_specifier",
        "array_type",
        "arrow_expression_clause",
        "as_expression",
        "assignment_expression",
        "await_expression",
        "base_list",
        "binary_expression",
        "bracketed_argument_list",
        "cast_expression",
        "catch_declaration",
        "catch_filter_clause",
        "checked_expression",
        "conditional_access_expression",
        "conditional_expression",
        "declaration_expression",
        "declaration_pattern",
        "default_expression",
        "do_statement",
        "element_access_expression",
        "expression_element",
        "expression_statement",
        "for_statement",
        "foreach_statement",
        "if_statement",
        "initializer_expression",
        "interpolation",
        "invocation_expression",
        "is_expression",
        "is_pattern_expression",
        "lambda_expression",
        "local_function_statement",
        "lock_statement",
        "member_access_expression",
        "method_declaration",
        "nullable_type",
        "object_creation_expression",
        "operator_declaration",
        "parenthesized_expression",
        "pointer_type",
        "postfix_unary_expression",
        "prefix_unary_expression",
        "property_declaration",
        "qualified_name",
        "range_expression",
        "ref_expression",
        "ref_type",
        "return_statement",
        "sizeof_expression",
        "spread_element",
        "switch_expression",
        "switch_expression_arm",
        "switch_statement",
        "throw_expression",
        "throw_statement",
        "tuple_element",
        "type_argument_list",
        "using_statement",
        "when_clause",
        "while_statement",
        "with_expression",
        "yield_statement",
    ],
    rules: &[
        Rule("class_declaration", "#parameter_list", Then::Keep),
        Rule("record_declaration", "#parameter_list", Then::Keep),
        Rule("struct_declaration", "#parameter_list", Then::Keep),
        Rule("class_declaration", "name", here(Sort::Class)),
        Rule("record_declaration", "name", here(Sort::Fixed)),
        Rule("struct_declaration", "name", here(Sort::Class)),
        Rule("interface_declaration", "name", here(Sort::Class)),
        Rule("enum_declaration", "name", here(Sort::Class)),
        Rule("delegate_declaration", "", Then::Keep),
        Rule("constructor_declaration", "name", Then::Use),
        Rule("destructor_declaration", "name", Then::Use),
        Rule("method_declaration", "name", outer(Sort::Function)),
        Rule("property_declaration", "name", here(Sort::Fixed)),
        Rule("event_declaration", "name", here(Sort::Fixed)),
        Rule("enum_member_declaration", "name", here(Sort::Fixed)),
        Rule("accessor_declaration", "name", Then::Skip),
        Rule("field_declaration", "#variable_declaration", here(Sort::Fixed)),
        Rule("event_field_declaration", "#variable_declaration", here(Sort::Fixed)),
        Rule("local_function_statement", "name", outer(Sort::Function)),
        Rule("lambda_expression", "parameters", here(Sort::Parameter)),
        Rule("anonymous_method_expression", "parameters", here(Sort::Parameter)),
        Rule("parameter_list", "type", Then::UseType),
        Rule("parameter", "type", Then::UseType),
        Rule("parameter", "name", Then::Inherit),
        Rule("parameter", "", Then::Use),
        Rule("", "#parameter_list", here(Sort::Named)),
        Rule("", "#bracketed_parameter_list", here(Sort::Named)),
        Rule("local_declaration_statement", "#variable_declaration", here(Sort::Variable)),
        Rule("for_statement", "#variable_declaration", here(Sort::Variable)),
        Rule("using_statement", "#variable_declaration", here(Sort::Variable)),
        Rule("fixed_statement", "#variable_declaration", here(Sort::Variable)),
        Rule("variable_declaration", "type", Then::UseType),
        Rule("variable_declarator", "name", Then::Inherit),
        Rule("variable_declarator", "#tuple_pattern", Then::Inherit),
        Rule("variable_declarator", "", Then::Use),
        Rule("foreach_statement", "left", here(Sort::Variable)),
        Rule("foreach_statement", "right", Then::Outside),
        Rule("catch_declaration", "name", here(Sort::Variable)),
        Rule("declaration_expression", "name", from_here(Sort::Variable)),
        Rule("declaration_expression", "#parenthesized_variable_designation", from_here(Sort::Variable)),
        Rule("declaration_pattern", "name", from_here(Sort::Variable)),
        Rule("declaration_pattern", "#parenthesized_variable_designation", from_here(Sort::Variable)),
        Rule("var_pattern", "name", from_here(Sort::Variable)),
        Rule("var_pattern", "#parenthesized_variable_designation", from_here(Sort::Variable)),
        Rule("recursive_pattern", "name", from_here(Sort::Variable)),
        Rule("argument", "name", Then::Keyword),
        Rule("", "#attribute_list", Then::Veto),
        Rule("member_access_expression", "name", Then::KeepTop),
        Rule("member_binding_expression", "name", Then::KeepTop),
        Rule("qualified_name", "name", Then::KeepTop),
        Rule("generic_name", "#type_argument_list", Then::Use),
        Rule("invocation_expression", "function", Then::Callee),
        Rule("labeled_statement", "#identifier", Then::Skip),
        Rule("initializer_expression", "#assignment_expression", Then::Initializer),
        Rule("assignment_expression", "left", Then::Left),
        Rule("anonymous_object_creation_expression", "", Then::Keep),
        Rule("tuple_expression", "", Then::Keep),
        Rule("tuple_element", "name", Then::Skip),
        Rule("with_initializer", "#identifier", Then::Keep),
        Rule("query_expression", "", Then::Keep),
        Rule("", "type", Then::UseType),
        Rule("method_declaration", "returns", Then::UseType),
        Rule("base_list", "#identifier", Then::UseType),
        Rule("type_argument_list", "#identifier", Then::UseType),
        Rule("type_parameter", "name", here(Sort::Fixed)),
        Rule("using_directive", "", Then::Veto),
        Rule("namespace_declaration", "name", Then::Skip),
        Rule("namespace_declaration", "body", Then::Body),
        Rule("file_scoped_namespace_declaration", "name", Then::Skip),
        Rule("preproc_if", "condition", Then::Veto),
        Rule("preproc_elif", "condition", Then::Veto),
    ],
    interpolations: &["interpolation"],
    symbols: &[],
    callables: &[],
    exposing: &[
        "class_declaration",
        "constructor_declaration",
        "declaration_list",
        "enum_declaration",
        "interface_declaration",
        "method_declaration",
        "parameter",
        "struct_declaration",
    ],
    exposure,
    specials: &["invocation_expression", "preproc_define", "preproc_undef"],
    special,
    dynamic_kinds: &[],
    dynamic_names: &[],
    introspective: &["GetType"],
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
    reserved: "abstract as async await base bool break byte case catch char checked class const continue decimal default delegate do \
        double dynamic else enum event explicit extern false field file finally fixed float for foreach get global goto if implicit \
        in init int interface internal is lock long managed nameof namespace new nint not notnull nuint null object operator or out \
        override params partial private protected public readonly record ref required return sbyte scoped sealed set short sizeof \
        stackalloc static string struct switch this throw true try typeof uint ulong unchecked unmanaged unsafe ushort using value \
        var virtual void volatile when where while with yield Main Program args",
};

/// Attributes that do not ask for the names of parameters.
const HARMLESS: &[&str] = &[
    "AggressiveInlining",
    "Conditional",
    "Fact",
    "MethodImpl",
    "MethodImplOptions",
    "NotNull",
    "Obsolete",
    "SetUp",
    "TearDown",
    "Test",
    "TestMethod",
];

/// Bases whose methods are given what their parameters are called.
const BY_NAME: &[&str] = &["Controller", "ControllerBase", "Hub", "PageModel", "ComponentBase"];

fn exposure(node: Node, parent: Node, text: &str) -> Exposure {
    let child = |kind: &str| node.children(&mut node.walk()).find(|child| child.kind() == kind);
    let attributes = child("attribute_list").map_or("", |list| &text[list.byte_range()]);
    let annotated = words(attributes).any(|word| !HARMLESS.contains(&word));
    match node.kind() {
        // Members may be inherited from a class that is not seen, and parameters known to it.
        "declaration_list" => {
            let bases = parent.children(&mut parent.walk()).find(|child| child.kind() == "base_list");
            let by_name =
                bases.is_some_and(|bases| words(&text[bases.byte_range()]).any(|base| BY_NAME.contains(&base)));
            Exposure { open: bases.is_some(), parameters: by_name, name: false }
        }
        "method_declaration" | "constructor_declaration" => Exposure { parameters: annotated, ..Exposure::default() },
        "parameter" => Exposure { name: annotated, ..Exposure::default() },
        // A public class is found by its name, a partial one goes on elsewhere, and what attributes do is not known.
        _ => {
            let known = node
                .children(&mut node.walk())
                .any(|child| child.kind() == "modifier" && matches!(&text[child.byte_range()], "public" | "partial"));
            // `FooAttribute` is written `[Foo]`.
            let name = node.child_by_field_name("name").map_or("", |name| &text[name.byte_range()]);
            let found = name.ends_with("Attribute") || name.ends_with("Controller");
            Exposure { name: known || annotated || found, ..Exposure::default() }
        }
    }
}

/// `nameof(x)` is the name itself.
fn special<'t>(walk: &mut Walk<'t>, node: Node<'t>) -> Special {
    match node.kind() {
        "invocation_expression" => {
            let callee = node.child_by_field_name("function").map(|callee| walk.text_of(callee));
            if callee == Some("nameof") { Special::Freeze } else { Special::Walk }
        }
        _ => Special::Done,
    }
}
