import Structure
import TestKit
import Testing
import Text

@Suite("Outline")
struct OutlineTests {
    private func tags(_ source: Source) -> Tags {
        Tags(of: source.tree, bytes: source.bytes, language: source.language)
    }

    /// Checks the signatures of all definitions, one a line.
    private func check(
        _ text: String, _ language: String, _ expected: String, limit: Int = 160,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let source = try Source(text, language)
        let lines = tags(source).definitions.map { $0.signature(in: source.bytes, limit: limit) }
        expect(
            lines.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    @Test func definitionsNestByWhereTheyStand() throws {
        let source = try Source(
            """
            class A:
                class B:
                    def f(self):
                        def g(): pass
                x = 1
            y = 2
            """)
        let lines = tags(source).outline().map { item in
            String(repeating: "  ", count: item.depth) + source.string(item.definition.nameRange)
        }
        expect(
            lines.joined(separator: "\n"),
            equals: """
                A
                  B
                    f
                      g
                  x
                y
                """)
        #expect(tags(source).outline(limit: 2).count == 2)
    }

    @Test func theInnermostDefinitionIsFound() throws {
        let source = try Source("class A:\n    def f(self):\n        pass\nx = 1\n")
        let tags = tags(source)
        #expect(tags.enclosing(20).map { source.string($0.nameRange) } == "f")
        #expect(tags.enclosing(3).map { source.string($0.nameRange) } == "A")
        #expect(tags.enclosing(1000) == nil)
    }

    @Test func aSignatureIsTheHeadOnOneLine() throws {
        try check(
            """
            @decorated(
                1)
            def f(
                a: int,
                b=2,
            ) -> str:
                return a
            LIMIT = {
                1: 2,
            }
            class A(B, metaclass=C): pass
            """, "python",
            """
            def f( a: int, b=2, ) -> str
            LIMIT =
            class A(B, metaclass=C)
            """)
        try check("static int\nf(int a)\n{\n    return a;\n}\n", "c", "static int f(int a)")
    }

    @Test func aLongSignatureIsCutAtACharacter() throws {
        try check("def ééé(a, b, c, d): pass\n", "python", "def é…", limit: 7)
        try check("def ééé(a, b, c, d): pass\n", "python", "def éé…", limit: 8)
    }

    @Test func aSignatureOfAnotherTextIsNoTrap() throws {
        let source = try Source("@d\nclass A:\n    def f(self):\n        pass\n")
        for definition in tags(source).definitions {
            for count in 0..<source.bytes.count {
                _ = definition.signature(in: Array(source.bytes.prefix(count)))
            }
        }
    }
}
