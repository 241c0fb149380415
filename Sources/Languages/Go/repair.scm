; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(block (_) @statement) @block
(expression_case value: (_) @condition)
(function_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(function_declaration result: (_) @type)
(method_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(method_declaration result: (_) @type)
(func_literal body: (_) @body) @function

(if_statement condition: (_) @condition consequence: (_) @body) @branch
(if_statement alternative: (if_statement) @alternative)
(if_statement alternative: (block) @alternative)
(for_statement (for_clause) body: (_) @body) @count
(for_clause condition: (_) @condition)
(for_statement (range_clause left: (_)? @target right: (_) @iterated) body: (_) @body) @each
(for_statement . (_expression) @condition body: (_) @body) @while
(for_statement body: (_) @body) @while

(return_statement (expression_list . (_) @value .)) @return
(return_statement) @return
(break_statement) @break
(continue_statement) @continue
(assignment_statement
  left: (expression_list . (_) @target .)
  operator: "="
  right: (expression_list . (_) @value .)) @assign
(assignment_statement left: (_) @target operator: "=" right: (_) @value) @assign
(assignment_statement
  left: (expression_list . (_) @target .) operator: _ @operator
  right: (expression_list . (_) @value .)) @update
(short_var_declaration
  left: (expression_list . (_) @target .) right: (expression_list . (_) @value .)) @declare
(short_var_declaration left: (_) @target right: (_) @value) @declare
(var_spec name: (_) @target type: (_)? @type value: (expression_list . (_) @value .)) @declare
(var_spec name: (_) @target type: (_) @type) @declare
(inc_statement (_) @target "++" @operator) @step
(dec_statement (_) @target "--" @operator) @step
(expression_statement (call_expression) @value) @action
(parameter_list (_) @parameter)
(parameter_declaration name: (_) @target type: (_) @type) @declare

; Expressions.

(binary_expression left: (_) @left operator: ["&&" "||"] @operator right: (_) @right) @logic
(binary_expression
  left: (_) @left operator: ["<" "<=" ">" ">=" "==" "!="] @operator right: (_) @right) @comparison
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(unary_expression operator: "!" operand: (_) @operand) @not
(unary_expression operator: "-" operand: (_) @operand) @negative
(unary_expression) @expression
(parenthesized_expression (_) @operand) @group
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(type_conversion_expression operand: (_) @argument) @call
(argument_list (_) @argument)
(variadic_argument (_) @operand) @spread
(selector_expression operand: (_) @object field: (_) @member) @access
(index_expression operand: (_) @object index: (_) @index) @element
(slice_expression operand: (_) @object) @expression
(slice_expression start: (_) @bound)
(slice_expression end: (_) @bound)
(type_assertion_expression operand: (_) @operand) @expression
(composite_literal body: (literal_value (literal_element (_) @item))) @list
(composite_literal) @list
(keyed_element value: (literal_element (_) @value))
(expression_list (_) @item (_)) @tuple

; Values.

[(int_literal) (float_literal)] @number
[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @text
[(true) (false)] @boolean
(nil) @null
