; import os.path
; import numpy as np

(import_statement name: (dotted_name) @import.module) @import

(import_statement
  name: (aliased_import
    name: (dotted_name) @import.module
    alias: (identifier) @import.alias)) @import

; from .package import name, other as alias

(import_from_statement
  module_name: (_) @import.module
  name: (dotted_name) @import.name) @import

(import_from_statement
  module_name: (_) @import.module
  name: (aliased_import
    name: (dotted_name) @import.name
    alias: (identifier) @import.alias)) @import

(import_from_statement
  module_name: (_) @import.module
  (wildcard_import) @import.wildcard) @import

; from __future__ import annotations

(future_import_statement
  "__future__" @import.module
  name: (dotted_name) @import.name) @import

; importlib.import_module("name")

(call
  function: [
    (identifier) @_import
    (attribute attribute: (identifier) @_import)
  ]
  arguments: (argument_list . (string (string_content) @import.module))
  (#any-of? @_import "__import__" "import_module" "importorskip")) @import
