; Of all patterns that match one name the first counts.

[
  (translation_unit)
  (namespace_definition)
  (class_specifier body: (_))
  (struct_specifier body: (_))
  (union_specifier body: (_))
  (template_declaration)
  (function_definition)
  (lambda_expression)
  (compound_statement)
  (for_statement)
  (for_range_loop)
  (if_statement)
  (while_statement)
  (switch_statement)
  (catch_clause)
  (requires_expression)
] @scope

; Functions, and macros that look like them. A field is bound to its class and read through an
; object or by its plain name: that is more than syntax can tell, so it is no local.
(function_declarator declarator: (identifier) @local.function)

(function_declarator declarator: (template_function name: (identifier) @local.function))

(function_declarator declarator: (parenthesized_declarator (identifier) @local.function))

(preproc_function_def name: (identifier) @local.function)

(preproc_params (identifier) @local.parameter)

; Parameters.
[
  (parameter_declaration
    declarator: [
      (identifier) @local.parameter
      (_ !parameters (identifier) @local.parameter)
      (_ !parameters (_ !parameters (identifier) @local.parameter))
      (_ !parameters (_ !parameters (_ !parameters (identifier) @local.parameter)))
      (_ declarator: (parenthesized_declarator (_ declarator: (identifier) @local.parameter)))
    ])
  (optional_parameter_declaration
    declarator: [
      (identifier) @local.parameter
      (_ !parameters (identifier) @local.parameter)
      (_ !parameters (_ !parameters (identifier) @local.parameter))
    ])
  (variadic_declarator (identifier) @local.parameter)
]

(template_parameter_list
  [
    (type_parameter_declaration (type_identifier) @local.type)
    (variadic_type_parameter_declaration (type_identifier) @local.type)
    (optional_type_parameter_declaration name: (type_identifier) @local.type)
    (template_template_parameter_declaration
      (type_parameter_declaration (type_identifier) @local.type))
  ])

; Variables.
(declaration
  declarator: [
    (identifier) @local.variable
    (_ !parameters !value (identifier) @local.variable)
    (_ !parameters !value (_ !parameters (identifier) @local.variable))
    (_ declarator: (identifier) @local.variable !parameters)
    (_ declarator: (_ !parameters (identifier) @local.variable) !parameters)
    (_ declarator: (_ !parameters (_ !parameters (identifier) @local.variable)) !parameters)
    (_ declarator: (parenthesized_declarator (_ declarator: (identifier) @local.variable)))
    (_
      declarator: (_
        declarator: (parenthesized_declarator (_ declarator: (identifier) @local.variable))))
  ])

(for_range_loop
  declarator: [
    (identifier) @local.variable
    (_ (identifier) @local.variable)
  ])

(structured_binding_declarator (identifier) @local.variable)

(lambda_capture_initializer left: (identifier) @local.variable)

(enumerator name: (identifier) @local.variable)

(preproc_def name: (identifier) @local.variable)

; Types and namespaces.
(class_specifier name: (type_identifier) @local.type body: (_))

(struct_specifier name: (type_identifier) @local.type body: (_))

(union_specifier name: (type_identifier) @local.type body: (_))

(enum_specifier name: (type_identifier) @local.type body: (_))

(alias_declaration name: (type_identifier) @local.type)

(concept_definition name: (identifier) @local.type)

(namespace_definition name: (namespace_identifier) @local.type)

(namespace_alias_definition name: (namespace_identifier) @local.type)

(type_definition
  declarator: [
    (type_identifier) @local.type
    (_ (type_identifier) @local.type)
    (_ (_ (type_identifier) @local.type))
    (_ declarator: (parenthesized_declarator (_ declarator: (type_identifier) @local.type)))
  ])

((using_declaration (qualified_identifier name: (identifier) @local.variable)) @_using
  (#not-match? @_using "^using[ \t\r\n]+namespace"))

; Reads and writes. What stands behind "::" is looked up elsewhere.
(expression/identifier) @use

[
  (preproc_ifdef name: (identifier) @use)
  (preproc_elifdef name: (identifier) @use)
  (preproc_if
    condition: [
      (identifier) @use
      (_ (identifier) @use)
      (_ (_ (identifier) @use))
      (_ (_ (_ (identifier) @use)))
    ])
  (preproc_elif
    condition: [
      (identifier) @use
      (_ (identifier) @use)
      (_ (_ (identifier) @use))
      (_ (_ (_ (identifier) @use)))
    ])
  (preproc_defined (identifier) @use)
  (concatenated_string (identifier) @use)
  (lambda_capture_specifier (identifier) @use)
  (template_function name: (identifier) @use)
]

(type_identifier) @use

(qualified_identifier scope: (namespace_identifier) @use)
