; Any comment right before a declaration speaks of it.
((comment) @doc
  .
  [
    (template_declaration)
    (function_definition)
    (declaration)
    (class_specifier body: (_))
    (struct_specifier body: (_))
    (union_specifier body: (_))
    (enum_specifier body: (_))
    (type_definition)
    (alias_declaration)
    (namespace_definition)
    (field_declaration declarator: (_))
    (enumerator)
    (preproc_def)
    (preproc_function_def)
  ] @documented)

; A type inside a class.
((comment) @doc
  .
  (field_declaration type: (_ body: (_)) @documented !declarator))

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
