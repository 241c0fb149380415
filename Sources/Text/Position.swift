/// What a position's `character` counts.
package enum PositionEncoding: String, Sendable, CaseIterable {
    /// Bytes.
    case utf8 = "utf-8"
    /// 16-bit units: the protocol's default.
    case utf16 = "utf-16"
    /// Unicode scalars.
    case utf32 = "utf-32"
}

/// A place as the protocol names it: a line and units into it, both from 0. Any numbers are
/// allowed; they are clamped when they meet a document.
package struct Position: Hashable, Sendable {
    /// The line, from 0.
    package var line: Int
    /// Units of the negotiated encoding from the line's start.
    package var character: Int

    /// The place in this line before this character.
    package init(line: Int, character: Int) {
        self.line = line
        self.character = character
    }
}

extension Position: Comparable {
    package static func < (left: Position, right: Position) -> Bool {
        (left.line, left.character) < (right.line, right.character)
    }
}

extension Position: CustomStringConvertible {
    package var description: String { "\(line):\(character)" }
}

/// A range as the protocol names it. Unlike `Range`, its ends may come in the wrong order: a client
/// may send anything.
package struct PositionRange: Hashable, Sendable {
    /// Where it starts.
    package var start: Position
    /// Where it ends, exclusive.
    package var end: Position

    /// The range between two positions.
    package init(start: Position, end: Position) {
        self.start = start
        self.end = end
    }

    /// The same range with its ends in order.
    package var ordered: PositionRange {
        end < start ? PositionRange(start: end, end: start) : self
    }
}

extension PositionRange: CustomStringConvertible {
    package var description: String { "\(start)-\(end)" }
}

extension TextBuffer {
    /// The offset of a position. A line past the end is the end of the document, a character past
    /// its line is the place before the line's end, a place inside a character is its start.
    package func offset(of position: Position, encoding: PositionEncoding) -> ByteOffset {
        lines.offset(of: position, encoding: encoding, in: bytes.span)
    }

    /// The position of an offset. A place inside a line end is the place before it.
    package func position(of offset: ByteOffset, encoding: PositionEncoding) -> Position {
        lines.position(of: offset, encoding: encoding, in: bytes.span)
    }

    /// The offsets of a range; one whose ends are in the wrong order is turned round.
    package func offsets(
        of range: PositionRange, encoding: PositionEncoding
    ) -> Range<ByteOffset> {
        let first = offset(of: range.start, encoding: encoding)
        let second = offset(of: range.end, encoding: encoding)
        return min(first, second)..<max(first, second)
    }

    /// The positions of a range of offsets.
    package func positions(
        of range: Range<ByteOffset>, encoding: PositionEncoding
    ) -> PositionRange {
        PositionRange(
            start: position(of: range.lowerBound, encoding: encoding),
            end: position(of: range.upperBound, encoding: encoding))
    }
}

/// Finds the positions of many offsets of one text. Where they ascend, as those of an outline do,
/// each is found from the one before.
package struct PositionReader {
    private let lines: LineIndex
    private let bytes: [UInt8]
    private let encoding: PositionEncoding
    private var line = 0

    /// Reads a document.
    package init(_ buffer: TextBuffer, encoding: PositionEncoding) {
        lines = buffer.lines
        bytes = buffer.bytes
        self.encoding = encoding
    }

    /// The positions of a range of offsets.
    package mutating func positions(of range: Range<ByteOffset>) -> PositionRange {
        let start = lines.position(
            of: range.lowerBound, encoding: encoding, in: bytes.span, near: line)
        line = start.line
        let end = lines.position(
            of: range.upperBound, encoding: encoding, in: bytes.span, near: line)
        return PositionRange(start: start, end: end)
    }
}

extension LineIndex {
    /// The offset of a position in the text that this index was made of.
    package func offset(
        of position: Position, encoding: PositionEncoding, in bytes: Span<UInt8>
    ) -> ByteOffset {
        guard position.line < count else { return ByteOffset(bytes.count) }
        let line = contentRange(of: max(position.line, 0), in: bytes)
        let character = max(position.character, 0)
        return ByteOffset(bytes.index(after: character, unitsOf: encoding, in: line))
    }

    /// The position of an offset in the text that this index was made of.
    package func position(
        of offset: ByteOffset, encoding: PositionEncoding, in bytes: Span<UInt8>,
        near known: Int? = nil
    ) -> Position {
        let at = min(max(offset.value, 0), bytes.count)
        let line = known.map { self.line(at: at, near: $0) } ?? self.line(at: at)
        let content = contentRange(of: line, in: bytes)
        let end = bytes.scalarStart(min(at, content.upperBound), notBefore: content.lowerBound)
        let character = bytes.units(of: encoding, in: content.lowerBound..<end)
        return Position(line: line, character: character)
    }
}
