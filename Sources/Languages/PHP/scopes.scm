; Of all patterns that match one name the first counts. Functions have variables of their own. A
; closure takes those that its `use` names from around it, an arrow function all.

[
  (program)
  (namespace_definition body: (_))
  (function_definition)
  (method_declaration)
  (anonymous_function)
  (arrow_function)
  (class_declaration)
  (trait_declaration)
  (interface_declaration)
  (enum_declaration)
] @scope

(function_definition name: (name) @local.function)

(class_declaration name: (name) @local.type)

(trait_declaration name: (name) @local.type)

(interface_declaration name: (name) @local.type)

(enum_declaration name: (name) @local.type)

(namespace_use_clause alias: (name) @local.type)

(namespace_use_clause . (name) @local.type !alias)

(namespace_use_clause (qualified_name (name) @local.type .) !alias)

; Parameters.
(simple_parameter name: (variable_name) @local.parameter)

(variadic_parameter name: (variable_name) @local.parameter)

(property_promotion_parameter
  name: [
    (variable_name) @local.parameter
    (by_ref (variable_name) @local.parameter)
  ])

(catch_clause name: (variable_name) @local.parameter)

; Variables: each assignment may be the first.
(assignment_expression left: (variable_name) @local.variable)

(reference_assignment_expression left: (variable_name) @local.variable)

(list_literal (variable_name) @local.variable)

(list_literal (by_ref (variable_name) @local.variable))

(foreach_statement
  (_)
  .
  [
    (variable_name) @local.variable
    (by_ref (variable_name) @local.variable)
    (pair (variable_name) @local.variable)
    (pair (by_ref (variable_name) @local.variable))
  ])

(static_variable_declaration name: (variable_name) @local.variable)

(global_declaration (variable_name) @local.variable)

(const_declaration (const_element . (name) @local.variable))

; A property is bound in its class: `self::$made` reads it.
(property_element name: (variable_name) @local.variable)

; Reads. The object itself is no variable.
(scoped_property_access_expression scope: (name) @use)

((variable_name) @use
  (#not-eq? @use "$this"))

(function_call_expression function: (name) @use)

(object_creation_expression (name) @use)

(named_type (name) @use)

(base_clause (name) @use)

(class_interface_clause (name) @use)

(use_declaration (name) @use)

(attribute (name) @use)

(scoped_call_expression scope: (name) @use)

(class_constant_access_expression . (name) @use . (name))

; `instanceof`, where it usually stands. A search in every operation would keep each of a long chain
; of them in mind.
[
  (parenthesized_expression
    [
      (_
        operator: "instanceof"
        right: (name) @use)
      (_
        (_
          operator: "instanceof"
          right: (name) @use))
    ])
  (return_statement
    [
      (_
        operator: "instanceof"
        right: (name) @use)
      (_
        (_
          operator: "instanceof"
          right: (name) @use))
    ])
  (match_condition_list
    [
      (_
        operator: "instanceof"
        right: (name) @use)
      (_
        (_
          operator: "instanceof"
          right: (name) @use))
    ])
  (argument
    [
      (_
        operator: "instanceof"
        right: (name) @use)
      (_
        (_
          operator: "instanceof"
          right: (name) @use))
    ])
]

(primary_expression/name) @use
