; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(chunk (_) @statement) @block
(block (_) @statement) @block
(function_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(function_definition parameters: (_) @parameters body: (_) @body) @function

(if_statement condition: (_) @condition consequence: (_) @body) @branch
(if_statement alternative: (_) @alternative)
(elseif_statement condition: (_) @condition consequence: (_) @body) @branch
(else_statement body: (_) @body)
(while_statement condition: (_) @condition body: (_) @body) @while
(repeat_statement body: (_) @body condition: (_) @condition) @while
(for_statement
  clause: (for_generic_clause (variable_list (_) @target) (expression_list (_) @iterated))
  body: (_) @body) @each
(for_statement clause: (for_numeric_clause name: (_) @target) body: (_) @body) @each
(for_numeric_clause start: (_) @bound end: (_) @bound step: (_)? @bound)

(return_statement (expression_list . (_) @value .)) @return
(return_statement) @return
(break_statement) @break
(assignment_statement
  (variable_list . (_) @target .) "=" @operator (expression_list . (_) @value .)) @assign
(assignment_statement (variable_list) @target (expression_list) @value) @assign
(variable_declaration
  (assignment_statement (variable_list . (_) @target .) (expression_list . (_) @value .))) @declare
(function_call) @call
(parameters (_) @parameter)

; Expressions.

(binary_expression left: (_) @left ["and" "or"] @operator right: (_) @right) @logic
(binary_expression
  left: (_) @left ["<" "<=" ">" ">=" "==" "~="] @operator right: (_) @right) @comparison
(binary_expression
  left: (_) @left
  ["+" "-" "*" "/" "//" "%" "^" ".." "&" "|" "<<" ">>"] @operator
  right: (_) @right) @arithmetic
(unary_expression "not" operand: (_) @operand) @not
(unary_expression "-" operand: (_) @operand) @negative
(unary_expression) @expression
(parenthesized_expression (_) @operand) @group
(function_call
  name: (method_index_expression table: (_) @object method: (_) @callee)
  arguments: (_) @arguments) @call
(function_call name: (_) @callee arguments: (_) @arguments) @call
(arguments (_) @argument)
(dot_index_expression table: (_) @object field: (_) @member) @access
(bracket_index_expression table: (_) @object field: (_) @index) @element
(table_constructor (field . value: (_) @item .)) @list
(table_constructor) @list
(field name: (_) value: (_) @value)
(expression_list (_) @item (_)) @tuple
(variable_list (_) @item (_)) @tuple

; Values.

(number) @number
(string) @text
[(true) (false)] @boolean
(nil) @null
