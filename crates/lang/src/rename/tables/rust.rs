//! Names in Rust. A `let` is seen behind its end; a name with a capital in a pattern is a constant; what is in a macro is a name
//! only where the macro is known.

use tree_sitter::Node;

use super::super::scopes::How;
use super::super::table::{
    Capitals, Convention, Exposure, From, Level, Rule, ScopeKind, Sort, Space, Special, Table, Then, has,
};
use super::super::walk::Walk;
use super::super::words::words;
use super::{bind, here, outer};

const AFTER: Then = bind(Sort::Variable, Level::Here, From::After);

pub(super) static TABLE: Table = Table {
    names: &[("identifier", Space::Value), ("type_identifier", Space::Type)],
    shorthands: &["shorthand_field_identifier"],
    others: &[
        "boolean_literal",
        "crate",
        "field_identifier",
        "float_literal",
        "integer_literal",
        "metavariable",
        "mutable_specifier",
        "primitive_type",
        "self",
        "super",
    ],
    scopes: &[
        ("block", ScopeKind::Block),
        ("closure_expression", ScopeKind::Function),
        ("declaration_list", ScopeKind::Class),
        ("for_expression", ScopeKind::Block),
        ("function_item", ScopeKind::Function),
        ("function_signature_item", ScopeKind::Function),
        ("if_expression", ScopeKind::Block),
        ("match_arm", ScopeKind::Block),
        ("mod_item", ScopeKind::Top),
        ("while_expression", ScopeKind::Block),
    ],
    patterns: &[
        "captured_pattern",
        "closure_parameters",
        "field_pattern",
        "match_pattern",
        "mut_pattern",
        "or_pattern",
        "parameter",
        "parameters",
        "ref_pattern",
        "reference_pattern",
        "slice_pattern",
        "struct_pattern",
        "tuple_pattern",
        "tuple_struct_pattern",
    ],
    plain: &[
        "abstract_type",
        "arguments",
        "array_expression",
        "array_type",
        "assignment_expression",
        "await_expression",
        "base_field_initializer",
        "binary_expression",
        "block",
        "bounded_type",
        "bracketed_type",
        "break_expression",
        "call_expression",
        "closure_expression",
        "compound_assignment_expr",
        "const_item",
        "dynamic_type",
        "enum_variant",
        "expression_statement",
        "field_declaration",
        "field_expression",
        "field_initializer",
        "for_expression",
        "function_item",
        "function_signature_item",
        "function_type",
        "generic_function",
        "generic_type",
        "generic_type_with_turbofish",
        "higher_ranked_trait_bound",
        "if_expression",
        "impl_item",
        "index_expression",
        "let_chain",
        "let_condition",
        "let_declaration",
        "match_arm",
        "match_expression",
        "ordered_field_declaration_list",
        "parenthesized_expression",
        "pointer_type",
        "qualified_type",
        "range_expression",
        "range_pattern",
        "reference_expression",
        "reference_type",
        "return_expression",
        "static_item",
        "struct_expression",
        "trait_bounds",
        "try_expression",
        "tuple_expression",
        "tuple_type",
        "type_arguments",
        "type_binding",
        "type_cast_expression",
        "type_item",
        "unary_expression",
        "where_predicate",
        "while_expression",
        "yield_expression",
    ],
    rules: &[
        Rule("", "#attribute_item", Then::Veto),
        Rule("", "#inner_attribute_item", Then::Veto),
        Rule("function_item", "name", outer(Sort::Function)),
        Rule("function_signature_item", "name", outer(Sort::Declared)),
        Rule("function_item", "parameters", here(Sort::Parameter)),
        Rule("function_signature_item", "parameters", here(Sort::Parameter)),
        Rule("closure_expression", "parameters", here(Sort::Parameter)),
        // Those of function types have no scope.
        Rule("function_type", "parameters", Then::Use),
        Rule("parameter", "type", Then::Use),
        Rule("let_declaration", "pattern", AFTER),
        Rule("let_condition", "pattern", AFTER),
        Rule("if_expression", "alternative", Then::Outside),
        Rule("for_expression", "pattern", here(Sort::Variable)),
        Rule("for_expression", "value", Then::Outside),
        Rule("match_arm", "pattern", here(Sort::Variable)),
        Rule("match_pattern", "condition", Then::Use),
        Rule("tuple_struct_pattern", "type", Then::Use),
        Rule("struct_pattern", "type", Then::Use),
        Rule("const_item", "name", here(Sort::Fixed)),
        Rule("static_item", "name", here(Sort::Fixed)),
        Rule("const_parameter", "name", here(Sort::Fixed)),
        Rule("struct_item", "name", here(Sort::Class)),
        Rule("enum_item", "name", here(Sort::Class)),
        Rule("union_item", "name", here(Sort::Class)),
        Rule("trait_item", "name", here(Sort::Class)),
        Rule("type_item", "name", here(Sort::Class)),
        Rule("associated_type", "name", here(Sort::Fixed)),
        Rule("type_parameter", "name", here(Sort::Fixed)),
        Rule("type_binding", "name", Then::Skip),
        Rule("enum_variant", "name", Then::Skip),
        Rule("mod_item", "name", outer(Sort::Fixed)),
        Rule("mod_item", "body", Then::Body),
        Rule("shorthand_field_initializer", "#identifier", Then::Keep),
        Rule("scoped_identifier", "path", Then::UseType),
        Rule("scoped_identifier", "name", Then::KeepTop),
        Rule("scoped_type_identifier", "path", Then::UseType),
        Rule("scoped_type_identifier", "name", Then::KeepTop),
        Rule("lifetime", "", Then::Skip),
        Rule("label", "", Then::Skip),
        Rule("call_expression", "function", Then::Callee),
        Rule("generic_function", "function", Then::Callee),
        Rule("foreign_mod_item", "", Then::Keep),
    ],
    interpolations: &[],
    symbols: &[],
    callables: &[],
    exposing: &["enum_item", "function_item", "mod_item", "struct_item", "trait_item", "type_item", "union_item"],
    exposure,
    specials: &["macro_definition", "macro_invocation", "use_declaration", "extern_crate_declaration"],
    special,
    dynamic_kinds: &[],
    dynamic_names: &[],
    introspective: &[],
    marks: &["{"],
    pragmas: &[],
    sees_members: false,
    mixes_spaces: false,
    ignores_case: false,
    functions_apart: false,
    capitals: Capitals::Constants,
    shares_top: false,
    first_is_self: false,
    convention: Convention::Snake,
    reserved: "abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl \
        in let loop macro macro_rules match mod move mut override priv pub ref return self static struct super trait true try type \
        typeof union unsafe unsized use virtual where while yield bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 \
        u128 usize drop main std core alloc some none ok err vec string option result",
};

