//! Names in C and C++. Members keep theirs; so does whatever a macro may see.

use tree_sitter::Node;

use super::super::table::{
    Capitals, Convention, Exposure, From, Level, Rule, ScopeKind, Sort, Space, Special, Table, Then, has,
};
use super::super::walk::Walk;
use super::super::words::words;
use super::{from_here, here, here_with, outer};

const TYPE: Then = here_with("body", Sort::Type, Level::Here, From::Start);

pub(super) static TABLE: Table = Table {
    names: &[
        ("identifier", Space::Value),
        ("field_identifier", Space::Value),
        ("type_identifier", Space::Type),
        ("namespace_identifier", Space::Type),
    ],
    shorthands: &[],
    others: &[
        "access_specifier",
        "auto",
        "false",
        "literal_suffix",
        "null",
        "preproc_directive",
        "primitive_type",
        "statement_identifier",
        "storage_class_specifier",
        "this",
        "true",
        "virtual_specifier",
    ],
    scopes: &[
        ("catch_clause", ScopeKind::Block),
        ("compound_statement", ScopeKind::Block),
        ("field_declaration_list", ScopeKind::Class),
        ("for_range_loop", ScopeKind::Block),
        ("for_statement", ScopeKind::Block),
        ("function_definition", ScopeKind::Function),
        ("if_statement", ScopeKind::Block),
        ("lambda_expression", ScopeKind::Function),
        ("parameter_list", ScopeKind::Block),
        ("requires_expression", ScopeKind::Block),
        ("switch_statement", ScopeKind::Block),
        ("while_statement", ScopeKind::Block),
    ],
    patterns: &[
        "abstract_function_declarator",
        "array_declarator",
        "attributed_declarator",
        "function_declarator",
        "init_declarator",
        "parenthesized_declarator",
        "pointer_declarator",
        "pointer_type_declarator",
        "reference_declarator",
        "structured_binding_declarator",
        "variadic_declarator",
    ],
    plain: &[
        "abstract_array_declarator",
        "alias_declaration",
        "alignof_expression",
        "argument_list",
        "assignment_expression",
        "base_class_clause",
        "binary_expression",
        "bitfield_clause",
        "call_expression",
        "case_statement",
        "cast_expression",
        "co_await_expression",
        "co_return_statement",
        "co_yield_statement",
        "comma_expression",
        "compound_literal_expression",
        "condition_clause",
        "conditional_expression",
        "declaration",
        "decltype",
        "delete_expression",
        "dependent_type",
        "destructor_name",
        "do_statement",
        "enumerator",
        "expression_statement",
        "extension_expression",
        "field_declaration",
        "field_expression",
        "fold_expression",
        "for_range_loop",
        "for_statement",
        "function_definition",
        "if_statement",
        "initializer_list",
        "initializer_pair",
        "lambda_capture_initializer",
        "lambda_capture_specifier",
        "new_declarator",
        "new_expression",
        "optional_parameter_declaration",
        "parameter_declaration",
        "parameter_pack_expansion",
        "parenthesized_expression",
        "pointer_expression",
        "return_statement",
        "simple_requirement",
        "sizeof_expression",
        "static_assert_declaration",
        "struct_specifier",
        "class_specifier",
        "union_specifier",
        "enum_specifier",
        "subscript_argument_list",
        "subscript_designator",
        "subscript_expression",
        "subscript_range_designator",
        "switch_statement",
        "template_argument_list",
        "template_function",
        "template_type",
        "throw_statement",
        "type_definition",
        "type_descriptor",
        "unary_expression",
        "update_expression",
        "variadic_parameter_declaration",
        "while_statement",
    ],
    rules: &[
        Rule("function_definition", "declarator", outer(Sort::Function)),
        Rule("lambda_expression", "declarator", outer(Sort::Function)),
        Rule("function_declarator", "declarator", Then::Prototype),
        Rule("function_declarator", "parameters", Then::Parameters),
        Rule("function_declarator", "", Then::Use),
        Rule("abstract_function_declarator", "parameters", Then::Parameters),
        Rule("parenthesized_declarator", "", Then::Pointer),
        Rule("catch_clause", "parameters", Then::Body),
        Rule("init_declarator", "value", Then::Use),
        Rule("array_declarator", "size", Then::Use),
        Rule("declaration", "declarator", from_here(Sort::Variable)),
        Rule("field_declaration", "declarator", here(Sort::Fixed)),
        Rule("parameter_declaration", "declarator", here(Sort::Parameter)),
        Rule("optional_parameter_declaration", "declarator", here(Sort::Parameter)),
        Rule("optional_parameter_declaration", "default_value", Then::Outside),
        Rule("variadic_parameter_declaration", "declarator", here(Sort::Parameter)),
        Rule("parameter_list", "#identifier", here(Sort::Parameter)),
        Rule("for_range_loop", "declarator", here(Sort::Variable)),
        Rule("for_range_loop", "right", Then::Outside),
        Rule("lambda_capture_initializer", "left", here(Sort::Variable)),
        Rule("lambda_capture_initializer", "right", Then::Outside),
        Rule("type_definition", "declarator", from_here(Sort::Type)),
        Rule("alias_declaration", "name", from_here(Sort::Type)),
        Rule("struct_specifier", "name", TYPE),
        Rule("union_specifier", "name", TYPE),
        Rule("class_specifier", "name", TYPE),
        Rule("enum_specifier", "name", TYPE),
        Rule("enumerator", "name", here(Sort::Fixed)),
        Rule("template_declaration", "parameters", Then::Keep),
        Rule("concept_definition", "", Then::Keep),
        Rule("namespace_definition", "name", here(Sort::Fixed)),
        Rule("namespace_alias_definition", "", Then::Veto),
        Rule("using_declaration", "", Then::Veto),
        Rule("friend_declaration", "", Then::Veto),
        Rule("attribute_specifier", "", Then::Veto),
        Rule("attribute_declaration", "", Then::Veto),
        Rule("qualified_identifier", "scope", Then::Use),
        Rule("qualified_identifier", "#identifier", Then::KeepTop),
        Rule("qualified_identifier", "#type_identifier", Then::KeepTop),
        Rule("qualified_identifier", "#field_identifier", Then::Skip),
        Rule("field_expression", "field", Then::Skip),
        Rule("field_designator", "", Then::Skip),
        Rule("initializer_pair", "#field_identifier", Then::Skip),
        Rule("offsetof_expression", "member", Then::Skip),
        Rule("template_method", "name", Then::Skip),
        // A member or a base, whatever the constructor's parameters are called.
        Rule("field_initializer", "#field_identifier", Then::KeepOutside),
        Rule("call_expression", "function", Then::Callee),
        Rule("template_function", "name", Then::Callee),
        Rule("preproc_def", "", Then::Veto),
        Rule("preproc_call", "argument", Then::Veto),
        Rule("preproc_ifdef", "name", Then::Veto),
        Rule("preproc_elifdef", "name", Then::Veto),
        Rule("preproc_if", "condition", Then::Veto),
        Rule("preproc_elif", "condition", Then::Veto),
        Rule("preproc_include", "", Then::Skip),
    ],
    interpolations: &[],
    symbols: &[],
    callables: &[],
    exposing: &["declaration", "field_declaration_list", "function_definition"],
    exposure,
    specials: &["call_expression", "preproc_function_def"],
    special,
    dynamic_kinds: &[],
    dynamic_names: &[],
    introspective: &[],
    marks: &[],
    pragmas: &[],
    sees_members: true,
    mixes_spaces: true,
    ignores_case: false,
    functions_apart: false,
    capitals: Capitals::Plain,
    shares_top: false,
    first_is_self: false,
    convention: Convention::Snake,
    reserved: "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class co_await \
        co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype default delete do double \
        dynamic_cast else enum explicit export extern false final float for friend goto if import inline int long module mutable \
        namespace new noexcept not not_eq nullptr operator or or_eq override private protected public register reinterpret_cast \
        requires restrict return short signed sizeof static static_assert static_cast struct switch template this thread_local \
        throw true try typedef typeid typename typeof union unsigned using virtual void volatile wchar_t while xor xor_eq main \
        errno stdin stdout stderr size_t ssize_t ptrdiff_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t \
        abs acos advance all_of any_of asin assert atan atan2 atof atoi atol back_inserter begin binary_search bitset bsearch \
        calloc ceil cerr cin clamp clear copy copy_if cos count count_if cout data deque distance div empty end endl equal erase \
        exit exp fabs fclose fill fill_n find find_if first floor fmod fopen for_each forward fprintf fread free fscanf function \
        fwrite gcd generate get getline gets hash includes insert iota isalnum isalpha isdigit islower isspace isupper lcm less \
        list log log2 log10 lower_bound make_heap make_pair make_tuple malloc map max max_element memcmp memcpy memmove memset \
        merge midpoint min min_element minmax minmax_element move mt19937 next next_permutation none_of nth_element optional pair \
        partial_sort partial_sum partition plus pop_heap pow prev prev_permutation printf priority_queue ptr push_heap putchar \
        puts qsort queue rand random_shuffle read reduce remove remove_if rename replace reverse rotate round scanf search second \
        set setprecision shared_ptr shuffle sin size snprintf sort sprintf sqrt srand sscanf stable_sort stack step stod stoi \
        stol stoll strcat strchr strcmp strcpy string strlen strncmp strncpy strstr strtok strtol swap swap_ranges system tan \
        thread tie time to_string tolower toupper transform tuple unique unique_ptr unordered_map unordered_set upper_bound variant \
        vector wait write y0 y1 yn j0 j1 jn",
};

