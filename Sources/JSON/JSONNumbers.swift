/// The 64-bit value of an integer node, nil if it does not fit.
func parseInteger(_ bytes: [UInt8], _ node: JSONNode) -> Int? {
    var position = Int(node.offset)
    let end = position + Int(node.length)
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    // Kept negative, because the negative range is the larger one.
    var value = 0
    while position < end {
        let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, more) = tens.subtractingReportingOverflow(
            Int(bytes[position] &- UInt8(ascii: "0")))
        if overflow || more { return nil }
        value = sum
        position += 1
    }
    if isNegative { return value }
    return value == .min ? nil : -value
}

extension Span<UInt8> {
    /// Skips the number at `position` and says whether it has a fraction or an exponent;
    /// nil if it is not a number of JSON's grammar.
    func skipNumber(_ position: inout Int) -> JSONNode.Kind? {
        if peek(position) == UInt8(ascii: "-") { position += 1 }
        guard let first = peek(position), isDigit(first) else { return nil }
        position += 1
        if first != UInt8(ascii: "0") { skipDigits(&position) }
        if let next = peek(position), isDigit(next) { return nil }
        var kind = JSONNode.Kind.integer
        if peek(position) == UInt8(ascii: ".") {
            position += 1
            guard skipDigits(&position) else { return nil }
            kind = .decimal
        }
        if let letter = peek(position), letter | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = peek(position), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits(&position) else { return nil }
            kind = .decimal
        }
        return kind
    }

    @inline(__always)
    func peek(_ position: Int) -> UInt8? {
        position < count ? self[position] : nil
    }

    /// Whether there was at least one.
    @discardableResult
    @inline(__always)
    private func skipDigits(_ position: inout Int) -> Bool {
        let start = position
        while position < count, isDigit(self[position]) { position += 1 }
        return position > start
    }
}

@inline(__always)
private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
