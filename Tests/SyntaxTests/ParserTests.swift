import Syntax
import Testing

@Suite struct ParserTests {
    @Test func readsATree() throws {
        let python = try TestGrammars.named("python")
        let bytes = Array("def f(a):\n    return a\n".utf8)
        let tree = try #require(python.tree(of: bytes))
        #expect(tree.root.kindName == "module")
        let definition = try #require(tree.root.namedChild(at: 0))
        #expect(definition.kindName == "function_definition")
        let name = try #require(definition.child(named: "name"))
        #expect(Array(name.text(in: bytes)) == Array("f".utf8))
        #expect(name.byteRange == 4..<5)
        #expect(definition.parent == tree.root)
    }

    @Test func runsAQuery() throws {
        let python = try TestGrammars.named("python")
        let bytes = Array("def f(a):\n    return a\ndef g(): pass\n".utf8)
        let tree = try #require(python.tree(of: bytes))
        let query = try Query(
            #"((function_definition name: (identifier) @name) (#match? @name "^[g-\\w]$") (#not-eq? @name "f"))"#,
            grammar: python)
        var names: [String] = []
        query.forEachMatch(in: tree.root, bytes: bytes) { match in
            names.append(String(decoding: bytes[match.byteRange(at: 0)], as: UTF8.self))
        }
        #expect(names == ["g"])
    }
}
