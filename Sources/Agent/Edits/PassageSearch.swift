internal import Text

/// Finds the passages of a file that a model quoted: one place, or a refusal that helps the model
/// to quote better. It never guesses between two places.
struct PassageSearch {
    private let buffer: TextBuffer
    private let text: QuotedLines

    init(_ buffer: TextBuffer) {
        self.buffer = buffer
        text = QuotedLines(of: buffer)
    }

    /// The edits that a replacement comes to.
    func edits(for replacement: Replacement) throws(PassageProblem) -> [TextEdit] {
        guard !replacement.quote.isEmpty else { throw .emptyQuote }
        let end = buffer.dominantLineEnd
        let quote = replacement.quote.withLineEnds(end)
        let bytes = replacement.replacement.withLineEnds(end)
        let exact = QuotedLines.occurrences(of: quote, in: buffer.bytes)
        if replacement.everywhere, !exact.isEmpty {
            return disjoint(exact, length: quote.count).map { TextEdit($0, bytes) }
        }
        switch exact.count {
        case 1:
            // Lines that were quoted without their indentation are replaced as lines.
            if startsBehindBlanks(exact[0]), let edit = try? lineEdit(quote, bytes) {
                return [edit]
            }
            return [edit(exact[0], quote, bytes, end.bytes)]
        case 2...: throw .ambiguous(lines: exact.map(buffer.lines.line(at:)))
        default: return [try lineEdit(quote, bytes)]
        }
    }

    private func startsBehindBlanks(_ start: Int) -> Bool {
        let lineStart = buffer.lines.start(of: buffer.lines.line(at: start))
        return lineStart < start && buffer.bytes[lineStart..<start].isBlankLine
    }

    /// The replacement of a place. A quote of whole lines and its replacement often differ in
    /// whether the last line end was copied; no line is joined to the next by that.
    private func edit(
        _ start: Int, _ quote: [UInt8], _ bytes: [UInt8], _ end: [UInt8]
    ) -> TextEdit {
        var bytes = bytes
        let isLineStart = buffer.lines.start(of: buffer.lines.line(at: start)) == start
        if isLineStart, !bytes.isEmpty, quote.last == end.last, bytes.last != end.last {
            bytes += end
        }
        return TextEdit(ByteOffset(start)..<ByteOffset(start + quote.count), bytes)
    }

    private func disjoint(_ starts: [Int], length: Int) -> [Range<ByteOffset>] {
        var end = 0
        var ranges: [Range<ByteOffset>] = []
        for start in starts where start >= end {
            end = start + length
            ranges.append(ByteOffset(start)..<ByteOffset(end))
        }
        return ranges
    }

    /// The replacement of whole lines that are like the quoted ones.
    private func lineEdit(_ quote: [UInt8], _ bytes: [UInt8]) throws(PassageProblem) -> TextEdit {
        let quoted = QuotedLines(of: TextBuffer(quote)).lines.withoutBlankEnds
        let all = 0..<text.lines.count
        guard let (starts, likeness) = text.places(of: quoted, in: all) else {
            throw .missing(nearest: nearest(to: quoted))
        }
        guard starts.count == 1 else { throw .ambiguous(lines: starts) }
        let lines = starts[0]..<starts[0] + quoted.count
        let range = buffer.contentRange(of: lines)
        var new = QuotedLines(of: TextBuffer(bytes)).lines.withoutBlankEnds.map { Array($0) }
        if likeness == .sameButIndentation || likeness == .sameButPunctuation {
            guard let map = IndentationMap(quoted: quoted, found: text.lines[lines]) else {
                throw .missing(nearest: nearest(to: quoted))
            }
            if !map.isIdentity { new = new.map { map.translated($0[...]) } }
        }
        if new.isEmpty { return TextEdit(buffer.wholeRange(of: lines), []) }
        return TextEdit(range, Array(new.joined(separator: buffer.dominantLineEnd.bytes)))
    }

