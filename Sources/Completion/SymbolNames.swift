package import RepoMap
package import Structure

/// The names that a repository defines, for completions.
package struct SymbolNames: Sendable {
    /// A name and what it is of.
    package struct Symbol: Sendable, Hashable {
        package let name: String
        package let kind: DefinitionKind
        /// In how many files it stands.
        fileprivate let uses: Int
    }

    /// Sorted by their names in lower case.
    private let symbols: [(key: [UInt8], symbol: Symbol)]

    /// The names of an index. Of several definitions with one name the first counts.
    package init(_ index: MapIndex) {
        var seen: Set<NameID> = []
        var symbols: [(key: [UInt8], symbol: Symbol)] = []
        for file in index.files {
            for definition in file.definitions where definition.kind != .extension {
                let id = definition.nameID
                guard seen.insert(id).inserted else { continue }
                let name = definition.name
                symbols.append(
                    (
                        SymbolNames.key(Array(name.utf8)),
                        Symbol(name: name, kind: definition.kind, uses: index.useCount(of: id))
                    ))
            }
        }
        self.symbols = symbols.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    /// The names that begin with what is typed: those in the same case first, then by how many
    /// files they stand in.
    package func symbols(startingWith typed: [UInt8], limit: Int) -> [Symbol] {
        // Of one letter there are too many.
        guard typed.count >= 2 else { return [] }
        let key = SymbolNames.key(typed)
        var low = 0
        var high = symbols.count
        while low < high {
            let middle = low + (high - low) / 2
            if symbols[middle].key.lexicographicallyPrecedes(key) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let found = symbols[low...].prefix(SymbolNames.mostLookedAt)
            .prefix { $0.key.starts(with: key) }.map(\.symbol)
            .filter { $0.name.utf8.count > typed.count }
        return Array(
            found.sorted { one, other in
                let (first, second) = (
                    one.name.utf8.starts(with: typed), other.name.utf8.starts(with: typed)
                )
                if first != second { return first }
                return (other.uses, one.name) < (one.uses, other.name)
            }.prefix(limit))
    }

    private static let mostLookedAt = 2000

    private static func key(_ name: [UInt8]) -> [UInt8] {
        name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}
