; JUnit, kotlin.test and TestNG: functions with a test's annotation, and the
; classes that have some.

(function_declaration
  (modifiers
    (annotation
      [
        (user_type (type_identifier) @_test .)
        (constructor_invocation (user_type (type_identifier) @_test .))
      ]))
  (simple_identifier) @name
  (#any-of? @_test "Test" "ParameterizedTest" "RepeatedTest" "TestFactory" "Theory" "Property")) @test

(class_declaration
  (type_identifier) @name
  (class_body
    (_
      (modifiers
        (annotation
          [
            (user_type (type_identifier) @_test .)
            (constructor_invocation (user_type (type_identifier) @_test .))
          ]))
      (function_value_parameters)))
  (#any-of? @_test "Test" "ParameterizedTest" "RepeatedTest" "TestFactory" "Theory" "Property")) @suite

; Kotest: the specs, and the calls and strings that name tests in them.

(class_declaration
  (type_identifier) @name
  (delegation_specifier (constructor_invocation (user_type (type_identifier) @_spec)))
  (#match? @_spec "Spec$")) @suite

(call_expression
  .
  (simple_identifier) @_call
  (call_suffix
    (value_arguments . (value_argument (string_literal . (string_content) @name .)))
    (annotated_lambda))
  (#any-of? @_call "test" "it" "should" "expect" "scenario" "then" "xtest" "xit")) @test

(call_expression
  .
  (simple_identifier) @_call
  (call_suffix
    (value_arguments . (value_argument (string_literal . (string_content) @name .)))
    (annotated_lambda))
  (#any-of? @_call "context" "describe" "feature" "given" "xcontext" "xdescribe")) @suite

(call_expression
  .
  (string_literal . (string_content) @name .)
  (call_suffix (annotated_lambda))) @test
