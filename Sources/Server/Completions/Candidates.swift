import Base
import Completion
import JSON
import LSP
import Models
import Text

/// Several answers of one model about one place, being asked for.
struct CandidateRound {
    /// As many alternatives are enough to leaf through.
    static let wanted = 3

    let id: Int
    let question: InlineQuestion
    let source: String
    let cancellation: Cancellation
    /// What there is so far, the best first.
    var texts: [[UInt8]]
    /// How daring the answers are that are still to come.
    var temperatures: ArraySlice<Double>
    let providers: [Provider]
    let finish: (Session, [[UInt8]]) -> Void
}

extension Session {
    /// Answers somebody who asks by hand where one answer is known: with alternatives to it.
    func askForMore(
        _ question: InlineQuestion, _ known: AnswerCache.Hit, _ providers: [Provider]
    ) {
        let missing = CandidateRound.wanted - known.texts.count
        beginRound(
            question, known: known.texts, source: known.source,
            temperatures: Array([0.5, 0.8].suffix(missing)), providers
        ) { session, texts in
            session.reply(question, texts, source: known.source)
        }
    }

    /// `tenon.completionPanel`: the alternatives for a place as a document. They are kept, so that
    /// an editor that asks for inline completions there can offer all of them.
    func completionPanel(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        guard let uri = params.arguments.first?.string.map({ DocumentURI($0) }),
            let place = params.arguments.dropFirst().first.flatMap({ try? Position(from: $0) }),
            let snapshots = snapshots(uri, place)
        else {
            return open.fail(
                .invalidParams,
                "params.arguments: expected the URI of an open document and a position in it")
        }
        let buffer = snapshots.document.buffer
        let cursor = buffer.offset(of: place, encoding: client.encoding).value
        let question = InlineQuestion(
            open: open, document: snapshots.document, neighbours: snapshots.neighbours,
            model: snapshots.model,
            cursor: cursor, isInvoked: true, selected: nil,
            place: AnswerCache.Place(buffer, cursor: cursor), start: .now)
        let embedded = Lock<[UInt8]?>(nil)
        let boundsChecks = options.delays.boundsChecks
        let isAccepted = compute(.request) {
            let found = question.embeddedCompletion(boundsChecks: boundsChecks, confidence: 0.5)
            embedded.withLock { $0 = found?.added }
        } then: { session, _ in
            session.fillPanel(question, embedded.withLock { $0 })
        }
        if !isAccepted { open.failBecauseOfLoad() }
    }

    private func fillPanel(_ question: InlineQuestion, _ embedded: [UInt8]?) {
        let uri = question.document.uri
        let providers = fillingModels(for: uri)
        let known = completions.cache.answer(document: uri.spelling, place: question.place)
        let texts = known?.texts ?? embedded.map { [$0] } ?? []
        guard let provider = providers.first else {
            return showPanel(question, texts, source: CompletionReport.embedded)
        }
        beginRound(
            question, known: texts, source: provider.name, temperatures: [0, 0.4, 0.7, 1],
            providers
        ) { session, texts in
            session.showPanel(question, texts, source: provider.name)
        }
    }

    private func showPanel(_ question: InlineQuestion, _ texts: [[UInt8]], source: String) {
        let items = texts.compactMap { question.item($0, encoding: client.encoding) }
        let place = question.position(encoding: client.encoding)
        var text = "# Completions for \(question.document.uri.name), line \(place.line + 1)\n"
        if items.isEmpty { text += "\nThere are none.\n" }
        for (number, item) in items.enumerated() {
            text += "\n## \(number + 1)\n\n```\n\(item.insertText)\n```\n"
        }
        let file = options.directories.state / "completions.md"
        let keys = models.keys
        let isAccepted = compute(.request) { [text] in
            WrittenText(text, in: file, own: keys.secrets)
        } then: { session, written in
            session.show(written, called: "The list", question.open)
        }
        if !isAccepted { question.open.failBecauseOfLoad() }
    }

    // MARK: - Rounds

    /// Asks a model the same several times, one after the other and more daring each time.
    private func beginRound(
        _ question: InlineQuestion, known: [[UInt8]], source: String, temperatures: [Double],
        _ providers: [Provider], then finish: @escaping (Session, [[UInt8]]) -> Void
    ) {
        dropRound()
        dropPending()
        dropPrefetch()
        let id = completions.nextID()
        completions.round = CandidateRound(
            id: id, question: question, source: source, cancellation: Cancellation(),
            texts: known, temperatures: temperatures[...], providers: providers, finish: finish)
        let mailbox = mailbox
        question.open.cancellation.onCancel {
            mailbox.post { session in
                if session.completions.round?.id == id { session.dropRound() }
            }
        }
        askForCandidate(id)
    }

    private func askForCandidate(_ id: Int) {
        guard let round = completions.round, round.id == id else { return }
        guard let temperature = completions.round?.temperatures.popFirst() else {
            return endRound(round)
        }
        let question = round.question
        let ask = modelQuestion(
            question.document, question.neighbours, cursor: question.cursor, round.providers,
            temperature: temperature)
        let (desk, workers, mailbox) = (models.desk, workers, mailbox)
        let cancellation = round.cancellation
        let isAccepted = workers.submit(.request) {
            ask.ask(
                desk, cancellation: cancellation, said: Lock([]), workers: workers
            ) { outcome in
                mailbox.post { session in session.candidateCame(id, outcome.proposal?.text) }
            }
        }
        if !isAccepted { candidateCame(id, nil) }
    }

    private func candidateCame(_ id: Int, _ text: [UInt8]?) {
        guard completions.round?.id == id else { return }
        if let text, completions.round?.texts.contains(text) == false {
            completions.round?.texts.append(text)
        }
        askForCandidate(id)
    }

    private func endRound(_ round: CandidateRound) {
        completions.round = nil
        if !round.texts.isEmpty {
            completions.cache.add(
                AnswerCache.Answer(texts: round.texts, source: round.source),
                document: round.question.document.uri.spelling, place: round.question.place)
        }
        round.finish(self, round.texts)
    }

    /// Takes back what is still being asked, and answers with what there is.
    func dropRound() {
        guard let round = completions.round else { return }
        completions.round = nil
        round.cancellation.cancel()
        round.finish(self, round.texts)
    }
}
