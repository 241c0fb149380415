internal import Base

/// How much of a name the cursor's own name has as well, and how much the cursor's signature and
/// its type's name. Rare words count more.
struct WordOverlap {
    /// The names that share something.
    private(set) var shares: [(name: NameID, withName: Double, withSignature: Double)] = []

    /// The names among the given ones that have a word of the cursor's.
    init(_ index: MapIndex, names: [NameID], cursor: [DefinitionID]) {
        guard !cursor.isEmpty else { return }
        index.tables.words.withLock { known in
            shares = WordOverlap.shares(index, names: names, cursor: cursor, &known)
        }
    }

    private static func shares(
        _ index: MapIndex, names: [NameID], cursor: [DefinitionID], _ known: inout NameWords
    ) -> [(name: NameID, withName: Double, withSignature: Double)] {
        var own: Set<Int> = []
        var signature: Set<Int> = []
        for id in cursor {
            let definition = index[id]
            for word in Word.words(of: definition.name) { own.insert(known.number(of: word)) }
            let texts = words(of: definition.signature) + words(of: definition.container ?? "")
            for word in texts.flatMap({ Word.words(of: $0) }) {
                signature.insert(known.number(of: word))
            }
        }
        let isInSignature = (0..<known.count).map { signature.contains($0) }
        var counts = Array(repeating: 0, count: known.count)
        var found: [NameID] = []
        for name in names {
            var isFound = false
            for word in known.words(of: name, in: index) {
                let number = Int(word)
                while counts.count <= number { counts.append(0) }
                counts[number] += 1
                if number < isInSignature.count, isInSignature[number] { isFound = true }
            }
            if isFound { found.append(name) }
        }
        return found.map { name in
            var (all, shared, sharedOwn) = (0.0, 0.0, 0.0)
            for word in known.words(of: name, in: index) {
                let number = Int(word)
                let rarity = log(1 + Double(names.count) / Double(max(1, counts[number])))
                all += rarity
                if signature.contains(number) { shared += rarity }
                if own.contains(number) { sharedOwn += rarity }
            }
            return (name, sharedOwn / all, shared / all)
        }
    }
}
