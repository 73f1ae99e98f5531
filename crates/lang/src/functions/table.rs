//! Which kinds of node are functions, classes, wrappers and attributes: one row a language.

use std::sync::LazyLock;

use super::FunctionKind;
use super::docs::{self, Marks};
use crate::parse::Roles;
use crate::{Language, Parse};

/// One language's row.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    /// Functions with a name of their own, when they have a body. Without a kind, their place says what they are.
    pub functions: &'static [(&'static str, Option<FunctionKind>)],
    /// Functions that count where a wrapper gives them a name.
    pub nameless: &'static [&'static str],
    /// Classes and what else methods belong to, with the field of the name.
    pub classes: &'static [(&'static str, &'static str)],
    /// Nodes that a function is the whole point of, and that belong to it.
    pub wrappers: &'static [(&'static str, Step)],
    /// Decorators, attributes, annotations.
    pub attributes: &'static [&'static str],
    /// Documentation is the first string of the body (else it is in `marks` comments above).
    pub docstrings: bool,
    pub marks: &'static Marks,
    /// Between the names of a path.
    pub separator: &'static str,
    /// Names of methods that are constructors.
    pub constructors: &'static [&'static str],
}

/// How to get from a wrapper to what it wraps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// The field that names what is wrapped.
    pub name: Option<&'static str>,
    pub to: To,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum To {
    /// The first of these fields that is there.
    Field(&'static [&'static str]),
    /// The only named child.
    Only,
    /// The last named child.
    Last,
}

/// What a node is here.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Role {
    #[default]
    None,
    Function(Option<FunctionKind>),
    Nameless,
    Class(&'static str),
    Wrapper(Step),
    Attribute,
}

pub(super) fn role(parse: &Parse, node: tree_sitter::Node) -> Role {
    static ROLES: LazyLock<Roles<Role>> = LazyLock::new(|| {
        Roles::new(|language, kind| {
            let forms = forms(language);
            let named = |pairs: &'static [(&'static str, &'static str)]| pairs.iter().find(|(name, _)| *name == kind);
            if let Some((_, place)) = forms.functions.iter().find(|(name, _)| *name == kind) {
                Role::Function(*place)
            } else if forms.nameless.contains(&kind) {
                Role::Nameless
            } else if let Some((_, field)) = named(forms.classes) {
                Role::Class(field)
            } else if let Some((_, step)) = forms.wrappers.iter().find(|(name, _)| *name == kind) {
                Role::Wrapper(*step)
            } else if forms.attributes.contains(&kind) {
                Role::Attribute
            } else {
                Role::None
            }
        })
    });
    ROLES.of(parse, node)
}

/// The field that holds the name of a class of this kind, if the kind is one.
pub(crate) fn class_name_field(language: Language, kind: &str) -> Option<&'static str> {
    forms(language).classes.iter().find(|(name, _)| *name == kind).map(|(_, field)| *field)
}

pub(super) fn forms(language: Language) -> &'static Forms {
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

const fn field(fields: &'static [&'static str]) -> Step {
    Step { name: None, to: To::Field(fields) }
}

