import Base
import Completion
import LSP
import Models
import RepoMap
import Text

// How an inline completion comes about where a model is configured.
//
// What is known already is answered at once: the rest of an earlier answer, or what the embedded
// model is very sure of. Otherwise the model is asked, after as long as the next keystroke would
// take to come; one question at a time, the newest. Its answer is kept, so that typing on, deleting
// and accepting words cost no further question. Where the model fails, the embedded one's word
// stands.

extension Session {
    /// The models that may be asked about a document; none as long as it is not known whether the
    /// document may be shown to any.
    func fillingModels(for uri: DocumentURI) -> [Provider] {
        guard completions.focuses[uri]?.mayBeShown == true else { return [] }
        return models.desk.providers(for: .fim)
    }

    /// What the embedded model has to be sure of to be shown before, and after, a large one has
    /// spoken; nil where the user's order leaves it out.
    var embeddedConfidence: (instant: Double, fallback: Double)? {
        let order = models.desk.answerers(for: .fim)
        guard let place = order.firstIndex(of: .embedded) else { return nil }
        let tuning = learning.tuning
        return (place == 0 ? tuning.confidence : tuning.instantConfidence, tuning.confidence)
    }

    /// Answers with the help of models.
    func answer(_ question: InlineQuestion, asking providers: [Provider]) {
        let uri = question.document.uri
        let known = completions.cache.answer(document: uri.spelling, place: question.place)
        if let known {
            if !isWaitedFor(question) { dropPending() }
            if question.isInvoked, known.texts.count < CandidateRound.wanted {
                return askForMore(question, known, providers)
            }
            reply(question, extending(question, known.texts), source: known.source)
            if known.typed > 0, let text = known.texts.first {
                prefetch(behind: text, of: question, providers)
            }
            return
        }
        if adopt(question) || join(question) { return }
        begin(question, isWaiting: true, providers)
    }

    /// Asks a model about a place, in a moment.
    func begin(_ question: InlineQuestion, isWaiting: Bool, _ providers: [Provider]) {
        dropPrefetch()
        let delay =
            question.isInvoked
            ? 0
            : options.delays.completionPause
                ?? completions.rhythm.delayMilliseconds(factor: learning.tuning.pauseFactor)
        let id = completions.nextID()
        wait(
            for: PendingQuestion(
                id: id, uri: question.document.uri, place: question.place, cursor: question.cursor,
                cancellation: Cancellation(), said: Lock([]), waiting: isWaiting ? question : nil),
            about: question, waitedMilliseconds: delay)
        guard delay > 0 else { return askModel(id, question, providers) }
        timers.set(.completionPause, at: Instant.now.adding(milliseconds: delay)) { session in
            session.askModel(id, question, providers)
        }
    }

    /// Makes a question the pending one, in place of any other.
    func wait(
        for pending: PendingQuestion, about question: InlineQuestion, waitedMilliseconds: Int
    ) {
        dropPending()
        completions.pending = pending
        dropWhenCancelled(question)
        completions.reports[pending.uri] = CompletionReport(
            question, waitedMilliseconds: waitedMilliseconds)
        if pending.waiting != nil { askEmbeddedModel(question, pending.id) }
    }

    /// Whether the pending question is about what the answer of this one goes on with.
    private func isWaitedFor(_ question: InlineQuestion) -> Bool {
        guard let pending = completions.pending else { return false }
        return pending.uri == question.document.uri
            && pending.cursor + pending.typed.count == question.cursor
    }

    /// Has the answer to the pending question answer this one too, if what was typed since is what
    /// the model is saying.
    private func adopt(_ question: InlineQuestion) -> Bool {
        guard isWaitedFor(question), !question.isInvoked, question.selected == nil,
            completions.pending?.waiting == nil, !(completions.pending?.typed.isEmpty ?? true)
        else { return false }
        completions.pending?.waiting = question
        dropWhenCancelled(question)
        return true
    }

    /// A question that nobody waits for any more is taken back, unless the text has moved on just
    /// as the model says.
    private func dropWhenCancelled(_ question: InlineQuestion) {
        let mailbox = mailbox
        question.open.cancellation.onCancel {
            mailbox.post { session in
                guard session.completions.pending?.waiting?.open.id == question.open.id else {
                    return
                }
                session.dropPending()
            }
        }
    }

    /// Takes back the pending question, down to its connection.
    func dropPending() {
        guard let pending = completions.pending else { return }
        completions.pending = nil
        timers.cancel(.completionPause)
        pending.cancellation.cancel()
        lateLinesCame(at: pending.place, of: pending.uri, [])
        if let waiting = pending.waiting { waiting.open.succeed(InlineCompletionList(items: [])) }
    }

