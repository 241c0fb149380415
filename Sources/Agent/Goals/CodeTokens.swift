internal import Languages
internal import Structure
internal import Syntax

/// What of a text is code: its syntax tree without comments and documentation.
enum CodeTokens {
    /// How a draft changes code in a file, in words for the model; nil where it changes comments
    /// and documentation alone.
    static func difference(_ draft: Draft, _ languages: LanguageRegistry) -> String? {
        for (path, change) in draft.files.sorted(by: { $0.key < $1.key }) {
            guard let before = change.original, let after = change.content else {
                return "\(path): only documentation may change; no file may come or go"
            }
            guard let old = code(before, at: path, languages),
                let new = code(after, at: path, languages)
            else { return "\(path): its code cannot be told from its documentation" }
            guard old != new else { continue }
            let place = zip(old, new).first { $0.0 != $0.1 }
            let words = place.map { "`\($0.0.text)` became `\($0.1.text)`" } ?? "code came or went"
            return "\(path): only documentation may change, but \(words)"
        }
        return nil
    }

    /// A node of the tree: what it is, how deep it lies, and its text where it is a leaf.
    struct Token: Equatable {
        let kind: String
        let depth: Int
        let text: String
    }

    /// The code of a file; nil where nothing can parse it.
    static func code(
        _ bytes: [UInt8], at path: ProjectPath, _ languages: LanguageRegistry
    ) -> [Token]? {
        guard
            let language = languages.language(
                languageId: nil, fileName: path.name, firstLine: bytes),
            let grammar = try? language.grammar()
        else { return nil }
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(bytes, budgetNanoseconds: 5_000_000_000)
        else { return nil }
        let docs = Documentation(of: tree, bytes: bytes, language: language).entries
            .flatMap(\.docs)
        var tokens: [Token] = []
        // A stack of our own: nothing recurses on input.
        var left = [(node: tree.root, depth: 0)]
        while let (node, depth) = left.popLast() {
            let range = node.byteRange
            if node.kindName.contains("comment") { continue }
            if docs.contains(where: {
                $0.lowerBound <= range.lowerBound
                    && range.upperBound <= $0.upperBound && !range.isEmpty
            }) {
                continue
            }
            let children = node.children
            let text = children.isEmpty ? String(decoding: bytes[range], as: UTF8.self) : ""
            tokens.append(Token(kind: node.kindName, depth: depth, text: text))
            for child in children.reversed() { left.append((child, depth + 1)) }
        }
        return tokens
    }
}

extension ProjectPath {
    /// The last part.
    package var name: String { string.split(separator: "/").last.map(String.init) ?? string }
}
