; What ends with `end` folds from its first line; a condition branch by branch.
[
  (function_declaration)
  (function_definition)
  (do_statement)
  (for_statement)
  (while_statement)
  (repeat_statement)
  (if_statement !alternative)
  (elseif_statement)
  (else_statement)
  (table_constructor)
] @fold

(if_statement consequence: (block) @fold.body alternative: (_))

(comment) @fold.comment

((chunk
    (variable_declaration
      (assignment_statement
        (expression_list value: (function_call name: (identifier) @_require)))) @fold.imports)
  (#eq? @_require "require"))
