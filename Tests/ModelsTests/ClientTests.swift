import Base
import HTTP
import JSON
import ModelServer
import TestKit
import Testing

@testable import Models

/// What the client does beyond one request: retries, other providers, other ways to ask.
@Suite("Asking models")
struct ClientTests {
    private let said = ModelScript(ScriptedAnswer(text: ["a", " + b"]))

    private func refused(_ refusal: Refusal, retryAfter: String = "0") -> ModelScript {
        ModelScript(
            ScriptedAnswer(text: ["x"]),
            fault: .refusal(refusal, headers: [("retry-after", retryAfter)]))
    }

    @Test("What may pass is tried again, and what cannot is not")
    func retries() throws {
        func requests(_ first: ModelScript, _ request: ModelRequest) throws -> Int? {
            let bench = try Bench(.openAI)
            bench.server?.play(first, said)
            let answer = bench.answer(to: request)
            return answer.outcome == .success(.stop) ? bench.server?.exchanges.count : nil
        }
        #expect(try requests(refused(.tooManyRequests), .someChat) == 2)
        #expect(try requests(refused(.overloaded), .someChat) == 2)
        #expect(try requests(refused(.serverError), .someChat) == 2)
        #expect(
            try requests(ModelScript(ScriptedAnswer(), fault: .reset(after: 0)), .someChat) == 2)
        #expect(try requests(refused(.badKey), .someChat) == nil)
        #expect(try requests(refused(.unpaid), .someChat) == nil)
        #expect(try requests(refused(.contextExceeded), .someChat) == nil)
        #expect(try requests(refused(.tooManyRequests, retryAfter: "3600"), .someChat) == nil)
        // The text under the cursor has moved on.
        #expect(try requests(refused(.overloaded), .someFIM) == nil)
    }

    @Test("What always fails is tried no more than three times")
    func endOfRetries() throws {
        let bench = try Bench(.anthropic, refused(.overloaded))
        let answer = bench.answer(to: .someChat)
        #expect(answer.fault?.kind == .overloaded(afterMilliseconds: 0))
        #expect(bench.server?.exchanges.count == 3)
    }

    @Test("When one provider fails, the next is asked; when all fail, each says why")
    func others() throws {
        let bad = try Bench(.openAI, refused(.badKey), name: "first")
        let good = try Bench(.ollama, said, name: "second")
        var answer = good.client.answer(
            to: .someChat, providers: [bad.provider, good.provider], cancellation: Cancellation())
        #expect(answer.text == Array("a + b".utf8))
        #expect(good.reports.withLock { $0.map(\.provider.name) } == ["second"])
        good.server?.play(refused(.unknownModel))
        answer = good.client.answer(
            to: .someChat, providers: [bad.provider, good.provider], cancellation: Cancellation())
        expect(
            answer.fault?.message ?? "",
            equals: """
                first refused the key (401); check the key of this provider; second does not have \
                this model (404): model 'scripted' not found
                """)
    }

    @Test("Nobody else is asked once a part of an answer was shown")
    func noOthers() throws {
        let broken = try Bench(
            .openAI, ModelScript(ScriptedAnswer(text: ["a", "b"]), fault: .reset(after: 3)))
        let other = try Bench(.openAI, said)
        let answer = other.client.answer(
            to: .someChat, providers: [broken.provider, other.provider],
            cancellation: Cancellation())
        #expect(answer.fault?.kind == .truncated)
        #expect(answer.text == Array("ab".utf8))
        #expect(other.server?.exchanges.isEmpty == true)
    }

    @Test("A server that cannot fill in is asked by the model's template, also the next time")
    func template() throws {
        var bench = try Bench(.vLLM, said)
        bench.provider.model = "qwen2.5-coder"
        bench.provider.fim = .native
        #expect(bench.answer(to: .someFIM).text == Array("a + b".utf8))
        #expect(bench.answer(to: .someFIM).text == Array("a + b".utf8))
        let bodies = bench.server?.exchanges.map { $0.request.json["suffix"] != nil }
        #expect(bodies == [true, false, false])
    }

    @Test("With nothing configured, that is said")
    func nothing() throws {
        let bench = try Bench(.openAI, said)
        let answer = bench.client.answer(
            to: .someFIM, providers: [], cancellation: Cancellation())
        #expect(answer.fault == ModelFault(.notConfigured, "no model is configured for fim"))
    }

    @Test("A key that cannot be had is a fault, and the next provider is asked")
    func keys() throws {
        let ring = KeyRing { source throws(KeyError) in throw .variableMissing("SOME_KEY") }
        let client = ModelClient(
            http: HTTPClient(), authorise: ring.authorise, observe: { _ in })
        var first = try Bench(.openAI, said).provider
        first.key = .environment("SOME_KEY")
        let second = try Bench(.openAI, said)
        var answer = client.answer(
            to: .someChat, providers: [first, second.provider], cancellation: Cancellation())
        #expect(answer.text == Array("a + b".utf8))
        #expect(second.server?.exchanges.first?.request[header: "authorization"] == nil)
        answer = client.answer(to: .someChat, providers: [first], cancellation: Cancellation())
        #expect(answer.fault?.kind == .unauthorised)
        #expect(answer.fault?.message.contains("SOME_KEY is not set") == true)
    }

    @Test("A request that waits for its key or for its next try is cancelled at once")
    func cancelWaiting() throws {
        let bench = try Bench(.openAI, refused(.overloaded, retryAfter: "50"))
        // Somebody has to type a passphrase, and does not.
        let locked = Lock<[@Sendable (Result<Secret?, ModelFault>) -> Void]>([])
        let client = ModelClient(
            http: HTTPClient(), authorise: { _, done in locked.withLock { $0.append(done) } },
            observe: { _ in })
        for client in [client, bench.client] {
            let cancellation = Cancellation()
            let answer = Monitor(ModelAnswer())
            client.start(
                .someChat, providers: [bench.provider], cancellation: cancellation
            ) { event in answer.update { $0.apply(event) } }
            if client === bench.client {
                #expect(bench.server?.wait { $0.first?.isOver == true ? true : nil } == true)
            }
            cancellation.cancel()
            #expect(answer.wait { $0.outcome } != nil)
            #expect(answer.withLock { $0.fault?.kind } == .cancelled)
        }
    }

    @Test("What a server says never shows the key that it was sent")
    func echo() throws {
        let server = try LoopbackServer { request in
            let key = request[header: "authorization"] ?? ""
            return Reply(500, text: "{\"error\": \"no access with \(key)\"}").steps
        }
        var bench = try Bench(.openAI, said)
        bench.provider.endpoint = try Endpoint("http://127.0.0.1:\(server.port)")
        let fault = try #require(bench.answer(to: .someChat).fault)
        #expect(fault.message.contains("no access with"))
        #expect(!fault.message.contains("canary"))
    }

    @Test("Each request that ends is reported once, with what it cost")
    func reports() throws {
        let bench = try Bench(.llamaCpp, said)
        _ = bench.answer(to: .someFIM)
        bench.server?.play(refused(.badKey))
        _ = bench.answer(to: .someChat)
        let reports = bench.reports.withLock { $0 }
        #expect(reports.map(\.role) == [.fim, .chat])
        #expect(reports.map(\.usage?.outputTokens) == [2, nil])
        #expect(reports[0].outcome == .success(.stop))
        #expect((reports[0].firstEventMilliseconds ?? -1) >= 0)
        #expect(reports[1].firstEventMilliseconds == nil)
        #expect(reports[1].totalMilliseconds >= 0)
    }
}
