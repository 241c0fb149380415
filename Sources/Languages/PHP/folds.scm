[
  (compound_statement)
  (declaration_list)
  (enum_declaration_list)
  (switch_block)
  (case_statement)
  (default_statement)
  (match_block)
  (array_creation_expression)
  (namespace_use_group)
  (use_list)
  (property_hook_list)
  (heredoc)
  (nowdoc)
] @fold

(colon_block) @fold.body

(comment) @fold.comment

(namespace_use_declaration) @fold.imports
