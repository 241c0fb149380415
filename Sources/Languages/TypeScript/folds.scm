[
  (statement_block)
  (class_body)
  (switch_body)
  (switch_case)
  (switch_default)
  (object)
  (array)
  (object_pattern)
  (arguments)
  (formal_parameters)
  (export_clause)
  (template_string)
  (interface_body)
  (object_type)
  (enum_body)
  (type_arguments)
  (type_parameters)
  (union_type)
] @fold

(comment) @fold.comment

[
  (import_statement)
  (import_alias)
] @fold.imports
