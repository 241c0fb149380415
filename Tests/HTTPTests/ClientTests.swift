import Base
import HTTP
import ModelServer
import TestKit
import Testing

@Suite("Requests")
struct ClientTests {
    private let client = HTTPClient()

    @Test("A request arrives as it was written, and its answer as it was sent")
    func plain() throws {
        let server = try LoopbackServer(
            Reply(
                201, headers: [("X-One", "a: b "), ("x-one", "c"), ("X-Empty", "")], text: "héllo"))
        var request = HTTPRequest(
            to: try server.url.appending("/v1/x?y=1"), .post(body: Array("{\"a\":\"é\0\"}".utf8)))
        request.headers = [
            HTTPHeader("Content-Type", "application/json"), HTTPHeader("X-None", ""),
        ]
        request.secretHeaders = [SecretHeader("Authorization", Secret("Bearer k".utf8))]
        let answer = try client.answer(request)
        #expect(answer.head?.status == 201)
        #expect(answer.head?["x-one"] == "a: b")
        #expect(answer.head?["X-EMPTY"] == "")
        #expect(answer.head?["missing"] == nil)
        #expect(answer.text == "héllo")
        #expect(answer.timings?.reusedConnection == false)
        let got = try #require(server.exchanges.first).request
        #expect(got.method == "POST")
        #expect(got.target == "/v1/x?y=1")
        #expect(got.body == Array("{\"a\":\"é\0\"}".utf8))
        #expect(got[header: "authorization"] == "Bearer k")
        #expect(got[header: "x-none"] == "")
        #expect(got[header: "content-type"] == "application/json")
        for name in ["expect", "user-agent", "cookie"] { #expect(got[header: name] == nil) }
    }

    @Test("However a body is framed and cut, it comes whole", arguments: [0, 1, 100_000])
    func framings(size: Int) throws {
        let body = (0..<size).map { UInt8($0 % 251) }
        for framing in [Reply.Framing.chunked, .untilClose, .counted] {
            let server = try LoopbackServer(
                Reply(
                    pieces: [Array(body.prefix(7)), Array(body.dropFirst(7))].filter {
                        !$0.isEmpty
                    }, framing: framing))
            let answer = try client.answer(HTTPRequest(to: server.url))
            #expect(answer.body == body)
            #expect(answer.timings != nil)
            #expect((answer.timings?.firstByteMilliseconds == nil) == (size == 0))
        }
    }

    @Test("The body is empty where the answer has none")
    func emptyPost() throws {
        let server = try LoopbackServer(Reply(204, pieces: [], framing: .counted))
        let answer = try client.answer(HTTPRequest(to: server.url, .post(body: [])))
        #expect(answer.head?.status == 204)
        #expect(answer.timings != nil)
        #expect(server.exchanges.first?.request[header: "content-length"] == "0")
    }

    @Test("A connection serves one request after the other")
    func reuse() throws {
        let server = try LoopbackServer(Reply(pieces: [[1], [2]]))
        #expect(try client.answer(HTTPRequest(to: server.url)).timings?.reusedConnection == false)
        #expect(try client.answer(HTTPRequest(to: server.url)).timings?.reusedConnection == true)
        #expect(server.exchanges.map(\.connection) == [0, 0])
    }

    @Test("Pieces come as soon as they are sent")
    func streaming() throws {
        let gates = [try Gate(), try Gate()]
        let reply = Reply(pieces: [])
        let server = try LoopbackServer { _ in
            [
                reply.head, .wait(gates[0]), reply.piece(Array("one".utf8)), .wait(gates[1]),
                reply.piece(Array("two".utf8)),
            ] + reply.end
        }
        let receiver = Receiver()
        _ = client.start(HTTPRequest(to: try server.url), receiver)
        #expect(try receiver.wait { $0.head != nil }.pieces == 0)
        gates[0].open()
        #expect(try receiver.wait { !$0.body.isEmpty }.text == "one")
        gates[1].open()
        #expect(try receiver.whole().text == "onetwo")
    }

    @Test("Two hundred streams at once lose nothing and mix nothing")
    func manyStreams() throws {
        let gate = try Gate()
        let reply = Reply(type: "text/event-stream", pieces: [])
        let server = try LoopbackServer { request in
            let records = (0..<20).map { Array("data: \(request.target) \($0)\n\n".utf8) }
            return [reply.head] + records.prefix(1).map(reply.piece) + [.wait(gate)]
                + records.dropFirst().map(reply.piece) + reply.end
        }
        let receivers = (0..<200).map { _ in Receiver() }
        for (number, receiver) in receivers.enumerated() {
            let url = try server.url.appending("/\(number)")
            _ = client.start(HTTPRequest(to: url), receiver)
        }
        // All of them are under way before the first goes on.
        for receiver in receivers { _ = try receiver.wait { !$0.body.isEmpty } }
        gate.open()
        for (number, receiver) in receivers.enumerated() {
            let answer = try receiver.whole()
            let expected = (0..<20).map { "data: /\(number) \($0)\n\n" }.joined()
            #expect(answer.text == expected)
            #expect(answer.strays == 0)
        }
    }

    @Test("Cancelling closes the connection, and nothing comes any more but the end")
    func cancelling() throws {
        let gate = try Gate()
        let reply = Reply(pieces: [])
        let server = try LoopbackServer { request in
            request.target == "/early"
                ? [.wait(gate)] : [reply.head, reply.piece([1]), .wait(gate)]
        }
        for path in ["/early", "/late"] {
            let receiver = Receiver()
            let task = client.start(HTTPRequest(to: try server.url.appending(path)), receiver)
            if path == "/late" { _ = try receiver.wait { !$0.body.isEmpty } }
            let arrived = server.wait { $0.contains { $0.request.target == path } ? true : nil }
            #expect(arrived == true)
            task.cancel()
            #expect(try receiver.whole().error?.kind == .cancelled)
            let closed = server.wait { exchanges in
                exchanges.last?.abandonedAt
            }
            #expect(closed != nil, "\(path)")
            task.cancel()
            #expect(receiver.soFar.strays == 0)
        }
    }

    @Test("A handler may cancel, and hears nothing more but the end")
    func cancellingInTheHandler() throws {
        let server = try LoopbackServer { _ in
            let reply = Reply(pieces: [])
            return [reply.head, .sendForever(reply.framed(Array(repeating: 0x61, count: 1000)))]
        }
        let receiver = Receiver()
        let task = Lock<HTTPTask?>(nil)
        try task.withLock { started in
            started = client.start(HTTPRequest(to: try server.url)) { event in
                receiver.receive(event)
                task.withLock { $0 }?.cancel()
            }
        }
        #expect(try receiver.whole().error?.kind == .cancelled)
        #expect(server.wait { $0.first?.abandonedAt } != nil)
    }

    @Test("A client that goes takes its requests with it")
    func clientGoes() throws {
        let gate = try Gate()
        let server = try LoopbackServer { _ in [.wait(gate)] }
        let receiver = Receiver()
        do {
            let client = HTTPClient()
            _ = client.start(HTTPRequest(to: try server.url), receiver)
            #expect(server.wait { $0.first } != nil)
        }
        #expect(try receiver.whole().error?.kind == .cancelled)
        #expect(server.wait { $0.first?.abandonedAt } != nil)
    }

    @Test("No child process gets a connection, which it would keep open")
    func inheritance() throws {
        let gate = try Gate()
        let server = try LoopbackServer { _ in [.wait(gate)] }
        let receiver = Receiver()
        _ = client.start(HTTPRequest(to: try server.url), receiver)
        #expect(server.wait { $0.first } != nil)
        let sockets = (0..<Int32(1024)).filter { peerPort(of: $0) == server.port }
        #expect(sockets.count == 1)
        for socket in sockets { #expect(fcntl(socket, F_GETFD) & FD_CLOEXEC != 0) }
        gate.open()
    }
}

/// The port at the other end of a socket; nil for everything that is none.
private func peerPort(of descriptor: Int32) -> Int? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe getpeername(descriptor, $0, &size)
        }
    }
    return result == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
}
