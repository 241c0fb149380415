import Base
import HTTP
import ModelServer
import Testing

/// Keeps what comes of one request, and lets a test wait for it.
final class Receiver: Sendable {
    struct Answer: Sendable {
        var head: HTTPHead?
        var body: [UInt8] = []
        var pieces = 0
        /// How it ended; nil while it goes on.
        var end: Result<HTTPTimings, HTTPError>?
        /// Events that came when nothing was to come any more.
        var strays = 0

        var text: String { String(decoding: body, as: UTF8.self) }

        var error: HTTPError? {
            if case .failure(let error) = end { error } else { nil }
        }

        var timings: HTTPTimings? {
            if case .success(let timings) = end { timings } else { nil }
        }
    }

    private let answer = Monitor(Answer())

    @Sendable func receive(_ event: HTTPEvent) {
        answer.update { answer in
            if answer.end != nil { answer.strays += 1 }
            switch event {
            case .head(let head): answer.head = head
            case .body(let bytes):
                answer.body += bytes
                answer.pieces += 1
            case .end(let timings): answer.end = .success(timings)
            case .failed(let error): answer.end = .failure(error)
            }
        }
    }

    var soFar: Answer { answer.withLock { $0 } }

    /// Waits until something is true of the answer. The bound is for tests that fail.
    func wait(_ condition: (Answer) -> Bool) throws -> Answer {
        let deadline = Instant.now.adding(milliseconds: 20_000)
        return try #require(answer.wait(until: deadline) { condition($0) ? $0 : nil })
    }

    /// The whole answer.
    func whole() throws -> Answer { try wait { $0.end != nil } }
}

extension HTTPClient {
    func start(_ request: HTTPRequest, _ receiver: Receiver) -> HTTPTask {
        start(request, handler: receiver.receive)
    }

    /// Asks and waits for the end of the answer.
    func answer(_ request: HTTPRequest) throws -> Receiver.Answer {
        let receiver = Receiver()
        _ = start(request, receiver)
        return try receiver.whole()
    }
}

extension LoopbackServer {
    var url: HTTPURL {
        get throws { try HTTPURL("http://127.0.0.1:\(port)") }
    }

    /// A server that gives every request the same answer.
    convenience init(_ reply: Reply) throws {
        try self.init { _ in reply.steps }
    }
}

extension HTTPRequest {
    /// A request with bounds that no test that passes comes near.
    init(to url: HTTPURL, _ method: Method = .get) {
        self.init(
            method, url,
            timeouts: HTTPTimeouts(
                connectMilliseconds: 60_000, firstByteMilliseconds: 60_000,
                stallMilliseconds: 60_000),
            maximumResponseBytes: 1 << 20)
    }
}
