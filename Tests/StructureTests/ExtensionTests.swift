import Structure
import TestKit
import Testing

@Suite("Members that stand outside their type, and declarations of several names")
struct ExtensionTests {
    @Test func anExtensionHoldsMembersAndRefersToItsType() throws {
        let source = try Source(
            "struct A;\nimpl B for A { fn f(&self) {} }\n", "rust")
        let tags = Tags(of: source.tree, bytes: source.bytes, language: source.language)
        expect(
            outline(tags, source),
            equals: """
                struct A
                extension A
                  method f
                """)
        #expect(
            tags.references.map { "\($0.kind) \(source.string($0.range))" } == [
                "class B", "type A",
            ])
    }

    @Test func aMethodSaysWhichTypeItBelongsTo() throws {
        let source = try Source("package p\n\nfunc (s *Stack[T]) Push(item T) {}\n", "go")
        let tags = Tags(of: source.tree, bytes: source.bytes, language: source.language)
        #expect(tags.definitions.map { $0.containerRange.map(source.string) } == ["Stack"])
    }

    @Test func namesOfOneDeclarationAreSiblings() throws {
        let source = try Source("a, b = 1, 2\nclass C:\n    d, e = 3, 4\n")
        let tags = Tags(of: source.tree, bytes: source.bytes, language: source.language)
        expect(
            outline(tags, source),
            equals: """
                variable a
                variable b
                class C
                  field d
                  field e
                """)
    }

    @Test func branchesFoldOneByOne() throws {
        let source = try Source(
            """
            if a and (
                b
            ):
                c()
                d()
            elif e:
                f()
            else:
                g()
            """)
        let found = folds(
            of: source.tree, text: source.text, language: source.language, limit: 100)
        #expect(found.map(\.lines) == [0...1, 2...4, 5...6, 7...8])
    }

    private func outline(_ tags: Tags, _ source: Source) -> String {
        tags.outline().map { item in
            String(repeating: "  ", count: item.depth)
                + "\(item.definition.kind) \(source.string(item.definition.nameRange))"
        }.joined(separator: "\n")
    }
}
