package import Text

/// What the protocol says, written down as plainly as possible: a text as Unicode scalars, in which
/// lines and positions are found by walking.
package struct ReferenceText {
    package let scalars: [Unicode.Scalar]
    /// The start of each line, and the end of its content.
    package private(set) var lines: [(start: Int, end: Int)] = []

    package init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var start = 0
        var at = 0
        while at < scalars.count {
            let isPair = scalars[at] == "\r" && at + 1 < scalars.count && scalars[at + 1] == "\n"
            if scalars[at] == "\n" || scalars[at] == "\r" {
                lines.append((start, at))
                at += isPair ? 2 : 1
                start = at
            } else {
                at += 1
            }
        }
        lines.append((start, scalars.count))
    }

    /// The byte offset of each line.
    package var lineStarts: [Int] { lines.map { bytes(before: $0.start) } }

    package func bytes(before index: Int) -> Int {
        scalars[..<index].reduce(0) { $0 + UTF8.width($1) }
    }

    /// The byte offset of a position.
    package func offset(_ position: Position, _ encoding: PositionEncoding) -> Int {
        if position.line >= lines.count { return bytes(before: scalars.count) }
        var (at, end) = lines[position.line]
        var left = position.character
        while left > 0, at < end {
            let units = units(scalars[at], encoding)
            if units > left { break }
            left -= units
            at += 1
        }
        end = at
        return bytes(before: end)
    }

    /// The position of the scalar with an index.
    package func position(_ index: Int, _ encoding: PositionEncoding) -> Position {
        let line = lines.lastIndex { $0.start <= index } ?? 0
        let (start, end) = lines[line]
        let character = scalars[start..<min(index, end)].reduce(0) { $0 + units($1, encoding) }
        return Position(line: line, character: character)
    }

    package func units(_ scalar: Unicode.Scalar, _ encoding: PositionEncoding) -> Int {
        switch encoding {
        case .utf8: UTF8.width(scalar)
        case .utf16: UTF16.width(scalar)
        case .utf32: 1
        }
    }

    /// The row and column of a byte offset as tree-sitter counts.
    package static func point(_ offset: Int, in bytes: [UInt8]) -> BytePoint {
        let before = bytes[..<offset]
        let row = before.count { $0 == UInt8(ascii: "\n") }
        let last = before.lastIndex(of: UInt8(ascii: "\n")) ?? -1
        return BytePoint(row: row, column: offset - last - 1)
    }
}
