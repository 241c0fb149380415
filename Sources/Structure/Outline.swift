/// One entry of a text's outline: a definition and how deep it lies.
package struct OutlineItem: Hashable, Sendable {
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
    /// Its first line without the body, on one line, at most `limit` bytes: what a reader needs to
    /// use it.
    package func signature(in bytes: [UInt8], limit: Int = 160) -> String {
        let end = bodyRange.map(\.lowerBound) ?? range.upperBound
        // Decorators and attributes may stand before the line of the name.
        let lineStart = bytes[range.lowerBound..<nameRange.lowerBound]
            .lastIndex { $0 == UInt8(ascii: "\n") }.map { $0 + 1 }
        let start = lineStart ?? range.lowerBound
        var line: [UInt8] = []
        for byte in bytes[start..<max(start, min(end, bytes.count))] {
            let isSpace = byte == 32 || (9...13).contains(byte)
            if isSpace {
                if bodyRange == nil, byte == UInt8(ascii: "\n") { break }
                if let last = line.last, last != 32 { line.append(32) }
            } else {
                line.append(byte)
            }
            if line.count > limit { break }
        }
        while let last = line.last, [32, UInt8(ascii: "{"), UInt8(ascii: ":")].contains(last) {
            line.removeLast()
        }
        let text = String(decoding: line.prefix(limit), as: UTF8.self)
        return line.count > limit ? text + "…" : text
    }
}
