; xUnit, NUnit and MSTest: an attribute on the method. Many projects have facts of their own.
(method_declaration
  (attribute_list
    (attribute name: [(identifier) @_attribute (_ name: (identifier) @_attribute)]))
  name: (identifier) @name
  (#match? @_attribute
    "^([A-Za-z]*(Fact|Theory|TestMethod)|Test|TestCase|TestCaseSource|Property)(Attribute)?$")) @test

; A class is a suite when it says so, or holds a test.
(class_declaration
  (attribute_list
    (attribute name: [(identifier) @_attribute (_ name: (identifier) @_attribute)]))
  name: (identifier) @name
  (#match? @_attribute "^(TestFixture|TestFixtureSource|TestClass|Collection)(Attribute)?$")) @suite

(class_declaration
  name: (identifier) @name
  body: (declaration_list
    (method_declaration
      (attribute_list
        (attribute name: [(identifier) @_attribute (_ name: (identifier) @_attribute)]))))
  (#match? @_attribute
    "^([A-Za-z]*(Fact|Theory|TestMethod)|Test|TestCase|TestCaseSource|Property)(Attribute)?$"))
  @suite
