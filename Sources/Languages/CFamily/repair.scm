; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(compound_statement (_) @statement) @block
(case_statement value: (_) @condition)
(case_statement [(expression_statement) (break_statement) (return_statement)] @statement) @block
(function_definition
  type: (_) @type
  declarator: (function_declarator declarator: (_) @name parameters: (_) @parameters)
  body: (_) @body) @function
(function_definition body: (_) @body) @function

(if_statement condition: (_) @condition consequence: (_) @body) @branch
(else_clause (if_statement) @alternative)
(else_clause (compound_statement) @body)
(while_statement condition: (_) @condition body: (_) @body) @while
(do_statement body: (_) @body condition: (_) @condition) @while
(for_statement body: (_) @body) @count
(for_statement condition: (_) @condition)
(for_statement update: (_) @value)

(return_statement (_)? @value) @return
(break_statement) @break
(continue_statement) @continue
(expression_statement
  (assignment_expression left: (_) @target operator: "=" right: (_) @value)) @assign
(expression_statement
  (assignment_expression left: (_) @target operator: _ @operator right: (_) @value)) @update
(assignment_expression left: (_) @target right: (_) @value)
(update_expression operator: _ @operator) @step
(expression_statement (call_expression) @value) @action
(declaration
  type: (_) @type
  declarator: (init_declarator declarator: (_) @target value: (_) @value)) @declare
(init_declarator declarator: (_) @target value: (_) @value) @declare
(declaration type: (_) @type declarator: (identifier) @target) @declare
(parameter_list (_) @parameter)
(parameter_declaration type: (_) @type declarator: (_) @target) @declare

; Expressions.

(binary_expression left: (_) @left operator: ["&&" "||"] @operator right: (_) @right) @logic
(binary_expression
  left: (_) @left operator: ["<" "<=" ">" ">=" "==" "!="] @operator right: (_) @right) @comparison
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(unary_expression operator: "!" argument: (_) @operand) @not
(unary_expression operator: "-" argument: (_) @operand) @negative
(unary_expression) @expression
(conditional_expression
  condition: (_) @condition
  consequence: (_) @consequence
  alternative: (_) @alternative) @conditional
(parenthesized_expression (_) @operand) @group
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(argument_list (_) @argument)
(field_expression argument: (_) @object field: (_) @member) @access
(pointer_expression) @expression
(cast_expression value: (_) @value) @expression
(initializer_list (_) @item) @list
(sizeof_expression) @expression

; Values.

(number_literal) @number
[(string_literal) (char_literal)] @text
[(true) (false)] @boolean
(null) @null
