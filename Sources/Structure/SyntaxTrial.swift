private import Base
package import Syntax
package import Text

/// Tries changes on a copy of a text and says how many syntax errors they leave: what a proposal
/// has to pass before it is shown. Each trial starts from the text itself.
package struct SyntaxTrial: ~Copyable {
    /// How many syntax errors the text has now.
    package let errors: Int

    private let text: TextBuffer
    private let tree: Tree
    private var leftNanoseconds: Int64?
    private var parser: Parser

    /// Nil unless the tree is of a text of this length. All trials together may take about as long
    /// as the budget, and what is done between them takes nothing off it; nil is no limit.
    package init?(text: TextBuffer, tree: Tree?, budgetNanoseconds: Int64?) {
        guard let tree, tree.byteCount == text.count else { return nil }
        self.text = text
        self.tree = tree
        leftNanoseconds = budgetNanoseconds
        parser = Parser(grammar: tree.grammar)
        errors = tree.syntaxErrorCount
    }

    /// How many errors the text would have; nil if that could not be found out in time.
    package mutating func errors(after edits: EditSet) -> Int? {
        if let leftNanoseconds, leftNanoseconds <= 0 { return nil }
        let start = Instant.now
        defer {
            leftNanoseconds = leftNanoseconds.map { $0 - Instant.now.nanoseconds(since: start) }
        }
        var text = text
        // From the last to the first, so that each is where the set says.
        let applied = edits.edits.reversed().map { text.replace($0.range, with: $0.replacement) }
        let outcome = parser.parse(
            text.bytes, old: tree.edited(by: applied), budgetNanoseconds: leftNanoseconds)
        guard case .finished(let tree) = outcome else { return nil }
        return tree.syntaxErrorCount
    }
}

extension Tree {
    /// How many nodes cover text that the parser could not use, or were made up by it to go on.
    package var syntaxErrorCount: Int {
        guard root.hasError else { return 0 }
        var count = 0
        var cursor = TreeCursor(self)
        var isOver = false
        while !isOver {
            if cursor.isMissing || cursor.kind == .error { count += 1 }
            // Nothing is wrong below a node that has no error.
            isOver = cursor.hasError ? !cursor.goToNext() : !cursor.goToNextOutside()
        }
        return count
    }
}
