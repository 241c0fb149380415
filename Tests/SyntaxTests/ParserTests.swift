import Base
import Syntax
import TestKit
import Testing
import Text

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
        #expect(definition.namedDescendant(covering: 7..<7).kindName == "parameters")
    }

    @Test func theSamplesHaveNoErrors() throws {
        for (name, sample) in TestGrammars.samples {
            let tree = try TestGrammars.named(name).tree(of: Array((sample + sample).utf8))
            #expect(try #require(tree).root.hasError == false, "\(name)")
        }
    }

    @Test func parsesNothing() throws {
        for name in TestGrammars.names {
            let tree = try #require(try TestGrammars.named(name).tree(of: []))
            #expect(tree.root.byteRange == 0..<0, "\(name)")
        }
    }

    /// How the parser recovers from errors depends on what it can reuse, so with errors in the text
    /// the two trees may differ; but no trace of an error stays once it is mended.
    @Test(arguments: TestGrammars.names)
    func anEditedTreeReparsesToWhatAFreshParseGives(name: String) throws {
        let grammar = try TestGrammars.named(name)
        let sample = try #require(TestGrammars.samples[name])
        let original = Array((sample + sample).utf8)
        var compared = 0
        forAll(seed: 7, count: 60) { random in
            var text = TextBuffer(original)
            var tree = try #require(grammar.tree(of: text.bytes))
            for step in 0..<4 {
                var edits: [AppliedEdit] = []
                for _ in 0...random.int(below: 3) {
                    edits.append(random.edit(&text, like: sample))
                }
                if step == 3 { edits.append(text.replaceAll(with: original)) }
                tree = try #require(grammar.tree(of: text.bytes, old: tree.edited(by: edits)))
                let fresh = try #require(grammar.tree(of: text.bytes))
                if !fresh.root.hasError {
                    try #require(tree.shape == fresh.shape)
                    compared += 1
                }
            }
        }
        #expect(compared >= 60)
    }

    @Test(arguments: TestGrammars.names)
    func aParseOutOfBudgetIsAJobThatGivesTheSameTree(name: String) throws {
        let grammar = try TestGrammars.named(name)
        let sample = try #require(TestGrammars.samples[name])
        let bytes = Array(String(repeating: sample, count: 60).utf8)
        let whole = try #require(grammar.tree(of: bytes))
        var parser = Parser(grammar: grammar)
        guard case .unfinished(let job) = parser.parse(bytes, budgetNanoseconds: 1000) else {
            Issue.record("4 KB do not parse within a microsecond")
            return
        }
        #expect(job.run(budgetNanoseconds: 1000) == nil)
        #expect(try #require(job.run()).shape == whole.shape)
        // The parser itself is ready for the next text.
        guard case .finished(let next) = parser.parse(bytes) else {
            Issue.record("no budget is no limit")
            return
        }
        #expect(next.shape == whole.shape)
    }

    /// The scanner of Swift's grammar keeps the hash signs of a string that never ends.
    @Test func oneTextLeavesNothingBehindForTheNext() throws {
        let swift = try TestGrammars.named("swift")
        let sample = Array(try #require(TestGrammars.samples["swift"]).utf8)
        let expected = try #require(swift.tree(of: sample)).shape
        var parser = Parser(grammar: swift)
        for text in ["let a = ##\"b\\##(", "##\"", "let a = #\"b\\#(c"] {
            _ = parser.parse(Array(text.utf8))
            guard case .finished(let tree) = parser.parse(sample) else {
                Issue.record("no budget is no limit")
                continue
            }
            #expect(tree.shape == expected)
        }
    }

    /// The library would recover from the missing brackets at this text's end for ever.
    @Test func aParseThatNeverEndsIsGivenUp() throws {
        let swift = try TestGrammars.named("swift")
        var parser = Parser(grammar: swift)
        guard case .impossible = parser.parse(Array("{a((){h".utf8)) else {
            Issue.record("the library has learnt to parse this: look for another text")
            return
        }
        #expect(swift.tree(of: Array("let a = 1".utf8)) != nil)
    }

    @Test func aCancelledJobNeverFinishes() throws {
        let python = try TestGrammars.named("python")
        let bytes = Array(String(repeating: "x = [1, 2]\n", count: 20_000).utf8)
        var parser = Parser(grammar: python)
        guard case .unfinished(let job) = parser.parse(bytes, budgetNanoseconds: 1000) else {
            Issue.record("200 KB do not parse within a microsecond")
            return
        }
        job.cancel()
        #expect(job.run() == nil)
    }

    @Test(arguments: TestGrammars.names)
    func anyBytesParse(name: String) throws {
        let grammar = try TestGrammars.named(name)
        let sample = Array(try #require(TestGrammars.samples[name]).utf8)
        forAll(seed: 11, count: 60) { random in
            var bytes = random.bytes(pieces: 40)
            let cut = random.range(within: sample.count)
            bytes.insert(contentsOf: sample[cut], at: random.int(in: 0...bytes.count))
            let tree = try #require(grammar.tree(of: bytes))
            try #require(tree.root.endByte == bytes.count)
        }
    }

    /// The library counts the children of a node in 16 bits.
    @Test func aNodeWithTooManyChildrenIsRefusedAndDoesNoHarm() throws {
        let python = try TestGrammars.named("python")
        for count in [65_535, 65_536, 70_000, 140_000] {
            var parser = Parser(grammar: python)
            switch parser.parse(Array(String(repeating: "(", count: count).utf8)) {
            case .finished(let tree):
                #expect(tree.root.childCount >= count)
            case .impossible:
                #expect(count >= 65_535)
            case .unfinished:
                Issue.record("no budget is no limit")
            }
        }
    }

    /// Each of these would overflow the thread's stack where the library or we recurse.
    @Test(arguments: [
        ("python", "[", "]"), ("javascript", "f(", ")"), ("tsx", "<a>(", ")"), ("c", "(a)*(", ")"),
    ])
    func deeplyNestedTextsParseOnASmallStack(name: String, open: String, close: String) throws {
        let grammar = try TestGrammars.named(name)
        let depth = 12_000
        let text =
            String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
        let results = BoundedQueue<Int>(capacity: 1)
        try Thread.start(name: "deep", stackBytes: 256 << 10) {
            _ = results.offer(grammar.tree(of: Array(text.utf8)).map(nodeCount) ?? 0)
        }
        #expect(try #require(results.take()) > 2 * depth)
    }
}

/// How many nodes a tree has.
private func nodeCount(_ tree: Tree) -> Int {
    var count = 1
    var cursor = TreeCursor(tree)
    while cursor.goToNext() { count += 1 }
    return count
}

extension Random {
    /// Makes one edit of a text: removes, or inserts pieces of the sample or something else.
    mutating func edit(_ text: inout TextBuffer, like sample: String) -> AppliedEdit {
        let range = Range<ByteOffset>(range(within: text.count))
        let pieces = Array(sample.utf8)
        let cut = self.range(within: pieces.count)
        let replacement = once(in: 3) ? [] : once(in: 3) ? textBytes(pieces: 4) : Array(pieces[cut])
        return text.replace(range, with: replacement)
    }
}
