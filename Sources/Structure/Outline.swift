/// One entry of a text's outline: a definition and how deep it lies.
package struct OutlineItem: Hashable, Sendable {
    /// What is defined.
    package var definition: Definition
    /// How many definitions of the outline enclose it.
    package var depth: Int
}

extension Tags {
    /// The definitions nested by containment, in the order of the text, parents before children.
    /// At most `limit`, so that a generated file cannot flood an editor.
    package func outline(limit: Int = 20_000) -> [OutlineItem] {
        var items: [OutlineItem] = []
        items.reserveCapacity(min(limit, definitions.count))
        /// The definitions that enclose the one at hand.
        var enclosing: [Range<Int>] = []
        for definition in definitions.prefix(limit) {
            // Of overlapping ranges, which a broken text can bring, neither holds the other; and
            // one declaration of several names holds none of them.
            while let last = enclosing.last,
                last.upperBound < definition.range.upperBound || last == definition.range
                    || last.upperBound <= definition.range.lowerBound
            {
                enclosing.removeLast()
            }
            items.append(OutlineItem(definition: definition, depth: enclosing.count))
            enclosing.append(definition.range)
        }
        return items
    }

    /// The innermost definition around an offset.
    package func enclosing(_ offset: Int) -> Definition? {
        definitions.last { $0.range.contains(offset) }
    }
}

extension Definition {
    /// Its head without the body, on one line, at most `limit` bytes: what a reader needs to use
    /// it. Without a body, its first line.
    package func signature(in bytes: [UInt8], limit: Int = 160) -> String {
        let whole = range.clamped(to: 0..<bytes.count)
        let end = (bodyRange?.lowerBound).map { min(max($0, whole.lowerBound), whole.upperBound) }
        var line: [UInt8] = []
        let head = bytes[headStart(in: bytes)..<(end ?? whole.upperBound)]
        var isComment = false
        for (place, byte) in zip(head.indices, head) {
            // A line of comment between the head and the body is neither's.
            if byte == 10 || byte == 13 {
                isComment = head[(place + 1)...].drop { $0 <= 32 }.beginsComment
            }
            if byte <= 32 {
                if bodyRange == nil, byte == 10 || byte == 13, !line.isEmpty { break }
                if let last = line.last, last != 32 { line.append(32) }
            } else if !isComment {
                line.append(byte)
            }
            // Room for the rest of a character.
            if line.count > limit + 4 { break }
        }
        while let last = line.last, [32, UInt8(ascii: "{"), UInt8(ascii: ":")].contains(last) {
            line.removeLast()
        }
        guard line.count > limit else { return String(decoding: line, as: UTF8.self) }
        var cut = limit
        while cut > 0, line[cut] & 0xC0 == 0x80 { cut -= 1 }
        return String(decoding: line.prefix(cut), as: UTF8.self) + "…"
    }

    /// Where the head begins: behind decorators and attributes on lines before that of the name.
    private func headStart(in bytes: [UInt8]) -> Int {
        let whole = range.clamped(to: 0..<bytes.count)
        let start = whole.lowerBound
        guard let first = whole.first, attributeMarks.contains(bytes[first]) else { return start }
        let name = min(max(nameRange.lowerBound, start), whole.upperBound)
        let lineEnd = bytes[start..<name].lastIndex { $0 == 10 || $0 == 13 }
        return min(lineEnd.map { $0 + 1 } ?? start, bodyRange?.lowerBound ?? whole.upperBound)
    }
}

extension ArraySlice<UInt8> {
    fileprivate var beginsComment: Bool {
        starts(with: "//".utf8) || starts(with: "# ".utf8)
    }
}

/// What decorators, attributes and annotations begin with.
private let attributeMarks = Array("@#[".utf8)
