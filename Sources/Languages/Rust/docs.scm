; Outer documentation before an item, with attributes between. Of line comments the last is captured,
; since a run of them would take time with its square: those right above belong to it.

((line_comment (outer_doc_comment_marker)) @doc
  .
  [(attribute_item) (line_comment !doc)]*
  .
  [
    (function_item)
    (function_signature_item)
    (struct_item)
    (union_item)
    (enum_item)
    (trait_item)
    (impl_item)
    (type_item)
    (associated_type)
    (const_item)
    (static_item)
    (mod_item)
    (macro_definition)
    (macro_invocation)
    (expression_statement)
    (use_declaration)
    (enum_variant)
    (field_declaration)
  ] @documented)

((block_comment (outer_doc_comment_marker)) @doc
  .
  (attribute_item)*
  .
  [
    (function_item)
    (function_signature_item)
    (struct_item)
    (union_item)
    (enum_item)
    (trait_item)
    (impl_item)
    (type_item)
    (associated_type)
    (const_item)
    (static_item)
    (mod_item)
    (macro_definition)
    (enum_variant)
    (field_declaration)
  ] @documented)

; Inner documentation of a file or module, line by line.

(source_file (line_comment (inner_doc_comment_marker)) @doc) @documented

(source_file
  .
  (block_comment (inner_doc_comment_marker)) @doc) @documented

(mod_item
  body: (declaration_list (line_comment (inner_doc_comment_marker)) @doc)) @documented
