; Signatures: overloads and ambient functions.

(export_statement
  declaration: (function_signature name: (identifier) @name)) @definition.function

(ambient_declaration (function_signature name: (identifier) @name)) @definition.function

(function_signature name: (identifier) @name) @definition.function

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

; The module's constants and variables, but for what a `require` or a dynamic
; import brings in.

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

(primary_type/type_identifier) @reference.type

(generic_type name: (type_identifier) @reference.type)

(nested_type_identifier name: (type_identifier) @reference.type)

(type_query (identifier) @reference.value)
