internal import JSON

// The answers of OpenAI's older interface and of everyone who copied it, each in his own way.

func renderChat(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
    guard request.streams else { return wholeChat(answer, request) }
    let kind = request.kind
    let wantsUsage = request.body["stream_options"]?["include_usage"]?.bool == true
    func chunk(_ delta: JSONLiteral, finish: JSONLiteral = nil, _ more: Members = []) -> [UInt8] {
        let choice: JSONLiteral = ["index": 0, "delta": delta, "finish_reason": finish]
        var members = chatHead(request, "chat.completion.chunk") + [("choices", [choice])] + more
        if kind == .openAI {
            if wantsUsage { members.append(("usage", nil)) }
            members.append(("obfuscation", "Xk3"))
        }
        return event(.object(members))
    }

    var opening = [chunk(["role": "assistant", "content": kind == .llamaCpp ? nil : ""])]
    if kind == .deepSeek { opening.insert(Array(": keep-alive\n\n".utf8), at: 0) }
    if kind == .openRouter { opening.insert(Array(": OPENROUTER PROCESSING\n\n".utf8), at: 0) }

    var content: [[UInt8]] = []
    if kind == .inception, request.body["diffusing"]?.bool == true {
        content = frames(answer, request)
    } else {
        if let key = kind.reasoningKey {
            content += answer.reasoning.map { chunk(.object([(key, .string($0))])) }
        }
        content += answer.text.enumerated().map { index, token in
            // Mistral's content is a text or a list of parts, as it likes.
            let isList = kind == .mistral && index % 2 == 1
            return chunk([
                "content": isList
                    ? [["type": "text", "text": .string(token)]] : .string(token)
            ])
        }
    }
    content += callDeltas(answer, kind).map { chunk(["tool_calls": [$0]]) }

    var usage: Members = [("usage", chatUsage(answer, kind))]
    if kind == .llamaCpp { usage.append(("timings", llamaTimings(answer))) }
    let isOnFinish = [.mistral, .deepSeek, .gemini, .openRouter].contains(kind)
    var closing = [
        chunk([:], finish: finishReason(answer, kind), isOnFinish ? usage : [])
    ]
    if wantsUsage, !isOnFinish {
        let last: Members = [("choices", [])] + usage
        closing.append(event(.object(chatHead(request, "chat.completion.chunk") + last)))
    }
    closing.append(Array("data: [DONE]\n\n".utf8))
    return .events(opening: opening, content, closing: closing)
}

/// The answer in one piece.
private func wholeChat(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
    let kind = request.kind
    var message: Members = [
        ("role", "assistant"),
        ("content", answer.text.isEmpty ? nil : .string(answer.wholeText)),
    ]
    if let key = kind.reasoningKey, !answer.reasoning.isEmpty {
        message.append((key, .string(answer.reasoning.joined())))
    }
    if !answer.calls.isEmpty {
        let calls = answer.calls.enumerated().map { wholeCall($1, index: $0, kind) }
        message.append(("tool_calls", .array(calls)))
    }
    let choice: JSONLiteral = [
        "index": 0, "message": .object(message), "finish_reason": finishReason(answer, kind),
    ]
    var members = chatHead(request, "chat.completion") + [("choices", [choice])]
    members.append(("usage", chatUsage(answer, kind)))
    var rendering = Rendering.whole(.object(members))
    // Empty lines keep the connection alive while it thinks.
    if kind == .deepSeek { rendering.content.insert([10, 10], at: 0) }
    return rendering
}

func renderCompletions(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
    let finish: JSONLiteral = answer.isCut ? "length" : "stop"
    let usage: Members = [("usage", chatUsage(answer, request.kind))]
    func object(_ text: String, finish: JSONLiteral, _ more: Members = []) -> JSONLiteral {
        let choice: JSONLiteral = [
            "index": 0, "text": .string(text), "logprobs": nil, "finish_reason": finish,
        ]
        return .object(
            chatHead(request, "text_completion") + [("choices", [choice])] + more)
    }
    guard request.streams else {
        return .whole(object(answer.wholeText, finish: finish, usage))
    }
    return .events(
        answer.text.map { event(object($0, finish: nil)) },
        closing: [event(object("", finish: finish, usage)), Array("data: [DONE]\n\n".utf8)])
}

/// Inception's edits, which never stream: the new text within a fence.
func renderEdit(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
    let choice: JSONLiteral = [
        "index": 0, "finish_reason": answer.isCut ? "length" : "stop",
        "message": [
            "role": "assistant", "content": .string("```\n\(answer.wholeText)\n```"),
        ],
    ]
    let usage = chatUsage(answer, request.kind)
    return .whole(
        .object(
            chatHead(request, "edit.completion") + [("choices", [choice]), ("usage", usage)]))
}

