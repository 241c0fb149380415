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
        let provider = Provider(
            name: "mine", dialect: dialect, endpoint: try Endpoint(server.baseURL), model: "tiny")
        return ModelClient.keyless.answer(to: request, provider)
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
        request.maximumTokens = 0
        #expect(try answer(.fim(request), .llamaCpp, server).text == [])
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
