internal import JSON

/// OpenAI's `/responses`.
enum Responses {
    /// A conversation, with tools. Nothing of it is kept at the server.
    static func chat(
        _ request: ChatRequest, shape: AnswerShape, provider: Provider
    ) -> ModelCall {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.key("input")
            write(request.messages, to: &writer)
            writeTools(request, to: &writer)
            writer.member("max_output_tokens", max(16, request.maximumTokens))
            if provider.takesSampling {
                writer.member("temperature", ifPresent: request.temperature)
            }
            if let effort = request.effort {
                writer.member("reasoning") { $0.member("effort", effort.rawValue) }
            }
            writer.member("store", false)
            // What the model thought comes back sealed, so that it need not think it again.
            writer.member("include", ["reasoning.encrypted_content"])
            writer.member("stream", true)
        }
        var shape = shape
        shape.stops += request.stop
        return ModelCall(
            .versioned("/responses"), body: writer.bytes, format: .responses, shape: shape)
    }

    private static func writeTools(_ request: ChatRequest, to writer: inout JSONWriter) {
        guard !request.tools.isEmpty else { return }
        writer.key("tools")
        writer.array { writer in
            for tool in request.tools {
                writer.object { writer in
                    writer.member("type", "function")
                    writer.member("name", tool.name)
                    writer.member("description", tool.summary)
                    writer.member("parameters", tool.parameters)
                    writer.member("strict", false)
                }
            }
        }
        switch request.toolChoice {
        case .automatic: writer.member("tool_choice", "auto")
        case .none: writer.member("tool_choice", "none")
        case .required: writer.member("tool_choice", "required")
        case .named(let name):
            writer.member("tool_choice") { writer in
                writer.member("type", "function")
                writer.member("name", name)
            }
        }
    }

    private static func write(_ messages: [ChatMessage], to writer: inout JSONWriter) {
        var ids = ToolCallIDs(.usual)
        writer.array { writer in
            for message in messages {
                switch message {
                case .system(let text): writer.writeMessage("system", text)
                case .user(let text): writer.writeMessage("user", text)
                case .assistant(let message):
                    for item in message.carryOver where item.dialect == .openAIResponses {
                        writer.write(item.value)
                    }
                    if !message.text.isEmpty { writer.writeMessage("assistant", message.text) }
                    for (call, id) in zip(message.toolCalls, ids.ids(for: message.toolCalls)) {
                        writer.object { writer in
                            writer.member("type", "function_call")
                            writer.member("call_id", id)
                            writer.member("name", call.name)
                            writer.member("arguments", call.arguments.object.description)
                        }
                    }
                case .toolResults(let results):
                    for result in results {
                        writer.object { writer in
                            writer.member("type", "function_call_output")
                            writer.member("call_id", ids.id(for: result))
                            writer.member("output", result.text)
                        }
                    }
                }
            }
        }
    }
}
