; Swift Testing: what has the attribute @Test, and the types with such functions.
; A function is known by its fields: see tags.scm.

([
  (class_body
    (_
      (modifiers (attribute (user_type (type_identifier) @_test)))
      name: (simple_identifier) @name
      body: (function_body)) @test)
  (source_file
    (_
      (modifiers (attribute (user_type (type_identifier) @_test)))
      name: (simple_identifier) @name
      body: (function_body)) @test)
]
  (#eq? @_test "Test"))

(class_declaration
  (modifiers (attribute (user_type (type_identifier) @_suite)))
  name: (type_identifier) @name
  (#eq? @_suite "Suite")) @suite

(class_declaration
  name: (type_identifier) @name
  body: (class_body
    (_ (modifiers (attribute (user_type (type_identifier) @_test))) body: (function_body)))
  (#eq? @_test "Test")) @suite

; XCTest: methods without parameters whose name starts with "test", in a class
; that extends a test case.

(class_declaration
  (inheritance_specifier inherits_from: (user_type (type_identifier) @_base))
  body: (class_body
    (_
      name: (simple_identifier) @name
      .
      [(throws) (function_body)]) @test)
  (#match? @_base "TestCase$")
  (#match? @name "^test"))

(class_declaration
  name: (type_identifier) @name
  (inheritance_specifier inherits_from: (user_type (type_identifier) @_base))
  (#match? @_base "TestCase$")) @suite
