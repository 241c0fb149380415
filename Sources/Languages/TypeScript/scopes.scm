[
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
] @scope
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

; Imports.

(import_require_clause (identifier) @local.variable)
(import_alias . (identifier) @local.variable)

; Reads and writes. What a pattern above has claimed is neither.

(primary_type/type_identifier) @use
(generic_type name: (type_identifier) @use)
(extends_type_clause (type_identifier) @use)
(type_query (identifier) @use)
(type_query (member_expression object: (identifier) @use))
(nested_type_identifier module: (identifier) @use)
(import_alias "=" (identifier) @use)
(import_alias (nested_identifier object: (identifier) @use))
