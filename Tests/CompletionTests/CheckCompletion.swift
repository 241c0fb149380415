import Base
import Completion
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

extension CompletionInput {
    /// A completion at the cursor of a fixture; its other files are open as well.
    init(_ source: String, grammar: String? = nil) throws {
        let fixture = try Fixture(source)
        let (file, offset) = try fixture.cursor
        self.init(text: TextBuffer(file.bytes), cursor: offset)
        others = fixture.files.filter { $0.path != file.path }.map {
            DocumentIndex(TextBuffer($0.bytes))
        }
        limits.parseNanoseconds = nil
        tree = try grammar.map { try TestGrammars.tree($0, text) }
    }
}

/// Checks a menu: its items in their order, then what an accepted one replaces.
func checkMenu(
    _ source: String, definitions: [NamedDefinition] = [], _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    var input = try CompletionInput(source)
    input.definitions = definitions
    let menu = input.menuCompletions()
    let items = menu.items.map { item in
        String(decoding: item.text, as: UTF8.self) + (item.kind.map { ":\($0)" } ?? "")
    }
    let replaced = String(decoding: input.text.bytes[menu.replaced.offsets], as: UTF8.self)
    let inserted = String(decoding: input.text.bytes[menu.inserted.offsets], as: UTF8.self)
    expect(
        "\(items.joined(separator: " "))\n[\(inserted)] of [\(replaced)]", equals: expected,
        sourceLocation: sourceLocation)
}

/// Checks the inline completion: the cursor's line as it would be, with what is new in brackets.
func checkInline(
    _ source: String, grammar: String? = nil, confidence: Double = 0.5, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    var input = try CompletionInput(source, grammar: grammar)
    input.limits.confidence = confidence
    guard let found = input.inlineCompletion() else {
        return expect("silent", equals: expected, sourceLocation: sourceLocation)
    }
    let bytes = input.text.bytes
    let line = input.text.lines.contentRange(
        of: input.text.lines.line(at: found.replaced.lowerBound.value), in: bytes.span)
    let before = bytes[line.lowerBound..<found.replaced.upperBound.value]
    let after = bytes[found.replaced.upperBound.value..<line.upperBound]
    let new = found.text.dropFirst(found.replaced.count)
    let parts = [before, new, after].map { String(decoding: $0, as: UTF8.self) }
    expect("\(parts[0])[\(parts[1])]\(parts[2])", equals: expected, sourceLocation: sourceLocation)
}
