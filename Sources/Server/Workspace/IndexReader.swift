import Base
import Languages
package import RepoMap
import Syntax
import Text

/// A file whose language is known.
struct SourceFile: Sendable {
    let path: Path
    let language: Language
    /// Nil when there is nothing to read: the file is in the index by its name only.
    let stamp: FileStamp?

    /// What is said of a file that is not read.
    var bareRecord: FileRecord { FileRecord(path: path.string, family: family) }

    /// The record that was kept of its contents; nil when it is damaged.
    func record(encoded: [UInt8]) -> FileRecord? {
        FileRecord(encoded: encoded, path: path.string, family: family)
    }

    private var family: LanguageFamily { LanguageFamily(languageId: language.id) }
}

/// Reads files for an index, one after the other. Every thread has its own.
struct IndexReader {
    /// The text of a file.
    struct Contents {
        let file: SourceFile
        let bytes: [UInt8]
        let key: Fingerprint
    }

    private let scope: IndexScope
    private let seed: UInt64
    private var reader = FileReader()
    /// By language: what mixes its grammar and queries into the keys of the files.
    private var seeds: [String: UInt64] = [:]

    init(scope: IndexScope, seed: UInt64) {
        self.scope = scope
        self.seed = seed
    }

    /// Finds out what there is at a path; nil when it is nothing for an index.
    func file(_ path: Path) -> SourceFile? {
        guard let stamp = Files.stamp(ofFile: scope.folder.appending(path)),
            let language = language(of: path)
        else { return nil }
        let isRead = (try? language.grammar()) != nil
        return SourceFile(path: path, language: language, stamp: isRead ? stamp : nil)
    }

    /// By its name; of a script without an ending by its first line.
    private func language(of path: Path) -> Language? {
        if let known = scope.languages.language(fileName: path.name) { return known }
        guard path.fileExtension == nil,
            let bytes = try? Files.read(scope.folder.appending(path), limit: 64 << 10),
            bytes.starts(with: "#!".utf8)
        else { return nil }
        return scope.languages.language(firstLine: bytes.prefix { $0 != 10 })
    }

    /// Reads a file.
    mutating func contents(of file: SourceFile) -> Result<Contents, IndexReport.Reason> {
        do throws(Files.ReadError) {
            let bytes = try Files.read(
                scope.folder.appending(file.path), limit: scope.maximumFileBytes)
            let key = Fingerprint(of: bytes.span, seed: seed(of: file.language))
            return .success(Contents(file: file, bytes: bytes, key: key))
        } catch {
            return .failure(error.isTooLarge ? .tooLarge : .unreadable)
        }
    }

    /// The record of a file that was read.
    mutating func record(
        of contents: Contents, budgetNanoseconds: Int64
    ) -> Result<FileRecord, IndexReport.Reason> {
        switch SourceJudgement(name: contents.file.path.name, bytes: contents.bytes) {
        case .binary: return .failure(.binary)
        case .generated: return .failure(.generated)
        case .minified: return .failure(.minified)
        case .source: break
        }
        let language = contents.file.language
        guard let grammar = try? language.grammar() else {
            return .success(contents.file.bareRecord)
        }
        let text = repairedUTF8(contents.bytes)
        var parser = Parser(grammar: grammar)
        switch parser.parse(text, budgetNanoseconds: budgetNanoseconds) {
        case .unfinished: return .failure(.tooSlow)
        case .impossible: return .success(contents.file.bareRecord)
        case .finished(let tree):
            return .success(
                reader.read(
                    path: contents.file.path.string, bytes: text, tree: tree, language: language))
        }
    }

    /// Of a language's grammar and queries as they are now, and of the cache's own.
    private mutating func seed(of language: Language) -> UInt64 {
        if let known = seeds[language.id] { return known }
        var text = "\(FileRecord.formatVersion) \(language.id) "
        for kind in [QueryKind.tags, .imports] { text += language.querySource(kind) ?? "" }
        if let grammar = try? language.grammar(), let stamp = Files.stamp(of: Path(grammar.file)) {
            text += " \(grammar.abiVersion) \(stamp.size) \(stamp.seconds) \(stamp.nanoseconds)"
        }
        let found = Array(text.utf8).span.hash(seed: seed)
        seeds[language.id] = found
        return found
    }
}

extension IndexReport.Reason: Error {}

extension Files.ReadError {
    fileprivate var isTooLarge: Bool {
        switch self {
        case .tooLarge: true
        case .system, .notAFile: false
        }
    }
}

extension IndexScope {
    /// A file that somebody is at, as it is on disk now; nil when it says nothing.
    package func focus(_ path: String, line: Int?) -> MapFocus? {
        var reader = FileReader()
        let place = folder.appending(Path(path))
        guard let language = languages.language(fileName: Path(path).name),
            let grammar = try? language.grammar(), Files.stamp(ofFile: place) != nil,
            let bytes = try? Files.read(place, limit: maximumFileBytes),
            !bytes.prefix(8192).contains(0)
        else { return nil }
        let text = repairedUTF8(bytes)
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(text) else { return nil }
        return MapFocus(
            path: path, line: line, occurrences: reader.occurrences(in: tree, bytes: text))
    }
}
