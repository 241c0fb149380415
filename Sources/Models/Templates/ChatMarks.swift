/// The marks by which the templates of chat models tell who speaks. Servers that fill in such a
/// template take them for what they are wherever they stand: a file, or what a test printed, could
/// speak as the user.
enum ChatMarks {
    private static let breaker = MarkBreaker(marks: [
        "<|im_start|>", "<|im_end|>", "<|im_sep|>", "<|endoftext|>", "<|begin_of_text|>",
        "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|eom_id|>",
        "<|system|>", "<|user|>", "<|assistant|>", "<|observation|>", "<|start|>", "<|end|>",
        "<|channel|>", "<|message|>", "<|call|>", "<|return|>", "<start_of_turn>", "<end_of_turn>",
        "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[AVAILABLE_TOOLS]",
        "[TOOL_CALLS]", "[TOOL_RESULTS]", "<｜User｜>", "<｜Assistant｜>", "<｜begin▁of▁sentence｜>",
        "<｜end▁of▁sentence｜>", "<｜tool▁", "<tool_call>", "</tool_call>", "<tool_response>",
        "</tool_response>",
    ])

    /// The same conversation, in which marks are only text.
    static func broken(_ request: ChatRequest) -> ChatRequest {
        var request = request
        request.messages = request.messages.map { message in
            switch message {
            case .system(let text): return .system(broken(text))
            case .user(let text): return .user(broken(text))
            case .assistant(var message):
                message.text = broken(message.text)
                return .assistant(message)
            case .toolResults(let results):
                return .toolResults(
                    results.map { result in
                        var result = result
                        result.text = broken(result.text)
                        return result
                    })
            }
        }
        return request
    }

    private static func broken(_ text: String) -> String {
        String(decoding: breaker.broken(Array(text.utf8)), as: UTF8.self)
    }
}

extension Dialect {
    /// Whether its servers find marks in the text that they are given.
    var findsMarks: Bool {
        switch self {
        case .llamaCpp, .ollama, .lmStudio, .vLLM, .tgi, .openAICompatible: true
        case .openAI, .openAIResponses, .anthropic, .mistral, .deepSeek, .inception, .openRouter,
            .gemini:
            false
        }
    }
}
