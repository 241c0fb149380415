; LuaDoc, LDoc and the language server's annotations begin with three dashes and may go on with two;
; plain comments are as good.
((comment) @doc
  .
  [
    (function_declaration)
    (variable_declaration)
    (assignment_statement)
  ] @documented)

(table_constructor
  (comment) @doc
  .
  (field name: (_) value: (function_definition)) @documented)
