; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(block (_) @statement) @block
(function_item name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(function_item return_type: (_) @type)
(closure_expression body: (block) @body) @function
(closure_expression body: (_) @value) @lambda

(if_expression condition: (_) @condition consequence: (_) @body) @branch
(else_clause (if_expression) @alternative)
(else_clause (block) @body)
(while_expression condition: (_) @condition body: (_) @body) @while
(loop_expression body: (_) @body) @while
(for_expression pattern: (_) @target value: (_) @iterated body: (_) @body) @each
(match_arm value: (_) @value)
(match_pattern condition: (_) @condition)

(return_expression (_)? @value) @return
(break_expression) @break
(continue_expression) @continue
(assignment_expression left: (_) @target right: (_) @value) @assign
(compound_assignment_expr left: (_) @target operator: _ @operator right: (_) @value) @update
(let_declaration pattern: (_) @target type: (_)? @type value: (_)? @value) @declare
(expression_statement (call_expression) @value) @action
(parameters (_) @parameter)
(parameter pattern: (_) @target type: (_) @type) @declare

; Expressions.

(binary_expression left: (_) @left operator: ["&&" "||"] @operator right: (_) @right) @logic
(binary_expression
  left: (_) @left operator: ["<" "<=" ">" ">=" "==" "!="] @operator right: (_) @right) @comparison
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(unary_expression "!" (_) @operand) @not
(unary_expression "-" (_) @operand) @negative
(unary_expression (_) @operand) @expression
(parenthesized_expression (_) @operand) @group
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(arguments (_) @argument)
(field_expression value: (_) @object field: (_) @member) @access
(index_expression . (_) @object (_) @index .) @element
(range_expression [".." "..="] @operator) @chain
(range_expression (_) @bound)
(reference_expression value: (_) @value) @expression
(type_cast_expression value: (_) @value) @expression
(try_expression (_) @value) @expression
(await_expression (_) @operand) @await
(array_expression (_) @item) @list
(tuple_expression (_) @item) @tuple
(tuple_pattern (_) @item) @tuple
(macro_invocation) @expression
(scoped_identifier) @expression
(self) @expression
(field_initializer value: (_) @value)

; Values.

[(integer_literal) (float_literal)] @number
[(string_literal) (raw_string_literal) (char_literal)] @text
(boolean_literal) @boolean
