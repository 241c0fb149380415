; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(program (_) @statement) @block
(body_statement (_) @statement) @block
(block_body (_) @statement) @block
(then (_) @statement) @block
(do (_) @statement) @block
(else (_) @statement) @block
(method name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(method name: (_) @name body: (_) @body) @function
(singleton_method name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(class body: (_) @body) @class
(module body: (_) @body) @class

(if condition: (_) @condition consequence: (_) @body) @branch
(if alternative: (_) @alternative)
(elsif condition: (_) @condition consequence: (_) @body) @branch
(elsif alternative: (_) @alternative)
(unless condition: (_) @condition consequence: (_) @body) @branch
(if_modifier body: (_) @body condition: (_) @condition) @branch
(unless_modifier body: (_) @body condition: (_) @condition) @branch
(while condition: (_) @condition body: (_) @body) @while
(until condition: (_) @condition body: (_) @body) @while
(while_modifier condition: (_) @condition) @while
(for pattern: (_) @target value: (in (_) @iterated) body: (_) @body) @each
(begin (_) @statement (rescue)) @try
(rescue exceptions: (exceptions (_) @type))

(return (argument_list (_) @value)) @return
(return) @return
(break) @break
(next) @continue
(assignment left: (_) @target "=" @operator right: (_) @value) @assign
(operator_assignment left: (_) @target operator: _ @operator right: (_) @value) @update
(method_parameters (_) @parameter)
(optional_parameter name: (_) @target value: (_) @value) @declare

; Expressions.

(binary left: (_) @left operator: ["&&" "||" "and" "or"] @operator right: (_) @right) @logic
(binary
  left: (_) @left
  operator: ["<" "<=" ">" ">=" "==" "!=" "===" "=~"] @operator
  right: (_) @right) @comparison
(binary left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(unary operator: ["!" "not"] operand: (_) @operand) @not
(unary operator: "-" operand: (_) @operand) @negative
(conditional
  condition: (_) @condition
  consequence: (_) @consequence
  alternative: (_) @alternative) @conditional
(parenthesized_statements (_) @operand) @group
(call receiver: (_) @object method: (_) @member !arguments !block) @access
(call receiver: (_) @object method: (_) @callee arguments: (_) @arguments) @call
(call receiver: (_) @object method: (_) @callee) @call
(call method: (_) @callee arguments: (_) @arguments) @call
(argument_list (_) @argument)
(splat_argument (_) @operand) @spread
(element_reference object: (_) @object . (_) @index .) @element
(range operator: _ @operator) @chain
(range begin: (_) @bound)
(range end: (_) @bound)
(array (_) @item) @list
(array) @list
(hash) @map
(pair value: (_) @value)
(left_assignment_list (_) @item) @tuple
(right_assignment_list (_) @item) @tuple
(interpolation (_) @value)
[(self) (instance_variable)] @expression
(yield) @expression

; Values.

[(integer) (float)] @number
[(string) (simple_symbol)] @text
[(true) (false)] @boolean
(nil) @null
