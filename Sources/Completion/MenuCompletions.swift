private import Text

extension CompletionInput {
    /// The words that fit what is typed, the best first.
    package func menuCompletions() -> MenuCompletions {
        let cursor = text.clamp(cursor)
        return MenuCompletions(
            replaced: cursor..<cursor, inserted: cursor..<cursor, items: [], isIncomplete: false)
    }

    /// The rest of the line, if it is sure enough.
    package func inlineCompletion() -> InlineCompletion? {
        nil
    }
}
