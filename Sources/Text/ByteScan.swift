/// The bytes that this module looks for.
enum Ascii {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
}

// Scans over bytes, eight at a time where that is possible: source text is nearly all ASCII, and
// lines are long compared with a word.
extension Span<UInt8> {
    /// Appends the starts of lines within `places`, and returns how many of them follow a `\r`
    /// alone.
    func appendLineStarts(in places: Range<Int>, to starts: inout [Int]) -> Int {
        var loneReturns = 0
        var at = places.lowerBound - 1
        let end = Swift.min(places.upperBound - 1, count)
        while at < end {
            if at + 8 <= end {
                let word = word(at: at)
                var found = Word.zeros(word ^ Word.lineFeeds) | Word.zeros(word ^ Word.returns)
                while found != 0 {
                    let hit = at + found.trailingZeroBitCount / 8
                    loneReturns += appendLineStart(behind: hit, to: &starts)
                    found &= found &- 1
                }
                at += 8
            } else {
                let byte = self[at]
                if byte == Ascii.lineFeed || byte == Ascii.carriageReturn {
                    loneReturns += appendLineStart(behind: at, to: &starts)
                }
                at += 1
            }
        }
        return loneReturns
    }

    /// Appends the start behind a `\n` or `\r`, unless that is a `\r` with its `\n`. Returns 1 for
    /// a `\r` alone.
    private func appendLineStart(behind end: Int, to starts: inout [Int]) -> Int {
        if self[end] == Ascii.lineFeed {
            starts.append(end + 1)
            return 0
        }
        if end + 1 < count, self[end + 1] == Ascii.lineFeed { return 0 }
        starts.append(end + 1)
        return 1
    }

    /// The length of the line end that a line closes with: 0, 1 or 2.
    func lineEndLength(in line: Range<Int>) -> Int {
        guard !line.isEmpty else { return 0 }
        switch self[line.upperBound - 1] {
        case Ascii.carriageReturn:
            return 1
        case Ascii.lineFeed:
            let hasReturn = line.count > 1 && self[line.upperBound - 2] == Ascii.carriageReturn
            return hasReturn ? 2 : 1
        default:
            return 0
        }
    }

    /// The start of the character that `offset` lies in.
    func scalarStart(_ offset: Int, notBefore first: Int) -> Int {
        guard offset < count else { return offset }
        var at = offset
        while at > first, offset - at < 3, self[at] & 0xC0 == 0x80 {
            at -= 1
        }
        // Stray continuation bytes, which valid text does not have, are left where they are.
        return self[at] & 0xC0 == 0x80 ? offset : at
    }

    /// How many units of an encoding these bytes take. Every character is counted at its first
    /// byte.
    func units(of encoding: PositionEncoding, in range: Range<Int>) -> Int {
        if encoding == .utf8 { return range.count }
        let wide = encoding == .utf16
        var units = 0
        var at = range.lowerBound
        while at + 8 <= range.upperBound {
            units += Word.units(word(at: at), wide: wide)
            at += 8
        }
        while at < range.upperBound {
            units += Word.units(startingWith: self[at], wide: wide)
            at += 1
        }
        return units
    }

    /// The index behind the first `units` units of a line: at its end when it has fewer, and at the
    /// start of the character when they end inside one.
    func index(after units: Int, unitsOf encoding: PositionEncoding, in line: Range<Int>) -> Int {
        if encoding == .utf8 {
            guard units < line.count else { return line.upperBound }
            return scalarStart(line.lowerBound + units, notBefore: line.lowerBound)
        }
        let wide = encoding == .utf16
        var left = units
        var at = line.lowerBound
        while at + 8 <= line.upperBound {
            let inWord = Word.units(word(at: at), wide: wide)
            if inWord > left { break }
            left -= inWord
            at += 8
        }
        while at < line.upperBound {
            let inByte = Word.units(startingWith: self[at], wide: wide)
            if inByte > left { break }
            left -= inByte
            at += 1
        }
        return at
    }

    /// Eight bytes from an index, the first in the lowest bits.
    func word(at index: Int) -> UInt64 {
        precondition(index >= 0 && index <= count - 8)
        // The eight bytes lie inside the span, as just checked, and any bytes make an integer.
        let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
        return UInt64(littleEndian: word)
    }
}

/// Eight bytes looked at together.
enum Word {
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    static let lowBits: UInt64 = 0x0101_0101_0101_0101
    static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
    static let returns: UInt64 = 0x0D0D_0D0D_0D0D_0D0D

    /// The high bit of every byte that is zero.
    static func zeros(_ word: UInt64) -> UInt64 {
        let low = (word & ~highBits) &+ ~highBits
        return ~(low | word) & highBits
    }

    /// The units of the characters that start in a word: one each, and where `wide` two for those
    /// beyond the basic plane, which take four bytes.
    static func units(_ word: UInt64, wide: Bool) -> Int {
        if word & highBits == 0 { return 8 }
        let continuations = word & ~(word << 1) & highBits
        let units = 8 - ones(continuations)
        guard wide else { return units }
        return units + ones(word & (word << 1) & (word << 2) & (word << 3) & highBits)
    }

    /// The units of the character that starts with a byte; none for a byte inside a character.
    static func units(startingWith byte: UInt8, wide: Bool) -> Int {
        if byte & 0xC0 == 0x80 { return 0 }
        return wide && byte >= 0xF0 ? 2 : 1
    }

    /// How many of the high bits are set. A multiplication, because not every machine that we build
    /// for counts bits.
    private static func ones(_ high: UInt64) -> Int {
        Int(truncatingIfNeeded: ((high >> 7) &* lowBits) >> 56)
    }
}
