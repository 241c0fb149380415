import HTTP
import TestKit
import Testing

@Suite("URLs")
struct URLTests {
    @Test(
        "What is a URL",
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
            ("HTTPS://API.Example.com/v1/", "https://api.example.com/v1/"),
            ("https://example.com:443/a?key=1", "https://example.com/a"),
            ("http://[::1]:11434/api", "http://[::1]:11434/api"),
            ("http://a_b-c:1?x", "http://a_b-c:1/"),
        ])
    func good(text: String, shown: String) throws {
        #expect("\(try HTTPURL(text))" == shown)
    }

    @Test(
        "What is none",
        arguments: [
            "", "ftp://a", "file:///etc/passwd", "example.com", "http://", "http:///x", "http://a:",
            "http://a:0", "http://a:65536", "http://a:+80", "http://a:8x", "http://user:pass@a/",
            "http://a b/", "http://a/b c", "http://a/#x", "http://a/\\b", "http://a\\b",
            "http://é/",
            "http://[::1", "http://[::1]x", "http://[]/", "http://a/\r\nHost: b", "http://a%00b/",
        ])
    func bad(text: String) {
        #expect(throws: HTTPError.self) { try HTTPURL(text) }
    }

    @Test("No error repeats a password or a key")
    func secrets() {
        for text in ["http://me:hunter2@host/", "http://host/?key=hunter2#x"] {
            let error = #expect(throws: HTTPError.self) { try HTTPURL(text) }
            #expect(error?.description.contains("hunter2") == false)
        }
    }

    @Test("Paths below a base URL")
    func paths() throws {
        #expect("\(try HTTPURL("http://a").appending("v1/x"))" == "http://a/v1/x")
        #expect(
            "\(try HTTPURL("http://a/v1/?k=1").appending("/x y/é"))" == "http://a/v1/x%20y/%C3%A9")
    }

    @Test("Which hosts are this machine")
    func loopback() throws {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "[::1]"] {
            #expect(try HTTPURL("http://\(host)/").isLoopback, "\(host)")
        }
        for host in [
            "127.0.0.1.example.com", "127.1", "0x7f.0.0.1", "10.0.0.1", "localhost.x",
            "127.0.0.256",
        ] {
            #expect(try !HTTPURL("http://\(host)/").isLoopback, "\(host)")
        }
    }
}

@Suite("Retrying")
struct RetryTests {
    private func decide(
        _ status: Int, _ headers: [String: String] = [:], retries: Int = 0, hasShown: Bool = false
    ) -> RetryPolicy.Decision {
        let head = HTTPHead(
            status: status, headers: headers.map { HTTPHeader($0.key, $0.value) })
        return RetryPolicy().decision(
            after: .answer(head), retries: retries, hasShown: hasShown,
            unixSeconds: 784_111_777, chance: 0)
    }

    @Test("Which answers are worth another try")
    func statuses() {
        for status in [408, 409, 429, 500, 502, 503, 529] {
            #expect(decide(status) == .retry(afterMilliseconds: 500), "\(status)")
            #expect(decide(status, hasShown: true) == .giveUp)
            #expect(decide(status, retries: 2) == .giveUp)
        }
        for status in [200, 301, 400, 401, 402, 403, 404, 413, 422, 501] {
            #expect(decide(status) == .giveUp, "\(status)")
        }
        #expect(decide(400, ["X-Should-Retry": "true"]) == .retry(afterMilliseconds: 500))
        #expect(decide(500, ["x-should-retry": "false"]) == .giveUp)
    }

    @Test("Which errors are")
    func errors() {
        func decide(_ kind: HTTPError.Kind) -> RetryPolicy.Decision {
            RetryPolicy().decision(
                after: .error(HTTPError(kind, "")), retries: 1, hasShown: false, unixSeconds: 0,
                chance: 0)
        }
        #expect(decide(.connectionLost) == .retry(afterMilliseconds: 1000))
        let final: [HTTPError.Kind] = [
            .missingLibrary, .badRequest, .unknownHost, .unreachable, .untrusted, .tooLarge,
            .timedOut(.connecting), .timedOut(.firstByte), .timedOut(.stall), .malformed,
            .cancelled, .other,
        ]
        for kind in final { #expect(decide(kind) == .giveUp, "\(kind)") }
    }

    @Test(
        "What the server asks for",
        arguments: [
            ("retry-after-ms", "1234.5", 1234), ("Retry-After", "2", 2000),
            ("retry-after", "0.25", 250), ("retry-after", "0", 0),
            ("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT", 10_000),
            ("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT", 0),
            ("retry-after", "soon", 500), ("retry-after", "-1", 500),
            ("retry-after", "nan", 500), ("retry-after", "Sun, 99 Nov 1994 08:49:47 GMT", 500),
        ])
    func serverDelay(name: String, value: String, expected: Int) {
        #expect(decide(429, [name: value]) == .retry(afterMilliseconds: expected))
    }

    @Test("A wait of more than a minute is a no")
    func longWaits() {
        for value in ["61", "1e300", "Sun, 06 Nov 1994 09:49:47 GMT"] {
            #expect(decide(429, ["retry-after": value]) == .giveUp, "\(value)")
        }
    }

    @Test("Waits double up to a bound, less up to a quarter by chance")
    func backOff() {
        forAll { random in
            let retries = random.int(in: 0...40)
            let policy = RetryPolicy(maximumRetries: 100)
            let decision = policy.decision(
                after: .error(HTTPError(.connectionLost, "")), retries: retries, hasShown: false,
                unixSeconds: 0, chance: Double.random(in: 0..<1, using: &random))
            let whole = min(8000, 500 << min(retries, 10))
            guard case .retry(let delay) = decision else {
                Issue.record("it gave up")
                return
            }
            try #require((whole * 3 / 4...whole).contains(delay))
        }
    }
}
