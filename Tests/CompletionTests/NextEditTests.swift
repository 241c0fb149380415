import Base
import Languages
import Structure
import Syntax
import TestKit
import Testing
import Text

@testable import Completion

/// Where an edit goes on. `first` is how the files were, and the one edit that makes `second` of
/// the first of them is what the user did.
@Suite struct NextEditTests {
    private static let loader = GrammarLoader(
        environment: .current, directories: [Directories(environment: .current).data / "grammars"])
    private static let languages = LanguageRegistry(loader: loader, userFolder: nil)

    private func document(_ name: String, _ bytes: [UInt8]) throws -> EditedDocument {
        let language = try #require(Self.languages.language(fileName: name))
        let text = TextBuffer(bytes)
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(text.bytes) else {
            return try #require(nil, "parsing did not finish")
        }
        return EditedDocument(
            name: name, text: text, tree: tree,
            tags: Tags(of: tree, bytes: text.bytes, language: language), language: language)
    }

    /// The lines that the expected edits change, as they would be.
    private func check(
        _ first: String, edited second: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (old, new) = (try Fixture(first).files, Array(second.utf8))
        let change = changedBytes(old[0].bytes, new)
        var edits = EditHistory()
        var buffer = TextBuffer(old[0].bytes)
        let applied = buffer.replace(
            Range<ByteOffset>(change.old), with: Array(new[change.new]))
        edits.note(
            applied, removed: old[0].bytes[change.old], path: old[0].path,
            at: Instant(rawNanoseconds: 0))
        let edit = try #require(edits.edits.last)
        let edited = try document(old[0].path, buffer.bytes)
        let others = try old.dropFirst().map { try document($0.path, $0.bytes) }
        let found = nextEdits(after: edit, in: edited, others: others, parseNanoseconds: nil)
        let lines = try found.map { next in
            let text = try #require(([edited] + others).first { $0.name == next.document }).text
            var after = text
            after.replace(next.edit.range, with: next.edit.replacement)
            let line = after.lines.line(at: next.edit.range.lowerBound.value)
            return "\(next.document):\(line + 1) \(next.reason.rawValue): "
                + String(decoding: after.content(ofLine: line), as: UTF8.self)
        }
        expect(lines.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    private func changedBytes(_ old: [UInt8], _ new: [UInt8]) -> (old: Range<Int>, new: Range<Int>)
    {
        var head = 0
        while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < min(old.count, new.count) - head,
            old[old.count - 1 - tail] == new[new.count - 1 - tail]
        {
            tail += 1
        }
        return (head..<old.count - tail, head..<new.count - tail)
    }

    @Test func aNameThatWasChangedIsChangedElsewhere() throws {
        try check(
            """
            //- a.py
            def total(values):
                result = 0
                for value in values:
                    result += value
                print("result")
                return result

            """,
            edited: """
                def total(values):
                    total = 0
                    for value in values:
                        result += value
                    print("result")
                    return result

                """,
            """
            a.py:4 sameEdit:         total += value
            a.py:6 sameEdit:     return total
            """)
    }

    @Test func theSameInsertionIsExpectedInItsSiblings() throws {
        try check(
            """
            //- a.py
            open(first)
            load(name, encoding)
            load(path, encoding)
            save(path)

            """,
            edited: """
                open(first)
                load(name, encoding, strict)
                load(path, encoding)
                save(path)

                """,
            """
            a.py:3 sameEdit: load(path, encoding, strict)
            """)
    }

    @Test func callsFollowTheirFunction() throws {
        try check(
            """
            //- a.py
            def load(path, size):
                return path

            load("a", 1)
            load(other(1, 2), 3)
            load("changed", 1, 2)
            //- b.py
            from a import load
            x = load("b", 2)

            """,
            edited: """
                def load(path, strict, size):
                    return path

                load("a", 1)
                load(other(1, 2), 3)
                load("changed", 1, 2)

                """,
            """
            a.py:4 callSite: load("a", strict, 1)
            a.py:5 callSite: load(other(1, 2), strict, 3)
            b.py:2 callSite: x = load("b", strict, 2)
            """)
    }

    @Test func aParameterThatIsGoneIsGivenNoMore() throws {
        try check(
            """
            //- a.py
            class Store:
                def load(self, path, size):
                    return path

                def run(self):
                    return self.load("a", 1)

            """,
            edited: """
                class Store:
                    def load(self, path):
                        return path

                    def run(self):
                        return self.load("a", 1)

                """,
            """
            a.py:6 callSite:         return self.load("a")
            """)
    }

    @Test func aDefaultNeedsNoArgument() throws {
        try check(
            """
            //- a.py
            def load(path):
                return path

            load("a")

            """,
            edited: """
                def load(path, size=1):
                    return path

                load("a")

                """, "")
    }

    /// Whatever was edited, what is expected can be applied and leaves no more errors.
    @Test func whatIsExpectedBreaksNothing() {
        let source = Array(
            """
            def first(path, limit):
                total = limit
                for line in open(path):
                    total += len(line)
                return first(path, total)

            def second(path):
                return first(path, 10) + first(path, 20)

            """.utf8)
        forAll(count: 300) { random in
            var buffer = TextBuffer(source)
            var edits = EditHistory()
            for time in 0..<random.int(in: 1...6) {
                let range = random.range(within: buffer.count)
                let removed = buffer.bytes[range]
                let text = Array(random.element(of: ["x", "limit", ", size", "", "(", "0"]).utf8)
                let applied = buffer.replace(Range<ByteOffset>(range), with: text)
                edits.note(
                    applied, removed: removed, path: "a.py",
                    at: Instant(rawNanoseconds: Int64(time)))
            }
            guard let edit = edits.edits.last else { return }
            let edited = try document("a.py", buffer.bytes)
            let before = try #require(edited.tree).syntaxErrorCount
            for next in nextEdits(after: edit, in: edited, others: [], parseNanoseconds: nil) {
                try #require(next.edit.range.upperBound.value <= buffer.count)
                var after = buffer
                after.replace(next.edit.range, with: next.edit.replacement)
                let tree = try #require(try document("a.py", after.bytes).tree)
                try #require(tree.syntaxErrorCount <= before)
            }
        }
    }
}
