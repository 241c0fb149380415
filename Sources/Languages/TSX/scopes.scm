; What JSX adds: components read their names.

([
  (jsx_opening_element
    name: [(identifier) @use (member_expression object: (identifier) @use)])
  (jsx_closing_element
    name: [(identifier) @use (member_expression object: (identifier) @use)])
  (jsx_self_closing_element
    name: [(identifier) @use (member_expression object: (identifier) @use)])
]
  (#match? @use "^[A-Z]"))
