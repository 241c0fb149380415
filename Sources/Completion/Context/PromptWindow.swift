package import RepoMap
package import Text

/// The part of a document around the cursor that a prompt shows.
///
/// It begins at the same place as long as it can: a beginning that moves with every keystroke would
/// be new to the model server each time.
package struct PromptWindow: Sendable, Hashable {
    /// The prefix, from the start of a line to the cursor.
    package let prefix: Range<Int>
    /// The suffix, from the cursor to the end of a line.
    package let suffix: Range<Int>
    /// The tokens of both.
    package let prefixTokens: Int
    package let suffixTokens: Int

    /// The window around a cursor. `anchor` is where the last one began.
    package init(
        _ text: TextBuffer, cursor: Int, anchor: Int?, prefixBudget: Int, suffixBudget: Int,
        count: TokenCount
    ) {
        let cursor = text.clamp(ByteOffset(cursor)).value
        let line = text.lines.line(at: cursor)
        var kept: (start: Int, tokens: Int)?
        if let anchor, anchor <= cursor,
            text.lines.start(of: text.lines.line(at: anchor)) == anchor
        {
            let tokens = count.tokens(text.bytes[anchor..<cursor])
            // One that is near shows little of what could be shown.
            let isWide = anchor == 0 || tokens * 4 >= prefixBudget
            if tokens <= prefixBudget, isWide { kept = (anchor, tokens) }
        }
        let chosen =
            kept
            ?? PromptWindow.start(
                text, cursor: cursor, line: line, budget: prefixBudget * 2 / 3, count)
        prefix = chosen.start..<cursor
        prefixTokens = chosen.tokens
        let end = PromptWindow.end(text, cursor: cursor, line: line, budget: suffixBudget, count)
        suffix = cursor..<end.end
        suffixTokens = end.tokens
    }

    /// The first line from which everything up to the cursor has room. A cursor's own line that
    /// has no room is cut within.
    private static func start(
        _ text: TextBuffer, cursor: Int, line: Int, budget: Int, _ count: TokenCount
    ) -> (start: Int, tokens: Int) {
        var start = text.lines.start(of: line)
        var tokens = count.tokens(text.bytes[start..<cursor])
        while tokens > budget, start < cursor {
            let half = text.clamp(ByteOffset(start + (cursor - start + 1) / 2)).value
            start = half > start ? half : cursor
            tokens = count.tokens(text.bytes[start..<cursor])
        }
        var above = line - 1
        while above >= 0, start == text.lines.start(of: above + 1) {
            let more = count.tokens(text.bytes[text.lines.start(of: above)..<start])
            guard tokens + more <= budget else { break }
            tokens += more
            start = text.lines.start(of: above)
            above -= 1
        }
        return (start, tokens)
    }

    private static func end(
        _ text: TextBuffer, cursor: Int, line: Int, budget: Int, _ count: TokenCount
    ) -> (end: Int, tokens: Int) {
        var end = cursor
        var tokens = 0
        for next in line..<text.lines.count {
            let whole = text.lines.range(of: next, in: text.bytes.span)
            let piece = max(whole.lowerBound, cursor)..<whole.upperBound
            let more = count.tokens(text.bytes[piece])
            guard tokens + more <= budget else { break }
            tokens += more
            end = piece.upperBound
        }
        return (end, tokens)
    }
}

/// How tokens are counted.
package struct TokenCount: Sendable {
    private let measure: TokenMeasure
    /// How many tokens the server counts for each of ours.
    private let factor: Double

    /// As a family of models counts; the factor is what a server's own counts have shown.
    package init(_ measure: TokenMeasure, factor: Double = 1) {
        self.measure = measure
        self.factor = factor
    }

    /// The tokens of a text, rounded up.
    package func tokens(_ text: ArraySlice<UInt8>) -> Int {
        if text.isEmpty { return 0 }
        // Line ends of two bytes are one character of a string.
        var whole = String(decoding: text.filter { $0 != Byte.carriageReturn }, as: UTF8.self)
        if text.last != UInt8(ascii: "\n") { whole += "\n" }
        return Int((Double(measure.tokens(in: whole)) * factor).rounded(.up))
    }
}
