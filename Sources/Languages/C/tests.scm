; cmocka, Unity, libcheck without its macros: a function that says so in its name.
(function_definition
  declarator: (function_declarator declarator: (identifier) @name)
  (#match? @name "^test(_|[A-Z0-9])")) @test

; KUnit: the argument says so.
(function_definition
  declarator: (function_declarator
    declarator: (identifier) @name
    parameters: (parameter_list
      .
      (parameter_declaration type: (struct_specifier name: (type_identifier) @_context))
      .))
  (#eq? @_context "kunit")
  (#not-match? @name "^test(_|[A-Z0-9])")) @test

; check: START_TEST(name) { … } END_TEST. The grammar reads the second of two such tests as a
; function that is called START_TEST.
(function_definition
  type: (type_identifier) @_macro
  declarator: (parenthesized_declarator (identifier) @name)
  (#eq? @_macro "START_TEST")) @test

; Criterion and Unity's fixtures: Test(suite, name), TEST(group, name).
(function_definition
  declarator: (function_declarator
    declarator: (identifier) @_macro
    parameters: (parameter_list
      (parameter_declaration type: (type_identifier) @name) .))
  (#any-of? @_macro "START_TEST" "TEST" "TEST_F" "Test" "ParameterizedTest")) @test
