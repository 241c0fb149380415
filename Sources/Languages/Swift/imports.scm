; import struct Module.Name

(import_declaration
  ["typealias" "struct" "class" "enum" "protocol" "let" "var" "func"]
  (identifier . (simple_identifier) @import.module . (simple_identifier) @import.name .)) @import

; import Module; import Module.Submodule. Everything in it is found by its bare name.

(import_declaration (identifier) @import.module @import.wildcard) @import
