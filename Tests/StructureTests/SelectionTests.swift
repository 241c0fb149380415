import Structure
import TestKit
import Testing
import Text

@Suite("Growing selections")
struct SelectionTests {
    /// Checks the steps at `$0`, one a line; a `·` stands for a line end.
    private func check(
        _ fixture: String, _ language: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (file, offset) = try Fixture(fixture).cursor
        let source = try Source(file.text, language)
        let steps = selectionRanges(at: offset.value, in: source.tree, bytes: source.bytes)
        let lines = steps.map { source.string($0).split(separator: "\n").joined(separator: "·") }
        expect(
            lines.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    @Test func growsFromTheWordToTheWholeText() throws {
        try check(
            "x = 1\nf(a, [be$0ta + 'c d'], g)\n", "python",
            """
            beta
            beta + 'c d'
            [beta + 'c d']
            a, [beta + 'c d'], g
            (a, [beta + 'c d'], g)
            f(a, [beta + 'c d'], g)
            x = 1·f(a, [beta + 'c d'], g)
            """)
    }

    @Test func takesTheWordBehindTheCursorToo() throws {
        try check(
            "f(alpha$0, 'one two')\n", "python",
            """
            alpha
            alpha, 'one two'
            (alpha, 'one two')
            f(alpha, 'one two')
            f(alpha, 'one two')
            """)
    }

    @Test func takesWordsInStringsAndComments() throws {
        try check(
            "f(alpha, \"one t$0wo\")\n", "go",
            """
            two
            one two
            "one two"
            alpha, "one two"
            (alpha, "one two")
            f(alpha, "one two")
            f(alpha, "one two")
            """)
    }

    @Test func anyOffsetGivesGrowingRangesUpToTheWholeText() throws {
        let language = try TestLanguages.named("python")
        forAll(seed: 5, count: 60) { random in
            var text = TextBuffer(TestSamples.all["python"] ?? "")
            for _ in 0..<3 { _ = random.edit(&text, pieces: "def f(a): return [a]\n") }
            let source = try Source(text, language)
            for _ in 0..<20 {
                let offset = random.int(in: -3...text.count + 3)
                let ranges = selectionRanges(at: offset, in: source.tree, bytes: source.bytes)
                try #require(ranges.last == 0..<text.count)
                for (inner, outer) in zip(ranges, ranges.dropFirst()) {
                    try #require(outer.lowerBound <= inner.lowerBound)
                    try #require(inner.upperBound <= outer.upperBound)
                    try #require(inner != outer)
                }
                let place = min(max(offset, 0), text.count)
                try #require(ranges.allSatisfy { $0.lowerBound <= place && place <= $0.upperBound })
            }
        }
    }

    @Test func aDeepTextGivesBoundedSteps() throws {
        let depth = 5000
        let source = try Source(
            String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth))
        let ranges = selectionRanges(at: depth, in: source.tree, bytes: source.bytes)
        #expect(ranges.count < 210)
        #expect(ranges.first.map(source.string) == "x")
        #expect(ranges.last == 0..<source.bytes.count)
    }

    @Test func anEmptyTextIsOneStep() throws {
        let source = try Source("")
        #expect(selectionRanges(at: 0, in: source.tree, bytes: []) == [0..<0])
    }
}
