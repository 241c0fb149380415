internal import Structure
internal import Syntax
internal import Text

extension ActionInput {
    /// Writes an import into the text, behind those that are there; else where the code begins.
    /// Nil where that would break something.
    package func importing(_ statement: String, title: String) -> Action? {
        guard let tree, let language else { return nil }
        let head = 0..<min(text.count, ImportPlace.head)
        let known = imports(of: tree, bytes: text.bytes, language: language, within: head)
        let last = known.last { one in
            // Those within functions are theirs.
            text.lines.start(of: text.lines.line(at: one.range.lowerBound)) == one.range.lowerBound
        }
        let lineEnd = text.dominantLineEnd.bytes
        let edit: TextEdit
        if let last {
            let line = text.lines.line(at: max(last.range.lowerBound, last.range.upperBound - 1))
            let place = text.lines.contentRange(of: line, in: text.bytes.span).upperBound
            edit = TextEdit(Range<ByteOffset>(place..<place), lineEnd + Array(statement.utf8))
        } else {
            let place = codeStart(tree)
            edit = TextEdit(
                Range<ByteOffset>(place..<place), Array(statement.utf8) + lineEnd + lineEnd)
        }
        return harmless(
            EditSet(edit), title: title, kind: .quickFix, problem: text.clamp(range).offsets)
    }

    /// Where the first line begins that is neither a comment nor part of a file's head.
    private func codeStart(_ tree: Tree) -> Int {
        let first = tree.root.children.first { child in
            let kind = child.kindName
            let isText =
                kind == "expression_statement"
                && child.children.first?.kindName.hasPrefix("string") == true
            return !isText && !kind.contains("comment") && !ImportPlace.heads.contains(kind)
        }
        let place = first?.byteRange.lowerBound ?? text.count
        return text.lines.start(of: text.lines.line(at: place))
    }

    /// The change as an action, unless it adds syntax errors.
    func harmless(
        _ edits: EditSet, title: String, kind: ActionKind, problem: Range<Int>
    ) -> Action? {
        guard
            var trial = SyntaxTrial(
                text: text, tree: tree, budgetNanoseconds: limits.trialsNanoseconds),
            let after = trial.errors(after: edits), after <= trial.errors
        else { return nil }
        return Action(
            title: title, kind: kind, edits: edits, problem: Range<ByteOffset>(problem),
            isPreferred: false, errorsBefore: trial.errors, errorsAfter: after)
    }
}

private enum ImportPlace {
    /// Imports are looked for so far into a text.
    static let head = 1 << 16
    /// What stands before imports.
    static let heads: Set<String> = [
        "package_clause", "package_declaration", "package_header", "php_tag",
        "namespace_definition", "hash_bang_line", "directive",
    ]
}
