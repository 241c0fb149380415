[
  (translation_unit)
  (function_definition)
  (compound_statement)
  (for_statement)
  (struct_specifier body: (_))
  (union_specifier body: (_))
] @scope

; Functions, and macros that look like them.
(function_declarator declarator: (identifier) @local.function)

(function_declarator declarator: (parenthesized_declarator (identifier) @local.function))

(preproc_function_def name: (identifier) @local.function)

(preproc_params (identifier) @local.parameter)

; Parameters.
(parameter_declaration
  declarator: [
    (identifier) @local.parameter
    (_ !parameters declarator: (identifier) @local.parameter)
    (_ !parameters declarator: (_ !parameters declarator: (identifier) @local.parameter))
    (_
      !parameters
      declarator: (_
        !parameters
        declarator: (_ !parameters declarator: (identifier) @local.parameter)))
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator declarator: (identifier) @local.parameter)))
  ])

; Parameters of functions in the style before C89.
(parameter_list (identifier) @local.parameter)

; Variables.
(declaration
  declarator: [
    (identifier) @local.variable
    (parenthesized_declarator (identifier) @local.variable)
    (_ !parameters declarator: (identifier) @local.variable)
    (_ !parameters declarator: (_ !parameters declarator: (identifier) @local.variable))
    (_
      !parameters
      declarator: (_
        !parameters
        declarator: (_ !parameters declarator: (identifier) @local.variable)))
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator
          declarator: [
            (identifier) @local.variable
            (array_declarator declarator: (identifier) @local.variable)
          ])))
    (init_declarator
      declarator: (function_declarator
        declarator: (parenthesized_declarator
          (pointer_declarator
            declarator: [
              (identifier) @local.variable
              (array_declarator declarator: (identifier) @local.variable)
            ]))))
  ])

(enumerator name: (identifier) @local.variable)

(preproc_def name: (identifier) @local.variable)

; Types.
(struct_specifier name: (type_identifier) @local.type body: (_))

(union_specifier name: (type_identifier) @local.type body: (_))

(enum_specifier name: (type_identifier) @local.type body: (_))

(type_definition
  declarator: [
    (type_identifier) @local.type
    (_ declarator: (type_identifier) @local.type)
    (_ declarator: (_ declarator: (type_identifier) @local.type))
    (function_declarator
      declarator: (parenthesized_declarator
        (pointer_declarator declarator: (type_identifier) @local.type)))
  ])

; Reads and writes. A type name that a pattern above has claimed is no use.
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
  (macro_type_specifier name: (identifier) @use)
]

(type_identifier) @use
