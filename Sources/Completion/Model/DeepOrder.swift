/// The places in a sequence of words, sorted by the words before each, the nearest first: those
/// behind the same context are together, however long the context is.
struct DeepOrder: Sendable {
    /// Contexts are told apart up to this length.
    private let depth: Int
    private let places: [UInt32]
    /// Where the places behind a word start; one more for the end.
    private let firsts: [UInt32]

    /// Sorts the places of words that are numbered below `kinds`.
    init(_ words: [UInt32], kinds: Int, depth: Int) {
        self.depth = depth
        var sorter = PlaceSorter(words, kinds: kinds)
        sorter.refine(to: depth)
        places = sorter.places
        firsts = sorter.firsts
    }

    subscript(position: Int) -> UInt32 { places[position] }

    /// The places behind each end of a context, from the last word on: the first range is those
    /// behind one word. Ends where the context has not occurred.
    func ranges(
        behind context: [UInt32], longest: Int, word: (_ place: Int) -> UInt32
    ) -> [Range<Int>] {
        guard let last = context.last, Int(last) + 1 < firsts.count else { return [] }
        var range = Int(firsts[Int(last)])..<Int(firsts[Int(last) + 1])
        var ranges: [Range<Int>] = []
        var length = 1
        while !range.isEmpty {
            ranges.append(range)
            length += 1
            guard length <= min(longest, depth), length <= context.count else { break }
            range = narrowed(
                range, to: context[context.count - length], at: length, word: word)
        }
        return ranges
    }

    private func narrowed(
        _ range: Range<Int>, to wanted: UInt32, at distance: Int, word: (Int) -> UInt32
    ) -> Range<Int> {
        func first(_ isBefore: (UInt32) -> Bool) -> Int {
            var low = range.lowerBound
            var high = range.upperBound
            while low < high {
                let middle = low + (high - low) / 2
                let place = Int(places[middle])
                if place < distance || isBefore(word(place - distance)) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
        let start = first { $0 < wanted }
        return start..<max(start, first { $0 <= wanted })
    }
}

/// Sorts places: first by the two words before them, by counting, then what is still equal by two
/// more words at a time.
private struct PlaceSorter {
    private(set) var places: [UInt32]
    private(set) var firsts: [UInt32]
    private let words: [UInt32]
    private var keys: [Key] = []
    private var runs: [(range: Range<Int>, depth: Int)] = []

    private struct Key {
        var words: UInt64
        var place: UInt32
    }

    init(_ words: [UInt32], kinds: Int) {
        self.words = words
        let order = ContextOrder(words, kinds: kinds)
        places = order.places
        firsts = order.firsts
    }

    mutating func refine(to depth: Int) {
        addRuns(0..<places.count, at: 0) { [words] place in Self.key(words, place, at: 0) }
        while let run = runs.popLast() {
            if run.depth >= depth { continue }
            sort(run.range, at: run.depth)
        }
    }

    /// Sorts a run that agrees up to a depth, and notes what of it agrees further.
    private mutating func sort(_ range: Range<Int>, at depth: Int) {
        keys.removeAll(keepingCapacity: true)
        for at in range {
            keys.append(
                Key(words: Self.key(words, places[at], at: depth), place: places[at]))
        }
        keys.sort { $0.words != $1.words ? $0.words < $1.words : $0.place < $1.place }
        var start = 0
        for at in 0..<keys.count {
            places[range.lowerBound &+ at] = keys[at].place
            if keys[at].words != keys[start].words {
                note(range.lowerBound + start..<range.lowerBound + at, depth + 2)
                start = at
            }
        }
        note(range.lowerBound + start..<range.upperBound, depth + 2)
    }

    private mutating func addRuns(
        _ range: Range<Int>, at depth: Int, key: (UInt32) -> UInt64
    ) {
        guard !range.isEmpty else { return }
        var start = range.lowerBound
        var last = key(places[start])
        for at in range.dropFirst() {
            let next = key(places[at])
            if next != last {
                note(start..<at, depth + 2)
                start = at
                last = next
            }
        }
        note(start..<range.upperBound, depth + 2)
    }

    private mutating func note(_ range: Range<Int>, _ depth: Int) {
        if range.count > 1 { runs.append((range, depth)) }
    }

    /// The two words that stand so far before a place; the text's start comes before all words.
    private static func key(_ words: [UInt32], _ place: UInt32, at depth: Int) -> UInt64 {
        let at = Int(place) - 1 - depth
        let near = at >= 0 ? UInt64(words[at]) + 1 : 0
        let far = at >= 1 ? UInt64(words[at - 1]) + 1 : 0
        return near << 32 | far
    }
}
