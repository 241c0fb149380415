internal import Text

extension CompletionInput {
    /// The rest of the line as far as it is sure enough, or nil. It never goes on behind the line's
    /// end, and never adds a syntax error where the tree is there to tell; what mends one is
    /// preferred to what is longer.
    package func inlineCompletion() -> InlineCompletion? {
        let cursor = Cursor(text, at: cursor)
        // Inside a word there is nothing to go on with.
        guard !cursor.isInNumber, cursor.identifier.upperBound == cursor.offset else { return nil }
        let line = LineContext(text, at: cursor)
        var gate = SyntaxGate(self, replacing: cursor.typed)
        guard let decoded = decodedLine(at: cursor) else { return nil }
        // What leaves a broken text broken waits for something that mends it.
        var kept: InlineCompletion?
        for length in decoded.lengths(atLeast: limits.confidence) {
            let text = line.processed(line.typed + decoded.text(length, behind: line.typed))
            guard !text.isEmpty else { continue }
            for text in line.closedVariants(of: text) {
                let verdict = gate.judge(text)
                if verdict == .breaks { continue }
                let found = InlineCompletion(
                    replaced: Range<ByteOffset>(cursor.typed), text: text,
                    confidence: decoded.confidence(length))
                if verdict == .fits { return found }
                kept = kept ?? found
            }
            // What is still shorter is hardly ever right where this one is not.
            if gate.trials >= limits.trials { break }
        }
        return kept
    }
}
