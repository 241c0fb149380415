import Base
import Languages
import Repair
import Syntax
import TestKit
import Testing
import Text

/// The languages in the binary, with the grammars of `TENON_GRAMMARS`, else the user's.
enum TestLanguages {
    static let registry = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

    static func named(_ id: String) throws -> Language {
        try #require(registry.language(id: id), "no language \(id)")
    }
}

extension SuspectFile {
    /// A file whose lines between `first` and `last` (from 0) are equally suspicious; all of them
    /// when none are given.
    static func of(
        _ source: String, _ language: String, lines: ClosedRange<Int>? = nil
    ) throws -> SuspectFile {
        let count = source.split(separator: "\n", omittingEmptySubsequences: false).count
        let lines = lines ?? 0...count
        return try #require(
            SuspectFile(
                Array(source.utf8), language: TestLanguages.named(language),
                suspicion: Dictionary(uniqueKeysWithValues: lines.map { ($0, 1.0) })),
            "\(language): \(TestLanguages.registry.problems)")
    }
}

/// Checks that the candidates of a function with one fault have the repaired text among the first
/// ones. In the source, `⟦broken→repaired⟧` stands for what is wrong and what it should become.
func checkRepaired(
    _ language: String, _ marked: String, within limit: Int = 500,
    facts: FailureFacts = FailureFacts(), sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let (broken, repaired) = try both(marked)
    let file = try SuspectFile.of(broken, language)
    var source = CandidateSource([file], facts: facts)
    for _ in 0..<limit {
        guard let candidate = source.next() else { break }
        if try ink(candidate.changes[0].edits.applied(to: file.text.bytes)) == ink(repaired) {
            return
        }
    }
    Issue.record("not repaired: \(marked)", sourceLocation: sourceLocation)
}

/// The broken and the repaired text of one with `⟦broken→repaired⟧` in it.
private func both(_ marked: String) throws -> (broken: String, repaired: String) {
    var (broken, repaired) = ("", "")
    var rest = marked[...]
    while let open = rest.firstIndex(of: "⟦") {
        let middle = try #require(rest[open...].firstIndex(of: "→"))
        let close = try #require(rest[middle...].firstIndex(of: "⟧"))
        broken += rest[..<open] + rest[rest.index(after: open)..<middle]
        repaired += rest[..<open] + rest[rest.index(after: middle)..<close]
        rest = rest[rest.index(after: close)...]
    }
    return (broken + rest, repaired + rest)
}

/// The text without what does not matter for comparing: blanks and empty lines.
private func ink(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 > 0x20 } }
private func ink(_ text: String) -> [UInt8] { ink(Array(text.utf8)) }

/// Checks what the first candidates of a text are.
func checkFirst(
    _ language: String, _ source: String, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    var source = CandidateSource([try .of(source, language)])
    var shown: [String] = []
    while shown.count < 16, let candidate = source.next() { shown.append(candidate.summary) }
    expect(shown.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
}
