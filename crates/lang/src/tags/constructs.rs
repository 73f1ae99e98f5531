//! Constructs: a closed list that means the same in all languages, and how each language's tree and calls show them.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::table::find;
use crate::Language;

/// Every construct, sorted.
///
/// | construct | what it means |
/// |---|---|
/// | `assert` | an assertion: a statement, a macro, or a call whose name starts so |
/// | `async` | `async`, `await`, Go's `go` |
/// | `branch` | `if`, a conditional expression, anything that is a `switch` |
/// | `class` | a class or what the language has for one: struct, record, interface, trait, enum with a body |
/// | `closure` | an anonymous function; Ruby blocks are some |
/// | `comprehension` | a collection written as a loop over another: Python's, C#'s queries |
/// | `context-manager` | a resource that syntax releases: `with`, `using`, try with resources, `defer` |
/// | `decorator` | a decorator, attribute or annotation |
/// | `for` | a loop over a range or a collection |
/// | `generator` | `yield` that suspends (Ruby's calls a block, Java's ends a `switch`), a generator expression |
/// | `inheritance` | a base class, an implemented interface or trait |
/// | `loop` | any loop |
/// | `raise` | `raise`, `throw`, `panic` |
/// | `recursion` | a function that calls itself by name, or a method on its own object |
/// | `regex` | a regular expression literal, or a call of the usual library for them |
/// | `slice` | part of a sequence by a range of indices |
/// | `string-format` | values put into a string: interpolation, formatting functions and macros |
/// | `switch` | `switch`, `match`, `case`, `select` |
/// | `try` | errors handled: `try`, `rescue`, Rust's `?` |
/// | `type-hint` | a type that the language does not ask for: Python, TypeScript, PHP |
/// | `while` | a loop on a condition |
pub const CONSTRUCTS: &[&str] = &[
    "assert",
    "async",
    "branch",
    "class",
    "closure",
    "comprehension",
    "context-manager",
    "decorator",
    "for",
    "generator",
    "inheritance",
    "loop",
    "raise",
    "recursion",
    "regex",
    "slice",
    "string-format",
    "switch",
    "try",
    "type-hint",
    "while",
];

type Kinds = &'static [(&'static str, &'static [&'static str])];

/// What a kind of node shows wherever it is.
pub(super) fn of(language: Language, kind: &str) -> &'static [&'static str] {
    let own = match language {
        Language::Python => PYTHON,
        Language::Java => JAVA,
        Language::Go => GO,
        Language::C | Language::Cpp => CPP,
        Language::Rust => RUST,
        Language::JavaScript | Language::TypeScript => JAVASCRIPT,
        Language::Ruby => RUBY,
        Language::CSharp => C_SHARP,
        Language::Php => PHP,
    };
    find(own, kind).or_else(|| find(COMMON, kind)).unwrap_or_default()
}

/// Kinds that several grammars have, and that mean the same in all of them.
const COMMON: Kinds = &[
    ("for_statement", &["for", "loop"]),
    ("while_statement", &["while", "loop"]),
    ("do_statement", &["while", "loop"]),
    ("if_statement", &["branch"]),
    ("conditional_expression", &["branch"]),
    ("ternary_expression", &["branch"]),
    ("switch_statement", &["branch", "switch"]),
    ("switch_expression", &["branch", "switch"]),
    ("match_expression", &["branch", "switch"]),
    ("try_statement", &["try"]),
    ("throw_statement", &["raise"]),
    ("throw_expression", &["raise"]),
    ("await_expression", &["async"]),
    ("class_declaration", &["class"]),
    ("interface_declaration", &["class"]),
    ("enum_declaration", &["class"]),
    ("record_declaration", &["class"]),
    ("struct_declaration", &["class"]),
    ("lambda_expression", &["closure"]),
    ("decorator", &["decorator"]),
    ("attribute_list", &["decorator"]),
    ("regex", &["regex"]),
];

const PYTHON: Kinds = &[
    ("match_statement", &["branch", "switch"]),
    ("list_comprehension", &["comprehension"]),
    ("set_comprehension", &["comprehension"]),
    ("dictionary_comprehension", &["comprehension"]),
    ("generator_expression", &["comprehension", "generator"]),
    ("yield", &["generator"]),
    ("lambda", &["closure"]),
    ("await", &["async"]),
    ("raise_statement", &["raise"]),
    ("class_definition", &["class"]),
    ("with_statement", &["context-manager"]),
    ("assert_statement", &["assert"]),
    ("slice", &["slice"]),
    ("type", &["type-hint"]),
];

