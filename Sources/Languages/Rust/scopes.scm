; Where names live. The name of a function or type stands inside the scope it
; opens, as its direct child, and is bound in the scope around it. Members of
; implementations and traits are not found by their bare name: they bind none.

[
  (source_file)
  (mod_item)
  (function_item)
  (function_signature_item)
  (closure_expression)
  (block)
  (impl_item)
  (trait_item)
  (struct_item)
  (enum_item)
  (union_item)
  (type_item)
  (if_expression)
  (while_expression)
  (for_expression)
  (match_arm)
  (macro_rule)
] @scope

(source_file
  [
    (function_item name: (identifier) @local.function)
    (const_item name: (identifier) @local.variable)
    (static_item name: (identifier) @local.variable)
    (type_item name: (type_identifier) @local.type)
  ])
(mod_item
  body: (declaration_list
    [
      (function_item name: (identifier) @local.function)
      (const_item name: (identifier) @local.variable)
      (static_item name: (identifier) @local.variable)
      (type_item name: (type_identifier) @local.type)
    ]))
(block
  [
    (function_item name: (identifier) @local.function)
    (const_item name: (identifier) @local.variable)
    (static_item name: (identifier) @local.variable)
    (type_item name: (type_identifier) @local.type)
  ])
(foreign_mod_item
  body: (declaration_list
    [
      (function_signature_item name: (identifier) @local.function)
      (static_item name: (identifier) @local.variable)
    ]))
(macro_definition name: (identifier) @local.function)

; Types.

(struct_item name: (type_identifier) @local.type)
(enum_item name: (type_identifier) @local.type)
(union_item name: (type_identifier) @local.type)
(trait_item name: (type_identifier) @local.type)
(type_parameter name: (type_identifier) @local.type)

; Parameters.

(parameter pattern: (identifier) @local.parameter)
(parameter pattern: (mut_pattern (identifier) @local.parameter))
(closure_parameters (identifier) @local.parameter)
(self_parameter (self) @local.parameter)
(const_parameter name: (identifier) @local.parameter)
(token_binding_pattern name: (metavariable) @local.parameter)

; Variables: every name in a pattern, but for constants and variants, which are
; known by their spelling.

((_pattern/identifier) @local.variable
  (#match? @local.variable "^(r#)?[^A-Z]"))
(captured_pattern . (identifier) @local.variable)
(field_pattern name: (shorthand_field_identifier) @local.variable)
(mod_item name: (identifier) @local.variable)

; Imports.

(use_declaration
  argument: [
    (identifier) @local.variable
    (scoped_identifier name: (identifier) @local.variable)
  ])
(use_list
  [
    (identifier) @local.variable
    (scoped_identifier name: (identifier) @local.variable)
  ])
(use_as_clause alias: (identifier) @local.variable)
(extern_crate_declaration name: (identifier) @local.variable !alias)
(extern_crate_declaration alias: (identifier) @local.variable)

; Reads and writes. What a pattern above has claimed is neither.

(_expression/identifier) @use
(_pattern/identifier) @use
(_type/type_identifier) @use
(generic_type type: (type_identifier) @use)
(generic_function function: (identifier) @use)
(struct_expression name: (type_identifier) @use)
(struct_pattern type: (type_identifier) @use)
(tuple_struct_pattern type: (identifier) @use)
(impl_item trait: (type_identifier) @use)
(scoped_identifier path: (identifier) @use)
(scoped_type_identifier path: (identifier) @use)
(macro_invocation macro: (identifier) @use)
(shorthand_field_initializer (identifier) @use)
(token_tree (identifier) @use)
(metavariable) @use
(self) @use
