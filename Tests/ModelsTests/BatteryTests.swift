import Base
import HTTP
import JSON
import ModelServer
import TestKit
import Testing

@testable import Models

/// What every provider must do, over a real connection to a server of its kind.
@Suite("The battery for providers")
struct BatteryTests {
    private static let said = ScriptedAnswer(text: ["return", " é", "𝒳"], reasoning: ["hm"])
    private static let asked = ScriptedAnswer(
        text: ["I read."],
        calls: [
            .init(id: "abcdefgh1", name: "read", fragments: ["{\"path\":", " \"a.txt\"}"]),
            .init(id: "abcdefgh2", name: "read", fragments: ["{'path': 'b.txt',}"]),
        ])

    @Test("Fills in", arguments: Dialect.allCases)
    func fill(dialect: Dialect) throws {
        let answer = try Bench(dialect, ModelScript(Self.said)).answer(to: .someFIM)
        #expect(answer.text == Array("return é𝒳".utf8))
        #expect(answer.outcome == .success(.stop))
        #expect(answer.usage == nil || answer.usage?.promptTokens == 12)
    }

    @Test("Chats, thinks and counts", arguments: Dialect.allCases)
    func chat(dialect: Dialect) throws {
        let answer = try Bench(dialect, ModelScript(Self.said)).answer(to: .someChat)
        #expect(answer.text == Array("return é𝒳".utf8))
        #expect(answer.reasoning == [] || answer.reasoning == Array("hm".utf8))
        #expect(answer.outcome == .success(.stop))
        #expect(answer.usage?.promptTokens == 12)
        #expect(answer.usage?.outputTokens == 4)
        #expect(answer.usage?.cachedTokens == nil || answer.usage?.cachedTokens == 4)
    }

    @Test("Calls two tools at once, one of them in bad JSON", arguments: Dialect.allCases)
    func calls(dialect: Dialect) throws {
        let answer = try Bench(dialect, ModelScript(Self.asked)).answer(to: .someQuestion)
        #expect(answer.outcome == .success(.toolCalls))
        #expect(answer.toolCalls.map(\.name) == ["read", "read"])
        #expect(
            answer.toolCalls.map(\.arguments) == [
                .object(JSON(["path": "a.txt"])), .object(JSON(["path": "b.txt"])),
            ])
        #expect(Set(answer.toolCalls.map(\.id)).count == 2)
    }

    @Test("A cut answer says so", arguments: Dialect.allCases)
    func cut(dialect: Dialect) throws {
        var said = Self.said
        said.isCut = true
        let answer = try Bench(dialect, ModelScript(said)).answer(to: .someChat)
        #expect(answer.outcome == .success(.length))
    }

    @Test("However an answer is cut on the wire, it is the same", arguments: Dialect.allCases)
    func cuts(dialect: Dialect) throws {
        for fault in [Fault.cutCharacters, .singleBytes, .wrongType] {
            var script = ModelScript(Self.asked, fault: fault)
            script.isQuirky = true
            let answer = try Bench(dialect, script).answer(to: .someQuestion)
            #expect(answer.text == Array("I read.".utf8))
            #expect(answer.toolCalls.count == 2)
            #expect(answer.outcome == .success(.toolCalls))
        }
    }

    @Test("Whatever a server refuses, one clear fault comes of it", arguments: Dialect.allCases)
    func refusals(dialect: Dialect) throws {
        for refusal in Refusal.allCases {
            let script = ModelScript(Self.said, fault: .refusal(refusal, headers: []))
            let answer = try Bench(dialect, script).answer(to: .someFIM)
            let fault = try #require(answer.fault, "\(refusal)")
            #expect(fault.kind.isOf(refusal), "\(refusal): \(fault.kind)")
            #expect(fault.message.hasPrefix("mine ") || fault.message.contains(" mine "))
            #expect(!fault.message.contains("\n"))
            #expect(answer.text == [])
        }
    }

    @Test("Whatever breaks, one clear fault comes of it", arguments: Dialect.allCases)
    func breaks(dialect: Dialect) throws {
        func fault(_ fault: Fault) throws -> ModelFault.Kind? {
            try Bench(dialect, ModelScript(Self.said, fault: fault)).answer(to: .someChat).fault?
                .kind
        }
        #expect(try fault(.reset(after: 2)) == .truncated)
        #expect(try fault(.page(status: 200)) == .badAnswer)
        #expect(try fault(.brokenRecord(after: 2)) == .badAnswer)
        #expect(
            try [.serverFailed, .overloaded(afterMilliseconds: nil)].contains(
                fault(.errorRecord(after: 2))))
        #expect(try fault(.endless) == .badAnswer)
        let refused = try Bench(dialect, port: 1).answer(to: .someChat).fault
        #expect(refused?.kind == .unreachable)
        #expect(refused?.message.contains("nothing answers at http://127.0.0.1:1") == true)
    }

    @Test("An answer without its end is a part of one", arguments: Dialect.allCases)
    func unfinished(dialect: Dialect) throws {
        let script = ModelScript(Self.said, fault: .noTerminator)
        let answer = try Bench(dialect, script).answer(to: .someChat)
        #expect(answer.fault?.kind == .truncated)
        #expect(answer.text == Array("return é𝒳".utf8))
    }

    @Test("Silence ends in a fault that says how long it was", arguments: Dialect.allCases)
    func silence(dialect: Dialect) throws {
        for make in [Fault.slowFirstByte, { .stall(after: 3, $0) }] {
            let gate = try Gate()
            var bench = try Bench(dialect, ModelScript(Self.said, fault: make(gate)))
            bench.provider.limits.firstByteMilliseconds = 60
            bench.provider.limits.stallMilliseconds = 60
            let answer = bench.answer(to: .someChat)
            #expect(answer.fault?.kind == .timedOut)
            #expect(answer.fault?.message.contains("0.06 s") == true)
            gate.open()
        }
    }

    @Test("To cancel closes the connection, and is the last event", arguments: Dialect.allCases)
    func cancel(dialect: Dialect) throws {
        let gate = try Gate()
        let bench = try Bench(dialect, ModelScript(Self.said, fault: .stall(after: 3, gate)))
        let cancellation = Cancellation()
        let answer = Monitor(ModelAnswer())
        bench.client.start(
            .someChat, provider: bench.provider, prices: PriceTable([:]),
            cancellation: cancellation
        ) { event in answer.update { $0.apply(event) } }
        #expect(bench.server?.wait { $0.first?.sendTimes.isEmpty == false ? true : nil } == true)
        cancellation.cancel()
        let end = answer.wait { $0.outcome }
        #expect(end == .failure(ModelFault(.cancelled, "the request was cancelled")))
        #expect(bench.server?.wait { $0.first?.abandonedAt } != nil)
        gate.open()
    }

    @Test("The key goes where the dialect wants it, and nowhere else", arguments: Dialect.allCases)
    func key(dialect: Dialect) throws {
        let bench = try Bench(dialect, ModelScript(Self.said))
        _ = bench.answer(to: .someChat)
        let request = try #require(bench.server?.exchanges.first?.request)
        let name = dialect == .anthropic ? "x-api-key" : "authorization"
        let shown = request.headers.filter { $0.value.contains("canary") }
        #expect(shown.map { $0.name.lowercased() } == [name])
        #expect(!String(decoding: request.body, as: UTF8.self).contains("canary"))
    }
}

