internal import Text

extension CompletionInput {
    /// The rest of the line as far as it is sure enough, or nil. It never goes on behind the line's
    /// end, and never adds a syntax error where the tree is there to tell.
    package func inlineCompletion() -> InlineCompletion? {
        let cursor = Cursor(text, at: cursor)
        // Inside a word there is nothing to go on with.
        guard !cursor.isInNumber, cursor.identifier.upperBound == cursor.offset else { return nil }
        let line = LineContext(text, at: cursor)
        var gate = SyntaxGate(self, replacing: cursor.typed)
        guard let decoded = decodedLine(at: cursor) else { return nil }
        for length in decoded.lengths(atLeast: limits.confidence) {
            let text = line.processed(line.typed + decoded.text(length, behind: line.typed))
            guard !text.isEmpty else { continue }
            for text in line.closedVariants(of: text) where gate.admits(text) {
                return InlineCompletion(
                    replaced: Range<ByteOffset>(cursor.typed), text: text,
                    confidence: decoded.confidence(length))
            }
            // What is still shorter is hardly ever right where this one is not.
            if gate.trials >= limits.trials { return nil }
        }
        return nil
    }
}
