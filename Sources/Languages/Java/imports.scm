; import a.b.C; import static a.b.C.max;
(import_declaration
  (scoped_identifier
    scope: (_) @import.module
    name: (identifier) @import.name)
  .) @import

; import a.b.*; import static a.b.C.*;
(import_declaration
  [
    (identifier)
    (scoped_identifier)
  ] @import.module
  (asterisk) @import.wildcard) @import

; import C;
(import_declaration (identifier) @import.module .) @import

; module-info.java
(requires_module_directive module: (_) @import.module) @import