    /// What an edit means for the pending question: it goes on while the user types what the model
    /// has begun to say.
    func noteEdit(of uri: DocumentURI, typed: [UInt8]?, at place: Int) {
        guard let pending = completions.pending, pending.uri == uri else { return }
        let whole = typed.map { pending.typed + $0 }
        guard let whole, place == pending.cursor + pending.typed.count,
            pending.said.withLock({ $0.count > whole.count && $0.starts(with: whole) })
        else { return dropPending() }
        completions.pending?.typed = whole
        completions.pending?.waiting = nil
    }

    // MARK: - The two models

    private func askEmbeddedModel(_ question: InlineQuestion, _ id: Int) {
        guard let confidence = embeddedConfidence else {
            return embeddedModelAnswered(question, id, nil)
        }
        let boundsChecks = options.delays.boundsChecks
        let isAccepted = compute(.request) { () -> InlineCompletion? in
            guard !question.open.cancellation.isCancelled else { return nil }
            return question.embeddedCompletion(
                boundsChecks: boundsChecks, confidence: confidence.fallback)
        } then: { session, found in
            session.embeddedModelAnswered(question, id, found)
        }
        if !isAccepted { embeddedModelAnswered(question, id, nil) }
    }

    /// What the embedded model is very sure of is shown while the other still thinks. What that
    /// says then is shown in its place only if it goes on from it.
    private func embeddedModelAnswered(
        _ question: InlineQuestion, _ id: Int, _ found: InlineCompletion?
    ) {
        guard completions.pending?.id == id else { return }
        completions.pending?.fallback = .some(found)
        guard let found, let confidence = embeddedConfidence,
            found.confidence >= confidence.instant, !question.isInvoked,
            let waiting = completions.pending?.waiting
        else { return }
        completions.pending?.waiting = nil
        reply(waiting, [found.added], source: CompletionReport.embedded)
    }

    private func askModel(_ id: Int, _ question: InlineQuestion, _ providers: [Provider]) {
        guard let pending = completions.pending, pending.id == id else { return }
        let ask = modelQuestion(
            question.document, question.neighbours, cursor: question.cursor, providers)
        let (desk, workers, mailbox) = (models.desk, workers, mailbox)
        let (cancellation, said) = (pending.cancellation, pending.said)
        let (uri, place) = (pending.uri, pending.place)
        let isAccepted = workers.submit(.request) {
            guard !cancellation.isCancelled else { return }
            ask.ask(desk, cancellation: cancellation, said: said, workers: workers) { outcome in
                mailbox.post { session in session.modelAnswered(id, at: place, of: uri, outcome) }
            }
        }
        if !isAccepted { dropPending() }
    }

    /// What a model is asked about a place.
    func modelQuestion(
        _ document: DocumentSnapshot, _ neighbours: [DocumentSnapshot], cursor: Int,
        _ providers: [Provider], temperature: Double = 0
    ) -> ModelQuestion {
        let focus = completions.focuses[document.uri]
        let folder = folders.folder(of: document.uri)
        let path = folder.flatMap { document.path(below: $0) } ?? document.uri.name
        return ModelQuestion(
            document: document, neighbours: neighbours, cursor: cursor,
            anchor: focus?.anchor, context: focus?.context ?? PromptContext(), path: path,
            repository: folder?.name ?? "repository", providers: providers,
            count: providers.first.map { completions.count(for: $0) } ?? TokenCount(.code),
            temperature: temperature, boundsChecks: options.delays.boundsChecks)
    }

    /// An answer has come, to the pending question or to what was asked ahead.
    func modelAnswered(
        _ id: Int, at place: AnswerCache.Place, of uri: DocumentURI, _ outcome: ModelOutcome
    ) {
        noteCost(outcome, uri)
        if completions.prefetch?.id == id { completions.prefetch = nil }
        let pending = completions.pending.flatMap { $0.id == id ? $0 : nil }
        let proposal = outcome.proposal?.text
        if let proposal {
            completions.cache.add(
                AnswerCache.Answer(
                    texts: candidates(proposal, pending?.fallback ?? nil),
                    source: outcome.provider),
                document: uri.spelling, place: place)
        }
        guard let pending else { return }
        note(outcome, about: uri)
        completions.pending = nil
        timers.cancel(.completionPause)
        lateLinesCame(at: place, of: uri, proposal.map { [$0] } ?? [])
        guard let waiting = pending.waiting else { return }
        let known = completions.cache.answer(document: uri.spelling, place: waiting.place)
        if let known, proposal != nil {
            return reply(
                waiting, extending(waiting, known.texts), source: known.source)
        }
        // The embedded model may be slower than a model that fails, and speaks for itself then.
        if pending.fallback == nil { return answerByEmbeddedModel(waiting) }
        // Its word counts for the place that it was asked about only.
        if let fallback = pending.fallback ?? nil, waiting.place == place {
            return reply(waiting, [fallback.added], source: CompletionReport.embedded)
        }
        reply(waiting, [], source: outcome.provider)
    }

