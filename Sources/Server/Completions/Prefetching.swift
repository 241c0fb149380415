import Base
import Completion
import LSP
import Models
import Text

/// A question that nobody has asked yet: what follows once an answer is accepted.
struct Prefetch {
    let id: Int
    let uri: DocumentURI
    let place: AnswerCache.Place
    let cancellation: Cancellation
    /// What the model has said so far.
    let said: Lock<[UInt8]>
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
        let (id, cancellation, said) = (completions.nextID(), Cancellation(), Lock<[UInt8]>([]))
        completions.prefetch = Prefetch(
            id: id, uri: uri, place: place, cancellation: cancellation, said: said)
        let ask = modelQuestion(
            document, question.neighbours, cursor: cursor, providers)
        let (desk, workers, mailbox) = (models.desk, workers, mailbox)
        _ = workers.submit(.background) {
            guard !cancellation.isCancelled else { return }
            ask.ask(desk, cancellation: cancellation, said: said, workers: workers) { outcome in
                mailbox.post { session in session.modelAnswered(id, at: place, of: uri, outcome) }
            }
        }
    }

    /// A real question has come, or the text is another.
    func dropPrefetch() {
        completions.prefetch?.cancellation.cancel()
        completions.prefetch = nil
    }

    /// Has what was asked ahead about this very place answer the question.
    func join(_ question: InlineQuestion) -> Bool {
        guard let ahead = completions.prefetch, ahead.uri == question.document.uri,
            ahead.place == question.place, !question.isInvoked, question.selected == nil
        else { return false }
        completions.prefetch = nil
        wait(
            for: PendingQuestion(
                id: ahead.id, uri: ahead.uri, place: ahead.place, cursor: question.cursor,
                cancellation: ahead.cancellation, said: ahead.said, waiting: question),
            about: question, waitedMilliseconds: 0)
        return true
    }
}
