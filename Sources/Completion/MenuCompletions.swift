private import Base
internal import Structure
internal import Text

extension CompletionInput {
    /// The words of the open documents and of the workspace that fit what is typed, the best first:
    /// those that start with it before those that hold its letters, then those that the model
    /// expects, that stand behind the same token elsewhere, are near, and are frequent. None in a
    /// number.
    package func menuCompletions() -> MenuCompletions {
        let cursor = Cursor(text, at: cursor)
        var menu = MenuCompletions(
            replaced: Range<ByteOffset>(cursor.identifier),
            inserted: Range<ByteOffset>(cursor.typed), items: [], isIncomplete: false)
        if cursor.isInNumber { return menu }
        let current = currentIndex(near: cursor.offset)
        var candidates = Candidates(
            typed: Array(text.bytes[cursor.typed]),
            excluded: TokenHash.of(text.bytes[cursor.identifier]))
        let context = current.wordBefore(cursor.identifier.lowerBound).map { current.hash(of: $0) }
        candidates.add(current, cursor: cursor, behind: context)
        for (index, far) in zip(boundedOthers(), 1...) {
            candidates.add(index, behind: context, distance: far)
        }
        for definition in definitions { candidates.add(definition.name) }
        if !cursor.typed.isEmpty {
            let typed = Array(text.bytes[cursor.typed])
            for word in model.words(startingWith: typed, most: limits.menuItems) {
                candidates.add(word)
            }
        }
        var predictor = model.predictor(Site(current, at: cursor), others: boundedOthers())
        for expected in predictor.firsts(Predictor.Start(text.bytes, at: cursor)) {
            candidates.expect(expected.token, expected.probability)
        }
        let best = candidates.best(limits.menuItems)
        menu.isIncomplete = best.isCut
        let kinds = kinds(of: best.hashes)
        menu.items = zip(best.texts, kinds).map { MenuItem(text: $0, kind: $1) }
        return menu
    }

    /// The caller's index of this text, or a new one.
    func currentIndex(near place: Int) -> DocumentIndex {
        if let index, index.serves(text, near: place) { return index }
        return DocumentIndex(text, near: ByteOffset(place))
    }

    /// The other documents as far as there is time for them.
    func boundedOthers() -> ArraySlice<DocumentIndex> {
        var tokens = 0
        return others.prefix { index in
            tokens += index.tokens.count
            return tokens <= limits.otherTokens
        }
    }

    /// What the words are defined as, by the first definition of each.
    private func kinds(of hashes: [UInt64]) -> [DefinitionKind?] {
        var wanted = HashTable(capacity: hashes.count)
        for hash in hashes { _ = wanted.add(hash) }
        var kinds = [DefinitionKind?](repeating: nil, count: hashes.count)
        for definition in definitions {
            guard let item = wanted.number(of: TokenHash.of(definition.name)), kinds[item] == nil
            else { continue }
            kinds[item] = definition.kind
        }
        return kinds
    }
}

extension DocumentIndex {
    /// The word that ends at or before an offset, line ends included.
    func wordBefore(_ offset: Int) -> UInt32? {
        let token = token(endingAfter: offset)
        // A line end reaches to the next line's start, the cursor may stand in its indentation.
        if token < tokens.count, tokens[token].kind == .lineEnd,
            range(of: token).lowerBound < offset
        {
            return words[token]
        }
        return token > 0 ? words[token - 1] : nil
    }
}

/// The words that a menu is chosen from.
private struct Candidates {
    private let typed: [UInt8]
    private let excluded: UInt64
    private var table = HashTable(capacity: 256)
    private var found: [Candidate] = []

    private struct Candidate {
        var text: [UInt8]
        var match: WordMatch
        var count: Int
        /// The distance of the nearest occurrence, in bytes.
        var distance: Int
        /// How often it stands behind the token that is before the cursor.
        var fits: Int
        /// How likely it is to the model.
        var probability = 0.0

        var score: Double {
            let nearness = 2 / (1 + Double(distance) / 2000)
            return nearness + log2(Double(1 + count)) / 4 + 1.5 * log2(Double(1 + min(fits, 7)))
                + 8 * probability
        }
    }

    init(typed: [UInt8], excluded: UInt64) {
        self.typed = typed
        self.excluded = excluded
    }

    /// Adds the words of the document itself, but for what stands at the cursor.
    mutating func add(_ index: DocumentIndex, cursor: Cursor, behind context: UInt64?) {
        add(index, behind: context) { range in
            if range.lowerBound <= cursor.offset && cursor.offset <= range.upperBound { return nil }
            return range.upperBound <= cursor.offset
                ? cursor.offset - range.upperBound : range.lowerBound - cursor.offset
        }
    }

    /// Adds the words of another document.
    mutating func add(_ index: DocumentIndex, behind context: UInt64?, distance: Int) {
        let bytes = min(distance, 1000) * 100_000
        add(index, behind: context) { _ in bytes }
    }

    /// Adds a name that is known to be defined, if it is new.
    mutating func add(_ name: [UInt8]) {
        let hash = TokenHash.of(name)
        guard hash != excluded, table.number(of: hash) == nil,
            let match = WordMatch(of: typed, in: name[...])
        else { return }
        _ = table.add(hash)
        found.append(Candidate(text: name, match: match, count: 1, distance: 1 << 20, fits: 0))
    }

    /// Takes note of what the model expects.
    mutating func expect(_ token: ContextToken, _ probability: Double) {
        if let number = table.number(of: token.hash) { found[number].probability = probability }
    }

    /// The best ones.
    func best(_ limit: Int) -> (texts: [[UInt8]], hashes: [UInt64], isCut: Bool) {
        let scores = found.map(\.score)
        let order = found.indices.sorted { left, right in
            let (one, two) = (found[left], found[right])
            if one.match != two.match { return one.match > two.match }
            if scores[left] != scores[right] { return scores[left] > scores[right] }
            return one.text.lexicographicallyPrecedes(two.text)
        }
        let chosen = order.prefix(max(limit, 0))
        return (
            chosen.map { found[$0].text }, chosen.map { table.keys[$0] }, chosen.count < order.count
        )
    }

    private mutating func add(
        _ index: DocumentIndex, behind context: UInt64?, distance: (Range<Int>) -> Int?
    ) {
        // For each word: not met yet, does not match, or one more than its number among the found.
        let new = -1
        let no = 0
        var states = [Int](repeating: new, count: index.wordCount)
        for (place, token) in index.tokens.enumerated() where token.kind == .identifier {
            let word = Int(index.words[place])
            if states[word] == no { continue }
            let range = index.range(of: place)
            guard let distance = distance(range) else { continue }
            if states[word] == new {
                states[word] = number(of: index.hash(of: UInt32(word)), index.bytes[range]) + 1
                if states[word] == no { continue }
            }
            let number = states[word] - 1
            found[number].count += 1
            found[number].distance = min(found[number].distance, distance)
        }
        guard let context = context.flatMap({ index.word(of: $0) }) else { return }
        for place in index.order.places(behind: context) {
            let state = states[Int(index.words[Int(place)])]
            if state > no { found[state - 1].fits += 1 }
        }
    }

    /// The number of a word among the found, or -1 if it does not fit.
    private mutating func number(of hash: UInt64, _ text: ArraySlice<UInt8>) -> Int {
        if let known = table.number(of: hash) { return known }
        guard hash != excluded, let match = WordMatch(of: typed, in: text) else { return -1 }
        found.append(
            Candidate(text: Array(text), match: match, count: 0, distance: .max, fits: 0))
        return table.add(hash)
    }
}
