[
  (class_body)
  (enum_class_body)
  (protocol_body)
  (function_body)
  (computed_property)
  (willset_didset_block)
  (lambda_literal)
  (switch_statement)
  (switch_entry)
  (for_statement)
  (while_statement)
  (repeat_while_statement)
  (guard_statement)
  (catch_block)
  (array_literal)
  (dictionary_literal)
  (value_arguments)
  (multi_line_string_literal)
] @fold

; Blocks are no nodes of their own.

(statements) @fold.body

[
  (comment)
  (multiline_comment)
] @fold.comment

(import_declaration) @fold.imports
