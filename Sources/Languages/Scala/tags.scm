; A more telling pattern stands before the general one: of all patterns that
; match one name the first counts. A member is known by what it consists of,
; `(_ "def" …)`: naming its kind would make the query slow to compile.

; Types and objects.

(class_definition name: (_) @name body: (template_body)? @body) @definition.class

(object_definition name: (_) @name body: (template_body)? @body) @definition.class

(package_object name: (_) @name body: (template_body)? @body) @definition.module

(trait_definition name: (_) @name body: (template_body)? @body) @definition.interface

(enum_definition name: (_) @name body: (enum_body) @body) @definition.enum

(enum_case_definitions . (annotation)* . (simple_enum_case name: (_) @name) .) @definition.enum_member

(simple_enum_case name: (_) @name) @definition.enum_member

(enum_case_definitions (full_enum_case name: (_) @name)) @definition.enum_member

(type_definition name: (type_identifier) @name) @definition.type

; An extension adds methods to a type defined elsewhere.

(extension_definition
  parameters: (parameters
    .
    (parameter
      type: [
        (type_identifier) @name
        (generic_type . (type_identifier) @name)
        (generic_type . (_ (type_identifier) @name .))
        (stable_type_identifier (type_identifier) @name .)
      ])
    .)) @definition.extension

(extension_definition (_ "def" name: (_) @name body: (_)? @body) @definition.method)

; Members.

(template_body
  (_ "def" name: (identifier) @name body: (_) @body) @definition.constructor
  (#eq? @name "this"))

(template_body (_ "def" name: (_) @name body: (_)? @body) @definition.method)

(with_template_body (_ "def" name: (_) @name body: (_)? @body) @definition.method)

(enum_body (_ "def" name: (_) @name body: (_)? @body) @definition.method)

(template_body
  [
    (_
      pattern: [
        (identifier) @name
        (identifiers (identifier) @name)
        (tuple_pattern (identifier) @name)
      ]) @definition.field
    (val_declaration name: (identifier) @name) @definition.field
    (var_declaration name: (identifier) @name) @definition.field
  ])

(with_template_body (_ pattern: (identifier) @name) @definition.field)

(enum_body (_ pattern: (identifier) @name) @definition.field)

(class_parameter ["val" "var"] name: (_) @name) @definition.field

(class_definition
  "case"
  class_parameters: (class_parameters (class_parameter name: (_) @name) @definition.field))

(full_enum_case
  class_parameters: (class_parameters (class_parameter name: (_) @name) @definition.field))

; Functions, nested ones too, and those that a name is given to.

(function_definition name: (_) @name body: (_) @body) @definition.function

(function_declaration name: (_) @name) @definition.function

(val_definition
  pattern: (identifier) @name
  value: (lambda_expression) @body) @definition.function

; Instances, and the file's constants and variables.

(given_definition name: (_) @name body: (_)? @body) @definition.constant

(compilation_unit
  (val_definition
    pattern: [
      (identifier) @name
      (identifiers (identifier) @name)
      (tuple_pattern (identifier) @name)
    ]) @definition.constant)

(compilation_unit
  (_
    pattern: [
      (identifier) @name
      (identifiers (identifier) @name)
      (tuple_pattern (identifier) @name)
    ]) @definition.variable)

; References.

(call_expression
  function: [
    (identifier) @reference.class
    (generic_function function: (identifier) @reference.class)
  ]
  (#match? @reference.class "^[A-Z]"))

(call_expression
  function: [
    (identifier) @reference.call
    (_ field: (identifier) @reference.call)
    (generic_function function: [
      (identifier) @reference.call
      (_ field: (identifier) @reference.call)
    ])
  ])

(infix_expression operator: (identifier) @reference.call)

(postfix_expression (_) . (identifier) @reference.call .)

(instance_expression
  [
    (type_identifier) @reference.class
    (generic_type . (type_identifier) @reference.class)
    (stable_type_identifier (type_identifier) @reference.class .)
  ])

(extends_clause
  [
    (type_identifier) @reference.class
    (generic_type . (type_identifier) @reference.class)
    (stable_type_identifier (type_identifier) @reference.class .)
    (compound_type (type_identifier) @reference.class)
  ])

(derives_clause
  [
    (type_identifier) @reference.class
    (stable_type_identifier (type_identifier) @reference.class .)
  ])

(annotation
  name: [
    (type_identifier) @reference.class
    (stable_type_identifier (type_identifier) @reference.class .)
  ])

(case_class_pattern
  type: [
    (type_identifier) @reference.class
    (stable_type_identifier (type_identifier) @reference.class .)
  ])

(import_declaration (identifier) @reference.import .)

(namespace_selectors
  [
    (identifier) @reference.import
    (_ name: (identifier) @reference.import)
  ])

(as_renamed_identifier name: (identifier) @reference.import)

(type_identifier) @reference.type

(expression/identifier) @reference.value

(_ value: (identifier) @reference.value)

(infix_expression left: (identifier) @reference.value)

(infix_expression right: (identifier) @reference.value)

(assignment_expression left: (identifier) @reference.value)

(prefix_expression (identifier) @reference.value)

(postfix_expression . (identifier) @reference.value)

(guard (identifier) @reference.value)

(field_expression field: (identifier) @reference.value)

(interpolation (identifier) @reference.value)

(stable_identifier (identifier) @reference.value)
