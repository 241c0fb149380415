package import Base
internal import JSON
internal import Secrets
package import Store

/// What a session is about, beside the task: enough to go on with it elsewhere and later.
package struct SessionHeader: Sendable, Equatable {
    package let id: String
    /// The project.
    package let folder: Path
    /// When it began, as `2026-01-31T12:00:00.123Z`.
    package let begun: String
    /// The user's own command for tests; nil where it is found from the project.
    package let testCommand: String?
    package let task: AgentTask
    package let setting: AgentSetting

    /// A session that begins now.
    package init(
        folder: Path, testCommand: String?, task: AgentTask, setting: AgentSetting
    ) {
        begun = WallClock.timestamp
        // A second has room for many sessions, and people type this.
        let digits = begun.utf8.filter { (48...57).contains($0) }.prefix(14)
        id =
            String(decoding: digits, as: UTF8.self)
            + "-" + String(Int.random(in: 46_656..<1_679_616), radix: 36)
        self.folder = folder
        self.testCommand = testCommand
        self.task = task
        self.setting = setting
    }

    fileprivate init(
        id: String, folder: Path, begun: String, testCommand: String?, task: AgentTask,
        setting: AgentSetting
    ) {
        self.id = id
        self.folder = folder
        self.begun = begun
        self.testCommand = testCommand
        self.task = task
        self.setting = setting
    }
}

/// A session as it was kept.
package struct KeptSession: Sendable, Equatable {
    package let header: SessionHeader
    package let steps: [AgentStep]
    /// The files of its draft that had secrets in them which the project does not have any more:
    /// with such the session can be read, but not gone on with.
    package let lostSecrets: [ProjectPath]

    /// The session as far as it got.
    package var session: AgentSession {
        AgentSession(task: header.task, setting: header.setting, steps: steps)
    }
}

/// A session in a list.
package struct SessionEntry: Sendable, Equatable {
    package let id: String
    package let folder: String
    package let begun: String
    package let instruction: String
    /// How it ended, in words; empty while it goes on, or when it was interrupted.
    package let ending: String
    package let stepCount: Int
}

/// Keeps sessions step by step. What a step says is on disk before the next begins: a process that
/// is killed loses nothing but the step at hand. Secrets are not kept: marks stand for them, which
/// are opened from the project's own files.
package struct SessionStore: Sendable {
    private let store: Store
    /// The user's own keys; it may block.
    private let keys: @Sendable () -> [Secret]

    /// So many sessions are kept; the oldest go.
    private static let maximumSessions = 200

    /// The tables that it needs in a store of its own.
    package static let schema = StoreSchema(
        applicationID: 0x746E_7365,
        migrations: [
            """
            CREATE TABLE sessions (
                id TEXT PRIMARY KEY, folder TEXT NOT NULL, begun TEXT NOT NULL,
                command TEXT, task TEXT NOT NULL, setting TEXT NOT NULL,
                ending TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
            CREATE TABLE steps (
                session TEXT NOT NULL, number INTEGER NOT NULL, milliseconds INTEGER NOT NULL,
                event TEXT NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID;
            """
        ])

    /// Sessions in the database of a state folder, which is opened with the first use. `keys` gives
    /// the user's own, which are not kept whatever their shape; it may block.
    package init(
        in state: Path, keys: @escaping @Sendable () -> [Secret]
    ) throws(SystemError) {
        self.keys = keys
        store = try Store(path: state / "sessions.db", schema: SessionStore.schema)
    }

    /// Finishes what is queued and closes the file.
    package func close() { store.close() }

    /// Keeps a new session; false where that cannot be done.
    package func begin(_ header: SessionHeader) -> Bool {
        let own = keys()
        let task = JSON(encoding: header.task).sealed(own: own)
        return store.read { connection throws(StoreError) in
            try connection.run(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, '')",
                [
                    .text(header.id), .text(header.folder.string), .text(header.begun),
                    header.testCommand.map { .text($0) } ?? .null,
                    .text(task),
                    .text("\(JSON(encoding: header.setting))"),
                ])
            try connection.run(
                """
                DELETE FROM sessions WHERE id NOT IN
                    (SELECT id FROM sessions ORDER BY begun DESC LIMIT ?)
                """, [.int(SessionStore.maximumSessions)])
            try connection.execute(
                "DELETE FROM steps WHERE session NOT IN (SELECT id FROM sessions)")
            return true
        } ?? false
    }

    /// Keeps what happened to a session, and how it ended if it did. Returns when that is on disk.
    package func add(_ step: AgentStep, to id: String, ending: String) {
        let event = JSON(encoding: step.event).sealed(own: keys())
        let milliseconds = step.milliseconds
        _ = store.read { connection throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                try connection.run(
                    """
                    INSERT INTO steps SELECT ?, coalesce(max(number), 0) + 1, ?, ? FROM steps
                    WHERE session = ?
                    """, [.text(id), .int(milliseconds), .text(event), .text(id)])
                try connection.run(
                    "UPDATE sessions SET ending = ? WHERE id = ?", [.text(ending), .text(id)])
            }
            return true
        }
    }

    /// The sessions, the newest first.
    package func list() -> [SessionEntry] {
        store.read { connection throws(StoreError) in
            var entries: [SessionEntry] = []
            try connection.run(
                """
                SELECT id, folder, begun, task, ending,
                    (SELECT count(*) FROM steps WHERE session = id)
                FROM sessions ORDER BY begun DESC, id
                """
            ) { (row: borrowing Row) in
                let task = try? JSON.parse(row.bytes(3))
                entries.append(
                    SessionEntry(
                        id: row.string(0), folder: row.string(1), begun: row.string(2),
                        instruction: task?["instruction"]?.string ?? "", ending: row.string(4),
                        stepCount: row.int(5)))
            }
            return entries
        } ?? []
    }

    /// The session that an identifier, or the beginning of one, means; nil where none or several
    /// are meant, or where it cannot be read any more.
    package func session(_ name: String) -> KeptSession? {
        let found = list().map(\.id).filter { $0.hasPrefix(name) }
        guard let id = found.count == 1 ? found[0] : found.first(where: { $0 == name }) else {
            return nil
        }
        let own = keys()
        return store.read { connection throws(StoreError) in
            var header: SessionHeader?
            try connection.run(
                "SELECT folder, begun, command, task, setting FROM sessions WHERE id = ?",
                [.text(id)]
            ) { (row: borrowing Row) in
                let command = row.isNull(2) ? nil : row.string(2)
                guard let task = try? AgentTask(from: JSON.parse(row.bytes(3))),
                    let setting = try? AgentSetting(from: JSON.parse(row.bytes(4)))
                else { return }
                header = SessionHeader(
                    id: id, folder: Path(row.string(0)), begun: row.string(1),
                    testCommand: command, task: task, setting: setting)
            }
            guard let header else { return KeptSession?.none }
            var texts: [(milliseconds: Int, event: [UInt8])] = []
            try connection.run(
                "SELECT milliseconds, event FROM steps WHERE session = ? ORDER BY number",
                [.text(id)]
            ) { (row: borrowing Row) in
                texts.append((row.int(0), row.bytes(1)))
            }
            return KeptSession(header: header, texts: texts, own: own)
        } ?? nil
    }
}

