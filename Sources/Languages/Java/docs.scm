; Javadoc, in asterisks or in three slashes.
((block_comment) @doc
  .
  [
    (class_declaration)
    (record_declaration)
    (interface_declaration)
    (annotation_type_declaration)
    (enum_declaration)
    (enum_constant)
    (module_declaration)
    (constructor_declaration)
    (compact_constructor_declaration)
    (method_declaration)
    (annotation_type_element_declaration)
    (field_declaration)
    (constant_declaration)
  ] @documented
  (#match? @doc "^/[*][*]"))

((line_comment) @doc
  .
  [
    (class_declaration)
    (record_declaration)
    (interface_declaration)
    (annotation_type_declaration)
    (enum_declaration)
    (enum_constant)
    (module_declaration)
    (constructor_declaration)
    (compact_constructor_declaration)
    (method_declaration)
    (annotation_type_element_declaration)
    (field_declaration)
    (constant_declaration)
  ] @documented
  (#match? @doc "^///"))
