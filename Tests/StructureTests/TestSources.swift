import Base
import Languages
import Syntax
import Testing
import Text

/// The languages that are built in, with the grammars of `TENON_GRAMMARS`, else the user's.
enum TestLanguages {
    static let registry = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

    static func named(_ id: String) throws -> Language {
        try #require(registry.language(id: id), "no language \(id)")
    }
}

/// A text with its tree.
struct Source {
    let text: TextBuffer
    let tree: Tree
    let language: Language

    init(_ text: String, _ id: String = "python") throws {
        try self.init(TextBuffer(text), TestLanguages.named(id))
    }

    init(_ text: TextBuffer, _ language: Language, old: Tree? = nil) throws {
        self.text = text
        self.language = language
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(text.bytes, old: old) else {
            throw TestFailure(description: "the text does not parse")
        }
        self.tree = tree
    }

    var bytes: [UInt8] { text.bytes }

    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String
}
