//! Names in PHP. Every variable of a function is its own, without being declared; a closure says which it takes from outside.
//! Classes keep their names, since files are found by them, and so do variables of the top level, which files share.

use tree_sitter::Node;

use super::super::table::{
    Capitals, Convention, Exposure, From, Level, Rule, ScopeKind, Sort, Space, Special, Table, Then, has,
};
use super::super::walk::Walk;
use super::{bind, here, outer};

pub(super) static TABLE: Table = Table {
    names: &[("variable_name", Space::Value), ("name", Space::Type)],
    shorthands: &[],
    others: &[
        "abstract_modifier",
        "boolean",
        "bottom_type",
        "cast_type",
        "escape_sequence",
        "final_modifier",
        "float",
        "heredoc_end",
        "heredoc_start",
        "integer",
        "null",
        "operation",
        "php_end_tag",
        "php_tag",
        "primitive_type",
        "readonly_modifier",
        "reference_modifier",
        "relative_scope",
        "static_modifier",
        "string_content",
        "text",
        "var_modifier",
        "variadic_placeholder",
    ],
    scopes: &[
        ("anonymous_function", ScopeKind::Hard),
        ("arrow_function", ScopeKind::Block),
        ("declaration_list", ScopeKind::HardClass),
        ("enum_declaration_list", ScopeKind::HardClass),
        ("function_definition", ScopeKind::Hard),
        ("method_declaration", ScopeKind::Hard),
        ("property_hook", ScopeKind::Hard),
    ],
    patterns: &["formal_parameters", "simple_parameter", "variadic_parameter"],
    plain: &[],
    rules: &[
        Rule("property_element", "name", Then::Skip),
        Rule("scoped_property_access_expression", "name", Then::Skip),
        Rule("property_promotion_parameter", "name", here(Sort::Fixed)),
        Rule("function_definition", "parameters", here(Sort::Named)),
        Rule("method_declaration", "parameters", here(Sort::Named)),
        Rule("property_hook", "parameters", here(Sort::Named)),
        Rule("anonymous_function", "parameters", here(Sort::Parameter)),
        Rule("arrow_function", "parameters", here(Sort::Parameter)),
        Rule("simple_parameter", "name", Then::Inherit),
        Rule("simple_parameter", "", Then::Use),
        Rule("variadic_parameter", "name", Then::Inherit),
        Rule("variadic_parameter", "", Then::Use),
        Rule("argument", "name", Then::Keyword),
        Rule("function_definition", "name", outer(Sort::Function)),
        Rule("function_call_expression", "#name", Then::Callee),
        Rule("class_declaration", "name", here(Sort::Fixed)),
        Rule("interface_declaration", "name", here(Sort::Fixed)),
        Rule("trait_declaration", "name", here(Sort::Fixed)),
        Rule("enum_declaration", "name", here(Sort::Fixed)),
        Rule("method_declaration", "name", Then::Skip),
        Rule("member_access_expression", "#name", Then::Skip),
        Rule("nullsafe_member_access_expression", "#name", Then::Skip),
        Rule("member_call_expression", "#name", Then::Skip),
        Rule("nullsafe_member_call_expression", "#name", Then::Skip),
        Rule("scoped_call_expression", "name", Then::Skip),
        Rule("qualified_name", "#name", Then::KeepTop),
        Rule("namespace_definition", "name", Then::Skip),
        Rule("namespace_use_declaration", "", Then::Veto),
        Rule("", "#attribute_list", Then::Veto),
        Rule("", "#variable_name", bind(Sort::Variable, Level::ReuseInFunction, From::Start)),
        Rule("", "#name", Then::Keep),
    ],
    interpolations: &[
        "class_constant_access_expression",
        "function_call_expression",
        "heredoc_body",
        "member_access_expression",
        "member_call_expression",
        "nullsafe_member_access_expression",
        "nullsafe_member_call_expression",
        "scoped_call_expression",
        "scoped_property_access_expression",
        "subscript_expression",
        "variable_name",
        "dynamic_variable_name",
    ],
    symbols: &[],
    callables: &[],
    exposing: &["function_definition", "method_declaration", "declaration_list"],
    exposure,
    specials: &[
        "anonymous_function_use_clause",
        "global_declaration",
        "include_expression",
        "include_once_expression",
        "require_expression",
        "require_once_expression",
        "variadic_unpacking",
    ],
    special,
    dynamic_kinds: &["dynamic_variable_name"],
    dynamic_names: &[
        "compact",
        "extract",
        "get_defined_vars",
        "parse_str",
        "mb_parse_str",
        "eval",
        "create_function",
        "$GLOBALS",
    ],
    introspective: &[],
    marks: &[],
    pragmas: &[],
    sees_members: true,
    mixes_spaces: false,
    ignores_case: true,
    functions_apart: false,
    capitals: Capitals::Plain,
    shares_top: true,
    first_is_self: false,
    convention: Convention::Camel,
    reserved: "abstract and array as break callable case catch class clone const continue declare default die do echo else elseif \
        empty enddeclare endfor endforeach endif endswitch endwhile enum eval exit extends false final finally fn for foreach \
        function global goto if implements include include_once instanceof insteadof interface isset list match namespace new null \
        or parent print private protected public readonly require require_once return self static switch this throw trait true try \
        unset use var void while xor yield argc argv main GLOBALS",
};

fn exposure(node: Node, parent: Node, _: &str) -> Exposure {
    match node.kind() {
        // Frameworks give the methods of their classes what the parameters are called.
        "declaration_list" => Exposure {
            open: true,
            parameters: ["base_clause", "class_interface_clause"].iter().any(|part| has(parent, part)),
            name: false,
        },
        _ => Exposure { parameters: has(node, "attribute_list"), ..Exposure::default() },
    }
}

fn special<'t>(walk: &mut Walk<'t>, node: Node<'t>) -> Special {
    match node.kind() {
        "anonymous_function_use_clause" => {
            captures(walk, node);
            Special::Done
        }
        "global_declaration" => {
            for variable in node.named_children(&mut node.walk()).filter_map(|child| child.named_child(0)) {
                walk.alias(variable, 0, Sort::Variable);
            }
            Special::Done
        }
        "variadic_unpacking" => {
            walk.found.splats = true;
            Special::Walk
        }
        // The other file shares the variables.
        _ => {
            let function = walk.found.function_of(walk.scope());
            walk.found.dynamic |= function != 0;
            Special::Walk
        }
    }
}

/// `use ($x, &$y)`: the variables of the function around it.
fn captures<'t>(walk: &mut Walk<'t>, clause: Node<'t>) {
    let around = walk.found.scope(walk.scope()).parent.unwrap_or(0);
    for child in clause.named_children(&mut clause.walk()) {
        let variable = if child.kind() == "by_ref" { child.named_child(0) } else { Some(child) };
        let Some(name) = variable.filter(|it| it.kind() == "variable_name").and_then(|it| it.named_child(0)) else {
            continue;
        };
        let id = walk.found.name(walk.text_of(name));
        let scope = match walk.found.resolve(around, id, Space::Value, name.start_byte() as u32) {
            (Some(known), _) => walk.found.bindings[known as usize].scope,
            _ => walk.found.function_of(around),
        };
        walk.alias(name, scope, Sort::Variable);
    }
}
