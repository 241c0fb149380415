import Base
import HTTP
import JSON
import ModelServer
import TestKit
import Testing

/// What is asked of a real model server, where `make bench` has built one.
@Suite("A real model server")
struct LlamaServerTests {
    private let client = HTTPClient()

    /// One where it is built, else none.
    private static let programs = [LlamaServer.program].compactMap { $0 }

    private func start(_ program: Path, in folder: TemporaryDirectory) throws -> LlamaServer {
        try LlamaServer(program, folder: folder.path) { url in
            guard let health = try? HTTPURL(url).appending("/health") else { return false }
            return (try? client.answer(HTTPRequest(to: health)))?.head?.status == 200
        }
    }

    private func request(
        _ server: LlamaServer, _ path: String, _ body: JSONLiteral
    ) throws -> HTTPRequest {
        let bytes = Array(JSON(body).description.utf8)
        return HTTPRequest(to: try HTTPURL(server.baseURL).appending(path), .post(body: bytes))
    }

    private func records(_ answer: Receiver.Answer) throws -> [JSON] {
        #expect(answer.head?.status == 200, "\(answer.text)")
        var splitter = ServerSentEvents()
        let events = splitter.feed(answer.body).filter { $0.data != Array("[DONE]".utf8) }
        return try events.map { try JSON.parse($0.data, limits: .standard) }
    }

    private func infill(prefix: String) -> JSONLiteral {
        [
            "input_prefix": .string(prefix), "input_suffix": "\n", "input_extra": [],
            "prompt": "", "n_predict": 20, "temperature": 0, "stream": true, "cache_prompt": true,
        ]
    }

    @Test("It fills in, and remembers what it has read", arguments: programs)
    func fillIn(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        let prefix = "def add(a, b):\n" + String(repeating: "    # words\n", count: 50)
        var cached: [Int] = []
        for text in [prefix, prefix + "    "] {
            let answer = try client.answer(request(server, "/infill", infill(prefix: text)))
            let records = try records(answer)
            let content = records.compactMap { $0["content"]?.string }
            #expect(content.filter { !$0.isEmpty } == TinyModel.middle)
            #expect(records.last?["stop"]?.bool == true)
            cached.append(try #require(records.last?["timings"]?["cache_n"]?.int))
        }
        #expect(cached[0] == 0)
        #expect(cached[1] > prefix.utf8.count)
    }

    @Test("It chats, and calls a tool", arguments: programs)
    func chat(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        let tool: JSONLiteral = [
            "type": "function",
            "function": [
                "name": "read_file", "description": "Reads a file",
                "parameters": [
                    "type": "object", "properties": ["path": ["type": "string"]],
                    "required": ["path"],
                ],
            ],
        ]
        let answer = try client.answer(
            request(
                server, "/v1/chat/completions",
                [
                    "messages": [["role": "user", "content": "Look at the file"]],
                    "tools": [tool], "stream": true, "temperature": 0, "max_tokens": 50,
                    "stream_options": ["include_usage": true],
                ]))
        let records = try records(answer)
        let choices = records.compactMap { $0["choices"]?[0] }
        let text = choices.compactMap { $0["delta"]?["content"]?.string }
        #expect(text.joined() == TinyModel.words.joined())
        let calls = choices.compactMap { $0["delta"]?["tool_calls"]?[0]?["function"] }
        #expect(calls.first?["name"]?.string == "read_file")
        let arguments = calls.compactMap { $0["arguments"]?.string }.joined()
        #expect(
            try JSON.parse(Array(arguments.utf8), limits: .standard)["path"]?.string == "README.md")
        #expect(choices.last?["finish_reason"]?.string == "tool_calls")
        #expect(records.last?["usage"]?["completion_tokens"]?.int ?? 0 > 0)
    }

    @Test("It stops computing when a request is cancelled", arguments: programs)
    func cancelling(program: Path) throws {
        let folder = try TemporaryDirectory()
        let server = try start(program, in: folder)
        // Of its own it would never end, and it does one thing at a time.
        let endless = Receiver()
        let task = client.start(
            try request(
                server, "/completion",
                ["prompt": "x", "n_predict": -1, "ignore_eos": true, "stream": true]),
            endless)
        _ = try endless.wait { !$0.body.isEmpty }
        let second = Receiver()
        _ = client.start(try request(server, "/infill", infill(prefix: "a")), second)
        task.cancel()
        #expect(try endless.whole().error?.kind == .cancelled)
        #expect(try records(try second.whole()).last?["stop"]?.bool == true)
    }
}
