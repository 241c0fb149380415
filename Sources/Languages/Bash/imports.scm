; source lib.sh; . "$HERE/lib.sh": what stands behind the last expansion.
(command
  name: (command_name (word) @_source)
  .
  argument: [
    (word) @import.module
    (raw_string) @import.module
    (string (string_content) @import.module .)
    (concatenation
      [
        (word) @import.module
        (string (string_content) @import.module .)
      ]
      .)
  ]
  (#any-of? @_source "source" "." "load")) @import
