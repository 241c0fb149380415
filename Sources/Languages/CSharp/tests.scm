; xUnit, NUnit and MSTest: an attribute on the method. Many projects have facts of their own. It is
; looked for in the first places, since a search among any number of attributes takes its time with
; each of them.
([
    (method_declaration
      .
      (attribute_list . (attribute name: [(identifier) (qualified_name)] @_attribute))
      name: (identifier) @name)
    (method_declaration
      .
      (attribute_list . (_) . (attribute name: [(identifier) (qualified_name)] @_attribute))
      name: (identifier) @name)
    (method_declaration
      .
      (_)
      .
      (attribute_list . (attribute name: [(identifier) (qualified_name)] @_attribute))
      name: (identifier) @name)
    (method_declaration
      .
      (_)
      .
      (_)
      .
      (attribute_list . (attribute name: [(identifier) (qualified_name)] @_attribute))
      name: (identifier) @name)
    (method_declaration
      .
      (_)
      .
      (_)
      .
      (_)
      .
      (attribute_list . (attribute name: [(identifier) (qualified_name)] @_attribute))
      name: (identifier) @name)
  ] @test
  (#match? @_attribute
    "^(.*[.])?([A-Za-z]*(Fact|Theory|TestMethod)|Test|TestCase|TestCaseSource)(Attribute)?$"))

; A class is a suite when it says so, or holds a test.
([
    (class_declaration
      .
      (attribute_list . (attribute name: [(identifier) (qualified_name)] @_attribute))
      name: (identifier) @name)
    (class_declaration
      .
      (_)
      .
      (attribute_list . (attribute name: [(identifier) (qualified_name)] @_attribute))
      name: (identifier) @name)
  ] @suite
  (#match? @_attribute
    "^(.*[.])?(TestFixture|TestFixtureSource|TestClass|Collection)(Attribute)?$"))

(class_declaration
  name: (identifier) @name
  body: (declaration_list
    (method_declaration
      (attribute_list (attribute name: [(identifier) (qualified_name)] @_attribute))))
  (#match? @_attribute
    "^(.*[.])?([A-Za-z]*(Fact|Theory|TestMethod)|Test|TestCase|TestCaseSource)(Attribute)?$"))
  @suite
