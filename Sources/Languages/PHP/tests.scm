; PHPUnit: a method by its name, by an attribute, or by its comment. The attribute is looked for in
; the first places, since a search among any number of them takes its time with each.
(class_declaration
  (base_clause . (_) @_base)
  body: (declaration_list (method_declaration name: (name) @name) @test)
  (#match? @_base "(TestCase|Test)$")
  (#match? @name "^test"))

([
    (method_declaration
      attributes: (attribute_list . (attribute_group . (attribute . (_) @_attribute)))
      name: (name) @name)
    (method_declaration
      attributes: (attribute_list . (attribute_group . (_) . (attribute . (_) @_attribute)))
      name: (name) @name)
    (method_declaration
      attributes: (attribute_list . (_) . (attribute_group . (attribute . (_) @_attribute)))
      name: (name) @name)
    (method_declaration
      attributes: (attribute_list . (_) . (_) . (attribute_group . (attribute . (_) @_attribute)))
      name: (name) @name)
  ] @test
  (#match? @_attribute "(^|\\\\)Test$"))

((comment) @_comment
  .
  (method_declaration name: (name) @name) @test
  (#match? @_comment "@test($|[^A-Za-z])"))

(class_declaration
  name: (name) @name
  (base_clause . (_) @_base)
  (#match? @_base "(TestCase|Test)$")) @suite

; Pest, and Codeception's specs.
((function_call_expression
    function: (name) @_test
    arguments: (arguments
      .
      (argument
        [
          (string (string_content) @name)
          (encapsed_string . (string_content) @name)
        ])))
  @test
  (#any-of? @_test "it" "test" "todo" "arch"))

((function_call_expression
    function: (name) @_suite
    arguments: (arguments
      .
      (argument
        [
          (string (string_content) @name)
          (encapsed_string . (string_content) @name)
        ])))
  @suite
  (#eq? @_suite "describe"))
