import Base
import JSON
import LSP
import Text
import Transport

/// What the client can do, and our requests that it has not answered yet.
struct Client {
    typealias ReplyHandler = (Session, Result<JSON, ResponseError>) -> Void

    var capabilities = ClientCapabilities.none
    var encoding = PositionEncoding.utf16
    var name = ""
    private var nextID: Int32 = 1
    private var waiting: [Int32: ReplyHandler] = [:]

    /// Our requests that wait for an answer are bounded: a client that never answers costs
    /// nothing but these.
    private static let maximumWaiting = 1000

    /// Registers a handler for the answer; nil when too many are open already.
    fileprivate mutating func register(_ handler: @escaping ReplyHandler) -> Int32? {
        guard waiting.count < Client.maximumWaiting else { return nil }
        let id = nextID
        nextID = nextID == .max ? 1 : nextID + 1
        waiting[id] = handler
        return id
    }

    fileprivate mutating func take(_ id: Int32) -> ReplyHandler? {
        waiting.removeValue(forKey: id)
    }
}

extension Session {
    /// Asks the client something. The handler runs once: with the answer, or with an error after
    /// the deadline.
    func ask(
        _ request: ServerRequest, timeoutMilliseconds: Int? = nil,
        then handler: @escaping Client.ReplyHandler
    ) {
        guard let id = client.register(handler) else {
            handler(self, .failure(ResponseError(.requestFailed, "the client does not answer")))
            return
        }
        let deadline = Instant.now.adding(
            milliseconds: timeoutMilliseconds ?? options.delays.clientAnswer)
        timers.set(.clientReply(id), at: deadline) { session in
            session.client.take(id)?(
                session,
                .failure(ResponseError(.requestFailed, "the client did not answer in time")))
        }
        outbox.send(OutgoingMessage.request(.integer(id), request))
    }

    /// The client's answer to a request of ours; others are ignored.
    func receiveResponse(_ id: RequestID?, _ result: Result<JSON, ResponseError>) {
        guard case .integer(let number)? = id, let handler = client.take(number) else {
            Log.debug("a response to nothing was ignored")
            return
        }
        timers.cancel(.clientReply(number))
        handler(self, result)
    }
}
