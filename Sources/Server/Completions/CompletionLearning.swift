import Base
import Completion
import JSON
import LSP
import Settings
import Store
import Text

/// What became of what was shown, and what follows from it. It stays on this machine.
struct CompletionLearning {
    /// Whether anything is counted.
    private(set) var isOn = true
    /// Whether what earlier sessions counted has been asked for.
    fileprivate var isLoaded = false
    private(set) var tally = UseTally()
    private(set) var tuning = CompletionTuning()
    /// The latest of each document.
    fileprivate var shown: [DocumentURI: ShownCompletion] = [:]
    private let store: UseStore

    init(directories: Directories) {
        store = UseStore(file: directories.state / "completions.db")
    }

    /// Counts from now on, or no more; what was counted is then of no consequence.
    fileprivate mutating func set(isOn: Bool) {
        self.isOn = isOn
        tuning = isOn ? CompletionTuning(tally) : CompletionTuning()
    }

    fileprivate mutating func add(_ earlier: UseTally) {
        for source in UseTally.Source.allCases {
            for use in UseTally.Use.allCases {
                tally.add(source, use, earlier.count(source, use))
            }
        }
        set(isOn: isOn)
    }

    fileprivate mutating func note(_ source: UseTally.Source, _ use: UseTally.Use) {
        guard isOn else { return }
        tally.add(source, use)
        tuning = CompletionTuning(tally)
        store.add(source, use)
    }

    /// Waits until what was counted is on disk.
    func close() { store.close() }

    fileprivate var reading: @Sendable () -> UseTally { { [store] in store.tally() } }

    /// For people, a line.
    var text: String {
        guard isOn else { return "Completions are not counted.\n\n" }
        let parts = UseTally.Source.allCases.map { source in
            let counts = UseTally.Use.allCases.map { use in
                "\(Int(tally.count(source, use).rounded())) \(use.rawValue)"
            }
            return "\(source.rawValue) \(counts.joined(separator: ", "))"
        }
        let certainty = Int((tuning.confidence * 100).rounded())
        let pause = Int((tuning.pauseFactor * 100).rounded())
        return "Completions, counted on this machine only: \(parts.joined(separator: "; ")). "
            + "Shown from \(certainty) % certainty on, asked after \(pause) % of the usual "
            + "pause.\n\n"
    }
}

/// A completion that an editor was given.
private struct ShownCompletion {
    let id: Int
    let source: UseTally.Source
    let text: [UInt8]
    let cursor: Int
    /// How much of it stands in the document.
    var typed = 0
    var isAccepted = false
}

extension Session {
    /// Whether completions are counted may have changed.
    func reconfigureLearning() {
        learning.set(isOn: configuration.stack.settings().completionLearning)
    }

    /// Has what earlier sessions counted read, the first time that something is shown.
    private func loadLearning() {
        guard learning.isOn, !learning.isLoaded else { return }
        learning.isLoaded = true
        let read = learning.reading
        _ = compute(.background, read, then: { session, tally in session.learning.add(tally) })
    }

    /// Notes that texts are shown, and has the editor tell when one is accepted.
    func noteShown(
        _ question: InlineQuestion, _ texts: [[UInt8]], _ items: [InlineCompletionItem],
        source: String
    ) -> [InlineCompletionItem] {
        let uri = question.document.uri
        guard let text = texts.first, !items.isEmpty else {
            learning.shown[uri] = nil
            return items
        }
        loadLearning()
        let id: Int
        if let last = learning.shown[uri], last.text.dropFirst(last.typed).elementsEqual(text) {
            id = last.id
        } else {
            id = completions.nextID()
            let kind: UseTally.Source =
                source == CompletionReport.embedded ? .embedded : .model
            learning.shown[uri] = ShownCompletion(
                id: id, source: kind, text: text, cursor: question.cursor)
            learning.note(kind, .shown)
        }
        return items.map { item in
            var item = item
            item.command = Command(
                title: "", command: ServerCommand.completionAccepted.rawValue,
                arguments: [JSON(.string(uri.spelling)), JSON(.int(id))])
            return item
        }
    }

    /// What is left of what is shown at the place of a question already.
    func seenRest(of question: InlineQuestion) -> [UInt8]? {
        guard let shown = learning.shown[question.document.uri], !shown.isAccepted,
            question.selected == nil, shown.cursor + shown.typed == question.cursor,
            shown.typed < shown.text.count
        else { return nil }
        return Array(shown.text.dropFirst(shown.typed))
    }

