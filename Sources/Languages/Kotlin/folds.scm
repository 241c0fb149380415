[
  (class_body)
  (enum_class_body)
  (primary_constructor)
  (function_body)
  (getter)
  (setter)
  (secondary_constructor)
  (anonymous_initializer)
  (lambda_literal)
  (when_expression)
  (control_structure_body)
  (catch_block)
  (finally_block)
  (value_arguments)
  (function_value_parameters)
  (collection_literal)
  (string_literal)
] @fold

; The block of `try` is no node of its own.

(try_expression (statements) @fold.body)

[
  (line_comment)
  (multiline_comment)
] @fold.comment

; Comments behind the last import are a part of it to the grammar.

(import_header (identifier) @fold.imports)
