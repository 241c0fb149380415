; Comments without an empty line before what they document. The last is captured, since a run of
; them would take time with its square: those right above belong to it.

((comment) @doc
  .
  [
    (package_clause)
    (function_declaration)
    (method_declaration)
    (type_declaration)
    (const_declaration)
    (var_declaration)
    (type_spec)
    (type_alias)
    (const_spec)
    (var_spec)
    (field_declaration)
    (method_elem)
  ] @documented)
