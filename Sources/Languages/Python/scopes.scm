; Where names live. The name of a function or class stands inside the scope it
; opens, as its direct child, and is bound in the scope around it.

[
  (module)
  (function_definition)
  (class_definition)
  (lambda)
  (list_comprehension)
  (set_comprehension)
  (dictionary_comprehension)
  (generator_expression)
] @scope

(function_definition name: (identifier) @local.function)
(class_definition name: (identifier) @local.type)

; Parameters: plain, with a type, with a default, and gathered ones.

(parameter/identifier) @local.parameter
(typed_parameter . (identifier) @local.parameter)
(typed_parameter . (_ (identifier) @local.parameter))
(default_parameter name: (identifier) @local.parameter)
(typed_default_parameter name: (identifier) @local.parameter)
(parameters (_ . (identifier) @local.parameter .))
(lambda_parameters (_ . (identifier) @local.parameter .))

; Types.

(type_alias_statement left: (type [(identifier) @local.type (generic_type . (identifier) @local.type)]))
(function_definition type_parameters: (type_parameter (type (identifier) @local.type)))
(class_definition type_parameters: (type_parameter (type (identifier) @local.type)))

; Targets of assignments, loops, contexts, handlers, captures and imports.

(pattern/identifier) @local.variable
(list_splat_pattern (identifier) @local.variable)
(named_expression name: (identifier) @local.variable)
(as_pattern_target (identifier) @local.variable)
(case_pattern (dotted_name . (identifier) @local.variable .))
(case_pattern (as_pattern (identifier) @local.variable))
(splat_pattern (identifier) @local.variable)
(import_statement name: (dotted_name . (identifier) @local.variable))
(import_statement name: (aliased_import alias: (identifier) @local.variable))
(import_from_statement name: (dotted_name (identifier) @local.variable))
(import_from_statement name: (aliased_import alias: (identifier) @local.variable))

; Reads. What a pattern above has claimed is not one.

(primary_expression/identifier) @use
(augmented_assignment left: (identifier) @use)
(generic_type . (identifier) @use)
(member_type (type (identifier) @use))
(class_pattern (dotted_name . (identifier) @use))
(global_statement (identifier) @use)
(nonlocal_statement (identifier) @use)
