; Any comment right before a declaration speaks of it.
((comment) @doc
  .
  [
    (function_definition)
    (declaration)
    (type_definition)
    (struct_specifier body: (_))
    (union_specifier body: (_))
    (enum_specifier body: (_))
    (field_declaration)
    (enumerator)
    (preproc_def)
    (preproc_function_def)
  ] @documented)

; Behind a member: `int size; ///< In bytes.`
([
    (field_declaration)
    (declaration)
    (preproc_def)
  ] @documented
  .
  (comment) @doc
  (#match? @doc "^(///<|//!<|/[*][*]<|/[*]!<)"))

((enumerator) @documented
  .
  ","?
  .
  (comment) @doc
  (#match? @doc "^(///<|//!<|/[*][*]<|/[*]!<)"))
