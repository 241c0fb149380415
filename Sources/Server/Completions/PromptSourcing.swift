import Base
import Completion
import LSP
import Models
import RepoMap
import Secrets
import Settings
import Structure
import Text

// What prompts show beside the text around the cursor is gathered while nobody types, and stays as
// it is while somebody does. Then the model server is shown it, so that the next question finds it
// computed.

extension Session {
    /// A document was opened: finds out whether models may see it.
    func prepareCompletions(_ uri: DocumentURI) {
        completions.focuses[uri] = PromptFocus()
        guard
            !models.desk.providers(for: .fim).isEmpty || !models.desk.providers(for: .edit).isEmpty
        else { return }
        let unread = UnreadFiles(secret: settings(for: uri).secretPatterns)
        let folder = folders.folder(of: uri)
        let isAccepted = compute(.request) {
            mayBeShown(uri, folder: folder, unread: unread)
        } then: { session, mayBeShown in
            guard session.documents[uri] != nil else { return }
            session.completions.focuses[uri]?.mayBeShown = mayBeShown
            session.visit(uri, line: 0)
            session.planContext(uri)
        }
        if !isAccepted { completions.focuses[uri]?.mayBeShown = nil }
    }

    func forgetCompletions(_ uri: DocumentURI) {
        if completions.pending?.uri == uri { dropPending() }
        dropPrefetch()
        if completions.round?.question.document.uri == uri { dropRound() }
        keepChunk(uri)
        completions.focuses[uri] = nil
        completions.reports[uri] = nil
        completions.edits.forget(uri.spelling)
        timers.cancel(.completionContext(uri))
    }

    /// The settings have changed: other models may be there, and other files may be secret.
    func reconfigureCompletions() {
        dropPending()
        for uri in documents.keys { prepareCompletions(uri) }
    }

    /// The cursor is seen on a line. When it has come from far, what was there is kept for prompts.
    func visit(_ uri: DocumentURI, line: Int) {
        let last = completions.focuses[uri]?.visitedLine
        if let last, abs(last - line) > ChunkRing.lineCount / 2 { keepChunk(uri) }
        completions.focuses[uri]?.visitedLine = line
    }

    /// Keeps what is around the line that was visited last.
    private func keepChunk(_ uri: DocumentURI) {
        guard let focus = completions.focuses[uri], focus.mayBeShown == true,
            let line = focus.visitedLine, let buffer = documents[uri]?.buffer
        else { return }
        let first = max(0, line - ChunkRing.lineCount / 2)
        let last = min(buffer.lines.count, first + ChunkRing.lineCount)
        let text = buffer.bytes[
            buffer.lines.start(
                of: first)..<buffer.lines.range(of: last - 1, in: buffer.bytes.span).upperBound]
        completions.ring.add(path: promptPath(of: uri), Array(text))
    }

    /// How prompts name a document.
    func promptPath(of uri: DocumentURI) -> String {
        let folder = folders.folder(of: uri)
        return folder.flatMap { uri.path?.relative(to: $0)?.string } ?? uri.name
    }

    /// Has the context chosen anew once nobody has typed for a while, if the cursor has moved away
    /// from what it was chosen for.
    func planContext(_ uri: DocumentURI) {
        guard !fillingModels(for: uri).isEmpty else { return }
        let due = Instant.now.adding(milliseconds: options.delays.completionContext)
        timers.set(.completionContext(uri), at: due) { session in session.chooseContext(uri) }
    }

    private func chooseContext(_ uri: DocumentURI) {
        guard let focus = completions.focuses[uri], documents[uri] != nil,
            !fillingModels(for: uri).isEmpty
        else { return }
        let line = focus.visitedLine ?? 0
        // Within the same function the map says the same, or nearly so.
        if let chosen = focus.contextLine, abs(chosen - line) < ChunkRing.lineCount,
            let time = focus.contextTime,
            Instant.now < time.adding(milliseconds: contextLifeMilliseconds)
        {
            return
        }
        guard let folder = folders.folder(of: uri) else {
            return gatherContext(uri, line: line, map: nil)
        }
        withMap(of: folder) { session, map in session.gatherContext(uri, line: line, map: map) }
    }

    private func gatherContext(_ uri: DocumentURI, line: Int, map: MapReader?) {
        guard let document = documents[uri]?.snapshot(),
            let provider = fillingModels(for: uri).first
        else { return }
        let open = snapshots.filter { completions.focuses[$0.uri]?.mayBeShown == true }
        let gathering = ContextGathering(
            document: document, line: line, map: map, moment: mapMoment(at: uri, line: line),
            open: open,
            viewed: completions.ring.files(apartFrom: neighbourhood(of: line, in: document.buffer)),
            edits: recentDiff(apartFrom: uri), count: completions.count(for: provider),
            budget: PromptBudget(contextTokens: provider.contextTokens))
        _ = compute(.background, key: "context \(uri.spelling)") {
            gathering.context
        } then: { session, context in
            guard session.completions.focuses[uri] != nil else { return }
            session.completions.focuses[uri]?.context = context
            session.completions.focuses[uri]?.contextLine = line
            session.completions.focuses[uri]?.contextTime = .now
            session.warmUp(uri)
        }
    }