const JAVA: Kinds = &[
    ("enhanced_for_statement", &["for", "loop"]),
    ("try_with_resources_statement", &["context-manager", "try"]),
    ("annotation", &["decorator"]),
    ("marker_annotation", &["decorator"]),
    ("assert_statement", &["assert"]),
    ("superclass", &["inheritance"]),
    ("super_interfaces", &["inheritance"]),
    ("extends_interfaces", &["inheritance"]),
    ("template_expression", &["string-format"]),
];

const GO: Kinds = &[
    // Which loop it is, its clause says.
    ("for_statement", &["loop"]),
    ("expression_switch_statement", &["branch", "switch"]),
    ("type_switch_statement", &["branch", "switch"]),
    ("select_statement", &["branch", "switch"]),
    ("func_literal", &["closure"]),
    ("go_statement", &["async"]),
    ("defer_statement", &["context-manager"]),
    ("slice_expression", &["slice"]),
    ("struct_type", &["class"]),
    ("interface_type", &["class"]),
];

const CPP: Kinds = &[
    ("for_range_loop", &["for", "loop"]),
    ("co_await_expression", &["async"]),
    ("co_yield_statement", &["generator"]),
    ("field_declaration_list", &["class"]),
    ("enumerator_list", &["class"]),
    ("base_class_clause", &["inheritance"]),
    ("attribute_declaration", &["decorator"]),
    ("static_assert_declaration", &["assert"]),
];

const RUST: Kinds = &[
    ("for_expression", &["for", "loop"]),
    ("while_expression", &["loop", "while"]),
    ("loop_expression", &["loop"]),
    ("if_expression", &["branch"]),
    ("closure_expression", &["closure"]),
    ("try_expression", &["try"]),
    ("struct_item", &["class"]),
    ("enum_item", &["class"]),
    ("union_item", &["class"]),
    ("trait_item", &["class"]),
    ("attribute_item", &["decorator"]),
];

const JAVASCRIPT: Kinds = &[
    ("for_in_statement", &["for", "loop"]),
    ("arrow_function", &["closure"]),
    ("function_expression", &["closure"]),
    ("generator_function", &["closure", "generator"]),
    ("generator_function_declaration", &["generator"]),
    ("yield_expression", &["generator"]),
    ("class", &["class"]),
    ("abstract_class_declaration", &["class"]),
    ("class_heritage", &["inheritance"]),
    ("type_annotation", &["type-hint"]),
];

const RUBY: Kinds = &[
    ("for", &["for", "loop"]),
    ("while", &["loop", "while"]),
    ("until", &["loop", "while"]),
    ("while_modifier", &["loop", "while"]),
    ("until_modifier", &["loop", "while"]),
    ("if", &["branch"]),
    ("unless", &["branch"]),
    ("if_modifier", &["branch"]),
    ("unless_modifier", &["branch"]),
    ("conditional", &["branch"]),
    ("case", &["branch", "switch"]),
    ("case_match", &["branch", "switch"]),
    ("lambda", &["closure"]),
    ("block", &["closure"]),
    ("do_block", &["closure"]),
    ("rescue", &["try"]),
    ("rescue_modifier", &["try"]),
    ("class", &["class"]),
    ("superclass", &["inheritance"]),
];

const C_SHARP: Kinds = &[
    ("foreach_statement", &["for", "loop"]),
    ("query_expression", &["comprehension"]),
    ("anonymous_method_expression", &["closure"]),
    ("yield_statement", &["generator"]),
    ("base_list", &["inheritance"]),
    ("using_statement", &["context-manager"]),
    ("range_expression", &["slice"]),
    ("interpolated_string_expression", &["string-format"]),
];

const PHP: Kinds = &[
    ("foreach_statement", &["for", "loop"]),
    ("anonymous_function", &["closure"]),
    ("arrow_function", &["closure"]),
    ("yield_expression", &["generator"]),
    ("trait_declaration", &["class"]),
    ("base_clause", &["inheritance"]),
    ("class_interface_clause", &["inheritance"]),
    ("named_type", &["type-hint"]),
    ("primitive_type", &["type-hint"]),
    ("optional_type", &["type-hint"]),
    ("union_type", &["type-hint"]),
];

/// The kinds of node that [`look`] has something to say about.
pub(super) const LOOKED_INTO: &[&str] = &[
    "binary_operator",
    "class_definition",
    "element_reference",
    "encapsed_string",
    "for_statement",
    "heredoc_body",
    "impl_item",
    "index_expression",
    "string",
    "subshell",
    "template_string",
];

