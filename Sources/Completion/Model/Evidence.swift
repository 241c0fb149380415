/// An open document as evidence: its index, with the context in its own numbers.
struct BufferEvidence {
    let index: DocumentIndex
    /// How much one occurrence in it counts.
    let weight: Float
    /// The token that no context reaches back over: before it something is missing.
    private let barrier: Int
    private var words: [UInt32] = []
    private var forms: [UInt32] = []

    /// More occurrences than these are sampled.
    private static let mostOccurrences = 1500

    init(_ index: DocumentIndex, weight: Float, barrier: Int = -1) {
        self.index = index
        self.weight = weight
        self.barrier = barrier
    }

    mutating func append(_ token: ContextToken) {
        let word = index.word(of: token.hash) ?? .max
        words.append(word)
        forms.append(token.form(word))
    }

    mutating func removeLast() {
        _ = words.popLast()
        _ = forms.popLast()
    }

    /// Calls with each place behind the last word, the length to which the words before it agree,
    /// and how many places this one stands for.
    func forEachMatch(_ body: (Int, Int, Float) -> Void) {
        guard let last = words.last, last != .max else { return }
        var places = index.order.places(behind: last)
        if places.count > Self.mostOccurrences, words.count > 1 {
            // The longer agreements are what counts, so these at least have to be complete.
            places = index.order.places(behind: words[words.count - 2], last, in: index.words)
        }
        forEach(
            places, in: index.words, context: words, longest: TokenCandidates.longestMatch, body)
    }

    /// The same by form, from an agreement of two on.
    func forEachFormMatch(_ body: (Int, Int, Float) -> Void) {
        guard forms.count > 1 else { return }
        let places = index.classOrder.places(
            behind: forms[forms.count - 2], forms[forms.count - 1], in: index.classes)
        forEach(places, in: index.classes, context: forms, longest: Corpus.formDepth, body)
    }

    /// Calls with each place at which an argument of a call like this one starts.
    func forEachArgument(of call: CallSite, _ body: (Int) -> Void) {
        guard let words = CallWords(call, number: index.word(of:)) else { return }
        let calls = index.order.places(behind: words.callee, words.parenthesis, in: index.words)
        for place in calls.suffix(Self.mostCalls) {
            let start = words.start(
                ofArgument: call.argument, from: Int(place), in: index.words)
            if let start { body(start) }
        }
    }

    private static let mostCalls = 100

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

/// A corpus as evidence, with the context in its own numbers.
struct CorpusEvidence {
    let corpus: Corpus
    /// For each word, how often it occurs in files that have not changed since.
    private let counts: [UInt32]
    /// The places of files that do not count.
    private let stale: [Range<UInt32>]
    /// The places of files in the folder of the document at hand.
    private let near: Range<UInt32>
    private var words: [UInt32] = []
    private var forms: [UInt32] = []

    /// Of more occurrences than these at one length, some are taken.
    private static let mostOccurrences = 300
    private static let mostFormOccurrences = 120

    init(_ corpus: Corpus, counts: [UInt32], near: Range<UInt32>?, without stale: [Range<UInt32>]) {
        self.corpus = corpus
        self.counts = counts
        self.near = near ?? 0..<0
        self.stale = stale
    }

    mutating func append(_ token: ContextToken) {
        let word = corpus.vocabulary.number(of: token.hash) ?? .max
        words.append(word)
        forms.append(token.form(word))
    }

    mutating func removeLast() {
        _ = words.popLast()
        _ = forms.popLast()
    }

    /// How often a word of the corpus occurs.
    func count(of word: UInt32) -> UInt32 { counts[Int(word)] }

    /// Calls with places behind the last word, the length to which the words before it agree, and
    /// how much each counts.
    func forEachMatch(_ body: (Int, Int, Float) -> Void) {
        let ranges = corpus.ranges(behind: words)
        forEach(ranges, most: Self.mostOccurrences, from: 1, place: corpus.place(at:), body)
    }

    /// The same by form, from an agreement of two on.
    func forEachFormMatch(_ body: (Int, Int, Float) -> Void) {
        let ranges = corpus.formRanges(behind: forms)
        forEach(ranges, most: Self.mostFormOccurrences, from: 2, place: corpus.formPlace(at:), body)
    }

    /// Calls with places at which an argument of a call like this one starts.
    func forEachArgument(of call: CallSite, _ body: (Int) -> Void) {
        guard let words = CallWords(call, number: corpus.vocabulary.number(of:)) else { return }
        let ranges = corpus.ranges(behind: [words.callee, words.parenthesis])
        guard ranges.count > 1 else { return }
        for position in stride(
            from: ranges[1].lowerBound, to: ranges[1].upperBound,
            by: max(1, ranges[1].count / Self.mostCalls))
        {
            let place = corpus.place(at: position)
            guard !Self.contains(stale, place) else { continue }
            let start = words.start(
                ofArgument: call.argument, from: Int(place), in: corpus.words)
            if let start { body(start) }
        }
    }

    private static let mostCalls = 60

    private func forEach(
        _ ranges: [Range<Int>], most: Int, from shortest: Int, place: (Int) -> UInt32,
        _ body: (Int, Int, Float) -> Void
    ) {
        for length in stride(from: ranges.count, through: shortest, by: -1) {
            let range = ranges[length - 1]
            // What agrees further has been taken already.
            let taken =
                length < ranges.count ? ranges[length] : range.upperBound..<range.upperBound
            let step = max(1, (range.count - taken.count) / most)
            for part in [range.lowerBound..<taken.lowerBound, taken.upperBound..<range.upperBound] {
                for at in stride(from: part.lowerBound, to: part.upperBound, by: step) {
                    let place = place(at)
                    guard !Self.contains(stale, place) else { continue }
                    let weight: Float = near.contains(place) ? 2 : 1
                    body(Int(place), length, weight * Float(step))
                }
            }
        }
    }

    private static func contains(_ ranges: [Range<UInt32>], _ place: UInt32) -> Bool {
        for range in ranges where range.contains(place) { return true }
        return false
    }
}
