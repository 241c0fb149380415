; Where names live. The name of a function or class stands inside the scope it
; opens, as its direct child, and is bound in the scope around it.

[
  (program)
  (statement_block)
  (function_declaration)
  (generator_function_declaration)
  (function_expression)
  (generator_function)
  (arrow_function)
  (method_definition)
  (class_declaration)
  (class)
  (for_statement)
  (for_in_statement)
  (switch_body)
  (catch_clause)
] @scope

(function_declaration name: (identifier) @local.function)
(generator_function_declaration name: (identifier) @local.function)
(function_expression name: (identifier) @local.function)
(generator_function name: (identifier) @local.function)

; Parameters.

(arrow_function parameter: (identifier) @local.parameter)
(catch_clause parameter: (identifier) @local.parameter)

; Variables by declaration; every target inside a pattern.

(variable_declarator name: (identifier) @local.variable)
(for_in_statement kind: _ left: (identifier) @local.variable)
(pattern/identifier) @local.variable
(shorthand_property_identifier_pattern) @local.variable
(object_pattern (rest_pattern (identifier) @local.variable))
(array_pattern (rest_pattern (identifier) @local.variable))

; Imports.

(import_clause (identifier) @local.variable)
(namespace_import (identifier) @local.variable)
(import_specifier alias: (identifier) @local.variable)
(import_specifier name: (identifier) @local.variable !alias)

; Reads and writes. What a pattern above has claimed is neither.

(primary_expression/identifier) @use
(assignment_expression left: (identifier) @use)
(augmented_assignment_expression left: (identifier) @use)
(for_in_statement left: (identifier) @use)
(shorthand_property_identifier) @use
(export_statement (export_clause (export_specifier name: (identifier) @use)) !source)
(decorator (identifier) @use)
(decorator (member_expression object: (identifier) @use))