/// Macros of other people that take names of fields.
const TAKE_FIELDS: &[&str] = &["container_of", "list_", "hlist_", "rb_entry", "offsetof", "va_arg"];

fn exposure(node: Node, parent: Node, text: &str) -> Exposure {
    match node.kind() {
        "declaration" => {
            let external = node
                .children(&mut node.walk())
                .any(|child| child.kind() == "storage_class_specifier" && &text[child.byte_range()] == "extern");
            Exposure { name: external, ..Exposure::default() }
        }
        // Members may be inherited from a class that is not seen.
        "field_declaration_list" => Exposure { open: has(parent, "base_class_clause"), ..Exposure::default() },
        // The body of a member function that stands outside of its class.
        _ => {
            let mut at = Some(node);
            while let Some(declarator) = at.and_then(|at| at.child_by_field_name("declarator")) {
                at = Some(declarator);
            }
            Exposure { open: at.is_some_and(|at| at.kind() == "qualified_identifier"), ..Exposure::default() }
        }
    }
}

fn special<'t>(walk: &mut Walk<'t>, node: Node<'t>) -> Special {
    if node.kind() == "preproc_function_def" {
        let part = |field: &str| node.child_by_field_name(field).map_or("", |part| walk.text_of(part));
        let (name, parameters, body) = (part("name"), part("parameters"), part("value"));
        let free = words(body).filter(|word| !words(parameters).any(|parameter| parameter == *word));
        walk.found.vetoed.extend(free);
        walk.found.vetoed.insert(name);
        walk.found.macros.insert(name);
        return Special::Done;
    }
    let Some(callee) = node.child_by_field_name("function").filter(|callee| callee.kind() == "identifier") else {
        return Special::Walk;
    };
    let name = walk.text_of(callee);
    let shouts = name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    let takes_fields = TAKE_FIELDS.iter().any(|known| name.starts_with(known));
    match shouts || takes_fields || walk.found.macros.contains(name) {
        true => Special::Freeze,
        false => Special::Walk,
    }
}
