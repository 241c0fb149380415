import Base
import LSP
import RepoMap
import Secrets
import Settings

/// The loop's side of a folder's index: whether a worker is at it, and who waits for that.
struct FolderMap {
    let map: MapReader
    fileprivate var isRunning = false
    /// Whether there may be files that the index does not know.
    fileprivate var isStale = true
    /// Files that have changed since the index looked.
    fileprivate var changed: Set<Path> = []
    fileprivate var report: ProgressReport?
    fileprivate var waiting: [(Session, MapReader) -> Void] = []
    /// Of the update that is under way, or of the last one.
    fileprivate var cancellation = Cancellation()
    /// Whether the user has stopped the last update: only who asks for a map has it go on.
    fileprivate var isHalted = false

    /// Whether there is something to do before the index is up to date.
    fileprivate var isBehind: Bool { isStale || !changed.isEmpty }

    fileprivate init(_ scope: IndexScope) {
        map = MapReader(scope, index: RepositoryIndex(scope))
    }
}

/// What workers need of a folder's map.
struct MapReader: Sendable {
    let scope: IndexScope
    fileprivate let index: RepositoryIndex
    /// What the open documents say.
    let buffers: BufferRecords

    /// A reader of an index that somebody else keeps up to date.
    init(_ scope: IndexScope, index: RepositoryIndex) {
        self.scope = scope
        self.index = index
        buffers = BufferRecords()
    }

    /// What is indexed of the files on disk so far. Blocks: for workers.
    var current: MapIndex { index.index }
}

extension Session {
    /// Runs `work` once a folder's index is up to date, after a while with what is there so far.
    /// The first call has it built.
    func withMap(of folder: Path, _ work: @escaping (Session, MapReader) -> Void) {
        var map = checkedMap(of: folder)
        map.isHalted = false
        if map.waiting.isEmpty {
            let deadline = Instant.now.adding(milliseconds: options.delays.search)
            timers.set(.mapPatience(folder), at: deadline) { $0.runMapWaiters(folder) }
        }
        map.waiting.append(work)
        maps[folder] = map
        if map.isRunning { return }
        if map.isBehind { updateMap(folder) } else { runMapWaiters(folder) }
    }

    /// A folder's map as far as it is there, for those who never wait, such as completions. The
    /// first call has it built, and later ones have it brought up to date.
    func mapSoFar(of folder: Path) -> MapReader {
        let map = checkedMap(of: folder)
        maps[folder] = map
        if map.isBehind, !map.isRunning, !map.isHalted { updateMap(folder) }
        return map.map
    }

    private func checkedMap(of folder: Path) -> FolderMap {
        var map = maps[folder] ?? FolderMap(indexScope(of: folder))
        // A client that does not watch files cannot tell of changes: then every use looks.
        if !client.capabilities.workspace.watchedFilesRegistration { map.isStale = true }
        return map
    }

    /// Files were changed, made or removed: the next use of a map looks.
    func mapFilesChanged(_ events: [FileEvent]) {
        for folder in maps.keys {
            for event in events {
                guard let path = DocumentURI(event.uri).path?.relative(to: folder) else { continue }
                switch event.change {
                case .changed, .deleted: maps[folder]?.changed.insert(path)
                // Only git knows whether it counts.
                case .created: maps[folder]?.isStale = true
                }
            }
        }
    }

    /// Has all maps made anew for those who wait: other files, languages or settings count.
    func resetMaps() {
        let old = maps
        closeMaps()
        for (folder, map) in old {
            for work in map.waiting { withMap(of: folder, work) }
        }
    }

    /// Lets go of all maps and of who waits for them.
    func closeMaps() {
        for (folder, map) in maps {
            map.cancellation.cancel()
            map.report?.end(self)
            timers.cancel(.mapProgress(folder))
            timers.cancel(.mapPatience(folder))
        }
        maps = [:]
    }

    private func indexScope(of folder: Path) -> IndexScope {
        let settings = configuration.stack.settings(folder: folder.string)
        return IndexScope(
            folder: folder, languages: languages, maximumFileBytes: settings.indexMaxFileBytes,
            excluded: UnreadFiles(
                secret: settings.secretPatterns, excluded: settings.indexExclude),
            cacheDirectory: options.directories.cache / "map",
            // One core stays free for who types.
            threads: max(1, WorkerPool.suitableThreads - 1))
    }

    private func updateMap(_ folder: Path) {
        guard var map = maps[folder] else { return }
        let (index, cancellation) = (map.map.index, Cancellation())
        map.cancellation = cancellation
        let changed = map.isStale ? nil : map.changed
        map.isStale = false
        map.changed = []
        let mailbox = mailbox
        map.isRunning = compute(.background) {
            if let changed, index.refresh(changed.sorted()) { return }
            let steps = ProgressSteps()
            let report = index.update(cancellation: cancellation) { done, total in
                guard let percentage = steps.next(done, total) else { return }
                mailbox.post { session in
                    session.maps[folder]?.report?.report(
                        session, message: "\(done) of \(total) files", percentage: percentage)
                }
            }
            for remark in report.remarks { Log.info("map of \(folder): \(remark)") }
        } then: { session, _ in
            session.mapIsUpdated(folder, index)
        }
        maps[folder] = map
        if map.isRunning {
            showMapProgress(folder, cancellation)
        } else {
            maps[folder]?.isStale = true
            runMapWaiters(folder)
        }
    }

    private func mapIsUpdated(_ folder: Path, _ index: RepositoryIndex) {
        guard let map = maps[folder], map.map.index === index else { return }
        timers.cancel(.mapProgress(folder))
        map.report?.end(self)
        maps[folder]?.report = nil
        maps[folder]?.isRunning = false
        if map.cancellation.isCancelled {
            maps[folder]?.isHalted = true
            maps[folder]?.isStale = true
            runMapWaiters(folder)
        } else if !map.waiting.isEmpty, map.isBehind {
            updateMap(folder)
        } else {
            runMapWaiters(folder)
        }
    }

    /// Shows that the map is being made, if that takes a while; the user may stop it there.
    private func showMapProgress(_ folder: Path, _ cancellation: Cancellation) {
        let due = Instant.now.adding(milliseconds: options.delays.searchProgress)
        timers.set(.mapProgress(folder), at: due) { session in
            ProgressReport.begin(
                session, title: "Mapping \(Path(folder.name))", clientToken: nil,
                cancellation: cancellation
            ) { session, report in
                if session.maps[folder]?.isRunning == true {
                    session.maps[folder]?.report = report
                } else {
                    report.end(session)
                }
            }
        }
    }

    private func runMapWaiters(_ folder: Path) {
        timers.cancel(.mapPatience(folder))
        guard let map = maps[folder] else { return }
        maps[folder]?.waiting = []
        for work in map.waiting { work(self, map.map) }
    }
}

/// Which progress is worth telling: every twentieth part.
private final class ProgressSteps: Sendable {
    private let last = Lock(-1)

    func next(_ done: Int, _ total: Int) -> Int? {
        let percentage = total == 0 ? 100 : done * 100 / total
        return last.withLock { last in
            guard percentage / 5 > last else { return nil }
            last = percentage / 5
            return percentage
        }
    }
}
