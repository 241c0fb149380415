import Base
import HTTP
import ModelServer
import TestKit
import Testing

@Suite("Encryption and proxies")
struct EncryptionTests {
    private let client = HTTPClient()

    private func request(_ url: HTTPURL, trusting certificates: Certificates?) -> HTTPRequest {
        var request = HTTPRequest(to: url)
        request.secretHeaders = [SecretHeader("Authorization", Secret("Bearer canary".utf8))]
        request.route.certificateFile = certificates?.authority.string
        return request
    }

    @Test("A certificate of the user's own authority is trusted")
    func ownAuthority() throws {
        let certificates = try Certificates(for: "DNS:localhost")
        let server = try TLSServer(certificates)
        let receiver = Receiver()
        _ = client.start(request(server.url, trusting: certificates), receiver)
        let head = try server.read { bytes in
            firstIndex(of: Array("canary\r\n\r\n".utf8), in: bytes)
        }
        #expect(head > 0)
        try server.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".utf8))
        let answer = try receiver.whole()
        #expect(answer.text == "hi")
        #expect(answer.timings?.isHTTP2 == false)
    }

    @Test("Any other is not, and gets to see nothing of the request")
    func strangers() throws {
        let trusted = try Certificates(for: "DNS:localhost")
        let otherName = try Certificates(for: "DNS:other.example")
        // Of an authority that nobody knows; of another authority; for another host.
        for (own, known) in [(trusted, nil), (otherName, trusted), (otherName, otherName)] {
            let server = try TLSServer(own)
            let answer = try client.answer(request(server.url, trusting: known))
            let error = try #require(answer.error)
            #expect(error.kind == .untrusted)
            #expect(error.description.contains("configure its file"))
            #expect(answer.head == nil)
            #expect(try !server.wasAsked())
        }
        let answer = try client.answer(
            request(try HTTPURL("https://localhost:1"), trusting: nil))
        #expect(answer.error?.kind == .unreachable)
    }

    @Test("A file of authorities that is not there is said to be the trouble")
    func missingFile() throws {
        let certificates = try Certificates(for: "DNS:localhost")
        let server = try TLSServer(certificates)
        var request = request(server.url, trusting: certificates)
        request.route.certificateFile = "/nowhere/authority.pem"
        #expect(try client.answer(request).error?.kind == .untrusted)
    }

    @Test("Where HTTP/2 is offered, streams share a connection and are closed one by one")
    func http2() throws {
        let certificates = try Certificates(for: "DNS:localhost")
        let server = try TLSServer(certificates, protocols: "h2")
        let request = request(server.url, trusting: certificates)
        func answerHead(_ stream: UInt8) -> [UInt8] {
            // 0x88 is `:status: 200`.
            Frame(.headers, flags: 4, stream: stream, payload: [0x88]).bytes
                + Frame(.data, stream: stream, payload: Array("one".utf8)).bytes
        }
        func awaitFrame(_ kind: Frame.Kind, _ stream: UInt8) throws {
            _ = try server.read { bytes in
                Frame.all(in: bytes).contains { $0.kind == kind.rawValue && $0.stream == stream }
                    ? true : nil
            }
        }

        let first = Receiver()
        _ = client.start(request, first)
        try awaitFrame(.headers, 1)
        try server.send(Frame(.settings).bytes + Frame(.settings, flags: 1).bytes + answerHead(1))
        _ = try first.wait { $0.text == "one" }

        let second = Receiver()
        let task = client.start(request, second)
        try awaitFrame(.headers, 3)
        try server.send(answerHead(3))
        _ = try second.wait { $0.text == "one" }
        task.cancel()
        #expect(try second.whole().error?.kind == .cancelled)
        // The server hears of it at once, without having to say anything itself.
        try awaitFrame(.reset, 3)

        try server.send(Frame(.data, flags: 1, stream: 1, payload: Array("two".utf8)).bytes)
        let answer = try first.whole()
        #expect(answer.text == "onetwo")
        #expect(answer.timings?.isHTTP2 == true)

        // A stream that is alone takes its connection with it.
        let third = Receiver()
        let last = client.start(request, third)
        try awaitFrame(.headers, 5)
        last.cancel()
        #expect(try third.whole().error?.kind == .cancelled)
        #expect(try server.wasAsked())
    }

    @Test("A proxy is asked for other hosts, never for this machine")
    func proxy() throws {
        let proxy = try LoopbackServer(Reply(text: "by proxy"))
        var request = HTTPRequest(to: try HTTPURL("http://model.test/v1"))
        request.route.proxy = "http://127.0.0.1:\(proxy.port)"
        #expect(try client.answer(request).text == "by proxy")
        #expect(proxy.exchanges.first?.request.target == "http://model.test/v1")

        let server = try LoopbackServer(Reply(text: "direct"))
        request.url = try server.url
        #expect(try client.answer(request).text == "direct")
        #expect(server.exchanges.first?.request.target == "/")
    }

    @Test("A proxy that refuses is named, and sees no secret")
    func refusingProxy() throws {
        let proxy = try LoopbackServer(Reply(407, text: "who are you?"))
        var request = request(try HTTPURL("https://model.test/"), trusting: nil)
        request.route.proxy = "http://user:canary@127.0.0.1:\(proxy.port)"
        let answer = try client.answer(request)
        #expect(answer.head == nil)
        let error = try #require(answer.error)
        expect(
            error.description,
            equals:
                "the proxy does not let us through to https://model.test (status 407): check its setting, and https_proxy and no_proxy"
        )
        let asked = try #require(proxy.exchanges.first).request
        #expect(asked.method == "CONNECT")
        #expect(asked[header: "authorization"] == nil)
    }
}
