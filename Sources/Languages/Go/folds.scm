[
  (block)
  (field_declaration_list)
  (interface_type)
  (literal_value)
  (argument_list)
  (parameter_list)
  (expression_switch_statement)
  (type_switch_statement)
  (select_statement)
  (expression_case)
  (type_case)
  (communication_case)
  (default_case)
  (var_spec_list)
  (const_declaration "(")
  (type_declaration "(")
  (raw_string_literal)
] @fold

(comment) @fold.comment

(import_declaration) @fold.imports
