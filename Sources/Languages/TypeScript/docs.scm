; JSDoc comments before what they document.

((comment) @doc
  .
  [
    (function_declaration)
    (generator_function_declaration)
    (class_declaration)
    (lexical_declaration)
    (variable_declaration)
    (export_statement)
    (expression_statement)
    (method_definition)
    (function_signature)
    (abstract_class_declaration)
    (interface_declaration)
    (type_alias_declaration)
    (enum_declaration)
    (module)
    (ambient_declaration)
    (import_alias)
    (method_signature)
    (abstract_method_signature)
    (property_signature)
    (public_field_definition)
    (enum_assignment)
    (property_identifier)
    (required_parameter)
    (pair)
  ] @documented
  (#match? @doc "^/[*][*]"))

; A method's decorators stand between.

((comment) @doc
  .
  (decorator)+
  .
  (method_definition) @documented
  (#match? @doc "^/[*][*]"))
