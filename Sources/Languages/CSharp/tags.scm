; Of all patterns that match one name the first counts. Where the fields tell enough, the node's
; type is left out: that compiles several times as fast in a grammar of this size.

; Types and namespaces.
(class_declaration name: (_) @name body: (_)? @body) @definition.class

(record_declaration name: (_) @name body: (_)? @body) @definition.class

(struct_declaration name: (_) @name body: (_)? @body) @definition.struct

(interface_declaration name: (_) @name body: (_)? @body) @definition.interface

(enum_declaration name: (_) @name body: (_)? @body) @definition.enum

(enum_member_declaration name: (_) @name) @definition.enum_member

(delegate_declaration name: (_) @name) @definition.type

(namespace_declaration name: (_) @name body: (_) @body) @definition.namespace

; Members. What has no name of its own goes by the word or the sign that stands in its place.
(constructor_declaration name: (_) @name body: (_)? @body) @definition.constructor

(destructor_declaration name: (_) @name body: (_)? @body) @definition.constructor

(method_declaration name: (_) @name body: (_)? @body) @definition.method

(local_function_statement name: (_) @name body: (_)? @body) @definition.function

(operator_declaration operator: _ @name body: (_)? @body) @definition.method

(conversion_operator_declaration "operator" @name body: (_)? @body) @definition.method

(property_declaration
  name: (_) @name
  accessors: (_)? @body
  value: (arrow_expression_clause)? @body) @definition.property

(indexer_declaration
  "this" @name
  accessors: (_)? @body
  value: (arrow_expression_clause)? @body) @definition.property

(event_declaration name: (_) @name accessors: (_)? @body) @definition.property

(event_field_declaration (variable_declaration (_ name: (identifier) @name))) @definition.property

; The parameters of a record are its properties.
(record_declaration (parameter_list (parameter name: (_) @name) @definition.property))

(field_declaration
  (modifier) @_modifier
  .
  (variable_declaration (_ name: (identifier) @name))
  (#eq? @_modifier "const")) @definition.constant

(field_declaration
  (modifier) @_static
  .
  (modifier) @_readonly
  .
  (variable_declaration (_ name: (identifier) @name))
  (#eq? @_static "static")
  (#eq? @_readonly "readonly")) @definition.constant

(field_declaration (variable_declaration (_ name: (identifier) @name))) @definition.field

; References.
(invocation_expression
  function: [
    (identifier) @reference.call
    (generic_name . (identifier) @reference.call)
    (_ name: (identifier) @reference.call)
    (_ name: (generic_name . (identifier) @reference.call))
    (_ (member_binding_expression name: (identifier) @reference.call))
    (_ (member_binding_expression name: (generic_name . (identifier) @reference.call)))
  ])

(object_creation_expression
  type: [
    (identifier) @reference.class
    (generic_name . (identifier) @reference.class)
    (_ name: (identifier) @reference.class)
    (_ name: (generic_name . (identifier) @reference.class))
  ])

(base_list
  [
    (identifier) @reference.class
    (generic_name . (identifier) @reference.class)
    (_ name: (identifier) @reference.class)
    (_ name: (generic_name . (identifier) @reference.class))
    (primary_constructor_base_type type: (identifier) @reference.class)
    (primary_constructor_base_type type: (generic_name . (identifier) @reference.class))
  ])

(attribute
  name: [
    (identifier) @reference.type
    (_ name: (identifier) @reference.type)
  ])

(using_directive
  !name
  [
    (identifier) @reference.import
    (_ name: (identifier) @reference.import)
  ])

(using_directive name: (_) (_ name: (identifier) @reference.import))

(using_directive name: (_) (_ name: (generic_name . (identifier) @reference.import)))

(member_access_expression name: (identifier) @reference.value)

(member_binding_expression name: (identifier) @reference.value)

(lvalue_expression/identifier) @reference.value

(type/identifier) @reference.type

(generic_name . (identifier) @reference.type)

(qualified_name name: (identifier) @reference.type)

(qualified_name qualifier: (identifier) @reference.type)