/// A provider with a server of its kind.
struct Bench {
    let client: ModelClient
    let server: ModelServer?
    var provider: Provider

    init(_ dialect: Dialect, _ scripts: ModelScript..., name: String = "mine") throws {
        let server = try ModelServer(dialect.kind)
        self.init(
            dialect,
            Provider(
                name: name, dialect: dialect, endpoint: try Endpoint(server.baseURL),
                model: "scripted"), server)
        for script in scripts.suffix(1) { server.play(script) }
    }

    /// A provider at a port where nothing is.
    init(_ dialect: Dialect, port: Int) throws {
        self.init(
            dialect,
            Provider(
                name: "mine", dialect: dialect, endpoint: try Endpoint("http://127.0.0.1:\(port)"),
                model: "scripted"), nil)
    }

    private init(_ dialect: Dialect, _ provider: Provider, _ server: ModelServer?) {
        self.server = server
        self.provider = provider
        // What never ends shall end soon.
        self.provider.limits.maximumResponseBytes = 200_000
        self.provider.key = .environment("KEY")
        client = .impatient(KeyRing { _ in Secret("canary-5e1f0c9a7b3d2846".utf8) })
    }

    func answer(to request: ModelRequest) -> ModelAnswer { client.answer(to: request, provider) }
}

extension ModelClient {
    /// A client that tries again at once.
    static func impatient(_ keys: KeyRing) -> ModelClient {
        ModelClient(
            http: HTTPClient(),
            retry: RetryPolicy(firstDelayMilliseconds: 1, longestDelayMilliseconds: 2), keys: keys)
    }

    /// A client for servers that want no key.
    static var keyless: ModelClient {
        .impatient(KeyRing { source throws(KeyError) in throw .variableMissing("\(source)") })
    }

    /// The whole answer of a provider whose price nobody knows.
    func answer(to request: ModelRequest, _ provider: Provider) -> ModelAnswer {
        answer(
            to: request, provider: provider, prices: PriceTable([:]), cancellation: Cancellation())
    }
}

extension ModelAnswer {
    var fault: ModelFault? {
        if case .failure(let fault)? = outcome { fault } else { nil }
    }
}

extension Dialect {
    /// The server that speaks it.
    var kind: ServerKind {
        switch self {
        case .llamaCpp: .llamaCpp
        case .ollama: .ollama
        case .openAI, .openAIResponses: .openAI
        case .anthropic: .anthropic
        case .mistral: .mistral
        case .deepSeek: .deepSeek
        case .inception: .inception
        case .lmStudio: .lmStudio
        case .vLLM, .openAICompatible: .vLLM
        case .tgi: .tgi
        case .openRouter: .openRouter
        case .gemini: .gemini
        }
    }
}

extension ModelFault.Kind {
    /// Whether it is what a refusal should come out as.
    fileprivate func isOf(_ refusal: Refusal) -> Bool {
        switch (refusal, self) {
        case (.badKey, .unauthorised), (.unpaid, .unpaid), (.unknownModel, .modelUnknown),
            (.contextExceeded, .contextExceeded), (.tooLarge, .tooLarge),
            (.tooManyRequests, .rateLimited), (.serverError, .serverFailed),
            (.overloaded, .overloaded), (.loading, .overloaded):
            true
        default: false
        }
    }
}
