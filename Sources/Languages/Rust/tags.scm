; A more telling pattern stands before the general one: of all patterns that
; match one name the first counts. Attributes are siblings of what they belong
; to, so no definition holds its own.

; What an `impl` block adds to a type defined elsewhere.

(impl_item
  type: [
    (type_identifier) @name
    (generic_type type: (type_identifier) @name)
    (generic_type type: (scoped_type_identifier name: (type_identifier) @name))
    (scoped_type_identifier name: (type_identifier) @name)
    (reference_type type: (type_identifier) @name)
    (primitive_type) @name
  ]
  body: (declaration_list) @body) @definition.extension

; Methods of implementations and traits.

(impl_item
  body: (declaration_list
    (function_item name: (identifier) @name body: (block) @body) @definition.method))

(trait_item
  body: (declaration_list
    [
      (function_item name: (identifier) @name body: (block) @body) @definition.method
      (function_signature_item name: (identifier) @name) @definition.method
    ]))

; Functions, also those of foreign code, and closures that a name is given to.

(function_item name: (identifier) @name body: (block) @body) @definition.function

(function_signature_item name: (identifier) @name) @definition.function

(let_declaration
  pattern: (identifier) @name
  value: (closure_expression body: (_) @body)) @definition.function

(macro_definition name: (identifier) @name) @definition.macro

; Types.

(struct_item name: (type_identifier) @name body: (field_declaration_list) @body) @definition.struct

(struct_item name: (type_identifier) @name) @definition.struct

(union_item name: (type_identifier) @name body: (_) @body) @definition.struct

(enum_item name: (type_identifier) @name body: (_) @body) @definition.enum

(enum_variant name: (identifier) @name) @definition.enum_member

(field_declaration name: (field_identifier) @name) @definition.field

(trait_item name: (type_identifier) @name body: (_) @body) @definition.interface

(type_item name: (type_identifier) @name) @definition.type

(associated_type name: (type_identifier) @name) @definition.type

; Modules, and the constants and variables of modules and types.

(mod_item name: (identifier) @name body: (_) @body) @definition.module

(mod_item name: (identifier) @name) @definition.module

(source_file
  (static_item (mutable_specifier) name: (identifier) @name) @definition.variable)

(declaration_list
  (static_item (mutable_specifier) name: (identifier) @name) @definition.variable)

(source_file
  [
    (const_item name: (identifier) @name) @definition.constant
    (static_item name: (identifier) @name) @definition.constant
  ]
  (#not-eq? @name "_"))

(declaration_list
  [
    (const_item name: (identifier) @name) @definition.constant
    (static_item name: (identifier) @name) @definition.constant
  ]
  (#not-eq? @name "_"))

; References.

(call_expression
  function: [
    (identifier) @reference.call
    (_ field: (field_identifier) @reference.call)
    (scoped_identifier name: (identifier) @reference.call)
  ])

(generic_function
  function: [
    (identifier) @reference.call
    (_ field: (field_identifier) @reference.call)
    (scoped_identifier name: (identifier) @reference.call)
  ])

(macro_invocation
  macro: [
    (identifier) @reference.call
    (scoped_identifier name: (identifier) @reference.call)
  ])

(attribute
  [
    (identifier) @reference.call
    (scoped_identifier name: (identifier) @reference.call)
  ])

(attribute
  (identifier) @_derive
  arguments: (token_tree (identifier) @reference.class)
  (#eq? @_derive "derive"))

(struct_expression
  name: [
    (type_identifier) @reference.class
    (scoped_type_identifier name: (type_identifier) @reference.class)
  ])

(tuple_struct_pattern
  type: [
    (identifier) @reference.class
    (scoped_identifier name: (identifier) @reference.class)
  ])

(impl_item
  trait: [
    (type_identifier) @reference.class
    (scoped_type_identifier name: (type_identifier) @reference.class)
    (generic_type type: (type_identifier) @reference.class)
    (generic_type type: (scoped_type_identifier name: (type_identifier) @reference.class))
  ])

(trait_item
  bounds: (trait_bounds
    [
      (type_identifier) @reference.class
      (scoped_type_identifier name: (type_identifier) @reference.class)
      (generic_type type: (type_identifier) @reference.class)
    ]))

(use_declaration
  argument: [
    (identifier) @reference.import
    (scoped_identifier name: (identifier) @reference.import)
  ])

(use_list
  [
    (identifier) @reference.import
    (scoped_identifier name: (identifier) @reference.import)
  ])

(use_as_clause
  path: [
    (identifier) @reference.import
    (scoped_identifier name: (identifier) @reference.import)
  ])

(type_identifier) @reference.type

(scoped_identifier
  path: (identifier) @reference.type
  (#match? @reference.type "^[A-Z]"))

; In a macro's arguments there is no syntax but brackets.

(token_tree (identifier) @reference.call . (token_tree))

(token_tree (identifier) @reference.value)

(_expression/identifier) @reference.value

(field_expression field: (field_identifier) @reference.value)

(scoped_identifier name: (identifier) @reference.value)

(shorthand_field_initializer (identifier) @reference.value)