typealias Members = [(String, JSONLiteral)]

private func chatHead(_ request: ModelRequest, _ object: String) -> Members {
    [
        ("id", "chatcmpl-1"), ("object", .string(object)), ("created", 1_700_000_000),
        ("model", request.model),
    ]
}

private func finishReason(_ answer: ScriptedAnswer, _ kind: ServerKind) -> JSONLiteral {
    if answer.isCut { return "length" }
    // Gemini says that it stopped even when it waits for a tool.
    return answer.calls.isEmpty || kind == .gemini ? "stop" : "tool_calls"
}

/// A diffusion model's frames: each is the whole text.
private func frames(_ answer: ScriptedAnswer, _ request: ModelRequest) -> [[UInt8]] {
    let texts = answer.drafts + [answer.wholeText]
    return texts.enumerated().map { index, text in
        let choice: JSONLiteral = [
            "index": 0, "finish_reason": nil,
            "delta": ["role": "assistant", "content": .string(text), "tool_calls": []],
        ]
        let meta: JSONLiteral = [
            "diffusion_content": true,
            "diffusion_progress": .double(Double(index + 1) / Double(texts.count)),
        ]
        return event(
            .object(
                chatHead(request, "chat.completion.chunk")
                    + [("choices", [choice]), ("diffusion_meta", meta)]))
    }
}

/// The calls as they stream: whole where the server does so, else name first and then arguments,
/// those of several calls in turn.
private func callDeltas(_ answer: ScriptedAnswer, _ kind: ServerKind) -> [JSONLiteral] {
    if [.mistral, .gemini, .ollama].contains(kind) {
        return answer.calls.enumerated().map { wholeCall($1, index: $0, kind) }
    }
    var deltas = answer.calls.enumerated().map { index, call in
        callDelta(
            index,
            [("type", "function")] + (call.id.map { [("id", .string($0))] } ?? []),
            ["name": .string(call.name), "arguments": ""])
    }
    let longest = answer.calls.map(\.fragments.count).max() ?? 0
    for round in 0..<longest {
        for (index, call) in answer.calls.enumerated() where round < call.fragments.count {
            deltas.append(callDelta(index, [], ["arguments": .string(call.fragments[round])]))
        }
    }
    return deltas
}

private func callDelta(_ index: Int, _ more: Members, _ function: JSONLiteral) -> JSONLiteral {
    .object([("index", .int(index))] + more + [("function", function)])
}

private func wholeCall(
    _ call: ScriptedAnswer.Call, index: Int, _ kind: ServerKind
) -> JSONLiteral {
    var members: Members = [("index", .int(index)), ("type", "function")]
    // Gemini's older models give no id, but the member.
    if let id = call.id ?? (kind == .gemini ? "" : nil) { members.append(("id", .string(id))) }
    members.append(
        ("function", ["name": .string(call.name), "arguments": .string(call.arguments)]))
    if kind == .gemini, index == 0 {
        members.append(("extra_content", ["google": ["thought_signature": "c2lnbmVk"]]))
    }
    return .object(members)
}

private func chatUsage(_ answer: ScriptedAnswer, _ kind: ServerKind) -> JSONLiteral {
    let (prompt, cached) = (answer.promptTokens, answer.cachedTokens)
    var members: Members = [
        ("prompt_tokens", .int(prompt)), ("completion_tokens", .int(answer.outputTokens)),
        ("total_tokens", .int(prompt + answer.outputTokens)),
    ]
    switch kind {
    case .openAI, .llamaCpp, .openRouter:
        members.append(("prompt_tokens_details", ["cached_tokens": .int(cached)]))
        members.append(
            ("completion_tokens_details", ["reasoning_tokens": .int(answer.reasoning.count)]))
        if kind == .openRouter { members.append(("cost", 0.00025)) }
    case .deepSeek:
        members.append(("prompt_cache_hit_tokens", .int(cached)))
        members.append(("prompt_cache_miss_tokens", .int(prompt - cached)))
    case .inception:
        members.append(("cached_input_tokens", .int(cached)))
        members.append(("reasoning_tokens", .int(answer.reasoning.count)))
    case .anthropic, .gemini, .lmStudio, .mistral, .ollama, .tgi, .vLLM: break
    }
    return .object(members)
}

extension ServerKind {
    /// Where thoughts are in a message; nil where they are not shown.
    fileprivate var reasoningKey: String? {
        switch self {
        case .llamaCpp, .deepSeek, .vLLM, .lmStudio: "reasoning_content"
        case .ollama, .openRouter: "reasoning"
        case .anthropic, .gemini, .inception, .mistral, .openAI, .tgi: nil
        }
    }
}
