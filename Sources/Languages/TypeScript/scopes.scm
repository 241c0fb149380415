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
  (abstract_class_declaration)
  (interface_declaration)
  (type_alias_declaration)
  (function_signature)
  (method_signature)
  (abstract_method_signature)
  (function_type)
  (constructor_type)
  (call_signature)
  (construct_signature)
  (index_signature)
  (conditional_type)
  (for_statement)
  (for_in_statement)
  (switch_body)
  (catch_clause)
] @scope

(function_declaration name: (identifier) @local.function)
(generator_function_declaration name: (identifier) @local.function)
(function_expression name: (identifier) @local.function)
(generator_function name: (identifier) @local.function)
(function_signature name: (identifier) @local.function)
(class_declaration name: (type_identifier) @local.type)
(class name: (type_identifier) @local.type)
(abstract_class_declaration name: (type_identifier) @local.type)

; Types. A type parameter's scope is the declaration that has it.

(interface_declaration name: (type_identifier) @local.type)
(type_alias_declaration name: (type_identifier) @local.type)
(enum_declaration name: (identifier) @local.type)
(internal_module name: (identifier) @local.variable)
(type_parameter name: (type_identifier) @local.type)
(infer_type (type_identifier) @local.type)
(mapped_type_clause name: (type_identifier) @local.type)

; Parameters.

(required_parameter pattern: (identifier) @local.parameter)
(required_parameter pattern: (rest_pattern (identifier) @local.parameter))
(optional_parameter pattern: (identifier) @local.parameter)
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
(import_require_clause (identifier) @local.variable)
(import_alias . (identifier) @local.variable)

; Reads and writes. What a pattern above has claimed is neither.

(primary_expression/identifier) @use
(primary_type/type_identifier) @use
(generic_type name: (type_identifier) @use)
(extends_type_clause (type_identifier) @use)
(type_query (identifier) @use)
(type_query (member_expression object: (identifier) @use))
(nested_type_identifier module: (identifier) @use)
(import_alias "=" (identifier) @use)
(import_alias (nested_identifier object: (identifier) @use))
(assignment_expression left: (identifier) @use)
(augmented_assignment_expression left: (identifier) @use)
(for_in_statement left: (identifier) @use)
(shorthand_property_identifier) @use
(export_statement (export_clause (export_specifier name: (identifier) @use)) !source)
(decorator (identifier) @use)
(decorator (member_expression object: (identifier) @use))
