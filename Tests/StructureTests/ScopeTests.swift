import Structure
import TestKit
import Testing
import Text

@Suite("Scopes and what is visible in them")
struct ScopeTests {
    /// Checks the names that are visible at `$0`, the nearest first.
    private func check(
        _ fixture: String, _ language: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (file, offset) = try Fixture(fixture).cursor
        let source = try Source(file.text, language)
        let scopes = Scopes(of: source.tree, bytes: source.bytes, language: source.language)
        let names = scopes.visible(at: offset.value, bytes: source.bytes).map { local in
            "\(local.kind) \(source.string(local.range))"
        }
        expect(
            names.joined(separator: ", "), equals: expected, sourceLocation: sourceLocation)
    }

    @Test func innerNamesComeFirstAndHideOuterOnes() throws {
        try check(
            """
            import os
            x = 1
            def f(x, a):
                b = 2
                def g(c):
                    d = $0
                    e = 3
                return b
            def h(): pass
            """, "python",
            "variable d, parameter c, function g, variable b, parameter a, parameter x, "
                + "function h, function f, variable os")
    }

    @Test func aBlockEndsTheLifeOfItsNames() throws {
        try check(
            """
            package p
            func f(a int) {
                if b := a; b > 0 {
                    c := b
                }
                $0
            }
            func (r *T) g() {}
            """, "go", "parameter a, function f")
    }

    @Test func declaratorsNameTheFunctionOutside() throws {
        try check(
            """
            static int *f(int a, char *b) {
                int c = a;
                return $0;
            }
            """, "c", "variable c, parameter b, parameter a, function f")
    }

    @Test func aUseIsBoundByTheNearestName() throws {
        let source = try Source("x = 1\ndef f(x):\n    return x\nprint(x)\n")
        let scopes = Scopes(of: source.tree, bytes: source.bytes, language: source.language)
        let inner = try #require(scopes.binding(ofNameAt: 27, bytes: source.bytes))
        #expect(inner.kind == .parameter && inner.range == 12..<13)
        let outer = try #require(scopes.binding(ofNameAt: 35, bytes: source.bytes))
        #expect(outer.kind == .variable && outer.range == 0..<1)
        #expect(scopes.binding(ofNameAt: 8, bytes: source.bytes)?.kind == nil)
    }

    @Test func aLanguageWithoutTheQueryHasTheScopeOfTheText() throws {
        let source = try Source("")
        let scopes = Scopes(of: source.tree, bytes: [], language: source.language)
        #expect(scopes.scopes.map(\.range) == [0..<0])
        #expect(scopes.visible(at: 0, bytes: []).isEmpty)
    }
}
