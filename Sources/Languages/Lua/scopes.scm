; Of all patterns that match one name the first counts.

[
  (chunk)
  (function_declaration)
  (function_definition)
  (do_statement)
  (for_statement)
  (while_statement)
  (repeat_statement)
  (elseif_statement)
  (else_statement)
] @scope

(if_statement consequence: (block) @scope)

(function_declaration name: (identifier) @local.function)

(parameters name: (identifier) @local.parameter)

(variable_declaration
  [
    (variable_list name: (identifier) @local.variable)
    (assignment_statement (variable_list name: (identifier) @local.variable))
  ])

(for_generic_clause (variable_list name: (identifier) @local.variable))

(for_numeric_clause name: (identifier) @local.variable)

; What the file assigns without `local` is global, unless it is bound above.
(chunk (assignment_statement (variable_list name: (identifier) @local.variable)))

; Reads and writes.
(variable/identifier) @use
