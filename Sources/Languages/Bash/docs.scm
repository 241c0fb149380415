; Any block of comments right before a function or a variable.
((comment) @doc
  .
  [
    (function_definition)
    (variable_assignment)
    (variable_assignments)
    (declaration_command)
  ] @documented)

((comment) @doc
  .
  (command name: (command_name (word) @_alias)) @documented
  (#eq? @_alias "alias"))
