; PHPDoc.
((comment) @doc
  .
  [
    (class_declaration)
    (trait_declaration)
    (interface_declaration)
    (enum_declaration)
    (enum_case)
    (function_definition)
    (method_declaration)
    (property_declaration)
    (const_declaration)
    (namespace_definition)
    (expression_statement (assignment_expression left: (variable_name)))
    (property_promotion_parameter)
  ] @documented
  (#match? @doc "^/[*][*]"))

((comment) @doc
  .
  (expression_statement (function_call_expression function: (name) @_define) @documented)
  (#match? @doc "^/[*][*]")
  (#eq? @_define "define"))
