import Base
import Languages
import Secrets
import Structure
import Text

/// The definitions of the workspace's files, for searching them. Built when first asked for, on a
/// worker; a search answers with what is there so far.
final class WorkspaceIndex: Sendable {
    /// One definition somewhere in the workspace.
    struct Symbol: Sendable {
        let name: String
        let kind: DefinitionKind
        let container: String?
        let range: PositionRange
    }

    /// What is indexed, and how.
    struct Scope: Sendable {
        let folders: [Path]
        let languages: LanguageRegistry
        /// Which languages take part.
        let includes: @Sendable (Language) -> Bool
        let maximumFileBytes: Int
        /// What is not indexed: vendored, generated, secret.
        let excluded: UnreadFiles
        let encoding: PositionEncoding
    }

    private struct Entry: Sendable {
        let stamp: FileStamp
        let symbols: [Symbol]
    }

    private struct State: Sendable {
        var files: [Path: Entry] = [:]
        /// Whether the files on disk may differ from what is here.
        var isStale = true
        var changeCount = 0
    }

    private let state = Lock(State())

    private static let maximumFiles = 50_000
    private static let maximumSymbols = 1_000_000

    /// A file was changed, made or removed; the next search looks.
    func fileChanged() {
        state.withLock { state in
            state.isStale = true
            state.changeCount += 1
        }
    }

    /// Forgets everything: other files or languages count from now on.
    func reset() {
        state.withLock { state in
            state.files = [:]
            state.isStale = true
            state.changeCount += 1
        }
    }

    var isStale: Bool { state.withLock { $0.isStale } }

    /// How often something was said to have changed.
    var changeCount: Int { state.withLock { $0.changeCount } }

    /// Brings the index up to date. One worker at a time does this.
    func update(_ scope: Scope, cancellation: Cancellation) {
        state.withLock { $0.isStale = false }
        let files = scope.folders.flatMap { folder in
            WorkspaceFiles(in: folder, limit: Self.maximumFiles).paths
                .filter { !scope.excluded.excludes(file: $0) }.map { folder.appending($0) }
        }
        let wanted = Set(files)
        state.withLock { state in state.files = state.files.filter { wanted.contains($0.key) } }
        var count = 0
        for file in files {
            guard !cancellation.isCancelled, count < Self.maximumSymbols else {
                // What was not looked at is looked at by the next search.
                state.withLock { $0.isStale = true }
                return
            }
            guard let stamp = Files.stamp(of: file) else { continue }
            if let known = state.withLock({ $0.files[file] }), known.stamp == stamp {
                count += known.symbols.count
                continue
            }
            let symbols = Self.symbols(of: file, scope)
            count += symbols.count
            state.withLock { $0.files[file] = Entry(stamp: stamp, symbols: symbols) }
        }
    }

    /// The files and their symbols as they are known now, in a fixed order.
    var files: [(path: Path, symbols: [Symbol])] {
        state.withLock { $0.files }.sorted { $0.key < $1.key }.map { ($0.key, $0.value.symbols) }
    }

    private static func symbols(of file: Path, _ scope: Scope) -> [Symbol] {
        guard let language = scope.languages.language(fileName: file.name),
            language.hasQuery(.tags), scope.includes(language),
            let bytes = try? Files.read(file, limit: scope.maximumFileBytes),
            !bytes.prefix(8192).contains(0)
        else { return [] }
        let document = DocumentSnapshot(
            uri: DocumentURI(path: file), buffer: TextBuffer(repairedUTF8(bytes)),
            language: language)
        return document.symbols(encoding: scope.encoding)
    }
}

extension DocumentSnapshot {
    /// The definitions with their places as the client counts them. An extension defines its
    /// members only. Blocks: for workers.
    func symbols(encoding: PositionEncoding) -> [WorkspaceIndex.Symbol] {
        var containers: [String] = []
        return tags.outline().compactMap { item in
            let definition = item.definition
            let name = String(decoding: buffer.bytes[definition.nameRange], as: UTF8.self)
            containers.removeLast(containers.count - item.depth)
            defer { containers.append(name) }
            if definition.kind == .extension { return nil }
            return WorkspaceIndex.Symbol(
                name: name, kind: definition.kind,
                container: containers.last ?? container(definition),
                range: buffer.positions(of: Range(definition.nameRange), encoding: encoding))
        }
    }
}
