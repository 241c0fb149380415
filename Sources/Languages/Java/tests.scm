; JUnit 4 and 5, TestNG: an annotation on the method. It is looked for in the first places, since a
; search among any number of annotations takes its time with each of them.
(method_declaration
  [
    (modifiers . (_ name: (_) @_annotation))
    (modifiers . (_) . (_ name: (_) @_annotation))
    (modifiers . (_) . (_) . (_ name: (_) @_annotation))
    (modifiers . (_) . (_) . (_) . (_ name: (_) @_annotation))
  ]
  name: (identifier) @name
  (#match? @_annotation
    "(^|[.])(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Theory|Property)$")) @test

; JUnit 3: a test case class, methods by their names.
(class_declaration
  superclass: (superclass (_) @_base)
  body: (class_body (method_declaration name: (identifier) @name) @test)
  (#match? @_base "TestCase$")
  (#match? @name "^test"))

; A class is a suite when it says so, or holds a test.
(class_declaration
  [
    (modifiers . (_ name: (_) @_annotation))
    (modifiers . (_) . (_ name: (_) @_annotation))
    (modifiers . (_) . (_) . (_ name: (_) @_annotation))
  ]
  name: (identifier) @name
  (#match? @_annotation "(^|[.])(Nested|RunWith|ExtendWith|Suite|SpringBootTest)$")) @suite

(class_declaration
  name: (identifier) @name
  superclass: (superclass (_) @_base)
  (#match? @_base "TestCase$")) @suite

(class_declaration
  name: (identifier) @name
  body: (class_body (method_declaration (modifiers (_ name: (_) @_annotation))))
  (#match? @_annotation
    "(^|[.])(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Theory|Property)$"))
  @suite
