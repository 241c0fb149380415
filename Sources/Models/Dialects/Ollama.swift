internal import JSON

/// Ollama's own interface.
enum Ollama {
    /// `/api/generate` with a suffix: the model's template says where it goes.
    static func fill(_ request: FIMRequest, provider: Provider) -> ModelCall {
        // It looks for marks in the filled template, wherever they come from.
        let breaker = MarkBreaker(marks: FIMTemplate.marks(forModelNamed: provider.model))
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.member("prompt", utf8: breaker.broken(request.prefix))
            // Without a suffix the prompt would go through the template for chats.
            let suffix = request.suffix.isEmpty ? [0x0A] : breaker.broken(request.suffix)
            writer.member("suffix", utf8: suffix)
            writer.member("stream", true)
            // Nobody waits for thoughts while typing.
            writer.member("think", false)
            writeOptions(
                to: &writer, maximumTokens: request.maximumTokens,
                temperature: request.temperature, stops: request.stop,
                contextTokens: provider.contextTokens)
        }
        return ModelCall(
            .root("/api/generate"), body: writer.bytes, format: .ollama,
            shape: AnswerShape(stops: request.stop))
    }

    /// `/api/generate` with the text as it is.
    static func completion(
        _ completion: Completion, shape: AnswerShape?, provider: Provider
    ) -> ModelCall {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.member("prompt", utf8: completion.prompt)
            writer.member("raw", true)
            writer.member("stream", true)
            writeOptions(
                to: &writer, maximumTokens: completion.maximumTokens,
                temperature: completion.temperature, stops: completion.stops,
                contextTokens: provider.contextTokens)
        }
        return ModelCall(
            .root("/api/generate"), body: writer.bytes, format: .ollama,
            shape: shape ?? AnswerShape(stops: completion.stops))
    }

    /// `/api/chat`.
    static func chat(
        _ request: ChatRequest, shape: AnswerShape, provider: Provider
    ) -> ModelCall {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.key("messages")
            writer.array { writer in
                for message in request.messages { write(message, to: &writer) }
            }
            if !request.tools.isEmpty, request.toolChoice != .none {
                writer.key("tools")
                writer.writeFunctions(request.tools)
            }
            writer.member("stream", true)
            writeOptions(
                to: &writer, maximumTokens: request.maximumTokens,
                temperature: request.temperature, stops: request.stop,
                contextTokens: provider.contextTokens)
        }
        var shape = shape
        shape.stops += request.stop
        return ModelCall(.root("/api/chat"), body: writer.bytes, format: .ollama, shape: shape)
    }

    private static func write(_ message: ChatMessage, to writer: inout JSONWriter) {
        switch message {
        case .system(let text): writer.writeMessage("system", text)
        case .user(let text): writer.writeMessage("user", text)
        case .assistant(let message):
            writer.object { writer in
                writer.member("role", "assistant")
                writer.member("content", message.text)
                guard !message.toolCalls.isEmpty else { return }
                writer.key("tool_calls")
                writer.array { writer in
                    for call in message.toolCalls {
                        writer.object { writer in
                            writer.member("function") { writer in
                                writer.member("name", call.name)
                                writer.member("arguments", call.arguments.object)
                            }
                        }
                    }
                }
            }
        case .toolResults(let results):
            for result in results {
                writer.object { writer in
                    writer.member("role", "tool")
                    writer.member("tool_name", result.toolName)
                    writer.member("content", result.text)
                }
            }
        }
    }

    /// Where the context's length is not configured it is not sent: to change it is to load the
    /// model anew.
    private static func writeOptions(
        to writer: inout JSONWriter, maximumTokens: Int, temperature: Double?, stops: [String],
        contextTokens: Int?
    ) {
        writer.member("options") { writer in
            // Ollama takes 0 for no bound at all.
            writer.member("num_predict", max(1, maximumTokens))
            writer.member("num_ctx", ifPresent: contextTokens)
            writer.member("temperature", ifPresent: temperature)
            if !stops.isEmpty { writer.member("stop", stops) }
        }
    }
}
