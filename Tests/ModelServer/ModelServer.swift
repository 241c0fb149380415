internal import Base
internal import JSON

// ModelServer plays model servers for tests and measurements: real HTTP on loopback, the dialects
// of real servers, content from a script, and faults on demand. It never waits for time to pass:
// what is slow waits for a gate that the test opens. It shares no code with what it tests.

/// A server of one kind, with one model.
package final class ModelServer: Sendable {
    package let kind: ServerKind
    private let server: LoopbackServer
    private let scripts: Lock<[ModelScript]>

    /// Each request gets the next script, and all further ones the last.
    package init(_ kind: ServerKind, _ scripts: ModelScript...) throws {
        self.kind = kind
        let queue = Lock(scripts)
        self.scripts = queue
        server = try LoopbackServer { request in
            respond(as: kind, to: request) {
                queue.withLock { $0.count > 1 ? $0.removeFirst() : $0.first }
            }
        }
    }

    /// Where it is, as a user would configure it: without the dialect's own path.
    package var baseURL: String { "http://127.0.0.1:\(server.port)" + kind.basePath }

    /// What the next requests get.
    package func play(_ next: ModelScript...) {
        play(next)
    }

    /// What the next requests get.
    package func play(_ next: [ModelScript]) {
        scripts.withLock { $0 = next }
    }

    /// What clients have asked so far.
    package var exchanges: [Exchange] { server.exchanges }

    /// Waits for something to be true of the exchanges, and gives it; nil after `seconds`, which no
    /// test that passes waits for.
    package func wait<Result>(
        seconds: Int = 20, for condition: ([Exchange]) -> Result?
    ) -> Result? {
        server.wait(seconds: seconds, for: condition)
    }
}

/// The answer to a request. A script is used up by requests to the model only, not by questions
/// about the server.
private func respond(
    as kind: ServerKind, to request: ReceivedRequest, nextScript: () -> ModelScript?
) -> [Step] {
    if let information = kind.information(request) { return information.steps }
    guard request.method == "POST", let endpoint = kind.endpoint(path: request.path) else {
        return kind.refuse(status: 404, "no such route", type: "not_found_error").steps
    }
    let body = request.json
    if let problem = endpoint.problem(with: body, kind) { return problem.steps }
    guard let script = nextScript() else {
        return kind.refuse(status: 500, "no script", type: "server_error").steps
    }
    let streams = body["stream"]?.bool ?? endpoint.streamsUnasked
    let rendering = endpoint.render(
        script.answer, ModelRequest(kind: kind, body: body, streams: streams))
    return rendering.steps(script, kind)
}

/// What the renderings need to know of a request.
struct ModelRequest {
    let kind: ServerKind
    let body: JSON
    let streams: Bool

    var model: JSONLiteral { .string(body["model"]?.string ?? "scripted") }
}

/// An answer as records of a dialect, before anything goes wrong with it.
struct Rendering {
    var type: String
    /// What begins the answer without saying anything.
    var opening: [[UInt8]] = []
    var content: [[UInt8]]
    /// What says that the answer is complete.
    var closing: [[UInt8]] = []
    var framing = Reply.Framing.chunked

    /// An answer in one piece.
    static func whole(_ value: JSONLiteral) -> Rendering {
        Rendering(type: "application/json", content: [bytes(value)], framing: .counted)
    }

    static func events(
        opening: [[UInt8]] = [], _ content: [[UInt8]], closing: [[UInt8]]
    ) -> Rendering {
        Rendering(
            type: "text/event-stream", opening: opening, content: content, closing: closing)
    }

    private var isEventStream: Bool { type == "text/event-stream" }

    /// What the server does, with the script's fault.
    func steps(_ script: ModelScript, _ kind: ServerKind) -> [Step] {
        var records = opening + content + closing
        if script.isQuirky, isEventStream { records = records.map(quirky) }
        var reply = Reply(type: type, pieces: records, framing: framing)
        switch script.fault {
        case nil: return reply.steps
        case .slowFirstByte(let gate): return [.wait(gate)] + reply.steps
        case .slowFirstRecord(let gate): return broken(reply, after: 0, [.wait(gate)], goesOn: true)
        case .stall(let count, let gate):
            return broken(reply, after: count, [.wait(gate)], goesOn: true)
        case .reset(let count): return broken(reply, after: count, [.reset])
        case .cutCharacters:
            reply.pieces = Rendering.cut(records)
            return reply.steps
        case .singleBytes:
            reply.pieces = records.joined().map { [$0] }
            return reply.steps
        case .refusal(let refusal, let headers):
            return kind.refuse(refusal, headers: headers).steps
        case .page(let status):
            return Reply(status, type: "text/html", text: "<html><h1>Sign in</h1></html>").steps
        case .wrongType:
            reply.headers[0].value = "text/plain"
            return reply.steps
        case .endless:
            reply.framing = .chunked
            let record = content.first ?? Array("\n".utf8)
            return [reply.head] + opening.map(reply.piece) + [.sendForever(reply.framed(record))]
        case .duplicates:
            reply.pieces = opening + content.flatMap { [$0, $0] } + closing
            return reply.steps
        case .noTerminator:
            reply.pieces = opening + content
            return reply.steps
        case .errorRecord(let count):
            let record = kind.errorRecord(isEventStream: isEventStream)
            return broken(reply, after: count, [reply.piece(record)] + reply.end)
        case .brokenRecord(let count):
            let record = Array((isEventStream ? "data: {\"x\": \n\n" : "{\"x\": \n").utf8)
            return broken(reply, after: count, [reply.piece(record)] + reply.end)
        }
    }

    /// The answer up to a number of records, then something else, then perhaps the rest.
    private func broken(
        _ reply: Reply, after count: Int, _ steps: [Step], goesOn: Bool = false
    ) -> [Step] {
        let before = reply.pieces.prefix(count).map(reply.piece)
        let rest = goesOn ? reply.pieces.dropFirst(count).map(reply.piece) + reply.end : []
        return [reply.head] + before + steps + rest
    }

    /// The same bytes in pieces that begin with the last bytes of characters.
    private static func cut(_ records: [[UInt8]]) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        var last: UInt8 = 0
        for byte in records.joined() {
            if last >= 0xc0 { pieces.append([]) }
            pieces[pieces.count - 1].append(byte)
            last = byte
        }
        return pieces
    }

    private func quirky(_ record: [UInt8]) -> [UInt8] {
        let text = String(decoding: record, as: UTF8.self)
        return Array(": keep-alive\r\n\r\n\(text.replacing("\n", with: "\r\n"))".utf8)
    }
}

/// A value as JSON text.
func bytes(_ value: JSONLiteral) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value)
    return writer.bytes
}

/// A server-sent event.
func event(_ value: JSONLiteral, name: String? = nil) -> [UInt8] {
    Array((name.map { "event: \($0)\n" } ?? "").utf8)
        + Array("data: ".utf8) + bytes(value) + Array("\n\n".utf8)
}

/// A line of JSON.
func line(_ value: JSONLiteral) -> [UInt8] { bytes(value) + [UInt8(ascii: "\n")] }
