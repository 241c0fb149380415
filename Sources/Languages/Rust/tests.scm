; Functions with a test attribute: #[test], #[tokio::test], #[rstest] … A few other attributes may
; stand between; a search through any number of them would take time with its square.

((attribute_item
  (attribute
    [
      (identifier) @_test
      (scoped_identifier name: (identifier) @_test)
    ]))
  .
  [(attribute_item) (line_comment)]?
  .
  [(attribute_item) (line_comment)]?
  .
  [(attribute_item) (line_comment)]?
  .
  [(attribute_item) (line_comment)]?
  .
  (function_item name: (identifier) @name) @test
  (#any-of? @_test
    "test" "bench" "rstest" "test_case" "quickcheck" "proptest" "wasm_bindgen_test" "googletest"))

; Modules that are compiled for tests only.

((attribute_item
  (attribute
    (identifier) @_cfg
    arguments: (token_tree) @_condition))
  .
  (attribute_item)?
  .
  (attribute_item)?
  .
  (attribute_item)?
  .
  (mod_item name: (identifier) @name body: (_)) @suite
  (#eq? @_cfg "cfg")
  (#match? @_condition "[(, ]test[), ]"))
