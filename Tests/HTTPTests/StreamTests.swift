import HTTP
import TestKit
import Testing

/// The events of a stream, one a line: `name: data`, with line feeds as `⏎`.
private func events(_ pieces: [[UInt8]]) -> [String] {
    var splitter = ServerSentEvents()
    var events = pieces.flatMap { splitter.feed($0) }
    if let last = splitter.end() { events.append(last) }
    return events.map { event in
        let data = String(decoding: event.data, as: UTF8.self)
        return "\(event.name): \(data.replacing("\n", with: "⏎"))"
    }
}

private func lines(_ pieces: [[UInt8]]) -> [String] {
    var splitter = NDJSONLines()
    var lines = pieces.flatMap { splitter.feed($0) }
    if let last = splitter.end() { lines.append(last) }
    return lines.map { String(decoding: $0, as: UTF8.self) }
}

/// A stream in pieces of random lengths, some of them empty.
private func cut(_ bytes: [UInt8], _ random: inout Random) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    let longest = random.element(of: [1, 2, 5, 40])
    while !rest.isEmpty {
        let length = random.int(in: 0...longest)
        pieces.append(Array(rest.prefix(length)))
        rest = rest.dropFirst(length)
    }
    return pieces
}

@Suite("Streams of events")
struct StreamTests {
    @Test(
        "Server-sent events",
        arguments: [
            ("data: a\n\ndata:b\n\n", [": a", ": b"]),
            ("event: done\ndata: {}\n\n", ["done: {}"]),
            ("data: a\r\n\r\ndata: b\r\rdata: c\n\n", [": a", ": b", ": c"]),
            ("data: one\ndata:\ndata:  two\n\n", [": one⏎⏎ two"]),
            (": keep-alive\n\n:\n\ndata: a\n: inside\ndata: b\n\n", [": a⏎b"]),
            ("event: ping\n\ndata: a\n\n", [": a"]),
            ("data\n\n", [": "]),
            ("id: 7\nretry: 10\nDATA: x\nother\n\n", []),
            ("\u{feff}data: a\n\n\u{feff}data: b\n\n", [": a"]),
            ("\n\n\r\n\r", []),
            ("event: a\nevent: b\ndata: x\n\n", ["b: x"]),
            ("data: [DONE]", [": [DONE]"]),
            ("data: [DONE]\n", [": [DONE]"]),
            ("event: lonely", []),
            ("", []),
        ])
    func serverSentEvents(stream: String, expected: [String]) {
        #expect(events([Array(stream.utf8)]) == expected)
    }

    @Test(
        "JSON lines",
        arguments: [
            ("{}\n[]\n", ["{}", "[]"]),
            ("{\"a\":1}\r\n\n  \n{}", ["{\"a\":1}", "{}"]),
            ("\u{feff}1\n", ["1"]),
            ("1\r2\n", ["1\r2"]),
            ("\r\n", []),
        ])
    func jsonLines(stream: String, expected: [String]) {
        #expect(lines([Array(stream.utf8)]) == expected)
    }

    @Test("However a stream is cut, the same comes out")
    func anyCut() {
        let parts = [
            "data: ", "data", ":", "event: ", "e", "\n", "\r", "\r\n", "\n\n", "\u{feff}", " ",
            "é𝒳", "{\"a\":1}", "[DONE]",
        ]
        forAll { random in
            let count = random.int(in: 0...30)
            let text = (0..<count).map { _ in random.element(of: parts) }.joined()
            let bytes = Array(text.utf8)
            let pieces = cut(bytes, &random)
            try #require(events(pieces) == events([bytes]), "\(text.debugDescription)")
            try #require(lines(pieces) == lines([bytes]), "\(text.debugDescription)")
        }
    }

    @Test("What was written as events comes out as it went in")
    func roundTrip() {
        forAll { random in
            var stream = ""
            var expected: [String] = []
            for _ in 0..<random.int(in: 0...5) {
                let end = random.element(of: ["\n", "\r", "\r\n"])
                let data = (0...random.int(in: 0...2)).map { _ in
                    random.element(of: ["", "{}", "x: y", " é"])
                }
                let name = random.element(of: ["", "message_stop"])
                if !name.isEmpty { stream += "event: \(name)\(end)" }
                if random.once(in: 3) { stream += ": comment\(end)" }
                stream += data.map { "data: \($0)\(end)" }.joined() + end
                expected.append("\(name): \(data.joined(separator: "⏎"))")
            }
            try #require(events(cut(Array(stream.utf8), &random)) == expected)
        }
    }

    @Test("An event is there with its blank line, not later")
    func promptness() {
        for end in ["\n\n", "\r\r", "\r\n\r"] {
            var splitter = ServerSentEvents()
            #expect(splitter.feed(Array("data: a\(end)".utf8)).count == 1)
            #expect(splitter.end() == nil)
        }
    }
}