    /// What somebody sees stays what he sees: texts that go on from it come first, and where there
    /// is none it stands itself.
    private func extending(_ question: InlineQuestion, _ texts: [[UInt8]]) -> [[UInt8]] {
        guard let seen = seenRest(of: question) else { return texts }
        let longer = texts.filter { $0.starts(with: seen) }
        let others = texts.filter { !$0.starts(with: seen) }
        return (longer.isEmpty ? [seen] : longer) + others
    }

    /// The model's text, then the embedded model's if that is another.
    private func candidates(_ text: [UInt8], _ fallback: InlineCompletion?) -> [[UInt8]] {
        guard let other = fallback?.added, !other.isEmpty, !text.starts(with: other) else {
            return [text]
        }
        return [text, other]
    }

    private func noteCost(_ outcome: ModelOutcome, _ uri: DocumentURI) {
        let window = outcome.prompt.window
        if completions.focuses[uri] != nil {
            completions.focuses[uri]?.anchor = window.prefix.lowerBound
        }
        if outcome.failure == nil {
            completions.rhythm.noteLatency(milliseconds: outcome.milliseconds)
        }
        guard let usage = outcome.answer.usage else { return }
        completions.noteTokens(
            counted: usage.promptTokens,
            expected: outcome.prompt.parts.filter(\.isShown).reduce(0) { $0 + $1.tokens },
            by: outcome.provider)
    }
}

// MARK: - Answers

extension Session {
    /// Shows texts at the place of a question; none is an answer too.
    func reply(_ question: InlineQuestion, _ texts: [[UInt8]], source: String) {
        // Who has been answered already sees nothing of it.
        guard !question.open.cancellation.isCancelled else { return }
        let items = texts.compactMap { text -> InlineCompletionItem? in
            question.item(text, encoding: client.encoding)
        }
        let uri = question.document.uri
        if completions.reports[uri] == nil {
            completions.reports[uri] = CompletionReport(question, waitedMilliseconds: 0)
        }
        completions.reports[uri]?.position = question.position(encoding: client.encoding)
        completions.reports[uri]?.source = source
        completions.reports[uri]?.shown = items.map(\.insertText)
        completions.reports[uri]?.answeredMilliseconds = Instant.now.milliseconds(
            since: question.start)
        if items.isEmpty, completions.reports[uri]?.reason == nil {
            completions.reports[uri]?.reason =
                source == CompletionReport.embedded || texts.isEmpty
                ? "the embedded model is not sure enough of anything"
                : "what is known does not go on from what the menu has selected"
        } else if !items.isEmpty {
            completions.reports[uri]?.reason = nil
        }
        let accepted = noteShown(question, texts, items, source: source)
        question.open.succeed(InlineCompletionList(items: accepted))
    }
}

extension InlineCompletion {
    /// The text without what stands before the cursor already.
    var added: [UInt8] { Array(text.dropFirst(replaced.count)) }
}

extension InlineQuestion {
    /// The embedded model's word. For workers.
    func embeddedCompletion(boundsChecks: Bool, confidence: Double) -> InlineCompletion? {
        input(boundsChecks: boundsChecks, confidence: confidence).inlineCompletion()
    }

    private func input(boundsChecks: Bool, confidence: Double) -> CompletionInput {
        var input = CompletionInput(text: document.buffer, cursor: ByteOffset(cursor))
        input.language = document.language
        input.tree = document.tree
        input.index = document.index.value
        input.others = neighbours.map(\.index.value)
        input.model = model
        input.limits.confidence = confidence
        if !boundsChecks { input.limits.parseNanoseconds = nil }
        return input
    }

    /// A text at the cursor as an item. It replaces the word that is being typed, so that editors
    /// that filter by it find it; with something selected in the menu, that.
    func item(_ text: [UInt8], encoding: PositionEncoding) -> InlineCompletionItem? {
        guard !text.isEmpty else { return nil }
        let added = String(decoding: text, as: UTF8.self)
        if let selected {
            return InlineCompletionItem(insertText: selected.text + added, range: selected.range)
        }
        let start = wordStart
        let range = document.buffer.positions(
            of: Range<ByteOffset>(start..<cursor), encoding: encoding)
        return InlineCompletionItem(insertText: typedWord + added, range: range)
    }

    /// What is typed of the word at the cursor.
    var typedWord: String {
        String(decoding: document.buffer.bytes[wordStart..<cursor], as: UTF8.self)
    }

    private var wordStart: Int {
        let bytes = document.buffer.bytes
        var start = cursor
        while start > 0, bytes[start - 1].isInIdentifier { start -= 1 }
        return start
    }

    func position(encoding: PositionEncoding) -> Position {
        document.buffer.position(of: ByteOffset(cursor), encoding: encoding)
    }
}

extension UInt8 {
    /// Whether it is part of a word in most languages.
    fileprivate var isInIdentifier: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}

extension ModelDesk {
    /// The models that are asked in a role, without the embedded one.
    func providers(for role: ModelRole) -> [Provider] {
        answerers(for: role).compactMap { answerer in
            if case .model(let provider) = answerer { provider } else { nil }
        }
    }
}
