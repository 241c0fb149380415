internal import JSON

// The answers of interfaces whose events have names.

/// Anthropic's messages, and llama.cpp's copy of them, whose blocks overlap.
func renderMessages(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
    let isCopy = request.kind == .llamaCpp
    let stop: JSONLiteral =
        answer.isCut ? "max_tokens" : answer.calls.isEmpty ? "end_turn" : "tool_use"
    let usage: Members = [
        ("input_tokens", .int(answer.promptTokens - answer.cachedTokens)),
        ("cache_read_input_tokens", .int(answer.cachedTokens)),
        ("cache_creation_input_tokens", 0),
    ]
    func message(_ content: [JSONLiteral], stop: JSONLiteral, output: Int) -> JSONLiteral {
        [
            "id": "msg_1", "type": "message", "role": "assistant", "model": request.model,
            "content": .array(content), "stop_reason": stop, "stop_sequence": nil,
            "usage": .object(usage + [("output_tokens", .int(output))]),
        ]
    }
    guard request.streams else {
        return .whole(message(wholeBlocks(answer), stop: stop, output: answer.outputTokens))
    }
    func named(_ name: String, _ members: Members = []) -> [UInt8] {
        event(.object([("type", .string(name))] + members), name: name)
    }
    var opening = [
        named("message_start", [("message", message([], stop: nil, output: 0))])
    ]
    if !isCopy { opening.append(named("ping")) }
    var content: [[UInt8]] = []
    var stops: [[UInt8]] = []
    for (index, block) in blocks(answer).enumerated() {
        let place: Members = [("index", .int(index))]
        let start = isCopy ? block.startWithoutInput : block.start
        content.append(named("content_block_start", place + [("content_block", start)]))
        content += block.deltas.map { named("content_block_delta", place + [("delta", $0)]) }
        let end = named("content_block_stop", place)
        if isCopy { stops.append(end) } else { content.append(end) }
    }
    // Names that a client does not know are to be passed over.
    if !isCopy { content.append(named("future_event", [("value", 1)])) }
    let delta: Members = [
        ("delta", ["stop_reason": stop, "stop_sequence": nil]),
        ("usage", ["output_tokens": .int(answer.outputTokens)]),
    ]
    return .events(
        opening: opening, content + stops,
        closing: [named("message_delta", delta), named("message_stop")])
}

private struct Block {
    var start: JSONLiteral
    var startWithoutInput: JSONLiteral
    var deltas: [JSONLiteral]
}

private func blocks(_ answer: ScriptedAnswer) -> [Block] {
    var blocks: [Block] = []
    if !answer.reasoning.isEmpty {
        let start: JSONLiteral = ["type": "thinking", "thinking": "", "signature": ""]
        let deltas: [JSONLiteral] =
            answer.reasoning.map { ["type": "thinking_delta", "thinking": .string($0)] }
            + [["type": "signature_delta", "signature": "c2lnbmVk"]]
        blocks.append(Block(start: start, startWithoutInput: start, deltas: deltas))
    }
    if !answer.text.isEmpty {
        let start: JSONLiteral = ["type": "text", "text": ""]
        let deltas = answer.text.map { ["type": "text_delta", "text": .string($0)] as JSONLiteral }
        blocks.append(Block(start: start, startWithoutInput: start, deltas: deltas))
    }
    for call in answer.calls {
        let head: Members = [
            ("type", "tool_use"), ("id", .string(call.id ?? "")), ("name", .string(call.name)),
        ]
        let deltas = ([""] + call.fragments).map {
            ["type": "input_json_delta", "partial_json": .string($0)] as JSONLiteral
        }
        blocks.append(
            Block(
                start: .object(head + [("input", [:])]), startWithoutInput: .object(head),
                deltas: deltas))
    }
    return blocks
}

private func wholeBlocks(_ answer: ScriptedAnswer) -> [JSONLiteral] {
    var blocks: [JSONLiteral] = []
    if !answer.reasoning.isEmpty {
        blocks.append([
            "type": "thinking", "thinking": .string(answer.reasoning.joined()),
            "signature": "c2lnbmVk",
        ])
    }
    if !answer.text.isEmpty {
        blocks.append(["type": "text", "text": .string(answer.wholeText)])
    }
    for call in answer.calls {
        let input = (try? JSON.parse(Array(call.arguments.utf8), limits: .standard))
        blocks.append([
            "type": "tool_use", "id": .string(call.id ?? ""), "name": .string(call.name),
            "input": input.map(JSONLiteral.json) ?? [:],
        ])
    }
    return blocks
}

