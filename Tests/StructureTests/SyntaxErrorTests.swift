import Structure
import Syntax
import TestKit
import Testing
import Text

@Suite("Syntax errors")
struct SyntaxErrorTests {
    /// Checks the errors: line and column from 1, what is marked, and the message.
    private func check(
        _ text: String, _ language: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let source = try Source(text, language)
        let lines = syntaxErrors(of: source.tree, text: source.text).map { error in
            let line = source.text.lines.line(at: error.range.lowerBound)
            let column = error.range.lowerBound - source.text.lines.start(of: line)
            return "\(line + 1):\(column + 1) \(source.string(error.range)): \(error.message)"
        }
        expect(
            lines.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    @Test func rightTextHasNone() throws {
        try check("def f():\n    pass\n", "python", "")
    }

    @Test func aBracketThatIsNotClosedIsNamed() throws {
        try check("x = (1 +\ny = 2\nz = 3\n", "python", "1:5 (: `(` is not closed")
        try check("def f(a:\n    return a\n", "python", "1:6 (: `(` is not closed")
        try check("function f( {\n  return 1;\n}\n", "javascript", "1:11 (: `(` is not closed")
    }

    @Test func aBracketThatWasNotOpenedIsNamed() throws {
        try check("x = 1)\n", "python", "1:6 ): unexpected `)`")
    }

    @Test func aQuoteWithoutItsOtherEndIsNamed() throws {
        try check("x = 'abc\ny = 1\n", "python", "1:5 ': `'` is not closed")
    }

    @Test func whatIsMissingIsShownBehindWhatIsThere() throws {
        try check("int f(void) {\n  int x = 1\n  return x;\n}\n", "c", "2:11 1: missing `;`")
        try check(
            "int f() {\n  if (x) {\n  g();\n}\n\n", "c", "4:1 }: missing `}` for line 1")
        try check("if x\n    y = 1\n", "python", "1:4 x: missing `:`")
        try check(
            "class A:\n    def f(self)\n        pass\n    def g(self):\n        pass\n", "python",
            "2:15 ): missing `:`")
    }

    @Test func textThatDoesNotFitIsQuoted() throws {
        try check("x = = 3\n", "python", "1:5 =: unexpected `=`")
        try check("d = {'a': 1, 'b' 2}\n", "python", "1:14 'b' 2: unexpected `'b' 2`")
    }

    @Test func aLongTextIsCutAtACharacter() throws {
        let long = String(repeating: "é ", count: 40)
        let source = try Source("d = {1: \(long)}\n")
        let error = try #require(syntaxErrors(of: source.tree, text: source.text).first)
        #expect(error.message.hasSuffix("…`"))
        #expect(!error.message.contains("\u{FFFD}"))
    }

    @Test func garbageHasFewErrorsOneALine() throws {
        forAll(seed: 13, count: 30) { random in
            let text = TextBuffer(random.bytes(pieces: 200) + random.textBytes(pieces: 300))
            for id in ["python", "javascript", "c", "rust"] {
                let source = try Source(text, TestLanguages.named(id))
                let errors = syntaxErrors(of: source.tree, text: text, limit: 20)
                try #require(errors.count <= 20)
                try #require(errors.isEmpty != source.tree.root.hasError)
                let lines = errors.map { text.lines.line(at: $0.range.lowerBound) }
                try #require(Set(lines).count == lines.count)
                for error in errors {
                    try #require(
                        0 <= error.range.lowerBound && error.range.upperBound <= text.count)
                    try #require(
                        text.lines.line(at: error.range.upperBound)
                            == text.lines.line(at: error.range.lowerBound))
                }
            }
        }
    }
}
