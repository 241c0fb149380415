/// A line of a tool's output, or a part of one. What tools print is bytes: mostly UTF-8, sometimes
/// not, and never worth a copy before it is known to matter.
typealias Line = ArraySlice<UInt8>

/// The lines of an output without their ends, and without the colours of a terminal.
func lines(of output: [UInt8]) -> [Line] {
    let plain = output.contains(0x1B) ? withoutEscapes(output) : output
    var lines = plain.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
}

/// The lines as one text again.
func text(of lines: some Sequence<Line>) -> String {
    var bytes: [UInt8] = []
    for line in lines {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        bytes += line
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// Leaves out what a terminal would take for orders: `ESC [ … letter` and the like.
private func withoutEscapes(_ output: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(output.count)
    var at = 0
    while at < output.count {
        guard output[at] == 0x1B else {
            plain.append(output[at])
            at += 1
            continue
        }
        at += 1
        guard at < output.count, output[at] == UInt8(ascii: "[") else { continue }
        at += 1
        while at < output.count, (0x20..<0x40).contains(output[at]) { at += 1 }
        if at < output.count, output[at] != UInt8(ascii: "\n") { at += 1 }
    }
    return plain
}

extension Line {
    /// What is shown, or compared as text.
    var string: String { String(decoding: self, as: UTF8.self) }

    /// Without the blanks at both ends.
    var trimmed: Line {
        var rest = self
        while let first = rest.first, first <= UInt8(ascii: " ") { rest = rest.dropFirst() }
        while let last = rest.last, last <= UInt8(ascii: " ") { rest = rest.dropLast() }
        return rest
    }

    /// How many blanks it begins with.
    var indentation: Int { prefix { $0 == UInt8(ascii: " ") }.count }

    func starts(with text: String) -> Bool { starts(with: text.utf8) }

    func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }

    func contains(_ text: String) -> Bool { firstIndex(of: text) != nil }

    /// What follows `prefix`; nil when the line does not begin with it.
    func dropping(prefix: String) -> Line? {
        starts(with: prefix) ? dropFirst(prefix.utf8.count) : nil
    }

    /// What comes before `suffix`; nil when the line does not end with it.
    func dropping(suffix: String) -> Line? {
        ends(with: suffix) ? dropLast(suffix.utf8.count) : nil
    }

    /// What stands before and behind the first `text`.
    func cut(at text: String) -> (before: Line, after: Line)? {
        guard let place = firstIndex(of: text) else { return nil }
        return (self[startIndex..<place], self[(place + text.utf8.count)...])
    }

    /// What stands before and behind the last `text`.
    func cut(atLast text: String) -> (before: Line, after: Line)? {
        var found: Int?
        var from = startIndex
        while let place = self[from...].firstIndex(of: text) {
            found = place
            from = place + 1
        }
        guard let found else { return nil }
        return (self[startIndex..<found], self[(found + text.utf8.count)...])
    }

    /// The number that is written here, digits only.
    var integer: Int? {
        guard !isEmpty, count <= 18 else { return nil }
        var value = 0
        for byte in self {
            guard byte.isDigit else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    /// The digits at the start, and what follows them.
    var leadingInteger: (value: Int, rest: Line)? {
        let digits = prefix { $0.isDigit }
        return digits.integer.map { ($0, self[digits.endIndex...]) }
    }

    /// Seconds such as `0.12`, in milliseconds.
    var milliseconds: Int? {
        guard let seconds = Double(string), seconds >= 0, seconds < 1e9 else { return nil }
        return Int((seconds * 1000).rounded())
    }

    private func firstIndex(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return startIndex }
        var at = startIndex
        while let hit = self[at...].firstIndex(of: first), hit + wanted.count <= endIndex {
            if self[hit...].starts(with: wanted) { return hit }
            at = hit + 1
        }
        return nil
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// What identifiers of most languages consist of.
    var isWord: Bool {
        isDigit || self == UInt8(ascii: "_")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self >= 0x80
    }
}
