import Base
import Languages
import RepoMap
import Syntax
import TestKit
import Testing
import Text

/// Identifiers that are kept through edits.
@Suite("Identifiers of an edited text") struct IdentifiersTests {
    private static let texts = [
        "a.py": "class A(B):\n    x = 1\n    def f(self, y=None):\n        return self.x + y\n\n",
        "a.ts": "export class A<T> {\n  f(x: T): number { return this.g(`a${x}b`) + 1 }\n}\n",
        "a.cpp": "#define N 3\nnamespace n { template <class T> T f(T a) { return a + N; } }\n",
        "a.sh": "f() { local x=$1; echo \"${x}y\" $(g \"$x\"); }\n",
    ]

    @Test("They are those of the whole text", arguments: texts.keys.sorted())
    func updates(path: String) throws {
        let language = try #require(MapFixture.registry.language(fileName: path))
        let grammar = try language.grammar()
        let piece = try #require(Self.texts[path])
        forAll(seed: 23, count: 20) { random in
            var parser = Parser(grammar: grammar)
            var text = TextBuffer(String(repeating: piece, count: random.int(in: 1...40)))
            guard case .finished(var tree) = parser.parse(text.bytes) else { return }
            var identifiers = Identifiers(of: tree, bytes: text.bytes)
            for _ in 0..<8 {
                let edits = (0...random.int(below: 3)).map { _ -> AppliedEdit in
                    let start = random.int(in: 0...text.count)
                    let end = min(text.count, start + random.int(below: 12))
                    let pieces = Array(piece.utf8)
                    let from = random.int(below: pieces.count)
                    let new = pieces[from..<min(pieces.count, from + random.int(below: 30))]
                    return text.replace(
                        ByteOffset(start)..<ByteOffset(end), with: Array(new))
                }
                let moved = tree.edited(by: edits)
                guard case .finished(let new) = parser.parse(text.bytes, old: moved) else { return }
                identifiers = identifiers.updated(
                    after: edits, old: tree, new: new, bytes: text.bytes)
                tree = new
                let fresh = Identifiers(of: tree, bytes: text.bytes)
                try #require(
                    identifiers.occurrences(lines: text.lines).described
                        == fresh.occurrences(lines: text.lines).described)
            }
        }
    }
}
