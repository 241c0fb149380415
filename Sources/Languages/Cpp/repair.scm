; What is other in C, and what C does not have.

(condition_clause value: (_) @operand) @group
(subscript_expression
  argument: (_) @object indices: (subscript_argument_list . (_) @index .)) @element
(for_range_loop type: (_) @type declarator: (_) @target right: (_) @iterated body: (_) @body) @each
(try_statement body: (_) @body) @try
(lambda_expression body: (_) @body) @function
(throw_statement (_) @value) @throw
(qualified_identifier) @expression
(this) @expression
