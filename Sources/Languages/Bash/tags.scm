; Of all patterns that match one name the first counts.

(function_definition name: (word) @name body: (_) @body) @definition.function

; Constants and variables of the script. A function's own are left out, and so are those before a
; command: they are its environment.
(declaration_command
  "readonly"
  [
    (variable_assignment name: (variable_name) @name)
    (variable_name) @name
  ]) @definition.constant

(declaration_command
  .
  (word) @_option
  [
    (variable_assignment name: (variable_name) @name)
    (variable_name) @name
  ]
  (#match? @_option "^-[a-zA-Z]*r")) @definition.constant

(declaration_command
  (variable_assignment name: (variable_name) @name)) @definition.variable

(declaration_command
  ["declare" "typeset"]
  (variable_name) @name) @definition.variable

[
  (program (variable_assignment name: (variable_name) @name) @definition.variable)
  (variable_assignments (variable_assignment name: (variable_name) @name) @definition.variable)
  (list (variable_assignment name: (variable_name) @name) @definition.variable)
  (if_statement (variable_assignment name: (variable_name) @name) @definition.variable)
  (elif_clause (variable_assignment name: (variable_name) @name) @definition.variable)
  (else_clause (variable_assignment name: (variable_name) @name) @definition.variable)
  (case_item (variable_assignment name: (variable_name) @name) @definition.variable)
]

(function_definition body: (_) @locals)

; alias ll='ls -l'
(command
  name: (command_name (word) @_alias)
  argument: [
    (concatenation . (word) @name.assigned)
    (word) @name.assigned
  ]
  (#eq? @_alias "alias")
  (#match? @name.assigned "^[^-=][^=]*=")) @definition.function

; References. What a trap runs is called.
(command_name (word) @reference.call)

(command
  name: (command_name (word) @_trap)
  .
  argument: (word) @reference.call
  (#eq? @_trap "trap")
  (#match? @reference.call "^[A-Za-z_]"))

(declaration_command
  .
  (word) @_option
  (variable_name) @reference.value
  (#eq? @_option "-f"))

([
    (simple_expansion (variable_name) @reference.value)
    (expansion (variable_name) @reference.value)
    (subscript name: (variable_name) @reference.value)
    (arithmetic_expansion
      [
        (variable_name) @reference.value
        (_ (variable_name) @reference.value)
        (_ (_ (variable_name) @reference.value))
        (_ (_ (_ (variable_name) @reference.value)))
      ])
    (unset_command (variable_name) @reference.value)
  ]
  (#not-match? @reference.value "^[0-9]"))