    private func neighbourhood(of line: Int, in buffer: TextBuffer) -> ArraySlice<UInt8> {
        let first = max(0, line - 2 * ChunkRing.lineCount)
        let last = min(buffer.lines.count - 1, line + ChunkRing.lineCount)
        return buffer.bytes[
            buffer.lines.start(
                of: first)..<buffer.lines.range(of: last, in: buffer.bytes.span).upperBound]
    }

    /// The latest edits elsewhere as a diff: those around the cursor are in the text itself.
    private func recentDiff(apartFrom uri: DocumentURI) -> [UInt8] {
        var diff: [UInt8] = []
        for edit in completions.edits.edits.suffix(8) where edit.path != uri.spelling {
            let place = DocumentURI(edit.path)
            guard completions.focuses[place]?.mayBeShown == true,
                let lines = documents[place].flatMap({ edit.lines(in: $0.buffer) })
            else { continue }
            let path = promptPath(of: place)
            diff += unifiedDiff(
                from: lines.original, named: "a/" + path, to: lines.updated, named: "b/" + path)
        }
        return diff
    }

    /// Shows the server the prompt of the place where the cursor is, and asks nothing.
    private func warmUp(_ uri: DocumentURI) {
        guard let document = documents[uri]?.snapshot(), completions.pending == nil,
            let focus = completions.focuses[uri]
        else { return }
        let line = min(focus.visitedLine ?? 0, document.buffer.lines.count - 1)
        let question = modelQuestion(
            document, [], cursor: document.buffer.lines.start(of: line), fillingModels(for: uri))
        let desk = models.desk
        _ = workers.submit(.background) { desk.warmUp(question.prompt.request, in: uri) }
    }
}

/// How long a context is good enough where nobody has moved away.
private let contextLifeMilliseconds = 120_000

/// Whether a document may be shown to models: not when its name says that it holds secrets, nor
/// when git or a `.tenonignore` leaves it out. Blocks.
func mayBeShown(_ uri: DocumentURI, folder: Path?, unread: UnreadFiles) -> Bool {
    // What was never saved is nowhere ignored.
    guard let path = uri.path else { return true }
    let root = folder ?? path.parent
    guard let relative = path.relative(to: root) else { return false }
    var ignore = TenonIgnore(folder: root)
    return !unread.isSecret(relative) && !ignore.excludes(path)
        && !WorkspaceFiles.unignored([relative], in: root).isEmpty
}

/// What a prompt's context is gathered from, for a worker.
struct ContextGathering: Sendable {
    let document: DocumentSnapshot
    let line: Int
    let map: MapReader?
    let moment: MapMoment
    /// The documents that models may see.
    let open: [DocumentSnapshot]
    let viewed: [ContextFile]
    let edits: [UInt8]
    let count: TokenCount
    let budget: PromptBudget

    /// How many lines around the cursor names are looked up from.
    private static let reach = 3
    private static let mostDefinitions = 6

    var context: PromptContext {
        var sources = PromptSources()
        sources.viewed = viewed
        sources.edits = edits
        if let map {
            let index = map.index(at: moment)
            let rendered = index.render(
                index.rank(map.query(for: moment)), budget: budget.context / 3, measure: .code)
            sources.map = rendered.text
            sources.definitions = definitions(index, map.scope.folder)
        }
        return PromptContext(sources, budget: budget.context, count: count)
    }

    /// The texts of what the names near the cursor mean, where an open document has it.
    private func definitions(_ index: MapIndex, _ folder: Path) -> [ContextFile] {
        let own = document.path(below: folder)
        let names = identifiers(in: document.buffer, around: line, reach: ContextGathering.reach)
        var found: [ContextFile] = []
        for name in names where found.count < ContextGathering.mostDefinitions {
            let ids = index.definitions(meant: name)
            // What many things are called says little.
            guard ids.count == 1, let id = ids.first else { continue }
            let (path, definition) = index.described(id)
            guard path != own,
                let other = open.first(where: { $0.path(below: folder) == path })
            else { continue }
            let text = other.buffer
            let last = min(definition.lines.upperBound, definition.lines.lowerBound + 40)
            guard last < text.lines.count else { continue }
            let range =
                text.lines.start(
                    of: definition.lines.lowerBound)..<text.lines.range(
                    of: last, in: text.bytes.span
                ).upperBound
            found.append(ContextFile(path: path, text: Array(text.bytes[range])))
        }
        return found
    }
}
