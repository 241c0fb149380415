package import Base
package import Languages
package import RepoMap
import Structure
import Syntax
import Text

/// Reads a folder's files for the repository map, on as many threads as the machine has cores.
package struct MapBuilder: Sendable {
    private let folder: Path
    private let languages: LanguageRegistry
    private let maximumFileBytes: Int
    /// What is not read: vendored, generated, secret.
    private let excluded: IgnorePatterns

    private static let maximumFiles = 50_000

    package init(
        folder: Path, languages: LanguageRegistry, maximumFileBytes: Int, excluded: IgnorePatterns
    ) {
        self.folder = folder
        self.languages = languages
        self.maximumFileBytes = maximumFileBytes
        self.excluded = excluded
    }

    /// The index of what is on disk now. Blocks until all files are read.
    package func build() -> MapIndex {
        let paths = WorkspaceFiles.list(folder, limit: Self.maximumFiles)
            .compactMap { $0.relative(to: folder) }.filter { !excluded.excludes(file: $0) }
        var manifests = Manifests()
        for path in paths where Manifests.fileNames.contains(path.name) {
            guard let bytes = try? Files.read(folder.appending(path), limit: 1 << 20) else {
                continue
            }
            manifests.add(path: path.string, bytes: bytes)
        }
        return MapIndex(records: records(of: paths), manifests: manifests)
    }

    /// A file that somebody is at, as it is on disk now; nil when it has no language with tags.
    package func focus(_ path: String, line: Int?) -> MapFocus? {
        var reader = FileReader()
        return parse(Path(path)).map { file in
            MapFocus(
                path: path, line: line,
                occurrences: reader.occurrences(in: file.tree, bytes: file.text))
        }
    }

    private func records(of paths: [Path]) -> [FileRecord] {
        let threads = WorkerPool.suitableThreads
        let queue = Lock(0)
        let found = Lock<[FileRecord]>([])
        let running = Monitor(threads)
        let work: @Sendable () -> Void = {
            var reader = FileReader()
            var own: [FileRecord] = []
            while let path = queue.withLock({ next -> Path? in
                defer { next += 1 }
                return next < paths.count ? paths[next] : nil
            }) {
                guard let file = parse(path) else { continue }
                own.append(
                    reader.read(
                        path: path.string, bytes: file.text, tree: file.tree,
                        language: file.language))
            }
            found.withLock { $0 += own }
            running.update { $0 -= 1 }
        }
        for _ in 1..<threads {
            do {
                try Thread.start(name: "map", stackBytes: 64 << 20, work)
            } catch {
                running.update { $0 -= 1 }
            }
        }
        work()
        _ = running.wait { $0 == 0 ? true : nil }
        return found.withLock { $0 }
    }

    private func parse(_ path: Path) -> (text: [UInt8], tree: Tree, language: Language)? {
        guard let language = languages.language(fileName: path.name), language.hasQuery(.tags),
            let grammar = try? language.grammar(),
            Files.kind(of: folder.appending(path), followLinks: false) == .file,
            let bytes = try? Files.read(folder.appending(path), limit: maximumFileBytes),
            !bytes.prefix(8192).contains(0)
        else { return nil }
        let text = repairedUTF8(bytes)
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(text) else { return nil }
        return (text, tree, language)
    }
}
