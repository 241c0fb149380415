package import Base
package import Languages
package import RepoMap
package import Secrets

/// What of a folder is indexed, and how.
package struct IndexScope: Sendable {
    /// The folder.
    package var folder: Path
    /// By what files are read.
    package var languages: LanguageRegistry
    /// Larger files are left out.
    package var maximumFileBytes: Int
    /// What is never read: vendored, generated, secret.
    package var excluded: UnreadFiles
    /// The folder of the caches; nil is none.
    package var cacheDirectory: Path?
    /// How many threads read files.
    package var threads: Int

    /// All of its parts.
    package init(
        folder: Path, languages: LanguageRegistry, maximumFileBytes: Int, excluded: UnreadFiles,
        cacheDirectory: Path?, threads: Int
    ) {
        self.folder = folder
        self.languages = languages
        self.maximumFileBytes = maximumFileBytes
        self.excluded = excluded
        self.cacheDirectory = cacheDirectory
        self.threads = threads
    }
}

/// The index of a folder's files, kept up to date with the disk. What has not changed since it was
/// last read, be it by an earlier process, is not read again.
package final class RepositoryIndex: Sendable {
    /// More files than this are not looked at.
    package static let maximumFiles = 200_000

    private let scope: IndexScope
    private let state = Lock(IndexState())

    /// An index that is empty until `update`.
    package init(_ scope: IndexScope) {
        self.scope = scope
    }

    /// What is there so far: while files are read for the first time, those that have been read.
    package var index: MapIndex {
        state.withLock { state in
            // Tables take time to make, so not for each file that comes.
            if state.added > state.index.files.count / 2 { state.makeIndex() }
            return state.index
        }
    }

    /// Brings the index up to date with the disk. Blocks; one thread at a time does this. When it
    /// is cancelled, what has been read stays.
    package func update(
        cancellation: Cancellation, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) -> IndexReport {
        let listing = WorkspaceFiles(in: scope.folder, limit: RepositoryIndex.maximumFiles)
        let cache = scope.cacheDirectory.flatMap { IndexCache(directory: $0, folder: scope.folder) }
        defer { cache?.close() }
        var report = IndexReport(isCut: listing.isCut)
        let paths = listing.paths.filter { path in
            if scope.excluded.excludes(file: path) { return false }
            let hasName = Path(path.string) == path
            if !hasName { report.count(.nameless) }
            return hasName
        }
        let inMemory = state.withLock { $0.known }
        let kept = inMemory.isEmpty ? cache?.knownFiles() ?? [:] : [:]
        let run = IndexRun(scope: scope, cache: cache, inMemory: inMemory, kept: kept)
        run.read(paths, cancellation: cancellation) { [state] batch, done in
            state.withLock { $0.add(batch) }
            progress(done, paths.count)
        }
        report.merge(run.report)
        let present = Set(paths.map(\.string))
        let manifests = readManifests(paths)
        state.withLock { state in
            state.manifests = manifests
            if !cancellation.isCancelled { state.removeAll(but: present) }
            state.makeIndex()
            report.files = state.paths.count
        }
        if !cancellation.isCancelled {
            run.finish(
                removed: (inMemory.isEmpty ? kept : inMemory).keys.filter { !present.contains($0) })
        }
        return report
    }

    /// Takes in that some files have changed or are gone, which is faster than looking at all.
    /// False when that is not enough: for files that are new here, and for what package managers
    /// say.
    package func refresh(_ paths: [Path]) -> Bool {
        let known = state.withLock { state in
            paths.allSatisfy {
                state.paths.contains($0.string) && !Manifests.fileNames.contains($0.name)
            }
        }
        guard known else { return false }
        let cache = scope.cacheDirectory.flatMap { IndexCache(directory: $0, folder: scope.folder) }
        defer { cache?.close() }
        let run = IndexRun(scope: scope, cache: cache, inMemory: [:], kept: [:])
        run.read(paths, cancellation: Cancellation()) { [state] batch, _ in
            state.withLock { $0.refresh(batch) }
        }
        run.finish(removed: [])
        return true
    }

    /// What package managers say. A repository may hold thousands of their files, for its tests.
    private func readManifests(_ paths: [Path]) -> Manifests {
        var manifests = Manifests()
        for path in paths.lazy.filter({ Manifests.fileNames.contains($0.name) }).prefix(2000) {
            guard let bytes = try? Files.read(scope.folder.appending(path), limit: 1 << 20) else {
                continue
            }
            manifests.add(path: path.string, bytes: bytes)
        }
        return manifests
    }
}

/// What an index has taken in.
private struct IndexState: Sendable {
    var index = MapIndex(records: [])
    var manifests = Manifests()
    /// By path: the files in the builder as they were when they were read.
    private(set) var known: [String: KnownFile] = [:]
    private(set) var paths: Set<String> = []
    /// How many files came since `index` was made.
    private(set) var added = 0
    private var builder = IndexBuilder()

    mutating func add(_ batch: IndexRun.Batch) {
        for record in batch.records {
            builder.add(record)
            paths.insert(record.path)
            added += 1
        }
        for path in batch.leftOut where paths.remove(path) != nil { builder.remove(path: path) }
        for (path, file) in batch.files { known[path] = file }
    }

    /// Takes in files that have changed. As long as there are few of them they go over the tables.
    mutating func refresh(_ batch: IndexRun.Batch) {
        add(batch)
        let edited = index.replacing(batch.records)
        if batch.leftOut.isEmpty, edited.changedCount <= 32 {
            index = edited
            added = 0
        } else {
            makeIndex()
        }
    }

    mutating func removeAll(but present: Set<String>) {
        for path in paths.subtracting(present) {
            builder.remove(path: path)
            paths.remove(path)
        }
        known = known.filter { present.contains($0.key) }
    }

    mutating func makeIndex() {
        index = builder.index(manifests: manifests)
        added = 0
    }
}

/// What came of bringing an index up to date.
package struct IndexReport: Sendable {
    /// Why a file is not in the index, or is there by its name only.
    package enum Reason: String, Sendable, CaseIterable {
        case tooLarge, binary, generated, minified, unreadable, nameless, tooSlow
    }

    /// How many files the index has.
    package fileprivate(set) var files = 0
    /// Whether there are more files than are looked at.
    package let isCut: Bool
    private var counts: [Reason: Int] = [:]

    init(isCut: Bool = false) {
        self.isCut = isCut
    }

    /// What somebody should know who misses a file, a line each.
    package var remarks: [String] {
        let cut =
            isCut
            ? ["only the first \(RepositoryIndex.maximumFiles) files are looked at"] : []
        return cut
            + Reason.allCases.compactMap { reason in
                counts[reason].map {
                    "left out: \($0) \($0 == 1 ? "file" : "files") \(reason.text)"
                }
            }
    }

    mutating func count(_ reason: Reason) { counts[reason, default: 0] += 1 }

    mutating func merge(_ other: IndexReport) {
        counts.merge(other.counts, uniquingKeysWith: +)
    }
}

extension IndexReport.Reason {
    fileprivate var text: String {
        switch self {
        case .tooLarge: "larger than index.maxFileBytes"
        case .binary: "that are no text"
        case .generated: "that a program has written"
        case .minified: "without lines as people write them"
        case .unreadable: "that cannot be read"
        case .nameless: "whose names are not UTF-8"
        case .tooSlow: "that take too long to parse"
        }
    }
}
