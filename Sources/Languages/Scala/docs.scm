; Scaladoc comments before what they document.

((block_comment) @doc
  .
  [
    (class_definition)
    (object_definition)
    (package_object)
    (trait_definition)
    (enum_definition)
    (enum_case_definitions)
    (type_definition)
    (extension_definition)
    (given_definition)
    (function_definition)
    (function_declaration)
    (val_definition)
    (val_declaration)
    (var_definition)
    (var_declaration)
    (class_parameter)
    (package_clause)
  ] @documented
  (#match? @doc "^/[*][*]"))
