import Base
import LSP
import Languages
import Secrets
import Settings
import Text

extension Session {
    func workspaceSymbols(_ params: WorkspaceSymbolParams, _ open: OpenRequest) {
        let settings = configuration.stack.settings()
        let feature = settings.workspaceSymbols
        guard feature != .off, languages.all.contains(where: { isOn(feature, for: $0) }) else {
            return open.succeedWithNull()
        }
        let scope = WorkspaceIndex.Scope(
            folders: folders.paths, languages: languages,
            includes: { language in feature == .on || !language.hasUsualServer },
            maximumFileBytes: settings.indexMaxFileBytes,
            excluded: UnreadFiles(
                secret: settings.secretPatterns, excluded: settings.indexExclude),
            encoding: client.encoding)
        let openDocuments = documents.keys.compactMap { documents[$0]?.snapshot() }
            .filter { isOn(feature, for: $0.language) }
        // A client that does not watch files cannot tell of changes: then every search looks.
        if !client.capabilities.workspace.watchedFilesRegistration { index.fileChanged() }
        let index = index
        whenIndexed(scope) { session in
            session.answer(open) { () throws(ResponseError) in
                SymbolSearch(query: params.query).run(index, openDocuments, scope.encoding)
            }
        }
        if let token = params.workDoneToken { showIndexing(token, open.cancellation) }
    }

    /// Shows that the workspace is being indexed, if that takes a while.
    private func showIndexing(_ token: ProgressToken, _ cancellation: Cancellation) {
        guard indexing.isRunning else { return }
        let due = Instant.now.adding(milliseconds: options.delays.searchProgress)
        timers.set(.indexProgress, at: due) { session in
            ProgressReport.begin(
                session, title: "Indexing the workspace", clientToken: token,
                cancellation: cancellation
            ) { session, report in
                session.indexing.reports.append(report)
            }
        }
    }

    /// Runs `work` once the index is up to date; after a while with what is there so far.
    private func whenIndexed(
        _ scope: WorkspaceIndex.Scope, _ work: @escaping (Session) -> Void
    ) {
        if indexing.waiting.isEmpty {
            let deadline = Instant.now.adding(milliseconds: options.delays.search)
            timers.set(.indexPatience, at: deadline) { $0.runIndexWaiters() }
        }
        indexing.waiting.append(work)
        if indexing.isRunning {
            indexing.next = scope
        } else if index.isStale {
            updateIndex(scope)
        } else {
            runIndexWaiters()
        }
    }

    /// Has a worker bring the index up to date, and again if somebody asked meanwhile and something
    /// has changed: the folders of the workspace, say.
    private func updateIndex(_ scope: WorkspaceIndex.Scope) {
        let (index, cancellation) = (index, indexing.cancellation)
        let changeCount = index.changeCount
        indexing.next = nil
        indexing.isRunning = compute(.background) {
            index.update(scope, cancellation: cancellation)
        } then: { session, _ in
            session.indexing.isRunning = false
            if let next = session.indexing.next, session.index.changeCount != changeCount {
                session.updateIndex(next)
            } else {
                session.runIndexWaiters()
            }
        }
        if !indexing.isRunning { runIndexWaiters() }
    }

    private func runIndexWaiters() {
        timers.cancel(.indexPatience)
        timers.cancel(.indexProgress)
        for report in indexing.reports { report.end(self) }
        indexing.reports = []
        let waiting = indexing.waiting
        indexing.waiting = []
        for work in waiting { work(self) }
    }
}

/// The loop's side of the index: whether a worker is at it, and who waits for that.
struct Indexing {
    var isRunning = false
    /// What was asked for while a worker was at it.
    var next: WorkspaceIndex.Scope?
    var reports: [ProgressReport] = []
    var waiting: [(Session) -> Void] = []
    let cancellation = Cancellation()
}

/// A search by name: the letters of the query in their order, caseless.
private struct SymbolSearch {
    private static let maximumResults = 500

    private let letters: [UInt8]

    init(query: String) {
        letters = query.utf8.filter { $0 > 32 }.map(Self.lower)
    }

    func run(
        _ index: WorkspaceIndex, _ documents: [DocumentSnapshot], _ encoding: PositionEncoding
    ) -> [WorkspaceSymbol] {
        var found: [(score: Int, symbol: WorkspaceSymbol)] = []
        func look(_ symbols: [WorkspaceIndex.Symbol], _ uri: String) {
            for symbol in symbols {
                guard let score = score(symbol.name) else { continue }
                let location = Location(uri: uri, range: symbol.range)
                found.append(
                    (
                        score,
                        WorkspaceSymbol(
                            name: symbol.name, kind: SymbolKind(symbol.kind),
                            container: symbol.container, location: location)
                    ))
            }
        }
        // What is open counts as it is in the editor, not as it is on disk.
        let open = Set(documents.map(\.uri))
        for document in documents.sorted(by: { $0.uri.spelling < $1.uri.spelling }) {
            look(document.symbols(encoding: encoding), document.uri.spelling)
        }
        for file in index.files {
            let uri = DocumentURI(path: file.path)
            if !open.contains(uri) { look(file.symbols, uri.spelling) }
        }
        // The sort is stable by construction: equal scores keep the order in which they came.
        let order = found.indices.sorted { (found[$0].score, $0) < (found[$1].score, $1) }
        return order.prefix(Self.maximumResults).map { found[$0].symbol }
    }

    /// Lower is better: the whole name, its beginning, a part, letters in order; nil for no match.
    private func score(_ name: String) -> Int? {
        let bytes = name.utf8.map(Self.lower)
        if letters.isEmpty { return 3 }
        if bytes == letters { return 0 }
        if bytes.starts(with: letters) { return 1 }
        if contains(bytes) { return 2 }
        var rest = letters[...]
        for byte in bytes where byte == rest.first { rest.removeFirst() }
        return rest.isEmpty ? 4 : nil
    }

    private func contains(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= letters.count else { return false }
        return (0...(bytes.count - letters.count)).contains { start in
            bytes[start..<(start + letters.count)].elementsEqual(letters)
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (65...90).contains(byte) ? byte | 0x20 : byte
    }
}
