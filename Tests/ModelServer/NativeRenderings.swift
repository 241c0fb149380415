internal import JSON

// The answers of local servers' own interfaces.

/// llama.cpp's `/infill` and `/completion`: no `[DONE]` at the end.
func renderLlama(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
    func last(_ text: String) -> JSONLiteral {
        [
            "index": 0, "content": .string(text), "tokens": [], "id_slot": 0, "stop": true,
            "model": "scripted", "tokens_predicted": .int(answer.outputTokens),
            "tokens_evaluated": .int(answer.promptTokens), "has_new_line": false,
            "truncated": false, "stop_type": answer.isCut ? "limit" : "eos", "stopping_word": "",
            "tokens_cached": .int(answer.promptTokens + answer.outputTokens),
            "timings": llamaTimings(answer),
        ]
    }
    guard request.streams else { return .whole(last(answer.wholeText)) }
    let records = answer.text.enumerated().map { index, token in
        event([
            "index": 0, "content": .string(token), "tokens": [.int(index)], "stop": false,
            "id_slot": -1, "tokens_predicted": .int(index + 1),
            "tokens_evaluated": .int(answer.promptTokens),
        ])
    }
    return .events(records, closing: [event(last(""))])
}

/// What llama.cpp measured.
func llamaTimings(_ answer: ScriptedAnswer) -> JSONLiteral {
    [
        "cache_n": .int(answer.cachedTokens),
        "prompt_n": .int(answer.promptTokens - answer.cachedTokens), "prompt_ms": 8.5,
        "predicted_n": .int(answer.outputTokens), "predicted_ms": 20.25,
        "predicted_per_second": 150.5,
    ]
}

/// Ollama's `/api/generate` and `/api/chat`: lines of JSON, calls whole and with an object as their
/// arguments.
func renderOllama(
    _ answer: ScriptedAnswer, _ request: ModelRequest, isChat: Bool
) -> Rendering {
    func record(
        text: String = "", thinking: String? = nil, calls: [JSONLiteral] = [],
        isDone: Bool = false
    ) -> JSONLiteral {
        var members: Members = [
            ("model", request.model), ("created_at", "2026-01-01T00:00:00.000000Z"),
        ]
        var said: Members = isChat ? [("role", "assistant"), ("content", .string(text))] : []
        if let thinking { said.append(("thinking", .string(thinking))) }
        if !calls.isEmpty { said.append(("tool_calls", .array(calls))) }
        members += isChat ? [("message", .object(said))] : [("response", .string(text))] + said
        members.append(("done", .bool(isDone)))
        if isDone {
            members += [
                ("done_reason", answer.isCut ? "length" : "stop"),
                ("total_duration", 30_000_000), ("load_duration", 1_000_000),
                ("prompt_eval_count", .int(answer.promptTokens)),
                ("prompt_eval_duration", 8_500_000),
                ("eval_count", .int(answer.outputTokens)), ("eval_duration", 20_250_000),
            ]
        }
        return .object(members)
    }
    let calls = isChat ? answer.calls.enumerated().map(ollamaCall) : []
    guard request.streams else {
        let thoughts = answer.reasoning.isEmpty ? nil : answer.reasoning.joined()
        return .whole(
            record(text: answer.wholeText, thinking: thoughts, calls: calls, isDone: true))
    }
    let records =
        answer.reasoning.map { line(record(thinking: $0)) }
        + answer.text.map { line(record(text: $0)) } + calls.map { line(record(calls: [$0])) }
    return Rendering(
        type: "application/x-ndjson", content: records, closing: [line(record(isDone: true))])
}

private func ollamaCall(index: Int, call: ScriptedAnswer.Call) -> JSONLiteral {
    // What a model wrote that is no JSON, Ollama passes on as text.
    let arguments = (try? JSON.parse(Array(call.arguments.utf8), limits: .standard))
        .map(JSONLiteral.json)
    var members: Members = [
        (
            "function",
            [
                "index": .int(index), "name": .string(call.name),
                "arguments": arguments ?? .string(call.arguments),
            ]
        )
    ]
    if let id = call.id { members.append(("id", .string(id))) }
    return .object(members)
}

/// text-generation-inference's own: the last record has the whole text.
func renderTGI(
    _ answer: ScriptedAnswer, _ request: ModelRequest, streams: Bool
) -> Rendering {
    let details: JSONLiteral = [
        "finish_reason": answer.isCut ? "length" : "eos_token",
        "generated_tokens": .int(answer.outputTokens), "input_length": .int(answer.promptTokens),
    ]
    guard streams else {
        return .whole(["generated_text": .string(answer.wholeText), "details": details])
    }
    func record(_ index: Int, _ text: String, special: Bool, _ more: Members) -> [UInt8] {
        let token: JSONLiteral = [
            "id": .int(index), "text": .string(text), "logprob": -0.5, "special": .bool(special),
        ]
        return event(.object([("index", .int(index)), ("token", token)] + more))
    }
    let nothing: Members = [("generated_text", nil), ("details", nil)]
    let records = answer.text.enumerated().map {
        record($0 + 1, $1, special: false, nothing)
    }
    let end = record(
        answer.text.count + 1, "<|endoftext|>", special: true,
        [("generated_text", .string(answer.wholeText)), ("details", details)])
    return .events(records, closing: [end])
}
