private import Text

extension FuzzTarget {
    /// A document and the changes that a client makes to it. The index stays right, the text stays
    /// UTF-8, and the difference between two states leads from one to the other.
    static let edits = FuzzTarget(name: "edits") { input in
        var reader = InputReader(input)
        let encoding = PositionEncoding.allCases[reader.number() % 3]
        var buffer = TextBuffer(reader.piece())
        let original = buffer
        while !reader.isAtEnd {
            try change(&buffer, encoding, &reader)
        }
        try requireDifference(from: original, to: buffer, encoding)
    }

    private static func change(
        _ buffer: inout TextBuffer, _ encoding: PositionEncoding, _ reader: inout InputReader
    ) throws {
        let old = buffer
        let kind = reader.number()
        let edit: AppliedEdit
        switch kind % 8 {
        case 0:
            edit = buffer.apply(ContentChange(range: nil, text: reader.piece()), encoding: encoding)
        case 1:
            let start = ByteOffset(reader.number() - 2)
            let range = start..<start + reader.number()
            edit = buffer.replace(range, with: reader.piece())
        default:
            let range = PositionRange(start: position(&reader), end: position(&reader))
            let change = ContentChange(range: range, text: reader.piece())
            edit = buffer.apply(change, encoding: encoding)
        }
        try require(buffer.lines == LineIndex(buffer.bytes.span), "the line index is wrong")
        try require(buffer.bytes.span.isValidUTF8, "the text is not UTF-8")
        try require(
            edit.start <= edit.oldEnd && edit.start <= edit.newEnd
                && edit.oldEnd <= old.end && edit.newEnd <= buffer.end,
            "the edit has no place in the text")
        try require(
            old.bytes[..<edit.start.value] == buffer.bytes[..<edit.start.value]
                && old.bytes[edit.oldEnd.value...]
                    .elementsEqual(buffer.bytes[edit.newEnd.value...]),
            "bytes changed that the edit does not name")
        try require(
            old.point(at: edit.oldEnd) == edit.oldEndPoint
                && buffer.point(at: edit.newEnd) == edit.newEndPoint,
            "the edit's points are wrong")
        let place = buffer.position(of: edit.newEnd, encoding: encoding)
        let back = buffer.offset(of: place, encoding: encoding)
        try require(
            buffer.position(of: back, encoding: encoding) == place, "a position is not stable")
    }

    /// Small numbers mostly; the largest bytes stand for numbers that clients send by mistake.
    private static func position(_ reader: inout InputReader) -> Position {
        func number() -> Int {
            switch reader.number() {
            case 255: .max
            case 254: .min
            case 253: -1
            case 252: Int(Int32.max)
            case let small: small
            }
        }
        return Position(line: number(), character: number())
    }

    private static func requireDifference(
        from old: TextBuffer, to new: TextBuffer, _ encoding: PositionEncoding
    ) throws {
        let difference = EditSet.difference(from: old.bytes, to: new.bytes)
        try require(try difference.applied(to: old.bytes) == new.bytes, "the difference is wrong")
        let inverse = try difference.inverted(on: old.bytes)
        try require(try inverse.applied(to: new.bytes) == old.bytes, "the inverse is wrong")
        try require(difference.followed(by: inverse).growth == 0, "taken back, the text grew")
        for edit in difference.edits {
            let positions = old.positions(of: edit.range, encoding: encoding)
            try require(
                old.offsets(of: positions, encoding: encoding) == edit.range,
                "an edit cannot be sent")
        }
        let diff = unifiedDiff(from: old.bytes, named: "a", to: new.bytes, named: "b")
        try require(diff.isEmpty == (old == new), "a diff of equal texts, or none of others")
    }
}
