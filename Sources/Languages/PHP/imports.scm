; use Shop\Item; use Shop\Item as Product; use function Shop\total;
(namespace_use_declaration
  (namespace_use_clause
    (qualified_name
      prefix: (namespace_name) @import.module
      (name) @import.name .)
    alias: (name)? @import.alias)) @import

(namespace_use_declaration
  (namespace_use_clause
    .
    (name) @import.name
    alias: (name)? @import.alias)) @import

; use Shop\{Item, Rate as Price};
(namespace_use_declaration
  (namespace_name) @import.module
  body: (namespace_use_group
    (namespace_use_clause
      .
      (name) @import.name
      alias: (name)? @import.alias))) @import

(namespace_use_declaration
  (namespace_name) @import.module
  body: (namespace_use_group
    (namespace_use_clause
      (qualified_name) @import.name
      alias: (name)? @import.alias))) @import

; require_once 'shop.php'; include __DIR__ . '/shop.php';
(expression_statement
  (_
    [
      (string (string_content) @import.module)
      (encapsed_string . (string_content) @import.module .)
      (binary_expression right: (string (string_content) @import.module))
      (parenthesized_expression
        [
          (string (string_content) @import.module)
          (encapsed_string . (string_content) @import.module .)
          (binary_expression right: (string (string_content) @import.module))
        ])
    ]) @import
  (#match? @import "^(require|include)"))
