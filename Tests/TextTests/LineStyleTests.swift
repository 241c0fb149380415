import TestKit
import Testing
import Text

@Suite struct LineStyleTests {
    @Test(arguments: [
        ("", LineEnd.lineFeed), ("a\nb\r\n", .lineFeed), ("a\r\nb\r\nc\n", .carriageReturnLineFeed),
        ("a\rb\rc\n", .carriageReturn), ("no end", .lineFeed),
    ])
    func theLineEndOfMostLines(text: String, end: LineEnd) {
        #expect(TextBuffer(text).dominantLineEnd == end)
    }

    @Test(arguments: [
        ("a\nb\n", nil), ("a\n  b\n    c\n", Indent.spaces(2)), ("a\n\tb\n", .tab),
        ("a\n    b\n        c\n    d\n      e\n", .spaces(4)), ("a\n \n b\n", nil),
    ])
    func theIndentOfMostLines(text: String, indent: Indent?) {
        #expect(TextBuffer(text).dominantIndent == indent)
    }

    @Test func partsOfALine() {
        let buffer = TextBuffer("a\r\n\t  b \r\n \t\r\n")
        #expect(buffer.content(ofLine: 1).elementsEqual("\t  b ".utf8))
        #expect(buffer.indentation(ofLine: 1).elementsEqual("\t  ".utf8))
        #expect((0...3).map { buffer.isBlank(line: $0) } == [false, false, true, true])
        #expect(Indent.spaces(2).text(levels: 2) == "    ")
        #expect(Indent.tab.text(levels: -1) == "")
    }
}
