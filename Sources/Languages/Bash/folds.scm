[
  (function_definition)
  (if_statement)
  (elif_clause)
  (else_clause)
  (case_statement)
  (case_item)
  (for_statement)
  (c_style_for_statement)
  (while_statement)
  (compound_statement)
  (subshell)
  (command_substitution)
  (array)
  (heredoc_redirect)
] @fold

(comment) @fold.comment

((command name: (command_name (word) @_source)) @fold.imports
  (#any-of? @_source "source" "."))
