; What types add.

(abstract_class_declaration body: (_) @body) @class
(variable_declarator name: (_) @target type: (_)? @type value: (_)? @value) @declare
(required_parameter pattern: (_) @target type: (_)? @type value: (_)? @value) @declare
(optional_parameter pattern: (_) @target type: (_)? @type) @declare
(function_declaration return_type: (_) @type)
(method_definition return_type: (_) @type)
(as_expression (_) @operand) @expression
(non_null_expression (_) @operand) @expression
