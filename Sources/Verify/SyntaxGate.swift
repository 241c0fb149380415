internal import Languages
private import Structure
private import Syntax
private import Text

/// The first gate: a change may not add syntax errors. It reads no file and runs nothing.
enum SyntaxGate {
    /// What is said of a file.
    enum Answer {
        /// The errors that the change adds, named by line.
        case checked([LintFinding])
        /// Why nothing can be said.
        case unchecked(String)
    }

    /// Compares a file's texts before and after; nil is no file.
    static func check(
        path: String, before: [UInt8]?, after: [UInt8], languages: LanguageRegistry
    ) -> Answer {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let language = languages.language(languageId: nil, fileName: name, firstLine: after)
        else { return .checked([]) }
        let grammar: Grammar
        do {
            grammar = try language.grammar()
        } catch {
            return .unchecked("\(language.name): \(error)")
        }
        guard let new = errors(of: after, path: path, grammar) else {
            return .unchecked("\(path) could not be parsed in time")
        }
        if new.isEmpty { return .checked([]) }
        let old = before.flatMap { errors(of: $0, path: path, grammar) } ?? []
        let added = addedFindings(
            before: old, in: { _ in before }, after: new, in: { _ in after })
        // A grammar that knows only a part of the language takes good code for broken.
        return language.description.grammarIsPartial
            ? .checked(
                added.map { LintFinding(place: $0.place, severity: .warning, message: $0.message) })
            : .checked(added)
    }

    private static func errors(
        of bytes: [UInt8], path: String, _ grammar: Grammar
    ) -> [LintFinding]? {
        let text = TextBuffer(bytes)
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(text.bytes, budgetNanoseconds: 5_000_000_000)
        else { return nil }
        return syntaxErrors(of: tree, text: text).map { error in
            LintFinding(
                place: SourcePlace(
                    file: path, line: text.lines.line(at: error.range.lowerBound) + 1),
                severity: .error, message: error.message)
        }
    }
}
