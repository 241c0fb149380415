; Of all patterns that match one name the first counts.

; Functions: global, local, of a table, and methods.
(function_declaration name: (identifier) @name body: (_)? @body) @definition.function

(function_declaration
  name: (dot_index_expression
    table: [
      (identifier) @container
      (dot_index_expression field: (identifier) @container)
    ]
    field: (identifier) @name)
  body: (_)? @body) @definition.function

(function_declaration
  name: (method_index_expression
    table: [
      (identifier) @container
      (dot_index_expression field: (identifier) @container)
    ]
    method: (identifier) @name)
  body: (_)? @body) @definition.method

; Functions by assignment. A local one counts where the file keeps it.
(assignment_statement
  (variable_list
    .
    name: (dot_index_expression
      table: [
        (identifier) @container
        (dot_index_expression field: (identifier) @container)
      ]
      field: (identifier) @name)
    .)
  (expression_list . value: (function_definition body: (_)? @body) .)) @definition.function

(chunk
  (assignment_statement
    (variable_list . name: (identifier) @name .)
    (expression_list . value: (function_definition body: (_)? @body) .)) @definition.function)

(chunk
  (variable_declaration
    (assignment_statement
      (variable_list . name: (identifier) @name .)
      (expression_list . value: (function_definition body: (_)? @body) .))) @definition.function)

; What a table is made with.
(field
  name: (identifier) @name
  value: (function_definition body: (_)? @body)) @definition.method

(field
  name: (string content: (_) @name)
  value: (function_definition body: (_)? @body)) @definition.method

; A table that begins empty, or has a name like a class, is filled with functions later: a module. A
; call that is named for it makes a class.
((chunk
    (variable_declaration
      (assignment_statement
        (variable_list . name: (identifier) @name .)
        (expression_list . value: (table_constructor) @_table .))) @definition.module)
  (#match? @_table "^[{][ \t\r\n]*[}]$"))

((chunk
    (assignment_statement
      (variable_list . name: (identifier) @name .)
      (expression_list . value: (table_constructor) @_table .)) @definition.module)
  (#match? @_table "^[{][ \t\r\n]*[}]$"))

((chunk
    [
      (variable_declaration
        (assignment_statement
          (variable_list . name: (identifier) @name .)
          (expression_list . value: (table_constructor) .)))
      (assignment_statement
        (variable_list . name: (identifier) @name .)
        (expression_list . value: (table_constructor) .))
    ] @definition.module)
  (#match? @name "^[A-Z][A-Za-z0-9]*[a-z]"))

((chunk
    (variable_declaration
      (assignment_statement
        (variable_list . name: (identifier) @name .)
        (expression_list
          .
          value: (function_call
            name: [
              (identifier) @_class
              (_ field: (identifier) @_class)
              (_ method: (identifier) @_class)
            ])
          .))) @definition.class)
  (#any-of? @_class "class" "Class" "extend" "subclass" "middleclass"))

; Constants, by their attribute or by their spelling, and variables of the file.
((chunk
    (variable_declaration
      [
        (variable_list name: (identifier) @name . attribute: (attribute (identifier) @_attribute))
        (assignment_statement
          (variable_list
            name: (identifier) @name
            .
            attribute: (attribute (identifier) @_attribute)))
      ]) @definition.constant)
  (#eq? @_attribute "const"))

((chunk
    [
      (variable_declaration (assignment_statement (variable_list name: (identifier) @name)))
      (assignment_statement (variable_list name: (identifier) @name))
    ] @definition.constant)
  (#match? @name "^_*[A-Z][A-Z0-9_]*$"))

(chunk
  [
    (variable_declaration (variable_list name: (identifier) @name))
    (variable_declaration (assignment_statement (variable_list name: (identifier) @name)))
    (assignment_statement (variable_list name: (identifier) @name))
  ] @definition.variable)

; Fields that the file gives its tables, and a constructor its object.
(chunk
  (assignment_statement
    (variable_list
      name: (dot_index_expression
        table: [
          (identifier) @container
          (dot_index_expression field: (identifier) @container)
        ]
        field: (identifier) @name))) @definition.field)

((function_declaration
    name: [
      (identifier) @_constructor
      (_ field: (identifier) @_constructor)
      (_ method: (identifier) @_constructor)
    ]
    body: (block
      (assignment_statement
        (variable_list
          name: (dot_index_expression
            table: (identifier) @_self
            field: (identifier) @name))) @definition.field))
  (#any-of? @_constructor "new" "init" "_init" "__init" "initialize" "ctor" "constructor" "create")
  (#any-of? @_self "self" "o" "obj" "object" "instance" "this"))

; References.
(function_call
  name: [
    (identifier) @reference.call
    (_ field: (identifier) @reference.call)
    (_ method: (identifier) @reference.call)
  ])

; setmetatable(Order, { __index = Point })
(function_call
  name: (identifier) @_inherit
  arguments: (arguments
    (table_constructor
      (field
        name: (identifier) @_index
        value: [
          (identifier) @reference.class
          (_ field: (identifier) @reference.class)
        ])))
  (#eq? @_inherit "setmetatable")
  (#eq? @_index "__index"))

(variable/identifier) @reference.value

(dot_index_expression field: (identifier) @reference.value)
