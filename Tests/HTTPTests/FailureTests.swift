import Base
import HTTP
import ModelServer
import TestKit
import Testing

@testable import HTTP

@Suite("Requests that fail")
struct FailureTests {
    private let client = HTTPClient()

    private func failure(_ steps: [Step], _ change: (inout HTTPRequest) -> Void = { _ in }) throws
        -> HTTPError
    {
        let server = try LoopbackServer { _ in steps }
        var request = HTTPRequest(to: try server.url)
        change(&request)
        let answer = try client.answer(request)
        #expect(answer.strays == 0)
        return try #require(answer.error)
    }

    @Test("A connection that breaks", arguments: [true, false])
    func broken(atOnce: Bool) throws {
        let reply = Reply(pieces: [])
        let before = atOnce ? [] : [reply.head, reply.piece([1])]
        #expect(try failure(before + [.reset]).kind == .connectionLost)
        #expect(try failure(before + [.close]).kind == .connectionLost)
    }

    @Test("A body shorter than announced is no answer")
    func short() throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"
        #expect(try failure([.send(Array(head.utf8)), .close]).kind == .connectionLost)
    }

    @Test("What is not HTTP is said to be no HTTP")
    func noHTTP() throws {
        #expect(try failure([.send(Array("SSH-2.0-x\r\n\r\n".utf8)), .close]).kind == .malformed)
    }

    @Test("Nobody listens")
    func refused() throws {
        let server = try LoopbackServer(Reply(text: ""))
        let url = try server.url
        server.stop()
        let error = try #require(try client.answer(HTTPRequest(to: url)).error)
        #expect(error.kind == .unreachable)
        expect(
            error.description.replacing("\(url.port)", with: "PORT"),
            equals: "nothing answers at http://127.0.0.1:PORT: is the server running?")
    }

    @Test("A host that there is not")
    func unknownHost() throws {
        // So long that no name server is asked.
        let name = String(repeating: "x", count: 70)
        var request = HTTPRequest(to: try HTTPURL("http://\(name)/"))
        // Not by the machine's proxy, which would be asked to look for the name.
        request.route.proxy = ""
        let error = try #require(try client.answer(request).error)
        #expect(error.kind == .unknownHost)
        #expect(error.description.contains("is not known by any name server"))
    }

    @Test("Silence before the first byte, and in the middle, has its bound")
    func timeouts() throws {
        let gate = try Gate()
        let reply = Reply(pieces: [])
        for steps in [[.wait(gate)], [reply.head, .wait(gate)]] {
            let error = try failure(steps) { $0.timeouts.firstByteMilliseconds = 20 }
            #expect(error.kind == .timedOut(.firstByte))
        }
        let error = try failure([reply.head, reply.piece([1]), .wait(gate)]) {
            $0.timeouts.stallMilliseconds = 20
        }
        #expect(error.kind == .timedOut(.stall))
        #expect(error.description.hasSuffix("in the middle of its answer for 0.02 s"))
    }

    @Test("An answer without end is cut off")
    func endless() throws {
        let reply = Reply(pieces: [])
        let piece = reply.framed(Array(repeating: 0x61, count: 5000))
        let server = try LoopbackServer { _ in [reply.head, .sendForever(piece)] }
        var request = HTTPRequest(to: try server.url)
        request.maximumResponseBytes = 100_000
        let answer = try client.answer(request)
        #expect(answer.error?.kind == .tooLarge)
        #expect(answer.body.count <= 100_000)
        #expect(server.wait { $0.first?.abandonedAt } != nil)
    }

    @Test("So is a head without end")
    func endlessHead() throws {
        let line = Array("X-Header: \(String(repeating: "x", count: 1000))\r\n".utf8)
        let error = try failure([.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .sendForever(line)])
        #expect(error.kind == .tooLarge)
    }

    @Test("A redirection is an answer, and nobody follows it")
    func redirection() throws {
        let other = try LoopbackServer(Reply(text: "secret"))
        let server = try LoopbackServer(
            Reply(307, headers: [("Location", "http://127.0.0.1:\(other.port)/")], text: ""))
        var request = HTTPRequest(to: try server.url)
        request.secretHeaders = [SecretHeader("Authorization", Secret("Bearer canary".utf8))]
        let answer = try client.answer(request)
        #expect(answer.head?.status == 307)
        #expect(other.exchanges.isEmpty)
    }

    @Test("Headers cannot smuggle others in, and errors do not say what is in them")
    func injection() throws {
        let server = try LoopbackServer(Reply(text: ""))
        for (name, value) in [
            ("X", "canary\r\nY: z"), ("X", "canary\n"), ("X", "canary\0"), ("X Y", "canary"),
            ("", "canary"), ("X:", "canary"), ("X\r\nY", "canary"),
        ] {
            var request = HTTPRequest(to: try server.url)
            request.secretHeaders = [SecretHeader(name, Secret(value.utf8))]
            let error = try #require(try client.answer(request).error)
            #expect(error.kind == .badRequest)
            #expect(!error.description.contains("canary"))
        }
        #expect(server.exchanges.isEmpty)
    }

    @Test("No description shows a secret")
    func descriptions() throws {
        var request = HTTPRequest(to: try HTTPURL("https://host/?key=canary"))
        request.secretHeaders = [SecretHeader("Authorization", Secret("Bearer canary".utf8))]
        request.route.proxy = "http://user:canary@proxy"
        var dumped = ""
        dump(request.secretHeaders, to: &dumped)
        dump(request.route, to: &dumped)
        let shown = [
            "\(request.secretHeaders)", String(reflecting: request.secretHeaders),
            "\(request.route)",
            String(reflecting: request.route), "\(request.url)", dumped,
        ]
        for text in shown { #expect(!text.contains("canary"), "\(text)") }
    }

    @Test("Without libcurl there is one error, which says what to install")
    func missingLibrary() throws {
        let error = try #require(LibCurl.load(["libnone.so.1", "libno.so"]))
        #expect(error.kind == .missingLibrary)
        #expect(error.description.contains("apt install libcurl4"))
        // A library that is not libcurl at all.
        #expect(LibCurl.load(["libc.so.6"])?.kind == .missingLibrary)
    }
}
