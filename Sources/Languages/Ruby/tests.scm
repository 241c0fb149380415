; RSpec, and minitest's specs: a group or a test is a call with a block, and says what it is about.
(call
  method: (identifier) @_group
  arguments: (argument_list
    .
    [
      (string (string_content) @name)
      (simple_symbol) @name
      (constant) @name
      (scope_resolution) @name
    ])
  block: (_)
  (#any-of? @_group
    "describe" "context" "feature" "fdescribe" "fcontext" "xdescribe" "xcontext" "shared_examples"
    "shared_examples_for" "shared_context")) @suite

(call
  !receiver
  method: (identifier) @_test
  arguments: (argument_list . (string (string_content) @name))
  (#any-of? @_test
    "it" "specify" "example" "scenario" "test" "should" "fit" "xit" "its" "property")) @test

; A test without words goes by the word that makes it one.
(call
  !receiver
  !arguments
  method: (identifier) @name
  block: (_)
  (#any-of? @name "it" "specify" "example" "fit" "xit")) @test

; minitest and test-unit.
(class
  superclass: (superclass (_) @_base)
  body: (body_statement (method name: (identifier) @name) @test)
  (#match? @_base "(Test|TestCase|Case|Spec)$")
  (#match? @name "^test_"))

(class
  name: (_) @name
  superclass: (superclass (_) @_base)
  (#match? @_base "(Test|TestCase|Case|Spec)$")) @suite
