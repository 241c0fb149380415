import Base
import HTTP
import JSON
import ModelServer
import TestKit
import Testing

@testable import Models

/// What the battery asks, asked of a real llama.cpp server, where `make bench` has built one. It
/// speaks four of the dialects.
@Suite("A real llama.cpp server behind the dialects")
struct LlamaTests {
    /// One where it is built, else none.
    private static let programs = [LlamaServer.program].compactMap { $0 }

    private let http = HTTPClient()

    private func provider(_ server: LlamaServer, _ dialect: Dialect = .llamaCpp) throws -> Provider
    {
        Provider(
            name: "mine", dialect: dialect, endpoint: try Endpoint(server.baseURL), model: "tiny")
    }

    private func start(_ program: Path, in folder: TemporaryDirectory) throws -> LlamaServer {
        try LlamaServer(program, folder: folder.path) { url in
            guard let endpoint = try? Endpoint(url) else { return false }
            let status = Monitor<Int?>(nil)
            let request = HTTPRequest(
                .get, endpoint.url(.root("/health")),
                timeouts: ProviderLimits(isLocal: true).timeouts(for: .chat),
                maximumResponseBytes: 10_000)
            _ = http.start(request) { event in
                switch event {
                case .head(let head): status.update { $0 = head.status }
                case .failed: status.update { $0 = 0 }
                case .body, .end: break
                }
            }
            return status.wait { $0 } == 200
        }
    }

    private func answer(
        _ request: ModelRequest, _ dialect: Dialect, _ server: LlamaServer
    ) throws -> ModelAnswer {
        ModelClient.keyless.answer(to: request, try provider(server, dialect))
    }

    @Test("It fills in, and its cache is counted", arguments: programs)
    func fill(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        var request = FIMRequest(
            prefix: Array("def add(a, b):\n".utf8), suffix: Array("\n".utf8), path: "a.py",
            maximumTokens: 20)
        request.context = [
            ContextFile(path: "b.py", text: Array(repeating: UInt8(ascii: "#"), count: 300))
        ]
        let middle = Array(TinyModel.middle.joined().utf8)
        let first = try answer(.fim(request), .llamaCpp, server)
        #expect(first.text == middle)
        #expect(first.outcome == .success(.stop))
        request.prefix += Array("    ".utf8)
        let second = try answer(.fim(request), .llamaCpp, server)
        #expect(second.text == middle)
        let usage = try #require(second.usage)
        #expect((usage.cachedTokens ?? 0) > 250)
        #expect(usage.promptTokens > usage.cachedTokens ?? 0)
    }

    @Test("What it has read while somebody types, it need not read again", arguments: programs)
    func warmUp(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        let prefix = "def add(a, b):\n" + String(repeating: "    # words\n", count: 50)
        var request = FIMRequest(
            prefix: Array(prefix.utf8), suffix: Array("\n".utf8), path: "a.py", maximumTokens: 0)
        #expect(try answer(.fim(request), .llamaCpp, server).text == [])
        request.prefix += Array("    ".utf8)
        request.maximumTokens = 20
        let first = try answer(.fim(request), .llamaCpp, server)
        #expect(first.text == Array(TinyModel.middle.joined().utf8))
        #expect(try #require(first.usage?.cachedTokens) > prefix.utf8.count)
    }

    @Test(
        "Its tokens come one by one, and it stops when a request is cancelled", arguments: programs)
    func stops(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        // Nothing ends this before the bound, for which the model would need minutes; and the
        // server does one thing at a time.
        var provider = try provider(server)
        provider.fim = .template(try #require(FIMTemplate.forModel(named: "codellama")))
        let request = FIMRequest(
            prefix: [120], suffix: [10], path: "a.py", maximumTokens: 10_000_000)
        let cancellation = Cancellation()
        let endless = Monitor((texts: 0, answer: ModelAnswer()))
        ModelClient.keyless.start(
            .fim(request), provider: provider, prices: PriceTable([:]), cancellation: cancellation
        ) { event in
            endless.update { endless in
                if case .text = event { endless.texts += 1 }
                endless.answer.apply(event)
            }
        }
        let deadline = Instant.now.adding(milliseconds: 20_000)
        #expect(endless.wait(until: deadline) { $0.texts > 10 ? true : nil } == true)
        cancellation.cancel()
        let end = try #require(endless.wait(until: deadline) { $0.answer.outcome })
        #expect(throws: ModelFault.self) { try end.get() }
        var next = request
        next.maximumTokens = 20
        #expect(
            try answer(.fim(next), .llamaCpp, server).text
                == Array(TinyModel.middle.joined().utf8))
    }

    @Test("It chats and calls a tool in each dialect that it speaks", arguments: programs)
    func chat(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        var request = ChatRequest(messages: [.user("Look at the file")], maximumTokens: 50)
        request.tools = [
            Tool(
                name: "read_file", summary: "Reads a file",
                parameters: JSON([
                    "type": "object", "properties": ["path": ["type": "string"]],
                    "required": ["path"],
                ]))
        ]
        request.temperature = 0
        for dialect in [Dialect.llamaCpp, .openAICompatible, .anthropic, .openAIResponses] {
            let answer = try answer(.chat(request), dialect, server)
            #expect(answer.outcome == .success(.toolCalls), "\(dialect)")
            #expect(answer.text == Array(TinyModel.words.joined().utf8), "\(dialect)")
            #expect(answer.toolCalls.map(\.name) == ["read_file"], "\(dialect)")
            #expect(
                answer.toolCalls.map(\.arguments) == [.object(JSON(["path": "README.md"]))],
                "\(dialect)")
            #expect((answer.usage?.outputTokens ?? 0) > 0, "\(dialect)")
        }
    }

    @Test("A prompt that does not fit is said to be too long, in numbers", arguments: programs)
    func tooLong(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        let text = String(repeating: "word ", count: TinyModel.contextTokens)
        let request = ChatRequest(messages: [.user(text)], maximumTokens: 5)
        guard
            case .contextExceeded(let prompt?, let limit?)? =
                try answer(.chat(request), .llamaCpp, server).fault?.kind
        else {
            Issue.record("no such fault")
            return
        }
        #expect(prompt > limit)
    }
}
