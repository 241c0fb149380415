import Base
import Languages
import RepoMap
import Syntax
import Text

/// What was known of a file when it was last read.
struct KnownFile: Sendable {
    let stamp: FileStamp
    /// Its contents, as today's queries read them.
    let key: Fingerprint
}

/// Brings files into an index, on several threads: those that have changed since they were last
/// read are read, the rest comes from the cache or is there already.
final class IndexRun: Sendable {
    /// What came of some files.
    struct Batch: Sendable {
        var records: [FileRecord] = []
        /// Files that the index does not want, and may have had before.
        var leftOut: [String] = []
        var files: [String: KnownFile] = [:]
        fileprivate var fresh: [(key: Fingerprint, bytes: [UInt8])] = []
        fileprivate var report = IndexReport()
    }

    private struct Progress: Sendable {
        var next = 0
        var done = 0
        var files: [String: KnownFile] = [:]
        var report = IndexReport()
    }

    private let scope: IndexScope
    private let cache: IndexCache?
    /// The files that the index has already.
    private let inMemory: [String: KnownFile]
    /// The files whose records the cache has.
    private let kept: [String: KnownFile]
    /// What marks this run in the cache. In the first one the cache is empty.
    private let number: Int
    private let progress = Lock(Progress())

    private static let batchSize = 64
    /// A text that takes longer is hostile: some nests take quadratic time.
    private static let maximumParseNanoseconds: Int64 = 20_000_000_000

    init(
        scope: IndexScope, cache: IndexCache?, inMemory: [String: KnownFile],
        kept: [String: KnownFile]
    ) {
        self.scope = scope
        self.cache = cache
        self.inMemory = inMemory
        self.kept = kept
        number = cache?.nextRun() ?? 1
    }

    /// What was left out.
    var report: IndexReport { progress.withLock { $0.report } }

    /// Reads all of these that have to be. `handle` gets what came of a part of them and how many
    /// are done, on any thread.
    func read(
        _ paths: [Path], cancellation: Cancellation,
        handle: @escaping @Sendable (Batch, _ done: Int) -> Void
    ) {
        let running = Monitor(scope.threads)
        let work: @Sendable () -> Void = { [self] in
            var reader = IndexReader(scope: scope, seed: cache?.seed ?? 0)
            while !cancellation.isCancelled, let range = nextRange(of: paths.count) {
                let batch = self.batch(paths[range], with: &reader)
                cache?.add(batch.fresh, run: number)
                handle(batch, note(batch, count: range.count))
            }
            running.update { $0 -= 1 }
        }
        for _ in 1..<max(1, scope.threads) {
            do {
                try Thread.start(name: "index", stackBytes: 64 << 20, work)
            } catch {
                running.update { $0 -= 1 }
            }
        }
        work()
        _ = running.wait { $0 <= 0 ? true : nil }
    }

    /// Has the cache remember what was read, and forget the files that are gone.
    func finish(removed: [String]) {
        let files = progress.withLock { $0.files }
        cache?.finish(files, removed: removed, run: number)
    }

    private func nextRange(of count: Int) -> Range<Int>? {
        progress.withLock { progress in
            guard progress.next < count else { return nil }
            let range = progress.next..<min(count, progress.next + IndexRun.batchSize)
            progress.next = range.upperBound
            return range
        }
    }

    private func note(_ batch: Batch, count: Int) -> Int {
        progress.withLock { progress in
            progress.done += count
            progress.report.merge(batch.report)
            progress.files.merge(batch.files) { $1 }
            return progress.done
        }
    }

    private func batch(_ paths: ArraySlice<Path>, with reader: inout IndexReader) -> Batch {
        var batch = Batch()
        var changed: [(file: SourceFile, known: KnownFile?)] = []
        for path in paths {
            guard let file = reader.file(path) else {
                batch.leftOut.append(path.string)
                continue
            }
            guard let stamp = file.stamp else {
                batch.records.append(file.bareRecord)
                continue
            }
            if inMemory[path.string]?.stamp == stamp { continue }
            let known = kept[path.string]
            changed.append((file, known?.stamp == stamp ? known : nil))
        }
        let cached = cache?.records(changed.compactMap { $0.known?.key }) ?? [:]
        for (file, known) in changed {
            if let known, let bytes = cached[known.key], take(bytes, of: file, into: &batch) {
                batch.files[file.path.string] = known
            } else {
                read(file, with: &reader, into: &batch)
            }
        }
        return batch
    }

    /// Takes a record from the cache; false when it is damaged. No bytes at all stand for a file
    /// that the index does not want.
    private func take(_ bytes: [UInt8], of file: SourceFile, into batch: inout Batch) -> Bool {
        if bytes.isEmpty {
            batch.leftOut.append(file.path.string)
            return true
        }
        guard let record = file.record(encoded: bytes) else { return false }
        batch.records.append(record)
        return true
    }

    private func read(_ file: SourceFile, with reader: inout IndexReader, into batch: inout Batch) {
        let path = file.path.string
        switch reader.contents(of: file) {
        case .failure(let reason):
            batch.report.count(reason)
            batch.records.append(file.bareRecord)
        case .success(let contents):
            let known = file.stamp.map { KnownFile(stamp: $0, key: contents.key) }
            if let known, !known.stamp.isFresh { batch.files[path] = known }
            // Another work tree may have had it, or this one another time.
            if number > 1, let bytes = cache?.records([contents.key])[contents.key],
                take(bytes, of: file, into: &batch)
            {
                return
            }
            switch reader.record(
                of: contents, budgetNanoseconds: IndexRun.maximumParseNanoseconds)
            {
            case .success(let record):
                batch.records.append(record)
                if cache != nil { batch.fresh.append((contents.key, record.encoded)) }
            case .failure(.tooSlow):
                // How long it takes says nothing of the text: another time it may be faster.
                batch.report.count(.tooSlow)
                batch.records.append(file.bareRecord)
            case .failure(let reason):
                batch.report.count(reason)
                batch.leftOut.append(path)
                batch.fresh.append((contents.key, []))
            }
        }
    }
}
