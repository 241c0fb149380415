; GoogleTest: TEST(Suite, Name), TEST_F, TEST_P, TYPED_TEST; Boost: BOOST_AUTO_TEST_CASE(name). The
; grammar reads them as functions whose parameters are types.
(function_definition
  !type
  declarator: (function_declarator
    declarator: (identifier) @_macro
    parameters: (parameter_list
      (parameter_declaration type: (type_identifier) @name !declarator) .))
  (#match? @_macro "^(TEST|TEST_F|TEST_P|TYPED_TEST|TYPED_TEST_P|GTEST_TEST)$")) @test

(function_definition
  !type
  declarator: (function_declarator
    declarator: (identifier) @_macro
    parameters: (parameter_list
      .
      (parameter_declaration type: (type_identifier) @name !declarator)))
  (#match? @_macro "^BOOST_([A-Z]+_)*TEST_CASE")) @test

; GoogleTest's fixtures, CppUnit's and Qt's classes of tests.
(class_specifier
  name: (type_identifier) @name
  (base_class_clause) @_bases
  (#match? @_bases "[Tt]est|TestFixture|TestWithParam|TestCase")) @suite

(struct_specifier
  name: (type_identifier) @name
  (base_class_clause) @_bases
  (#match? @_bases "[Tt]est|TestFixture|TestWithParam|TestCase")) @suite

; Catch2 and doctest: TEST_CASE("name", "[tag]") {}. The macro is a call to the grammar, and the
; braces behind it stand on their own: they are the test.
((expression_statement
    (call_expression
      function: (identifier) @_macro
      arguments: (argument_list . (identifier)? . (string_literal (string_content) @name))))
  .
  (compound_statement) @test
  (#match? @_macro "^(SCENARIO|([A-Z]+_)*TEST_CASE)(_[A-Z]+)*$"))

((expression_statement
    (call_expression
      function: (identifier) @_macro
      arguments: (argument_list . (identifier)? . (string_literal (string_content) @name))))
  .
  (compound_statement) @suite
  (#eq? @_macro "TEST_SUITE"))
