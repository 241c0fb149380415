; Of all patterns that match one name the first counts. What a function does not declare is the
; script's.

[
  (program)
  (function_definition)
] @scope

(function_definition name: (word) @local.function)

(declaration_command
  [
    (variable_assignment name: (variable_name) @local.variable)
    (variable_name) @local.variable
  ])

[
  (program (variable_assignment name: (variable_name) @local.variable))
  (program (variable_assignments (variable_assignment name: (variable_name) @local.variable)))
  (program (for_statement variable: (variable_name) @local.variable))
  (program (if_statement (variable_assignment name: (variable_name) @local.variable)))
  (program (list (variable_assignment name: (variable_name) @local.variable)))
]

; Reads, and writes of what stands outside.
((variable_name) @use
  (#not-match? @use "^[0-9]"))

(command_name (word) @use)
