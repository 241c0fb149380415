internal import JSON

/// Reads answers with `choices`: chats and completions, streamed or whole.
struct ChoicesReader: RecordReader {
    private let dialect: Dialect
    private var thoughts: [UInt8] = []
    private var thoughtDetails: [JSON] = []

    init(dialect: Dialect) {
        self.dialect = dialect
    }

    mutating func read(_ record: JSON, _ state: inout AnswerState) -> [ModelEvent] {
        if let usage = Usage(record) { state.usage = usage }
        guard
            let choice = record["choices"]?.elements.first(where: { ($0["index"]?.int ?? 0) == 0 })
        else { return [] }
        if let error = choice["error"], !error.isNull { state.error = ErrorReport(choice) }
        var events: [ModelEvent] = []
        if let text = choice["text"]?.bytes, !text.isEmpty { events.append(.text(text)) }
        if let delta = choice["delta"] ?? choice["message"] {
            let isDraft = record["diffusion_meta"]?["diffusion_content"]?.bool == true
            events += read(delta, isDraft: isDraft)
            readCalls(delta["tool_calls"], &state)
        }
        if let name = choice["finish_reason"]?.string {
            switch name {
            case "error", "insufficient_system_resource":
                if state.error == nil { state.error = ErrorReport(text: Array(name.utf8)) }
            default: state.reason = FinishReason(name)
            }
        }
        return events
    }

    private mutating func read(_ delta: JSON, isDraft: Bool) -> [ModelEvent] {
        var events: [ModelEvent] = []
        let thought = delta["reasoning_content"]?.bytes ?? delta["reasoning"]?.bytes ?? []
        if !thought.isEmpty {
            thoughts += thought
            events.append(.reasoning(thought))
        }
        thoughtDetails += delta["reasoning_details"].map { Array($0.elements) } ?? []
        guard let content = delta["content"] else { return events }
        if let text = content.bytes, !text.isEmpty {
            events.append(isDraft ? .draft(text) : .text(text))
        }
        // Some servers send a list of parts.
        for part in content.elements {
            if let text = part["text"]?.bytes { events.append(.text(text)) }
            for thought in part["thinking"]?.elements.compactMap({ $0["text"]?.bytes }) ?? [] {
                events.append(.reasoning(thought))
            }
        }
        if let refusal = delta["refusal"]?.bytes, !refusal.isEmpty { events.append(.text(refusal)) }
        return events
    }

    private func readCalls(_ calls: JSON?, _ state: inout AnswerState) {
        for call in calls?.elements.map({ $0 }) ?? [] {
            let function = call["function"]
            let extra = call["extra_content"].map { value in
                CarryOver(dialect: dialect, value: JSON(["extra_content": .json(value)]))
            }
            state.calls.add(
                index: call["index"]?.int, id: call["id"]?.string, name: function?["name"]?.string,
                arguments: function?["arguments"].flatMap(argumentBytes), carryOver: extra)
        }
    }

    /// DeepSeek wants its thoughts back within a loop of calls, and only there.
    func carryOver(hasCalls: Bool) -> [CarryOver] {
        guard hasCalls else { return [] }
        switch dialect {
        case .deepSeek where !thoughts.isEmpty:
            let text = String(decoding: thoughts, as: UTF8.self)
            return [CarryOver(dialect: dialect, value: JSON(["reasoning_content": .string(text)]))]
        case .openRouter where !thoughtDetails.isEmpty:
            let details = JSONLiteral.array(thoughtDetails.map { .json($0) })
            return [CarryOver(dialect: dialect, value: JSON(["reasoning_details": details]))]
        case .llamaCpp, .ollama, .openAI, .openAIResponses, .anthropic, .mistral, .deepSeek,
            .inception, .lmStudio, .vLLM, .tgi, .openRouter, .gemini, .openAICompatible:
            return []
        }
    }
}

/// Arguments come as text with JSON in it, or as JSON.
func argumentBytes(_ arguments: JSON) -> [UInt8]? {
    switch arguments.kind {
    case .null: nil
    case .string: arguments.bytes
    case .bool, .number, .array, .object: Array(arguments.description.utf8)
    }
}

extension FinishReason {
    /// What servers call it.
    init(_ name: String) {
        self =
            switch name {
            case "stop", "end_turn", "stop_sequence", "eos", "eos_token", "word": .stop
            case "length", "max_tokens", "model_length", "limit", "max_output_tokens",
                "model_context_window_exceeded":
                .length
            case "tool_calls", "function_call", "tool_use": .toolCalls
            case "content_filter", "refusal": .refused
            default: .other(name)
            }
    }
}

extension Usage {
    /// The usage in a record of the OpenAI family, whatever its servers add; nil if it has none.
    init?(_ record: JSON) {
        let usage = record["usage"]
        let timings = record["timings"]
        guard let prompt = usage?["prompt_tokens"]?.int ?? timings?["prompt_n"]?.int else {
            return nil
        }
        self.init()
        cachedTokens =
            usage?["prompt_tokens_details"]?["cached_tokens"]?.int
            ?? usage?["prompt_cache_hit_tokens"]?.int ?? usage?["cached_input_tokens"]?.int
            ?? timings?["cache_n"]?.int
        // Timings count only what was not in the cache.
        promptTokens = usage?["prompt_tokens"] == nil ? prompt + (cachedTokens ?? 0) : prompt
        outputTokens = usage?["completion_tokens"]?.int ?? timings?["predicted_n"]?.int ?? 0
        cacheWriteTokens = usage?["prompt_tokens_details"]?["cache_write_tokens"]?.int
        reasoningTokens =
            usage?["completion_tokens_details"]?["reasoning_tokens"]?.int
            ?? usage?["reasoning_tokens"]?.int
        promptMilliseconds = timings?["prompt_ms"]?.double
        outputMilliseconds = timings?["predicted_ms"]?.double
        dollars = usage?["cost"]?.double
    }
}
