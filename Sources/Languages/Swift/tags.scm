; A more telling pattern stands before the general one: of all patterns that
; match one name the first counts. The grammar gives the field `name` to types
; as well. Functions are known by what they consist of, `(_ "func" …)`: naming
; their kind would let the query take a second to compile. Their names may be
; operators, which are no named nodes.

; Members: methods, operators, initializers, subscripts and properties.

(class_body (_ "func" . _ @name body: (function_body) @body) @definition.method)

(enum_class_body (_ "func" . _ @name body: (function_body) @body) @definition.method)

(protocol_body (_ "func" . _ @name) @definition.method)

([
  (class_body (_ name: "init" @name body: (_)? @body) @definition.constructor)
  (enum_class_body (_ name: "init" @name body: (_)? @body) @definition.constructor)
  (protocol_body (_ name: "init" @name) @definition.constructor)
])

([
  (class_body (_ "subscript" @name (computed_property) @body) @definition.method)
  (enum_class_body (_ "subscript" @name (computed_property) @body) @definition.method)
  (protocol_body (_ "subscript" @name (computed_property) @body) @definition.method)
])

(deinit_declaration "deinit" @name body: (_) @body) @definition.method

(class_body
  (_
    name: (_ bound_identifier: (simple_identifier) @name)
    computed_value: (_) @body) @definition.property)

(class_body (_ name: (_ bound_identifier: (simple_identifier) @name)) @definition.property)

(enum_class_body
  (_
    name: (_ bound_identifier: (simple_identifier) @name)
    computed_value: (_) @body) @definition.property)

(enum_class_body (_ name: (_ bound_identifier: (simple_identifier) @name)) @definition.property)

(protocol_property_declaration
  name: (pattern bound_identifier: (simple_identifier) @name)) @definition.property

(enum_entry name: (simple_identifier) @name) @definition.enum_member

; Types. An extension adds to a type defined elsewhere.

(class_declaration
  declaration_kind: ["class" "actor"]
  name: (type_identifier) @name
  body: (_) @body) @definition.class

(class_declaration
  declaration_kind: "struct"
  name: (type_identifier) @name
  body: (_) @body) @definition.struct

(class_declaration
  declaration_kind: "enum"
  name: (type_identifier) @name
  body: (_) @body) @definition.enum

(class_declaration
  declaration_kind: "extension"
  name: [
    (user_type (type_identifier) @name .)
    (user_type (type_identifier) @name . (type_arguments) .)
  ]
  body: (_) @body) @definition.extension

(class_declaration
  declaration_kind: "extension"
  name: (_ (user_type (type_identifier) @name .))
  body: (_) @body) @definition.extension

(protocol_declaration name: (type_identifier) @name body: (_) @body) @definition.interface

(typealias_declaration name: (type_identifier) @name) @definition.type

(associatedtype_declaration name: (type_identifier) @name) @definition.type

(precedence_group_declaration (simple_identifier) @name) @definition.type

(macro_declaration (simple_identifier) @name) @definition.macro

; Functions, nested ones too, and closures that a name is given to.

(source_file (_ "func" . _ @name body: (function_body) @body) @definition.function)

(statements
  (_ "func" name: (simple_identifier) @name body: (function_body) @body) @definition.function)

; Where newer syntax than the grammar's breaks a type, its methods are still found.

(ERROR (_ "func" . _ @name body: (function_body) @body) @definition.function)

(source_file
  (_
    name: (_ bound_identifier: (simple_identifier) @name)
    .
    (type_annotation)?
    .
    value: (lambda_literal) @body) @definition.function)

(statements
  (_
    name: (_ bound_identifier: (simple_identifier) @name)
    .
    (type_annotation)?
    .
    value: (lambda_literal) @body) @definition.function)

; The file's constants and variables.

(source_file
  (_
    (value_binding_pattern mutability: "let")
    name: (_
      [
        bound_identifier: (simple_identifier) @name
        (pattern (simple_identifier) @name)
      ])) @definition.constant)

(source_file
  (_
    name: (_ bound_identifier: (simple_identifier) @name)
    computed_value: (_) @body) @definition.variable)

(source_file
  (_
    name: (_
      [
        bound_identifier: (simple_identifier) @name
        (pattern (simple_identifier) @name)
      ])) @definition.variable)

; References. Subscripts are calls to the grammar.

(call_expression
  .
  [
    (simple_identifier) @reference.value
    (_ suffix: (_ suffix: (simple_identifier) @reference.value))
  ]
  (call_suffix (value_arguments "[")))

(call_expression
  .
  (simple_identifier) @reference.class
  (#match? @reference.class "^[A-Z]"))

(call_expression
  .
  [
    (simple_identifier) @reference.call
    (_ suffix: (_ suffix: (simple_identifier) @reference.call))
    (_ operation: "." target: (simple_identifier) @reference.call)
  ])

(macro_invocation (simple_identifier) @reference.call)

(constructor_expression constructed_type: (user_type (type_identifier) @reference.class))

(attribute (user_type (type_identifier) @reference.class))

(inheritance_specifier inherits_from: (user_type (type_identifier) @reference.class))

(import_declaration (identifier (simple_identifier) @reference.import .))

(type_identifier) @reference.type

(navigation_suffix suffix: (simple_identifier) @reference.value)

(_ value: (simple_identifier) @reference.value)
(_ target: (simple_identifier) @reference.value)
(_ result: (simple_identifier) @reference.value)
(_ lhs: (simple_identifier) @reference.value)
(_ rhs: (simple_identifier) @reference.value)
(_ start: (simple_identifier) @reference.value)
(_ end: (simple_identifier) @reference.value)
(_ expr: (simple_identifier) @reference.value)
(_ condition: (simple_identifier) @reference.value)
(_ collection: (simple_identifier) @reference.value)
(_ element: (simple_identifier) @reference.value)
(_ key: (simple_identifier) @reference.value)
(_ if_true: (simple_identifier) @reference.value)
(_ if_false: (simple_identifier) @reference.value)
(_ if_nil: (simple_identifier) @reference.value)
(_ default_value: (simple_identifier) @reference.value)
(directly_assignable_expression (simple_identifier) @reference.value)
(control_transfer_statement (simple_identifier) @reference.value)
(statements (simple_identifier) @reference.value)
(where_clause (simple_identifier) @reference.value)
(pattern "." . (simple_identifier) @reference.value)