/// OpenAI's responses.
func renderResponses(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
    let items = responseItems(answer)
    let end = answer.isCut ? "incomplete" : "completed"
    func response(_ status: String, _ output: [JSONLiteral], isOver: Bool) -> JSONLiteral {
        let reason: JSONLiteral = answer.isCut ? ["reason": "max_output_tokens"] : nil
        let usage: JSONLiteral = [
            "input_tokens": .int(answer.promptTokens),
            "input_tokens_details": ["cached_tokens": .int(answer.cachedTokens)],
            "output_tokens": .int(answer.outputTokens),
            "output_tokens_details": ["reasoning_tokens": .int(answer.reasoning.count)],
        ]
        return [
            "id": "resp_1", "object": "response", "status": .string(status),
            "model": request.model, "error": nil, "output": .array(output),
            "incomplete_details": isOver ? reason : nil, "usage": isOver ? usage : nil,
        ]
    }
    let whole = response(end, items.map(\.item), isOver: true)
    guard request.streams else { return .whole(whole) }
    var sequence = 0
    func named(_ name: String, _ members: Members) -> [UInt8] {
        defer { sequence += 1 }
        let head: Members = [("type", .string(name)), ("sequence_number", .int(sequence))]
        return event(.object(head + members), name: name)
    }
    let begun = response("in_progress", [], isOver: false)
    let opening = [
        named("response.created", [("response", begun)]),
        named("response.in_progress", [("response", begun)]),
    ]
    var content: [[UInt8]] = []
    for (index, item) in items.enumerated() {
        let place: Members = [("output_index", .int(index))]
        content.append(named("response.output_item.added", place + [("item", item.begun)]))
        content += item.deltas.map {
            named(item.deltaName, place + item.place + [("delta", .string($0))])
        }
        content.append(named("response.output_item.done", place + [("item", item.item)]))
    }
    return .events(
        opening: opening, content, closing: [named("response.\(end)", [("response", whole)])])
}

private struct ResponseItem {
    var begun: JSONLiteral
    var item: JSONLiteral
    var deltaName: String
    var deltas: [String]
    /// What each delta says of its place.
    var place: Members
}

private func responseItems(_ answer: ScriptedAnswer) -> [ResponseItem] {
    var items: [ResponseItem] = []
    if !answer.reasoning.isEmpty {
        let summary: JSONLiteral = [
            "type": "summary_text", "text": .string(answer.reasoning.joined()),
        ]
        items.append(
            ResponseItem(
                begun: ["type": "reasoning", "id": "rs_1", "summary": []],
                item: [
                    "type": "reasoning", "id": "rs_1", "summary": [summary],
                    "encrypted_content": "c2VjcmV0",
                ],
                deltaName: "response.reasoning_summary_text.delta", deltas: answer.reasoning,
                place: [("item_id", "rs_1"), ("summary_index", 0)]))
    }
    if !answer.text.isEmpty {
        let part: JSONLiteral = [
            "type": "output_text", "text": .string(answer.wholeText), "annotations": [],
        ]
        let head: Members = [("type", "message"), ("id", "msg_1"), ("role", "assistant")]
        items.append(
            ResponseItem(
                begun: .object(head + [("status", "in_progress"), ("content", [])]),
                item: .object(head + [("status", "completed"), ("content", [part])]),
                deltaName: "response.output_text.delta", deltas: answer.text,
                place: [("item_id", "msg_1"), ("content_index", 0)]))
    }
    for (index, call) in answer.calls.enumerated() {
        let id = "fc_\(index)"
        let head: Members = [
            ("type", "function_call"), ("id", .string(id)),
            ("call_id", .string(call.id ?? "call_\(index)")), ("name", .string(call.name)),
        ]
        items.append(
            ResponseItem(
                begun: .object(head + [("arguments", ""), ("status", "in_progress")]),
                item: .object(
                    head + [("arguments", .string(call.arguments)), ("status", "completed")]),
                deltaName: "response.function_call_arguments.delta", deltas: call.fragments,
                place: [("item_id", .string(id))]))
    }
    return items
}
