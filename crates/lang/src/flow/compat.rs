//! The kinds of node that the package `codebleu` 0.7.0 asks for. Many are of grammars of 2020; ours may not have them.

use super::rules::Field::{Body, DefaultValue, Left, Name, Pattern, Right, Value};
use super::rules::Place::{Child, ChildFrom, ChildOf, Field, Last, LastBlock, Variable};
use super::rules::{Construct, Pairing, Spec};
use crate::Language;

const NAME_AND_VALUE: Construct = Construct::Define { name: Field(Name), value: Field(Value) };
const LEFT_AND_RIGHT: Construct = Construct::Assign { left: Field(Left), right: Field(Right), pairing: Pairing::Each };
const ALIGNED: Construct = Construct::Assign { left: Field(Left), right: Field(Right), pairing: Pairing::Aligned };

/// Its rules for C#, which it uses for C and C++, too.
const fn like_csharp(language: Language) -> Spec {
    Spec {
        language,
        constructs: &[
            (&["assignment_expression"], LEFT_AND_RIGHT),
            (&["variable_declarator"], Construct::Define { name: Child(0), value: ChildOf { child: 1, exactly: 2 } }),
            (&["postfix_unary_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (
                &["for_each_statement"],
                Construct::Each {
                    target: Field(Left),
                    source: Field(Right),
                    body: Field(Body),
                    pairing: Pairing::Each,
                },
            ),
            (&["while_statement"], Construct::While),
        ],
        branches: &["if_statement", "else"],
        sticky: true,
        always_skips: false,
        starts: &["local_variable_declaration"],
        first: &[],
        variables: &[],
    }
}

pub(super) static SPECS: &[Spec] = &[
    Spec {
        language: Language::Python,
        constructs: &[
            (&["assignment", "augmented_assignment"], ALIGNED),
            (&["for_in_clause"], Construct::Assign { left: Field(Left), right: Last, pairing: Pairing::All }),
            (&["default_parameter"], NAME_AND_VALUE),
            (&["if_statement"], Construct::If),
            (
                &["for_statement"],
                Construct::Each {
                    target: Field(Left),
                    source: Field(Right),
                    body: LastBlock,
                    pairing: Pairing::Aligned,
                },
            ),
            (&["while_statement"], Construct::While),
        ],
        branches: &["elif_clause", "else_clause"],
        sticky: false,
        always_skips: false,
        starts: &[],
        first: &["for_in_clause"],
        variables: &[],
    },
    Spec {
        language: Language::Java,
        constructs: &[
            (&["assignment_expression"], LEFT_AND_RIGHT),
            (&["variable_declarator"], NAME_AND_VALUE),
            (&["update_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (
                &["enhanced_for_statement"],
                Construct::Each {
                    target: Field(Name),
                    source: Field(Value),
                    body: Field(Body),
                    pairing: Pairing::Each,
                },
            ),
            (&["while_statement"], Construct::While),
        ],
        branches: &["if_statement", "else"],
        sticky: true,
        always_skips: false,
        starts: &["local_variable_declaration"],
        first: &[],
        variables: &[],
    },
    like_csharp(Language::CSharp),
    like_csharp(Language::C),
    like_csharp(Language::Cpp),
    Spec {
        language: Language::Ruby,
        constructs: &[
            (&["assignment"], ALIGNED),
            (&["operator_assignment"], Construct::Assign { left: Child(0), right: Last, pairing: Pairing::All }),
            (&["keyword_parameter"], NAME_AND_VALUE),
            (&["if", "elsif", "else", "unless", "when"], Construct::If),
            (
                &["for"],
                Construct::Each {
                    target: Field(Pattern),
                    source: Field(Value),
                    body: Field(Body),
                    pairing: Pairing::All,
                },
            ),
            (&["while_modifier", "until"], Construct::While),
        ],
        branches: &["if", "elsif", "else", "unless", "when"],
        sticky: false,
        always_skips: false,
        starts: &[],
        first: &[],
        variables: &[],
    },
    Spec {
        language: Language::Go,
        constructs: &[
            (&["assignment_statement"], LEFT_AND_RIGHT),
            (&["var_spec"], NAME_AND_VALUE),
            (&["inc_statement"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
        ],
        branches: &["if_statement", "else"],
        sticky: true,
        always_skips: true,
        starts: &["for_clause"],
        first: &[],
        variables: &[],
    },
    Spec {
        language: Language::Php,
        constructs: &[
            (&["assignment_expression", "augmented_assignment_expression"], LEFT_AND_RIGHT),
            (&["simple_parameter"], Construct::Define { name: Field(Name), value: Field(DefaultValue) }),
            (&["update_expression"], Construct::Update),
            (&["if_statement", "else_clause"], Construct::If),
            (&["for_statement"], Construct::For),
            (
                &["foreach_statement"],
                Construct::Each { target: Variable(1), source: Variable(0), body: Field(Body), pairing: Pairing::Each },
            ),
            (&["while_statement"], Construct::While),
        ],
        branches: &["if_statement", "else_clause"],
        sticky: true,
        always_skips: true,
        starts: &["assignment_expression"],
        first: &[],
        variables: &[],
    },
    Spec {
        language: Language::JavaScript,
        constructs: &[
            (&["assignment_pattern", "augmented_assignment_expression"], LEFT_AND_RIGHT),
            (&["variable_declarator"], NAME_AND_VALUE),
            (&["update_expression"], Construct::Update),
            (&["if_statement"], Construct::If),
            (&["for_statement"], Construct::For),
            (&["while_statement"], Construct::While),
        ],
        branches: &["if_statement", "else"],
        sticky: true,
        always_skips: true,
        starts: &["variable_declaration"],
        first: &[],
        variables: &[],
    },
    Spec {
        language: Language::Rust,
        constructs: &[
            (&["assignment_expression", "compound_assignment_expr", "let_expression"], LEFT_AND_RIGHT),
            (&["function_item"], Construct::Define { name: Child(1), value: ChildFrom { child: 2, least: 3 } }),
            (&["if_expression", "if_let_expression", "match_expression"], Construct::If),
            (&["for_expression"], Construct::For),
            (&["while_expression", "while_let_expression", "loop_expression"], Construct::While),
        ],
        branches: &["if_expression", "if_let_expression", "match_expression", "else"],
        sticky: true,
        always_skips: false,
        starts: &["local_variable_declaration"],
        first: &[],
        variables: &[],
    },
];
