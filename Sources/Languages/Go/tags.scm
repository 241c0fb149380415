; A more telling pattern stands before the general one: of all patterns that
; match one name the first counts. A declaration of one thing is the definition;
; in a group in parentheses each part is one.

; Functions and methods. The container of a method is its receiver's type.

(function_declaration name: (identifier) @name body: (block) @body) @definition.function

(function_declaration name: (identifier) @name) @definition.function

(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (type_identifier) @container
        (pointer_type (type_identifier) @container)
        (generic_type type: (type_identifier) @container)
        (pointer_type (generic_type type: (type_identifier) @container))
      ]))
  name: (field_identifier) @name
  body: (block) @body) @definition.method

(method_declaration name: (field_identifier) @name) @definition.method

; Functions that a name is given to.

(source_file
  (var_declaration
    .
    (var_spec
      name: (identifier) @name
      value: (expression_list . (func_literal body: (block) @body)))
    .) @definition.function)

(short_var_declaration
  left: (expression_list . (identifier) @name .)
  right: (expression_list . (func_literal body: (block) @body) .)) @definition.function

; Types.

(type_declaration
  .
  (type_spec
    name: (type_identifier) @name
    type: (struct_type (field_declaration_list) @body))
  .) @definition.struct

(type_declaration
  .
  (type_spec name: (type_identifier) @name type: (interface_type) @body)
  .) @definition.interface

(type_declaration . (_ name: (type_identifier) @name) .) @definition.type

(type_spec
  name: (type_identifier) @name
  type: (struct_type (field_declaration_list) @body)) @definition.struct

(type_spec name: (type_identifier) @name type: (interface_type) @body) @definition.interface

(type_spec name: (type_identifier) @name) @definition.type

(type_alias name: (type_identifier) @name) @definition.type

(field_declaration name: (field_identifier) @name) @definition.field

(method_elem name: (field_identifier) @name) @definition.method

; The package's constants and variables.

(source_file
  (const_declaration . (const_spec (identifier) @name) .) @definition.constant
  (#not-eq? @name "_"))

(source_file
  (const_declaration (const_spec (identifier) @name) @definition.constant)
  (#not-eq? @name "_"))

(source_file
  (var_declaration . (var_spec name: (identifier) @name) .) @definition.variable
  (#not-eq? @name "_"))

(source_file
  (var_declaration
    (var_spec_list (var_spec name: (identifier) @name) @definition.variable))
  (#not-eq? @name "_"))

; References.

(call_expression
  function: [
    (identifier) @reference.call
    (selector_expression field: (field_identifier) @reference.call)
    (parenthesized_expression (identifier) @reference.call)
  ])

(type_instantiation_expression type: (type_identifier) @reference.call)

(composite_literal
  type: [
    (type_identifier) @reference.class
    (qualified_type name: (type_identifier) @reference.class)
    (generic_type type: (type_identifier) @reference.class)
    (generic_type type: (qualified_type name: (type_identifier) @reference.class))
  ])

(type_identifier) @reference.type

(_expression/identifier) @reference.value

(selector_expression field: (field_identifier) @reference.value)

(keyed_element . (literal_element (identifier) @reference.value))
