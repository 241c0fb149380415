import Syntax
import TestKit
import Testing
import Text

@Suite struct TreeTests {
    @Test func aCursorWalksEveryNodeOnceAndComesBack() throws {
        for (name, sample) in TestGrammars.samples {
            let bytes = Array(sample.utf8)
            let tree = try #require(try TestGrammars.named(name).tree(of: bytes))
            var cursor = TreeCursor(tree)
            var nodes: [Range<Int>] = []
            repeat { nodes.append(cursor.byteRange) } while cursor.goToNext()
            let (depth, end) = (cursor.depth, cursor.node)
            #expect(depth == 0 && end == tree.root, "\(name)")
            #expect(nodes == descendants(tree.root).map(\.byteRange), "\(name)")
        }
    }

    private func descendants(_ node: Node) -> [Node] {
        [node] + node.children.flatMap(descendants)
    }

    @Test func aCursorNeverLeavesTheNodeItStartedAt() throws {
        let python = try TestGrammars.named("python")
        let tree = try #require(python.tree(of: Array("a = [1, 2]\nb = 3\n".utf8)))
        let list = tree.root.namedDescendant(covering: 4..<10)
        #expect(list.kindName == "list")
        var cursor = TreeCursor(at: list)
        let isOutside = cursor.goToParent() || cursor.goToNextSibling()
        #expect(!isOutside)
        var kinds: [String] = []
        while cursor.goToNext() { kinds.append(cursor.node.kindName) }
        #expect(kinds == ["[", "integer", ",", "integer", "]"])
        let isInside = cursor.goToFirstChild(endingAtOrAfter: 6)
        let range = cursor.byteRange
        #expect(isInside && range == 5..<6)
        let isBack = cursor.goToParent()
        let node = cursor.node
        #expect(isBack && node == list)
    }

    /// In Rust, the identifier of a field is a plain identifier with another name.
    @Test func aCursorKnowsTheNameOfTheNodeItStartedAt() throws {
        let rust = try TestGrammars.named("rust")
        let tree = try #require(rust.tree(of: Array("fn f() { a.b; }".utf8)))
        let field = tree.root.namedDescendant(covering: 11..<12)
        #expect(field.kindName == "field_identifier")
        var cursor = TreeCursor(at: field)
        let kind = cursor.kind
        let isInside = cursor.goToFirstChild()
        let node = cursor.node
        #expect(kind == field.kind && !isInside && node == field)
    }

    @Test func nodesKnowTheirFieldsAndKinds() throws {
        let python = try TestGrammars.named("python")
        let tree = try #require(python.tree(of: Array("x = 1 # c\n".utf8)))
        let assignment = tree.root.namedDescendant(covering: 0..<5)
        #expect(assignment.child(named: "left")?.kindName == "identifier")
        #expect(assignment.child(named: "nonsense") == nil)
        #expect(python.kind(named: "identifier") == assignment.child(named: "left")?.kind)
        #expect(python.kind(named: "nonsense") == nil)
        let equals = try #require(python.token("="))
        #expect(!python.isNamed(equals) && python.name(of: equals) == "=")
        #expect(python.name(of: NodeKind(id: 60_000)) == "")
        #expect(python.name(of: .error) == "ERROR")
        #expect(tree.root.child(at: 1)?.isExtra == true)
        #expect(tree.root.child(at: 99) == nil)
    }

    @Test func whatIsWrittenIsReadable() throws {
        let c = try TestGrammars.named("c")
        let tree = try #require(c.tree(of: Array("int x = 1".utf8)))
        #expect(
            tree.root.sExpression == """
                (translation_unit (declaration type: (primitive_type) declarator: \
                (init_declarator declarator: (identifier) value: (number_literal)) \
                (MISSING ";")))
                """)
    }

    @Test func changedRangesHoldWhatChanged() throws {
        let python = try TestGrammars.named("python")
        var text = TextBuffer("a = 1\nb = 2\nc = 3\n")
        let old = try #require(python.tree(of: text.bytes))
        let edit = text.replace(ByteOffset(10)..<ByteOffset(11), with: Array("[2]".utf8))
        let moved = old.edited(by: [edit])
        #expect(moved.byteCount == text.count)
        let new = try #require(python.tree(of: text.bytes, old: moved))
        #expect(moved.changedRanges(to: new) == [10..<13])
        #expect(old.root.endByte == 18, "the old tree stays as it was")
    }

    @Test func anEditFromOutsideIsClamped() throws {
        let python = try TestGrammars.named("python")
        let tree = try #require(python.tree(of: Array("a = 1\n".utf8)))
        let point = BytePoint(row: -3, column: .max)
        let wild = AppliedEdit(
            start: ByteOffset(-5), oldEnd: ByteOffset(1000), newEnd: ByteOffset(-9),
            startPoint: point, oldEndPoint: point, newEndPoint: BytePoint(row: .max, column: -1))
        let moved = tree.edited(by: [wild, wild])
        #expect(moved.byteCount == 0)
        #expect(python.tree(of: Array("b".utf8), old: moved)?.root.endByte == 1)
    }

    @Test func aTreeIsReadByManyThreadsAtOnce() async throws {
        let python = try TestGrammars.named("python")
        let text = String(repeating: TestGrammars.samples["python"] ?? "", count: 20)
        let tree = try #require(python.tree(of: Array(text.utf8)))
        let expected = tree.shape
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let edit = AppliedEdit(
                        start: 0, oldEnd: 0, newEnd: 1, startPoint: BytePoint(row: 0, column: 0),
                        oldEndPoint: BytePoint(row: 0, column: 0),
                        newEndPoint: BytePoint(row: 0, column: 1))
                    return tree.edited(by: [edit]).root.startByte == 1 && tree.shape == expected
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }
}
