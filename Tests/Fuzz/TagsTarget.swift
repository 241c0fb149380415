private import Base
private import Languages
private import Structure
private import Syntax
private import Text

extension FuzzTarget {
    /// A source file: a line that names the language, then the text. Everything that is worked out
    /// from its tree lies within it, before and after an edit.
    static let tags = FuzzTarget(name: "tags") { input in
        let name = String(decoding: input.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let language = language(name)
        let grammar = try language.grammar()
        var text = TextBuffer(Array(input.dropFirst(name.utf8.count + 1)))
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(text.bytes) else { return }
        try inspect(tree, text, language)

        // A piece of the text moves: its bytes decide which.
        let seed = Int(text.bytes.reduce(UInt32(1)) { $0 &* 31 &+ UInt32($1) })
        let from = ByteOffset(seed % (text.count + 1))
        let to = ByteOffset(seed / 7 % (text.count + 1))
        let range = text.clamp(min(from, to)..<min(max(from, to), min(from, to) + 12))
        let moved = Array(text.bytes[range.offsets])
        let old = text
        let edits = [
            text.replace(range, with: []),
            text.replace(to..<to, with: moved),
        ]
        let edited = tree.edited(by: edits)
        guard case .finished(let newer) = parser.parse(text.bytes, old: edited) else { return }
        try inspect(newer, text, language)
        if let query = language.query(.tags) {
            let updated = Tags(of: tree, bytes: old.bytes, query: query)
                .updated(after: edits, old: tree, new: newer, bytes: text.bytes, query: query)
            try inspect(updated, text)
        }
    }

    private static let registry = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

    /// The languages that we have queries for.
    private static let languages = registry.all.filter { $0.hasQuery(.tags) }

    /// The language of a name; for one that means nothing, any, so that no input is wasted.
    private static func language(_ name: String) -> Language {
        let any = name.utf8.reduce(0) { $0 &+ Int($1) } % languages.count
        return languages.first { $0.id == name } ?? languages[any]
    }

    private static func inspect(_ tree: Tree, _ text: TextBuffer, _ language: Language) throws {
        let (bytes, all) = (text.bytes, 0..<text.count)
        try inspect(Tags(of: tree, bytes: bytes, language: language), text)
        for fold in folds(of: tree, text: text, language: language, limit: 1000) {
            try require(fold.lines.upperBound < text.lines.count, "a fold outside the text")
        }
        for error in syntaxErrors(of: tree, text: text) {
            try require(isInside(error.range, all), "an error outside the text")
        }
        for offset in [0, text.count / 3, text.count - 1, text.count] where offset >= 0 {
            let ranges = selectionRanges(at: offset, in: tree, bytes: bytes)
            for (inner, outer) in zip(ranges, ranges.dropFirst()) {
                try require(isInside(inner, outer), "a selection that does not grow")
            }
        }
    }

    private static func inspect(_ tags: Tags, _ text: TextBuffer) throws {
        let all = 0..<text.count
        for definition in tags.definitions {
            try require(isInside(definition.range, all), "a definition outside the text")
            try require(
                isInside(definition.nameRange, definition.range), "a name outside its definition")
            _ = definition.signature(in: text.bytes)
        }
        for reference in tags.references {
            try require(isInside(reference.range, all), "a reference outside the text")
        }
        let outline = tags.outline()
        try require(outline.count <= tags.definitions.count, "more in the outline than in the text")
    }

    private static func isInside(_ inner: Range<Int>, _ outer: Range<Int>) -> Bool {
        outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }
}
