; pytest: functions, and methods of classes, by their prefix.

(module
  [
    (function_definition name: (identifier) @name) @test
    (decorated_definition
      definition: (function_definition name: (identifier) @name)) @test
  ]
  (#match? @name "^test"))

(class_definition
  name: (identifier) @_suite
  body: (block
    [
      (function_definition name: (identifier) @name) @test
      (decorated_definition
        definition: (function_definition name: (identifier) @name)) @test
    ])
  (#match? @_suite "^Test")
  (#match? @name "^test"))

(decorated_definition
  definition: (class_definition name: (identifier) @name)
  (#match? @name "^Test")) @suite

(class_definition
  name: (identifier) @name
  (#match? @name "^Test")) @suite

; unittest: a class that extends a test case.

(class_definition
  superclasses: (argument_list [(identifier) (attribute)] @_base)
  body: (block
    [
      (function_definition name: (identifier) @name) @test
      (decorated_definition
        definition: (function_definition name: (identifier) @name)) @test
    ])
  (#match? @_base "Test(Case)?$")
  (#match? @name "^test"))

(decorated_definition
  definition: (class_definition
    name: (identifier) @name
    superclasses: (argument_list [(identifier) (attribute)] @_base))
  (#match? @_base "Test(Case)?$")) @suite

(class_definition
  name: (identifier) @name
  superclasses: (argument_list [(identifier) (attribute)] @_base)
  (#match? @_base "Test(Case)?$")) @suite
