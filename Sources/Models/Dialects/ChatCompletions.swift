internal import JSON

/// `/chat/completions`, as OpenAI defined it and the others follow.
enum ChatCompletions {
    /// A conversation, with tools.
    static func chat(
        _ request: ChatRequest, shape: AnswerShape, provider: Provider
    ) -> ModelCall {
        let traits = Traits(provider.dialect)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.key("messages")
            write(request.messages, provider.dialect, traits, to: &writer)
            writeTools(request, traits, to: &writer)
            writer.member(traits.tokenLimit, max(1, request.maximumTokens))
            if provider.takesSampling { writeSampling(request, traits, to: &writer) }
            if traits.takesEffort {
                writer.member("reasoning_effort", ifPresent: request.effort?.rawValue)
            }
            writer.member("stream", true)
            if traits.takesStreamOptions {
                writer.member("stream_options") { $0.member("include_usage", true) }
            }
            if provider.dialect == .llamaCpp { writer.member("cache_prompt", true) }
            // Then each chunk is the whole draft, which gets better and better.
            if provider.dialect == .inception { writer.member("diffusing", true) }
        }
        var shape = shape
        shape.stops += request.stop
        return ModelCall(
            .versioned("/chat/completions"), body: writer.bytes,
            format: .choices(provider.dialect), shape: shape)
    }

    private static func writeSampling(
        _ request: ChatRequest, _ traits: Traits, to writer: inout JSONWriter
    ) {
        writer.member(
            "temperature", ifPresent: request.temperature?.clamped(to: traits.temperatures))
        if !request.stop.isEmpty {
            writer.member("stop", Array(request.stop.prefix(traits.maximumStops)))
        }
    }

    private static func writeTools(
        _ request: ChatRequest, _ traits: Traits, to writer: inout JSONWriter
    ) {
        guard !request.tools.isEmpty else { return }
        writer.key("tools")
        writer.writeFunctions(request.tools)
        switch request.toolChoice {
        case .automatic: writer.member("tool_choice", "auto")
        case .none: writer.member("tool_choice", "none")
        case .required: writer.member("tool_choice", traits.requiredTool)
        case .named(let name):
            writer.member("tool_choice") { writer in
                writer.member("type", "function")
                writer.member("function") { $0.member("name", name) }
            }
        }
    }

    private static func write(
        _ messages: [ChatMessage], _ dialect: Dialect, _ traits: Traits,
        to writer: inout JSONWriter
    ) {
        var ids = ToolCallIDs(traits.toolCallIDs)
        writer.array { writer in
            for message in messages {
                switch message {
                case .system(let text): writer.writeMessage("system", text)
                case .user(let text): writer.writeMessage("user", text)
                case .assistant(let message): write(message, dialect, &ids, to: &writer)
                case .toolResults(let results):
                    for result in results {
                        writer.object { writer in
                            writer.member("role", "tool")
                            writer.member("tool_call_id", ids.id(for: result))
                            writer.member("content", result.text)
                        }
                    }
                }
            }
        }
    }

    private static func write(
        _ message: AssistantMessage, _ dialect: Dialect, _ ids: inout ToolCallIDs,
        to writer: inout JSONWriter
    ) {
        let callIDs = ids.ids(for: message.toolCalls)
        writer.object { writer in
            writer.member("role", "assistant")
            if message.text.isEmpty, !message.toolCalls.isEmpty {
                writer.nullMember("content")
            } else {
                writer.member("content", message.text)
            }
            for item in message.carryOver where item.dialect == dialect {
                writer.members(of: item.value)
            }
            guard !message.toolCalls.isEmpty else { return }
            writer.key("tool_calls")
            writer.array { writer in
                for (call, id) in zip(message.toolCalls, callIDs) {
                    writer.object { writer in
                        writer.member("id", id)
                        writer.member("type", "function")
                        writer.member("function") { writer in
                            writer.member("name", call.name)
                            writer.member("arguments", call.arguments.object.description)
                        }
                        if let item = call.carryOver, item.dialect == dialect {
                            writer.members(of: item.value)
                        }
                    }
                }
            }
        }
    }
}
