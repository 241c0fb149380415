; What ends with `end` folds from its first line; one with several branches folds branch by branch.
[
  (module)
  (class)
  (singleton_class)
  (method)
  (singleton_method)
  (do_block)
  (block)
  (lambda)
  (begin)
  (case)
  (case_match)
  (when)
  (in_clause)
  (rescue)
  (ensure)
  (else)
  (for)
  (while)
  (until)
  (if !alternative)
  (unless !alternative)
  (elsif !alternative)
  (array)
  (string_array)
  (symbol_array)
  (hash)
  (argument_list)
  (heredoc_body)
  (begin_block)
  (end_block)
] @fold

[
  (if consequence: (then) @fold.body alternative: (_))
  (unless consequence: (then) @fold.body alternative: (_))
  (elsif consequence: (then) @fold.body alternative: (_))
]

(comment) @fold.comment

((_ method: (identifier) @_require) @fold.imports
  (#any-of? @_require "require" "require_relative" "autoload"))
