[
  (declaration_list)
  (enum_member_declaration_list)
  (accessor_list)
  (block)
  (switch_body)
  (switch_section)
  (switch_expression)
  (initializer_expression)
  (anonymous_object_creation_expression)
  (preproc_if)
  (preproc_elif)
  (preproc_else)
] @fold

(comment) @fold.comment

(using_directive) @fold.imports
