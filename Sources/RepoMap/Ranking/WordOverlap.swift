internal import Base

/// Which names share words with what the cursor is in: rare words count more.
struct WordOverlap {
    private var byName: [NameID: (name: Double, signature: Double)] = [:]

    init() {}

    init(_ index: MapIndex, names: Set<NameID>, cursor: [DefinitionID]) {
        guard !cursor.isEmpty else { return }
        var own: Set<Word> = []
        var signature: Set<Word> = []
        for id in cursor {
            let definition = index[id]
            own.formUnion(Word.words(of: definition.name))
            for text in words(of: definition.signature) {
                signature.formUnion(Word.words(of: text))
            }
            if let container = definition.container {
                signature.formUnion(Word.words(of: container))
            }
        }
        let parts = names.map { (name: $0, words: Word.words(of: index.text(of: $0))) }
        var counts: [Word: Int] = [:]
        for part in parts { for word in part.words { counts[word, default: 0] += 1 } }
        for (name, words) in parts where words.contains(where: { signature.contains($0) }) {
            var (all, shared, sharedOwn) = (0.0, 0.0, 0.0)
            for word in words {
                let rarity = log(1 + Double(names.count) / Double(counts[word] ?? 1))
                all += rarity
                if signature.contains(word) { shared += rarity }
                if own.contains(word) { sharedOwn += rarity }
            }
            byName[name] = (sharedOwn / all, shared / all)
        }
    }

    /// The share of a name that the cursor's own name has as well.
    func withName(_ name: NameID) -> Double { byName[name]?.name ?? 0 }

    /// The share of a name that stands in the cursor's signature and its type's name.
    func withSignature(_ name: NameID) -> Double { byName[name]?.signature ?? 0 }
}
