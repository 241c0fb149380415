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
    (field_definition)
    (pair)
  ] @documented
  (#match? @doc "^/[*][*]"))
