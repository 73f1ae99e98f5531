//! Names in Ruby. A bare name is a variable behind its first assignment, and else a method; constants keep their names.

use tree_sitter::Node;

use super::super::table::{
    Capitals, Convention, Exposure, From, Level, Rule, ScopeKind, Sort, Space, Special, Table, Then, has,
};
use super::super::walk::Walk;
use super::{bind, here, outer};

const ASSIGNED: Then = bind(Sort::Variable, Level::Reuse, From::Name);

pub(super) static TABLE: Table = Table {
    names: &[("identifier", Space::Value)],
    shorthands: &[],
    others: &[
        "class_variable",
        "constant",
        "encoding",
        "false",
        "file",
        "forward_argument",
        "forward_parameter",
        "global_variable",
        "hash_key_symbol",
        "heredoc_beginning",
        "instance_variable",
        "line",
        "nil",
        "operator",
        "self",
        "super",
        "true",
    ],
    scopes: &[
        ("block", ScopeKind::Block),
        ("class", ScopeKind::HardClass),
        ("do_block", ScopeKind::Block),
        ("lambda", ScopeKind::Block),
        ("method", ScopeKind::Hard),
        ("module", ScopeKind::HardClass),
        ("singleton_class", ScopeKind::HardClass),
        ("singleton_method", ScopeKind::Hard),
    ],
    patterns: &[
        "block_parameter",
        "block_parameters",
        "destructured_left_assignment",
        "destructured_parameter",
        "exception_variable",
        "hash_splat_parameter",
        "lambda_parameters",
        "left_assignment_list",
        "method_parameters",
        "optional_parameter",
        "rest_assignment",
        "splat_parameter",
    ],
    plain: &[
        "argument_list",
        "array",
        "assignment",
        "begin",
        "begin_block",
        "binary",
        "block_argument",
        "block_body",
        "body_statement",
        "call",
        "case",
        "conditional",
        "do",
        "element_reference",
        "else",
        "elsif",
        "end_block",
        "ensure",
        "exceptions",
        "hash",
        "hash_splat_argument",
        "if",
        "if_guard",
        "if_modifier",
        "in",
        "interpolation",
        "keyword_parameter",
        "method",
        "operator_assignment",
        "pair",
        "parenthesized_statements",
        "pattern",
        "range",
        "rescue_modifier",
        "right_assignment_list",
        "singleton_method",
        "splat_argument",
        "then",
        "unary",
        "unless",
        "unless_guard",
        "unless_modifier",
        "until",
        "until_modifier",
        "when",
        "while",
        "while_modifier",
    ],
    rules: &[
        Rule("assignment", "left", ASSIGNED),
        Rule("operator_assignment", "left", ASSIGNED),
        Rule("for", "pattern", ASSIGNED),
        Rule("rescue", "variable", ASSIGNED),
        Rule("method", "name", outer(Sort::Function)),
        Rule("method", "parameters", here(Sort::Parameter)),
        Rule("singleton_method", "name", Then::Skip),
        Rule("singleton_method", "object", Then::Outside),
        Rule("singleton_class", "value", Then::Outside),
        Rule("class", "superclass", Then::Outside),
        Rule("singleton_method", "parameters", here(Sort::Parameter)),
        Rule("block", "parameters", here(Sort::Parameter)),
        Rule("do_block", "parameters", here(Sort::Parameter)),
        Rule("lambda", "parameters", here(Sort::Parameter)),
        Rule("optional_parameter", "value", Then::Use),
        Rule("keyword_parameter", "name", here(Sort::Fixed)),
        Rule("call", "method", Then::Function("receiver")),
        Rule("setter", "name", Then::Skip),
        // It may stand behind the block whose names it has.
        Rule("heredoc_body", "#interpolation", Then::Veto),
        Rule("alias", "", Then::Veto),
        Rule("undef", "", Then::Veto),
        Rule("in_clause", "pattern", Then::Veto),
        Rule("match_pattern", "pattern", Then::Veto),
        Rule("test_pattern", "pattern", Then::Veto),
    ],
    interpolations: &["interpolation"],
    symbols: &["simple_symbol"],
    callables: &[],
    exposing: &["class", "module", "singleton_class"],
    // Methods are inherited and mixed in from everywhere.
    exposure: |_, _, _| Exposure { open: true, ..Exposure::default() },
    specials: &["pair"],
    special,
    dynamic_kinds: &[],
    dynamic_names: &[
        "binding",
        "eval",
        "instance_eval",
        "class_eval",
        "module_eval",
        "local_variables",
        "send",
        "method_missing",
    ],
    introspective: &[],
    // A group of a regular expression can be a variable.
    marks: &["(?<"],
    pragmas: &[],
    sees_members: true,
    mixes_spaces: true,
    ignores_case: false,
    functions_apart: true,
    capitals: Capitals::Plain,
    shares_top: false,
    first_is_self: false,
    convention: Convention::Snake,
    reserved: "alias and begin break case class def defined do else elsif end ensure false for if in module next nil not or redo \
        rescue retry return self super then true undef unless until when while yield abort at_exit attr attr_accessor attr_reader \
        attr_writer autoload binding block_given caller catch define_method eval exec exit extend fail fork format freeze gets \
        global_variables hash include initialize inspect instance_variable_get instance_variable_set lambda load \
        local_variables loop method method_missing methods name new object_id open p pp prepend print printf private proc \
        protected public public_send putc puts raise rand readline require require_relative respond_to send singleton_class sleep \
        spawn sprintf srand system tap test then throw to_a to_ary to_h to_i to_s trap type_of warn call each main",
};

/// `{x:}` uses the variable `x`.
fn special<'t>(walk: &mut Walk<'t>, node: Node<'t>) -> Special {
    if !has(node, "value") {
        walk.veto_words(node);
    }
    Special::Walk
}
