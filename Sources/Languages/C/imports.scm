; The path in quotes is taken without them; the one in angle brackets keeps them, which tells the
; two search orders apart. A macro may stand for either.
(preproc_include path: (string_literal (string_content) @import.module)) @import

(preproc_include
  path: [
    (system_lib_string)
    (identifier)
    (call_expression)
  ] @import.module) @import
