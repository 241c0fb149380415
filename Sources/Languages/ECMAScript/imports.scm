; import "module"

(import_statement
  .
  source: (string (string_fragment) @import.module)) @import

; import name, { other as alias } from "module"

(import_statement
  (import_clause (identifier) @import.alias)
  source: (string (string_fragment) @import.module)) @import

(import_statement
  (import_clause
    (named_imports
      (import_specifier
        name: (_) @import.name
        alias: (identifier)? @import.alias)))
  source: (string (string_fragment) @import.module)) @import

; import * as name from "module"

(import_statement
  (import_clause (namespace_import "*" @import.wildcard (identifier) @import.alias))
  source: (string (string_fragment) @import.module)) @import

; export { name as alias } from "module"; export * from "module"

(export_statement
  (export_clause
    (export_specifier
      name: (_) @import.name
      alias: (_)? @import.alias))
  source: (string (string_fragment) @import.module)) @import

(export_statement
  (namespace_export "*" @import.wildcard (_) @import.alias)
  source: (string (string_fragment) @import.module)) @import

(export_statement
  "*" @import.wildcard
  source: (string (string_fragment) @import.module)) @import

; const name = require("module"); const { name: alias } = require("module")

(variable_declarator
  name: (identifier) @import.alias
  value: (call_expression
    function: (identifier) @_require
    arguments: (arguments . (string (string_fragment) @import.module)))
  (#eq? @_require "require")) @import

(variable_declarator
  name: (object_pattern
    [
      (shorthand_property_identifier_pattern) @import.name
      (pair_pattern
        key: (property_identifier) @import.name
        value: (identifier) @import.alias)
    ])
  value: (call_expression
    function: (identifier) @_require
    arguments: (arguments . (string (string_fragment) @import.module)))
  (#eq? @_require "require")) @import

; Any other require("module") or import("module").

(call_expression
  function: (identifier) @_require
  arguments: (arguments . (string (string_fragment) @import.module))
  (#eq? @_require "require")) @import

(call_expression
  function: (import)
  arguments: (arguments . (string (string_fragment) @import.module))) @import
