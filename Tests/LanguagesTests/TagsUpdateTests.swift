import Languages
import Structure
import Syntax
import TestKit
import Testing
import Text

/// Tags that are kept through edits, over the constructs of every language.
@Suite struct TagsUpdateTests {
    private static let fixtures = [
        "bash": BashFixture.source, "c": CFixture.source, "cpp": CppFixture.source,
        "csharp": CSharpFixture.source, "go": GoFixture.source, "java": JavaFixture.source,
        "javascript": JavaScriptFixture.source, "kotlin": KotlinFixture.source,
        "lua": LuaFixture.source, "php": PHPFixture.source, "python": PythonFixture.source,
        "ruby": RubyFixture.source, "rust": RustFixture.source, "swift": SwiftFixture.source,
        "tsx": TSXFixture.source, "typescript": TypeScriptFixture.source,
    ]

    @Test(arguments: fixtures.keys.sorted())
    func areThoseOfTheWholeText(id: String) throws {
        let language = try TestLanguages.named(id)
        let query = try #require(language.query(.tags))
        let importQuery = try #require(language.query(.imports))
        let grammar = try language.grammar()
        let fixture = try #require(Self.fixtures[id])
        forAll(seed: 17, count: 2) { random in
            var parser = Parser(grammar: grammar)
            var text = TextBuffer(String(repeating: fixture, count: random.int(in: 1...3)))
            guard case .finished(var tree) = parser.parse(text.bytes) else { return }
            var tags = Tags(of: tree, bytes: text.bytes, query: query)
            var imports = Imports(of: tree, bytes: text.bytes, query: importQuery)
            for _ in 0..<6 {
                let edits = (0...random.int(below: 3)).map { _ in random.edit(&text, fixture) }
                let moved = tree.edited(by: edits)
                guard case .finished(let new) = parser.parse(text.bytes, old: moved) else { return }
                tags = tags.updated(
                    after: edits, old: tree, new: new, bytes: text.bytes, query: query)
                let fresh = Tags(of: new, bytes: text.bytes, query: query)
                // Within an error a hidden node may come and go, by which a query tells values
                // from other names, and which the library does not count as a change.
                let isSame =
                    new.root.hasError ? tags.definitions == fresh.definitions : tags == fresh
                try #require(isSame, "\(TagsUpdateTests.difference(tags, fresh))")
                tags = fresh
                imports = imports.updated(
                    after: edits, old: tree, new: new, bytes: text.bytes, query: importQuery)
                let freshImports = Imports(of: new, bytes: text.bytes, query: importQuery)
                try #require(new.root.hasError || imports == freshImports)
                imports = freshImports
                tree = new
            }
        }
    }

    @Test("One walk finds what two find", arguments: fixtures.keys.sorted())
    func joined(id: String) throws {
        let language = try TestLanguages.named(id)
        let bytes = Array(try #require(Self.fixtures[id]).utf8)
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(bytes) else { return }
        let both = tagsAndImports(of: tree, bytes: bytes, language: language)
        #expect(both.tags == Tags(of: tree, bytes: bytes, language: language))
        #expect(both.imports == imports(of: tree, bytes: bytes, language: language))
    }

    private static func difference(_ updated: Tags, _ fresh: Tags) -> String {
        let lost = Set(fresh.definitions).subtracting(updated.definitions)
        let extra = Set(updated.definitions).subtracting(fresh.definitions)
        let lostUses = Set(fresh.references).subtracting(updated.references)
        let extraUses = Set(updated.references).subtracting(fresh.references)
        return "lost \(lost) \(lostUses), extra \(extra) \(extraUses)"
    }
}

extension Random {
    /// Makes one edit such as typing, pasting a piece of the language, or removing a little.
    fileprivate mutating func edit(_ text: inout TextBuffer, _ pieces: String) -> AppliedEdit {
        let start = int(in: 0...text.count)
        let end = min(text.count, start + (once(in: 20) ? 2000 : int(below: 20)))
        let pieces = Array(pieces.utf8)
        let from = int(below: pieces.count)
        let piece = pieces[from..<min(pieces.count, from + int(below: 60))]
        let replacement =
            once(in: 3) ? [] : once(in: 3) ? textBytes(pieces: 3) : Array(piece)
        return text.replace(ByteOffset(start)..<ByteOffset(end), with: replacement)
    }
}
