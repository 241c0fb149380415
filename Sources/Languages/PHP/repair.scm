; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(program (statement) @statement) @block
(compound_statement (_) @statement) @block
(case_statement value: (_) @condition)
(case_statement (statement) @statement) @block
(function_definition name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(function_definition return_type: (_) @type)
(method_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(anonymous_function body: (_) @body) @function
(arrow_function body: (_) @value) @lambda
(class_declaration body: (_) @body) @class

(if_statement condition: (_) @condition body: (_) @body) @branch
(if_statement alternative: (_) @alternative)
(else_if_clause condition: (_) @condition body: (_) @body) @branch
(else_clause body: (_) @body)
(while_statement condition: (_) @condition body: (_) @body) @while
(do_statement body: (_) @body condition: (_) @condition) @while
(foreach_statement . (_) @iterated . (pair (_) (_) @target) body: (_) @body) @each
(foreach_statement . (_) @iterated . (_) @target body: (_) @body) @each
(for_statement body: (_) @body) @count
(for_statement condition: (_) @condition)
(for_statement update: (_) @value)
(try_statement body: (_) @body) @try
(catch_clause type: (_) @type)

(return_statement (_)? @value) @return
(break_statement) @break
(continue_statement) @continue
(expression_statement (assignment_expression left: (_) @target right: (_) @value)) @assign
(expression_statement
  (augmented_assignment_expression
    left: (_) @target operator: _ @operator right: (_) @value)) @update
(assignment_expression left: (_) @target right: (_) @value)
(update_expression operator: _ @operator) @step
(expression_statement (function_call_expression) @value) @action
(expression_statement (member_call_expression) @value) @action
(echo_statement (_) @value) @action
(formal_parameters (_) @parameter)
(simple_parameter type: (_) @type name: (_) @target) @declare

; Expressions.

(binary_expression
  left: (_) @left operator: ["&&" "||" "and" "or" "??"] @operator right: (_) @right) @logic
(binary_expression
  left: (_) @left
  operator: ["<" "<=" ">" ">=" "==" "!=" "===" "!=="] @operator
  right: (_) @right) @comparison
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(unary_op_expression operator: "!" argument: (_) @operand) @not
(unary_op_expression operator: "-" argument: (_) @operand) @negative
(conditional_expression
  condition: (_) @condition body: (_) @consequence alternative: (_) @alternative) @conditional
(parenthesized_expression (_) @operand) @group
(function_call_expression function: (_) @callee arguments: (_) @arguments) @call
(member_call_expression object: (_) @object name: (_) @callee arguments: (_) @arguments) @call
(scoped_call_expression name: (_) @callee arguments: (_) @arguments) @call
(arguments (argument (_) @argument))
(member_access_expression object: (_) @object name: (_) @member) @access
(subscript_expression . (_) @object (_) @index .) @element
(array_creation_expression (array_element_initializer . (_) @item .)) @list
(array_creation_expression) @list
(array_element_initializer (_) (_) @value)
(cast_expression value: (_) @value) @expression
(encapsed_string (variable_name)) @expression
(object_creation_expression) @expression
(variable_name) @name

; Values.

[(integer) (float)] @number
[(string) (encapsed_string)] @text
(boolean) @boolean
(null) @null
