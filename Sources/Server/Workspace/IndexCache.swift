import Base
import RepoMap
import Store

/// The records of a repository's files that outlive a session, by what the files contain: a file
/// that moves, and the same file in another work tree, is not read again.
///
/// Everything in it can be made again, so whatever goes wrong with it only costs time.
final class IndexCache: Sendable {
    private let store: Store
    private let root: String
    /// Mixed into all keys. Nobody who writes a repository knows it.
    let seed: UInt64

    /// More than so many bytes of records that no work tree needs are not kept.
    private static let maximumBytes = 512 << 20
    /// The databases of all repositories together.
    private static let maximumTotalBytes = 2 << 30

    private static let schema = StoreSchema(
        applicationID: 0x7465_6d70,
        migrations: [
            """
            CREATE TABLE seed (value INTEGER NOT NULL);
            INSERT INTO seed VALUES (random());
            CREATE TABLE record (
                high INTEGER PRIMARY KEY, low INTEGER NOT NULL, added INTEGER NOT NULL,
                data BLOB NOT NULL);
            CREATE TABLE file (
                root TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL,
                seconds INTEGER NOT NULL, nanoseconds INTEGER NOT NULL, inode INTEGER NOT NULL,
                high INTEGER NOT NULL, low INTEGER NOT NULL,
                PRIMARY KEY (root, path)) WITHOUT ROWID;
            CREATE INDEX file_record ON file (high);
            """
        ])

    /// Opens the cache of a folder's repository below `directory`; nil when that is not possible.
    init?(directory: Path, folder: Path) {
        let repository = IndexCache.repository(of: folder)
        let name = Fingerprint(of: repository.bytes.span, seed: 0)
        let file = directory / (name.shortText + ".sqlite")
        IndexCache.removeOldest(in: directory, but: file)
        guard let store = try? Store(path: file, schema: IndexCache.schema) else { return nil }
        let seed = store.read { connection throws(StoreError) in
            try connection.scalar("SELECT value FROM seed") ?? 0
        }
        guard let seed else {
            store.close()
            return nil
        }
        self.store = store
        self.seed = UInt64(bitPattern: Int64(seed))
        root = folder.string
    }

    /// Finishes what is under way.
    func close() { store.close() }

    /// What was known of the folder's files at the end of the last run.
    func knownFiles() -> [String: KnownFile] {
        let root = root
        let sql = """
            SELECT path, size, seconds, nanoseconds, inode, high, low FROM file WHERE root = ?
            """
        return store.read { connection throws(StoreError) in
            var found: [String: KnownFile] = [:]
            try connection.run(sql, [.text(root)]) { row in
                found[row.string(0)] = KnownFile(
                    stamp: FileStamp(
                        size: row.int(1), seconds: row.int(2), nanoseconds: row.int(3),
                        inode: UInt64(truncatingIfNeeded: row.int(4))),
                    key: Fingerprint(row.int(5), row.int(6)))
            }
            return found
        } ?? [:]
    }

    /// The records under these keys, as far as they are there.
    func records(_ keys: [Fingerprint]) -> [Fingerprint: [UInt8]] {
        if keys.isEmpty { return [:] }
        return store.read { connection throws(StoreError) in
            var found: [Fingerprint: [UInt8]] = [:]
            // In the order of the file on disk.
            for key in keys.sorted(by: { $0.high < $1.high }) {
                try connection.run(
                    "SELECT data FROM record WHERE high = ? AND low = ?", key.values
                ) { row in
                    found[key] = row.bytes(0)
                }
            }
            return found
        } ?? [:]
    }

