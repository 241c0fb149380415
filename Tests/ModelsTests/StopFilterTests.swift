import TestKit
import Testing

@testable import Models

@Suite("Stop texts")
struct StopFilterTests {
    private func filtered(_ pieces: [[UInt8]], stops: [String]) -> (String, Bool) {
        var filter = StopFilter(stops: stops)
        var text: [UInt8] = []
        for piece in pieces { text += filter.feed(piece) }
        text += filter.end()
        return (String(decoding: text, as: UTF8.self), filter.isStopped)
    }

    private func check(_ text: String, stops: [String], _ expected: String, isStopped: Bool) {
        let pieces = text.utf8.map { [$0] }
        #expect(filtered(pieces, stops: stops) == (expected, isStopped))
        #expect(filtered([Array(text.utf8)], stops: stops) == (expected, isStopped))
    }

    @Test("A text ends at the first stop text")
    func ends() {
        check("ab<|end|>cd", stops: ["<|end|>"], "ab", isStopped: true)
        check("ab<|en", stops: ["<|end|>"], "ab<|en", isStopped: false)
        check("ab<|<|end|>", stops: ["<|end|>"], "ab<|", isStopped: true)
        check("a\n\nb", stops: ["<x>", "\n\n"], "a", isStopped: true)
        check("nothing", stops: [], "nothing", isStopped: false)
        check("nothing", stops: [""], "nothing", isStopped: false)
    }

    @Test("Of two that end together the longer counts, else the one that is complete first")
    func several() {
        check("ab <EOT>", stops: ["<EOT>", " <EOT>"], "ab", isStopped: true)
        check("aXbY", stops: ["aXbY", "X"], "a", isStopped: true)
    }

    @Test("However a stream is cut, nothing of a stop text comes through, and nothing else is lost")
    func property() {
        forAll(count: 3000) { random in
            // Few letters, so that stop texts begin often and overlap.
            let letters = Array("ab<|".utf8)
            let stops = (0..<random.int(in: 1...3)).map { _ in
                String(
                    decoding: (0..<random.int(in: 1...5)).map { _ in random.element(of: letters) },
                    as: UTF8.self)
            }
            let text = (0..<random.int(in: 0...40)).map { _ in random.element(of: letters) }
            let (result, isStopped) = filtered(random.pieces(of: text), stops: stops)
            try #require(result == reference(text, stops).text)
            try #require(isStopped == reference(text, stops).isStopped)
        }
    }

    /// The same by looking at every beginning of the text.
    private func reference(_ text: [UInt8], _ stops: [String]) -> (text: String, isStopped: Bool) {
        for end in text.indices.map({ $0 + 1 }) {
            let start = String(decoding: text[..<end], as: UTF8.self)
            let found = stops.filter { start.hasSuffix($0) }.max { $0.count < $1.count }
            if let found { return (String(start.dropLast(found.count)), true) }
        }
        return (String(decoding: text, as: UTF8.self), false)
    }
}
