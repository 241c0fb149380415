; import path.name. The modules of one match make one path.

(import_declaration
  .
  (identifier) @import.module
  ("." . (identifier) @import.module)*
  .
  "."
  .
  (identifier) @import.name
  .) @import

(import_declaration . (identifier) @import.module .) @import

; import path.name as alias; import path.*

(import_declaration
  .
  (identifier) @import.module
  ("." . (identifier) @import.module)*
  .
  "."
  .
  [
    (as_renamed_identifier name: (_) @import.name alias: (_) @import.alias)
    (namespace_wildcard) @import.wildcard
  ]) @import

; import path.{name, name => alias, name as alias, *}

(import_declaration
  .
  (identifier) @import.module
  ("." . (identifier) @import.module)*
  .
  "."
  .
  (namespace_selectors
    [
      (identifier) @import.name
      (arrow_renamed_identifier name: (_) @import.name alias: (_) @import.alias)
      (as_renamed_identifier name: (_) @import.name alias: (_) @import.alias)
      (namespace_wildcard) @import.wildcard
    ])) @import

; export path.name, path.{…}

(export_declaration
  .
  (identifier) @import.module
  ("." . (identifier) @import.module)*
  .
  "."
  .
  [
    (identifier) @import.name
    (namespace_wildcard) @import.wildcard
    (namespace_selectors
      [
        (identifier) @import.name
        (arrow_renamed_identifier name: (_) @import.name alias: (_) @import.alias)
        (as_renamed_identifier name: (_) @import.name alias: (_) @import.alias)
        (namespace_wildcard) @import.wildcard
      ])
  ]
  .) @import
