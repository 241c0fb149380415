; What starts on a line of its own folds from the line before it.

[
  (indented_block)
  (indented_cases)
] @fold.body

[
  (template_body)
  (with_template_body)
  (enum_body)
  (extension_definition)
  (block)
  (case_block)
  (case_clause)
  (arguments)
  (parameters)
  (class_parameters)
  (namespace_selectors)
  (interpolated_string)
  (string)
] @fold

[
  (comment)
  (block_comment)
] @fold.comment

(import_declaration) @fold.imports
