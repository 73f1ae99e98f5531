//! Which kinds of node call, import, bind names and open scopes: one row a language.

use super::table::Binder::{All, Around, Behind, Within};
use super::table::Form::{Callee, Conversion, Macro, Named, New, NewFirst, NewImplied};
use super::table::Row;
use crate::Language;

pub(super) fn row(language: Language) -> &'static Row {
    match language {
        Language::Python => &PYTHON,
        Language::Java => &JAVA,
        Language::Go => &GO,
        Language::C => &C,
        Language::Cpp => &CPP,
        Language::Rust => &RUST,
        Language::JavaScript => &JAVASCRIPT,
        Language::TypeScript => &TYPESCRIPT,
        Language::Ruby => &RUBY,
        Language::CSharp => &C_SHARP,
        Language::Php => &PHP,
    }
}

static PYTHON: Row = Row {
    calls: &[("call", Callee("function"))],
    imports: &["import_statement", "import_from_statement"],
    scopes: &[
        "function_definition",
        "lambda",
        "list_comprehension",
        "set_comprehension",
        "dictionary_comprehension",
        "generator_expression",
    ],
    // A name that is assigned anywhere in a function is local to all of it.
    binders: &[
        ("parameters", All),
        ("lambda_parameters", All),
        ("assignment", Around("left")),
        ("for_statement", Around("left")),
        ("for_in_clause", Around("left")),
        ("as_pattern_target", All),
        ("named_expression", Around("name")),
        ("function_definition", Around("name")),
    ],
    defines: &[("class_definition", "name")],
    known_roots: &[
        "bool",
        "bytearray",
        "bytes",
        "complex",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "memoryview",
        "object",
        "range",
        "set",
        "str",
        "tuple",
        "type",
    ],
    not_functions: &[],
};

static JAVA: Row = Row {
    calls: &[("method_invocation", Named("object", "name")), ("object_creation_expression", New("type"))],
    imports: &["import_declaration"],
    scopes: &[],
    binders: &[],
    defines: &[
        ("class_declaration", "name"),
        ("interface_declaration", "name"),
        ("enum_declaration", "name"),
        ("record_declaration", "name"),
        ("annotation_type_declaration", "name"),
    ],
    known_roots: &[],
    not_functions: &[],
};

static GO: Row = Row {
    calls: &[("call_expression", Callee("function")), ("type_conversion_expression", Conversion("type"))],
    imports: &["import_spec"],
    scopes: &[
        "function_declaration",
        "method_declaration",
        "func_literal",
        "block",
        "if_statement",
        "for_statement",
        "expression_switch_statement",
        "type_switch_statement",
        "expression_case",
        "type_case",
        "default_case",
        "communication_case",
    ],
    binders: &[
        ("parameter_declaration", All),
        ("variadic_parameter_declaration", All),
        ("short_var_declaration", Behind("left")),
        ("var_spec", Behind("name")),
        ("const_spec", Behind("name")),
        ("range_clause", Behind("left")),
        ("receive_statement", Behind("left")),
        ("type_switch_statement", Within("alias")),
    ],
    defines: &[("type_spec", "name")],
    known_roots: &[],
    not_functions: &[
        "any",
        "bool",
        "byte",
        "complex128",
        "complex64",
        "error",
        "float32",
        "float64",
        "int",
        "int16",
        "int32",
        "int64",
        "int8",
        "rune",
        "string",
        "uint",
        "uint16",
        "uint32",
        "uint64",
        "uint8",
        "uintptr",
    ],
};

static C: Row = Row {
    calls: &[("call_expression", Callee("function"))],
    imports: &[],
    scopes: &[],
    binders: &[],
    defines: &[("struct_specifier", "name"), ("union_specifier", "name"), ("enum_specifier", "name")],
    known_roots: &[],
    not_functions: &["sizeof", "typeof", "__typeof__", "_Alignof", "alignof", "defined"],
};

static CPP: Row = Row {
    calls: &[("call_expression", Callee("function")), ("new_expression", New("type"))],
    imports: &["using_declaration", "namespace_alias_definition"],
    scopes: &["compound_statement"],
    binders: &[],
    defines: &[
        ("class_specifier", "name"),
        ("struct_specifier", "name"),
        ("union_specifier", "name"),
        ("enum_specifier", "name"),
    ],
    known_roots: &[],
    not_functions: &[
        "alignof",
        "const_cast",
        "decltype",
        "dynamic_cast",
        "noexcept",
        "reinterpret_cast",
        "sizeof",
        "static_cast",
        "typeid",
        "typeof",
    ],
};

