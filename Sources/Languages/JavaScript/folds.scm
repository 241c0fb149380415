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
  (jsx_element)
  (jsx_self_closing_element)
] @fold

(comment) @fold.comment

(import_statement) @fold.imports
