; Statements fold from the line that opens them. One with several branches
; folds branch by branch.

[
  (function_definition)
  (class_definition)
  (with_statement)
  (match_statement)
  (case_clause)
  (elif_clause)
  (else_clause)
  (except_clause)
  (except_group_clause)
  (finally_clause)
] @fold

(if_statement !alternative) @fold
(if_statement consequence: (block) @fold.body alternative: (_))
(for_statement !alternative) @fold
(for_statement body: (block) @fold.body alternative: (_))
(while_statement !alternative) @fold
(while_statement body: (block) @fold.body alternative: (_))
(try_statement body: (block) @fold.body)

[
  (argument_list)
  (parameters)
  (list)
  (dictionary)
  (set)
  (tuple)
  (parenthesized_expression)
  (list_comprehension)
  (dictionary_comprehension)
  (set_comprehension)
  (generator_expression)
  (string)
] @fold

(comment) @fold.comment

(expression_statement . (string) @fold.comment .)

[
  (import_statement)
  (import_from_statement)
  (future_import_statement)
] @fold.imports
