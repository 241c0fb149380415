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

extension JSONDocument {
    /// The text of a string node. The parser has checked every escape in it.
    func unescaped(_ node: JSONNode) -> [UInt8] {
        guard node.isEscaped else { return Array(bytes[node.range]) }
        let range = node.range
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var position = range.lowerBound
        var runStart = position
        let bytes = self.bytes
        let span = bytes.span
        while position < range.upperBound {
            guard span[position] == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            result.append(contentsOf: bytes[runStart..<position])
            position = appendEscape(span, at: position, limit: range.upperBound, to: &result)
            runStart = position
        }
        result.append(contentsOf: bytes[runStart..<range.upperBound])
        return result
    }
}

/// Appends what the escape at `position` stands for, and returns the place after it.
private func appendEscape(
    _ bytes: Span<UInt8>, at position: Int, limit: Int, to result: inout [UInt8]
) -> Int {
    switch bytes[position + 1] {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "u"):
        let first = codeUnit(bytes, at: position + 2)
        var after = position + 6
        var scalar = Unicode.Scalar(first)
        if (0xD800...0xDBFF).contains(first), after + 6 <= limit,
            bytes[after] == UInt8(ascii: "\\"), bytes[after + 1] == UInt8(ascii: "u")
        {
            let second = codeUnit(bytes, at: after + 2)
            if (0xDC00...0xDFFF).contains(second) {
                scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
                after += 6
            }
        }
        result.append(
            contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
        return after
    default: result.append(bytes[position + 1])
    }
    return position + 2
}

/// The number that the four hexadecimal digits at `position` write.
private func codeUnit(_ bytes: Span<UInt8>, at position: Int) -> UInt32 {
    var unit: UInt32 = 0
    for offset in 0..<4 {
        unit = unit << 4 | UInt32(hexadecimalDigit(bytes[position + offset]) ?? 0)
    }
    return unit
}

func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