/// Attributes that do not care what a function or type is called.
const HARMLESS: &[&str] = &[
    "allow",
    "cfg",
    "cold",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "inline",
    "must_use",
    "test",
    "track_caller",
    "warn",
];

/// Derived traits that do not show the name of the type.
const SILENT: &[&str] = &["Clone", "Copy", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

fn exposure(node: Node, _: Node, text: &str) -> Exposure {
    if node.kind() == "mod_item" {
        let sees_all = text[node.byte_range()].contains("use super::*;");
        return Exposure { open: !sees_all, ..Exposure::default() };
    }
    let name = has(node, "visibility_modifier") || !attributes_are_harmless(&text[..node.start_byte()]);
    Exposure { name, ..Exposure::default() }
}

/// Of the lines that end a text, those that are attributes.
fn attributes_are_harmless(before: &str) -> bool {
    for line in before.trim_end().rsplit('\n').map(str::trim) {
        if line.starts_with("//") {
            continue;
        }
        let Some(attribute) = line.strip_prefix("#[").and_then(|line| line.strip_suffix(']')) else {
            // Perhaps the end of one that goes over several lines, or that shares its line.
            return !line.ends_with(']');
        };
        let harmless = match attribute.strip_prefix("derive") {
            Some(traits) => words(traits).all(|name| SILENT.contains(&name)),
            None => words(attribute).next().is_some_and(|name| HARMLESS.contains(&name)),
        };
        if !harmless {
            return false;
        }
    }
    true
}

/// Macros of the standard library whose arguments are expressions, or almost.
const KNOWN: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "matches",
    "panic",
    "print",
    "println",
    "todo",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];

fn special<'t>(walk: &mut Walk<'t>, node: Node<'t>) -> Special {
    match node.kind() {
        "macro_definition" => walk.veto_words(node),
        "use_declaration" | "extern_crate_declaration" => {
            let text = walk.text_of(node);
            walk.found.kept_at_top.extend(words(text));
        }
        _ => {
            let name = node.child_by_field_name("macro").map_or("", |name| walk.text_of(name));
            tokens(walk, node, KNOWN.contains(&name));
        }
    }
    Special::Done
}

/// Takes note of the names in the tokens that a macro gets: by what is around a token, it is a use, a field, or not known.
fn tokens<'t>(walk: &mut Walk<'t>, invocation: Node<'t>, known: bool) {
    let mut all: Vec<(Node, bool)> = Vec::new();
    let mut cursor = invocation.walk();
    let mut braces = vec![false];
    if !cursor.goto_first_child() {
        return;
    }
    // All leaves in order, and whether they stand directly in braces.
    'walk: loop {
        let node = cursor.node();
        if node.kind() == "token_tree" && cursor.goto_first_child() {
            braces.push(cursor.node().kind() == "{");
            continue;
        }
        if !node.kind().ends_with("comment") {
            all.push((node, braces.last() == Some(&true)));
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() || cursor.node() == invocation {
                break 'walk;
            }
            braces.pop();
        }
    }
    for (at, (node, in_braces)) in all.iter().enumerate() {
        if node.kind().ends_with("string_literal") {
            walk.quote(*node);
        }
        if node.kind() != "identifier" {
            continue;
        }
        let text = |at: Option<usize>| at.and_then(|at| all.get(at)).map_or("", |(node, _)| walk.text_of(*node));
        let (before, after) = (text(at.checked_sub(1)), text(Some(at + 1)));
        let in_list = *in_braces && matches!(before, "{" | ",") && matches!(after, "," | "}");
        let declared =
            matches!(before, "let" | "mut" | "fn" | "struct" | "enum" | "mod" | "use" | "const" | "static" | "ref");
        let how = match (before, after) {
            (".", _) | (_, "!") | ("'", _) => continue,
            ("::", _) => {
                let name = walk.text_of(*node);
                walk.found.kept_at_top.insert(name);
                continue;
            }
            (_, ":" | "=") => How::Keep,
            _ if !known || in_list || declared => How::Keep,
            _ => How::Use,
        };
        let space = if after == "::" { Space::Type } else { Space::Value };
        walk.record(*node, space, walk.scope(), how);
    }
}