static RUST: Row = Row {
    calls: &[("call_expression", Callee("function")), ("macro_invocation", Macro("macro"))],
    imports: &["use_declaration"],
    scopes: &["block", "mod_item"],
    binders: &[],
    defines: &[("struct_item", "name"), ("enum_item", "name"), ("union_item", "name"), ("trait_item", "name")],
    known_roots: &[],
    not_functions: &[],
};

static JAVASCRIPT: Row = Row {
    calls: &[("call_expression", Callee("function")), ("new_expression", New("constructor"))],
    imports: &["import_statement", "variable_declarator"],
    scopes: &[
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "generator_function",
        "arrow_function",
        "method_definition",
        "statement_block",
        "for_statement",
        "for_in_statement",
        "catch_clause",
        "switch_body",
    ],
    binders: &[
        ("variable_declarator", Behind("name")),
        ("formal_parameters", All),
        ("arrow_function", Within("parameter")),
        ("catch_clause", Within("parameter")),
        ("for_in_statement", Within("left")),
        ("function_declaration", Around("name")),
        ("generator_function_declaration", Around("name")),
    ],
    defines: &[("class_declaration", "name"), ("class", "name")],
    known_roots: &["console", "process", "document", "window", "globalThis"],
    not_functions: &[],
};

static TYPESCRIPT: Row = Row {
    calls: JAVASCRIPT.calls,
    imports: &["import_statement", "variable_declarator", "import_alias"],
    scopes: JAVASCRIPT.scopes,
    binders: JAVASCRIPT.binders,
    defines: &[
        ("class_declaration", "name"),
        ("abstract_class_declaration", "name"),
        ("class", "name"),
        ("interface_declaration", "name"),
        ("enum_declaration", "name"),
    ],
    known_roots: JAVASCRIPT.known_roots,
    not_functions: &[],
};

static RUBY: Row = Row {
    calls: &[("call", Named("receiver", "method"))],
    imports: &[],
    scopes: &[],
    binders: &[],
    defines: &[("class", "name"), ("module", "name")],
    known_roots: &[],
    not_functions: &["super"],
};

static C_SHARP: Row = Row {
    calls: &[
        ("invocation_expression", Callee("function")),
        ("object_creation_expression", New("type")),
        ("implicit_object_creation_expression", NewImplied),
    ],
    imports: &["using_directive"],
    scopes: &[],
    binders: &[],
    defines: &[
        ("class_declaration", "name"),
        ("struct_declaration", "name"),
        ("record_declaration", "name"),
        ("interface_declaration", "name"),
        ("enum_declaration", "name"),
    ],
    known_roots: &[
        "bool", "byte", "char", "decimal", "double", "float", "int", "long", "nint", "nuint", "object", "sbyte",
        "short", "string", "uint", "ulong", "ushort",
    ],
    not_functions: &["nameof", "typeof"],
};

static PHP: Row = Row {
    calls: &[
        ("function_call_expression", Callee("function")),
        ("member_call_expression", Named("object", "name")),
        ("nullsafe_member_call_expression", Named("object", "name")),
        ("scoped_call_expression", Named("scope", "name")),
        ("object_creation_expression", NewFirst),
    ],
    imports: &["namespace_use_declaration"],
    scopes: &[],
    binders: &[],
    defines: &[
        ("class_declaration", "name"),
        ("interface_declaration", "name"),
        ("trait_declaration", "name"),
        ("enum_declaration", "name"),
    ],
    known_roots: &[],
    not_functions: &["array", "die", "empty", "eval", "exit", "isset", "list", "unset"],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::unknown_kinds;

    #[test]
    fn kinds_are_of_the_grammar() {
        for language in Language::ALL {
            let row = row(*language);
            let calls = row.calls.iter().map(|(kind, _)| *kind);
            let binders = row.binders.iter().map(|(kind, _)| *kind);
            let defines = row.defines.iter().map(|(kind, _)| *kind);
            let lists = calls.chain(binders).chain(defines);
            let unknown =
                unknown_kinds(*language, lists.chain(row.imports.iter().copied()).chain(row.scopes.iter().copied()));
            assert!(unknown.is_empty(), "{language}: {unknown:?}");
        }
    }
}
