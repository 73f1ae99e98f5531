//! What each kind of node is to the graph, for all languages: kinds of the same name mean the same, but for those named apart.

use std::sync::LazyLock;

use crate::Language;
use crate::parse::Roles;

/// What a kind of node is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// An operation on its children.
    #[default]
    Operation,
    /// It says nothing about what is computed.
    Skip,
    /// It is its only child.
    Transparent,
    /// Its children are operands of its parent.
    Splice,
    /// Statements, one after the other.
    Sequence,
    Assign,
    /// Adds or takes away one.
    Update,
    /// Several values or targets.
    List,
    Member,
    Element,
    Call,
    If,
    Unless,
    Loop,
    DoLoop,
    /// The head of a loop or comprehension.
    Clause,
    Comprehension,
    Switch,
    Case,
    Try,
    Handler,
    Function,
    Closure,
    Class,
    /// Ends the function.
    Return,
    /// Ends a loop or goes on with it.
    Jump,
}

/// Kinds by their names, with blanks between them.
pub(super) const TABLE: &[(Role, &str)] = &[
    (
        Role::Skip,
        "comment line_comment block_comment modifiers modifier visibility_modifier storage_class_specifier \
         type_qualifier accessibility_modifier access_specifier type_annotation predefined_type primitive_type \
         integral_type floating_point_type boolean_type void_type sized_type_specifier type_parameters \
         mutable_specifier php_tag text_interpolation implicit_type package_declaration package_clause \
         namespace_use_declaration using_declaration string_start string_end empty_statement pass_statement \
         global_statement nonlocal_statement label lifetime type_definition",
    ),
    (
        Role::Transparent,
        "expression_statement parenthesized_expression parenthesized_statements condition_clause else_clause in \
         await await_expression argument type_conversion variable_name by_ref block_argument \
         parenthesized_declarator try_expression",
    ),
    (Role::Splice, "argument_list arguments bracketed_argument_list subscript_argument_list with_clause"),
    (
        Role::Sequence,
        "module program translation_unit source_file compilation_unit block compound_statement statement_block \
         body_statement then else do begin ensure finally_clause class_body declaration_list \
         field_declaration_list interface_body enum_body declaration local_variable_declaration field_declaration \
         local_declaration_statement variable_declaration lexical_declaration var_declaration const_declaration \
         var_spec_list decorated_definition with_statement preproc_if preproc_ifdef preproc_else \
         file_scoped_namespace_declaration class_static_block export_statement template_declaration \
         statement_list unsafe_block async_block labeled_statement using_statement lock_statement \
         checked_statement fixed_statement synchronized_statement constructor_body type_declaration \
         linkage_specification namespace_definition namespace_declaration mod_item impl_item begin_block \
         static_initializer enum_body_declarations colon_block",
    ),
    (
        Role::Assign,
        "assignment augmented_assignment assignment_expression compound_assignment_expr \
         augmented_assignment_expression operator_assignment named_expression assignment_statement \
         short_var_declaration var_spec const_spec variable_declarator init_declarator let_declaration \
         let_condition const_item static_item resource as_pattern const_element reference_assignment_expression \
         field_definition public_field_definition",
    ),
    (Role::Update, "update_expression inc_statement dec_statement postfix_unary_expression prefix_unary_expression"),
    (
        Role::List,
        "expression_list pattern_list tuple_pattern list_pattern tuple left_assignment_list right_assignment_list \
         array_pattern tuple_expression destructured_left_assignment",
    ),
    (
        Role::Member,
        "attribute field_access field_expression selector_expression member_expression member_access_expression \
         scoped_property_access_expression class_constant_access_expression nullsafe_member_access_expression",
    ),
    (
        Role::Element,
        "subscript subscript_expression index_expression array_access element_reference element_access_expression \
         pointer_expression",
    ),
    (
        Role::Call,
        "call call_expression method_invocation invocation_expression function_call_expression \
         member_call_expression scoped_call_expression nullsafe_member_call_expression",
    ),
    (Role::If, "if_statement if_expression if elsif elif_clause else_if_clause if_modifier"),
    (Role::Unless, "unless unless_modifier"),
    (
        Role::Loop,
        "while_statement while_expression while until while_modifier until_modifier for_statement for_expression \
         for for_in_statement for_range_loop enhanced_for_statement foreach_statement loop_expression",
    ),
    (Role::DoLoop, "do_statement"),
    (Role::Clause, "for_in_clause range_clause for_clause"),
    (Role::Comprehension, "list_comprehension set_comprehension dictionary_comprehension generator_expression"),
    (
        Role::Switch,
        "switch_statement switch_expression match_statement match_expression case case_match \
         expression_switch_statement type_switch_statement select_statement",
    ),
    (
        Role::Case,
        "case_statement switch_case switch_default switch_section switch_rule switch_block_statement_group \
         case_clause match_arm expression_case default_case type_case communication_case default_statement when \
         in_clause switch_expression_arm match_conditional_expression match_default_expression",
    ),
    (Role::Try, "try_statement try_with_resources_statement"),
    (Role::Handler, "except_clause catch_clause rescue"),
    (
        Role::Function,
        "function_definition method_declaration constructor_declaration function_declaration \
         generator_function_declaration method_definition function_item method singleton_method \
         local_function_statement compact_constructor_declaration operator_declaration",
    ),
    (
        Role::Closure,
        "lambda lambda_expression arrow_function function_expression generator_function closure_expression \
         func_literal do_block anonymous_method_expression anonymous_function",
    ),
    (
        Role::Class,
        "class_definition class_declaration class_specifier struct_specifier struct_item class singleton_class \
         interface_declaration enum_declaration record_declaration struct_declaration enum_item trait_item \
         union_specifier enum_specifier trait_declaration abstract_class_declaration anonymous_class \
         interface_type struct_type",
    ),
    (
        Role::Return,
        "return_statement return_expression return throw_statement throw_expression raise_statement \
         exit_statement",
    ),
    (
        Role::Jump,
        "break_statement continue_statement break_expression continue_expression break next redo goto_statement",
    ),
];

static ROLES: LazyLock<Roles<Role>> = LazyLock::new(|| {
    Roles::new(|language, kind| match (language, kind) {
        // What is done for each element, in braces.
        (Language::Ruby, "block") => Role::Closure,
        // A statement of the top level, not one about variables of it.
        (Language::CSharp, "global_statement") => Role::Sequence,
        _ => TABLE
            .iter()
            .find(|(_, kinds)| kinds.split(' ').any(|one| one == kind))
            .map(|(role, _)| *role)
            .unwrap_or_default(),
    })
});

pub(super) fn roles() -> &'static Roles<Role> {
    &ROLES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::unknown_kinds;

    #[test]
    fn kinds_are_there_once_and_known_to_a_grammar() {
        let all: Vec<&str> = TABLE.iter().flat_map(|(_, kinds)| kinds.split(' ')).collect();
        let mut unknown = all.clone();
        for language in Language::ALL {
            unknown = unknown_kinds(*language, unknown);
        }
        assert!(unknown.is_empty(), "{unknown:?}");
        let mut distinct = all.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), all.len());
    }
}
