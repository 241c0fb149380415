/// The same bytes where they are valid UTF-8, and they are not copied then; else a copy in which
/// every maximal part of a broken sequence is U+FFFD, as browsers decode.
package func repairedUTF8(_ bytes: [UInt8]) -> [UInt8] {
    guard var bad = bytes.span.firstInvalidUTF8(from: 0) else { return bytes }
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count + 64)
    var done = 0
    while true {
        if done < bad.lowerBound { repaired += bytes[done..<bad.lowerBound] }
        // U+FFFD, the replacement character. Byte by byte, because a binary file is full of them.
        repaired.append(0xEF)
        repaired.append(0xBF)
        repaired.append(0xBD)
        done = bad.upperBound
        guard let next = bytes.span.firstInvalidUTF8(from: done) else { break }
        bad = next
    }
    repaired += bytes[done...]
    return repaired
}

extension Span<UInt8> {
    /// Whether all of it is UTF-8.
    package var isValidUTF8: Bool { firstInvalidUTF8(from: 0) == nil }

    /// The first bytes from `start` on that are not UTF-8: the longest start of a sequence that
    /// does not go on as it should, or one byte that starts none.
    package func firstInvalidUTF8(from start: Int) -> Range<Int>? {
        var at = start
        while at < count {
            if at + 8 <= count, word(at: at) & Word.highBits == 0 {
                at += 8
                continue
            }
            if self[at] < 0x80 {
                at += 1
                continue
            }
            let sequence = sequence(at: at)
            guard sequence.complete else { return at..<at + sequence.length }
            at += sequence.length
        }
        return nil
    }

    /// The sequence that starts with a byte above 0x7F: how many of its bytes are right, and
    /// whether those are all.
    private func sequence(at start: Int) -> (length: Int, complete: Bool) {
        // The second byte's range is narrower where the encoding would be overlong, a surrogate, or
        // above U+10FFFF.
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch self[start] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return (1, false)
        }
        guard start + 1 < count, second.contains(self[start + 1]) else { return (1, false) }
        for index in 2..<Swift.max(length, 2) {
            guard start + index < count, self[start + index] & 0xC0 == 0x80 else {
                return (index, false)
            }
        }
        return (length, true)
    }
}
