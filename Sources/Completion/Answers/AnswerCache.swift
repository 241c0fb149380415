package import Text

/// Answers of models, found again as long as the text around the cursor is what the answer makes of
/// it: after the user typed a part of it, past its first line too, accepted a word of it, or took
/// some of what was typed back.
package struct AnswerCache: Sendable {
    /// What was answered for one place.
    package struct Answer: Sendable, Hashable {
        /// What was proposed at the place, the best first.
        package let texts: [[UInt8]]
        /// Who answered.
        package let source: String

        package init(texts: [[UInt8]], source: String) {
            self.texts = texts
            self.source = source
        }
    }

    /// A place in a text, as far as it decides on an answer.
    package struct Place: Sendable, Hashable {
        let before: [UInt8]
        let after: [UInt8]

        static let reach = 1024

        /// The place of a cursor.
        package init(_ text: TextBuffer, cursor: Int) {
            let cursor = text.clamp(ByteOffset(cursor)).value
            before = Array(text.bytes[max(0, cursor - Place.reach)..<cursor])
            after = Array(text.bytes[cursor..<min(text.count, cursor + Place.reach / 8)])
        }
    }

    /// What is left of an answer at a place.
    package struct Hit: Sendable, Hashable {
        /// What is still to be typed, never empty.
        package let texts: [[UInt8]]
        package let source: String
        /// How much of the first text was there already; negative when some of what the answer was
        /// made for was taken back.
        package let typed: Int
    }

    fileprivate struct Entry: Sendable {
        let document: String
        let place: Place
        let answer: Answer
    }

    private var entries: [Entry] = []

    private static let capacity = 128
    /// What somebody deletes beyond this is no longer the same thought.
    private static let longestDeletion = 64

    /// A cache that knows nothing.
    package init() {}

    /// Keeps an answer.
    package mutating func add(_ answer: Answer, document: String, place: Place) {
        entries.removeAll { $0.document == document && $0.place == place }
        if entries.count >= AnswerCache.capacity { entries.removeFirst() }
        entries.append(Entry(document: document, place: place, answer: answer))
    }

    /// What is known for a place: of several answers the one of which the most was typed, then the
    /// newest.
    package func answer(document: String, place: Place) -> Hit? {
        var best: Hit?
        for entry in entries.reversed() where entry.document == document {
            guard let hit = entry.hit(at: place, AnswerCache.longestDeletion) else { continue }
            if hit.typed > best?.typed ?? .min { best = hit }
        }
        return best
    }
}

extension AnswerCache.Entry {
    fileprivate func hit(at other: AnswerCache.Place, _ longestDeletion: Int) -> AnswerCache.Hit? {
        // What follows must be the same: an answer fits between two texts.
        guard other.after == place.after else { return nil }
        if other.before == place.before { return rest(answer.texts, typed: 0) }
        let counts = answer.texts.map { typedCount(of: $0, at: other) }
        if let typed = counts.max(), typed > 0 {
            let texts = zip(answer.texts, counts).filter { $0.1 == typed }
                .map { Array($0.0.dropFirst(typed)) }
            return rest(texts, typed: typed)
        }
        for count in stride(from: 1, through: min(longestDeletion, place.before.count), by: 1)
        where isSame(other.before[...], place.before.dropLast(count)) {
            let deleted = Array(place.before.suffix(count))
            return rest(answer.texts.map { deleted + $0 }, typed: -count)
        }
        return nil
    }

    /// How much of a text stands before a place, behind what the text was proposed for.
    private func typedCount(of text: [UInt8], at other: AnswerCache.Place) -> Int {
        let most = min(text.count - 1, other.before.count)
        for count in stride(from: most, through: 1, by: -1)
        where other.before.suffix(count).elementsEqual(text.prefix(count)) {
            if isSame(other.before.dropLast(count), place.before[...]) { return count }
        }
        return 0
    }

    private func rest(_ texts: [[UInt8]], typed: Int) -> AnswerCache.Hit? {
        let texts = texts.filter { !$0.isEmpty }
        guard !texts.isEmpty else { return nil }
        return AnswerCache.Hit(texts: texts, source: answer.source, typed: typed)
    }

    /// Whether two texts before a place are the same, as far as both are known. Little in common
    /// is only enough where there is no more.
    private func isSame(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        let count = min(one.count, other.count)
        let isAll = one.count == other.count
        guard isAll || count >= AnswerCache.Place.reach / 2 else { return false }
        return one.suffix(count).elementsEqual(other.suffix(count))
    }
}
