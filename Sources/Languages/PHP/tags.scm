; Of all patterns that match one name the first counts. The name of a property has no "$": that is
; how it is read. A variable's name has it, which keeps variables and functions apart.

; Types.
(class_declaration name: (name) @name body: (_) @body) @definition.class

(trait_declaration name: (name) @name body: (_) @body) @definition.class

(interface_declaration name: (name) @name body: (_) @body) @definition.interface

(enum_declaration name: (name) @name body: (_) @body) @definition.enum

(enum_case name: (name) @name) @definition.enum_member

(namespace_definition name: (_) @name body: (_) @body) @definition.namespace

; Functions, also those that a variable of the file keeps.
(function_definition name: (name) @name body: (_) @body) @definition.function

(program
  (expression_statement
    (assignment_expression
      left: (variable_name) @name
      right: [
        (anonymous_function body: (_) @body)
        (arrow_function body: (_) @body)
      ])) @definition.function)

(namespace_definition
  body: (compound_statement
    (expression_statement
      (assignment_expression
        left: (variable_name) @name
        right: [
          (anonymous_function body: (_) @body)
          (arrow_function body: (_) @body)
        ])) @definition.function))

; Members. A constructor's parameter with a visibility is a property as well.
(method_declaration
  name: (name) @name
  body: (_)? @body
  (#eq? @name "__construct")) @definition.constructor

(method_declaration name: (name) @name body: (_)? @body) @definition.method

(property_declaration
  (property_element name: (variable_name (name) @name))) @definition.property

(property_promotion_parameter
  name: [
    (variable_name (name) @name)
    (by_ref (variable_name (name) @name))
  ]) @definition.property

; Constants and variables of the file.
(const_declaration (const_element . (name) @name)) @definition.constant

((function_call_expression
    function: (name) @_define
    arguments: (arguments . (argument (string (string_content) @name)))) @definition.constant
  (#eq? @_define "define"))

(program
  (expression_statement
    (assignment_expression
      left: [
        (variable_name) @name
        (list_literal (variable_name) @name)
      ])) @definition.variable)

(namespace_definition
  body: (compound_statement
    (expression_statement
      (assignment_expression
        left: [
          (variable_name) @name
          (list_literal (variable_name) @name)
        ])) @definition.variable))

; References.
(function_call_expression
  function: [
    (name) @reference.call
    (_ prefix: _ (name) @reference.call .)
    (variable_name) @reference.call
  ])

(member_call_expression name: (name) @reference.call)

(nullsafe_member_call_expression name: (name) @reference.call)

(scoped_call_expression name: (name) @reference.call)

[
  (object_creation_expression
    [
      (name) @reference.class
      (_ prefix: _ (name) @reference.class .)
    ])
  (base_clause
    [
      (name) @reference.class
      (_ prefix: _ (name) @reference.class .)
    ])
  (class_interface_clause
    [
      (name) @reference.class
      (_ prefix: _ (name) @reference.class .)
    ])
  (use_declaration
    [
      (name) @reference.class
      (_ prefix: _ (name) @reference.class .)
    ])
]

[
  (named_type
    [
      ((name) @reference.type (#not-any-of? @reference.type "self" "static" "parent"))
      (_ prefix: _ (name) @reference.type .)
    ])
  (attribute
    [
      (name) @reference.type
      (_ prefix: _ (name) @reference.type .)
    ])
]

(scoped_call_expression
  scope: [
    (name) @reference.type
    (_ prefix: _ (name) @reference.type .)
  ])

(scoped_property_access_expression
  scope: [
    (name) @reference.type
    (_ prefix: _ (name) @reference.type .)
  ])

(class_constant_access_expression
  .
  [
    (name) @reference.type
    (_ prefix: _ (name) @reference.type .)
  ]
  .
  (name))

; `instanceof`, where it usually stands. A search in every operation would keep each of a long chain
; of them in mind.
[
  (parenthesized_expression
    [
      (_
        operator: "instanceof"
        right: [
          (name) @reference.type
          (_ prefix: _ (name) @reference.type .)
        ])
      (_
        (_
          operator: "instanceof"
          right: [
            (name) @reference.type
            (_ prefix: _ (name) @reference.type .)
          ]))
    ])
  (return_statement
    [
      (_
        operator: "instanceof"
        right: [
          (name) @reference.type
          (_ prefix: _ (name) @reference.type .)
        ])
      (_
        (_
          operator: "instanceof"
          right: [
            (name) @reference.type
            (_ prefix: _ (name) @reference.type .)
          ]))
    ])
  (match_condition_list
    [
      (_
        operator: "instanceof"
        right: [
          (name) @reference.type
          (_ prefix: _ (name) @reference.type .)
        ])
      (_
        (_
          operator: "instanceof"
          right: [
            (name) @reference.type
            (_ prefix: _ (name) @reference.type .)
          ]))
    ])
  (argument
    [
      (_
        operator: "instanceof"
        right: [
          (name) @reference.type
          (_ prefix: _ (name) @reference.type .)
        ])
      (_
        (_
          operator: "instanceof"
          right: [
            (name) @reference.type
            (_ prefix: _ (name) @reference.type .)
          ]))
    ])
]

(namespace_use_clause
  .
  [
    (name) @reference.import
    (qualified_name (name) @reference.import .)
  ])

(class_constant_access_expression (name) @reference.value .)

(member_access_expression name: (name) @reference.value)

(nullsafe_member_access_expression name: (name) @reference.value)

(scoped_property_access_expression name: (variable_name (name) @reference.value))

(primary_expression/name) @reference.value

(primary_expression/qualified_name (name) @reference.value .)

(primary_expression/variable_name) @reference.value

(_ object: (variable_name) @reference.value)
