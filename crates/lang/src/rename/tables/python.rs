//! Names in Python 3 and 2. Assignment binds in the function around it; classes hide their names from methods.

use tree_sitter::Node;

use super::super::scopes::How;
use super::super::table::{Capitals, Convention, Exposure, Rule, ScopeKind, Sort, Space, Special, Table, Then, has};
use super::super::walk::Walk;
use super::{here, in_function, outer};

pub(super) static TABLE: Table = Table {
    names: &[("identifier", Space::Value)],
    shorthands: &[],
    others: &[],
    scopes: &[
        ("function_definition", ScopeKind::Function),
        ("lambda", ScopeKind::Function),
        ("class_definition", ScopeKind::Class),
        ("list_comprehension", ScopeKind::Leaky),
        ("set_comprehension", ScopeKind::Block),
        ("dictionary_comprehension", ScopeKind::Block),
        ("generator_expression", ScopeKind::Block),
    ],
    patterns: &[
        "as_pattern_target",
        "default_parameter",
        "dictionary_splat_pattern",
        "expression_list",
        "lambda_parameters",
        "list_pattern",
        "list_splat_pattern",
        "parameters",
        "parenthesized_expression",
        "pattern_list",
        "tuple",
        "tuple_pattern",
        "typed_default_parameter",
        "typed_parameter",
    ],
    plain: &[
        "argument_list",
        "as_pattern",
        "assert_statement",
        "assignment",
        "attribute",
        "augmented_assignment",
        "await",
        "binary_operator",
        "boolean_operator",
        "call",
        "chevron",
        "comparison_operator",
        "conditional_expression",
        "decorator",
        "delete_statement",
        "dictionary",
        "dictionary_comprehension",
        "dictionary_splat",
        "elif_clause",
        "except_clause",
        "expression_statement",
        "for_in_clause",
        "for_statement",
        "format_expression",
        "generator_expression",
        "generic_type",
        "if_clause",
        "if_statement",
        "interpolation",
        "keyword_argument",
        "lambda",
        "list",
        "list_comprehension",
        "list_splat",
        "match_statement",
        "named_expression",
        "not_operator",
        "pair",
        "parenthesized_list_splat",
        "print_statement",
        "raise_statement",
        "return_statement",
        "set",
        "set_comprehension",
        "slice",
        "subscript",
        "type",
        "unary_operator",
        "while_statement",
        "with_item",
        "yield",
    ],
    rules: &[
        Rule("function_definition", "name", outer(Sort::Function)),
        Rule("function_definition", "parameters", here(Sort::Named)),
        Rule("function_definition", "return_type", Then::Outside),
        Rule("default_parameter", "value", Then::Outside),
        Rule("typed_default_parameter", "value", Then::Outside),
        Rule("typed_default_parameter", "type", Then::Outside),
        Rule("typed_parameter", "type", Then::Outside),
        Rule("lambda", "parameters", here(Sort::Parameter)),
        Rule("class_definition", "name", outer(Sort::Class)),
        Rule("class_definition", "superclasses", Then::Outside),
        Rule("assignment", "left", in_function(Sort::Variable)),
        Rule("augmented_assignment", "left", in_function(Sort::Variable)),
        Rule("for_statement", "left", in_function(Sort::Variable)),
        Rule("for_in_clause", "left", here(Sort::Variable)),
        Rule("for_in_clause", "right", Then::OutsideOfFirst),
        Rule("as_pattern", "alias", in_function(Sort::Variable)),
        Rule("except_clause", "alias", in_function(Sort::Variable)),
        Rule("named_expression", "name", in_function(Sort::Variable)),
        Rule("delete_statement", "", in_function(Sort::Variable)),
        Rule("attribute", "attribute", Then::Skip),
        Rule("keyword_argument", "name", Then::Keyword),
        Rule("call", "function", Then::Callee),
        Rule("case_clause", "#case_pattern", Then::Keep),
        Rule("import_statement", "name", in_function(Sort::Import)),
        Rule("import_from_statement", "module_name", Then::Skip),
        Rule("import_from_statement", "name", in_function(Sort::Import)),
        Rule("future_import_statement", "name", in_function(Sort::Import)),
        Rule("aliased_import", "name", Then::Skip),
        Rule("aliased_import", "alias", in_function(Sort::Import)),
        Rule("dotted_name", "#identifier", in_function(Sort::Import)),
        Rule("type", "#string", Then::Veto),
    ],
    interpolations: &["interpolation"],
    symbols: &[],
    callables: &[],
    exposing: &["function_definition", "class_definition"],
    exposure,
    specials: &["global_statement", "nonlocal_statement", "import_from_statement", "dictionary_splat", "subscript"],
    special,
    dynamic_kinds: &["exec_statement"],
    dynamic_names: &["locals", "globals", "eval", "exec", "execfile", "vars()", "dir()"],
    introspective: &["__name__", "__qualname__"],
    marks: &["@"],
    pragmas: &[],
    sees_members: false,
    mixes_spaces: false,
    ignores_case: false,
    functions_apart: false,
    capitals: Capitals::Plain,
    shares_top: false,
    first_is_self: true,
    convention: Convention::Snake,
    reserved: "False None True and as assert async await break class continue def del elif else except exec finally for from \
        global if import in is lambda match nonlocal not or pass print raise return try type while with yield self cls mcs \
        abs aiter all anext any ascii basestring bin bool breakpoint buffer bytearray bytes callable chr classmethod cmp \
        coerce compile complex copyright credits delattr dict dir divmod enumerate eval execfile exit file filter float \
        format frozenset getattr globals hasattr hash help hex id input int intern isinstance issubclass iter len license \
        list locals long map max memoryview min next object oct open ord pow property quit range raw_input reduce reload \
        repr reversed round set setattr slice sorted staticmethod str sum super tuple type unichr unicode vars xrange zip \
        load_tests setup_module teardown_module setup_function teardown_function",
};

