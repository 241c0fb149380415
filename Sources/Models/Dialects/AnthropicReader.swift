internal import JSON

/// Reads Anthropic's answers. Blocks are told apart by their index: llama.cpp's copy begins one
/// before it ends another.
struct AnthropicReader: RecordReader {
    private struct Thought: Sendable {
        var text: [UInt8] = []
        var signature = ""
    }

    private var thoughts: [Int: Thought] = [:]
    /// What goes back, by the index of its block.
    private var signed: [(index: Int, value: JSON)] = []

    mutating func read(_ record: JSON, _ state: inout AnswerState) -> [ModelEvent] {
        let index = record["index"]?.int ?? 0
        switch record["type"]?.string ?? "" {
        case "message_start": state.usage = usage(record["message"]?["usage"], state.usage)
        case "content_block_start":
            return record["content_block"].map { start(index, $0, &state) } ?? []
        case "content_block_delta":
            return record["delta"].map { read(index, $0, &state) } ?? []
        case "content_block_stop": stop(index)
        case "message_delta":
            state.usage = usage(record["usage"], state.usage)
            readReason(record["delta"], &state)
        case "message_stop": state.isEnded = true
        case "message":
            state.usage = usage(record["usage"], state.usage)
            readReason(record, &state)
            state.isEnded = true
            return record["content"]?.elements.enumerated().flatMap { index, block in
                let events = start(index, block, &state)
                stop(index)
                return events
            } ?? []
        // New kinds of events may come at any time.
        default: break
        }
        return []
    }

    private func readReason(_ holder: JSON?, _ state: inout AnswerState) {
        if let name = holder?["stop_reason"]?.string { state.reason = FinishReason(name) }
    }

    private mutating func start(
        _ index: Int, _ block: JSON, _ state: inout AnswerState
    ) -> [ModelEvent] {
        switch block["type"]?.string ?? "" {
        case "text":
            let text = block["text"]?.bytes ?? []
            return text.isEmpty ? [] : [.text(text)]
        case "tool_use":
            // A stream begins with an empty object, and brings the arguments piece by piece.
            let input = block["input"].flatMap { $0 == JSON([:] as JSONLiteral) ? nil : $0 }
            state.calls.add(
                index: index, id: block["id"]?.string, name: block["name"]?.string,
                arguments: input.flatMap(argumentBytes))
        case "thinking":
            let text = block["thinking"]?.bytes ?? []
            thoughts[index] = Thought(text: text, signature: block["signature"]?.string ?? "")
            return text.isEmpty ? [] : [.reasoning(text)]
        case "redacted_thinking": signed.append((index, block.detached()))
        default: break
        }
        return []
    }

    private mutating func read(
        _ index: Int, _ delta: JSON, _ state: inout AnswerState
    ) -> [ModelEvent] {
        switch delta["type"]?.string ?? "" {
        case "text_delta": return [.text(delta["text"]?.bytes ?? [])]
        case "input_json_delta":
            state.calls.add(
                index: index, id: nil, name: nil, arguments: delta["partial_json"]?.bytes)
        case "thinking_delta":
            let text = delta["thinking"]?.bytes ?? []
            thoughts[index, default: Thought()].text += text
            return [.reasoning(text)]
        case "signature_delta":
            thoughts[index, default: Thought()].signature += delta["signature"]?.string ?? ""
        default: break
        }
        return []
    }

    private mutating func stop(_ index: Int) {
        guard let thought = thoughts.removeValue(forKey: index), !thought.signature.isEmpty else {
            return
        }
        let value = JSON([
            "type": "thinking", "thinking": .string(String(decoding: thought.text, as: UTF8.self)),
            "signature": .string(thought.signature),
        ])
        signed.append((index, value))
    }

    func carryOver(hasCalls: Bool) -> [CarryOver] {
        signed.sorted { $0.index < $1.index }.map {
            CarryOver(dialect: .anthropic, value: $0.value)
        }
    }

    /// Counts are of the whole answer so far; what a record leaves out stays.
    private func usage(_ json: JSON?, _ earlier: Usage?) -> Usage? {
        guard let json else { return earlier }
        var usage = earlier ?? Usage()
        usage.cachedTokens = json["cache_read_input_tokens"]?.int ?? usage.cachedTokens
        usage.cacheWriteTokens = json["cache_creation_input_tokens"]?.int ?? usage.cacheWriteTokens
        if let input = json["input_tokens"]?.int {
            usage.promptTokens = input + (usage.cachedTokens ?? 0) + (usage.cacheWriteTokens ?? 0)
        }
        usage.outputTokens = json["output_tokens"]?.int ?? usage.outputTokens
        usage.reasoningTokens =
            json["output_tokens_details"]?["thinking_tokens"]?.int ?? usage.reasoningTokens
        return usage
    }
}
