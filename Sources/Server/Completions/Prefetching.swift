import Base
import Completion
import LSP
import Models
import Text

/// A question that nobody has asked yet: what follows once an answer is accepted.
struct Prefetch {
    let place: AnswerCache.Place
    let cancellation: Cancellation
}

extension Session {
    /// Asks ahead, of a server on this machine only: elsewhere guesses cost money. Somebody who
    /// has begun to take an answer will probably take the rest.
    func prefetch(behind text: [UInt8], of question: InlineQuestion, _ providers: [Provider]) {
        guard completions.pending == nil, question.selected == nil,
            providers.first?.endpoint.isLocal == true
        else { return }
        let uri = question.document.uri
        let at = ByteOffset(question.cursor)
        let document = question.document.replacing(at..<at, with: text)
        let cursor = question.cursor + text.count
        let place = AnswerCache.Place(document.buffer, cursor: cursor)
        guard completions.prefetch?.place != place,
            completions.cache.answer(document: uri.spelling, place: place) == nil
        else { return }
        dropPrefetch()
        let cancellation = Cancellation()
        completions.prefetch = Prefetch(place: place, cancellation: cancellation)
        let ask = modelQuestion(
            document, question.neighbours, cursor: cursor, providers)
        let (desk, workers, mailbox) = (models.desk, workers, mailbox)
        _ = workers.submit(.background) {
            guard !cancellation.isCancelled else { return }
            ask.ask(desk, cancellation: cancellation, said: Lock([]), workers: workers) { outcome in
                mailbox.post { session in session.prefetched(place, uri, outcome) }
            }
        }
    }

    /// A real question has come, or the text is another.
    func dropPrefetch() {
        completions.prefetch?.cancellation.cancel()
        completions.prefetch = nil
    }

    private func prefetched(
        _ place: AnswerCache.Place, _ uri: DocumentURI, _ outcome: ModelOutcome
    ) {
        if completions.prefetch?.place == place { completions.prefetch = nil }
        guard let text = outcome.proposal?.text else { return }
        completions.cache.add(
            AnswerCache.Answer(texts: [text], source: outcome.provider),
            document: uri.spelling, place: place)
    }
}
