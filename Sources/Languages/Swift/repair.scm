; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them. Patterns that name a condition and a body both take the most of a
; second to compile with this grammar.

(statements (_) @statement) @block
(function_declaration name: (_) @name)
(function_declaration body: (function_body (statements) @body)) @function
(init_declaration body: (function_body (statements) @body)) @function
(lambda_literal (statements) @body) @function
(class_declaration body: (_) @body) @class

(if_statement condition: (_) @condition)
(if_statement "{" . (statements) @body) @branch
(guard_statement condition: (_) @condition) @branch
(if_statement (else) (if_statement) @alternative)
(while_statement condition: (_) @condition)
(while_statement (statements) @body) @while
(repeat_while_statement (statements) @body condition: (_) @condition) @while
(for_statement item: (_) @target collection: (_) @iterated (statements) @body) @each
(where_clause (_) @condition)

(control_transfer_statement "return" result: (_)? @value) @return
(control_transfer_statement (throw_keyword) (_) @value) @throw
(control_transfer_statement "break") @break
(control_transfer_statement "continue") @continue
(assignment target: (_) @target operator: "=" result: (_) @value) @assign
(assignment target: (_) @target operator: _ @operator result: (_) @value) @update
(property_declaration
  name: (pattern) @target (type_annotation (_) @type)? value: (_) @value) @declare
(parameter name: (simple_identifier) @target type: (_) @type) @declare

; Expressions.

(conjunction_expression lhs: (_) @left op: _ @operator rhs: (_) @right) @logic
(disjunction_expression lhs: (_) @left op: _ @operator rhs: (_) @right) @logic
(comparison_expression lhs: (_) @left op: _ @operator rhs: (_) @right) @comparison
(equality_expression lhs: (_) @left op: _ @operator rhs: (_) @right) @comparison
(additive_expression lhs: (_) @left op: _ @operator rhs: (_) @right) @arithmetic
(multiplicative_expression lhs: (_) @left op: _ @operator rhs: (_) @right) @arithmetic
(bitwise_operation lhs: (_) @left op: _ @operator rhs: (_) @right) @arithmetic
(prefix_expression operation: (bang) target: (_) @operand) @not
(prefix_expression operation: "-" target: (_) @operand) @negative
(prefix_expression) @expression
(ternary_expression
  condition: (_) @condition if_true: (_) @consequence if_false: (_) @alternative) @conditional
(nil_coalescing_expression value: (_) @left if_nil: (_) @right) @expression
(range_expression start: (_) @left op: _ @operator end: (_) @right) @chain
(tuple_expression . value: (_) @operand .) @group
(tuple_expression value: (_) @item) @tuple
(call_expression
  .
  (_) @object
  (call_suffix (value_arguments . "[" . (value_argument value: (_) @index) .))) @element
(call_expression . (_) @callee (call_suffix (value_arguments) @arguments)) @call
(call_expression . (_) @callee (call_suffix (lambda_literal))) @call
(value_arguments (value_argument) @argument)
(value_argument value: (_) @value) @keyword
(navigation_expression target: (_) @object suffix: (navigation_suffix suffix: (_) @member)) @access
(await_expression expr: (_) @operand) @await
(try_expression expr: (_) @value) @expression
(array_literal element: (_) @item) @list
(array_literal) @list
(dictionary_literal) @map
(self_expression) @expression

; Values.

[(integer_literal) (real_literal)] @number
(line_string_literal) @text
(boolean_literal) @boolean
"nil" @null
