; Where names live. The name of a function or type stands inside the scope it
; opens, as its direct child, and is bound in the scope around it. Members are
; found by their bare name inside their type.

[
  (source_file)
  (class_declaration)
  (object_declaration)
  (companion_object)
  (object_literal)
  (enum_entry)
  (type_alias)
  (function_declaration)
  (anonymous_function)
  (secondary_constructor)
  (anonymous_initializer)
  (getter)
  (setter)
  (lambda_literal)
  (for_statement)
  (control_structure_body)
  (when_expression)
  (try_expression)
  (catch_block)
  (finally_block)
] @scope

(function_declaration (simple_identifier) @local.function)

; Types.

(class_declaration (type_identifier) @local.type)
(object_declaration (type_identifier) @local.type)
(companion_object (type_identifier) @local.type)
(type_alias . (modifiers)? . (type_identifier) @local.type)
(type_parameter (type_identifier) @local.type)

; Parameters.

(function_value_parameters (parameter . (simple_identifier) @local.parameter))
(class_parameter
  .
  (modifiers)?
  .
  (binding_pattern_kind)?
  .
  (simple_identifier) @local.parameter)
(parameter_with_optional_type (simple_identifier) @local.parameter)
(lambda_parameters (variable_declaration . (simple_identifier) @local.parameter))
(catch_block (simple_identifier) @local.parameter)

; Variables.

(variable_declaration . (simple_identifier) @local.variable)
(enum_entry (simple_identifier) @local.variable)
(import_header (identifier (simple_identifier) @local.variable .) .)
(import_header (import_alias (type_identifier) @local.variable))

; Reads and writes. What a pattern above has claimed is neither.

(call_expression . (simple_identifier) @use)
(user_type . (type_identifier) @use)
(callable_reference (type_identifier) @use)
(additive_expression (simple_identifier) @use)
(multiplicative_expression (simple_identifier) @use)
(range_expression (simple_identifier) @use)
(infix_expression . (simple_identifier) @use)
(infix_expression (simple_identifier) @use .)
(elvis_expression (simple_identifier) @use)
(check_expression (simple_identifier) @use)
(comparison_expression (simple_identifier) @use)
(equality_expression (simple_identifier) @use)
(conjunction_expression (simple_identifier) @use)
(disjunction_expression (simple_identifier) @use)
(postfix_expression (simple_identifier) @use)
(prefix_expression (simple_identifier) @use)
(as_expression (simple_identifier) @use)
(spread_expression (simple_identifier) @use)
(indexing_expression (simple_identifier) @use)
(indexing_suffix (simple_identifier) @use)
(navigation_expression . (simple_identifier) @use)
(callable_reference (simple_identifier) @use)
(value_argument (simple_identifier) @use .)
(parenthesized_expression (simple_identifier) @use)
(collection_literal (simple_identifier) @use)
(statements (simple_identifier) @use)
(control_structure_body (simple_identifier) @use)
(function_body (simple_identifier) @use)
(property_declaration (simple_identifier) @use)
(property_delegate (simple_identifier) @use)
(explicit_delegation (simple_identifier) @use)
(assignment (simple_identifier) @use)
(directly_assignable_expression (simple_identifier) @use)
(jump_expression (simple_identifier) @use)
(if_expression condition: (simple_identifier) @use)
(when_subject (simple_identifier) @use)
(when_condition (simple_identifier) @use)
(range_test (simple_identifier) @use)
(for_statement (simple_identifier) @use)
(while_statement (simple_identifier) @use)
(do_while_statement (simple_identifier) @use)
(function_value_parameters (simple_identifier) @use)
(interpolated_identifier) @use
(interpolated_expression (simple_identifier) @use)
