internal import Syntax
internal import Text

/// Thinks of what could end a block that is left open, or be another token that the parser had to
/// make up.
struct BlockRepairs {
    let text: TextBuffer
    let tree: Tree
    let site: ErrorSite

    private var bytes: [UInt8] { text.bytes }

    /// The changes, the likeliest first.
    func proposals() -> [Proposal] {
        guard let token = site.missing else { return site.range.isEmpty ? [] : blockEnds() }
        let place = site.range.lowerBound
        let isWord = token.utf8.first.map { isWordByte($0) } ?? false
        let isBlock = text.lines.line(at: place) > text.lines.line(at: site.parentStart)
        if isBlock, token == "}" { return [byIndentation(), atEnd(token)].compactMap { $0 } }
        if isBlock, isWord { return [atEnd(token)] }
        let blank = isWord && place > 0 && isWordByte(bytes[place - 1]) ? " " : ""
        return [
            Proposal(
                title: "Insert `\(token)`",
                edits: EditSet(TextEdit(Range<ByteOffset>(place..<place), blank + token)))
        ]
    }

    /// Tokens that end a block, for an error that looks like one without its end.
    private func blockEnds() -> [Proposal] {
        ["}", "end", "fi", "done"].filter { tree.grammar.token($0) != nil }.prefix(2)
            .filter { $0 != "}" || openBraces > 0 }
            .map(atEnd)
    }

    private var openBraces: Int {
        bytes[site.range.clamped(to: 0..<bytes.count)].reduce(0) { depth, byte in
            byte == UInt8(ascii: "{") ? depth + 1 : byte == UInt8(ascii: "}") ? depth - 1 : depth
        }
    }

    /// The token on a line of its own behind the block, indented as its beginning.
    private func atEnd(_ token: String) -> Proposal {
        let place = site.missing == nil ? site.range.upperBound : site.range.lowerBound
        return onOwnLine(
            token, behind: text.lastInk(before: place),
            indentedAs: text.lines.line(at: site.parentStart))
    }

    /// A brace where the indentation says that the block ends: before the first line that is
    /// indented no more than the one that opens the block, and does not close it.
    private func byIndentation() -> Proposal? {
        let first = text.lines.line(at: site.parentStart)
        let last = min(text.lines.line(at: site.range.lowerBound), first + Self.mostLines)
        var open: [(line: Int, indentation: Int)] = []
        for line in first...max(first, last) {
            let content = text.content(line)
            guard let start = content.first(where: { !isBlank(bytes[$0]) }) else { continue }
            let indentation = start - content.lowerBound
            let closes = bytes[start] == UInt8(ascii: "}")
            if let block = open.last, indentation <= block.indentation, line > first {
                if closes, indentation == block.indentation {
                    open.removeLast()
                } else {
                    return onOwnLine(
                        "}", behind: text.lastInk(before: start), indentedAs: block.line)
                }
            }
            let end = text.lastInk(before: content.upperBound)
            if end > start, bytes[end - 1] == UInt8(ascii: "{") {
                open.append((line, indentation))
            }
        }
        return nil
    }

    private func onOwnLine(_ token: String, behind place: Int, indentedAs line: Int) -> Proposal {
        let whole = text.lines.range(of: line, in: bytes.span)
        let content = text.content(line)
        let lineEnd = Array(bytes[content.upperBound..<whole.upperBound])
        let indentation = bytes[content].prefix { isBlank($0) }
        let inserted = (lineEnd.isEmpty ? [UInt8(ascii: "\n")] : lineEnd) + indentation
        return Proposal(
            title: "Insert `\(token)` after line \(text.lines.line(at: place) + 1)",
            edits: EditSet(
                TextEdit(Range<ByteOffset>(place..<place), inserted + Array(token.utf8))))
    }

    private static let mostLines = 2000
}
