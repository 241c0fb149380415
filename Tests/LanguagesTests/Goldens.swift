import Base
import Languages
import Syntax
import TestKit
import Testing

/// The languages as the tests see them: those in the binary, with the grammars of
/// `TENON_GRAMMARS`, else the user's.
enum TestLanguages {
    static let registry = LanguageRegistry(loader: loader)

    static let loader = GrammarLoader(
        environment: .current,
        directories: [Directories(environment: .current).data / "grammars"])

    /// Those that have a folder of their own, by id.
    static let complete = registry.all.map(\.id).filter { id in
        registry.language(id: id)?.hasQuery(.tags) ?? false
    }

    static func named(_ id: String) throws -> Language {
        try #require(registry.language(id: id), "no language \(id)")
    }
}

/// Checks what a query of a language captures in a source text: one line a capture, in the order
/// of the text, as `line:column capture text`. Line and column count from 1, the column in bytes.
/// Text that goes on after its line ends in `…`. `UPDATE_EXPECT=1` rewrites `expected`.
///
///     check("python", .tags, "def greet(): pass", """
///         1:1 definition.function def greet(): pass
///         1:5 name greet
///         1:14 body pass
///         """)
///
/// With `captures`, only those are shown (all that begin with one of them).
func check(
    _ language: String, _ kind: QueryKind, _ source: String, captures: [String] = [],
    _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let actual = try captured(language, kind, source, sourceLocation).filter { line in
        captures.isEmpty || captures.contains { line.capture.hasPrefix($0) }
    }
    expect(
        actual.map(\.description).joined(separator: "\n"), equals: expected,
        sourceLocation: sourceLocation)
}

private struct CaptureLine: CustomStringConvertible {
    let range: Range<Int>
    let place: Int
    let capture: String
    let description: String
}

private func captured(
    _ id: String, _ kind: QueryKind, _ source: String, _ location: SourceLocation
) throws -> [CaptureLine] {
    let language = try TestLanguages.named(id)
    let grammar = try language.grammar()
    let query = try #require(
        language.query(kind),
        "no \(kind.fileName) of \(id): \(TestLanguages.registry.problems)", sourceLocation: location
    )
    let bytes = Array(source.utf8)
    var parser = Parser(grammar: grammar)
    guard case .finished(let tree) = parser.parse(bytes) else {
        Issue.record("parsing did not finish", sourceLocation: location)
        return []
    }
    var lines: [CaptureLine] = []
    query.forEachMatch(in: tree.root, bytes: bytes) { match in
        for place in 0..<match.captureCount {
            let range = match.byteRange(at: place)
            lines.append(
                CaptureLine(
                    range: range, place: lines.count,
                    capture: query.captureNames[match.captureIndex(at: place)],
                    description: ""
                ).described(in: bytes))
        }
    }
    // Wider nodes first; captures of one node in the order of the query's patterns.
    return lines.sorted {
        ($0.range.lowerBound, -$0.range.upperBound, $0.place)
            < ($1.range.lowerBound, -$1.range.upperBound, $1.place)
    }
}

extension CaptureLine {
    fileprivate func described(in bytes: [UInt8]) -> CaptureLine {
        let newline = UInt8(ascii: "\n")
        let before = bytes[..<range.lowerBound]
        let line = 1 + before.count { $0 == newline }
        let column = range.lowerBound - (before.lastIndex(of: newline) ?? -1)
        let first = bytes[range].prefix { $0 != newline }
        let isCut = first.count > 60 || first.count < range.count
        let text = String(decoding: first.prefix(60), as: UTF8.self) + (isCut ? "…" : "")
        return CaptureLine(
            range: range, place: place, capture: capture,
            description: "\(line):\(column) \(capture) \(text)")
    }
}
