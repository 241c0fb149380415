; KDoc comments before what they document. One behind the imports or the package's
; name is a part of those to the grammar.

((multiline_comment) @doc
  .
  [
    (class_declaration)
    (object_declaration)
    (companion_object)
    (type_alias)
    (enum_entry)
    (function_declaration)
    (property_declaration)
    (secondary_constructor)
    (class_parameter)
    (package_header)
  ] @documented
  (#match? @doc "^/[*][*]"))

((import_list (import_header (multiline_comment) @doc .) .)
  .
  [
    (class_declaration)
    (object_declaration)
    (companion_object)
    (type_alias)
    (enum_entry)
    (function_declaration)
    (property_declaration)
    (secondary_constructor)
    (class_parameter)
    (package_header)
  ] @documented
  (#match? @doc "^/[*][*]"))

((package_header (multiline_comment) @doc .)
  .
  [
    (class_declaration)
    (object_declaration)
    (companion_object)
    (type_alias)
    (enum_entry)
    (function_declaration)
    (property_declaration)
    (secondary_constructor)
    (class_parameter)
  ] @documented
  (#match? @doc "^/[*][*]"))
