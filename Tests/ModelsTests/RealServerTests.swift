import Base
import HTTP
import JSON
import ModelServer
import TestKit
import Testing

@testable import Models

/// What is asked of a real model server, where `make bench` has built one.
@Suite("A real llama.cpp server")
struct RealServerTests {
    private let http = HTTPClient()

    /// One where it is built, else none.
    private static let programs = [LlamaServer.program].compactMap { $0 }

    private func start(_ program: Path, in folder: TemporaryDirectory) throws -> LlamaServer {
        try LlamaServer(program, folder: folder.path, isReady: isReady)
    }

    private func isReady(_ baseURL: String) -> Bool {
        guard let url = try? HTTPURL(baseURL).appending("/health") else { return false }
        let timeouts = HTTPTimeouts(
            connectMilliseconds: 20_000, firstByteMilliseconds: 20_000, stallMilliseconds: 20_000)
        let request = HTTPRequest(.get, url, timeouts: timeouts, maximumResponseBytes: 10_000)
        let answer = Monitor<(status: Int, isOver: Bool)>((0, false))
        _ = http.start(request) { event in
            answer.update { answer in
                switch event {
                case .head(let head): answer.status = head.status
                case .body: break
                case .end, .failed: answer.isOver = true
                }
            }
        }
        return answer.wait { $0.isOver ? $0.status : nil } == 200
    }

    private func provider(_ server: LlamaServer) throws -> Provider {
        Provider(
            name: "real", dialect: .llamaCpp, endpoint: try Endpoint(server.baseURL), model: "tiny")
    }

    private func fillIn(prefix: String, maximumTokens: Int = 20) -> ModelRequest {
        .fim(
            FIMRequest(
                prefix: Array(prefix.utf8), suffix: Array("\n".utf8), path: "a.py",
                maximumTokens: maximumTokens))
    }

    private func answer(
        _ server: LlamaServer, to request: ModelRequest
    ) throws -> ModelAnswer {
        ModelClient.keyless.answer(to: request, try provider(server))
    }

    @Test("It fills in, and remembers what it has read", arguments: programs)
    func fillsIn(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        let prefix = "def add(a, b):\n" + String(repeating: "    # words\n", count: 50)
        // While the user still types, the server gets to know what stands there.
        let warmUp = try answer(server, to: fillIn(prefix: prefix, maximumTokens: 0))
        #expect(warmUp.fault == nil)
        let first = try answer(server, to: fillIn(prefix: prefix + "    "))
        #expect(first.text == Array(TinyModel.middle.joined().utf8))
        #expect(first.outcome == .success(.stop))
        #expect(try #require(first.usage?.cachedTokens) > prefix.utf8.count)
    }

    @Test("It chats, and calls a tool", arguments: programs)
    func chats(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        var request = ChatRequest(messages: [.user("Look at the file")], maximumTokens: 50)
        request.temperature = 0
        let parameters: JSONLiteral = [
            "type": "object", "properties": ["path": ["type": "string"]], "required": ["path"],
        ]
        request.tools = [
            Tool(name: "read_file", summary: "Reads a file", parameters: JSON(parameters))
        ]
        let answer = try answer(server, to: .chat(request))
        #expect(answer.text == Array(TinyModel.words.joined().utf8))
        #expect(answer.toolCalls.map(\.name) == ["read_file"])
        #expect(
            answer.toolCalls.map(\.arguments) == [.object(JSON(["path": "README.md"]))])
        #expect(answer.outcome == .success(.toolCalls))
        #expect(answer.usage?.outputTokens ?? 0 > 0)
    }

    @Test(
        "Its tokens come one by one, and it stops when a request is cancelled", arguments: programs)
    func stops(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        // Nothing ends this before the bound, for which the model would need minutes; and the
        // server does one thing at a time.
        var provider = try provider(server)
        let template = FIMTemplate.forModel(named: "codellama")
        provider.fim = .template(try #require(template))
        let cancellation = Cancellation()
        let endless = Monitor((texts: 0, outcome: Result<FinishReason, ModelFault>?.none))
        ModelClient.keyless.start(
            fillIn(prefix: "x", maximumTokens: 10_000_000), provider: provider,
            prices: PriceTable([:]), cancellation: cancellation
        ) { event in
            endless.update { endless in
                switch event {
                case .text: endless.texts += 1
                case .finished(let reason): endless.outcome = .success(reason)
                case .failed(let fault): endless.outcome = .failure(fault)
                case .restarted, .draft, .reasoning, .toolCall, .carryOver, .usage, .metered:
                    break
                }
            }
        }
        let deadline = Instant.now.adding(milliseconds: 20_000)
        #expect(endless.wait(until: deadline) { $0.texts > 10 ? true : nil } == true)
        cancellation.cancel()
        let end = try #require(endless.wait(until: deadline) { $0.outcome })
        #expect(throws: ModelFault.self) { try end.get() }
        let next = try answer(server, to: fillIn(prefix: "a"))
        #expect(next.text == Array(TinyModel.middle.joined().utf8))
    }
}
