; A more telling pattern stands before the general one: of all patterns that
; match one name the first counts.

; Properties, constructors and methods, with their decorators.

(class_definition
  body: (block
    (decorated_definition
      (decorator [(identifier) (attribute)] @_decorator)
      definition: (function_definition name: (identifier) @name body: (_) @body)) @definition.property)
  (#match? @_decorator "(property|[.](setter|getter|deleter))$"))

(class_definition
  body: (block
    [
      (function_definition name: (identifier) @name body: (_) @body) @definition.constructor
      (decorated_definition
        definition: (function_definition name: (identifier) @name body: (_) @body)) @definition.constructor
    ])
  (#any-of? @name "__init__" "__new__"))

(class_definition
  body: (block
    [
      (function_definition name: (identifier) @name body: (_) @body) @definition.method
      (decorated_definition
        definition: (function_definition name: (identifier) @name body: (_) @body)) @definition.method
    ]))

; Enumerations: known by their base class.

(decorated_definition
  definition: (class_definition
    name: (identifier) @name
    superclasses: (argument_list [(identifier) (attribute)] @_base)
    body: (_) @body)
  (#match? @_base "(Enum|Flag|Choices)$")) @definition.enum

(class_definition
  name: (identifier) @name
  superclasses: (argument_list [(identifier) (attribute)] @_base)
  body: (_) @body
  (#match? @_base "(Enum|Flag|Choices)$")) @definition.enum

(class_definition
  superclasses: (argument_list [(identifier) (attribute)] @_base)
  body: (block
    (expression_statement (assignment left: (identifier) @name)) @definition.enum_member)
  (#match? @_base "(Enum|Flag|Choices)$"))

; Classes, and functions wherever they stand.

(decorated_definition
  definition: (class_definition name: (identifier) @name body: (_) @body)) @definition.class

(class_definition name: (identifier) @name body: (_) @body) @definition.class

(decorated_definition
  definition: (function_definition name: (identifier) @name body: (_) @body)) @definition.function

(function_definition name: (identifier) @name body: (_) @body) @definition.function

; What a class declares, and what its constructor gives every object.

(class_definition
  body: (block
    (expression_statement
      (assignment
        left: [
          (identifier) @name
          (pattern_list (identifier) @name)
          (tuple_pattern (identifier) @name)
        ])) @definition.field))

(class_definition
  body: (block
    (function_definition
      name: (identifier) @_constructor
      body: (block
        (expression_statement
          (assignment
            left: (attribute
              object: (identifier) @_self
              attribute: (identifier) @name))) @definition.field)))
  (#eq? @_constructor "__init__")
  (#eq? @_self "self"))

; Types by assignment.

(type_alias_statement
  left: (type [(identifier) @name (generic_type . (identifier) @name)])) @definition.type

(module
  (expression_statement
    (assignment
      left: (identifier) @name
      type: (type) @_type)) @definition.type
  (#match? @_type "(^|[.])TypeAlias$"))

(module
  (expression_statement
    (assignment
      left: (identifier) @name
      right: (call function: [(identifier) (attribute)] @_maker))) @definition.type
  (#match? @_maker "(^|[.])(TypeVar|ParamSpec|TypeVarTuple|NewType|TypeAliasType)$"))

(module
  (expression_statement
    (assignment
      left: (identifier) @name
      right: (call function: [(identifier) (attribute)] @_maker))) @definition.class
  (#match? @_maker "(^|[.])(namedtuple|NamedTuple|TypedDict|make_dataclass|Enum|IntEnum|StrEnum)$"))

; Functions by assignment.

(module
  (expression_statement
    (assignment
      left: (identifier) @name
      right: (lambda body: (_) @body))) @definition.function)

; The module's constants (by their spelling) and variables; also those that a
; condition or an import guard chooses.

(module
  (expression_statement
    (assignment left: (identifier) @name)) @definition.constant
  (#match? @name "^_*[A-Z][A-Z0-9_]*$"))

(module
  (expression_statement
    (assignment
      left: [
        (identifier) @name
        (pattern_list
          [
            (identifier) @name
            (list_splat_pattern (identifier) @name)
            (tuple_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
          ])
        (tuple_pattern (identifier) @name)
      ])) @definition.variable)

(module
  (expression_statement
    (assignment
      right: (assignment left: (identifier) @name))) @definition.variable)

(module
  [
    (if_statement
      [
        (block
          (expression_statement (assignment left: (identifier) @name)) @definition.variable)
        (_
          (block
            (expression_statement (assignment left: (identifier) @name)) @definition.variable))
      ])
    (try_statement
      [
        (block
          (expression_statement (assignment left: (identifier) @name)) @definition.variable)
        (_
          (block
            (expression_statement (assignment left: (identifier) @name)) @definition.variable))
      ])
  ])

; References.

(call
  function: [
    (identifier) @reference.call
    (attribute attribute: (identifier) @reference.call)
  ])

(decorator
  [
    (identifier) @reference.call
    (attribute attribute: (identifier) @reference.call)
  ])

(class_definition
  superclasses: (argument_list
    [
      (identifier) @reference.class
      (attribute attribute: (identifier) @reference.class)
      (subscript value: [
        (identifier) @reference.class
        (attribute attribute: (identifier) @reference.class)
      ])
      (keyword_argument value: [
        (identifier) @reference.class
        (attribute attribute: (identifier) @reference.class)
      ])
    ]))

(except_clause
  [
    (identifier) @reference.class
    (attribute attribute: (identifier) @reference.class)
    (tuple (identifier) @reference.class)
    (as_pattern
      [
        (identifier) @reference.class
        (attribute attribute: (identifier) @reference.class)
        (tuple (identifier) @reference.class)
      ])
  ])

(class_pattern (dotted_name (identifier) @reference.class .))

(type
  [
    (identifier) @reference.type
    (attribute attribute: (identifier) @reference.type)
    (member_type (identifier) @reference.type)
    (binary_operator (identifier) @reference.type)
  ])

(generic_type . (identifier) @reference.type)

(import_statement
  name: [
    (dotted_name (identifier) @reference.import .)
    (aliased_import name: (dotted_name (identifier) @reference.import .))
  ])

(import_from_statement
  module_name: [
    (dotted_name (identifier) @reference.import .)
    (relative_import (dotted_name (identifier) @reference.import .))
  ])

(import_from_statement
  name: [
    (dotted_name (identifier) @reference.import .)
    (aliased_import name: (dotted_name (identifier) @reference.import .))
  ])

(primary_expression/identifier) @reference.value

(attribute attribute: (identifier) @reference.value)

(case_pattern (dotted_name (identifier) (identifier) @reference.value .))
