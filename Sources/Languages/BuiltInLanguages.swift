internal import JSON
internal import Syntax

/// The languages that the build put into the binary. This reads memory only.
enum BuiltInLanguages {
    /// The language folders, then the file types of every other grammar.
    static func all(loader: GrammarLoader, problems: LanguageProblems) -> [Language] {
        var languages: [Language] = []
        for folder in embeddedFolders {
            let file = "Languages/\(folder.name)/language.json"
            let description = decode(folder.text(of: "language.json") ?? "", file, problems) {
                (json) throws(JSONDecodingError) in try LanguageDescription(from: json)
            }
            guard let description else { continue }
            var sources: [QueryKind: QuerySource] = [:]
            for kind in QueryKind.allCases {
                guard let text = folder.text(of: kind.fileName) else { continue }
                sources[kind] = QuerySource(
                    file: "Languages/\(folder.name)/\(kind.fileName)", text: text)
            }
            languages.append(
                Language(description, sources: sources, loader: loader, problems: problems))
        }
        let own = Dictionary(languages.map { ($0.id, $0) }) { first, _ in first }
        func whole(_ language: Language) -> Language {
            language.inheriting { own[$0].map(whole) }
        }
        languages = languages.filter { !$0.description.isBase }.map(whole)
        let others = decode(embeddedFileTypes, "Languages/filetypes.json", problems) {
            (json) throws(JSONDecodingError) in
            try json.required("languages", as: [LanguageDescription].self)
        }
        let complete = Set(languages.map(\.id))
        for description in others ?? [] where !complete.contains(description.id) {
            languages.append(
                Language(description, sources: [:], loader: loader, problems: problems))
        }
        return languages
    }
}

/// Reads a JSON text that people wrote; what is wrong with it is reported, and reads as nil.
func decode<Value>(
    _ text: String, _ file: String, _ problems: LanguageProblems,
    _ read: (JSON) throws(JSONDecodingError) -> Value
) -> Value? {
    do {
        return try read(
            JSON.parse(Array(text.utf8), limits: .configuration, dialect: .withComments))
    } catch {
        problems.report(file, "\(error)")
        return nil
    }
}
