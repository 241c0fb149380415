package import Text

/// The tokens of one version of a document, and where each is: what completions are looked up in.
/// It never changes, so any thread may use it. Keep one for each open document and version: making
/// it is most of the work.
///
/// Of a long document it holds a window only, so that the time it takes has a bound.
package final class DocumentIndex: Sendable {
    /// The most bytes that are indexed.
    package static let windowBytes = 1 << 18

    /// The bytes that are indexed.
    package let window: Range<Int>
    let bytes: [UInt8]
    let tokens: [Token]
    /// For each token, the number of its word.
    let words: [UInt32]
    /// For each token, the number of its word, or of the class of words that it belongs to.
    let classes: [UInt32]
    /// For each token, what is kept of it beside its word.
    let marks: [TokenMark]
    /// Where each word is followed by what.
    let order: ContextOrder
    /// The same for classes.
    let classOrder: ContextOrder
    private let table: HashTable

    /// The number that identifiers have among classes.
    static let anyIdentifier: UInt32 = 0
    /// The number that numbers have among classes.
    static let anyNumber: UInt32 = 1

    /// Indexes a text; when it is long, the part near a place.
    package init(_ text: TextBuffer, near place: ByteOffset = 0) {
        let bytes = text.bytes
        window = Self.window(of: text, near: place.value)
        let tokenizer = Tokenizer(bytes.span, in: window)
        tokens = tokenizer.tokens
        var table = HashTable(capacity: max(64, tokenizer.tokens.count / 8))
        // The first three are no words of a text: two stand for classes, one for a file's start.
        _ = table.add(TokenHash.of("any identifier".utf8) & ~(1 << 63))
        _ = table.add(TokenHash.of("any number".utf8) & ~(1 << 63))
        _ = table.add(TokenHash.fileStart)
        var words: [UInt32] = []
        var classes: [UInt32] = []
        words.reserveCapacity(tokens.count)
        classes.reserveCapacity(tokens.count)
        let frequent = FrequentWords.table
        for (place, hash) in tokenizer.hashes.enumerated() {
            let word = UInt32(truncatingIfNeeded: table.add(hash))
            words.append(word)
            switch tokenizer.tokens[place].kind {
            case .identifier:
                classes.append(frequent.number(of: hash) == nil ? Self.anyIdentifier : word)
            case .number: classes.append(Self.anyNumber)
            case .lineEnd, .punctuation: classes.append(word)
            }
        }
        order = ContextOrder(words, kinds: table.count)
        classOrder = ContextOrder(classes, kinds: table.count)
        marks = tokenizer.marks
        self.bytes = bytes
        self.words = words
        self.classes = classes
        self.table = table
    }

    /// The number of words that differ, with the two classes.
    var wordCount: Int { table.count }

    /// What a word is known by everywhere.
    func hash(of word: UInt32) -> UInt64 { table.keys[Int(word)] }

    /// The number that a word has here, if it occurs.
    func word(of hash: UInt64) -> UInt32? {
        table.number(of: hash).map { UInt32(truncatingIfNeeded: $0) }
    }

    /// Where a token is in the text.
    func range(of token: Int) -> Range<Int> {
        let token = tokens[token]
        return window.lowerBound + Int(token.start)..<window.lowerBound + Int(token.end)
    }

    /// The first token that ends behind an offset.
    func token(endingAfter offset: Int) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = low + (high - low) / 2
            if window.lowerBound + Int(tokens[middle].end) <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Whether this is the index of a text, and of its part near a place.
    func serves(_ text: TextBuffer, near place: Int) -> Bool {
        window == Self.window(of: text, near: place) && bytes == text.bytes
    }

    /// The lines near a place, as many as fit. It moves in steps, so that typing keeps it.
    private static func window(of text: TextBuffer, near place: Int) -> Range<Int> {
        guard text.count > windowBytes else { return 0..<text.count }
        let step = windowBytes / 4
        let middle = min(max(place, 0), text.count) / step * step
        let wanted = min(max(middle - windowBytes / 2, 0), text.count - windowBytes)
        let lower = lineStart(in: text, near: wanted)
        return lower..<max(lower, lineStart(in: text, near: wanted + windowBytes))
    }

    /// The start of the line that holds an offset; of a very long line, the character there.
    private static func lineStart(in text: TextBuffer, near offset: Int) -> Int {
        if offset >= text.count { return text.count }
        let start = text.lines.start(of: text.lines.line(at: offset))
        return offset - start < windowBytes / 8 ? start : text.clamp(ByteOffset(offset)).value
    }
}

/// The places in a text by what comes before them: those behind the same word are together, and
/// among these those behind the same two words.
struct ContextOrder: Sendable {
    /// Places of tokens, each at least 1.
    let places: [UInt32]
    /// Where the places behind a word start; one more for the end.
    let firsts: [UInt32]

    /// Sorts the places of a sequence of words numbered below `kinds`: by the word two before, then
    /// by the word before, in linear time.
    init(_ words: [UInt32], kinds: Int) {
        let count = max(words.count - 1, 0)
        // The place 1 has no word two before: it comes first, whatever it is.
        var byOlder = [UInt32](repeating: 1, count: count)
        var next = Self.starts(words.dropLast(2), kinds: kinds)
        for place in 2..<max(words.count, 2) {
            let word = Int(words[place - 2])
            byOlder[Int(next[word]) + 1] = UInt32(truncatingIfNeeded: place)
            next[word] &+= 1
        }
        firsts = Self.starts(words.dropLast(), kinds: kinds)
        var sorted = [UInt32](repeating: 1, count: count)
        next = firsts
        for place in byOlder {
            let word = Int(words[Int(place) - 1])
            sorted[Int(next[word])] = place
            next[word] &+= 1
        }
        places = sorted
    }

    /// The places behind a word, in no order that means anything.
    func places(behind word: UInt32) -> ArraySlice<UInt32> {
        let word = Int(word)
        guard word + 1 < firsts.count else { return [] }
        return places[Int(firsts[word])..<Int(firsts[word + 1])]
    }

    /// The places behind two words, ascending. `words` are those that were sorted.
    func places(behind older: UInt32, _ word: UInt32, in words: [UInt32]) -> ArraySlice<UInt32> {
        let all = places(behind: word)
        func first(_ isBefore: (UInt32) -> Bool) -> Int {
            var low = all.startIndex
            var high = all.endIndex
            while low < high {
                let middle = low + (high - low) / 2
                let place = Int(all[middle])
                if place < 2 || isBefore(words[place - 2]) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
        return places[first { $0 < older }..<first { $0 <= older }]
    }

    /// Where each word's places start when they are counted out by word.
    private static func starts(_ words: ArraySlice<UInt32>, kinds: Int) -> [UInt32] {
        var starts = [UInt32](repeating: 0, count: kinds + 1)
        for word in words { starts[Int(word) + 1] &+= 1 }
        for kind in 0..<kinds { starts[kind + 1] &+= starts[kind] }
        return starts
    }
}
