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

    @Test("A server is asked for the marks of a model whose name says nothing")
    func reportedTemplate() throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/api/tags": return Reply(text: "{\"models\": []}").steps
            case "/api/show":
                let template = "<|fim_prefix|>{{ .Prompt }}<|fim_suffix|>"
                return Reply(text: "{\"template\": \"\(template)\"}").steps
            default: break
            }
            if request.json["suffix"] != nil {
                return Reply(400, text: "{\"error\": \"mine does not support insert\"}").steps
            }
            let answer = "{\"response\": \"a + b\", \"done\": true, \"done_reason\": \"stop\"}\n"
            return Reply(type: "application/x-ndjson", text: answer).steps
        }
        var bench = try Bench(.ollama)
        bench.provider.endpoint = try Endpoint("http://127.0.0.1:\(server.port)")
        bench.provider.model = "my-own:latest"
        for _ in 0..<2 { #expect(bench.answer(to: .someFIM).string == "a + b") }
        let prompts = server.exchanges.filter { $0.request.path == "/api/generate" }.map {
            $0.request.json["prompt"]?.string?.contains("<|fim_prefix|>")
        }
        #expect(prompts == [false, true, true])
    }

    @Test("A key that cannot be had is a fault that says so")
    func noKey() throws {
        let bench = try Bench(.openAI, said)
        let answer = ModelClient.keyless.answer(to: .someChat, bench.provider)
        #expect(answer.fault?.kind == .unauthorised)
        #expect(answer.fault?.message.contains("KEY is not set") == true)
        #expect(bench.server?.exchanges.isEmpty == true)
    }

    @Test("A key that is refused is asked for anew, once, and the request goes on with it")
    func renewedKey() throws {
        let reads = Lock(0)
        let client = ModelClient.impatient(
            KeyRing { _ in
                let number = reads.withLock { count in
                    count += 1
                    return count
                }
                return Secret("key-\(number)".utf8)
            })
        let bench = try Bench(.openAI, said)
        #expect(client.answer(to: .someChat, bench.provider).outcome == .success(.stop))
        // The key has expired; what the command gives now is good.
        bench.server?.play(refused(.badKey), said)
        #expect(client.answer(to: .someChat, bench.provider).outcome == .success(.stop))
        // No key is good any more.
        bench.server?.play(refused(.badKey))
        for _ in 0..<2 {
            let fault = client.answer(to: .someChat, bench.provider).fault
            #expect(fault?.kind == .unauthorised)
        }
        let shown = bench.server?.exchanges.compactMap { $0.request[header: "authorization"] }
        #expect(
            shown == [1, 1, 2, 2, 3, 4].map { "Bearer key-\($0)" },
            "one that was read just now is not asked for again at once")
    }

    @Test("A request that waits for its key or for its next try is cancelled at once")
    func cancelWaiting() throws {
        let bench = try Bench(.openAI, refused(.overloaded, retryAfter: "50"))
        // Somebody has to type a passphrase, and does not until the test is over.
        let isOver = Monitor(false)
        defer { isOver.update { $0 = true } }
        let locked = ModelClient.impatient(
            KeyRing { source throws(KeyError) in
                _ = isOver.wait { $0 ? true : nil }
                throw .variableMissing("\(source)")
            })
        for client in [locked, bench.client] {
            let cancellation = Cancellation()
            let answer = Monitor(ModelAnswer())
            client.start(
                .someChat, provider: bench.provider, prices: PriceTable([:]),
                cancellation: cancellation
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

    @Test("Each request has one reading of what it came to")
    func readings() throws {
        let bench = try Bench(.llamaCpp, said)
        let good = bench.answer(to: .someFIM).readings
        bench.server?.play(refused(.badKey))
        let bad = bench.answer(to: .someChat).readings
        #expect(good.map(\.role) == [.fim])
        #expect(good.map(\.usage?.outputTokens) == [2])
        #expect(good.map(\.end) == [.finished])
        #expect((good.first?.firstTokenMilliseconds ?? -1) >= 0)
        #expect(bad.map(\.role) == [.chat])
        #expect(bad.map(\.fault?.kind) == [.unauthorised])
        #expect(bad.first?.firstTokenMilliseconds == nil)
        #expect((bad.first?.totalMilliseconds ?? -1) >= 0)
    }
}
