; The path in quotes is taken without them; the one in angle brackets keeps them, which tells the
; two search orders apart. A macro may stand for either.
(preproc_include path: (string_literal (string_content) @import.module)) @import

(preproc_include
  path: [
    (system_lib_string)
    (identifier)
    (call_expression)
  ] @import.module) @import

; Modules: import std.io; import :part; import <vector>;
(import_declaration
  [
    name: (_) @import.module
    partition: (_) @import.module
    header: (system_lib_string) @import.module
    header: (string_literal (string_content) @import.module)
  ]) @import

; using std::vector; using namespace std; namespace fs = std::filesystem;
(using_declaration
  "namespace" @import.wildcard
  [
    (identifier)
    (qualified_identifier)
  ] @import.module) @import

((using_declaration
    (qualified_identifier scope: (_) @import.module name: (identifier) @import.name)) @import
  (#not-match? @import "^using[ \t\r\n]+namespace"))

((using_declaration
    (qualified_identifier
      name: (qualified_identifier
        scope: (_) @import.module
        name: (identifier) @import.name))) @import
  (#not-match? @import "^using[ \t\r\n]+namespace"))

(namespace_alias_definition
  name: (namespace_identifier) @import.alias
  .
  "="
  .
  (_) @import.module) @import
