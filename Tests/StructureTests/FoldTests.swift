import Structure
import TestKit
import Testing
import Text

@Suite("Folds")
struct FoldTests {
    /// Checks the folds: their lines from 1, and their kind.
    private func check(
        _ text: String, _ language: String, _ expected: String, limit: Int = 100,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let source = try Source(text, language)
        let folds = folds(
            of: source.tree, text: source.text, language: source.language, limit: limit)
        let lines = folds.map { fold in
            "\(fold.lines.lowerBound + 1)-\(fold.lines.upperBound + 1) \(fold.kind)"
        }
        expect(
            lines.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    @Test func importsAndCommentsFoldAsBlocks() throws {
        try check(
            """
            import a
            import b

            from c import d

            # One
            # two
            x = 1  # about x
            y = 2  # about y
            # Alone
            """, "python",
            """
            1-4 imports
            6-7 comment
            """)
    }

    @Test func bodiesFoldFromTheirFirstLine() throws {
        try check(
            """
            class A:
                def f(self):
                    x = [
                        1,
                    ]
                    return x

            z = 1
            """, "python",
            """
            1-6 code
            2-6 code
            3-4 code
            """)
    }

    @Test func whatClosesABlockStaysVisible() throws {
        try check(
            """
            function f(a) {
                if (a) {
                    g({
                        b: 1,
                    });
                } else {
                    h();
                }
            }
            """, "javascript",
            """
            1-8 code
            2-5 code
            3-4 code
            6-7 code
            """)
    }

    @Test func linesEndWithACarriageReturnToo() throws {
        try check("function f() {\r  a;\r  b;\r}\rg();\r", "javascript", "1-3 code")
    }

    @Test func thereAreNoMoreThanAskedFor() throws {
        try check(
            "def f():\n    a\ndef g():\n    b\ndef h():\n    c\n", "python",
            """
            1-2 code
            3-4 code
            """, limit: 2)
    }
}
