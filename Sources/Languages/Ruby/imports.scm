; require 'json'; require_relative 'shop/item'; load 'tasks.rb'
(call
  !receiver
  method: (identifier) @_require
  arguments: (argument_list . (string . (string_content) @import.module .) .)
  (#any-of? @_require "require" "require_relative" "require_dependency" "load")) @import

; autoload :Parser, 'shop/parser'
(call
  method: (identifier) @_require
  arguments: (argument_list
    .
    (simple_symbol) @import.name
    .
    (string . (string_content) @import.module .))
  (#eq? @_require "autoload")) @import
