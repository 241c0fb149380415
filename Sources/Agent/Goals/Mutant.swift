internal import Languages
internal import Syntax
internal import Text

/// A version of some code that is wrong in one place.
struct Mutant: CustomStringConvertible {
    let path: ProjectPath
    let line: Int
    let old: String
    let new: String
    let original: [UInt8]
    let content: [UInt8]

    var description: String { "\(path):\(line): `\(old)` as `\(new)`" }

    /// So many are tried: each costs a run of the tests.
    private static let limit = 6

    /// Versions of some lines, spread over them.
    static func all(of focus: AgentFocus, in project: AgentProject) -> [Mutant] {
        guard case .content(let bytes) = project.read(focus.path),
            let language = project.languages.language(
                languageId: nil, fileName: focus.path.name, firstLine: bytes),
            let grammar = try? language.grammar()
        else { return [] }
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(bytes, budgetNanoseconds: 5_000_000_000)
        else { return [] }
        var found: [Mutant] = []
        var left = [tree.root]
        while let node = left.popLast() {
            let line = node.startPoint.row + 1
            let children = node.children
            for child in children.reversed() { left.append(child) }
            guard children.isEmpty, focus.lines.contains(line) else { continue }
            let old = String(decoding: node.text(in: bytes), as: UTF8.self)
            guard let new = swapped(old, node.kindName) else { continue }
            var content = bytes
            content.replaceSubrange(node.byteRange, with: Array(new.utf8))
            found.append(
                Mutant(
                    path: focus.path, line: line, old: old, new: new, original: bytes,
                    content: content))
        }
        guard found.count > limit else { return found }
        return (0..<limit).map { found[$0 * found.count / limit] }
    }

    /// A token that means something else in the same place; nil where none is sure to.
    private static func swapped(_ token: String, _ kind: String) -> String? {
        if let other = swaps[token] { return other }
        let isNumber = kind.contains("integer") || kind.contains("number") || kind == "int_literal"
        guard isNumber, let number = Int(token), number < 1_000_000_000 else { return nil }
        return String(number + 1)
    }

    private static let swaps = [
        "==": "!=", "!=": "==", "===": "!==", "!==": "===", "<": ">=", ">=": "<", ">": "<=",
        "<=": ">", "+": "-", "-": "+", "*": "+", "&&": "||", "||": "&&", "and": "or", "or": "and",
        "true": "false", "false": "true", "True": "False", "False": "True", "+=": "-=", "-=": "+=",
    ]
}

extension Draft {
    /// The draft with a mutant in it.
    func changing(_ mutant: Mutant) -> Draft {
        var draft = self
        draft.restore(
            mutant.path, Change(original: mutant.original, content: mutant.content))
        return draft
    }
}
