import Base
import JSON
import LSP
import Transport

/// The answers to the client's requests. A request is registered here before its work starts, and
/// answered exactly once: by the work, by a cancellation, or because its document changed.
final class Replies: Sendable {
    /// What is known of an open request.
    struct Ticket: Sendable {
        let method: ClientRequest.Method
        /// The document that it is about.
        let document: DocumentURI?
        let cancellation: Cancellation
    }

    private let open = PendingReplies<RequestID, Ticket>()
    private let outbox: Outbox

    init(outbox: Outbox) {
        self.outbox = outbox
    }

    /// Registers a request; nil when its id is still in use.
    func begin(
        _ id: RequestID, _ method: ClientRequest.Method, document: DocumentURI?
    ) -> OpenRequest? {
        let ticket = Ticket(method: method, document: document, cancellation: Cancellation())
        guard open.register(id, ticket) else { return nil }
        return OpenRequest(id: id, cancellation: ticket.cancellation, replies: self)
    }

    /// Answers at once that the client cancelled, and tells the work to stop.
    func cancel(_ id: RequestID) {
        guard let ticket = open.claim(id) else { return }
        ticket.cancellation.cancel()
        outbox.send(
            OutgoingMessage.response(to: id, error: ResponseError(.requestCancelled, "cancelled")))
    }

    /// Answers the completions of a document that has changed: nobody can use them any more.
    func failStale(_ document: DocumentURI) {
        let stale = open.claim { ticket in
            ticket.document == document && Replies.growsStale(ticket.method)
        }
        for (id, ticket) in stale {
            ticket.cancellation.cancel()
            let error = ResponseError(.contentModified, "the document has changed")
            outbox.send(OutgoingMessage.response(to: id, error: error))
        }
    }

    /// Gives up all that is open; the session ends.
    func failAll(_ error: ResponseError) {
        for (id, ticket) in open.claim(where: { _ in true }) {
            ticket.cancellation.cancel()
            outbox.send(OutgoingMessage.response(to: id, error: error))
        }
    }

    var count: Int { open.count }

    /// Whether an edit makes the answer worthless. Other answers stay good for the version that
    /// they were asked for.
    private static func growsStale(_ method: ClientRequest.Method) -> Bool {
        switch method {
        case .completion, .inlineCompletion: true
        case .initialize, .shutdown, .executeCommand, .workspaceSymbol, .documentSymbol,
            .selectionRange, .foldingRange, .resolveCompletion, .codeAction, .resolveCodeAction,
            .diagnostic:
            false
        }
    }

    fileprivate func succeed(_ id: RequestID, _ result: some JSONEncodable) {
        guard open.claim(id) != nil else { return }
        outbox.send(OutgoingMessage.response(to: id, result: result))
    }

    fileprivate func fail(_ id: RequestID, _ error: ResponseError) {
        guard open.claim(id) != nil else { return }
        outbox.send(OutgoingMessage.response(to: id, error: error))
    }
}

/// One registered request. Whoever holds it may answer, from any thread; the first answer counts.
struct OpenRequest: Sendable {
    let id: RequestID
    let cancellation: Cancellation
    fileprivate let replies: Replies

    func succeed(_ result: some JSONEncodable) { replies.succeed(id, result) }
    func succeedWithNull() { replies.succeed(id, NullResult()) }
    func fail(_ error: ResponseError) { replies.fail(id, error) }

    func fail(_ code: ResponseError.Code, _ message: String) {
        fail(ResponseError(code, message))
    }

    func failBecauseOfLoad() {
        fail(.serverCancelled, "too many requests are waiting, try again")
    }
}
