/// How well a word fits what is typed of it.
enum WordMatch: Int, Comparable {
    /// Its letters occur in order, the first at the start of a part of the word.
    case scattered
    /// Each typed letter goes on where the last one was, or starts a part: `gOP`, `gop` for
    /// `getOpenPort`, `get_open_port`.
    case parts
    /// It starts with what is typed, but for the case.
    case prefixIgnoringCase
    case prefix

    static func < (left: WordMatch, right: WordMatch) -> Bool { left.rawValue < right.rawValue }

    /// Words that long are no words that one wants to complete.
    static let longestWord = 128

    /// Nil when the word does not fit, or adds nothing to what is typed.
    init?(of typed: [UInt8], in word: ArraySlice<UInt8>) {
        // Of a word of two letters nothing is gained before the first is typed.
        let least = max(typed.count + 1, typed.isEmpty ? 3 : 2)
        guard word.count >= least, word.count <= Self.longestWord else { return nil }
        if word.starts(with: typed) {
            self = .prefix
        } else if word.prefix(typed.count).elementsEqual(typed, by: Self.isSameLetter) {
            self = .prefixIgnoringCase
        } else if typed.count < 2 || !Self.isScattered(typed, in: word) {
            return nil
        } else {
            self = Self.isParts(typed, in: word) ? .parts : .scattered
        }
    }

    private static func isSameLetter(_ one: UInt8, _ two: UInt8) -> Bool {
        lowercased(one) == lowercased(two)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        isUppercase(byte) ? byte | 0x20 : byte
    }

    private static func isUppercase(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    /// Whether a part of the word starts here: `Port` in `getPort`, `port` in `get_port`.
    private static func isPartStart(_ word: ArraySlice<UInt8>, _ at: Int) -> Bool {
        guard at > word.startIndex else { return true }
        let before = word[at - 1]
        if before == UInt8(ascii: "_") { return word[at] != before }
        return isUppercase(word[at]) && !isUppercase(before)
    }

    private static func isScattered(_ typed: [UInt8], in word: ArraySlice<UInt8>) -> Bool {
        var next = 0
        for at in word.indices where next < typed.count && isSameLetter(word[at], typed[next]) {
            if next > 0 || isPartStart(word, at) { next += 1 }
        }
        return next == typed.count
    }

    /// A letter may both go on in its part and start another: all ways are kept, as the set of how
    /// many letters can have been used up to here.
    private static func isParts(_ typed: [UInt8], in word: ArraySlice<UInt8>) -> Bool {
        // For each number of typed letters: whether they can end exactly before this byte, and
        // whether they can end anywhere before it.
        var ending = [Bool](repeating: false, count: typed.count + 1)
        var anywhere = ending
        ending[0] = true
        anywhere[0] = true
        for at in word.indices {
            let startsPart = isPartStart(word, at)
            var next = [Bool](repeating: false, count: typed.count + 1)
            for used in 0..<typed.count where isSameLetter(word[at], typed[used]) {
                let goesOn = used > 0 && ending[used]
                next[used + 1] = goesOn || (startsPart && anywhere[used])
            }
            ending = next
            for used in 1...typed.count where next[used] { anywhere[used] = true }
        }
        return anywhere[typed.count]
    }
}
