/// A token that has been written, before the one that is predicted.
struct ContextToken {
    let hash: UInt64
    let kind: TokenKind
    let text: [UInt8]

    /// Whether any other of its kind is as good where only the form counts.
    var isInterchangeable: Bool {
        switch kind {
        case .identifier: FrequentWords.table.number(of: hash) == nil
        case .number: true
        case .lineEnd, .punctuation: false
        }
    }
}

/// An open document as the predictor looks at it: its index, with the context in its own numbers.
struct EvidenceDocument {
    let index: DocumentIndex
    /// How much one occurrence in it counts.
    let weight: Float
    /// The words of the context, the last one last; those that do not occur here have no number.
    /// The token that no context reaches back over: before it something is missing.
    private let barrier: Int
    private var words: [UInt32] = []
    private var classes: [UInt32] = []

    /// More occurrences than these are sampled.
    private static let mostOccurrences = 2000
    private static let unknown = UInt32.max

    init(_ index: DocumentIndex, weight: Float, barrier: Int = -1) {
        self.index = index
        self.weight = weight
        self.barrier = barrier
    }

    mutating func append(_ token: ContextToken) {
        let word = index.word(of: token.hash) ?? Self.unknown
        words.append(word)
        guard token.isInterchangeable else {
            classes.append(word)
            return
        }
        classes.append(
            token.kind == .number ? DocumentIndex.anyNumber : DocumentIndex.anyIdentifier)
    }

    /// Calls with each place behind the last word, the length to which the words before it agree,
    /// and how many places this one stands for.
    func forEachMatch(longest: Int, _ body: (Int, Int, Float) -> Void) {
        guard let last = words.last, last != Self.unknown else { return }
        var places = index.order.places(behind: last)
        if places.count > Self.mostOccurrences, words.count > 1 {
            // The longer agreements are what counts, so these at least have to be complete.
            places = index.order.places(
                behind: words[words.count - 2], last, in: index.words)
        }
        let words = words
        forEach(places, in: index.words, context: words, longest: longest, body)
    }

    /// The same by form, from an agreement of two on.
    func forEachFormMatch(longest: Int, _ body: (Int, Int, Float) -> Void) {
        guard classes.count > 1 else { return }
        let places = index.classOrder.places(
            behind: classes[classes.count - 2], classes[classes.count - 1], in: index.classes)
        forEach(places, in: index.classes, context: classes, longest: longest, body)
    }

    private func forEach(
        _ places: ArraySlice<UInt32>, in words: [UInt32], context: [UInt32], longest: Int,
        _ body: (Int, Int, Float) -> Void
    ) {
        let step = max(1, places.count / Self.mostOccurrences)
        let most = min(longest, context.count)
        for at in stride(from: places.startIndex, to: places.endIndex, by: step) {
            let place = Int(places[at])
            let limit = min(most, place > barrier ? place - max(barrier, 0) : place)
            var match = 1
            while match < limit,
                words[place &- 1 &- match] == context[context.count &- 1 &- match]
            {
                match += 1
            }
            body(place, match, Float(step))
        }
    }
}
