import Base
import JSON
import ModelServer
import Secrets
import TestKit
import Testing

@testable import Models

/// The desk before scripted servers: what the schedule decides reaches the wire.
@Suite("Asking at the desk")
struct ModelDeskTests {
    private static let said = ModelScript(ScriptedAnswer(text: ["a", " + b"]))
    private static let endless = ModelScript(
        ScriptedAnswer(text: ["never ", "ends"]), fault: .endless)

    private static func refusing(_ refusal: Refusal) -> ModelScript {
        ModelScript(ScriptedAnswer(text: ["x"]), fault: .refusal(refusal, headers: []))
    }

    private var chat: ChatRequest { ChatRequest(messages: [.user("go")], maximumTokens: 100) }

    private var fim: FIMRequest {
        FIMRequest(prefix: [97], suffix: [98], path: "a.py", maximumTokens: 8)
    }

    // MARK: - The order

    @Test("When one fails, the next is asked, and the program itself at its place")
    func order() throws {
        let bad = try Bench(.openAI, Self.refusing(.badKey), name: "first")
        let good = try Bench(.ollama, Self.said, name: "second")
        let tellers = Tellers()
        let (first, second) = (Answerer.model(bad.provider), Answerer.model(good.provider))
        func fill(_ order: [Answerer], embedded: String?) throws -> ModelAnswer {
            try tellers.fill(fim, order, embedded: embedded)
        }
        #expect(try fill([first, second, .embedded], embedded: "e").string == "a + b")
        #expect(try fill([first, .embedded, second], embedded: "e").string == "e")
        #expect(try fill([.embedded, second], embedded: "e").string == "e")
        #expect(try fill([.embedded, second], embedded: nil).string == "a + b")
        #expect(try fill([first, .embedded], embedded: "e").string == "e")
        let nothing = try fill([.embedded], embedded: nil)
        #expect(nothing.outcome == .success(.stop) && nothing.string == "")
        let both = try fill([second], embedded: "e")
        #expect(both.string == "a + b")
        #expect(
            try fill([], embedded: "e").fault
                == ModelFault(.notConfigured, "no model is configured for fim"))
        #expect(good.server?.exchanges.isEmpty == false)
    }

    @Test("When all fail, each says why; a conversation never goes to the program itself")
    func allFail() throws {
        let bad = try Bench(.openAI, Self.refusing(.badKey), name: "first")
        let other = try Bench(.ollama, Self.refusing(.unknownModel), name: "second")
        let desk = Tellers().desk
        desk.use(
            ModelRoster([.chat: [.model(bad.provider), .embedded, .model(other.provider)]]))
        let answer = desk.answer(to: chat, for: ModelRunID(), cancellation: Cancellation())
        expect(
            answer.fault?.message ?? "",
            equals: """
                first refused the key (401); check the key of this provider; second does not have \
                this model (404): model 'scripted' not found
                """)
        #expect(answer.readings.map(\.name.provider) == ["first", "second"])
    }

    @Test("Nobody else is asked once a part of an answer was shown")
    func noOthers() throws {
        let broken = try Bench(
            .llamaCpp, ModelScript(ScriptedAnswer(text: ["a", "b"]), fault: .reset(after: 2)))
        let other = try Bench(.openAI, Self.said, name: "other")
        let answer = try Tellers().fill(
            fim, [.model(broken.provider), .model(other.provider), .embedded], embedded: "e")
        #expect(answer.fault?.kind == .truncated)
        #expect(answer.string == "ab")
        #expect(other.server?.exchanges.isEmpty == true)
    }

    // MARK: - The schedule

    @Test("A completion closes an agent's connection, and the agent begins anew behind it")
    func preemption() throws {
        let bench = try Bench(.llamaCpp)
        bench.server?.play(
            Self.endless, ModelScript(ScriptedAnswer(text: ["x + y"])),
            ModelScript(ScriptedAnswer(text: ["done"])))
        let tellers = Tellers()
        let order = [Answerer.model(bench.provider)]
        tellers.desk.use(ModelRoster([.chat: order, .fim: order]))
        let agent = Monitor((answer: ModelAnswer(), restarts: 0))
        tellers.desk.chat(chat, for: ModelRunID(), cancellation: Cancellation()) { event in
            agent.update { agent in
                agent.answer.apply(event)
                if case .restarted = event { agent.restarts += 1 }
            }
        }
        // It is under way: something of its answer is here.
        _ = agent.wait { $0.answer.text.isEmpty ? nil : true }
        #expect(try tellers.fill(fim, order, embedded: nil).string == "x + y")
        let answer = try #require(agent.wait { $0.answer.outcome == nil ? nil : $0 })
        #expect(answer.answer.string == "done")
        #expect(answer.restarts == 1)
        let isClosed = bench.server?.wait { exchanges in exchanges.first?.abandonedAt }
        #expect(isClosed != nil, "the server saw the connection close")
        // What was in vain is counted as well.
        #expect(tellers.meters.latest.map(\.end.rawValue).sorted().first == "cancelled")
    }

    @Test("Only the newest keystroke gets an answer, and each older one exactly one refusal")
    func newest() throws {
        let bench = try Bench(.llamaCpp, Self.said)
        let tellers = Tellers()
        tellers.desk.use(ModelRoster([.fim: [.model(bench.provider)]]))
        let answers = Monitor([Int: [ModelEvent]]())
        for number in 0..<50 {
            tellers.desk.fillIn(
                fim, in: DocumentURI("file:///a.py"), cancellation: Cancellation(),
                embedded: { $0(nil) }
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

    @Test("What is cancelled while it waits is never sent")
    func cancelled() throws {
        let bench = try Bench(.llamaCpp, Self.endless)
        let tellers = Tellers()
        tellers.desk.use(ModelRoster([.chat: [.model(bench.provider)]]))
        let (first, second) = (Cancellation(), Cancellation())
        let ends = Monitor(0)
        let run = ModelRunID()
        for cancellation in [first, second] {
            tellers.desk.chat(chat, for: run, cancellation: cancellation) { event in
                if event.isLast { ends.update { $0 += 1 } }
            }
        }
        second.cancel()
        _ = ends.wait { $0 == 1 ? true : nil }
        first.cancel()
        _ = ends.wait { $0 == 2 ? true : nil }
        #expect((bench.server?.exchanges.count ?? 2) <= 1)
    }

    @Test("A warm-up asks for no text, of models here alone")
    func warmUp() throws {
        let bench = try Bench(.llamaCpp, Self.said)
        let tellers = Tellers()
        tellers.desk.use(ModelRoster([.fim: [.model(bench.provider)]]))
        tellers.desk.warmUp(fim, in: DocumentURI("file:///a.py"))
        let body = bench.server?.wait { $0.first?.request.json }
        #expect(body?["n_predict"]?.int == 0)
        var far = bench.provider
        far.endpoint = try Endpoint("https://models.invalid")
        tellers.desk.use(ModelRoster([.fim: [.model(far)]]))
        tellers.desk.warmUp(fim, in: DocumentURI("file:///a.py"))
        tellers.desk.use(ModelRoster([.fim: [.embedded]]))
        tellers.desk.warmUp(fim, in: DocumentURI("file:///a.py"))
        #expect(tellers.meters.latest.allSatisfy { $0.name.isLocal })
    }

    @Test("The context's length is the configured one, else the one that the server says")
    func context() throws {
        let tellers = Tellers()
        var bench = try Bench(.llamaCpp)
        tellers.desk.use(ModelRoster([.chat: [.embedded, .model(bench.provider)]]))
        #expect(tellers.desk.contextTokens(for: .chat) == 4096)
        #expect(tellers.desk.contextTokens(for: .fim) == nil)
        bench.provider.contextTokens = 1000
        tellers.desk.use(ModelRoster([.chat: [.model(bench.provider)]]))
        #expect(tellers.desk.contextTokens(for: .chat) == 1000)
    }

    // MARK: - Secrets

    @Test("No secret in a request's texts reaches the wire; texts for files get theirs back")
    func redaction() throws {
        let token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
        let bench = try Bench(
            .llamaCpp, ModelScript(ScriptedAnswer(text: ["x = \"REDAC", "TED_TOKEN_1", "\" R"])))
        let tellers = Tellers(keys: KeyRing { _ in Secret("our own key".utf8) })
        _ = try tellers.keys.key(.environment("KEY"))
        let order = [Answerer.model(bench.provider)]
        tellers.desk.use(
            ModelRoster([.fim: order, .chat: order, .edit: order, .apply: order]))
        let text = Array("a = \"\(token)\" # our own key\n".utf8)
        let run = ModelRunID()
        let restored = "x = \"\(token)\" R"
        #expect(try tellers.fill(secretFIM(text), nil, embedded: nil).string == restored)
        for way in [true, false] {
            let answer = Monitor(ModelAnswer())
            let handler = { @Sendable (event: ModelEvent) in answer.update { $0.apply(event) } }
            if way {
                tellers.desk.nextEdit(
                    secretEdit(text), in: DocumentURI("file:///a.py"),
                    cancellation: Cancellation(), embedded: { $0(nil) }, handler: handler)
            } else {
                let request = ApplyRequest(
                    path: "a.py", original: text, update: text, maximumTokens: 9)
                tellers.desk.apply(
                    request, for: run, cancellation: Cancellation(), handler: handler)
            }
            // As the region does, its text ends with a line.
            #expect(answer.wait { $0.outcome == nil ? nil : $0.string } == restored + "\n")
        }
        // A conversation keeps the placeholder; the edit that comes of it does not.
        let answer = tellers.desk.answer(
            to: secretChat(text), for: run, cancellation: Cancellation())
        #expect(answer.string == "x = \"REDACTED_TOKEN_1\" R")
        #expect(tellers.desk.restored(answer.text) == Array(restored.utf8))
        #expect(bench.server?.exchanges.count == 4)
        for exchange in bench.server?.exchanges ?? [] {
            let body = String(decoding: exchange.request.body, as: UTF8.self)
            #expect(!body.contains(token) && !body.contains("our own key"))
            #expect(body.contains("REDACTED_TOKEN_1") && body.contains("REDACTED_KEY_2"))
        }
        let kinds = tellers.desk.redactions.keys.sorted { $0.rawValue < $1.rawValue }
        #expect(kinds == [.ownKey, .token])
    }

    private func secretFIM(_ text: [UInt8]) -> FIMRequest {
        var fim = FIMRequest(prefix: text, suffix: text, path: "a.py", maximumTokens: 8)
        fim.context = [ContextFile(path: "b.py", text: text)]
        return fim
    }

    private func secretEdit(_ text: [UInt8]) -> EditRequest {
        var edit = EditRequest(
            path: "a.py", before: text, region: text, after: text, cursor: 3, maximumTokens: 9)
        edit.viewed = [ContextFile(path: "b.py", text: text)]
        edit.edits = [RecentEdit(path: "c.py", original: text, updated: text, hunks: text)]
        return edit
    }

    private func secretChat(_ text: [UInt8]) -> ChatRequest {
        let string = String(decoding: text, as: UTF8.self)
        let arguments = JSONLiteral.array([.string(string)])
        let call = ToolCall(id: "1", name: "f", arguments: .object(JSON(arguments)))
        let messages: [ChatMessage] = [
            .system(string), .user(string),
            .assistant(AssistantMessage(text: string, toolCalls: [call])),
            .toolResults([ToolResult(callID: "1", toolName: "f", text: string, isError: false)]),
        ]
        return ChatRequest(messages: messages, maximumTokens: 9)
    }

    // MARK: - Money

    @Test("When the day's budget is used up, only models here are asked, and that is told once")
    func dayBudget() throws {
        let tellers = Tellers()
        var usage = Usage()
        usage.outputTokens = 2_000_000
        tellers.meters.record(
            Reading(
                name: ModelName(provider: "cloud", model: "m", isLocal: false), role: .chat,
                outcome: .success(.stop), usage: usage,
                prices: PriceTable(["*": Price(input: 1, output: 1)]),
                firstTokenMilliseconds: 1, totalMilliseconds: 2, contextTokens: nil))
        let here = try Bench(.llamaCpp, Self.said)
        var far = here.provider
        far.name = "far"
        far.endpoint = try Endpoint("https://models.invalid")
        var roster = ModelRoster(
            [.fim: [.model(far), .model(here.provider)], .chat: [.model(far)]],
            dayBudget: DayBudget(money: Money(1.5)))
        tellers.desk.use(roster)
        for _ in 0..<3 { #expect(try tellers.fill(fim, nil, embedded: nil).string == "a + b") }
        let message =
            "today's budget for models elsewhere is used up: 1.50 (2.00 spent; "
            + "budget.dayMoney is its setting)"
        #expect(tellers.told == [message])
        let answer = tellers.desk.answer(to: chat, for: ModelRunID(), cancellation: Cancellation())
        #expect(answer.fault == ModelFault(.overBudget, message))
        roster.dayBudget = DayBudget(tokens: 2_000_000)
        #expect(roster.dayBudget.fault(after: Spending()) == nil)
        tellers.desk.use(roster)
        _ = try tellers.fill(fim, nil, embedded: nil)
        #expect(tellers.told.last?.contains("2000000 tokens (2000000 used") == true)
    }
}

/// A desk, its meters, and what it tells the user.
struct Tellers {
    let desk: ModelDesk
    let keys: KeyRing
    let meters = Meters(store: nil, session: "s") { Day(unixSeconds: 1_800_000_000) }
    private let notices = Lock<[String]>([])

    init(keys: KeyRing = KeyRing { _ in Secret("some key".utf8) }, firstRest: Int = 2000) {
        let (meters, notices) = (meters, notices)
        self.keys = keys
        var delays = ModelDesk.Delays()
        delays.agents = 1
        delays.firstRest = firstRest
        desk = ModelDesk(
            client: .impatient(keys), meters: { meters }, delays: delays,
            tell: { notice in notices.withLock { $0.append(notice) } })
    }

    /// What the user was told so far.
    var told: [String] { notices.withLock { $0 } }

    /// The whole answer to a request of somebody who types; nil leaves the roster as it is.
    func fill(
        _ request: FIMRequest, _ order: [Answerer]?, embedded: String?
    ) throws -> ModelAnswer {
        if let order {
            desk.use(ModelRoster([.fim: order, .chat: order]))
        }
        let answer = Monitor(ModelAnswer())
        desk.fillIn(
            request, in: DocumentURI("file:///a.py"), cancellation: Cancellation(),
            embedded: { done in done(embedded.map { Array($0.utf8) }) }
        ) { event in answer.update { $0.apply(event) } }
        return try #require(answer.wait { $0.outcome == nil ? nil : $0 })
    }
}

extension ModelAnswer {
    /// Its text.
    var string: String { String(decoding: text, as: UTF8.self) }
}
