; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(block (_) @statement) @block
(constructor_body (_) @statement) @block
(switch_block_statement_group (statement) @statement) @block
(method_declaration
  type: (_) @type name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(constructor_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(lambda_expression body: (block) @body) @function
(lambda_expression body: (_) @value) @lambda
(class_declaration body: (_) @body) @class

(if_statement condition: (_) @condition consequence: (_) @body) @branch
(if_statement alternative: (_) @alternative)
(while_statement condition: (_) @condition body: (_) @body) @while
(do_statement body: (_) @body condition: (_) @condition) @while
(enhanced_for_statement
  type: (_) @type name: (_) @target value: (_) @iterated body: (_) @body) @each
(for_statement body: (_) @body) @count
(for_statement condition: (_) @condition)
(for_statement update: (_) @value)
(try_statement body: (_) @body) @try
(catch_type (_) @type)

(return_statement (_)? @value) @return
(throw_statement (_) @value) @throw
(break_statement) @break
(continue_statement) @continue
(expression_statement
  (assignment_expression left: (_) @target operator: "=" right: (_) @value)) @assign
(expression_statement
  (assignment_expression left: (_) @target operator: _ @operator right: (_) @value)) @update
(assignment_expression left: (_) @target right: (_) @value)
(update_expression ["++" "--"] @operator) @step
(expression_statement (method_invocation) @value) @action
(local_variable_declaration
  type: (_) @type declarator: (variable_declarator name: (_) @target value: (_)? @value)) @declare
(field_declaration
  type: (_) @type declarator: (variable_declarator name: (_) @target value: (_)? @value)) @declare
(formal_parameters (_) @parameter)
(formal_parameter type: (_) @type name: (_) @target) @declare

; Expressions.

(binary_expression left: (_) @left operator: ["&&" "||"] @operator right: (_) @right) @logic
(binary_expression
  left: (_) @left operator: ["<" "<=" ">" ">=" "==" "!="] @operator right: (_) @right) @comparison
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(unary_expression operator: "!" operand: (_) @operand) @not
(unary_expression operator: "-" operand: (_) @operand) @negative
(ternary_expression
  condition: (_) @condition
  consequence: (_) @consequence
  alternative: (_) @alternative) @conditional
(parenthesized_expression (_) @operand) @group
(method_invocation object: (_) @object name: (_) @callee arguments: (_) @arguments) @call
(method_invocation name: (_) @callee arguments: (_) @arguments) @call
(object_creation_expression type: (_) @type arguments: (_) @arguments) @call
(argument_list (_) @argument)
(field_access object: (_) @object field: (_) @member) @access
(array_access array: (_) @object index: (_) @index) @element
(cast_expression type: (_) @type value: (_) @value) @expression
(array_initializer (_) @item) @list
(array_creation_expression type: (_) @type) @expression
(instanceof_expression) @expression
[(this) (method_reference)] @expression

; Values.

[(decimal_integer_literal) (decimal_floating_point_literal) (hex_integer_literal)] @number
[(string_literal) (character_literal)] @text
[(true) (false)] @boolean
(null_literal) @null
