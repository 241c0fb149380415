import Languages
import Structure
import Syntax
import TestKit
import Testing
import Text

@Suite("Definitions and references")
struct TagsTests {
    @Test func findsDefinitionsWithTheirParts() throws {
        let source = try Source(
            """
            LIMIT = 3
            class A(B):
                x = 1
                def f(self, a):
                    return g(a)
            """)
        let tags = Tags(of: source.tree, bytes: source.bytes, language: source.language)
        let lines = tags.definitions.map { definition in
            "\(definition.kind) \(source.string(definition.nameRange)) "
                + "\(definition.range) \(definition.bodyRange.map { "\($0)" } ?? "-")"
        }
        expect(
            lines.joined(separator: "\n"),
            equals: """
                constant LIMIT 0..<9 -
                class A 10..<71 26..<71
                field x 26..<31 -
                method f 36..<71 60..<71
                """)
        #expect(
            tags.references.map { "\($0.kind) \(source.string($0.range))" } == [
                "class B", "call g", "value a",
            ])
    }

    @Test(arguments: TestSamples.all.keys.sorted())
    func updatedTagsAreThoseOfTheWholeText(id: String) throws {
        let language = try TestLanguages.named(id)
        guard let query = language.query(.tags) else {
            throw TestFailure(description: "\(id) has no tags query")
        }
        let sample = try #require(TestSamples.all[id])
        forAll(seed: 3, count: 10) { random in
            let long = String(repeating: sample, count: random.int(in: 1...20))
            var source = try Source(TextBuffer(long), language)
            var tags = Tags(of: source.tree, bytes: source.bytes, query: query)
            for _ in 0..<5 {
                var text = source.text
                var edits: [AppliedEdit] = []
                for _ in 0...random.int(below: 3) {
                    edits.append(random.edit(&text, pieces: sample))
                }
                let old = source
                source = try Source(text, language, old: old.tree.edited(by: edits))
                tags = tags.updated(
                    after: edits, old: old.tree, new: source.tree, bytes: source.bytes,
                    query: query)
                let fresh = Tags(of: source.tree, bytes: source.bytes, query: query)
                guard tags == fresh else { throw difference(tags, fresh, source) }
            }
        }
    }

    private func difference(_ updated: Tags, _ fresh: Tags, _ source: Source) -> TestFailure {
        let lost = Set(fresh.definitions).subtracting(updated.definitions)
        let extra = Set(updated.definitions).subtracting(fresh.definitions)
        let lostUses = Set(fresh.references).subtracting(updated.references)
        let extraUses = Set(updated.references).subtracting(fresh.references)
        return TestFailure(
            description: """
                lost \(lost), \(lostUses)
                extra \(extra), \(extraUses)
                in \(source.text.bytes.count) bytes
                """)
    }
}

extension Random {
    /// Makes one edit of a text: removes, or inserts parts of the pieces or something else.
    mutating func edit(_ text: inout TextBuffer, pieces: String) -> AppliedEdit {
        let start = int(in: 0...text.count)
        let end =
            once(in: 20) ? int(in: start...text.count) : min(text.count, start + int(below: 20))
        let pieces = Array(pieces.utf8)
        let cut = self.range(within: pieces.count)
        let replacement = once(in: 3) ? [] : once(in: 3) ? textBytes(pieces: 4) : Array(pieces[cut])
        return text.replace(ByteOffset(start)..<ByteOffset(end), with: replacement)
    }
}
