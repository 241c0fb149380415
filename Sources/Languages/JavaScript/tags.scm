; Classes and their members.

(export_statement
  declaration: (class_declaration name: (identifier) @name body: (_) @body)) @definition.class

(class_declaration name: (identifier) @name body: (_) @body) @definition.class

(class_body
  (field_definition
    property: (_) @name
    value: (_ body: (_) @body)) @definition.method)

(class_body
  (field_definition property: (_) @name) @definition.field)

; References.

(class_heritage
  [
    (identifier) @reference.class
    (_ property: (_) @reference.class)
  ])

(jsx_opening_element
  name: [
    (identifier) @reference.call
    (_ property: (_) @reference.call)
  ]
  (#match? @reference.call "^[A-Z]"))

(jsx_self_closing_element
  name: [
    (identifier) @reference.call
    (_ property: (_) @reference.call)
  ]
  (#match? @reference.call "^[A-Z]"))