extension KeptSession {
    /// Nil where it cannot be read any more. Blocks: the project's files open what is sealed.
    fileprivate init?(
        header: SessionHeader, texts: [(milliseconds: Int, event: [UInt8])], own: [Secret]
    ) {
        var seals = SecretSeals()
        func steps() -> [AgentStep]? {
            var steps: [AgentStep] = []
            for (milliseconds, text) in texts {
                guard let json = try? JSON.parse(text),
                    let event = try? AgentEvent(from: json.opened(by: seals))
                else { return nil }
                steps.append(AgentStep(event: event, milliseconds: milliseconds))
            }
            return steps
        }
        guard var all = steps() else { return nil }
        var sealed = KeptSession.sealedFiles(all)
        if !sealed.isEmpty {
            for path in sealed {
                let file = header.folder / path.string
                guard let bytes = try? Files.read(file, limit: 16 << 20) else { continue }
                seals.learn(from: bytes, own: own)
            }
            all = steps() ?? all
            sealed = KeptSession.sealedFiles(all)
        }
        self.header = header
        self.steps = all
        lostSecrets = sealed.sorted()
    }

    private static func sealedFiles(_ steps: [AgentStep]) -> Set<ProjectPath> {
        var files: Set<ProjectPath> = []
        for step in steps {
            switch step.event {
            case .used(_, let draft), .instructed(_, let draft):
                for (path, change) in draft.files
                where SecretSeals.isSealed(change.original ?? [])
                    || SecretSeals.isSealed(change.content ?? [])
                {
                    files.insert(path)
                }
            case .started, .reproduced, .answered, .judged, .cancelled: break
            }
        }
        return files
    }
}

extension JSON {
    /// As text for the disk, with marks in the place of secrets.
    fileprivate func sealed(own: [Secret]) -> String {
        var writer = JSONWriter()
        writer.write(self) { SecretSeals.sealed($0, own: own) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The same with the secrets in their places.
    fileprivate func opened(by seals: SecretSeals) -> JSON {
        var writer = JSONWriter()
        writer.write(self) { seals.opened($0) }
        return (try? JSON.parse(writer.bytes)) ?? self
    }
}

extension JSONWriter {
    /// Copies a value with other strings in it.
    fileprivate mutating func write(_ value: JSON, mapping text: ([UInt8]) -> [UInt8]) {
        switch value.kind {
        case .object:
            beginObject()
            for (name, member) in value.members {
                key(named: name)
                write(member, mapping: text)
            }
            endObject()
        case .array:
            beginArray()
            for element in value.elements { write(element, mapping: text) }
            endArray()
        case .string: write(utf8: text(value.bytes ?? []))
        case .null, .bool, .number: write(value)
        }
    }
}
