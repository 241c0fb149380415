package import Base
private import JSON
package import Syntax

/// All languages: those in the binary, and the user's own. Never changes once made; make another
/// to see changed files.
///
/// Looking a language up reads no file. Making a registry reads the user's folders and nothing
/// else, so make it where waiting for the disk is allowed.
package final class LanguageRegistry: Sendable {
    /// Every language, by id. Those with queries of their own and those with a grammar only.
    package let all: [Language]

    private let byId: [String: Language]
    private let byLanguageId: [String: Language]
    private let byExtension: [String: Language]
    private let byFilename: [String: Language]
    private let byInterpreter: [String: Language]
    private let collected: LanguageProblems

    /// The built-in languages, and over them those of `userFolder` (one folder each, see
    /// `UserLanguages`). Grammars come from `loader`.
    package init(loader: GrammarLoader, userFolder: Path? = nil) {
        let problems = LanguageProblems()
        var languages: [String: Language] = [:]
        for language in BuiltInLanguages.all(loader: loader, problems: problems) {
            languages[language.id] = language
        }
        var own: Set<String> = []
        if let userFolder {
            let user = UserLanguages(folder: userFolder, loader: loader, problems: problems)
            for language in user.languages(over: languages) {
                languages[language.id] = language
                own.insert(language.id)
            }
        }
        // Among equals the user's wins, then the first id: the same answer on every run.
        let ordered = languages.values.sorted {
            (own.contains($0.id) ? 0 : 1, $0.id) < (own.contains($1.id) ? 0 : 1, $1.id)
        }
        all = languages.values.sorted { $0.id < $1.id }
        byId = languages
        byLanguageId = index(ordered) { $0.languageIds }
        byExtension = index(ordered) { $0.extensions }
        byFilename = index(ordered) { $0.filenames }
        byInterpreter = index(ordered) { $0.interpreters }
        collected = problems
    }

    /// What is wrong with languages' files, as far as they have been used.
    package var problems: [LanguageProblem] { collected.all }

    package func language(id: String) -> Language? { byId[id] }

    /// By what an editor calls it.
    package func language(languageId: String) -> Language? {
        byLanguageId[languageId] ?? byLanguageId[languageId.lowercased()] ?? byId[languageId]
    }

    /// By a file's name: the whole name first, then its extensions, the longest first.
    package func language(fileName: String) -> Language? {
        if let known = byFilename[fileName] { return known }
        var rest = fileName[...]
        while let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) {
            rest = rest[rest.utf8.index(after: dot)...]
            if let known = byExtension[String(rest)] ?? byExtension[rest.lowercased()] {
                return known
            }
        }
        return nil
    }

    /// By the `#!` line with which a script starts.
    package func language(firstLine: some Sequence<UInt8>) -> Language? {
        guard let program = Interpreter.name(inFirstLine: firstLine) else { return nil }
        return byInterpreter[program] ?? byInterpreter[Interpreter.withoutVersion(program)]
    }

    /// What an editor says counts most, then the file's name, then its first line. An editor's
    /// `plaintext` says nothing.
    package func language(
        languageId: String?, fileName: String?, firstLine: some Sequence<UInt8>
    ) -> Language? {
        languageId.flatMap { language(languageId: $0) }
            ?? fileName.flatMap { language(fileName: $0) }
            ?? language(firstLine: firstLine)
    }
}

/// Who is named first under a key keeps it.
private func index(
    _ languages: [Language], _ keys: (LanguageDescription) -> [String]
) -> [String: Language] {
    var table: [String: Language] = [:]
    for language in languages {
        for key in keys(language.description) where table[key] == nil { table[key] = language }
    }
    return table
}
