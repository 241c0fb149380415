; Docstrings: the first statement of a module, class or function. The declaration
; is the one that tags.scm defines: with its decorators where it has some.

(module . (comment)* . (expression_statement . (string) @doc)) @documented

(decorated_definition
  definition: (_ body: (block . (expression_statement . (string) @doc)))) @documented

(function_definition body: (block . (expression_statement . (string) @doc))) @documented

(class_definition body: (block . (expression_statement . (string) @doc))) @documented

; A string after an assignment, and Sphinx's comment before one.

((expression_statement . (assignment)) @documented
  . (expression_statement . (string) @doc))

((comment) @doc
  . (expression_statement . (assignment)) @documented
  (#match? @doc "^#:"))
