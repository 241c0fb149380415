; Where names live. The name of a function or type stands inside the scope it
; opens, as its direct child, and is bound in the scope around it. Members are
; found by their bare name inside their type. What `guard` binds lives on behind
; it, so it opens no scope.

[
  (source_file)
  (class_declaration)
  (protocol_declaration)
  (typealias_declaration)
  (function_declaration)
  (protocol_function_declaration)
  (macro_declaration)
  (init_declaration)
  (deinit_declaration)
  (subscript_declaration)
  (computed_property)
  (computed_getter)
  (computed_setter)
  (willset_clause)
  (didset_clause)
  (lambda_literal)
  (if_statement)
  (for_statement)
  (while_statement)
  (repeat_while_statement)
  (do_statement)
  (catch_block)
  (switch_entry)
] @scope

(source_file (_ "func" . (simple_identifier) @local.function))
(class_body (_ "func" . (simple_identifier) @local.function))
(enum_class_body (_ "func" . (simple_identifier) @local.function))
(protocol_body (_ "func" . (simple_identifier) @local.function))
(statements (_ "func" . (simple_identifier) @local.function))
(macro_declaration (simple_identifier) @local.function)

; Types.

(class_declaration name: (type_identifier) @local.type)
(protocol_declaration name: (type_identifier) @local.type)
(typealias_declaration name: (type_identifier) @local.type)
(associatedtype_declaration name: (type_identifier) @local.type)
(type_parameter (type_identifier) @local.type)

; Parameters.

(parameter name: (simple_identifier) @local.parameter)
(lambda_parameter name: (simple_identifier) @local.parameter)
(computed_setter (simple_identifier) @local.parameter)
(willset_clause (simple_identifier) @local.parameter)
(didset_clause (simple_identifier) @local.parameter)

; Variables: what a pattern binds, alone or in a tuple.

(_ bound_identifier: (simple_identifier) @local.variable)
(_ name: (pattern (pattern . (simple_identifier) @local.variable .)))
(_ item: (pattern (pattern . (simple_identifier) @local.variable .)))
(pattern (value_binding_pattern) (pattern (simple_identifier) @local.variable))
(capture_list_item name: (simple_identifier) @local.variable value: _)
(import_declaration (identifier . (simple_identifier) @local.variable))

; Reads and writes. What a pattern above has claimed is neither.

(call_expression . (simple_identifier) @use)
(macro_invocation (simple_identifier) @use)
(user_type . (type_identifier) @use)
(key_path_expression . (type_identifier) @use)
(_ value: (simple_identifier) @use)
(navigation_expression target: (simple_identifier) @use)
(postfix_expression target: (simple_identifier) @use)
(prefix_expression
  operation: [(bang) (custom_operator) "-" "+" "&" "~"]
  target: (simple_identifier) @use)
(check_expression target: (simple_identifier) @use)
(_ result: (simple_identifier) @use)
(_ lhs: (simple_identifier) @use)
(_ rhs: (simple_identifier) @use)
(_ start: (simple_identifier) @use)
(_ end: (simple_identifier) @use)
(_ expr: (simple_identifier) @use)
(_ condition: (simple_identifier) @use)
(_ collection: (simple_identifier) @use)
(_ element: (simple_identifier) @use)
(_ key: (simple_identifier) @use)
(_ if_true: (simple_identifier) @use)
(_ if_false: (simple_identifier) @use)
(_ if_nil: (simple_identifier) @use)
(_ default_value: (simple_identifier) @use)
(capture_list_item name: (simple_identifier) @use)
(directly_assignable_expression (simple_identifier) @use)
(control_transfer_statement (simple_identifier) @use)
(statements (simple_identifier) @use)
(where_clause (simple_identifier) @use)