    /// `tenon.completionAccepted`: the editor inserted what it was shown.
    func completionAccepted(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        let uri = params.arguments.first?.string.map { DocumentURI($0) }
        if let uri, let id = params.arguments.dropFirst().first?.int,
            learning.shown[uri]?.id == id
        {
            accept(uri)
        }
        open.succeedWithNull()
    }

    /// What an edit does to what is shown: typing on, or accepting a part or all of it.
    func noteUse(of uri: DocumentURI, typed: [UInt8]?, at place: Int) {
        guard let shown = learning.shown[uri] else { return }
        guard let typed, !typed.isEmpty, place == shown.cursor + shown.typed,
            shown.text.dropFirst(shown.typed).starts(with: typed)
        else {
            learning.shown[uri] = nil
            return
        }
        learning.shown[uri]?.typed += typed.count
        if shown.typed + typed.count == shown.text.count {
            accept(uri)
        } else if typed.count > 1 {
            learning.note(shown.source, .partly)
        }
    }

    private func accept(_ uri: DocumentURI) {
        guard let shown = learning.shown[uri], !shown.isAccepted else { return }
        learning.shown[uri]?.isAccepted = true
        learning.note(shown.source, .accepted)
        let due = Instant.now.adding(milliseconds: options.delays.completionKept)
        timers.set(.completionKept(shown.id), at: due) { session in
            guard let bytes = session.documents[uri]?.buffer.bytes else { return }
            // Edits before it may have moved it a little.
            let start = max(0, shown.cursor - 4096)
            let end = min(bytes.count, shown.cursor + shown.text.count + 4096)
            guard start < end, bytes[start..<end].firstRange(of: shown.text) != nil else { return }
            session.learning.note(shown.source, .kept)
        }
    }
}

/// Where uses are counted across sessions. Its file and thread come with the first use.
private final class UseStore: Sendable {
    private let store: Once<Store?>
    private let opened = Lock<Store?>(nil)
    /// What earlier sessions counted: read before anything is added.
    private let earlier = Lock(UseTally())

    init(file: Path) {
        let (opened, earlier) = (opened, earlier)
        store = Once {
            let store = try? Store(path: file, schema: UseStore.schema)
            store?.perform { connection in
                guard let tally = connection.flatMap(UseStore.tally) else { return }
                earlier.withLock { $0 = tally }
            }
            opened.withLock { $0 = store }
            return store
        }
    }

    private static let schema = StoreSchema(
        applicationID: 0x5445_4355,
        migrations: [
            """
            CREATE TABLE uses (source TEXT, use TEXT, count REAL, PRIMARY KEY (source, use))
                WITHOUT ROWID;
            """
        ])

    func add(_ source: UseTally.Source, _ use: UseTally.Use) {
        store.value?.perform { connection in
            do throws(StoreError) {
                try connection?.run(
                    """
                    INSERT INTO uses VALUES (?, ?, 1)
                    ON CONFLICT DO UPDATE SET count = count + 1
                    """, [.text(source.rawValue), .text(use.rawValue)])
            } catch {
                Log.warning("a completion's use could not be counted: \(error)")
            }
        }
    }

    /// What earlier sessions counted. Blocks.
    func tally() -> UseTally {
        // One job after the other: once this one is done, so is the first.
        _ = store.value?.read { _ throws(StoreError) in true }
        return earlier.withLock { $0 }
    }

    private static func tally(_ connection: Connection) -> UseTally? {
        var rows: [(source: String, use: String, count: Double)] = []
        do throws(StoreError) {
            try connection.run("SELECT source, use, count FROM uses") { row in
                rows.append((row.string(0), row.string(1), row.double(2)))
            }
        } catch {
            Log.warning("what was counted of completions cannot be read: \(error)")
            return nil
        }
        // What is older than the memory of a tally counts less.
        let shown = rows.filter { $0.use == UseTally.Use.shown.rawValue }.map(\.count).max() ?? 0
        let scale = min(1, 1000 / max(1, shown))
        var tally = UseTally()
        for row in rows {
            guard let source = UseTally.Source(rawValue: row.source),
                let use = UseTally.Use(rawValue: row.use)
            else { continue }
            tally.add(source, use, row.count * scale)
        }
        return tally
    }

    func close() { opened.withLock { $0 }?.close() }
}
