internal import Base
private import JSON
internal import Syntax

/// The languages that a user keeps in a folder, one folder each, in the format of those in the
/// binary: a `language.json` and `.scm` files.
///
/// A folder with the name of a known language builds on it: what it does not give stays, so one
/// query can be replaced by one file (and switched off by an empty one). Any other name adds a
/// language. Problems are reported with the file's path, and disable that file only.
struct UserLanguages {
    let folder: Path
    let loader: GrammarLoader
    let problems: LanguageProblems

    /// Files that no person wrote by hand are not read.
    private static let maximumFileBytes = 1 << 20
    private static let maximumFolders = 1000

    func languages(over known: [String: Language]) -> [Language] {
        Files.list(folder, limit: Self.maximumFolders)
            .filter {
                !$0.string.hasPrefix(".") && Files.kind(of: folder.appending($0)) == .directory
            }
            .compactMap { language(in: folder.appending($0), named: $0.string, over: known) }
    }

    private func language(
        in folder: Path, named name: String, over known: [String: Language]
    ) -> Language? {
        let file = folder / "language.json"
        var id = name
        var json: JSON?
        if let text = read(file) {
            json = decode(text, file.string, problems) {
                (json) throws(JSONDecodingError) in
                id = try json.optional("id") ?? name
                return json
            }
            if json == nil { return nil }
        }
        var description = known[id]?.description ?? LanguageDescription(id: id)
        if let json {
            do {
                try description.override(from: json)
            } catch {
                problems.report(file.string, error.description)
                return nil
            }
        }
        var sources: [QueryKind: QuerySource] = [:]
        for kind in QueryKind.allCases {
            let file = folder / kind.fileName
            guard let text = read(file) else { continue }
            sources[kind] = QuerySource(file: file.string, text: text)
        }
        guard let base = known[id] else {
            return Language(description, sources: sources, loader: loader, problems: problems)
                .inheriting { known[$0] }
        }
        return Language(
            description, sources: base.sources(overriddenBy: sources), loader: loader,
            problems: problems)
    }

    /// The text of a file, nil when there is none.
    private func read(_ path: Path) -> String? {
        guard Files.kind(of: path) != nil else { return nil }
        do {
            let bytes = try Files.read(path, limit: Self.maximumFileBytes)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                problems.report(path.string, "not valid UTF-8")
                return nil
            }
            return text
        } catch {
            problems.report(path.string, error.description)
            return nil
        }
    }
}
