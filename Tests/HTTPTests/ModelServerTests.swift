import Base
import HTTP
import JSON
import ModelServer
import TestKit
import Testing

/// Every place of every kind of server that computes.
private let places: [(kind: ServerKind, path: String)] = [
    (.llamaCpp, "/infill"), (.llamaCpp, "/completion"), (.llamaCpp, "/v1/completions"),
    (.llamaCpp, "/v1/chat/completions"), (.llamaCpp, "/v1/responses"), (.llamaCpp, "/v1/messages"),
    (.ollama, "/api/generate"), (.ollama, "/api/chat"), (.ollama, "/v1/chat/completions"),
    (.openAI, "/chat/completions"), (.openAI, "/completions"), (.openAI, "/responses"),
    (.anthropic, "/v1/messages"), (.mistral, "/v1/fim/completions"),
    (.mistral, "/v1/chat/completions"), (.deepSeek, "/beta/completions"),
    (.deepSeek, "/chat/completions"), (.inception, "/v1/fim/completions"),
    (.inception, "/v1/edit/completions"), (.inception, "/v1/chat/completions"),
    (.lmStudio, "/v1/completions"), (.vLLM, "/v1/chat/completions"), (.tgi, "/generate"),
    (.tgi, "/generate_stream"), (.openRouter, "/chat/completions"), (.gemini, "/chat/completions"),
]

private let answer = ScriptedAnswer(
    text: ["return", " é", "𝒳"], reasoning: ["hm"],
    calls: [.init(id: "call_abc12", name: "read_file", fragments: ["{\"path\":", "\"a\"}"])])

private func ask(
    _ server: ModelServer, _ path: String, stream: Bool?
) throws -> HTTPRequest {
    var body: [(String, JSONLiteral)] = [
        ("model", "scripted"), ("messages", [["role": "user", "content": "x"]]), ("prompt", "x"),
        ("max_tokens", 10), ("input_prefix", "a"), ("input_suffix", "b"),
    ]
    if let stream { body.append(("stream", .bool(stream))) }
    let text = JSON(.object(body)).description
    return HTTPRequest(
        to: try HTTPURL(server.baseURL).appending(path), .post(body: Array(text.utf8)))
}

/// The records of an answer as JSON, without the one that is none.
private func records(_ answer: Receiver.Answer) throws -> [JSON] {
    var records: [[UInt8]] = []
    switch answer.head?.mediaType {
    case "text/event-stream":
        var splitter = ServerSentEvents()
        records = splitter.feed(answer.body).map(\.data)
        #expect(splitter.end() == nil)
        if records.last == Array("[DONE]".utf8) { records.removeLast() }
    case "application/x-ndjson":
        var splitter = NDJSONLines()
        records = splitter.feed(answer.body)
    default: records = [answer.body]
    }
    return try records.map { try JSON.parse($0, limits: .standard) }
}

@Suite("The scripted model server")
struct ModelServerTests {
    private let client = HTTPClient()

    @Test("Every place answers whole and in a stream", arguments: places)
    func happyPath(kind: ServerKind, path: String) throws {
        let server = try ModelServer(kind, ModelScript(answer))
        let whole = try client.answer(try ask(server, path, stream: false))
        #expect(whole.head?.status == 200, "\(whole.text)")
        if path != "/generate_stream" { #expect(try records(whole).count == 1) }
        let streamed = try client.answer(try ask(server, path, stream: true))
        #expect(streamed.head?.status == 200)
        if !path.contains("edit"), path != "/generate" {
            #expect(try records(streamed).count >= 4)
        }
        for text in [whole.text, streamed.text] {
            for token in answer.text { #expect(text.contains(token)) }
        }
        #expect(server.exchanges.count == 2)
        #expect(server.exchanges[0].request.json["max_tokens"]?.int == 10)
    }

    @Test("Every refusal has its status and its reason, in each dialect", arguments: places)
    func refusals(kind: ServerKind, path: String) throws {
        let server = try ModelServer(kind)
        for refusal in Refusal.allCases {
            let headers = [("Retry-After", "2")]
            server.play(ModelScript(answer, fault: .refusal(refusal, headers: headers)))
            let got = try client.answer(try ask(server, path, stream: true))
            #expect((400...529).contains(got.head?.status ?? 0))
            #expect(got.head?["retry-after"] == "2")
            #expect(try records(got).count == 1)
        }
        let nowhere = try client.answer(try ask(server, "/nowhere", stream: true))
        #expect(nowhere.head?.status == 404)
    }

    @Test("Scripts are played one after the other, and the last for ever")
    func scripts() throws {
        let server = try ModelServer(
            .openAI, ModelScript(answer, fault: .refusal(.overloaded, headers: [])),
            ModelScript(answer))
        let statuses = try (0..<3).map { _ in
            try client.answer(try ask(server, "/chat/completions", stream: true)).head?.status
        }
        #expect(statuses == [503, 200, 200])
    }

    @Test("A client meets each fault as it would in the wild")
    func faults() throws {
        let path = "/v1/chat/completions"
        let server = try ModelServer(.llamaCpp, ModelScript(answer))
        let good = try client.answer(try ask(server, path, stream: true))
        func play(_ fault: Fault) throws -> Receiver.Answer {
            server.play(ModelScript(answer, fault: fault))
            var request = try ask(server, path, stream: true)
            request.maximumResponseBytes = 10_000
            return try client.answer(request)
        }
        for fault in [Fault.cutCharacters, .singleBytes] {
            #expect(try play(fault).text == good.text)
        }
        #expect(try play(.reset(after: 2)).error?.kind == .connectionLost)
        #expect(try play(.page(status: 502)).head?.mediaType == "text/html")
        #expect(try play(.wrongType).head?.mediaType == "text/plain")
        #expect(try play(.endless).error?.kind == .tooLarge)
        let twice = try records(try play(.duplicates)).count
        #expect(try twice > records(good).count)
        #expect(try !play(.noTerminator).text.contains("DONE"))
        #expect(try play(.errorRecord(after: 2)).text.contains("\"error\""))
        #expect(throws: JSONError.self) { try records(try play(.brokenRecord(after: 2))) }
    }

    @Test("What is slow waits for its gate")
    func gates() throws {
        let path = "/v1/chat/completions"
        for make in [Fault.slowFirstByte, { .slowFirstRecord($0) }, { .stall(after: 2, $0) }] {
            let gate = try Gate()
            let server = try ModelServer(.vLLM, ModelScript(answer, fault: make(gate)))
            let receiver = Receiver()
            _ = client.start(try ask(server, path, stream: true), receiver)
            #expect(server.wait { $0.first } != nil)
            #expect(receiver.soFar.end == nil)
            gate.open()
            #expect(try receiver.whole().text.contains("DONE"))
        }
    }

    @Test("Servers speak of themselves")
    func information() throws {
        let questions: [(ServerKind, String)] = [
            (.llamaCpp, "/health"), (.llamaCpp, "/props"), (.llamaCpp, "/v1/models"),
            (.llamaCpp, "/metrics"), (.ollama, "/api/tags"), (.ollama, "/api/ps"),
            (.ollama, "/api/version"), (.openAI, "/models"), (.deepSeek, "/models"),
            (.openRouter, "/models"), (.gemini, "/models"), (.tgi, "/info"), (.vLLM, "/v1/models"),
        ]
        for (kind, path) in questions {
            let server = try ModelServer(kind)
            let url = try HTTPURL(server.baseURL).appending(path)
            #expect(try client.answer(HTTPRequest(to: url)).head?.status == 200, "\(kind) \(path)")
        }
    }
}
