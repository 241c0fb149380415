internal import JSON

/// Reads the answers of llama.cpp's own interface.
struct LlamaReader: RecordReader {
    mutating func read(_ record: JSON, _ state: inout AnswerState) -> [ModelEvent] {
        let text = record["content"]?.bytes ?? []
        if record["stop"]?.bool == true {
            state.isEnded = true
            let isCut = record["truncated"]?.bool == true || record["stop_type"]?.string == "limit"
            state.reason = isCut ? .length : .stop
            var usage = Usage()
            usage.promptTokens = record["tokens_evaluated"]?.int ?? 0
            usage.outputTokens = record["tokens_predicted"]?.int ?? 0
            usage.cachedTokens = record["timings"]?["cache_n"]?.int
            usage.promptMilliseconds = record["timings"]?["prompt_ms"]?.double
            usage.outputMilliseconds = record["timings"]?["predicted_ms"]?.double
            state.usage = usage
        }
        return text.isEmpty ? [] : [.text(text)]
    }

    func carryOver(hasCalls: Bool) -> [CarryOver] { [] }
}

/// Reads the answers of Ollama's own interface. Calls come whole, perhaps in several records.
struct OllamaReader: RecordReader {
    mutating func read(_ record: JSON, _ state: inout AnswerState) -> [ModelEvent] {
        var events: [ModelEvent] = []
        let message = record["message"]
        if let thought = (message?["thinking"] ?? record["thinking"])?.bytes, !thought.isEmpty {
            events.append(.reasoning(thought))
        }
        if let text = (message?["content"] ?? record["response"])?.bytes, !text.isEmpty {
            events.append(.text(text))
        }
        for call in message?["tool_calls"]?.elements.map({ $0 }) ?? [] {
            let function = call["function"]
            // Indices begin anew in each record, so they tell nothing.
            state.calls.add(
                index: nil, id: call["id"]?.string, name: function?["name"]?.string,
                arguments: function?["arguments"].flatMap(argumentBytes))
        }
        if record["done"]?.bool == true { end(record, &state) }
        return events
    }

    private func end(_ record: JSON, _ state: inout AnswerState) {
        state.isEnded = true
        state.reason = record["done_reason"]?.string == "length" ? .length : .stop
        var usage = Usage()
        usage.promptTokens = record["prompt_eval_count"]?.int ?? 0
        usage.outputTokens = record["eval_count"]?.int ?? 0
        usage.promptMilliseconds = milliseconds(record["prompt_eval_duration"])
        usage.outputMilliseconds = milliseconds(record["eval_duration"])
        state.usage = usage
    }

    private func milliseconds(_ nanoseconds: JSON?) -> Double? {
        nanoseconds?.double.map { $0 / 1e6 }
    }

    func carryOver(hasCalls: Bool) -> [CarryOver] { [] }
}
