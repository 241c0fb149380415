; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(program (_) @statement) @block
(statement_block (_) @statement) @block
(switch_case value: (_) @condition)
(switch_case body: (_) @statement) @block
(switch_default body: (_) @statement) @block
(function_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(generator_function_declaration
  name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(method_definition name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(function_expression parameters: (_) @parameters body: (_) @body) @function
(arrow_function body: (statement_block) @body) @function
(arrow_function body: (_) @value) @lambda
(class_declaration body: (_) @body) @class

(if_statement condition: (_) @condition consequence: (_) @body) @branch
(if_statement alternative: (_) @alternative)
(else_clause (if_statement) @alternative)
(else_clause (statement_block) @body)
(while_statement condition: (_) @condition body: (_) @body) @while
(do_statement body: (_) @body condition: (_) @condition) @while
(for_in_statement left: (_) @target right: (_) @iterated body: (_) @body) @each
(for_statement body: (_) @body) @count
(for_statement condition: (_) @condition)
(for_statement increment: (_) @value)
(try_statement body: (_) @body) @try

(return_statement (_)? @value) @return
(throw_statement (_) @value) @throw
(break_statement) @break
(continue_statement) @continue
(expression_statement (assignment_expression left: (_) @target right: (_) @value)) @assign
(expression_statement
  (augmented_assignment_expression
    left: (_) @target operator: _ @operator right: (_) @value)) @update
(assignment_expression left: (_) @target right: (_) @value)
(augmented_assignment_expression left: (_) @target operator: _ @operator right: (_) @value) @update
(update_expression argument: (_) @target operator: _ @operator) @step
(expression_statement (call_expression) @value) @action
(formal_parameters (_) @parameter)
(assignment_pattern left: (_) @target right: (_) @value) @declare

; Expressions.

(binary_expression left: (_) @left operator: ["&&" "||" "??"] @operator right: (_) @right) @logic
(binary_expression
  left: (_) @left
  operator: ["<" "<=" ">" ">=" "==" "!=" "===" "!==" "in" "instanceof"] @operator
  right: (_) @right) @comparison
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(unary_expression operator: "!" argument: (_) @operand) @not
(unary_expression operator: "-" argument: (_) @operand) @negative
(unary_expression) @expression
(ternary_expression
  condition: (_) @condition
  consequence: (_) @consequence
  alternative: (_) @alternative) @conditional
(parenthesized_expression (_) @operand) @group
(call_expression function: (_) @callee arguments: (arguments) @arguments) @call
(new_expression constructor: (_) @callee arguments: (_) @arguments) @call
(arguments (_) @argument)
(spread_element (_) @operand) @spread
(member_expression object: (_) @object property: (_) @member) @access
(subscript_expression object: (_) @object index: (_) @index) @element
(await_expression (_) @operand) @await
(yield_expression (_) @operand) @yield
(array (_) @item) @list
(array_pattern (_) @item) @tuple
(array) @list
(object) @map
(pair value: (_) @value)
(template_string) @expression
(template_substitution (_) @value)

; Values.

(number) @number
(expression_statement (string) @documentation)
(string) @text
[(true) (false)] @boolean
[(null) (undefined)] @null
