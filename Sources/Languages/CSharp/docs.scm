; XML documentation, in three slashes or in asterisks.
((comment) @doc
  .
  [
    (namespace_declaration)
    (class_declaration)
    (record_declaration)
    (struct_declaration)
    (interface_declaration)
    (enum_declaration)
    (enum_member_declaration)
    (delegate_declaration)
    (constructor_declaration)
    (destructor_declaration)
    (method_declaration)
    (local_function_statement)
    (operator_declaration)
    (conversion_operator_declaration)
    (property_declaration)
    (indexer_declaration)
    (event_declaration)
    (event_field_declaration)
    (field_declaration)
  ] @documented
  (#match? @doc "^(///|/[*][*])"))
