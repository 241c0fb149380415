package import Languages
package import Syntax

/// One import of a text: what one statement takes from one module.
package struct Import: Hashable, Sendable {
    /// The whole statement.
    package var range: Range<Int>
    /// The path or name of the module as it is written; nil where the language has none.
    package var module: Range<Int>?
    /// The names that it takes from the module.
    package var names: [ImportedName] = []
    /// What the module itself is called here, where it is renamed.
    package var alias: Range<Int>?
    /// Whether it takes all names.
    package var isWildcard = false
}

/// One name that is taken from a module.
package struct ImportedName: Hashable, Sendable {
    /// What the module calls it.
    package var name: Range<Int>
    /// What it is called here, where it is renamed.
    package var alias: Range<Int>?
}

/// The imports of a text, or of a part of it, in its order, as the language's query finds them.
package func imports(
    of tree: Tree, bytes: [UInt8], language: Language, within range: Range<Int>? = nil
) -> [Import] {
    guard let query = language.query(.imports) else { return [] }
    return imports(of: tree, bytes: bytes, query: query, within: range)
}

/// The same by the query itself, perhaps only what reaches into a range.
func imports(
    of tree: Tree, bytes: [UInt8], query: Query, within range: Range<Int>? = nil
) -> [Import] {
    var reader = ImportReader(query: query)
    query.forEachMatch(in: tree.root, bytes: bytes, range: range) { reader.read($0) }
    return reader.imports
}

/// The tags and the imports of a text, found in one walk: walking through a tree takes longer than
/// looking at what is met.
package func tagsAndImports(
    of tree: Tree, bytes: [UInt8], language: Language
) -> (tags: Tags, imports: [Import]) {
    guard let query = language.query([.tags, .imports]) else {
        return (
            Tags(of: tree, bytes: bytes, language: language),
            imports(of: tree, bytes: bytes, language: language)
        )
    }
    var tags = TagReader(query: query, bytes: bytes)
    var imports = ImportReader(query: query)
    query.forEachMatch(in: tree.root, bytes: bytes) { match in
        tags.read(match)
        imports.read(match)
    }
    return (tags.tags, imports.imports)
}

/// Collects matches that are about imports.
private struct ImportReader {
    private enum Role {
        case statement, module, name, alias, wildcard, other
    }

    private let roles: [Role]
    private var found: [Import] = []

    init(query: Query) {
        roles = query.captureNames.map { name in
            switch name {
            case "import": .statement
            case "import.module": .module
            case "import.name": .name
            case "import.alias": .alias
            case "import.wildcard": .wildcard
            default: .other
            }
        }
    }

    var imports: [Import] { merged(found) }

    mutating func read(_ match: borrowing QueryCursor) {
        var one = Import(range: 0..<0)
        var name: Range<Int>?
        var alias: Range<Int>?
        for place in 0..<match.captureCount {
            switch roles[match.captureIndex(at: place)] {
            case .statement: one.range = match.byteRange(at: place)
            case .module: one.module = match.byteRange(at: place)
            case .name: name = match.byteRange(at: place)
            case .alias: alias = match.byteRange(at: place)
            case .wildcard: one.isWildcard = true
            case .other: break
            }
        }
        guard !one.range.isEmpty else { return }
        if let name {
            one.names = [ImportedName(name: name, alias: alias)]
        } else {
            one.alias = alias
        }
        found.append(one)
    }
}

/// One import for all that a statement takes from a module, where every match has a part.
private func merged(_ parts: [Import]) -> [Import] {
    let sorted = parts.enumerated().sorted { one, other in
        let (left, right) = (one.element, other.element)
        let leftKey = (left.range.lowerBound, left.module?.lowerBound ?? -1, one.offset)
        return leftKey < (right.range.lowerBound, right.module?.lowerBound ?? -1, other.offset)
    }
    var result: [Import] = []
    for part in sorted.map(\.element) {
        guard var last = result.last, last.range == part.range,
            last.module == part.module || part.module == nil || last.module == nil
        else {
            result.append(part)
            continue
        }
        last.module = last.module ?? part.module
        last.alias = last.alias ?? part.alias
        last.isWildcard = last.isWildcard || part.isWildcard
        for name in part.names {
            if let place = last.names.firstIndex(where: { $0.name == name.name }) {
                last.names[place].alias = last.names[place].alias ?? name.alias
            } else {
                last.names.append(name)
            }
        }
        last.names.sort { $0.name.lowerBound < $1.name.lowerBound }
        result[result.count - 1] = last
    }
    return result
}
