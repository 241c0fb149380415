; Documentation comments before what they document. Of line comments the last is
; captured, since ordinary comments before the first would spoil a run of them:
; those right above that begin with the same mark belong to it.

((comment) @doc
  .
  [
    (function_declaration)
    (protocol_function_declaration)
    (init_declaration)
    (deinit_declaration)
    (subscript_declaration)
    (property_declaration)
    (protocol_property_declaration)
    (class_declaration)
    (protocol_declaration)
    (typealias_declaration)
    (associatedtype_declaration)
    (enum_entry)
    (operator_declaration)
    (precedence_group_declaration)
    (macro_declaration)
  ] @documented
  (#match? @doc "^///"))

((multiline_comment) @doc
  .
  [
    (function_declaration)
    (protocol_function_declaration)
    (init_declaration)
    (deinit_declaration)
    (subscript_declaration)
    (property_declaration)
    (protocol_property_declaration)
    (class_declaration)
    (protocol_declaration)
    (typealias_declaration)
    (associatedtype_declaration)
    (enum_entry)
    (operator_declaration)
    (precedence_group_declaration)
    (macro_declaration)
  ] @documented
  (#match? @doc "^/[*][*]"))