    /// Keeps records, all or none. Waits until that is done, so that no more of them pile up than
    /// there are threads.
    func add(_ records: [(key: Fingerprint, bytes: [UInt8])], run: Int) {
        if records.isEmpty { return }
        let sql = "INSERT OR REPLACE INTO record (high, low, added, data) VALUES (?, ?, ?, ?)"
        let isDone = store.read { connection throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                for record in records {
                    try connection.run(
                        sql, record.key.values + [.int(run), .blob(record.bytes)])
                }
            }
            return true
        }
        if isDone == nil { Log.debug("the map's cache does not take records") }
    }

    /// Notes what is known of the folder's files now, and lets go of what is too much.
    func finish(_ files: [String: KnownFile], removed: [String], run: Int) {
        let root = root
        let sql = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        _ = store.read { connection throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                for path in removed {
                    try connection.run(
                        "DELETE FROM file WHERE root = ? AND path = ?", [.text(root), .text(path)])
                }
                for (path, file) in files {
                    let stamp = file.stamp
                    try connection.run(
                        sql,
                        [
                            .text(root), .text(path), .int(stamp.size), .int(stamp.seconds),
                            .int(stamp.nanoseconds),
                            .int(Int(truncatingIfNeeded: stamp.inode)),
                        ] + file.key.values)
                }
            }
            try IndexCache.evict(connection, run: run)
            return true
        }
    }

    /// The number of this run, for knowing later what is oldest.
    func nextRun() -> Int {
        store.read { connection throws(StoreError) in
            (try connection.scalar("SELECT max(added) FROM record") ?? 0) + 1
        } ?? 1
    }

    private static func evict(_ connection: Connection, run: Int) throws(StoreError) {
        func size() throws(StoreError) -> Int {
            let pages = try connection.scalar("PRAGMA page_count") ?? 0
            let free = try connection.scalar("PRAGMA freelist_count") ?? 0
            return (pages - free) * (try connection.scalar("PRAGMA page_size") ?? 0)
        }
        if try size() <= maximumBytes { return }
        try connection.run(
            """
            DELETE FROM record WHERE added < ?
                AND NOT EXISTS (SELECT 1 FROM file WHERE file.high = record.high)
            """, [.int(run)])
        if try size() <= maximumBytes { return }
        // What is left belongs to work trees of which there are too many, or to one too large.
        try connection.execute("DELETE FROM file; DELETE FROM record")
    }

    /// The folder that all work trees of a repository share; without git the folder itself.
    private static func repository(of folder: Path) -> Path {
        var place = folder
        while true {
            let git = place / ".git"
            switch Files.kind(of: git) {
            case .directory: return Files.resolved(git) ?? git
            case .file: return common(git) ?? folder
            case .link, .other, nil: break
            }
            if place.parent == place || !place.isAbsolute { return folder }
            place = place.parent
        }
    }

    /// What the `.git` file of a further work tree leads to.
    private static func common(_ file: Path) -> Path? {
        guard let line = firstLine(of: file), line.hasPrefix("gitdir: ") else { return nil }
        let own = file.parent.appending(Path(String(line.dropFirst(8))))
        guard let shared = firstLine(of: own / "commondir") else { return Files.resolved(own) }
        return Files.resolved(own.appending(Path(shared)))
    }

    private static func firstLine(of file: Path) -> String? {
        guard let bytes = try? Files.read(file, limit: 4096) else { return nil }
        return String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
    }

    /// Removes the databases of repositories that were not used for the longest time, as long as
    /// all together take too much room.
    private static func removeOldest(in directory: Path, but kept: Path) {
        let files = Files.list(directory).map { directory.appending($0) }
            .filter { $0.fileExtension == "sqlite" && $0 != kept }
            .compactMap { file in Files.stamp(of: file).map { (file, $0) } }
            .sorted { $0.1.seconds > $1.1.seconds }
        var total = 0
        for (file, stamp) in files {
            total += stamp.size
            guard total > maximumTotalBytes else { continue }
            for suffix in ["", "-wal", "-shm"] { Files.remove(Path(file.string + suffix)) }
        }
    }
}

extension Fingerprint {
    fileprivate init(_ high: Int, _ low: Int) {
        self.init(
            high: UInt64(bitPattern: Int64(high)), low: UInt64(bitPattern: Int64(low)))
    }

    fileprivate var values: [StoreValue] {
        [.int(Int(truncatingIfNeeded: high)), .int(Int(truncatingIfNeeded: low))]
    }
}
