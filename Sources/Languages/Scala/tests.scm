; test("name") { … }: munit, ScalaTest's FunSuite and FunSpec, ZIO Test, uTest.

(call_expression
  function: (call_expression
    function: (identifier) @_call
    arguments: (arguments
      .
      [
        (string) @name
        (_ value: (string) @name)
        (call_expression . (_ value: (string) @name))
      ]))
  (#any-of? @_call "test" "it" "they" "property" "scenario" "Scenario" "testM" "specify")) @test

(call_expression
  function: (call_expression
    function: (identifier) @_call
    arguments: (arguments . (string) @name))
  (#any-of? @_call "describe" "suite" "context" "feature" "Feature" "suiteM")) @suite

; "name" in { … }: ScalaTest's other styles and specs2. The name of a flat spec's
; test is what follows `should`.

(infix_expression
  left: (infix_expression
    operator: (identifier) @_verb
    right: (string) @name)
  operator: (identifier) @_in
  right: (_)
  (#any-of? @_verb "should" "must" "can" "will")
  (#any-of? @_in "in" "ignore" "is")) @test

(infix_expression
  left: (string) @name
  operator: (identifier) @_in
  right: (_)
  (#any-of? @_in "in" ">>" "ignore")) @test

(infix_expression
  left: (string) @name
  operator: (_) @_verb
  right: (block)
  (#any-of? @_verb "when" "should" "must" "can" "which" "that" "-")) @suite

; JUnit.

(function_definition
  (annotation
    name: [
      (type_identifier) @_test
      (stable_type_identifier (type_identifier) @_test .)
    ])
  name: (_) @name
  (#any-of? @_test "Test" "ParameterizedTest" "RepeatedTest" "TestFactory")) @test

(class_definition
  name: (_) @name
  body: (template_body
    (_
      (annotation
        name: [
          (type_identifier) @_test
          (stable_type_identifier (type_identifier) @_test .)
        ])
      "def"))
  (#any-of? @_test "Test" "ParameterizedTest" "RepeatedTest" "TestFactory")) @suite

; What extends a style of tests.

(class_definition
  name: (_) @name
  extend: (extends_clause type: (_) @_base)
  (#match? @_base "(Suite|Spec|SpecBase|Specification|TestCase|Properties|Checks)$")) @suite

(object_definition
  name: (_) @name
  extend: (extends_clause type: (_) @_base)
  (#match? @_base "(Suite|Suites|Spec|SpecDefault|Specification|TestSuite|Properties|Checks)$")) @suite
