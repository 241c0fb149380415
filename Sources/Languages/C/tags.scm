; Of all patterns that match one name the first counts.

; Functions. Stars before the name stand around the function declarator, so the name is up to three
; levels down; a function that returns a function pointer has its name inside parentheses.

(function_definition
  declarator: [
    (_
      declarator: [
        (identifier) @name
        (parenthesized_declarator (identifier) @name)
        (parenthesized_declarator (_ declarator: (_ declarator: (identifier) @name)))
      ]
      parameters: (_))
    (_ declarator: (_ declarator: (identifier) @name parameters: (_)))
    (_ declarator: (_ declarator: (_ declarator: (identifier) @name parameters: (_))))
    (_
      declarator: (_
        declarator: (_ declarator: (_ declarator: (identifier) @name parameters: (_)))))
  ]
  body: (compound_statement) @body
  (#not-any-of? @name "START_TEST" "TEST" "TEST_F" "Test" "ParameterizedTest")) @definition.function

; A test macro looks like a function: the test's own name is the last one in the parentheses.
(function_definition
  type: (type_identifier) @_macro
  declarator: (parenthesized_declarator (identifier) @name)
  body: (compound_statement) @body
  (#match? @_macro "TEST")) @definition.function

(function_definition
  declarator: (function_declarator
    declarator: (identifier) @_macro
    parameters: (parameter_list
      (parameter_declaration type: (type_identifier) @name) .))
  body: (compound_statement) @body
  (#any-of? @_macro "START_TEST" "TEST" "TEST_F" "Test" "ParameterizedTest")) @definition.function

; Prototypes.
(declaration
  declarator: [
    (_
      declarator: [
        (identifier) @name
        (parenthesized_declarator (identifier) @name)
        (parenthesized_declarator (_ declarator: (_ declarator: (identifier) @name)))
      ]
      parameters: (_))
    (_ declarator: (_ declarator: (identifier) @name parameters: (_)))
    (_ declarator: (_ declarator: (_ declarator: (identifier) @name parameters: (_))))
    (_
      declarator: (_
        declarator: (_ declarator: (_ declarator: (identifier) @name parameters: (_)))))
  ]) @definition.function

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
    ]
    value: (_))
  (#any-of? @_qualifier "const" "constexpr")) @definition.constant

(_
  type: (_)
  .
  (type_qualifier) @_qualifier
  declarator: (_
    declarator: [
      (identifier) @name
      (array_declarator declarator: (identifier) @name)
    ]
    value: (_))
  (#any-of? @_qualifier "const" "constexpr")) @definition.constant

; All other declarators; functions are above. The grammar may take a keyword for the name where a
; macro stands before it.
((declaration
  declarator: [
    (identifier) @name
    (_ !parameters declarator: (identifier) @name)
    (_ !parameters declarator: (_ !parameters declarator: (identifier) @name))
    (_
      !parameters
      declarator: (_ !parameters declarator: (_ !parameters declarator: (identifier) @name)))
    (parenthesized_declarator (identifier) @name)
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator
          declarator: [
            (identifier) @name
            (array_declarator declarator: (identifier) @name)
          ])))
    (_
      declarator: (function_declarator
        declarator: (parenthesized_declarator
          (pointer_declarator
            declarator: [
              (identifier) @name
              (array_declarator declarator: (identifier) @name)
            ]))))
  ]) @definition.variable
  (#not-any-of? @name "struct" "union" "enum" "int" "void"))

; What a body declares is local: no definition of the file, unless it is a type.
(compound_statement) @locals

(function_definition (declaration) @locals)

; Types.
(struct_specifier
  name: (type_identifier) @name
  body: (field_declaration_list) @body) @definition.struct

(union_specifier
  name: (type_identifier) @name
  body: (field_declaration_list) @body) @definition.struct

(enum_specifier
  name: (type_identifier) @name
  body: (enumerator_list) @body) @definition.enum

(type_definition
  type: [
    (struct_specifier !name body: (field_declaration_list) @body)
    (union_specifier !name body: (field_declaration_list) @body)
  ]
  declarator: (type_identifier) @name) @definition.struct

(type_definition
  type: (enum_specifier !name body: (enumerator_list) @body)
  declarator: (type_identifier) @name) @definition.enum

; `typedef struct node { … } node;` is one definition, not two.
(type_definition
  type: (_ name: (_) @_tag body: (_))
  declarator: (type_identifier) @name
  (#not-eq? @name @_tag)) @definition.type

(type_definition
  type: (_ !body)
  declarator: (type_identifier) @name) @definition.type

(type_definition
  declarator: [
    (_ declarator: (type_identifier) @name)
    (_ declarator: (_ declarator: (type_identifier) @name))
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator declarator: (type_identifier) @name)))
    (_
      declarator: (function_declarator
        declarator: (parenthesized_declarator
          (pointer_declarator declarator: (type_identifier) @name))))
  ]) @definition.type

; Members.
(field_declaration
  declarator: [
    (field_identifier) @name
    (_ declarator: (field_identifier) @name)
    (_ declarator: (_ declarator: (field_identifier) @name))
    (_ declarator: (_ declarator: (_ declarator: (field_identifier) @name)))
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator
          declarator: [
            (field_identifier) @name
            (array_declarator declarator: (field_identifier) @name)
          ])))
    (_
      declarator: (function_declarator
        declarator: (parenthesized_declarator
          (pointer_declarator declarator: (field_identifier) @name))))
  ]) @definition.field

(enumerator name: (identifier) @name) @definition.enum_member

; Macros. An empty one with the name of a header guard is not worth a place.
(preproc_def
  name: (identifier) @name
  value: (preproc_arg)) @definition.macro

(preproc_def
  name: (identifier) @name
  !value
  (#not-match? @name "_(H|HH|HPP|HXX|INC|INCLUDED|INCLUDE_GUARD)_*$")) @definition.macro

(preproc_function_def
  name: (identifier) @name
  value: (preproc_arg) @body) @definition.macro

(preproc_function_def
  name: (identifier) @name
  !value) @definition.macro

; References.
(call_expression
  function: [
    (identifier) @reference.call
    (field_expression field: (field_identifier) @reference.call)
    (parenthesized_expression (identifier) @reference.call)
    (parenthesized_expression (pointer_expression argument: (identifier) @reference.call))
  ])

(macro_type_specifier name: (identifier) @reference.call)

; Values read or written, and members that are not called.
(expression/identifier) @reference.value

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
]

(field_expression field: (field_identifier) @reference.value)

(field_designator (field_identifier) @reference.value)

(initializer_pair designator: (field_identifier) @reference.value)

(offsetof_expression member: (field_identifier) @reference.value)

; Every type name that defines nothing.
(type_identifier) @reference.type
