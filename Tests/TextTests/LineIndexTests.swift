import TestKit
import Testing
import Text

@Suite struct LineIndexTests {
    @Test(arguments: [
        ("", [0]), ("a", [0]), ("\n", [0, 1]), ("a\nb", [0, 2]), ("a\r\nb", [0, 3]),
        ("a\rb", [0, 2]), ("\r\r\n\n", [0, 1, 3, 4]), ("\n\r", [0, 1, 2]), ("\r", [0, 1]),
        ("a\u{2028}b\u{2029}c\u{85}d\u{B}e\u{C}f\0g", [0]), ("\u{FEFF}\n", [0, 4]),
        ("12345678\r\n12345\r\n", [0, 10, 17]), ("1234567\r\n", [0, 9]),
    ])
    func findsLines(text: String, starts: [Int]) {
        #expect(TextBuffer(text).lineStarts == starts)
    }

    @Test func agreesWithTheReference() {
        forAll { random in
            let text = random.text(pieces: 60)
            try #require(TextBuffer(text).lineStarts == ReferenceText(text).lineStarts)
        }
    }

    @Test(arguments: [
        ("a\r\nb", 2..<2, "x"), ("a\r\nb", 2..<2, "\r"), ("a\r\nb", 2..<2, "\n"),
        ("a\rb", 2..<2, "\n"), ("a\nb", 1..<1, "\r"), ("a\r\nb", 1..<2, ""),
        ("a\r\nb", 2..<3, ""), ("a\rx\nb", 2..<3, ""), ("\n", 0..<0, "\r"), ("\r", 1..<1, "\n"),
        ("\r\n", 0..<2, ""), ("a\r", 2..<2, "\r\n"), ("\r\n\r\n", 1..<3, ""), ("", 0..<0, "\r\n"),
    ])
    func patchesSplitAndJoinedPairs(text: String, range: Range<Int>, with: String) {
        var buffer = TextBuffer(text)
        buffer.replace(Range(range), with: Array(with.utf8))
        #expect(buffer.lines == LineIndex(buffer.bytes.span))
    }

    @Test func aPatchedIndexIsARebuiltIndex() {
        forAll(count: 300) { random in
            var buffer = TextBuffer(random.text(pieces: 20))
            for _ in 0..<20 {
                let range = random.range(within: buffer.count)
                buffer.replace(Range(range), with: random.textBytes(pieces: 3))
                try #require(buffer.lines == LineIndex(buffer.bytes.span))
            }
        }
    }

    @Test func linesAreFoundByOffset() {
        let buffer = TextBuffer("a\r\nbc\n")
        #expect((0...6).map { buffer.lines.line(at: $0) } == [0, 0, 0, 1, 1, 1, 2])
        #expect(buffer.lines.line(at: -5) == 0)
        #expect(buffer.lines.line(at: .max) == 2)
        #expect(buffer.lines.range(of: 1, in: buffer.bytes.span) == 3..<6)
        #expect(buffer.lines.contentRange(of: 0, in: buffer.bytes.span) == 0..<1)
        #expect(buffer.lines.range(of: 99, in: buffer.bytes.span) == 6..<6)
        #expect(buffer.lines.start(of: -1) == 0)
    }
}

extension TextBuffer {
    var lineStarts: [Int] { (0..<lines.count).map { lines.start(of: $0) } }
}
