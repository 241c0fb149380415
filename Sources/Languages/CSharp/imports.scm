; using System.Linq; global using System;
((using_directive
    !name
    [
      (identifier)
      (qualified_name)
      (alias_qualified_name)
    ] @import.module) @import
  (#not-match? @import "^(global[ \t\r\n]+)?using[ \t\r\n]+static[ \t\r\n]"))

; using static System.Math;
(using_directive
  "static" @import.wildcard
  [
    (identifier)
    (qualified_name)
    (alias_qualified_name)
  ] @import.module) @import

; using Items = System.Collections.Generic.List<Shop.Item>;
(using_directive
  name: (identifier) @import.alias
  (_) @import.module .) @import

(extern_alias_directive name: (_) @import.module) @import
