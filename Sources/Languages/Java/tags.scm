; Of all patterns that match one name the first counts.

; Types.
(class_declaration name: (identifier) @name body: (_) @body) @definition.class

(record_declaration name: (identifier) @name body: (_) @body) @definition.class

(interface_declaration name: (identifier) @name body: (_) @body) @definition.interface

(annotation_type_declaration name: (identifier) @name body: (_) @body) @definition.interface

(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum

(enum_constant name: (identifier) @name body: (_)? @body) @definition.enum_member

(module_declaration name: (_) @name body: (_) @body) @definition.module

; Members. A record's parameters are its fields.
(constructor_declaration name: (identifier) @name body: (_) @body) @definition.constructor

(compact_constructor_declaration name: (identifier) @name body: (_) @body) @definition.constructor

(method_declaration name: (identifier) @name body: (_)? @body) @definition.method

(annotation_type_element_declaration name: (identifier) @name) @definition.method

(field_declaration
  (modifiers "static" . "final" .)
  declarator: (variable_declarator name: (identifier) @name)) @definition.constant

(field_declaration
  (modifiers "final" . "static" .)
  declarator: (variable_declarator name: (identifier) @name)) @definition.constant

(field_declaration declarator: (variable_declarator name: (identifier) @name)) @definition.field

(constant_declaration
  declarator: (variable_declarator name: (identifier) @name)) @definition.constant

(record_declaration
  parameters: (formal_parameters
    [
      (formal_parameter name: (identifier) @name)
      (spread_parameter (variable_declarator name: (identifier) @name))
    ] @definition.field))

; References.
(method_invocation name: (identifier) @reference.call)

(object_creation_expression
  type: [
    (type_identifier) @reference.class
    (_ (type_identifier) @reference.class .)
    (generic_type . (type_identifier) @reference.class)
    (generic_type . (_ (type_identifier) @reference.class .))
  ])

[
  (superclass
    [
      (type_identifier) @reference.class
      (generic_type . (type_identifier) @reference.class)
      (_ (type_identifier) @reference.class .)
    ])
  (type_list
    [
      (type_identifier) @reference.class
      (generic_type . (type_identifier) @reference.class)
      (_ (type_identifier) @reference.class .)
    ])
]

[
  (marker_annotation
    name: [
      (identifier) @reference.type
      (_ name: (identifier) @reference.type)
    ])
  (annotation
    name: [
      (identifier) @reference.type
      (_ name: (identifier) @reference.type)
    ])
]

(import_declaration
  [
    (identifier) @reference.import
    (scoped_identifier name: (identifier) @reference.import)
  ])

[
  (provides_module_directive
    [
      (identifier) @reference.type
      (_ name: (identifier) @reference.type)
    ])
  (uses_module_directive
    [
      (identifier) @reference.type
      (_ name: (identifier) @reference.type)
    ])
]

(method_reference (identifier) @reference.value .)

(field_access field: (identifier) @reference.value)

(element_value_pair key: (identifier) @reference.value)

(primary_expression/identifier) @reference.value

(record_pattern (identifier) @reference.type)

((type_identifier) @reference.type
  (#not-eq? @reference.type "var"))
