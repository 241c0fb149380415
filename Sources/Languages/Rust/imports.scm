; use path::name; use path::name as alias; use path::*; use name

(use_declaration
  argument: [
    (identifier) @import.module
    (crate) @import.module
    (scoped_identifier path: (_) @import.module name: (_) @import.name)
    (use_wildcard (_) @import.module "*" @import.wildcard)
    (use_as_clause path: (identifier) @import.module alias: (_) @import.alias)
    (use_as_clause
      path: (scoped_identifier path: (_) @import.module name: (_) @import.name)
      alias: (_) @import.alias)
  ]) @import

; use path::{name, …}: the modules of one match, outer to inner, make one path.

(use_declaration
  argument: (use_list
    [
        (identifier) @import.name
        (self) @import.name
        (use_wildcard . "*" @import.wildcard)
        (use_wildcard (_) @import.module "*" @import.wildcard)
        (scoped_identifier path: (_) @import.module name: (_) @import.name)
        (use_as_clause path: (identifier) @import.name alias: (_) @import.alias)
        (use_as_clause path: (self) @import.name alias: (_) @import.alias)
        (use_as_clause
          path: (scoped_identifier path: (_) @import.module name: (_) @import.name)
          alias: (_) @import.alias)
      ])) @import

(use_declaration
  argument: (scoped_use_list
    path: (_) @import.module
    list: (use_list
      [
        (identifier) @import.name
        (self) @import.name
        (use_wildcard . "*" @import.wildcard)
        (use_wildcard (_) @import.module "*" @import.wildcard)
        (scoped_identifier path: (_) @import.module name: (_) @import.name)
        (use_as_clause path: (identifier) @import.name alias: (_) @import.alias)
        (use_as_clause path: (self) @import.name alias: (_) @import.alias)
        (use_as_clause
          path: (scoped_identifier path: (_) @import.module name: (_) @import.name)
          alias: (_) @import.alias)
      ]))) @import

(use_declaration
  argument: (scoped_use_list
    path: (_) @import.module
    list: (use_list
      (scoped_use_list
        path: (_) @import.module
        list: (use_list
          [
            (identifier) @import.name
            (self) @import.name
            (use_wildcard . "*" @import.wildcard)
            (use_wildcard (_) @import.module "*" @import.wildcard)
            (scoped_identifier path: (_) @import.module name: (_) @import.name)
            (use_as_clause path: (identifier) @import.name alias: (_) @import.alias)
            (use_as_clause path: (self) @import.name alias: (_) @import.alias)
            (use_as_clause
              path: (scoped_identifier path: (_) @import.module name: (_) @import.name)
              alias: (_) @import.alias)
          ]))))) @import

(use_declaration
  argument: (scoped_use_list
    path: (_) @import.module
    list: (use_list
      (scoped_use_list
        path: (_) @import.module
        list: (use_list
          (scoped_use_list
            path: (_) @import.module
            list: (use_list
              [
                (identifier) @import.name
                (self) @import.name
                (use_wildcard . "*" @import.wildcard)
                (use_wildcard (_) @import.module "*" @import.wildcard)
                (scoped_identifier path: (_) @import.module name: (_) @import.name)
                (use_as_clause path: (identifier) @import.name alias: (_) @import.alias)
                (use_as_clause path: (self) @import.name alias: (_) @import.alias)
                (use_as_clause
                  path: (scoped_identifier path: (_) @import.module name: (_) @import.name)
                  alias: (_) @import.alias)
              ]))))))) @import

; extern crate name as alias; mod name;

(extern_crate_declaration
  name: (identifier) @import.module
  alias: (identifier)? @import.alias) @import

(mod_item name: (identifier) @import.module !body) @import
