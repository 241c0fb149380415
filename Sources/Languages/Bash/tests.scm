; bats: @test "name" { … }. To the grammar it is a command; its commands follow as its siblings.
(command
  name: (command_name (word) @_test)
  .
  argument: [
    (string (string_content) @name)
    (raw_string) @name
    (word) @name
  ]
  (#eq? @_test "@test")) @test

; shunit2 and its kin: a function by its name.
(function_definition
  name: (word) @name
  (#match? @name "^test(_|[A-Z0-9])")) @test
