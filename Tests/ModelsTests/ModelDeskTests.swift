import Base
import HTTP
import JSON
import ModelServer
import Models
import Secrets
import TestKit
import Testing

/// The desk before a scripted server: what the schedule decides reaches the wire.
@Suite("Requests wait, start and stop as the schedule says")
struct ModelDeskTests {
    private func provider(_ server: ModelServer) throws -> Provider {
        try Provider(
            name: "here", dialect: .llamaCpp, endpoint: Endpoint(server.baseURL), model: "scripted")
    }

    private func desk() -> ModelDesk {
        ModelDesk(
            client: ModelClient(
                http: HTTPClient(), authorise: { _, done in done(.success(nil)) },
                observe: { _ in }),
            keys: { [Secret("our own key".utf8)] }, pauseMilliseconds: 1)
    }

    private var chat: ModelRequest {
        .chat(ChatRequest(messages: [.user("go")], maximumTokens: 100))
    }

    private var fim: ModelRequest {
        .fim(FIMRequest(prefix: [97], suffix: [98], path: "a.py", maximumTokens: 8))
    }

    @Test("A completion closes an agent's connection, and the agent begins anew behind it")
    func preemption() throws {
        let server = try ModelServer(
            .llamaCpp, ModelScript(ScriptedAnswer(text: ["never ", "ends"]), fault: .endless),
            ModelScript(ScriptedAnswer(text: ["x + y"])),
            ModelScript(ScriptedAnswer(text: ["done"])))
        let desk = desk()
        let provider = try provider(server)
        let agent = Monitor(ModelAnswer())
        let restarts = Monitor(0)
        desk.start(
            chat, providers: [provider], urgency: .agent, topic: "run",
            cancellation: Cancellation(),
            restarted: {
                restarts.update { $0 += 1 }
                agent.update { $0 = ModelAnswer() }
            },
            handler: { event in agent.update { $0.apply(event) } })
        // It is under way: something of its answer is here.
        _ = agent.wait { $0.text.isEmpty ? nil : true }
        let key = Monitor(ModelAnswer())
        desk.start(
            fim, providers: [provider], urgency: .completion, topic: "a.py",
            cancellation: Cancellation()
        ) { event in key.update { $0.apply(event) } }
        let completion = try #require(key.wait { $0.outcome == nil ? nil : $0 })
        #expect(String(decoding: completion.text, as: UTF8.self) == "x + y")
        let answer = try #require(agent.wait { $0.outcome == nil ? nil : $0 })
        #expect(String(decoding: answer.text, as: UTF8.self) == "done")
        #expect(restarts.withLock { $0 } == 1)
        let isClosed = server.wait { exchanges in exchanges.first?.abandonedAt }
        #expect(isClosed != nil, "the server saw the connection close")
    }

    @Test("Only the newest keystroke gets an answer, and each older one exactly one refusal")
    func newest() throws {
        let server = try ModelServer(.llamaCpp, ModelScript(ScriptedAnswer(text: ["answer"])))
        let desk = desk()
        let provider = try provider(server)
        let answers = Monitor([Int: [ModelEvent]]())
        for number in 0..<50 {
            desk.start(
                fim, providers: [provider], urgency: .completion, topic: "a.py",
                cancellation: Cancellation()
            ) { event in answers.update { $0[number, default: []].append(event) } }
        }
        _ = answers.wait { answers in
            (0..<50).allSatisfy { answers[$0]?.last?.isLast == true } ? true : nil
        }
        for (number, events) in answers.withLock({ $0 }) {
            #expect(events.count { $0.isLast } == 1)
            guard case .finished? = events.last else {
                #expect(number < 49)
                continue
            }
        }
    }

    @Test("No secret in a request's texts reaches the wire, and the answer can be mapped back")
    func redaction() throws {
        let token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
        let server = try ModelServer(
            .llamaCpp, ModelScript(ScriptedAnswer(text: ["x = \"REDACTED_TOKEN_1\""])))
        let desk = desk()
        let text = Array("a = \"\(token)\" # our own key\n".utf8)
        var edit = EditRequest(
            path: "a.py", before: text, region: text, after: text, cursor: 3, maximumTokens: 9)
        edit.viewed = [ContextFile(path: "b.py", text: text)]
        edit.edits = [RecentEdit(path: "c.py", original: text, updated: text, hunks: text)]
        let string = String(decoding: text, as: UTF8.self)
        let call = ToolCall(
            id: "1", name: "f", arguments: .object(try JSON.parse(Array("[\"\(token)\"]".utf8))))
        var fim = FIMRequest(prefix: text, suffix: text, path: "a.py", maximumTokens: 8)
        fim.context = [ContextFile(path: "b.py", text: text)]
        let messages: [ChatMessage] = [
            .system(string), .user(string),
            .assistant(AssistantMessage(text: string, toolCalls: [call])),
            .toolResults([ToolResult(callID: "1", toolName: "f", text: string, isError: false)]),
        ]
        let apply = ApplyRequest(path: "a.py", original: text, update: text, maximumTokens: 9)
        let requests: [ModelRequest] = [
            .fim(fim), .chat(ChatRequest(messages: messages, maximumTokens: 9)), .edit(edit),
            .apply(apply),
        ]
        for (count, request) in requests.enumerated() {
            let answer = Monitor(ModelAnswer())
            desk.start(
                request, providers: [try provider(server)], urgency: .agent, topic: "t",
                cancellation: Cancellation()
            ) { event in answer.update { $0.apply(event) } }
            let whole = try #require(answer.wait { $0.outcome == nil ? nil : $0 })
            #expect(desk.restore(whole.text).starts(with: Array("x = \"\(token)\"".utf8)))
            #expect(server.exchanges.count == count + 1)
        }
        for exchange in server.exchanges {
            let body = String(decoding: exchange.request.body, as: UTF8.self)
            #expect(!body.contains(token) && !body.contains("our own key"))
            #expect(body.contains("REDACTED_TOKEN_1") && body.contains("REDACTED_KEY_2"))
        }
        #expect(desk.redactions.keys.sorted { $0.rawValue < $1.rawValue } == [.ownKey, .token])
    }

    @Test("What is cancelled while it waits is never sent")
    func cancelled() throws {
        let server = try ModelServer(
            .llamaCpp, ModelScript(ScriptedAnswer(text: ["never ends"]), fault: .endless))
        let desk = desk()
        let provider = try provider(server)
        let first = Cancellation()
        let second = Cancellation()
        let ends = Monitor(0)
        for cancellation in [first, second] {
            desk.start(
                chat, providers: [provider], urgency: .agent, topic: "run",
                cancellation: cancellation
            ) { event in if event.isLast { ends.update { $0 += 1 } } }
        }
        second.cancel()
        _ = ends.wait { $0 == 1 ? true : nil }
        first.cancel()
        _ = ends.wait { $0 == 2 ? true : nil }
        #expect(server.exchanges.count <= 1)
    }
}

extension ModelEvent {
    fileprivate var isLast: Bool {
        switch self {
        case .finished, .failed: true
        default: false
        }
    }
}
