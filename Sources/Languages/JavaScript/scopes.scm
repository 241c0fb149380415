(class_declaration name: (identifier) @local.type)
(class name: (identifier) @local.type)

; Parameters.

(formal_parameters (identifier) @local.parameter)
(formal_parameters (assignment_pattern left: (identifier) @local.parameter))
(formal_parameters (rest_pattern (identifier) @local.parameter))

; Components read their names.

([
  (jsx_opening_element
    name: [(identifier) @use (member_expression object: (identifier) @use)])
  (jsx_closing_element
    name: [(identifier) @use (member_expression object: (identifier) @use)])
  (jsx_self_closing_element
    name: [(identifier) @use (member_expression object: (identifier) @use)])
]
  (#match? @use "^[A-Z]"))
