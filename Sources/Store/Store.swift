package import Base

// Store keeps what outlives a session: SQLite behind one thread. Callers hand it closures; none of
// them touches the database itself. It knows no other module's data: each brings its schema.

/// The schema of a database: the steps that lead from an empty file to today's tables.
package struct StoreSchema: Sendable {
    /// Tells our files from others (SQLite's `application_id`).
    package var applicationID: Int32
    /// Each is run once, in order; a new version appends one.
    package var migrations: [String]

    package init(applicationID: Int32, migrations: [String]) {
        self.applicationID = applicationID
        self.migrations = migrations
    }
}

/// One database file, and the thread that alone works on it.
package final class Store: Sendable {
    private typealias Job = @Sendable (Connection?) -> Void

    private let jobs = BoundedQueue<Job>(capacity: 4096)
    private let isClosed = Monitor(false)

    /// Opens the file on its thread. A damaged or foreign file, or one of a later version, is set
    /// aside and made anew: what is kept here can always be made again.
    package init(path: Path, schema: StoreSchema) throws(SystemError) {
        let (jobs, isClosed) = (jobs, isClosed)
        try Thread.start(name: "sqlite", stackBytes: 1 << 20) {
            Store.work(on: jobs, path, schema)
            isClosed.update { $0 = true }
        }
    }

    /// Opens the file, does all that comes, and closes it: what SQLite wrote beside the file is in
    /// it then, unless somebody else has it open as well.
    private static func work(on jobs: BoundedQueue<Job>, _ path: Path, _ schema: StoreSchema) {
        let connection = open(path, schema)
        while let job = jobs.take() { job(connection) }
    }

    /// Queues work; false when the queue is full or the store is closed. `work` gets nil when the
    /// database cannot be opened at all.
    @discardableResult
    package func perform(_ work: @escaping @Sendable (Connection?) -> Void) -> Bool {
        jobs.offer(work)
    }

    /// Does work and waits for its result; nil when there is no database or it does not take work.
    /// Blocks: not for the loop.
    package func read<Value: Sendable>(
        _ work: @escaping @Sendable (Connection) throws(StoreError) -> Value
    ) -> Value? {
        let result = Monitor<Value??>(nil)
        let accepted = jobs.offer { connection in
            var value: Value?
            if let connection {
                do throws(StoreError) {
                    value = try work(connection)
                } catch {
                    Log.warning("\(error)")
                }
            }
            result.update { $0 = .some(value) }
        }
        guard accepted else { return nil }
        return result.wait { $0 } ?? nil
    }

    /// Finishes what is queued and closes the file; returns once that is done.
    package func close() {
        jobs.close()
        _ = isClosed.wait { $0 ? true : nil }
    }

    private static func open(_ path: Path, _ schema: StoreSchema) -> Connection? {
        do {
            try Files.createDirectories(path.parent)
            do throws(StoreError) {
                return try prepared(path, schema)
            } catch {
                // A full disk or a busy file is no reason to throw away what is good.
                guard error.isBeyondRepair else { throw error }
                Log.warning("\(path): \(error.message); it is made anew")
                for suffix in ["", "-wal", "-shm"] { Files.remove(Path(path.string + suffix)) }
                return try prepared(path, schema)
            }
        } catch {
            Log.error("\(path) cannot be used: \(error)")
            return nil
        }
    }

    private static func prepared(
        _ path: Path, _ schema: StoreSchema
    ) throws(StoreError) -> Connection {
        let connection = try Connection(path: path.string)
        // Readers and one writer at once, also from several processes; a crash loses at most the
        // last transactions, never the file.
        try connection.execute(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA trusted_schema=OFF")
        try connection.transaction { () throws(StoreError) in
            // Asked inside the transaction: another process may be migrating just now.
            let id = try connection.scalar("PRAGMA application_id") ?? 0
            let version = try connection.scalar("PRAGMA user_version") ?? 0
            let tables = try connection.scalar("SELECT count(*) FROM sqlite_schema") ?? 0
            guard id == Int(schema.applicationID) || (id == 0 && tables == 0) else {
                throw StoreError(code: 26, message: "the file belongs to another program")
            }
            guard version <= schema.migrations.count else {
                throw StoreError(code: 26, message: "the file is of a later version")
            }
            for migration in schema.migrations[version...] { try connection.execute(migration) }
            try connection.execute(
                "PRAGMA application_id=\(schema.applicationID); "
                    + "PRAGMA user_version=\(schema.migrations.count)")
        }
        return connection
    }
}
