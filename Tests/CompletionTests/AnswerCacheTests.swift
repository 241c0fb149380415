import TestKit
import Testing
import Text

@testable import Completion

@Suite struct AnswerCacheTests {
    private func place(_ before: String, _ after: String = "\nend\n") -> AnswerCache.Place {
        AnswerCache.Place(TextBuffer(before + after), cursor: before.utf8.count)
    }

    private func cache(_ before: String, _ texts: String...) -> AnswerCache {
        var cache = AnswerCache()
        cache.add(
            AnswerCache.Answer(texts: texts.map { Array($0.utf8) }, source: "model"),
            document: "a", place: place(before))
        return cache
    }

    private func rest(_ cache: AnswerCache, _ before: String, _ after: String = "\nend\n")
        -> [String]
    {
        cache.answer(document: "a", place: place(before, after))?.texts.map {
            String(decoding: $0, as: UTF8.self)
        } ?? []
    }

    @Test func theSamePlaceHasTheSameAnswer() {
        let cache = cache("x = ", "compute(1)")
        #expect(rest(cache, "x = ") == ["compute(1)"])
        #expect(rest(cache, "y = ") == [])
        #expect(rest(cache, "x = ", "\nother\n") == [])
        #expect(cache.answer(document: "b", place: place("x = ")) == nil)
    }

    @Test func whatWasTypedIsTakenOff() {
        let cache = cache("x = ", "compute(1)\nreturn x")
        #expect(rest(cache, "x = c") == ["ompute(1)\nreturn x"])
        #expect(rest(cache, "x = compute(1)") == ["\nreturn x"])
        // Past the first line too.
        #expect(rest(cache, "x = compute(1)\nret") == ["urn x"])
        #expect(rest(cache, "x = d") == [])
        #expect(rest(cache, "x = compute(1)\nreturn x") == [])
    }

    @Test func whatWasTakenBackIsPutOn() {
        let cache = cache("x = com", "pute(1)")
        #expect(rest(cache, "x = co") == ["mpute(1)"])
        #expect(rest(cache, "x = ") == ["compute(1)"])
    }

    @Test func ofSeveralTextsThoseThatStillFitStay() {
        let cache = cache("x = ", "first()", "fine()", "other()")
        #expect(rest(cache, "x = fi") == ["rst()", "ne()"])
        #expect(rest(cache, "x = o") == ["ther()"])
    }

    /// Whatever is typed of an answer, the rest together with it is the answer.
    @Test func aRestIsAlwaysARest() {
        forAll { random in
            let line = (0..<random.int(in: 0...200)).map { _ in UInt8(random.int(in: 97...122)) }
            let text = (0..<random.int(in: 1...60)).map { _ in UInt8(random.int(in: 97...100)) }
            let after = Array("\nend\n".utf8)
            var cache = AnswerCache()
            let place = AnswerCache.Place(TextBuffer(line + after), cursor: line.count)
            cache.add(AnswerCache.Answer(texts: [text], source: "m"), document: "a", place: place)
            let typed = Array(text.prefix(random.int(below: text.count)))
            let now = AnswerCache.Place(
                TextBuffer(line + typed + after), cursor: line.count + typed.count)
            let hit = try #require(cache.answer(document: "a", place: now))
            try #require(hit.texts.allSatisfy { line + typed + $0 == line + text })
        }
    }
}
