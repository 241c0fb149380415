; local json = require("cjson"); json = require "cjson"; M.json = require("cjson")
((variable_declaration
    (assignment_statement
      (variable_list . name: (identifier) @import.alias .)
      (expression_list
        .
        value: (function_call
          name: (identifier) @_require
          arguments: (arguments . (string content: (_) @import.module)))
        .))) @import
  (#eq? @_require "require"))

((chunk
    (assignment_statement
      (variable_list
        .
        name: [
          (identifier) @import.alias
          (_ field: (identifier) @import.alias)
        ]
        .)
      (expression_list
        .
        value: (function_call
          name: (identifier) @_require
          arguments: (arguments . (string content: (_) @import.module)))
        .)) @import)
  (#eq? @_require "require"))

; local open = require("shop").open
((variable_declaration
    (assignment_statement
      (variable_list . name: (identifier) @import.alias .)
      (expression_list
        .
        value: (dot_index_expression
          table: (function_call
            name: (identifier) @_require
            arguments: (arguments . (string content: (_) @import.module)))
          field: (identifier) @import.name)
        .))) @import
  (#eq? @_require "require"))

; Several at once: which name is which is not told.
((expression_list
    value: (function_call
      name: (identifier) @_require
      arguments: (arguments . (string content: (_) @import.module))) @import
    .
    (_))
  (#eq? @_require "require"))

((expression_list
    (_)
    .
    value: (function_call
      name: (identifier) @_require
      arguments: (arguments . (string content: (_) @import.module))) @import
    .)
  (#eq? @_require "require"))

((expression_list
    (_)
    .
    value: (dot_index_expression
      table: (function_call
        name: (identifier) @_require
        arguments: (arguments . (string content: (_) @import.module))) @import))
  (#eq? @_require "require"))

; Without a name.
([
    (chunk
      (function_call
        name: (identifier) @_require
        arguments: (arguments . (string content: (_) @import.module))) @import)
    (block
      (function_call
        name: (identifier) @_require
        arguments: (arguments . (string content: (_) @import.module))) @import)
    (function_call
      name: (_
        table: (function_call
          name: (identifier) @_require
          arguments: (arguments . (string content: (_) @import.module))) @import))
    (field
      value: (function_call
        name: (identifier) @_require
        arguments: (arguments . (string content: (_) @import.module))) @import)
    (return_statement
      (expression_list
        .
        (function_call
          name: (identifier) @_require
          arguments: (arguments . (string content: (_) @import.module))) @import
        .))
  ]
  (#any-of? @_require "require" "dofile" "loadfile"))

; pcall(require, "cjson")
(function_call
  name: (identifier) @_call
  arguments: (arguments
    .
    (identifier) @_require
    .
    (string content: (_) @import.module))
  (#any-of? @_call "pcall" "xpcall")
  (#eq? @_require "require")) @import
