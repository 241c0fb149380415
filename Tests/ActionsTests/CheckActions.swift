import Actions
import Base
import Syntax
import TestKit
import Testing
import Text

/// The compiled grammars of `TENON_GRAMMARS`, else the user's.
enum TestGrammars {
    private static let loader = GrammarLoader(
        environment: .current, directories: [Directories(environment: .current).data / "grammars"])

    static func tree(_ grammar: String, _ text: TextBuffer) throws -> Tree {
        var parser = Parser(grammar: try loader.grammar(named: grammar, symbol: nil))
        guard case .finished(let tree) = parser.parse(text.bytes) else {
            return try #require(nil, "parsing did not finish")
        }
        return tree
    }
}

extension ActionInput {
    /// A question about the cursor of a fixture, with its tree and no limit of time.
    init(_ fixture: Fixture, grammar: String?) throws {
        let (file, offset) = try fixture.cursor
        try self.init(file.bytes, at: offset..<offset, grammar: grammar)
    }

    init(_ bytes: [UInt8], at range: Range<ByteOffset>, grammar: String?) throws {
        self.init(text: TextBuffer(bytes), range: range)
        limits.trialsNanoseconds = nil
        tree = try grammar.map { try TestGrammars.tree($0, text) }
    }
}

/// Checks the actions at the cursor: for each its title, `*` if it is preferred, how many problems
/// it leaves of how many, and the lines that it changes as they will be.
func check(
    _ grammar: String?, _ source: String, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let input = try ActionInput(Fixture(source), grammar: grammar)
    let described = try input.codeActions().map { action in
        let after = TextBuffer(try action.edits.applied(to: input.text.bytes))
        let diff = unifiedDiff(
            from: input.text.bytes, named: "a", to: after.bytes, named: "b", context: 0)
        let lines = String(decoding: diff, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("@@") && !$0.hasPrefix("---") && !$0.hasPrefix("+++") }
        let preferred = action.isPreferred ? " *" : ""
        return "\(action.title)\(preferred) \(action.errorsBefore)>\(action.errorsAfter)\n"
            + lines.map { "  " + $0 }.joined(separator: "\n")
    }
    expect(described.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
}
