; Any block of comments right before a declaration: RDoc and YARD both read those. In a body the
; first comment stands before the node of the body.
((comment) @doc
  .
  [
    (module)
    (class)
    (method)
    (singleton_method)
    (assignment left: [(constant) (scope_resolution)])
    (alias)
  ] @documented)

((comment) @doc
  .
  (body_statement
    .
    [
      (module)
      (class)
      (method)
      (singleton_method)
      (assignment left: [(constant) (scope_resolution)])
      (alias)
    ] @documented))

((comment) @doc
  .
  (_ method: (identifier) @_define) @documented
  (#match? @_define "^(attr(_accessor|_reader|_writer)?|define_method|alias_method|attribute)$"))

((comment) @doc
  .
  (body_statement . (_ method: (identifier) @_define) @documented)
  (#match? @_define "^(attr(_accessor|_reader|_writer)?|define_method|alias_method|attribute)$"))

; Methods behind a word that says who may call them: `private def secret`.
((comment) @doc
  .
  (call
    !receiver
    arguments: (_ . [(method) (singleton_method)] @documented .)))
