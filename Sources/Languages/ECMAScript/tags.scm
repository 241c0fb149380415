; What JavaScript and TypeScript have in common, behind what each says of its own.
;
; A more telling pattern stands before the general one: of all patterns that
; match one name the first counts. An exported declaration is defined by its
; whole export statement.

; Functions.

(export_statement
  declaration: [
    (function_declaration name: (identifier) @name body: (_) @body)
    (generator_function_declaration name: (identifier) @name body: (_) @body)
  ]) @definition.function

(function_declaration name: (identifier) @name body: (_) @body) @definition.function

(generator_function_declaration name: (identifier) @name body: (_) @body) @definition.function

; Classes and functions that a name is given to: an initial value with a body is
; one or the other. A statement that declares one name is the definition; of
; several, each declarator.

(export_statement
  declaration: (_
    .
    (variable_declarator
      name: (identifier) @name
      value: (class body: (_) @body))
    .)) @definition.class

([
  (lexical_declaration
    .
    (variable_declarator
      name: (identifier) @name
      value: (class body: (_) @body))
    .)
  (variable_declaration
    .
    (variable_declarator
      name: (identifier) @name
      value: (class body: (_) @body))
    .)
] @definition.class)

(export_statement
  declaration: (_
    .
    (variable_declarator
      name: (identifier) @name
      value: (_ body: (_) @body))
    .)) @definition.function

([
  (lexical_declaration
    .
    (variable_declarator
      name: (identifier) @name
      value: (_ body: (_) @body))
    .)
  (variable_declaration
    .
    (variable_declarator
      name: (identifier) @name
      value: (_ body: (_) @body))
    .)
] @definition.function)

(variable_declarator
  name: (identifier) @name
  value: (_ body: (_) @body)) @definition.function

; Classes and their members.

(class_body
  (method_definition
    name: (property_identifier) @name
    body: (_) @body) @definition.constructor
  (#eq? @name "constructor"))

(class_body
  (method_definition
    ["get" "set"]
    name: (_) @name
    body: (_) @body) @definition.property)

(class_body
  (method_definition
    name: (_) @name
    body: (_) @body) @definition.method)

(class_body
  (method_definition
    name: (property_identifier) @_constructor
    body: (statement_block
      (expression_statement
        (assignment_expression
          left: (_ object: (this) property: (_) @name)) @definition.field)))
  (#eq? @_constructor "constructor"))

; Functions that are members of a module's objects.

(program
  (_
    (_
      value: (object
        [
          (method_definition name: (_) @name body: (_) @body) @definition.method
          (_
            key: (property_identifier) @name
            value: (_ body: (_) @body)) @definition.method
        ]))))

(export_statement
  declaration: (_
    (_
      value: (object
        [
          (method_definition name: (_) @name body: (_) @body) @definition.method
          (_
            key: (property_identifier) @name
            value: (_ body: (_) @body)) @definition.method
        ]))))

(export_statement
  value: (object
    [
      (method_definition name: (_) @name body: (_) @body) @definition.method
      (_
        key: (property_identifier) @name
        value: (_ body: (_) @body)) @definition.method
    ]))

(assignment_expression
  left: (_) @_exports
  right: (object
    [
      (method_definition name: (_) @name body: (_) @body) @definition.method
      (_
        key: (property_identifier) @name
        value: (_ body: (_) @body)) @definition.method
    ])
  (#match? @_exports "(exports|prototype)$"))

; Assignments to a member: of a prototype, of a class or object, of the exports.

(program
  (expression_statement
    (assignment_expression
      left: (_
        object: (_
          object: (identifier) @container
          property: (property_identifier) @_prototype)
        property: (property_identifier) @name)
      right: (_ body: (_) @body))) @definition.method
  (#eq? @_prototype "prototype"))

(program
  (expression_statement
    (assignment_expression
      left: (_ property: (property_identifier) @name)
      right: (_ body: (_) @body))) @definition.function)

(program
  (expression_statement
    (assignment_expression
      left: (_
        object: (_) @_exports
        property: (property_identifier) @name))) @definition.variable
  (#match? @_exports "^(module[.])?exports$"))

; The module's constants and variables, but for what a `require` or a dynamic
; import brings in.

(export_statement
  declaration: (lexical_declaration
    "const"
    .
    (variable_declarator name: (identifier) @name)
    .)) @definition.constant

(program
  (lexical_declaration
    "const"
    .
    (variable_declarator
      name: (identifier) @name
      value: (_) @_value)
    .) @definition.constant
  (#not-match? @_value "^(await )?(require|import)[ (]"))

(program
  [
    (lexical_declaration
      "const"
      (variable_declarator
        name: [
          (identifier) @name
          (object_pattern
            [
              (shorthand_property_identifier_pattern) @name
              (pair_pattern
                value: [
                  (identifier) @name
                  (object_pattern (shorthand_property_identifier_pattern) @name)
                ])
              (rest_pattern (identifier) @name)
              (object_assignment_pattern . (shorthand_property_identifier_pattern) @name)
            ])
          (array_pattern
            [
              (identifier) @name
              (assignment_pattern left: (identifier) @name)
              (rest_pattern (identifier) @name)
            ])
        ]
        value: (_) @_value) @definition.constant)
    (export_statement
      declaration: (lexical_declaration
        "const"
        (variable_declarator
          name: [
            (identifier) @name
            (object_pattern
              [
                (shorthand_property_identifier_pattern) @name
                (pair_pattern value: (identifier) @name)
              ])
            (array_pattern (identifier) @name)
          ]
          value: (_) @_value) @definition.constant))
  ]
  (#not-match? @_value "^(await )?(require|import)[ (]"))

(export_statement
  declaration: (_ . (variable_declarator name: (identifier) @name) .)) @definition.variable

(program
  [
    (lexical_declaration
      "let"
      .
      (variable_declarator
        name: (identifier) @name
        value: (_)? @_value)
      .)
    (variable_declaration
      .
      (variable_declarator
        name: (identifier) @name
        value: (_)? @_value)
      .)
  ] @definition.variable
  (#not-match? @_value "^(await )?(require|import)[ (]"))

(program
  [
    (lexical_declaration
      "let"
      (variable_declarator
        name: [
          (identifier) @name
          (object_pattern (shorthand_property_identifier_pattern) @name)
          (array_pattern (identifier) @name)
        ]
        value: (_)? @_value) @definition.variable)
    (variable_declaration
      (variable_declarator
        name: [
          (identifier) @name
          (object_pattern (shorthand_property_identifier_pattern) @name)
          (array_pattern (identifier) @name)
        ]
        value: (_)? @_value) @definition.variable)
    (export_statement
      declaration: (_
        (variable_declarator name: (identifier) @name) @definition.variable))
  ]
  (#not-match? @_value "^(await )?(require|import)[ (]"))

; References.

(call_expression
  function: [
    (identifier) @reference.call
    (_ property: (_) @reference.call)
  ])

(decorator
  [
    (identifier) @reference.call
    (_ property: (_) @reference.call)
  ])

(new_expression
  constructor: [
    (identifier) @reference.class
    (_ property: (_) @reference.class)
  ])

(import_specifier name: (identifier) @reference.import)

(import_clause (identifier) @reference.import)

(export_specifier name: (identifier) @reference.value)

(primary_expression/identifier) @reference.value

(shorthand_property_identifier) @reference.value

(member_expression
  property: [(property_identifier) (private_property_identifier)] @reference.value)
