import Base
import TestKit
import Testing

@testable import Models

@Suite("Who is left alone for a while, and what the user hears of it")
struct ProviderHealthTests {
    private func reading(_ kind: ModelFault.Kind?, first: Double? = nil) -> Reading {
        let outcome: Result<FinishReason, ModelFault> =
            kind.map { .failure(ModelFault($0, "it says \($0)")) } ?? .success(.stop)
        return Reading(
            name: ModelName(provider: "mine", model: "m", isLocal: false), role: .fim,
            outcome: outcome, usage: nil, prices: PriceTable([:]), firstTokenMilliseconds: first,
            totalMilliseconds: 1, contextTokens: nil)
    }

    private func at(_ milliseconds: Int) -> Instant {
        Instant(rawNanoseconds: 0).adding(milliseconds: milliseconds)
    }

    @Test("Each failure makes the rest longer, up to a minute; an answer ends it")
    func rests() {
        var health = ProviderHealth(firstRestMilliseconds: 2000)
        var now = 0
        var rests: [Int] = []
        for _ in 0..<8 {
            _ = health.take(reading(.unreachable), now: at(now))
            let start = now
            while health.fault(of: "mine", now: at(now)) != nil { now += 500 }
            rests.append(now - start)
        }
        #expect(rests == [2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000])
        _ = health.take(reading(nil, first: 3), now: at(now))
        _ = health.take(reading(.unreachable), now: at(now))
        #expect(health.fault(of: "mine", now: at(now + 1999))?.kind == .unreachable)
        #expect(health.fault(of: "mine", now: at(now + 2000)) == nil)
        #expect(health.fault(of: "other", now: at(now)) == nil)
    }

    @Test("A server's wish is granted, within reason")
    func wishes() {
        var health = ProviderHealth(firstRestMilliseconds: 2000)
        _ = health.take(reading(.rateLimited(afterMilliseconds: 30_000)), now: at(0))
        #expect(health.fault(of: "mine", now: at(29_999)) != nil)
        #expect(health.fault(of: "mine", now: at(30_000)) == nil)
        _ = health.take(reading(.overloaded(afterMilliseconds: .max)), now: at(30_000))
        #expect(health.fault(of: "mine", now: at(630_000)) == nil)
    }

    @Test("What is wrong with one request is no reason to leave its server alone")
    func oneRequest() {
        let kinds: [ModelFault.Kind] = [
            .cancelled, .tooLarge, .truncated, .contextExceeded(promptTokens: 9, limit: 8),
        ]
        for kind in kinds {
            var health = ProviderHealth(firstRestMilliseconds: 2000)
            let notice = health.take(reading(kind), now: at(0))
            #expect(health.fault(of: "mine", now: at(0)) == nil)
            #expect((notice == nil) == (kind == .cancelled), "what is cancelled is nobody's fault")
        }
    }

    @Test("The same fault is told once; another one, or after it was well for long, again")
    func told() {
        var health = ProviderHealth(firstRestMilliseconds: 2000)
        var told: [String] = []
        func take(_ kind: ModelFault.Kind?, _ now: Int) {
            if let notice = health.take(reading(kind), now: at(now)) {
                told.append("\(now): \(notice)")
            }
        }
        take(.rateLimited(afterMilliseconds: 1), 1)
        take(.rateLimited(afterMilliseconds: 2), 2)
        take(.unauthorised, 3)
        take(.rateLimited(afterMilliseconds: nil), 4)
        // It comes and goes: that is not news within ten minutes.
        take(nil, 5)
        take(.unauthorised, 6)
        take(nil, 7)
        take(.unauthorised, 600_003)
        take(.unauthorised, 9_999_999)
        expect(
            told.joined(separator: "\n"),
            equals: """
                1: it says rateLimited(afterMilliseconds: Optional(1))
                3: it says unauthorised
                600003: it says unauthorised
                """)
    }
}

@Suite("Secrets come back into texts as they stream")
struct AnswerRestorerTests {
    private func restored(_ pieces: [[UInt8]], last: ModelEvent = .finished(.stop)) -> [UInt8] {
        var restorer = AnswerRestorer { text in
            Array(
                String(decoding: text, as: UTF8.self).replacing("REDACTED_TOKEN_12", with: "s3cret")
                    .utf8)
        }
        var answer = ModelAnswer()
        for event in pieces.map({ ModelEvent.text($0) }) + [last] {
            for event in restorer.restored(event) { answer.apply(event) }
        }
        return answer.text
    }

    @Test("However the text is cut")
    func cuts() {
        let text = "RED REDACTED_TOKEN_12, REDACTED_ REDACTED_TOKEN_12"
        let expected = Array("RED s3cret, REDACTED_ s3cret".utf8)
        forAll(count: 200) { random in
            try #require(restored(random.pieces(of: Array(text.utf8))) == expected)
        }
        let failed = ModelEvent.failed(ModelFault(.truncated, "gone"))
        #expect(
            restored([Array("x REDACTED_TOK".utf8)], last: failed) == Array("x REDACTED_TOK".utf8))
    }

    @Test("Nothing is held back that cannot become a placeholder")
    func prompt() {
        var restorer = AnswerRestorer { $0 }
        #expect(restorer.restored(.text(Array("RETURN".utf8))) == [.text(Array("RETURN".utf8))])
        #expect(restorer.restored(.text(Array("x R".utf8))) == [.text(Array("x ".utf8))])
        #expect(restorer.restored(.text(Array("E".utf8))) == [])
        #expect(restorer.restored(.text(Array("t".utf8))) == [.text(Array("REt".utf8))])
    }
}
