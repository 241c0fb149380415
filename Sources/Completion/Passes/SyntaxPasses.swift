internal import Structure
internal import Syntax
package import Text

// The passes that parse. Without a tree of the text they let everything through: there is then
// nothing that could be broken.

extension ProposalPasses {
    /// Cut where what was open at the cursor ends: a function's body, a block, a list of arguments.
    /// In the middle of a statement it ends with that.
    @Sendable static func cutAtScopeEnd(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        guard text.contains(where: Byte.isLineEnd), let tree = place.parsed(with: text),
            let end = place.scopeEnd(in: tree, length: text.count)
        else { return nil }
        text.removeSubrange(end...)
        return nil
    }

    /// Admits only what adds no syntax error. Of a text that adds some, the first lines are tried.
    @Sendable static func admitBySyntax(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        guard place.tree != nil else { return nil }
        guard
            var trial = SyntaxTrial(
                text: place.text, tree: place.tree, budgetNanoseconds: place.parseNanoseconds)
        else { return .rejected("there was no time to check it") }
        let allowed = trial.errors
        var isChecked = false
        for candidate in shorter(text) {
            let at = ByteOffset(place.cursor)
            guard let errors = trial.errors(after: EditSet(TextEdit(at..<at, candidate))) else {
                return .rejected("there was no time to check it")
            }
            isChecked = true
            if errors <= allowed {
                text = candidate
                return nil
            }
        }
        return .rejected(isChecked ? "it adds a syntax error" : "nothing is left")
    }

    /// The text, and what is left of it without its last lines: all but the last, the half of
    /// them, the first.
    private static func shorter(_ text: [UInt8]) -> [[UInt8]] {
        let lines = Lines(text)
        var counts: [Int] = []
        for count in [lines.count - 1, lines.count / 2, 1] where count > 0 && count < lines.count {
            if !counts.contains(count) { counts.append(count) }
        }
        let cut = counts.map { count -> [UInt8] in
            var text = lines.text(upTo: count)
            while let last = text.last, Byte.isBlank(last) || Byte.isLineEnd(last) {
                text.removeLast()
            }
            return text
        }
        return [text] + cut.filter { $0.count { !Byte.isBlank($0) } > 1 }
    }
}

extension ProposalPlace {
    /// Whether edits leave no more syntax errors than there are; what could not be checked in time
    /// is not admitted.
    package func admits(_ edits: EditSet) -> Bool {
        guard tree != nil else { return true }
        guard
            var trial = SyntaxTrial(
                text: text, tree: tree, budgetNanoseconds: parseNanoseconds)
        else { return false }
        return trial.errors(after: edits).map { $0 <= trial.errors } ?? false
    }

    /// The tree of the text with a proposal in it; nil when there is none in time.
    fileprivate func parsed(with proposal: [UInt8]) -> Tree? {
        guard let tree else { return nil }
        var edited = text
        let at = ByteOffset(cursor)
        let edit = edited.replace(at..<at, with: proposal)
        var parser = Parser(grammar: tree.grammar)
        let outcome = parser.parse(
            edited.bytes, old: tree.edited(by: [edit]), budgetNanoseconds: parseNanoseconds)
        guard case .finished(let tree) = outcome else { return nil }
        return tree
    }

    /// Where in a proposal the statement ends that the cursor stands in, else the innermost thing
    /// that was open at the cursor; nil when that is not within the proposal.
    fileprivate func scopeEnd(in tree: Tree, length: Int) -> Int? {
        let lineStart = text.lines.start(of: line)
        let isInStatement = !linePrefix.allSatisfy(Byte.isBlank)
        var statement: Node?
        var node: Node? = tree.root.descendant(covering: cursor..<cursor + 1)
        while let here = node, here.startByte > 0 || here.endByte < tree.byteCount {
            if here.startByte < lineStart {
                return statement.flatMap { cut(at: $0, length) } ?? cut(at: here, length)
            }
            if isInStatement, here.startByte < cursor {
                // What holds several statements is none.
                if isSequence(here) { break }
                statement = here
            }
            node = here.parent
        }
        return statement.flatMap { cut(at: $0, length) }
    }

    /// Whether a later child of a node begins a line in the column of the first.
    private func isSequence(_ node: Node) -> Bool {
        let children = node.children.filter(\.isNamed)
        guard let first = children.first?.startPoint else { return false }
        return children.dropFirst().contains { child in
            child.startPoint.column == first.column && child.startPoint.row > first.row
        }
    }

    private func cut(at node: Node, _ length: Int) -> Int? {
        let end = node.endByte - cursor
        // Where the parser is at a loss, its ends are no ends.
        guard !node.hasError, end > 0, end < length else { return nil }
        return end
    }
}
