; Of all patterns that match one name the first counts: a template stands before what it is a
; template of, so that its parameters belong to the definition.

; A test macro looks like a function: the test's own name is the last one in the parentheses.
(function_definition
  !type
  declarator: (function_declarator
    declarator: (identifier) @_macro
    parameters: (parameter_list
      (parameter_declaration type: (type_identifier) @name !declarator) .))
  body: (compound_statement) @body
  (#match? @_macro "^([A-Z]+_)*TEST(_[A-Z]+)*$")) @definition.function

; A macro before the name of a class (`class API Shape {`) makes the class a function to the
; grammar, and its members local; the first behind a label stands inside the label.
(_
  type: [(class_specifier) (struct_specifier)]
  .
  declarator: (identifier) @name
  body: (_) @body) @definition.class

(_
  type: [(class_specifier) (struct_specifier)]
  .
  declarator: (identifier)
  body: (_
    [
      (_
        type: (_)
        declarator: [
          (_ declarator: (identifier) @name parameters: (_))
          (_ (_ declarator: (identifier) @name parameters: (_)))
        ]
        body: (_)? @body) @definition.method
      (labeled_statement
        (_
          type: (_)
          declarator: [
            (_ declarator: (identifier) @name parameters: (_))
            (_ (_ declarator: (identifier) @name parameters: (_)))
          ]
          body: (_)? @body) @definition.method)
    ]))

(_
  type: [(class_specifier) (struct_specifier)]
  .
  declarator: (identifier)
  body: (_
    [
      (_
        type: (_)
        declarator: [
          (identifier) @name
          (_ declarator: (identifier) @name !parameters)
          (_ declarator: (_ declarator: (identifier) @name !parameters) !parameters)
        ]) @definition.field
      (labeled_statement
        (_
          type: (_)
          declarator: [
            (identifier) @name
            (_ declarator: (identifier) @name !parameters)
            (_ declarator: (_ declarator: (identifier) @name !parameters) !parameters)
          ]) @definition.field)
    ]))

; Constructors and destructors. A macro in a class looks like one.
(field_declaration_list
  (_
    !type
    declarator: (_ declarator: (identifier) @name parameters: (_))
    body: (_)? @body) @definition.constructor
  (#not-match? @name "^[A-Z0-9]+_[A-Z0-9_]+$"))

(field_declaration_list
  (template_declaration
    (_
      !type
      declarator: (_ declarator: (identifier) @name parameters: (_))
      body: (_)? @body)) @definition.constructor)

(function_definition
  declarator: (_
    declarator: [
      (destructor_name) @name
      (_
        scope: [(namespace_identifier) @container (_ name: (_) @container)]
        name: (destructor_name) @name)
      (_
        name: (_
          scope: [(namespace_identifier) @container (_ name: (_) @container)]
          name: (destructor_name) @name))
    ])
  body: (_)? @body) @definition.constructor

(declaration declarator: (_ declarator: (destructor_name) @name)) @definition.constructor

(template_declaration
  (_
    !type
    declarator: (_
      declarator: [
        (_ scope: (_ name: (_) @container) name: (identifier) @name)
        (_ name: (_ scope: (_ name: (_) @container) name: (identifier) @name))
      ])
    body: (_)? @body)
  (#eq? @name @container)) @definition.constructor

(function_definition
  !type
  declarator: (_
    declarator: [
      (_ scope: (_) @container name: (identifier) @name)
      (_ name: (_ scope: (_) @container name: (identifier) @name))
    ])
  body: (_)? @body
  (#eq? @name @container)) @definition.constructor

; Methods in their class. One with template parameters has a plain name.
(field_declaration_list
  (template_declaration
    (_
      declarator: [
        (_ declarator: [(identifier) (operator_name)] @name parameters: (_))
        (_ (_ declarator: [(identifier) (operator_name)] @name parameters: (_)))
      ]
      body: (_)? @body)) @definition.method)

(function_definition
  declarator: [
    (_ declarator: (field_identifier) @name parameters: (_))
    (_ (_ declarator: (field_identifier) @name parameters: (_)))
    (_ (_ (_ declarator: (field_identifier) @name parameters: (_))))
  ]
  body: (_)? @body) @definition.method

(field_declaration
  declarator: [
    (_ declarator: [(field_identifier) (operator_name)] @name parameters: (_))
    (_ (_ declarator: [(field_identifier) (operator_name)] @name parameters: (_)))
    (_ (_ (_ declarator: [(field_identifier) (operator_name)] @name parameters: (_))))
  ]) @definition.method

(field_declaration_list
  (function_definition
    declarator: [
      (_ declarator: (operator_name) @name parameters: (_))
      (_ (_ declarator: (operator_name) @name parameters: (_)))
    ]
    body: (_)? @body) @definition.method)

(function_definition
  declarator: [(operator_cast) @name (_ scope: (_) @container name: (operator_cast) @name)]
  body: (_)? @body) @definition.method

(declaration declarator: (operator_cast) @name) @definition.method

; Methods out of their class, and functions of a namespace that are defined out of it.
(template_declaration
  (_
    declarator: [
      (_
        declarator: (_
          scope: [(namespace_identifier) @container (_ name: (_) @container)]
          name: [(identifier) @name (operator_name) @name (template_function name: (_) @name)])
        parameters: (_))
      (_
        declarator: (_
          name: (_
            scope: [(namespace_identifier) @container (_ name: (_) @container)]
            name: [(identifier) (operator_name)] @name))
        parameters: (_))
      (_
        (_
          declarator: (_
            scope: [(namespace_identifier) @container (_ name: (_) @container)]
            name: [(identifier) (operator_name)] @name)
          parameters: (_)))
    ]
    body: (_)? @body)) @definition.method

(function_definition
  declarator: [
    (_
      declarator: (qualified_identifier
        scope: [(namespace_identifier) @container (_ name: (_) @container)]
        name: [(identifier) @name (operator_name) @name (template_function name: (_) @name)]))
    (_
      declarator: (_
        name: (_
          scope: [(namespace_identifier) @container (_ name: (_) @container)]
          name: [(identifier) (operator_name)] @name)))
    (_
      declarator: (_
        name: (_
          name: (_
            scope: [(namespace_identifier) @container (_ name: (_) @container)]
            name: [(identifier) (operator_name)] @name))))
    (_
      (_
        declarator: (_
          scope: [(namespace_identifier) @container (_ name: (_) @container)]
          name: [(identifier) (operator_name)] @name)
        parameters: (_)))
    (_
      (_
        declarator: (_
          name: (_
            scope: [(namespace_identifier) @container (_ name: (_) @container)]
            name: [(identifier) (operator_name)] @name))
        parameters: (_)))
  ]
  body: (_)? @body) @definition.method

; Functions and their prototypes. Stars and references before the name stand around the function
; declarator; a function that returns a function pointer has its name inside parentheses.
(template_declaration
  (_
    type: (_)
    declarator: [
      (_
        declarator: [(identifier) @name (operator_name) @name (_ name: (identifier) @name)]
        parameters: (_))
      (_ (_ declarator: [(identifier) (operator_name)] @name parameters: (_)))
    ]
    body: (_)? @body)) @definition.function

(function_definition
  declarator: [
    (_
      declarator: [
        (identifier) @name
        (operator_name) @name
        (_ name: (identifier) @name)
        (parenthesized_declarator
          [(identifier) @name (_ declarator: (_ declarator: (identifier) @name))])
      ]
      parameters: (_))
    (_ (_ declarator: [(identifier) (operator_name)] @name parameters: (_)))
    (_ (_ (_ declarator: [(identifier) (operator_name)] @name parameters: (_))))
  ]
  body: (_)? @body
  (#not-match? @name "^([A-Z]+_)*TEST(_[A-Z]+)*$")) @definition.function

(declaration
  type: (_)
  declarator: [
    (_
      declarator: [
        (identifier) @name
        (operator_name) @name
        (_ name: (identifier) @name)
        (parenthesized_declarator
          [(identifier) @name (_ declarator: (_ declarator: (identifier) @name))])
      ]
      parameters: (_))
    (_ (_ declarator: [(identifier) (operator_name)] @name parameters: (_)))
    (_ (_ (_ declarator: [(identifier) (operator_name)] @name parameters: (_))))
  ]) @definition.function

; A lambda with a name is a function, unless it is local.
(translation_unit
  (declaration
    declarator: (_
      declarator: (identifier) @name
      value: (lambda_expression body: (_) @body))) @definition.function)

(declaration_list
  (declaration
    declarator: (_
      declarator: (identifier) @name
      value: (lambda_expression body: (_) @body))) @definition.function)

; Objects.
(template_declaration
  (declaration
    declarator: [
      (identifier) @name
      (_ declarator: (identifier) @name value: (_))
    ])) @definition.variable

; A "const" before or behind the type makes a constant of what has a value, unless the declarator is
; a pointer: that one can be pointed elsewhere. Nothing but a declaration has such a declarator, so
; its type is left out: that compiles faster.
(_
  (type_qualifier) @_qualifier
  .
  type: (_)
  declarator: (_
    declarator: [
      (identifier) @name
      (array_declarator declarator: (identifier) @name)
      (array_declarator declarator: (array_declarator declarator: (identifier) @name))
      (_ scope: (_) name: (identifier) @name)
    ]
    value: (_))
  (#any-of? @_qualifier "const" "constexpr" "constinit")) @definition.constant

(_
  type: (_)
  .
  (type_qualifier) @_qualifier
  declarator: (_
    declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]
    value: (_))
  (#any-of? @_qualifier "const" "constexpr" "constinit")) @definition.constant

; All other declarators; functions are above. The grammar may take a keyword for the name where a
; macro stands before it.
((declaration
    declarator: [
      (identifier) @name
      (_ declarator: (identifier) @name !parameters)
      (reference_declarator (identifier) @name)
      (parenthesized_declarator (identifier) @name)
      (_ !parameters declarator: (_ declarator: (identifier) @name !parameters))
      (_ declarator: (reference_declarator (identifier) @name))
      (_
        !parameters
        declarator: (_
          !parameters
          declarator: (_ declarator: (identifier) @name !parameters)))
      (_ scope: (_) name: (identifier) @name)
      (_ declarator: (_ scope: (_) name: (identifier) @name) !parameters)
      (_ declarator: (parenthesized_declarator (_ declarator: (identifier) @name)))
      (_ declarator: (_ declarator: (parenthesized_declarator (_ declarator: (identifier) @name))))
    ]) @definition.variable
  (#not-any-of? @name "struct" "class" "union" "enum" "int" "void"))

; What a body declares is local: no definition of the file, unless it is a type.
(compound_statement) @locals

; Types.
(template_declaration
  (class_specifier
    name: [
      (type_identifier) @name
      (_ name: [(type_identifier) @name (_ name: (type_identifier) @name)])
    ]
    body: (_) @body)) @definition.class

(template_declaration
  (struct_specifier
    name: [
      (type_identifier) @name
      (_ name: [(type_identifier) @name (_ name: (type_identifier) @name)])
    ]
    body: (_) @body)) @definition.struct

(class_specifier
  name: [
    (type_identifier) @name
    (_ name: [(type_identifier) @name (_ name: (type_identifier) @name)])
  ]
  body: (_) @body) @definition.class

(struct_specifier
  name: [
    (type_identifier) @name
    (_ name: [(type_identifier) @name (_ name: (type_identifier) @name)])
  ]
  body: (_) @body) @definition.struct

(union_specifier name: (type_identifier) @name body: (_) @body) @definition.struct

(enum_specifier
  name: [(type_identifier) @name (_ name: (type_identifier) @name)]
  body: (_) @body) @definition.enum

(type_definition
  type: [(struct_specifier !name body: (_) @body) (union_specifier !name body: (_) @body)]
  declarator: (type_identifier) @name) @definition.struct

(type_definition
  type: (enum_specifier !name body: (_) @body)
  declarator: (type_identifier) @name) @definition.enum

; `typedef struct node { … } node;` is one definition, not two.
(type_definition
  type: (_ name: (_) @_tag body: (_))
  declarator: (type_identifier) @name
  (#not-eq? @name @_tag)) @definition.type

(type_definition type: (_ !body) declarator: (type_identifier) @name) @definition.type

(type_definition
  declarator: [
    (_ (type_identifier) @name)
    (_ (_ (type_identifier) @name))
    (_ declarator: (parenthesized_declarator (_ declarator: (type_identifier) @name)))
  ]) @definition.type

(template_declaration (alias_declaration name: (type_identifier) @name)) @definition.type
(alias_declaration name: (type_identifier) @name) @definition.type
(template_declaration (concept_definition name: (identifier) @name)) @definition.interface

; Namespaces.
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
(namespace_alias_definition name: (namespace_identifier) @name) @definition.namespace

; Members.
(_
  (storage_class_specifier) @_static
  .
  (type_qualifier) @_qualifier
  .
  type: (_)
  declarator: [(field_identifier) @name (_ declarator: (field_identifier) @name size: (_))]
  (#any-of? @_static "static" "inline")
  (#any-of? @_qualifier "const" "constexpr")) @definition.constant

(field_declaration
  declarator: [
    (field_identifier) @name
    (_ !parameters (field_identifier) @name)
    (_ !parameters (_ !parameters (field_identifier) @name))
    (_ !parameters (_ !parameters (_ !parameters (field_identifier) @name)))
    (_ declarator: (parenthesized_declarator (_ declarator: (field_identifier) @name)))
  ]) @definition.field

(enumerator name: (identifier) @name) @definition.enum_member

; Macros. An empty one with the name of a header guard is not worth a place.
(preproc_def name: (identifier) @name value: (_)) @definition.macro

(preproc_def
  name: (identifier) @name
  !value
  (#not-match? @name "_(H|HH|HPP|HXX|INC|INCLUDED|INCLUDE_GUARD)_*$")) @definition.macro

(preproc_function_def name: (identifier) @name value: (_)? @body) @definition.macro

; References.
(call_expression
  function: [
    (identifier) @reference.call
    (template_function name: (identifier) @reference.call)
    (field_expression
      field: [
        (field_identifier) @reference.call
        (_ name: (field_identifier) @reference.call)
        (dependent_name (_ name: (field_identifier) @reference.call))
      ])
    (parenthesized_expression (identifier) @reference.call)
    (parenthesized_expression (pointer_expression argument: (identifier) @reference.call))
  ]
  (#not-any-of? @reference.call "static_cast" "dynamic_cast" "const_cast" "reinterpret_cast"))

(call_expression
  function: (qualified_identifier
    name: [
      (identifier) @reference.call
      (template_function name: (identifier) @reference.call)
      (_ scope: (_) name: (identifier) @reference.call)
      (_ scope: (_) name: (template_function name: (identifier) @reference.call))
      (_ name: (_ scope: (_) name: (identifier) @reference.call))
      (_ name: (_ scope: (_) name: (template_function name: (identifier) @reference.call)))
    ]))

(base_class_clause
  [
    (type_identifier) @reference.class
    (_ name: (type_identifier) @reference.class)
    (_ name: (_ name: (type_identifier) @reference.class))
    (_ name: (_ name: (_ name: (type_identifier) @reference.class)))
  ])

(new_expression
  type: [
    (type_identifier) @reference.class
    (_ name: [(type_identifier) @reference.class (_ name: (type_identifier) @reference.class)])
  ])

(using_declaration
  [
    (identifier) @reference.import
    (qualified_identifier name: (identifier) @reference.import)
  ])

; Values read or written, and members that are not called.
(expression/identifier) @reference.value
(qualified_identifier name: (identifier) @reference.value)

[
  (preproc_ifdef name: (identifier) @reference.value)
  (preproc_elifdef name: (identifier) @reference.value)
  (preproc_if
    condition: [
      (identifier) @reference.value
      (_ (identifier) @reference.value)
      (_ (_ (identifier) @reference.value))
      (_ (_ (_ (identifier) @reference.value)))
    ])
  (preproc_elif
    condition: [
      (identifier) @reference.value
      (_ (identifier) @reference.value)
      (_ (_ (identifier) @reference.value))
      (_ (_ (_ (identifier) @reference.value)))
    ])
  (preproc_defined (identifier) @reference.value)
  (concatenated_string (identifier) @reference.value)
  (lambda_capture_specifier (identifier) @reference.value)
]

(field_expression
  field: [
    (field_identifier) @reference.value
    (qualified_identifier name: (field_identifier) @reference.value)
  ])

(field_initializer (field_identifier) @reference.value)
(field_designator (field_identifier) @reference.value)
(offsetof_expression member: (field_identifier) @reference.value)

; Every type name that defines nothing, and what stands before "::".
(type_identifier) @reference.type
(qualified_identifier scope: (namespace_identifier) @reference.type)
