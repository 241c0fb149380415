import Base
import Testing

@testable import TestKit

@Suite struct ExpectationTests {
    /// Rewrites the literal `old` of the call in the first line that has `CALL`.
    private func rewritten(_ source: String, from old: String, to new: String) throws -> String {
        var bytes = Array(source.utf8)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("CALL") })
        let column = Array(lines[line].utf8).firstIndex(of: UInt8(ascii: "C")) ?? 0
        let change = try SourceLiteral.replacement(
            in: bytes, line: line + 1, column: column + 1, from: old, to: new)
        bytes.replaceSubrange(change.range, with: change.text)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func shortLiteralsStayShort() throws {
        #expect(
            try rewritten(#"CALL(x, equals: "a")"#, from: "a", to: "b") == #"CALL(x, equals: "b")"#)
    }

    @Test func severalLinesGetLinesOfTheirOwn() throws {
        let text = try rewritten("    CALL(x, equals: \"\")", from: "", to: "a\n\n  b \n")
        #expect(
            text == """
                    CALL(x, equals: \"""
                        a

                          b\\u{20}

                        \""")
                """)
    }

    @Test func theLastLiteralOfTheValueIsMeant() throws {
        let source = #"""
            CALL(
                "same", // a comment with ) and "quotes
                f("same", [")"]), /* " /* ) */ */ #"\("# + "\(g("same"))",
                """
                same
                """, { "same" })
            """#
        let text = try rewritten(source, from: "same", to: "new")
        #expect(text.contains("    \"\"\"\n    new\n    \"\"\""))
        #expect(text.components("same") == 4)
    }

    @Test func aLiteralThatIsNotThereIsAnError() {
        #expect(throws: ExpectationError.self) {
            try rewritten(#"CALL("a")"#, from: "b", to: "c")
        }
        #expect(throws: ExpectationError.self) {
            try rewritten(#"CALL("\(a)")"#, from: "", to: "c")
        }
        #expect(throws: ExpectationError.self) {
            try SourceLiteral.replacement(
                in: Array("f()\n".utf8), line: 9, column: 1, from: "", to: "")
        }
    }

    @Test func whatIsWrittenIsReadBack() {
        forAll(count: 600) { random in
            var value = random.text(pieces: 12)
            for _ in 0..<random.int(in: 0...6) {
                value += random.element(of: [
                    "\"", "\"\"\"", "\\", "#", "\\#", "\"#", "\\(x)", "\\n",
                ])
                value += random.text(pieces: 2)
            }
            let text = LiteralWriter(indentation: random.once(in: 2) ? "" : "        ").write(
                value, onOneLine: random.once(in: 2))
            var scanner = LiteralScanner(Array("f(\(text))".utf8))
            let literals = scanner.argumentLiterals(from: 0)
            try #require(literals.count == 1)
            let read = try #require(literals[0].value)
            try #require(read.utf8.elementsEqual(value.utf8))
        }
    }

    @Test func severalExpectationsOfAFileAreRewritten() throws {
        let directory = try TemporaryDirectory()
        let source = "expect(a, equals: \"1\")\nexpect(b, equals: \"2\")\n"
        try directory.write("test.swift", source)
        let updater = ExpectationUpdater()
        func place(_ line: Int) -> SourceLocation {
            SourceLocation(
                fileID: "Tests/test.swift", filePath: (directory.path / "test.swift").string,
                line: line, column: 7)
        }
        try updater.update(place(1), from: "1", to: "a\nb")
        try updater.update(place(2), from: "2", to: "c\nd")
        try updater.update(place(1), from: "1", to: "a\nb")
        let text = String(decoding: try directory.read("test.swift"), as: UTF8.self)
        #expect(
            text == """
                expect(a, equals: \"""
                    a
                    b
                    \""")
                expect(b, equals: \"""
                    c
                    d
                    \""")

                """)
        #expect(throws: ExpectationError.self) {
            try updater.update(place(1), from: "1", to: "other")
        }
    }
}

extension String {
    /// How many times a text occurs.
    fileprivate func components(_ text: String) -> Int {
        let bytes = Array(utf8)
        return bytes.indices.count { bytes[$0...].starts(with: text.utf8) }
    }
}