const fn naming(name: &'static str, fields: &'static [&'static str]) -> Step {
    Step { name: Some(name), to: To::Field(fields) }
}

const ONLY: Step = Step { name: None, to: To::Only };
const LAST: Step = Step { name: None, to: To::Last };
const METHOD: Option<FunctionKind> = Some(FunctionKind::Method);
const CONSTRUCTOR: Option<FunctionKind> = Some(FunctionKind::Constructor);

static PYTHON: Forms = Forms {
    functions: &[("function_definition", None)],
    nameless: &[],
    classes: &[("class_definition", "name")],
    wrappers: &[("decorated_definition", field(&["definition"]))],
    attributes: &["decorator"],
    docstrings: true,
    marks: &docs::NONE,
    separator: ".",
    constructors: &["__init__"],
};

static JAVA: Forms = Forms {
    functions: &[
        ("method_declaration", METHOD),
        ("constructor_declaration", CONSTRUCTOR),
        ("compact_constructor_declaration", CONSTRUCTOR),
    ],
    nameless: &[],
    classes: &[
        ("class_declaration", "name"),
        ("interface_declaration", "name"),
        ("enum_declaration", "name"),
        ("record_declaration", "name"),
        ("annotation_type_declaration", "name"),
    ],
    wrappers: &[],
    attributes: &["annotation", "marker_annotation"],
    docstrings: false,
    marks: &docs::JAVADOC,
    separator: ".",
    constructors: &[],
};

static GO: Forms = Forms {
    functions: &[("function_declaration", None), ("method_declaration", METHOD)],
    nameless: &[],
    classes: &[],
    wrappers: &[],
    attributes: &[],
    docstrings: false,
    marks: &docs::GODOC,
    separator: ".",
    constructors: &[],
};

static C: Forms = Forms {
    functions: &[("function_definition", None)],
    nameless: &[],
    classes: &[],
    wrappers: &[],
    attributes: &[],
    docstrings: false,
    marks: &docs::DOXYGEN,
    separator: "::",
    constructors: &[],
};

static CPP: Forms = Forms {
    classes: &[("class_specifier", "name"), ("struct_specifier", "name"), ("union_specifier", "name")],
    wrappers: &[("template_declaration", LAST)],
    ..C
};

static RUST: Forms = Forms {
    functions: &[("function_item", None)],
    nameless: &[],
    classes: &[("impl_item", "type"), ("trait_item", "name")],
    wrappers: &[],
    attributes: &["attribute_item"],
    docstrings: false,
    marks: &docs::RUSTDOC,
    separator: "::",
    constructors: &[],
};

static JAVASCRIPT: Forms = Forms {
    functions: &[
        ("function_declaration", None),
        ("generator_function_declaration", None),
        ("method_definition", METHOD),
    ],
    nameless: &["arrow_function", "function_expression", "generator_function"],
    classes: &[("class_declaration", "name"), ("class", "name")],
    wrappers: &[
        ("export_statement", field(&["declaration"])),
        ("lexical_declaration", ONLY),
        ("variable_declaration", ONLY),
        ("variable_declarator", naming("name", &["value"])),
        ("expression_statement", ONLY),
        ("assignment_expression", naming("left", &["right"])),
        ("pair", naming("key", &["value"])),
        ("field_definition", naming("property", &["value"])),
    ],
    attributes: &["decorator"],
    docstrings: false,
    marks: &docs::JAVADOC,
    separator: ".",
    constructors: &["constructor"],
};

static TYPESCRIPT: Forms = Forms {
    classes: &[("class_declaration", "name"), ("abstract_class_declaration", "name"), ("class", "name")],
    wrappers: &[
        ("export_statement", field(&["declaration"])),
        ("lexical_declaration", ONLY),
        ("variable_declaration", ONLY),
        ("variable_declarator", naming("name", &["value"])),
        ("expression_statement", ONLY),
        ("assignment_expression", naming("left", &["right"])),
        ("pair", naming("key", &["value"])),
        ("public_field_definition", naming("name", &["value"])),
    ],
    ..JAVASCRIPT
};

static RUBY: Forms = Forms {
    functions: &[("method", None), ("singleton_method", METHOD)],
    nameless: &[],
    classes: &[("class", "name"), ("module", "name")],
    // `private def f`
    wrappers: &[("call", field(&["arguments"])), ("argument_list", ONLY)],
    attributes: &[],
    docstrings: false,
    marks: &docs::RDOC,
    separator: "::",
    constructors: &["initialize"],
};

static C_SHARP: Forms = Forms {
    functions: &[
        ("method_declaration", METHOD),
        ("constructor_declaration", CONSTRUCTOR),
        ("destructor_declaration", METHOD),
        ("operator_declaration", METHOD),
        ("conversion_operator_declaration", METHOD),
        ("local_function_statement", None),
    ],
    nameless: &[],
    classes: &[
        ("class_declaration", "name"),
        ("struct_declaration", "name"),
        ("record_declaration", "name"),
        ("interface_declaration", "name"),
    ],
    wrappers: &[],
    attributes: &["attribute_list"],
    docstrings: false,
    marks: &docs::XMLDOC,
    separator: ".",
    constructors: &[],
};

static PHP: Forms = Forms {
    functions: &[("function_definition", None), ("method_declaration", METHOD)],
    nameless: &[],
    classes: &[
        ("class_declaration", "name"),
        ("interface_declaration", "name"),
        ("trait_declaration", "name"),
        ("enum_declaration", "name"),
    ],
    wrappers: &[],
    attributes: &["attribute_list"],
    docstrings: false,
    marks: &docs::JAVADOC,
    separator: "::",
    constructors: &["__construct"],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::unknown_kinds;

    #[test]
    fn kinds_are_of_the_grammar() {
        for language in Language::ALL {
            let forms = forms(*language);
            let functions = forms.functions.iter().map(|(kind, _)| *kind);
            let classes = forms.classes.iter().map(|(kind, _)| *kind);
            let wrappers = forms.wrappers.iter().map(|(kind, _)| *kind);
            let lists = functions.chain(classes).chain(wrappers);
            let unknown = unknown_kinds(
                *language,
                lists.chain(forms.nameless.iter().copied()).chain(forms.attributes.iter().copied()),
            );
            assert!(unknown.is_empty(), "{language}: {unknown:?}");
        }
    }
}
