; Where names live. The name of a function stands inside the scope it opens, as
; its direct child, and is bound in the scope around it.

[
  (source_file)
  (function_declaration)
  (method_declaration)
  (func_literal)
  (type_declaration)
  (block)
  (if_statement)
  (for_statement)
  (expression_switch_statement)
  (expression_case)
  (type_switch_statement)
  (type_case)
  (communication_case)
  (default_case)
] @scope

(function_declaration name: (identifier) @local.function)

; Receivers, parameters and named results.

(parameter_declaration name: (identifier) @local.parameter)
(variadic_parameter_declaration name: (identifier) @local.parameter)

; Types, also those that are parameters. A grouped type is bound in its group.

(type_spec name: (type_identifier) @local.type)
(type_alias name: (type_identifier) @local.type)
(type_parameter_declaration name: (identifier) @local.type)

; Variables and constants.

(short_var_declaration left: (expression_list (identifier) @local.variable))
(var_spec name: (identifier) @local.variable)
(const_spec (identifier) @local.variable)
(range_clause left: (expression_list (identifier) @local.variable) ":=")
(receive_statement left: (expression_list (identifier) @local.variable) ":=")
(type_switch_statement alias: (expression_list (identifier) @local.variable))
(import_spec name: (package_identifier) @local.variable)

; Reads and writes. What a pattern above has claimed is neither.

(_expression/identifier) @use
(_simple_type/type_identifier) @use
(generic_type type: (type_identifier) @use)
(composite_literal type: (type_identifier) @use)
(field_declaration type: (type_identifier) @use)
(qualified_type package: (package_identifier) @use)
