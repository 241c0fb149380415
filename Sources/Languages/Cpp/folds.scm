[
  (compound_statement)
  (field_declaration_list)
  (enumerator_list)
  (initializer_list)
  (declaration_list)
  (case_statement)
  (requirement_seq)
  (preproc_if)
  (preproc_ifdef)
  (preproc_elif)
  (preproc_else)
  (preproc_function_def)
] @fold

(comment) @fold.comment

[
  (preproc_include)
  (import_declaration)
] @fold.imports