    /// The place that has most of the quoted lines, as the model would best see it.
    private func nearest(to quoted: [ArraySlice<UInt8>]) -> PassageProblem.Nearest? {
        let keys = quoted.map { LineLikeness.sameButPunctuation.key(of: $0) }
        let wanted = Set(keys.filter { $0.count > 1 })
        guard !wanted.isEmpty, !text.lines.isEmpty else { return nil }
        let hits = text.lines.map { wanted.contains(LineLikeness.sameButPunctuation.key(of: $0)) }
        let length = min(quoted.count, hits.count)
        var count = hits[..<length].count { $0 }
        var best = (count: count, start: 0)
        for start in 1..<max(hits.count - length + 1, 1) {
            count += (hits[start + length - 1] ? 1 : 0) - (hits[start - 1] ? 1 : 0)
            if count > best.count { best = (count, start) }
        }
        if best.count == 0 {
            guard let line = likestLine(to: wanted) else { return nil }
            best = (0, line)
        }
        let shown = best.start..<min(best.start + min(length, 12), text.lines.count)
        return PassageProblem.Nearest(
            line: best.start, text: shown.map { String(decoding: text.lines[$0], as: UTF8.self) })
    }

    /// The line that shares most of its words with the quoted ones.
    private func likestLine(to wanted: Set<ArraySlice<UInt8>>) -> Int? {
        let words = Set(wanted.joined(separator: [UInt8(ascii: " ")]).words)
        var best: (score: Int, line: Int)?
        for (line, content) in text.lines.enumerated() {
            let score = content.words.count { words.contains($0) }
            if score > best?.score ?? 0 { best = (score, line) }
        }
        return best?.line
    }
}

/// Why a passage is not one place of the file.
package enum PassageProblem: Error, Equatable, Sendable {
    case emptyQuote
    /// It stands at several lines, counted from 0.
    case ambiguous(lines: [Int])
    case missing(nearest: Nearest?)

    /// What the file has that is most like it.
    package struct Nearest: Equatable, Sendable {
        package let line: Int
        package let text: [String]
    }

    /// In words for the model.
    var reason: String {
        switch self {
        case .emptyQuote:
            return "the quoted text is empty; quote the lines to be replaced"
        case .ambiguous(let lines):
            let list = lines.prefix(8).map { "\($0 + 1)" }.joined(separator: ", ")
            let more = lines.count > 8 ? " and \(lines.count - 8) more" : ""
            return "the quoted text stands at lines \(list)\(more); quote more lines around it"
        case .missing(nil):
            return "the quoted text is not in the file; read the file again"
        case .missing(let nearest?):
            let lines = nearest.text.joined(separator: "\n")
            return """
                the quoted text is not in the file. Most like it, at line \(nearest.line + 1):
                \(lines)
                """
        }
    }
}

extension [UInt8] {
    /// The same lines, each ended in this way.
    func withLineEnds(_ end: LineEnd) -> [UInt8] {
        let lines = TextBuffer(self)
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for line in 0..<lines.lines.count {
            if line > 0 { result += end.bytes }
            result += lines.content(ofLine: line)
        }
        return result
    }
}

extension [ArraySlice<UInt8>] {
    /// Without the blank lines at the start and at the end, unless there are no others.
    var withoutBlankEnds: [ArraySlice<UInt8>] {
        guard let first = firstIndex(where: { !$0.isBlankLine }),
            let last = lastIndex(where: { !$0.isBlankLine })
        else { return self }
        return Array(self[first...last])
    }
}

extension Sequence<UInt8> {
    /// The runs of letters, digits and underscores.
    fileprivate var words: [[UInt8]] {
        split { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
                false
            default: true
            }
        }.map { Array($0) }
    }
}

extension TextBuffer {
    /// Some lines without the end of the last; at least one line.
    func contentRange(of range: Range<Int>) -> Range<ByteOffset> {
        let last = lines.contentRange(of: range.upperBound - 1, in: bytes.span)
        return ByteOffset(lines.start(of: range.lowerBound))..<ByteOffset(last.upperBound)
    }

    /// Some lines with all their ends.
    func wholeRange(of range: Range<Int>) -> Range<ByteOffset> {
        let last = lines.range(of: range.upperBound - 1, in: bytes.span)
        return ByteOffset(lines.start(of: range.lowerBound))..<ByteOffset(last.upperBound)
    }
}
