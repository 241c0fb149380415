import JSON
import TestKit
import Testing

@testable import Models

/// A provider at the usual place of its dialect.
func provider(_ dialect: Dialect, model: String = "some-model") throws -> Provider {
    Provider(
        name: "mine", dialect: dialect,
        endpoint: try Endpoint(dialect.usualEndpoint ?? "http://127.0.0.1:9000"), model: model)
}

/// What a provider sends for a request: the place, the headers and the body, for people.
func sent(_ request: ModelRequest, by provider: Provider) throws -> String {
    let call = try provider.call(for: request)
    let lines =
        ["POST \(provider.endpoint.url(call.place))"]
        + call.headers.map { "\($0.name): \($0.value)" }
    return (lines + [try JSON.parse(call.body).laidOut()]).joined(separator: "\n")
}

/// Checks what goes over the wire.
func checkSent(
    _ request: ModelRequest, _ dialect: Dialect, model: String = "some-model",
    _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let text = try sent(request, by: provider(dialect, model: model))
    expect(text, equals: expected, sourceLocation: sourceLocation)
}

/// Reads an answer as the provider would, and gives its events a line each. However the answer is
/// cut, the events must be the same, but for the cuts of texts.
func read(
    _ answer: String, to request: ModelRequest, by provider: Provider,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
    let bytes = Array(answer.utf8)
    let whole = try events(of: [bytes], to: request, by: provider)
    let single = try events(of: bytes.map { [$0] }, to: request, by: provider)
    #expect(described(single) == described(whole), sourceLocation: sourceLocation)
    forAll(count: 20, sourceLocation: sourceLocation) { random in
        let pieces = random.pieces(of: bytes)
        let cut = try events(of: pieces, to: request, by: provider)
        try #require(described(cut) == described(whole))
    }
    return described(whole)
}

/// The events of an answer that comes in these pieces.
func events(
    of pieces: [[UInt8]], to request: ModelRequest, by provider: Provider
) throws -> [ModelEvent] {
    var decoder = try provider.call(for: request).decoder(
        server: provider.name, dialect: provider.dialect)
    var events: [ModelEvent] = []
    for piece in pieces { events += decoder.feed(piece) }
    return events + decoder.end()
}

extension Random {
    /// The bytes, cut anywhere.
    mutating func pieces(of bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(int(in: 1...24))
            pieces.append(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }
}

/// Events for people; texts that follow one another are joined.
func described(_ events: [ModelEvent]) -> String {
    var lines: [String] = []
    var text: [UInt8] = []
    var thought: [UInt8] = []
    func flush() {
        if !thought.isEmpty { lines.append("thought \(quoted(thought))") }
        if !text.isEmpty { lines.append("text \(quoted(text))") }
        text = []
        thought = []
    }
    for event in events {
        switch event {
        case .text(let more):
            if !thought.isEmpty { flush() }
            text += more
        case .reasoning(let more):
            if !text.isEmpty { flush() }
            thought += more
        case .restarted, .draft, .toolCall, .carryOver, .usage, .metered, .finished, .failed:
            flush()
            lines.append(described(event))
        }
    }
    flush()
    return lines.joined(separator: "\n")
}

private func described(_ event: ModelEvent) -> String {
    switch event {
    case .restarted: "restarted"
    case .text(let bytes), .reasoning(let bytes): quoted(bytes)
    case .draft(let bytes): "draft \(quoted(bytes))"
    case .toolCall(let call): "call \(call.id) \(call.name) \(described(call))"
    case .carryOver(let item): "carry over \(item.value)"
    case .usage(let usage): "usage \(described(usage))"
    case .metered(let reading): "metered \(reading.end)"
    case .finished(let reason): "finished: \(reason)"
    case .failed(let fault): "failed: \(fault.kind): \(fault)"
    }
}

private func described(_ call: ToolCall) -> String {
    let carried = call.carryOver.map { " + \($0.value)" } ?? ""
    switch call.arguments {
    case .object(let object): return "\(object)" + carried
    case .malformed(let text, let problem): return "malformed: \(problem): \(text)" + carried
    }
}

private func described(_ usage: Usage) -> String {
    let parts: [(String, String?)] = [
        ("prompt", "\(usage.promptTokens)"), ("output", "\(usage.outputTokens)"),
        ("cached", usage.cachedTokens.map { "\($0)" }),
        ("written", usage.cacheWriteTokens.map { "\($0)" }),
        ("thoughts", usage.reasoningTokens.map { "\($0)" }),
        ("prompt ms", usage.promptMilliseconds.map { "\($0)" }),
        ("output ms", usage.outputMilliseconds.map { "\($0)" }),
        ("dollars", usage.dollars.map { "\($0)" }),
    ]
    return parts.compactMap { name, value in value.map { "\(name) \($0)" } }
        .joined(separator: ", ")
}

func quoted(_ bytes: [UInt8]) -> String {
    "\(JSON(.string(String(decoding: bytes, as: UTF8.self))))"
}

// MARK: - Requests that many tests use

extension ModelRequest {
    /// Python with a hole, and another file.
    static var someFIM: ModelRequest {
        var request = FIMRequest(
            prefix: Array("def add(a, b):\n    return ".utf8),
            suffix: Array("\n\nadd(1, 2)\n".utf8),
            path: "src/sum.py", maximumTokens: 64)
        request.language = "Python"
        request.repository = "adder"
        request.context = [
            ContextFile(path: "src/util.py", text: Array("def neg(a): return -a\n".utf8))
        ]
        request.maximumMilliseconds = 900
        request.stop = ["\n\n"]
        return .fim(request)
    }

