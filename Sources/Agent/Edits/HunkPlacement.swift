internal import Text

/// Finds where the hunks of a patch go, and what they come to there.
struct HunkPlacement {
    private let buffer: TextBuffer
    private let text: QuotedLines
    /// Where the hunk before ended: hunks come in the order of the file.
    private var done = 0

    init(_ buffer: TextBuffer) {
        self.buffer = buffer
        text = QuotedLines(of: buffer)
    }

    /// The edit that the next hunk comes to.
    mutating func edit(for hunk: PatchHunk) throws(PassageProblem) -> TextEdit {
        let from = try line(behind: hunk.anchors)
        guard !hunk.old.isEmpty else { return insertion(of: hunk, behindAnchor: from) }
        let old = hunk.old.map { $0[...] }
        // The anchor may itself be among the lines of the hunk.
        let begin = hunk.anchors.isEmpty ? done : max(from - 1, done)
        guard let (starts, likeness) = text.places(of: old, in: begin..<text.lines.count) else {
            throw .missing(nearest: nil)
        }
        let start = try choice(of: starts, for: hunk)
        let lines = start..<start + old.count
        var map: IndentationMap?
        if likeness == .sameButIndentation || likeness == .sameButPunctuation {
            map = IndentationMap(quoted: old, found: text.lines[lines])
            if map == nil { throw .missing(nearest: nil) }
        }
        done = lines.upperBound
        return edit(of: hunk, at: lines, map)
    }

    private func edit(of hunk: PatchHunk, at lines: Range<Int>, _ map: IndentationMap?) -> TextEdit
    {
        var new: [[UInt8]] = []
        var line = lines.lowerBound
        for change in hunk.lines {
            switch change {
            case .kept:
                new.append(Array(text.lines[line]))
                line += 1
            case .removed: line += 1
            case .added(let added): new.append(map?.translated(added[...]) ?? added)
            }
        }
        if new.isEmpty { return TextEdit(buffer.wholeRange(of: lines), []) }
        return TextEdit(
            buffer.contentRange(of: lines),
            Array(new.joined(separator: buffer.dominantLineEnd.bytes)))
    }

    /// The line after the last of the anchors, each sought after the one before.
    private func line(behind anchors: [[UInt8]]) throws(PassageProblem) -> Int {
        var from = done
        for anchor in anchors where !anchor[...].isBlankLine {
            guard let (starts, _) = text.places(of: [anchor[...]], in: from..<text.lines.count)
            else { throw .missing(nearest: nil) }
            from = starts[0] + 1
        }
        return from
    }

    private func choice(of starts: [Int], for hunk: PatchHunk) throws(PassageProblem) -> Int {
        if hunk.isAtEnd, let last = starts.last, last + hunk.old.count == text.lines.count {
            return last
        }
        if starts.count == 1 || !hunk.anchors.isEmpty { return starts[0] }
        guard let line = hunk.line else { throw .ambiguous(lines: starts) }
        let byDistance = starts.sorted { abs($0 - line) < abs($1 - line) }
        guard abs(byDistance[0] - line) < abs(byDistance[1] - line) else {
            throw .ambiguous(lines: starts)
        }
        return byDistance[0]
    }

    /// Lines that come between others: where the hunk says, behind its anchor, or at the end.
    private mutating func insertion(of hunk: PatchHunk, behindAnchor: Int) -> TextEdit {
        let added = hunk.lines.flatMap { line -> [[UInt8]] in
            if case .added(let text) = line { [text] } else { [] }
        }
        let end = buffer.dominantLineEnd.bytes
        var line = text.lines.count
        if !hunk.anchors.isEmpty {
            line = behindAnchor
        } else if let wanted = hunk.line, !hunk.isAtEnd {
            line = min(max(wanted, done), text.lines.count)
        }
        done = line
        let isEmpty = buffer.bytes.isEmpty
        let start =
            isEmpty || line >= text.lines.count
            ? buffer.end : ByteOffset(buffer.lines.start(of: line))
        var bytes: [UInt8] = []
        let followsLine = start == buffer.end && !isEmpty
        let lastHasEnd = buffer.bytes.last == end.last
        if followsLine, !lastHasEnd { bytes += end }
        bytes += added.joined(separator: end)
        if !followsLine || lastHasEnd { bytes += end }
        return TextEdit(start..<start, bytes)
    }
}
