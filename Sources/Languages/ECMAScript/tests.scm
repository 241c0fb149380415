; it("name", () => …) and its kin: Jest, Vitest, Mocha, node:test, Playwright, Deno.

(call_expression
  function: [
    (identifier) @_call
    (member_expression object: (identifier) @_call)
    (call_expression function: (identifier) @_call)
    (call_expression function: (member_expression object: (identifier) @_call))
  ]
  arguments: (arguments
    .
    [
      (string . (string_fragment) @name .)
      (string (escape_sequence)) @name
      (template_string) @name
    ])
  (#any-of? @_call "it" "test" "specify" "xit" "fit" "xtest" "Deno")) @test

(call_expression
  function: (member_expression
    object: (identifier) @_context
    property: (property_identifier) @_call)
  arguments: (arguments
    .
    [
      (string . (string_fragment) @name .)
      (string (escape_sequence)) @name
      (template_string) @name
    ])
  (#match? @_context "^(t|tap|QUnit)$")
  (#match? @_call "^test$")) @test

; describe("name", () => …)

(call_expression
  function: [
    (identifier) @_call
    (member_expression object: (identifier) @_call)
    (call_expression function: (member_expression object: (identifier) @_call))
  ]
  arguments: (arguments
    .
    [
      (string . (string_fragment) @name .)
      (string (escape_sequence)) @name
      (template_string) @name
    ])
  (#any-of? @_call "describe" "suite" "context" "xdescribe" "fdescribe")) @suite
