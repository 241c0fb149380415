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

; Signatures: overloads and ambient functions.

(export_statement
  declaration: (function_signature name: (identifier) @name)) @definition.function

(ambient_declaration (function_signature name: (identifier) @name)) @definition.function

(function_signature name: (identifier) @name) @definition.function

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

(export_statement
  declaration: [
    (class_declaration name: (_) @name body: (_) @body)
    (abstract_class_declaration name: (_) @name body: (_) @body)
    (ambient_declaration
      [
        (class_declaration name: (_) @name body: (_) @body)
        (abstract_class_declaration name: (_) @name body: (_) @body)
      ])
  ]) @definition.class

(ambient_declaration
  [
    (class_declaration name: (_) @name body: (_) @body)
    (abstract_class_declaration name: (_) @name body: (_) @body)
  ]) @definition.class

(class_declaration name: (_) @name body: (_) @body) @definition.class

(abstract_class_declaration name: (_) @name body: (_) @body) @definition.class

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
  [
    (method_signature name: (_) @name) @definition.method
    (abstract_method_signature name: (_) @name) @definition.method
  ])

(class_body
  (public_field_definition
    name: (_) @name
    value: (_ body: (_) @body)) @definition.method)

(class_body
  (public_field_definition name: (_) @name) @definition.field)

; A constructor's parameters that are fields as well.

(required_parameter
  [(accessibility_modifier) "readonly"]
  pattern: (identifier) @name) @definition.field

(class_body
  (method_definition
    name: (property_identifier) @_constructor
    body: (statement_block
      (expression_statement
        (assignment_expression
          left: (_ object: (this) property: (_) @name)) @definition.field)))
  (#eq? @_constructor "constructor"))

; Interfaces, type aliases, enumerations and namespaces.

(export_statement
  declaration: [
    (interface_declaration name: (_) @name body: (_) @body)
    (ambient_declaration (interface_declaration name: (_) @name body: (_) @body))
  ]) @definition.interface

(ambient_declaration
  (interface_declaration name: (_) @name body: (_) @body)) @definition.interface

(interface_declaration name: (_) @name body: (_) @body) @definition.interface

(interface_body
  [
    (method_signature name: (_) @name) @definition.method
    (property_signature
      name: (_) @name
      type: (type_annotation (function_type))) @definition.method
  ])

(interface_body (property_signature name: (_) @name) @definition.property)

(export_statement
  declaration: [
    (type_alias_declaration name: (_) @name)
    (ambient_declaration (type_alias_declaration name: (_) @name))
  ]) @definition.type

(ambient_declaration (type_alias_declaration name: (_) @name)) @definition.type

(type_alias_declaration name: (_) @name) @definition.type

(type_alias_declaration
  value: (object_type
    [
      (property_signature name: (_) @name) @definition.property
      (method_signature name: (_) @name) @definition.method
    ]))

(export_statement
  declaration: [
    (enum_declaration name: (_) @name body: (_) @body)
    (ambient_declaration (enum_declaration name: (_) @name body: (_) @body))
  ]) @definition.enum

(ambient_declaration (enum_declaration name: (_) @name body: (_) @body)) @definition.enum

(enum_declaration name: (_) @name body: (_) @body) @definition.enum

(enum_body (enum_assignment name: (_) @name) @definition.enum_member)

(enum_body name: (_) @name @definition.enum_member)

(export_statement
  declaration: [
    (internal_module name: (_) @name body: (_) @body)
    (module name: [(identifier) @name (_ (string_fragment) @name)] body: (_) @body)
  ]) @definition.namespace

(ambient_declaration
  [
    (internal_module name: (_) @name body: (_) @body)
    (module name: [(identifier) @name (_ (string_fragment) @name)] body: (_) @body)
  ]) @definition.namespace

(internal_module name: (_) @name body: (_) @body) @definition.namespace

(module
  name: [(identifier) @name (_ (string_fragment) @name)]
  body: (_) @body) @definition.namespace

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

(ambient_declaration
  (lexical_declaration
    "const"
    (variable_declarator name: (identifier) @name))) @definition.constant

(ambient_declaration
  [
    (lexical_declaration (variable_declarator name: (identifier) @name))
    (variable_declaration (variable_declarator name: (identifier) @name))
  ]) @definition.variable

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

(extends_clause
  value: [
    (identifier) @reference.class
    (_ property: (_) @reference.class)
  ])

(implements_clause
  [
    (type_identifier) @reference.class
    (nested_type_identifier name: (_) @reference.class)
    (generic_type name: [
      (type_identifier) @reference.class
      (nested_type_identifier name: (_) @reference.class)
    ])
  ])

(extends_type_clause
  type: [
    (type_identifier) @reference.class
    (nested_type_identifier name: (_) @reference.class)
    (generic_type name: [
      (type_identifier) @reference.class
      (nested_type_identifier name: (_) @reference.class)
    ])
  ])

(import_specifier name: (identifier) @reference.import)

(import_clause (identifier) @reference.import)

(export_specifier name: (identifier) @reference.value)

(primary_type/type_identifier) @reference.type

(generic_type name: (type_identifier) @reference.type)

(nested_type_identifier name: (type_identifier) @reference.type)

(type_query (identifier) @reference.value)

(primary_expression/identifier) @reference.value

(shorthand_property_identifier) @reference.value

(member_expression
  property: [(property_identifier) (private_property_identifier)] @reference.value)
