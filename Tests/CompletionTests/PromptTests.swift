import Base
import Models
import RepoMap
import TestKit
import Testing
import Text

@testable import Completion

@Suite struct PromptTests {
    private let count = TokenCount(.chars4)

    private func text(_ lines: Int) -> TextBuffer {
        TextBuffer((0..<lines).map { "line number \($0) of the text\n" }.joined())
    }

    @Test func aWindowKeepsItsBeginning() throws {
        var text = text(400)
        var cursor = text.lines.contentRange(of: 200, in: text.bytes.span).upperBound
        var anchor: Int?
        var moves = 0
        for _ in 0..<300 {
            text.replace(ByteOffset(cursor)..<ByteOffset(cursor), with: [UInt8(ascii: "x")])
            cursor += 1
            let window = PromptWindow(
                text, cursor: cursor, anchor: anchor, prefixBudget: 300, suffixBudget: 40,
                count: count)
            #expect(window.prefixTokens <= 300)
            #expect(window.suffixTokens <= 40)
            if let anchor, anchor != window.prefix.lowerBound { moves += 1 }
            anchor = window.prefix.lowerBound
        }
        #expect(moves <= 1)
    }

    @Test func aWindowFitsAndTouchesTheCursor() {
        forAll { random in
            let text = TextBuffer(
                (0..<random.int(in: 0...80)).map { _ in
                    String(
                        repeating: random.element(of: ["a", "é", " b"]),
                        count: random.int(below: 90))
                        + random.element(of: ["\n", "\r\n", ""])
                }.joined())
            let cursor = text.clamp(ByteOffset(random.int(in: 0...text.count))).value
            let anchor = random.once(in: 2) ? random.int(in: 0...text.count) : nil
            let (prefix, suffix) = (random.int(in: 8...200), random.int(in: 8...80))
            let window = PromptWindow(
                text, cursor: cursor, anchor: anchor, prefixBudget: prefix, suffixBudget: suffix,
                count: count)
            try #require(window.prefix.upperBound == cursor)
            try #require(window.suffix.lowerBound == cursor)
            try #require(count.tokens(text.bytes[window.prefix]) <= prefix)
            try #require(window.suffixTokens <= suffix)
            try #require(
                text.clamp(ByteOffset(window.prefix.lowerBound)).value == window.prefix.lowerBound)
        }
    }

    @Test func whatHasNoRoomIsLeftOutAndNamed() {
        var sources = PromptSources()
        sources.viewed = [
            ContextFile(path: "old.py", text: [UInt8](repeating: 97, count: 400)),
            ContextFile(path: "new.py", text: [UInt8](repeating: 97, count: 400)),
        ]
        sources.map = "a.py:\n def f()\n"
        let context = PromptContext(sources, budget: 170, count: count)
        #expect(context.files.map(\.path) == ["new.py", "repository-map.txt"])
        #expect(context.parts.map(\.isShown) == [false, true, true])
    }

    @Test func theSameSourcesMakeTheSamePrompt() {
        var sources = PromptSources()
        sources.viewed = (0..<5).map {
            ContextFile(path: "\($0).py", text: Array("text \($0)\n".utf8))
        }
        let one = PromptContext(sources, budget: 1000, count: count)
        let other = PromptContext(sources, budget: 1000, count: count)
        #expect(one.files == other.files)
        #expect(one.files.map(\.path) == ["0.py", "1.py", "2.py", "3.py", "4.py"])
    }
}

@Suite struct ChunkRingTests {
    private func chunk(_ number: Int) -> [UInt8] {
        Array((0..<10).map { "statement_\(number)_\($0)\n" }.joined().utf8)
    }

    @Test func newOnesComeLastAndTheOrderStays() {
        var ring = ChunkRing()
        for number in 0..<10 { ring.add(path: "\(number)", chunk(number)) }
        let before = ring.files(apartFrom: []).map(\.path)
        ring.add(path: "new", chunk(99))
        #expect(ring.files(apartFrom: []).map(\.path) == before + ["new"])
    }

    @Test func nearlyTheSameIsKeptOnce() {
        var ring = ChunkRing()
        ring.add(path: "a", chunk(1))
        ring.add(path: "b", chunk(1) + Array("one_more\n".utf8))
        #expect(ring.files(apartFrom: []).map(\.path) == ["b"])
    }

    @Test func whatThePromptShowsAnywayIsLeftOut() {
        var ring = ChunkRing()
        ring.add(path: "a", chunk(1))
        ring.add(path: "b", chunk(2))
        #expect(ring.files(apartFrom: chunk(1)[...]).map(\.path) == ["b"])
    }

    @Test func itHasABound() {
        var ring = ChunkRing()
        for number in 0..<100 { ring.add(path: "\(number)", chunk(number)) }
        #expect(ring.files(apartFrom: []).count <= 16)
    }
}

@Suite struct EditHistoryTests {
    @Test func keystrokesAreOneEdit() throws {
        var edits = EditHistory()
        var text = TextBuffer("x = 1\ny = 2\n")
        for (number, byte) in "abc".utf8.enumerated() {
            let place = ByteOffset(4 + number)
            let applied = text.replace(place..<place, with: [byte])
            edits.note(applied, removed: [], path: "a", at: Instant(rawNanoseconds: 0))
        }
        let edit = try #require(edits.edits.first)
        #expect(edits.edits.count == 1)
        let lines = try #require(edit.lines(in: text))
        #expect(lines.original == Array("x = 1\n".utf8))
        #expect(lines.updated == Array("x = abc1\n".utf8))
    }

    /// As long as all that was edited is one edit, undoing it gives the text back.
    @Test func originalsComeBack() {
        forAll { random in
            let first = Array("one two three\nfour five six\nseven eight nine\n".utf8)
            var text = TextBuffer(first)
            var edits = EditHistory()
            for _ in 0..<random.int(in: 1...20) {
                let range = random.range(within: text.count)
                let removed = text.bytes[range]
                let new = Array(random.element(of: ["", "x", "yz\n"]).utf8)
                let applied = text.replace(Range<ByteOffset>(range), with: new)
                edits.note(applied, removed: removed, path: "a", at: Instant(rawNanoseconds: 0))
                guard edits.edits.count == 1, let edit = edits.edits.first else { return }
                let undone =
                    text.bytes[..<edit.range.lowerBound] + edit.original
                    + text.bytes[edit.range.upperBound...]
                try #require(undone.elementsEqual(first))
            }
        }
    }
}