/// Decorators that take a function for what it is, not for its name or the names of its parameters.
const HARMLESS: &[&str] = &[
    "abstractmethod",
    "asynccontextmanager",
    "cache",
    "cached_property",
    "classmethod",
    "contextmanager",
    "dataclass",
    "deleter",
    "final",
    "getter",
    "lru_cache",
    "override",
    "property",
    "setter",
    "staticmethod",
    "total_ordering",
    "unique",
    "wraps",
];

fn exposure(node: Node, parent: Node, text: &str) -> Exposure {
    let decorated = parent.kind() == "decorated_definition"
        && parent.children(&mut parent.walk()).filter(|child| child.kind() == "decorator").any(|decorator| {
            let name = text[decorator.byte_range()].trim_start_matches('@').trim_start();
            let name = name.split(['(', '#', '\n']).next().unwrap_or(name).trim_end();
            !HARMLESS.contains(&name.rsplit('.').next().unwrap_or(name))
        });
    // Found by their names, and given what their parameters are called.
    let is_test = |name: &str| name.starts_with("test") || name.starts_with("Test");
    let test = node.child_by_field_name("name").is_some_and(|name| is_test(&text[name.byte_range()]));
    if node.kind() == "class_definition" {
        let bases = node.child_by_field_name("superclasses").map(|bases| &text[bases.byte_range()]);
        let inherits = bases.is_some_and(|bases| !matches!(bases.trim_matches(['(', ')', ' ']), "" | "object"));
        return Exposure { name: decorated || test, parameters: inherits || decorated, open: false };
    }
    Exposure { name: decorated || test, parameters: decorated || test, open: false }
}

fn special<'t>(walk: &mut Walk<'t>, node: Node<'t>) -> Special {
    let function = walk.found.function_of(walk.scope());
    match node.kind() {
        "global_statement" | "nonlocal_statement" => {
            let global = node.kind() == "global_statement";
            for child in node.named_children(&mut node.walk()).filter(|child| child.kind() == "identifier") {
                if global {
                    walk.alias(child, 0, Sort::Declared);
                } else {
                    let name = walk.found.name(walk.text_of(child));
                    walk.found.nonlocals.insert((function, name));
                    walk.record(child, Space::Value, function, How::Use);
                }
            }
            Special::Done
        }
        "import_from_statement" => {
            if has(node, "wildcard_import") {
                walk.found.dynamic |= function != 0;
                walk.found.last_wildcard = node.end_byte() as u32;
            }
            Special::Walk
        }
        // `sys.modules[__name__]`: the document itself, as data.
        "subscript" => {
            walk.found.dynamic |= walk.text_of(node).ends_with("[__name__]");
            Special::Walk
        }
        _ => {
            splat(walk);
            Special::Walk
        }
    }
}

/// `f(**x)`: who `f` may be.
fn splat(walk: &mut Walk) {
    let around: Vec<Node> = walk.around().take(2).collect();
    let [arguments, call] = around[..] else { return };
    if arguments.kind() != "argument_list" || call.kind() != "call" {
        return;
    }
    let Some(callee) = call.child_by_field_name("function") else { return };
    let member = callee.child_by_field_name("attribute").filter(|_| callee.kind() == "attribute");
    match (callee.kind(), member.map(|member| walk.text_of(member))) {
        ("identifier", _) if walk.text_of(callee) != "partial" => {
            let (scope, name) = (walk.scope(), walk.found.name(walk.text_of(callee)));
            walk.found.splat_callees.push((scope, name, callee.start_byte() as u32));
        }
        (_, Some(member)) if member != "partial" => {
            walk.found.splat_members.insert(member);
        }
        _ => walk.found.splats = true,
    }
}