/// What needs a look at what is inside the node.
pub(super) fn look(language: Language, node: Node, text: &str, seen: &mut BTreeSet<&'static str>) {
    let field = |name| node.child_by_field_name(name);
    let has = |kinds: &[&str]| {
        let mut cursor = node.walk();
        node.named_children(&mut cursor).any(|child| kinds.contains(&child.kind()))
    };
    match (language, node.kind()) {
        (Language::Python, "class_definition") => {
            let bases = field("superclasses").and_then(|bases| bases.named_child(0));
            seen.extend(bases.filter(|base| base.kind() != "keyword_argument").map(|_| "inheritance"));
        }
        (Language::Python, "binary_operator") => {
            let is_remainder = field("operator").is_some_and(|operator| &text[operator.byte_range()] == "%");
            if is_remainder && field("left").is_some_and(|left| left.kind().ends_with("string")) {
                seen.insert("string-format");
            }
        }
        (Language::Rust, "impl_item") => seen.extend(field("trait").map(|_| "inheritance")),
        (Language::Rust, "index_expression") if has(&["range_expression"]) => {
            seen.insert("slice");
        }
        (Language::Ruby, "element_reference") if has(&["range"]) => {
            seen.insert("slice");
        }
        (Language::Go, "for_statement") => {
            seen.insert(if has(&["for_clause", "range_clause"]) { "for" } else { "while" });
        }
        // Literals are not walked into.
        (_, "string" | "template_string" | "heredoc_body" | "subshell")
            if has(&["interpolation", "template_substitution"]) =>
        {
            seen.insert("string-format");
        }
        (Language::Php, "encapsed_string")
            if has(&["variable_name", "member_access_expression", "subscript_expression", "dynamic_variable_name"])
                || text[node.byte_range()].contains("{$") =>
        {
            seen.insert("string-format");
        }
        _ => {}
    }
}

/// What the name of a Rust macro shows.
fn of_macro(name: &str) -> &'static [&'static str] {
    match name {
        "panic" | "unreachable" => &["raise"],
        "format" | "format_args" | "print" | "println" | "eprint" | "eprintln" | "write" | "writeln" => {
            &["string-format"]
        }
        _ if name.starts_with("assert") || name.starts_with("debug_assert") => &["assert"],
        _ => &[],
    }
}

/// What the name of a call shows.
pub(super) fn of_call(name: &str) -> &'static [&'static str] {
    let last = name.rsplit(['.', ':', '\\']).next().unwrap_or(name);
    if let Some(name) = last.strip_suffix('!') {
        return of_macro(name);
    }
    match last {
        "panic" | "raise" => return &["raise"],
        "loop" => return &["loop"],
        "format" | "formatted" | "printf" | "fprintf" | "sprintf" | "snprintf" | "vsnprintf" | "vsprintf"
        | "Format" | "Printf" | "Fprintf" | "Sprintf" | "Errorf" => return &["string-format"],
        "preg_match"
        | "preg_match_all"
        | "preg_replace"
        | "preg_split"
        | "preg_quote"
        | "preg_grep"
        | "preg_replace_callback"
        | "regcomp"
        | "regexec" => return &["regex"],
        _ => {}
    }
    let is_assertion = ["assert", "Assert", "debug_assert"].iter().any(|start| last.starts_with(start));
    let regexes =
        ["re.", "regex.", "regexp.", "regex::", "java.util.regex.", "std::regex", "Pattern.", "Regexp.", "Regex"];
    if is_assertion || name.starts_with("Assert.") {
        &["assert"]
    } else if name == "RegExp" || regexes.iter().any(|start| name.starts_with(start)) {
        &["regex"]
    } else {
        &[]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::unknown_kinds;

    #[test]
    fn lists_are_closed_and_sorted() {
        assert!(CONSTRUCTS.is_sorted());
        let tables = [COMMON, PYTHON, JAVA, GO, CPP, RUST, JAVASCRIPT, RUBY, C_SHARP, PHP];
        for (kind, constructs) in tables.iter().copied().flatten() {
            for construct in *constructs {
                assert!(CONSTRUCTS.contains(construct), "{kind}: {construct}");
            }
        }
        for name in ["panic!", "assertEquals", "loop", "fmt.Sprintf", "re.compile", "preg_match"] {
            assert!(!of_call(name).is_empty() && of_call(name).iter().all(|one| CONSTRUCTS.contains(one)), "{name}");
        }
    }

    #[test]
    fn kinds_are_of_the_grammar() {
        for (language, kinds) in [
            (Language::Python, PYTHON),
            (Language::Java, JAVA),
            (Language::Go, GO),
            (Language::Cpp, CPP),
            (Language::Rust, RUST),
            (Language::TypeScript, JAVASCRIPT),
            (Language::Ruby, RUBY),
            (Language::CSharp, C_SHARP),
            (Language::Php, PHP),
        ] {
            let unknown = unknown_kinds(language, kinds.iter().map(|(kind, _)| *kind));
            assert!(unknown.is_empty(), "{language}: {unknown:?}");
        }
    }
}
