; A more telling pattern stands before the general one: of all patterns that
; match one name the first counts. The grammar has hardly any fields: a name is
; known by being the only identifier among its node's children.

; Types and objects.

(class_declaration
  "interface"
  (type_identifier) @name
  (class_body)? @body) @definition.interface

(class_declaration
  "enum"
  (type_identifier) @name
  (enum_class_body)? @body) @definition.enum

(class_declaration (type_identifier) @name (class_body)? @body) @definition.class

(object_declaration (type_identifier) @name (class_body)? @body) @definition.class

(companion_object (type_identifier) @name (class_body)? @body) @definition.class

; A companion without a name of its own.

(companion_object "companion" @name . "object" . (class_body) @body) @definition.class

(companion_object "companion" @name . "object" . ":" (class_body)? @body) @definition.class

(type_alias . (modifiers)? . (type_identifier) @name) @definition.type

(enum_entry (simple_identifier) @name (class_body)? @body) @definition.enum_member

; Members. What a primary constructor declares with `val` or `var` is one.

(class_body
  (_ "fun" (simple_identifier) @name (function_body)? @body) @definition.method)

(enum_class_body
  (_ "fun" (simple_identifier) @name (function_body)? @body) @definition.method)

(secondary_constructor "constructor" @name (statements)? @body) @definition.constructor

(class_parameter (binding_pattern_kind) (simple_identifier) @name) @definition.property

(property_declaration
  (modifiers (property_modifier) @_const)
  (variable_declaration . (simple_identifier) @name)
  (#eq? @_const "const")) @definition.constant

(class_body
  (_
    (binding_pattern_kind)
    (variable_declaration . (simple_identifier) @name)) @definition.property)

(enum_class_body
  (_
    (binding_pattern_kind)
    (variable_declaration . (simple_identifier) @name)) @definition.property)

; Functions, nested ones too, and those that a name is given to. The container
; of an extension is the type that it extends.

(source_file
  (_
    "fun"
    receiver: (receiver_type
      [
        (user_type (type_identifier) @container)
        (nullable_type (user_type (type_identifier) @container))
      ])
    (simple_identifier) @name
    (function_body)? @body) @definition.function)

(source_file
  (_ "fun" (simple_identifier) @name (function_body)? @body) @definition.function)

(statements
  (_ "fun" (simple_identifier) @name (function_body)? @body) @definition.function)

(source_file
  (_
    (binding_pattern_kind)
    (variable_declaration . (simple_identifier) @name)
    [
      (lambda_literal) @body
      (anonymous_function (function_body) @body)
    ]) @definition.function)

(statements
  (_
    (binding_pattern_kind)
    (variable_declaration . (simple_identifier) @name)
    [
      (lambda_literal) @body
      (anonymous_function (function_body) @body)
    ]) @definition.function)

; The file's constants and variables.

(source_file
  (_
    (binding_pattern_kind)
    receiver: (receiver_type
      [
        (user_type (type_identifier) @container)
        (nullable_type (user_type (type_identifier) @container))
      ])
    (variable_declaration . (simple_identifier) @name)) @definition.property)

(source_file
  (_
    (binding_pattern_kind "val")
    [
      (variable_declaration . (simple_identifier) @name)
      (multi_variable_declaration (variable_declaration . (simple_identifier) @name))
    ]) @definition.constant)

(source_file
  (_
    (binding_pattern_kind)
    [
      (variable_declaration . (simple_identifier) @name)
      (multi_variable_declaration (variable_declaration . (simple_identifier) @name))
    ]) @definition.variable)

; References.

(call_expression
  .
  (simple_identifier) @reference.class
  (#match? @reference.class "^[A-Z]"))

(call_expression
  .
  [
    (simple_identifier) @reference.call
    (navigation_expression (navigation_suffix (simple_identifier) @reference.call))
  ])

(infix_expression (_) . (simple_identifier) @reference.call . (_))

(constructor_invocation (user_type (type_identifier) @reference.class .))

(constructor_invocation (user_type (type_identifier) @reference.class . (type_arguments) .))

(delegation_specifier
  [
    (user_type (type_identifier) @reference.class)
    (_ (user_type (type_identifier) @reference.class))
  ])

(annotation (user_type (type_identifier) @reference.class .))

(import_header (identifier (simple_identifier) @reference.import .))

(type_identifier) @reference.type

(navigation_suffix (simple_identifier) @reference.value)

(additive_expression (simple_identifier) @reference.value)
(multiplicative_expression (simple_identifier) @reference.value)
(range_expression (simple_identifier) @reference.value)
(infix_expression . (simple_identifier) @reference.value)
(infix_expression (simple_identifier) @reference.value .)
(elvis_expression (simple_identifier) @reference.value)
(check_expression (simple_identifier) @reference.value)
(comparison_expression (simple_identifier) @reference.value)
(equality_expression (simple_identifier) @reference.value)
(conjunction_expression (simple_identifier) @reference.value)
(disjunction_expression (simple_identifier) @reference.value)
(postfix_expression (simple_identifier) @reference.value)
(prefix_expression (simple_identifier) @reference.value)
(as_expression (simple_identifier) @reference.value)
(spread_expression (simple_identifier) @reference.value)
(indexing_expression (simple_identifier) @reference.value)
(indexing_suffix (simple_identifier) @reference.value)
(navigation_expression . (simple_identifier) @reference.value)
(callable_reference (simple_identifier) @reference.value)
(value_argument (simple_identifier) @reference.value .)
(parenthesized_expression (simple_identifier) @reference.value)
(collection_literal (simple_identifier) @reference.value)
(statements (simple_identifier) @reference.value)
(control_structure_body (simple_identifier) @reference.value)
(function_body (simple_identifier) @reference.value)
(property_declaration (simple_identifier) @reference.value)
(property_delegate (simple_identifier) @reference.value)
(explicit_delegation (simple_identifier) @reference.value)
(assignment (simple_identifier) @reference.value)
(directly_assignable_expression (simple_identifier) @reference.value)
(jump_expression (simple_identifier) @reference.value)
(if_expression condition: (simple_identifier) @reference.value)
(when_subject (simple_identifier) @reference.value)
(when_condition (simple_identifier) @reference.value)
(range_test (simple_identifier) @reference.value)
(for_statement (simple_identifier) @reference.value)
(while_statement (simple_identifier) @reference.value)
(do_while_statement (simple_identifier) @reference.value)
(function_value_parameters (simple_identifier) @reference.value)
(interpolated_identifier) @reference.value
(interpolated_expression (simple_identifier) @reference.value)
