/// Which way a place goes when text appears at it, or when the text around it is replaced.
package enum Affinity: Sendable {
    /// It stays with what is before it.
    case before
    /// It goes along with what is after it.
    case after
}

extension EditSet {
    /// Where a place in the old text is in the new one.
    package func map(_ offset: ByteOffset, affinity: Affinity) -> ByteOffset {
        var growth = 0
        for edit in edits {
            let range = edit.range
            if offset < range.lowerBound { break }
            if offset > range.upperBound || (offset == range.upperBound && !range.isEmpty) {
                growth += edit.growth
                continue
            }
            let start = range.lowerBound + growth
            if offset == range.lowerBound && !range.isEmpty { return start }
            return affinity == .before ? start : start + edit.replacement.count
        }
        return offset + growth
    }

    /// Where a range of the old text is in the new one. What is inserted at its bounds stays
    /// outside of it; an empty range stays empty.
    package func map(_ range: Range<ByteOffset>) -> Range<ByteOffset> {
        let start = map(range.lowerBound, affinity: .after)
        return start..<max(start, map(range.upperBound, affinity: .before))
    }

    /// The set that does what this one and then `next` do, which is a set on the text that this one
    /// makes.
    package func followed(by next: EditSet) -> EditSet {
        var pieces = Pieces(after: self)
        var result: [Piece] = []
        var done = 0
        for edit in next.edits {
            let range = edit.range.offsets
            result += pieces.take(range.lowerBound - done)
            _ = pieces.take(range.count)
            result.append(.inserted(edit.replacement[...]))
            done = range.upperBound
        }
        result += pieces.take(.max)

        var composed = EditSet()
        var at = 0
        for piece in result {
            switch piece {
            case .inserted(let bytes):
                composed.append(TextEdit(Range(at..<at), Array(bytes)))
            case .kept(let range):
                composed.append(TextEdit(Range(at..<range.lowerBound), [UInt8]()))
                at = range.upperBound
            }
        }
        return composed
    }
}

/// A part of an edited text: bytes of the old text, or new ones.
private enum Piece {
    case kept(Range<Int>)
    case inserted(ArraySlice<UInt8>)

    var count: Int {
        switch self {
        case .kept(let range): range.count
        case .inserted(let bytes): bytes.count
        }
    }

    /// The first `count` bytes, and the others.
    func cut(at count: Int) -> (Piece, Piece) {
        switch self {
        case .kept(let range):
            let middle = range.lowerBound + count
            return (.kept(range.lowerBound..<middle), .kept(middle..<range.upperBound))
        case .inserted(let bytes):
            return (.inserted(bytes.prefix(count)), .inserted(bytes.dropFirst(count)))
        }
    }
}

/// An edited text as its parts, taken from the front. The old text is as long as it gets: a set
/// does not know how long the text is that it is for.
private struct Pieces {
    /// In reverse, so that the next one is the last.
    private var pieces: [Piece] = []

    init(after set: EditSet) {
        var done = 0
        for edit in set.edits {
            pieces.append(.kept(done..<edit.range.lowerBound.value))
            pieces.append(.inserted(edit.replacement[...]))
            done = edit.range.upperBound.value
        }
        pieces.append(.kept(done..<max(done, .max)))
        pieces.reverse()
    }

    mutating func take(_ count: Int) -> [Piece] {
        var taken: [Piece] = []
        var left = count
        while left > 0, let piece = pieces.popLast() {
            if piece.count <= left {
                left -= piece.count
                taken.append(piece)
            } else {
                let (first, rest) = piece.cut(at: left)
                taken.append(first)
                pieces.append(rest)
                left = 0
            }
        }
        return taken
    }
}
