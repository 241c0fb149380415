import Base
import Completion
import JSON
import LSP
import Models
import Settings
import Text

extension Session {
    /// `textDocument/completion`: words and names; lines too where the editor has no other place
    /// for them.
    func completion(_ params: CompletionParams, _ open: OpenRequest) {
        let uri = DocumentURI(params.uri)
        let settings = settings(for: uri)
        guard settings.completionEnabled, settings.completionWords,
            let snapshots = snapshots(uri, params.position)
        else { return open.succeedWithNull() }
        visit(uri, line: params.position.line)
        let request = MenuRequest(
            document: snapshots.document, neighbours: snapshots.neighbours,
            model: snapshots.model, position: params.position, encoding: client.encoding,
            boundsChecks: options.delays.boundsChecks,
            usesInsertReplace: client.capabilities.completion.insertReplace,
            map: folders.folder(of: uri).map { mapSoFar(of: $0) }, names: completions.names)
        let wantsLines =
            settings.inlineCompletionEnabled && client.capabilities.completion.isPresent
            && !client.capabilities.completion.inlineCompletion
        guard wantsLines else {
            return answer(open) { () throws(ResponseError) in request.list }
        }
        let cursor = snapshots.document.buffer.offset(
            of: params.position, encoding: client.encoding)
        menuWithLines(
            request,
            InlineQuestion(
                open: open, document: snapshots.document, neighbours: snapshots.neighbours,
                model: snapshots.model, cursor: snapshots.document.buffer.clamp(cursor).value,
                isInvoked: false,
                selected: nil,
                place: AnswerCache.Place(snapshots.document.buffer, cursor: cursor.value),
                start: .now))
    }

    /// `completionItem/resolve`: what is known of a name beside its spelling.
    func resolveCompletion(_ item: CompletionItem, _ open: OpenRequest) {
        // A client may send anything: only its own folders are looked into.
        guard let name = item.data?["folder"]?.string,
            let folder = folders.paths.first(where: { $0.string == name })
        else { return open.succeed(item) }
        let map = mapSoFar(of: folder)
        answer(open) { () throws(ResponseError) in item.resolved(in: map) }
    }

    /// `textDocument/inlineCompletion`.
    func inlineCompletion(_ params: InlineCompletionParams, _ open: OpenRequest) {
        let uri = DocumentURI(params.uri)
        guard settings(for: uri).inlineCompletionEnabled,
            let question = inlineQuestion(uri, params, open)
        else { return open.succeedWithNull() }
        visit(uri, line: params.position.line)
        if let item = expectedItem(for: question) {
            return open.succeed(InlineCompletionList(items: [item]))
        }
        let providers = fillingModels(for: uri)
        guard providers.isEmpty else { return answer(question, asking: providers) }
        completions.reports[uri] = CompletionReport(question, waitedMilliseconds: 0)
        answerByEmbeddedModel(question)
    }

    /// Answers with what the embedded model says, where it may speak at all.
    func answerByEmbeddedModel(_ question: InlineQuestion) {
        guard let confidence = embeddedConfidence?.fallback else {
            return reply(question, [], source: "")
        }
        let boundsChecks = options.delays.boundsChecks
        let isAccepted = compute(.request) { () -> InlineCompletion? in
            guard !question.open.cancellation.isCancelled else { return nil }
            return question.embeddedCompletion(
                boundsChecks: boundsChecks, confidence: confidence)
        } then: { session, found in
            session.reply(
                question, found.map { [$0.added] } ?? [], source: CompletionReport.embedded)
        }
        if !isAccepted { question.open.failBecauseOfLoad() }
    }

    private func inlineQuestion(
        _ uri: DocumentURI, _ params: InlineCompletionParams, _ open: OpenRequest
    ) -> InlineQuestion? {
        guard let snapshots = snapshots(uri, params.position) else { return nil }
        var document = snapshots.document
        var cursor = document.buffer.offset(of: params.position, encoding: client.encoding)
        if let selected = params.selectedCompletion {
            // As if the entry of the menu were in the text already.
            let range = document.buffer.offsets(of: selected.range, encoding: client.encoding)
            let text = Array(selected.text.utf8)
            document = document.replacing(range, with: text)
            cursor = range.lowerBound + text.count
        }
        let place = document.buffer.clamp(cursor).value
        return InlineQuestion(
            open: open, document: document, neighbours: snapshots.neighbours,
            model: snapshots.model, cursor: place,
            isInvoked: params.triggerKind == .invoked, selected: params.selectedCompletion,
            place: AnswerCache.Place(document.buffer, cursor: place), start: .now)
    }

    /// The document and its neighbours as they are now, and the model that knows the workspace; nil
    /// when it is not open.
    func snapshots(
        _ uri: DocumentURI, _ position: Position
    ) -> (
        document: DocumentSnapshot, neighbours: [DocumentSnapshot], model: EmbeddedModel
    )? {
        // A place behind the end of the text has no line that a completion could stand on.
        guard let document = documents[uri], position.line < document.buffer.lines.count,
            let snapshot = documents[uri]?.snapshot()
        else { return nil }
        let others = documents.values.filter { other in
            other.uri != uri && other.languageID == document.languageID
        }
        // More open documents than these do not make a suggestion better, only later.
        let neighbours = others.sorted { $0.lastUse > $1.lastUse }.prefix(16)
        return (
            snapshot, neighbours.compactMap { documents[$0.uri]?.snapshot() },
            embeddedModel(for: uri)
        )
    }
}
