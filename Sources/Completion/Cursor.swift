internal import Text

/// What lies around the cursor, as bytes alone tell.
struct Cursor {
    /// Where it is.
    let offset: Int
    /// Its line, without the line end.
    let line: Range<Int>
    /// The identifier around the cursor; empty at the cursor when there is none.
    let identifier: Range<Int>
    /// Whether the cursor is in or behind a number, where no word is being typed.
    let isInNumber: Bool

    private init(offset: Int, line: Range<Int>, identifier: Range<Int>, isInNumber: Bool) {
        self.offset = offset
        self.line = line
        self.identifier = identifier
        self.isInNumber = isInNumber
    }

    init(_ text: TextBuffer, at place: ByteOffset) {
        let bytes = text.bytes
        let clamped = text.clamp(place).value
        line = text.lines.contentRange(of: text.lines.line(at: clamped), in: bytes.span)
        offset = min(clamped, line.upperBound)
        var start = offset
        var end = offset
        while start > line.lowerBound, ByteClass(byte: bytes[start - 1]).isInWord { start -= 1 }
        while end < line.upperBound, ByteClass(byte: bytes[end]).isInWord { end += 1 }
        let isNumber = start < end && ByteClass(byte: bytes[start]) == .digit
        // Behind `1.` a fraction is being typed, behind `x1.` a member.
        var digits = start
        if start > line.lowerBound, bytes[start - 1] == UInt8(ascii: ".") {
            digits = start - 1
            while digits > line.lowerBound, ByteClass(byte: bytes[digits - 1]).isInWord {
                digits -= 1
            }
        }
        let isFraction = digits < start - 1 && ByteClass(byte: bytes[digits]) == .digit
        isInNumber = isNumber || isFraction
        identifier = isInNumber ? offset..<offset : start..<end
    }

    /// What is typed of the identifier.
    var typed: Range<Int> { identifier.lowerBound..<offset }
    /// The same with nothing typed: the word before the cursor is whole.
    var behindWholeWord: Cursor {
        Cursor(offset: offset, line: line, identifier: offset..<offset, isInNumber: isInNumber)
    }
    /// The line before the cursor.
    var prefix: Range<Int> { line.lowerBound..<offset }
    /// The line behind the cursor.
    var suffix: Range<Int> { offset..<line.upperBound }
}
