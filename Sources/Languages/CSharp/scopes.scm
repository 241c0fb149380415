; Of all patterns that match one name the first counts. Members are known beyond any scope of the
; text, so they are no locals.

[
  (compilation_unit)
  (namespace_declaration)
  (class_declaration)
  (record_declaration)
  (struct_declaration)
  (interface_declaration)
  (delegate_declaration)
  (method_declaration)
  (constructor_declaration)
  (operator_declaration)
  (conversion_operator_declaration)
  (indexer_declaration)
  (accessor_declaration)
  (local_function_statement)
  (lambda_expression)
  (anonymous_method_expression)
  (block)
  (for_statement)
  (foreach_statement)
  (using_statement)
  (fixed_statement)
  (catch_clause)
  (switch_section)
  (switch_expression_arm)
  (query_expression)
] @scope

; Types, and names for other types.
(class_declaration name: (_) @local.type)

(record_declaration name: (_) @local.type)

(struct_declaration name: (_) @local.type)

(interface_declaration name: (_) @local.type)

(enum_declaration name: (_) @local.type)

(delegate_declaration name: (_) @local.type)

(type_parameter name: (_) @local.type)

(using_directive name: (_) @local.type)

; Functions and parameters.
(local_function_statement name: (_) @local.function)

(parameter name: (_) @local.parameter)

(parameter_list name: (_) @local.parameter)

(implicit_parameter) @local.parameter

(catch_declaration name: (_) @local.parameter)

; Variables, patterns and queries included.
(local_declaration_statement (variable_declaration (_ name: (identifier) @local.variable)))

(for_statement initializer: (variable_declaration (_ name: (identifier) @local.variable)))

(using_statement (variable_declaration (_ name: (identifier) @local.variable)))

(fixed_statement (variable_declaration (_ name: (identifier) @local.variable)))

(foreach_statement left: (identifier) @local.variable)

(tuple_pattern name: (identifier) @local.variable)

(declaration_expression name: (identifier) @local.variable)

(declaration_pattern name: (identifier) @local.variable)

(recursive_pattern name: (identifier) @local.variable)

(var_pattern name: (identifier) @local.variable)

(parenthesized_variable_designation name: (identifier) @local.variable)

(from_clause name: (identifier) @local.variable)

(join_clause . (identifier) @local.variable)

(join_into_clause (identifier) @local.variable)

(let_clause . (identifier) @local.variable)

; Reads and writes.
(lvalue_expression/identifier) @use

(type/identifier) @use

(invocation_expression function: (identifier) @use)

(generic_name . (identifier) @use)

(attribute name: (identifier) @use)

(base_list (identifier) @use)

(type_parameter_constraints_clause . (identifier) @use)
