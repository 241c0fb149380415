; Of all patterns that match one name the first counts. Methods and modules cut off the variables
; around them, blocks do not.

[
  (program)
  (module)
  (class)
  (singleton_class)
  (method)
  (singleton_method)
  (block)
  (do_block)
  (lambda)
] @scope

(method name: (identifier) @local.function)

(module name: (constant) @local.type)

(class name: (constant) @local.type)

; Parameters.
(array_pattern (splat_parameter name: (identifier) @local.variable))

(find_pattern (splat_parameter name: (identifier) @local.variable))

(hash_pattern (hash_splat_parameter name: (identifier) @local.variable))

[
  (method_parameters (identifier) @local.parameter)
  (lambda_parameters (identifier) @local.parameter)
  (block_parameters (identifier) @local.parameter)
  (destructured_parameter (identifier) @local.parameter)
  (optional_parameter name: (identifier) @local.parameter)
  (keyword_parameter name: (identifier) @local.parameter)
  (splat_parameter name: (identifier) @local.parameter)
  (hash_splat_parameter name: (identifier) @local.parameter)
  (block_parameter name: (identifier) @local.parameter)
]

; Variables and constants: each assignment may be the first. Patterns bind as well.
(assignment left: [(identifier) (constant)] @local.variable)

(operator_assignment left: [(identifier) (constant)] @local.variable)

[
  (left_assignment_list (identifier) @local.variable)
  (destructured_left_assignment (identifier) @local.variable)
  (rest_assignment (identifier) @local.variable)
  (for pattern: (identifier) @local.variable)
  (exception_variable (identifier) @local.variable)
  (in_clause pattern: (identifier) @local.variable)
  (array_pattern (identifier) @local.variable)
  (find_pattern (identifier) @local.variable)
  (as_pattern name: (identifier) @local.variable)
  (alternative_pattern (identifier) @local.variable)
  (parenthesized_pattern (identifier) @local.variable)
  (keyword_pattern value: (identifier) @local.variable)
  (keyword_pattern key: (hash_key_symbol) @local.variable !value)
]

; Reads. A name alone may be a variable or a call without arguments.
(_primary/identifier) @use

(operator_assignment left: (identifier) @use)

(variable_reference_pattern name: (identifier) @use)

(when pattern: (pattern (identifier) @use))

(call !receiver method: (identifier) @use)

(constant) @use
