; Where names live. The name of a function or type stands inside the scope it
; opens, as its direct child, and is bound in the scope around it. Members are
; found by their bare name inside their type.

[
  (compilation_unit)
  (class_definition)
  (object_definition)
  (package_object)
  (trait_definition)
  (enum_definition)
  (full_enum_case)
  (type_definition)
  (extension_definition)
  (given_definition)
  (function_definition)
  (function_declaration)
  (lambda_expression)
  (colon_argument)
  (block)
  (indented_block)
  (case_clause)
  (for_expression)
] @scope

(function_definition name: (identifier) @local.function)
(function_declaration name: (identifier) @local.function)

; Types.

(class_definition name: (identifier) @local.type)
(object_definition name: (identifier) @local.type)
(trait_definition name: (identifier) @local.type)
(enum_definition name: (identifier) @local.type)
(type_definition name: (type_identifier) @local.type)
(type_parameters name: (identifier) @local.type)
(covariant_type_parameter name: (identifier) @local.type)
(contravariant_type_parameter name: (identifier) @local.type)

; Parameters.

(parameter name: (identifier) @local.parameter)
(class_parameter name: (identifier) @local.parameter)
(binding name: (identifier) @local.parameter)
(lambda_expression parameters: (identifier) @local.parameter)
(colon_argument lambda_start: (identifier) @local.parameter)
(self_type (identifier) @local.parameter)

; Variables: the names in a pattern, but for constants and objects, which are
; known by their spelling.

(val_definition pattern: (identifier) @local.variable)
(var_definition pattern: (identifier) @local.variable)
(val_declaration name: (identifier) @local.variable)
(var_declaration name: (identifier) @local.variable)
(identifiers (identifier) @local.variable)
(given_definition name: (identifier) @local.variable)
(simple_enum_case name: (identifier) @local.variable)
(full_enum_case name: (identifier) @local.variable)
(enumerator . (identifier) @local.variable)
(capture_pattern name: (identifier) @local.variable)
(typed_pattern pattern: (identifier) @local.variable)
((tuple_pattern (identifier) @local.variable)
  (#match? @local.variable "^[^A-Z]"))
((case_clause pattern: (identifier) @local.variable)
  (#match? @local.variable "^[^A-Z]"))
((case_class_pattern pattern: (identifier) @local.variable)
  (#match? @local.variable "^[^A-Z]"))
((infix_pattern left: (identifier) @local.variable)
  (#match? @local.variable "^[^A-Z]"))
((infix_pattern right: (identifier) @local.variable)
  (#match? @local.variable "^[^A-Z]"))

; Imports.

(import_declaration (identifier) @local.variable .)
(namespace_selectors (identifier) @local.variable)
(_ name: (identifier) alias: (identifier) @local.variable)

; Reads and writes. What a pattern above has claimed is neither.

(expression/identifier) @use
(_ value: (identifier) @use)
(call_expression function: (identifier) @use)
(generic_function function: (identifier) @use)
(infix_expression left: (identifier) @use)
(infix_expression right: (identifier) @use)
(assignment_expression left: (identifier) @use)
(prefix_expression (identifier) @use)
(postfix_expression . (identifier) @use)
(guard (identifier) @use)
(interpolation (identifier) @use)
(type_identifier) @use
(stable_identifier . (identifier) @use)
(stable_type_identifier . (identifier) @use)
(tuple_pattern (identifier) @use)
(case_clause pattern: (identifier) @use)
(case_class_pattern pattern: (identifier) @use)
