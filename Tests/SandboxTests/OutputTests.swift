import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("Output of the sandbox")
struct OutputTests {
    @Test(
        "What a terminal would obey is taken out, however the bytes are cut",
        arguments: [
            ("plain\ttext\n", "plain\ttext\n"),
            ("\u{1B}[1;31mred\u{1B}[0m", "red"),
            ("\u{1B}]52;c;aGVsbG8=\u{07}after", "after"),
            ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
            ("\u{1B}P+q544e\u{1B}\\x\u{1B}_apc\u{1B}\\y", "xy"),
            ("\u{9B}31mcsi\u{9D}0;title\u{07}!", "csi!"),
            ("a\u{8}b\u{7}c\u{0}d", "abcd"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("end\r", "end\n"),
            ("\u{202E}evil\u{2066}x\u{2069}", "evilx"),
            ("é ü – € 漢 🙂 \u{A0}", "é ü – € 漢 🙂 \u{A0}"),
            ("cut \u{1B}]0;never ended\nnext", "cut \nnext"),
            ("\u{1B}(Bcharset\u{1B}=x", "charsetx"),
        ])
    func stripping(input: String, plain: String) {
        let bytes = Array(input.utf8)
        for size in 1...max(1, bytes.count) {
            var filter = PlainText()
            var out: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                out += filter.strip(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            out += filter.finish()
            #expect(String(decoding: out, as: UTF8.self) == plain, "cut every \(size) bytes")
        }
    }

    @Test("Broken UTF-8 passes: it is no control character")
    func brokenText() {
        var filter = PlainText()
        #expect(
            filter.strip([0xe2, 0x80, 0x41, 0xc2, 0x0a, 0xff]) == [
                0xe2, 0x80, 0x41, 0xc2, 0x0a, 0xff,
            ])
        #expect(filter.strip([0xe2, 0x80]) == [])
        #expect(filter.finish() == [0xe2, 0x80])
    }

    @Test("Head and tail are kept, and what is missing is counted")
    func capture() {
        forAll { random in
            let kept = random.int(in: 1...40)
            var captured = CapturedOutput(keptBytes: kept)
            var all: [UInt8] = []
            for _ in 0..<random.int(in: 0...12) {
                let part = (0..<random.int(in: 0...30)).map { _ in UInt8(random.int(in: 97...122)) }
                captured.append(part)
                all += part
            }
            let half = max(1, kept / 2)
            try #require(captured.head == Array(all.prefix(half)))
            try #require(Array(captured.tail) == Array(all.dropFirst(half).suffix(half)))
            try #require(captured.elidedBytes == max(0, all.count - 2 * half))
            try #require(captured.elidedBytes > 0 || captured.bytes == all)
        }
    }

    @Test("Lines are handed on whole; a line without end in pieces, and at the end")
    func lines() {
        var stream = OutputStream(.output, keptBytes: 100, longestLine: 16 << 10)
        var lines: [String] = []
        for part in ["a", "b\nc\n", "\n", String(repeating: "x", count: 20_000), "\nlast"] {
            stream.take(Array(part.utf8)) { lines.append($0.text) }
        }
        stream.finish { lines.append($0.text) }
        #expect(lines.map(\.utf8.count) == [2, 1, 0, 16 << 10, 20_000 - (16 << 10), 4])
        #expect(lines.first == "ab" && lines.last == "last")
    }
}
