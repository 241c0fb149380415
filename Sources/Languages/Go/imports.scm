; import "path"; import name "path"; import _ "path"

(import_spec
  !name
  path: (_ [
    (interpreted_string_literal_content)
    (raw_string_literal_content)
  ] @import.module)) @import

(import_spec
  name: [(package_identifier) (blank_identifier)] @import.alias
  path: (_ [
    (interpreted_string_literal_content)
    (raw_string_literal_content)
  ] @import.module)) @import

; import . "path"

(import_spec
  name: (dot) @import.wildcard
  path: (_ [
    (interpreted_string_literal_content)
    (raw_string_literal_content)
  ] @import.module)) @import
