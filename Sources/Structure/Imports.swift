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

/// The imports of a text in its order, as the language's query finds them.
package func imports(of tree: Tree, bytes: [UInt8], language: Language) -> [Import] {
    guard let query = language.query(.imports) else { return [] }
    var found: [Import] = []
    query.forEachMatch(in: tree.root, bytes: bytes) { match in
        var one = Import(range: 0..<0)
        var name: Range<Int>?
        var alias: Range<Int>?
        for place in 0..<match.captureCount {
            let range = match.byteRange(at: place)
            switch query.captureNames[match.captureIndex(at: place)] {
            case "import": one.range = range
            case "import.module": one.module = range
            case "import.name": name = range
            case "import.alias": alias = range
            case "import.wildcard": one.isWildcard = true
            default: break
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
    return merged(found)
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
