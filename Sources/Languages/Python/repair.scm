; What the repair engine may change. A node that several patterns capture has the role that the
; first of them gives it.

; Statements, and what holds them.

(module (_) @statement) @block
(block (_) @statement) @block
(function_definition
  name: (_) @name
  parameters: (_) @parameters
  return_type: (_)? @type
  body: (block) @body) @function
(class_definition body: (block) @body) @class

(if_statement condition: (_) @condition consequence: (block) @body) @branch
(if_statement alternative: (_) @alternative)
(elif_clause condition: (_) @condition consequence: (block) @body) @branch
(else_clause body: (block) @body)
(while_statement condition: (_) @condition body: (block) @body) @while
(for_statement left: (_) @target right: (_) @iterated body: (block) @body) @each
(try_statement body: (block) @body) @try
(except_clause value: (_) @type)
(except_clause . (_) @type . (block))
(with_statement body: (block) @body)

(return_statement (_)? @value) @return
(raise_statement . (_)? @value) @throw
(expression_statement (assignment left: (_) @target right: (_) @value)) @assign
(expression_statement (assignment left: (_) @target type: (_) @type right: (_) @value)) @assign
(expression_statement
  (augmented_assignment left: (_) @target operator: _ @operator right: (_) @value)) @update
(assignment "=" @operator)
(expression_statement (call) @value) @action
(break_statement) @break
(continue_statement) @continue
(pass_statement) @pass
(assert_statement . (_) @condition) @assert
(named_expression name: (_) @target value: (_) @value)

; Parameters.

(parameters (_) @parameter)
(lambda_parameters (_) @parameter)
(typed_parameter . (_) @target type: (_) @type) @declare
(typed_default_parameter name: (_) @target type: (_) @type value: (_) @value) @declare
(default_parameter name: (_) @target value: (_) @value) @declare

; Expressions.

(comparison_operator . (_) @left . operators: _ @operator . (_) @right .) @comparison
(comparison_operator operators: _ @operator) @chain
(binary_operator left: (_) @left operator: _ @operator right: (_) @right) @arithmetic
(boolean_operator left: (_) @left operator: _ @operator right: (_) @right) @logic
(not_operator argument: (_) @operand) @not
(unary_operator operator: "-" argument: (_) @operand) @negative
(conditional_expression . (_) @consequence . (_) @condition . (_) @alternative .) @conditional
(parenthesized_expression (_) @operand) @group
(call function: (_) @callee arguments: (argument_list) @arguments) @call
(call function: (_) @callee arguments: (generator_expression) @argument) @call
(argument_list (_) @argument)
(keyword_argument value: (_) @value) @keyword
(list_splat (_) @operand) @spread
(dictionary_splat (_) @operand) @spread
(attribute object: (_) @object attribute: (_) @member) @access
(subscript value: (_) @object subscript: (_) @index) @element
(slice) @slice
(slice (_) @bound)
(lambda body: (_) @value) @lambda
(await (_) @operand) @await
(yield (_) @operand) @yield

(list (_) @item) @list
(set (_) @item) @set
(tuple (_) @item) @tuple
(expression_list (_) @item) @tuple
(pattern_list (_) @item) @tuple
(list) @list
(tuple) @tuple
(dictionary) @map
(pair key: (_) @key value: (_) @value)

(list_comprehension body: (_) @value) @comprehension
(generator_expression body: (_) @value) @comprehension
(set_comprehension body: (_) @value) @comprehension
(dictionary_comprehension) @comprehension
(for_in_clause left: (_) @target right: (_) @iterated) @each
(if_clause (_) @condition) @filter

; Values.

[(integer) (float)] @number
(expression_statement (string) @documentation)
[(string) (concatenated_string)] @text
[(true) (false)] @boolean
(none) @null
