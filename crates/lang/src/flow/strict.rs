//! The kinds of node that data flow goes through, by the grammars that we parse with. Only names are variables.

use super::rules::Field::{Body, Declarator, DefaultValue, Left, Name, Pattern, Right, Value};
use super::rules::Place::{Child, Field, Last, LastOfThree};
use super::rules::{Construct, Pairing, Place, Spec};
use crate::Language;

const NAME_AND_VALUE: Construct = Construct::Define { name: Field(Name), value: Field(Value) };
const ASSIGN: Construct = Construct::Assign { left: Field(Left), right: Field(Right), pairing: Pairing::Aligned };

const fn each(target: Place, source: Place, body: Place) -> Construct {
    Construct::Each { target, source, body, pairing: Pairing::All }
}

const fn spec(
    language: Language,
    constructs: &'static [(&'static [&'static str], Construct)],
    branches: &'static [&'static str],
    starts: &'static [&'static str],
    variables: &'static [&'static str],
) -> Spec {
    Spec { language, constructs, branches, sticky: true, always_skips: false, starts, first: &[], variables }
}

/// Where a grammar gives `else` no node of its own.
const BARE_ELSE: &[&str] = &["else"];
const ELSE: &[&str] = &["else_clause"];

pub(super) static SPECS: &[Spec] = &[
    Spec {
        first: &["for_in_clause"],
        ..spec(
            Language::Python,
            &[
                (&["assignment", "augmented_assignment"], ASSIGN),
                (&["named_expression", "default_parameter", "typed_default_parameter"], NAME_AND_VALUE),
                (&["for_in_clause"], Construct::Assign { left: Field(Left), right: Last, pairing: Pairing::All }),
                (&["if_statement"], Construct::If),
                (&["for_statement"], each(Field(Left), Field(Right), Field(Body))),
                (&["while_statement"], Construct::While),
            ],
            &["elif_clause", "else_clause"],
            &[],
            &["identifier"],
        )
    },
    spec(
        Language::Java,
        &[
            (&["assignment_expression"], ASSIGN),
            (&["variable_declarator"], NAME_AND_VALUE),
            (&["update_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (&["enhanced_for_statement"], each(Field(Name), Field(Value), Field(Body))),
            (&["while_statement", "do_statement"], Construct::While),
        ],
        BARE_ELSE,
        &["local_variable_declaration"],
        &["identifier"],
    ),
    spec(
        Language::CSharp,
        &[
            (&["assignment_expression"], ASSIGN),
            (&["variable_declarator"], Construct::Define { name: Field(Name), value: LastOfThree }),
            (&["postfix_unary_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (&["foreach_statement"], each(Field(Left), Field(Right), Field(Body))),
            (&["while_statement", "do_statement"], Construct::While),
        ],
        BARE_ELSE,
        &["variable_declaration"],
        &["identifier"],
    ),
    spec(
        Language::C,
        &[
            (&["assignment_expression"], ASSIGN),
            (&["init_declarator"], Construct::Define { name: Field(Declarator), value: Field(Value) }),
            (&["update_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (&["while_statement", "do_statement"], Construct::While),
        ],
        ELSE,
        &["declaration"],
        &["identifier"],
    ),
    spec(
        Language::Cpp,
        &[
            (&["assignment_expression"], ASSIGN),
            (&["init_declarator"], Construct::Define { name: Field(Declarator), value: Field(Value) }),
            (&["update_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (&["for_range_loop"], each(Field(Declarator), Field(Right), Field(Body))),
            (&["while_statement", "do_statement"], Construct::While),
        ],
        ELSE,
        &["declaration"],
        &["identifier"],
    ),
    spec(
        Language::Ruby,
        &[
            (&["assignment"], ASSIGN),
            (
                &["operator_assignment"],
                Construct::Assign { left: Field(Left), right: Field(Right), pairing: Pairing::All },
            ),
            (&["optional_parameter", "keyword_parameter"], NAME_AND_VALUE),
            (&["if", "unless", "elsif"], Construct::If),
            (&["for"], each(Field(Pattern), Field(Value), Field(Body))),
            (&["while", "until", "while_modifier", "until_modifier"], Construct::While),
        ],
        &["elsif", "else"],
        &[],
        &["identifier", "constant", "instance_variable", "class_variable", "global_variable"],
    ),
    spec(
        Language::Go,
        &[
            (&["assignment_statement", "short_var_declaration"], ASSIGN),
            (&["range_clause"], Construct::Assign { left: Field(Left), right: Field(Right), pairing: Pairing::All }),
            (&["var_spec"], NAME_AND_VALUE),
            (&["inc_statement", "dec_statement"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
        ],
        BARE_ELSE,
        &["for_clause"],
        &["identifier"],
    ),
    spec(
        Language::Php,
        &[
            (&["assignment_expression", "augmented_assignment_expression"], ASSIGN),
            (&["simple_parameter"], Construct::Define { name: Field(Name), value: Field(DefaultValue) }),
            (&["update_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (&["foreach_statement"], each(Child(4), Child(2), Field(Body))),
            (&["while_statement", "do_statement"], Construct::While),
        ],
        &["else_clause", "else_if_clause"],
        &["assignment_expression"],
        &["variable_name"],
    ),
    spec(
        Language::JavaScript,
        &[
            (&["assignment_expression", "augmented_assignment_expression", "assignment_pattern"], ASSIGN),
            (&["variable_declarator"], NAME_AND_VALUE),
            (&["update_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (&["for_in_statement"], each(Field(Left), Field(Right), Field(Body))),
            (&["while_statement", "do_statement"], Construct::While),
        ],
        ELSE,
        &["lexical_declaration", "variable_declaration"],
        &["identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"],
    ),
    spec(
        Language::Rust,
        &[
            (&["assignment_expression", "compound_assignment_expr"], ASSIGN),
            (&["let_declaration", "let_condition"], Construct::Define { name: Field(Pattern), value: Field(Value) }),
            (&["if_expression"], Construct::If),
            (&["for_expression"], each(Field(Pattern), Field(Value), Field(Body))),
            (&["while_expression", "loop_expression"], Construct::While),
        ],
        ELSE,
        &[],
        &["identifier", "self", "shorthand_field_identifier"],
    ),
];
