; import name = require("module"); import name = other.name

(import_statement
  (import_require_clause
    (identifier) @import.alias
    source: (string (string_fragment) @import.module))) @import

(import_alias
  .
  (identifier) @import.alias
  (_) @import.module) @import
