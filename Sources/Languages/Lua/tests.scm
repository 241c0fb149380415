; busted: describe("…", function() … end), it("…", …).
((function_call
    name: (identifier) @_suite
    arguments: (arguments . (string content: (_) @name) . (function_definition))) @suite
  (#any-of? @_suite "describe" "context" "insulate" "expose"))

((function_call
    name: (identifier) @_test
    arguments: (arguments . (string content: (_) @name))) @test
  (#any-of? @_test "it" "spec" "test" "pending"))

; luaunit: functions, and methods of tables, by their names.
(function_declaration
  name: (identifier) @name
  (#match? @name "^[Tt]est[_A-Z0-9]")) @test

(function_declaration
  name: [
    (dot_index_expression table: (identifier) @_suite field: (identifier) @name)
    (method_index_expression table: (identifier) @_suite method: (identifier) @name)
  ]
  (#match? @_suite "^[Tt]est")
  (#match? @name "^[Tt]est[_A-Z0-9]")) @test

(chunk
  (assignment_statement
    (variable_list . name: (identifier) @name .)
    (expression_list . value: (table_constructor) .)) @suite
  (#match? @name "^Test"))
