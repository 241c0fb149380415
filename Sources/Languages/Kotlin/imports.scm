; import path.*

(import_header (identifier) @import.module (wildcard_import) @import.wildcard) @import

; import path.name as alias; import path.name. The modules of one match make one
; path.

(import_header
  (identifier
    .
    (simple_identifier) @import.module
    ("." . (simple_identifier) @import.module)*
    .
    "."
    .
    (simple_identifier) @import.name
    .)
  (import_alias (type_identifier) @import.alias)) @import

(import_header
  (identifier
    .
    (simple_identifier) @import.module
    ("." . (simple_identifier) @import.module)*
    .
    "."
    .
    (simple_identifier) @import.name
    .)
  .) @import

(import_header (identifier . (simple_identifier) @import.module .) .) @import

; To the grammar comments behind the last import are a part of it.

(import_header
  (identifier
    .
    (simple_identifier) @import.module
    ("." . (simple_identifier) @import.module)*
    .
    "."
    .
    (simple_identifier) @import.name
    .)
  .
  [(line_comment) (multiline_comment)]) @import
