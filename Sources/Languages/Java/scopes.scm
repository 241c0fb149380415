; Of all patterns that match one name the first counts. Fields and methods are members: they are
; known beyond any scope of the text.

[
  (program)
  (class_declaration)
  (record_declaration)
  (interface_declaration)
  (enum_declaration)
  (annotation_type_declaration)
  (method_declaration)
  (constructor_declaration)
  (compact_constructor_declaration)
  (lambda_expression)
  (block)
  (constructor_body)
  (for_statement)
  (enhanced_for_statement)
  (try_with_resources_statement)
  (catch_clause)
  (switch_rule)
  (switch_block_statement_group)
] @scope

; Types, and the names that imports bring.
(class_declaration name: (identifier) @local.type)

(record_declaration name: (identifier) @local.type)

(interface_declaration name: (identifier) @local.type)

(enum_declaration name: (identifier) @local.type)

(annotation_type_declaration name: (identifier) @local.type)

(type_parameter (type_identifier) @local.type)

((import_declaration (scoped_identifier name: (identifier) @local.function) .) @_import
  (#match? @_import "^import[ \t\r\n]+static[ \t\r\n]"))

(import_declaration (scoped_identifier name: (identifier) @local.type) .)

; Parameters.
(formal_parameter name: (identifier) @local.parameter)

(spread_parameter (variable_declarator name: (identifier) @local.parameter))

(inferred_parameters (identifier) @local.parameter)

(lambda_expression parameters: (identifier) @local.parameter)

(catch_formal_parameter name: (identifier) @local.parameter)

; Variables, patterns included.
(local_variable_declaration declarator: (variable_declarator name: (identifier) @local.variable))

(enhanced_for_statement name: (identifier) @local.variable)

(resource name: (identifier) @local.variable)

(instanceof_expression name: (identifier) @local.variable)

(type_pattern (identifier) @local.variable)

(record_pattern_component (identifier) @local.variable)

; Reads and writes.
(primary_expression/identifier) @use

(resource (identifier) @use)

(record_pattern (identifier) @use)

(marker_annotation name: (identifier) @use)

(annotation name: (identifier) @use)

(type_identifier) @use
