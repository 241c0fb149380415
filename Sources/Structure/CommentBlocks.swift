internal import Languages

/// Tells which comments belong to one that stands right before a declaration. The queries capture
/// the last comment alone: a pattern for a run of them takes time with the square of its length.
struct CommentBlocks {
    private let bytes: [UInt8]
    private let lineMark: [UInt8]?
    private let blockMark: [UInt8]?

    init(bytes: [UInt8], language: Language) {
        self.bytes = bytes
        lineMark = language.description.lineComment.map { Array($0.utf8) }
        blockMark = language.description.blockComment.map { Array($0.open.utf8) }
    }

    /// The comment with those above it that begin with the same mark, line by line. None when it is
    /// about something else: it stands behind code, or an empty line parts it from the declaration.
    /// What stands in a declaration or behind it is left as it is.
    func block(of comment: Range<Int>, before declaration: Range<Int>) -> [Range<Int>] {
        let comment = comment.clamped(to: 0..<bytes.count)
        guard comment.upperBound <= declaration.lowerBound else { return [comment] }
        let start = lineStart(comment.lowerBound)
        guard isBlank(start..<comment.lowerBound) else { return [] }
        let text = bytes[comment]
        if let blockMark, text.starts(with: blockMark) {
            let isFormal =
                text.starts(with: Array("/**".utf8)) || text.starts(with: Array("/*!".utf8))
            return isFormal || !isParted(comment) ? [comment] : []
        }
        guard let mark = mark(of: text) else { return [comment] }
        guard !isParted(comment) else { return [] }
        var block = [comment]
        var top = start
        while top > 0 {
            let line = lineStart(top - 1)..<(top - 1)
            guard let first = line.first(where: { bytes[$0] > 32 }),
                bytes[first..<line.upperBound].starts(with: mark), !isInterpreterLine(first)
            else { break }
            let last = line.last { bytes[$0] > 32 } ?? first
            block.append(first..<(last + 1))
            top = line.lowerBound
        }
        return block.reversed()
    }

    /// What a line comment begins with: two slashes are an ordinary one, three are documentation.
    private func mark(of comment: ArraySlice<UInt8>) -> [UInt8]? {
        guard let lineMark, comment.starts(with: lineMark) else { return nil }
        guard let next = comment.dropFirst(lineMark.count).first,
            next == lineMark.last || "/!:-".utf8.contains(next)
        else { return lineMark }
        return lineMark + [next]
    }

    /// Whether an empty line follows.
    private func isParted(_ comment: Range<Int>) -> Bool {
        // Some grammars count the end of the line to the comment.
        let last = comment.last { bytes[$0] > 32 } ?? comment.lowerBound
        guard let end = bytes[last...].firstIndex(of: 10), end + 1 < bytes.count else {
            return false
        }
        let next = bytes[(end + 1)...].firstIndex(of: 10) ?? bytes.count
        return isBlank(end + 1..<next)
    }

    private func isInterpreterLine(_ start: Int) -> Bool {
        start == 0 && bytes.starts(with: Array("#!".utf8))
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        range.allSatisfy { bytes[$0] <= 32 }
    }

    private func lineStart(_ place: Int) -> Int {
        (bytes[..<place].lastIndex(of: 10) ?? -1) + 1
    }
}
