; Of all patterns that match one name the first counts. A name that is a symbol counts without its
; colon. Where the fields tell enough, the node's type is left out: that compiles three times as
; fast in a grammar of this size.

; Modules and classes, also those that a call makes.
(module
  name: [(constant) @name (_ name: (constant) @name)]
  body: (_)? @body) @definition.module

(class
  name: [(constant) @name (_ name: (constant) @name)]
  body: (_)? @body) @definition.class

(assignment
  left: [(constant) @name (_ name: (constant) @name)]
  right: (_
    receiver: (constant) @_maker
    method: (identifier) @_new
    block: (_ body: (_)? @body)?)
  (#any-of? @_maker "Class" "Struct" "Data")
  (#any-of? @_new "new" "define")) @definition.class

(assignment
  left: [(constant) @name (_ name: (constant) @name)]
  right: (_
    receiver: (constant) @_maker
    method: (identifier) @_new
    block: (_ body: (_)? @body)?)
  (#eq? @_maker "Module")
  (#eq? @_new "new")) @definition.module

; Methods. Those that stand outside of any module are the program's functions.
(method
  name: (identifier) @name
  body: (_)? @body
  (#eq? @name "initialize")) @definition.constructor

(program
  (method
    name: (_) @name
    body: (_)? @body) @definition.function)

(method
  name: (_) @name
  body: (_)? @body) @definition.method

(singleton_method
  object: [(constant) @container (self) (identifier)]
  name: (_) @name
  body: (_)? @body) @definition.method

(_
  method: (identifier) @_define
  arguments: (_
    .
    [
      (simple_symbol) @name
      (_ (string_content) @name)
    ])
  block: (_ body: (_)? @body)?
  (#any-of? @_define "define_method" "define_singleton_method")) @definition.method

(alias name: [(identifier) (setter) (operator) (constant) (simple_symbol)] @name) @definition.method

(_
  method: (identifier) @_define
  arguments: (_
    .
    [
      (simple_symbol) @name
      (_ (string_content) @name)
    ])
  (#eq? @_define "alias_method")) @definition.method

; Attributes, and the members of a struct. (What a root without a type leaves out by "!" would not be
; looked at, so this one has a type.)
(call
  !receiver
  method: (identifier) @_define
  arguments: (_
    [
      (simple_symbol) @name
      (_ (string_content) @name)
    ])
  (#any-of? @_define
    "attr_accessor" "attr_reader" "attr_writer" "attr" "cattr_accessor" "cattr_reader"
    "cattr_writer" "mattr_accessor" "mattr_reader" "mattr_writer" "class_attribute"
    "thread_mattr_accessor" "attribute")) @definition.property

(_
  receiver: (constant) @_maker
  method: (identifier) @_new
  arguments: (_ (simple_symbol) @name @definition.field)
  (#any-of? @_maker "Struct" "Data")
  (#any-of? @_new "new" "define"))

; Constants, and variables that outlive a call. A constructor gives an object its own.
(assignment
  left: [
    (constant) @name
    (_ name: (constant) @name)
    (left_assignment_list (constant) @name)
  ]) @definition.constant

(operator_assignment left: (constant) @name) @definition.constant

(program (assignment left: (global_variable) @name) @definition.variable)

(program (operator_assignment left: (global_variable) @name) @definition.variable)

(class
  body: (_
    [
      (_ left: [(class_variable) (instance_variable)] @name)
      (_ left: [(class_variable) (instance_variable)] @name)
    ] @definition.field))

(module
  body: (_
    [
      (_ left: [(class_variable) (instance_variable)] @name)
      (_ left: [(class_variable) (instance_variable)] @name)
    ] @definition.field))

(method
  name: (identifier) @_constructor
  body: (_
    (assignment
      left: [
        (instance_variable) @name
        (left_assignment_list (instance_variable) @name)
      ]) @definition.field)
  (#eq? @_constructor "initialize"))

; References. A symbol that is passed on often names a method.
(call method: [(identifier) (constant)] @reference.call)

(block_argument (simple_symbol) @reference.call)

(alias alias: [(identifier) (setter) (operator) (simple_symbol)] @reference.call)

(superclass
  [
    (constant) @reference.class
    (_ name: (constant) @reference.class)
  ])

(_
  method: (identifier) @_mix
  arguments: (_
    [
      (constant) @reference.class
      (_ name: (constant) @reference.class)
    ])
  (#any-of? @_mix "include" "extend" "prepend" "using"))

(_
  receiver: [
    (constant) @reference.class
    (_ name: (constant) @reference.class)
  ]
  method: (identifier) @_new
  (#eq? @_new "new"))

(argument_list (simple_symbol) @reference.value)

(_primary/identifier) @reference.value

(when pattern: (pattern (identifier) @reference.value))

[
  (instance_variable)
  (class_variable)
  (global_variable)
] @reference.value

((constant) @reference.value
  (#match? @reference.value "^[A-Z][A-Z0-9_]*$"))

(constant) @reference.type
