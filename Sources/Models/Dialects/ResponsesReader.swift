internal import JSON

/// Reads the answers of OpenAI's `/responses`. A call is read when its item is done, which repeats
/// all of it.
struct ResponsesReader: RecordReader {
    private var sealed: [CarryOver] = []
    private var hasRefused = false

    mutating func read(_ record: JSON, _ state: inout AnswerState) -> [ModelEvent] {
        if record["object"]?.string == "response" {
            let items = record["output"]?.elements.flatMap { read($0, isStreamed: false, &state) }
            end(record, &state)
            return items ?? []
        }
        switch record["type"]?.string ?? "" {
        case "response.output_text.delta": return [.text(record["delta"]?.bytes ?? [])]
        case "response.refusal.delta":
            hasRefused = true
            return [.text(record["delta"]?.bytes ?? [])]
        case "response.reasoning_summary_text.delta", "response.reasoning_text.delta":
            return [.reasoning(record["delta"]?.bytes ?? [])]
        case "response.output_item.done":
            return record["item"].map { read($0, isStreamed: true, &state) } ?? []
        case "response.completed", "response.incomplete", "response.failed":
            if let response = record["response"] { end(response, &state) }
        case "error": state.error = ErrorReport(record)
        // New kinds of events may come at any time.
        default: break
        }
        return []
    }

    /// An item that is complete. The text of one that was streamed has been read already.
    private mutating func read(
        _ item: JSON, isStreamed: Bool, _ state: inout AnswerState
    ) -> [ModelEvent] {
        switch item["type"]?.string ?? "" {
        case "function_call":
            state.calls.add(
                index: nil, id: item["call_id"]?.string ?? item["id"]?.string,
                name: item["name"]?.string, arguments: item["arguments"].flatMap(argumentBytes))
        case "reasoning" where item["encrypted_content"]?.string != nil:
            sealed.append(CarryOver(dialect: .openAIResponses, value: item.detached()))
        case "message" where !isStreamed:
            return item["content"]?.elements.compactMap { part in
                if part["refusal"] != nil { hasRefused = true }
                return (part["text"] ?? part["refusal"])?.bytes.map { .text($0) }
            } ?? []
        default: break
        }
        return []
    }

    private mutating func end(_ response: JSON, _ state: inout AnswerState) {
        state.isEnded = true
        if let usage = response["usage"], !usage.isNull {
            var counts = Usage()
            counts.promptTokens = usage["input_tokens"]?.int ?? 0
            counts.outputTokens = usage["output_tokens"]?.int ?? 0
            counts.cachedTokens = usage["input_tokens_details"]?["cached_tokens"]?.int
            counts.reasoningTokens = usage["output_tokens_details"]?["reasoning_tokens"]?.int
            state.usage = counts
        }
        switch response["status"]?.string ?? "completed" {
        case "failed": state.error = ErrorReport(response)
        case "incomplete":
            let reason = response["incomplete_details"]?["reason"]?.string ?? "length"
            state.reason = FinishReason(reason)
        default: state.reason = hasRefused ? .refused : .stop
        }
    }

    func carryOver(hasCalls: Bool) -> [CarryOver] { hasCalls ? sealed : [] }
}
