/// What a run of string bytes ends with.
enum JSONStringEnd {
    case quote, escape, control, invalid, endOfText
}

extension Span<UInt8> {
    /// Skips from `position` over string content that stands for itself, checking its UTF-8,
    /// and says what comes then.
    @inline(__always)
    func skipPlainString(_ position: inout Int) -> JSONStringEnd {
        while true {
            skipPlainASCII(&position)
            guard position < count else { return .endOfText }
            let byte = self[position]
            switch byte {
            case UInt8(ascii: "\""): return .quote
            case UInt8(ascii: "\\"): return .escape
            case 0..<0x20: return .control
            case 0x20..<0x80: position += 1
            default:
                let length = utf8SequenceLength(at: position)
                guard length > 0 else { return .invalid }
                position += length
            }
        }
    }

    /// Skips ASCII that needs no care, eight bytes at a time.
    @inline(__always)
    private func skipPlainASCII(_ position: inout Int) {
        while position &+ 8 <= count {
            let word = self.word(at: position)
            // The lowest of these high bits marks the first byte that is a quote, a backslash,
            // a control character or not ASCII; borrows can only disturb bytes after it.
            let quote = (word ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
            let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
            let control = word &- 0x2020_2020_2020_2020
            let marks = (quote | backslash | control | word) & 0x8080_8080_8080_8080
            if marks != 0 {
                position &+= marks.trailingZeroBitCount &>> 3
                return
            }
            position &+= 8
        }
    }

    /// The length of the well-formed UTF-8 sequence at a byte that is not ASCII; 0 if there is
    /// none (Unicode 16, table 3-7).
    func utf8SequenceLength(at position: Int) -> Int {
        let left = count - position
        let lead = self[position]
        func follows(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            range.contains(self[position + distance])
        }
        switch lead {
        case 0xC2...0xDF:
            return left >= 2 && follows(1) ? 2 : 0
        case 0xE0...0xEF:
            let second: ClosedRange<UInt8> =
                lead == 0xE0 ? 0xA0...0xBF : lead == 0xED ? 0x80...0x9F : 0x80...0xBF
            return left >= 3 && follows(1, second) && follows(2) ? 3 : 0
        case 0xF0...0xF4:
            let second: ClosedRange<UInt8> =
                lead == 0xF0 ? 0x90...0xBF : lead == 0xF4 ? 0x80...0x8F : 0x80...0xBF
            return left >= 4 && follows(1, second) && follows(2) && follows(3) ? 4 : 0
        default:
            return 0
        }
    }

    /// Eight bytes as one number, the first byte lowest. Bounds are checked.
    @inline(__always)
    func word(at position: Int) -> UInt64 {
        // Any eight bytes are a number, so the unaligned load cannot make an invalid value.
        UInt64(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(
                fromByteOffset: position, as: UInt64.self))
    }
}

extension Span<UInt8> {
    /// The number that the four hexadecimal digits at `position` write; other bytes count as 0.
    func codeUnit(at position: Int) -> UInt32 {
        var unit: UInt32 = 0
        for offset in 0..<4 {
            unit = unit << 4 | UInt32(hexadecimalDigit(self[position + offset]) ?? 0)
        }
        return unit
    }

    /// The second half of a surrogate pair, if the escape of one stands at `position`.
    func lowSurrogate(at position: Int) -> UInt32? {
        guard position + 6 <= count, self[position] == UInt8(ascii: "\\"),
            self[position + 1] == UInt8(ascii: "u")
        else { return nil }
        let unit = codeUnit(at: position + 2)
        return (0xDC00...0xDFFF).contains(unit) ? unit : nil
    }

    /// The place of the first backslash from `position` on, or `limit`.
    fileprivate func backslash(from start: Int, limit: Int) -> Int {
        var position = start
        while position &+ 8 <= limit {
            // The lowest high bit marks the first backslash; borrows disturb only bytes after it,
            // and a byte that is not ASCII is ruled out by its own high bit.
            let word = self.word(at: position)
            let difference = word ^ 0x5C5C_5C5C_5C5C_5C5C
            let marks = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
            if marks != 0 { return position &+ marks.trailingZeroBitCount &>> 3 }
            position &+= 8
        }
        while position < limit, self[position] != UInt8(ascii: "\\") { position &+= 1 }
        return position
    }
}

extension JSONDocument {
    /// The text of a string node. The parser has checked every escape in it.
    func unescaped(_ node: JSONNode) -> [UInt8] {
        guard node.isEscaped else { return Array(bytes[node.range]) }
        let range = node.range
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        let bytes = self.bytes
        let span = bytes.span
        var position = range.lowerBound
        while position < range.upperBound {
            let end = span.backslash(from: position, limit: range.upperBound)
            result.append(contentsOf: bytes[position..<end])
            position = end
            if end < range.upperBound { position = span.unescape(at: end, to: &result) }
        }
        return result
    }
}

extension Span<UInt8> {
    /// Appends what the escape at `position` stands for, and returns the place after it.
    fileprivate func unescape(at position: Int, to result: inout [UInt8]) -> Int {
        switch self[position + 1] {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "u"):
            let first = codeUnit(at: position + 2)
            var scalar = Unicode.Scalar(first)
            var after = position + 6
            if (0xD800..<0xDC00).contains(first), let second = lowSurrogate(at: after) {
                scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
                after += 6
            }
            result.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
            return after
        default: result.append(self[position + 1])
        }
        return position + 2
    }
}

func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