    /// A conversation in the midst of calls.
    static var someChat: ModelRequest {
        var request = ChatRequest(
            messages: [
                .system("Be brief."), .user("What is in a.txt and b.txt?"),
                .assistant(
                    AssistantMessage(
                        text: "I look.",
                        toolCalls: [
                            ToolCall(
                                id: "toolu_1", name: "read",
                                arguments: .object(JSON(["path": "a.txt"]))),
                            ToolCall(
                                id: "toolu_2", name: "read",
                                arguments: .malformed(text: "{path", problem: "not valid JSON")),
                        ])),
                .toolResults([
                    ToolResult(callID: "toolu_1", toolName: "read", text: "Hello", isError: false),
                    ToolResult(
                        callID: "toolu_2", toolName: "read", text: "not valid JSON", isError: true),
                ]),
            ], maximumTokens: 512)
        request.tools = [someTool]
        request.temperature = 0.2
        request.stop = ["END"]
        return .chat(request)
    }

    /// One question, and a tool.
    static var someQuestion: ModelRequest {
        var request = ChatRequest(messages: [.user("Read a.txt")], maximumTokens: 100)
        request.tools = [someTool]
        return .chat(request)
    }

    static var someTool: Tool {
        Tool(
            name: "read", summary: "Reads a file",
            parameters: JSON([
                "type": "object", "properties": ["path": ["type": "string"]], "required": ["path"],
            ]))
    }

    static var someEdit: ModelRequest {
        var request = EditRequest(
            path: "src/sum.py", before: Array("import util\n\n".utf8),
            region: Array("def add(a, b):\n    return x + b\n".utf8),
            after: Array("\nadd(1, 2)\n".utf8), cursor: 8, maximumTokens: 200)
        request.viewed = [ContextFile(path: "src/util.py", text: Array("NEG = 1\n".utf8))]
        request.edits = [
            RecentEdit(
                path: "src/sum.py", original: Array("def add(x, b):".utf8),
                updated: Array("def add(a, b):".utf8),
                hunks: Array("@@ -3,1 +3,1 @@\n-def add(x, b):\n+def add(a, b):".utf8))
        ]
        return .edit(request)
    }

    static var someApply: ModelRequest {
        .apply(
            ApplyRequest(
                path: "a.py", original: Array("a = 1\nb = 2\n".utf8),
                update: Array("# ... existing code ...\nb = 3\n".utf8), maximumTokens: 200))
    }
}
