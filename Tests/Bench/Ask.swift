import Base
import HTTP
import JSON
import ModelServer

/// One request of a measurement, and what has come of it.
final class Ask: Sendable {
    private struct State {
        var splitter = ServerSentEvents()
        var body: [UInt8] = []
        var events = 0
        var firstEvent: Instant?
        var firstByte: Instant?
        var isOver = false
    }

    private let state = Monitor(State())
    private let task: Lock<HTTPTask?>

    init(
        _ client: HTTPClient, _ url: String, _ method: HTTPRequest.Method = .get
    ) throws {
        task = Lock(nil)
        let request = HTTPRequest(
            method, try HTTPURL(url), headers: [HTTPHeader("Content-Type", "application/json")],
            timeouts: HTTPTimeouts(
                connectMilliseconds: 30_000, firstByteMilliseconds: 30_000,
                stallMilliseconds: 30_000),
            maximumResponseBytes: 1 << 20)
        let started = client.start(request) { [state] event in
            state.update { state in
                switch event {
                case .head: break
                case .body(let bytes):
                    if state.firstByte == nil { state.firstByte = .now }
                    state.events += state.splitter.feed(bytes).count
                    if state.firstEvent == nil, state.events > 0 { state.firstEvent = .now }
                    if state.body.count < 1 << 16 { state.body += bytes }
                case .end, .failed: state.isOver = true
                }
            }
        }
        task.withLock { $0 = started }
    }

    convenience init(_ client: HTTPClient, port: Int) throws {
        try self.init(client, "http://127.0.0.1:\(port)/")
    }

    func cancel() { task.withLock { $0 }?.cancel() }

    var events: Int { state.withLock { $0.events } }
    var firstEvent: Instant? { state.withLock { $0.firstEvent } }
    var firstByte: Instant? { state.withLock { $0.firstByte } }
    var body: [UInt8] { state.withLock { $0.body } }

    func awaitEvent() throws { try wait { $0.events > 0 } }
    func awaitBytes() throws { try wait { $0.firstByte != nil } }
    func awaitEnd() throws { try wait(\.isOver) }

    private func wait(_ condition: (State) -> Bool) throws {
        let deadline = Instant.now.adding(milliseconds: 60_000)
        guard state.wait(until: deadline, { condition($0) ? true : nil }) == true else {
            throw UsageError(message: "an answer does not come")
        }
    }
}
