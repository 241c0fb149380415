; Tests, benchmarks, fuzz tests and examples of the testing package.

(function_declaration
  name: (identifier) @name
  parameters: (parameter_list
    .
    (parameter_declaration
      type: (pointer_type (qualified_type name: (type_identifier) @_handle)))
    .)
  (#match? @name "^(Test|Benchmark|Fuzz)([^a-z]|$)")
  (#any-of? @_handle "T" "B" "F")) @test

(function_declaration
  name: (identifier) @name
  parameters: (parameter_list) @_parameters
  (#match? @name "^Example([^a-z]|$)")
  (#eq? @_parameters "()")) @test

; Methods of a testify suite, and the suite.

(method_declaration
  name: (field_identifier) @name
  parameters: (parameter_list) @_parameters
  (#match? @name "^Test([^a-z]|$)")
  (#eq? @_parameters "()")) @test

(type_declaration
  (type_spec
    name: (type_identifier) @name
    type: (struct_type
      (field_declaration_list
        (field_declaration !name type: (qualified_type name: (type_identifier) @_suite)))))
  (#eq? @_suite "Suite")) @suite

; t.Run("name", func …)

(call_expression
  function: (selector_expression field: (field_identifier) @_run)
  arguments: (argument_list
    .
    [
      (interpreted_string_literal . (interpreted_string_literal_content) @name .)
      (interpreted_string_literal (escape_sequence)) @name
      (raw_string_literal (raw_string_literal_content) @name)
    ]
    .
    (func_literal)
    .)
  (#eq? @_run "Run")) @test

; Ginkgo.

(call_expression
  function: (identifier) @_call
  arguments: (argument_list
    .
    (interpreted_string_literal (interpreted_string_literal_content) @name)
    (func_literal))
  (#any-of? @_call "It" "Specify" "FIt" "PIt")) @test

(call_expression
  function: (identifier) @_call
  arguments: (argument_list
    .
    (interpreted_string_literal (interpreted_string_literal_content) @name)
    (func_literal))
  (#any-of? @_call "Describe" "Context" "When" "DescribeTable")) @suite
