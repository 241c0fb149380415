/// What differs between two byte strings once their common ends are left out.
struct ChangedRange: Equatable {
    var old: Range<Int>
    var new: Range<Int>
}

/// The one range in which two texts differ. Its bounds never fall inside a character, nor between a
/// `\r` and its `\n` in the old text, where the protocol has no position.
func changedRange(from old: Span<UInt8>, to new: Span<UInt8>) -> ChangedRange {
    var start = commonPrefix(old, new)
    start = min(
        old.scalarStart(start, notBefore: 0), new.scalarStart(start, notBefore: 0))
    if old.splitsLineEnd(at: start) { start -= 1 }

    var suffix = commonSuffix(old, new, atMost: min(old.count, new.count) - start)
    while suffix > 0, old[old.count - suffix] & 0xC0 == 0x80 { suffix -= 1 }
    if suffix > 0, old.splitsLineEnd(at: old.count - suffix) { suffix -= 1 }
    return ChangedRange(
        old: start..<old.count - suffix, new: start..<new.count - suffix)
}

private func commonPrefix(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    let limit = min(left.count, right.count)
    var length = 0
    while length + 8 <= limit {
        let difference = left.word(at: length) ^ right.word(at: length)
        if difference != 0 { return length + difference.trailingZeroBitCount / 8 }
        length += 8
    }
    while length < limit, left[length] == right[length] { length += 1 }
    return length
}

private func commonSuffix(
    _ left: Span<UInt8>, _ right: Span<UInt8>, atMost limit: Int
) -> Int {
    var length = 0
    while length + 8 <= limit {
        let difference =
            left.word(at: left.count - length - 8) ^ right.word(at: right.count - length - 8)
        if difference != 0 { return length + difference.leadingZeroBitCount / 8 }
        length += 8
    }
    while length < limit, left[left.count - length - 1] == right[right.count - length - 1] {
        length += 1
    }
    return length
}

extension Span<UInt8> {
    /// Whether two spans hold the same bytes.
    func hasSameBytes(as other: Span<UInt8>) -> Bool {
        count == other.count && commonPrefix(self, other) == count
    }

    /// Whether an offset lies between a `\r` and its `\n`.
    func splitsLineEnd(at offset: Int) -> Bool {
        offset > 0 && offset < count && self[offset - 1] == Ascii.carriageReturn
            && self[offset] == Ascii.lineFeed
    }
}
