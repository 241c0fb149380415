internal import JSON

/// Anthropic's Messages.
enum AnthropicMessages {
    /// A conversation, with tools. What the next request will have in common with this one is
    /// marked for the cache: tools and system, and the messages up to now.
    static func chat(
        _ request: ChatRequest, shape: AnswerShape, provider: Provider
    ) -> ModelCall {
        let system = request.messages.compactMap { message in
            if case .system(let text) = message { text } else { nil }
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.member("max_tokens", max(1, request.maximumTokens))
            if !system.isEmpty {
                writer.key("system")
                writer.array { writer in
                    writer.object { writer in
                        writer.member("type", "text")
                        writer.member("text", system.joined(separator: "\n\n"))
                        writer.markForCache()
                    }
                }
            }
            writer.key("messages")
            write(request.messages, to: &writer)
            writeTools(request, isMarked: system.isEmpty, to: &writer)
            if provider.takesSampling {
                writer.member("temperature", ifPresent: request.temperature?.clamped(to: 0...1))
            }
            let stops = request.stop.filter { !$0.allSatisfy(\.isWhitespace) }
            if !stops.isEmpty { writer.member("stop_sequences", stops) }
            if let effort = request.effort {
                writer.member("output_config") { $0.member("effort", effort.rawValue) }
            }
            writer.member("stream", true)
        }
        var shape = shape
        shape.stops += request.stop
        return ModelCall(
            .versioned("/messages"), headers: [("anthropic-version", "2023-06-01")],
            body: writer.bytes, format: .anthropic, shape: shape)
    }

    private static func writeTools(
        _ request: ChatRequest, isMarked: Bool, to writer: inout JSONWriter
    ) {
        guard !request.tools.isEmpty else { return }
        writer.key("tools")
        writer.array { writer in
            for (index, tool) in request.tools.enumerated() {
                writer.object { writer in
                    writer.member("name", tool.name)
                    writer.member("description", tool.summary)
                    writer.member("input_schema", tool.parameters)
                    // Tools come before the system's text: a mark there covers them too.
                    if isMarked, index == request.tools.count - 1 { writer.markForCache() }
                }
            }
        }
        writer.member("tool_choice") { writer in
            switch request.toolChoice {
            case .automatic: writer.member("type", "auto")
            case .none: writer.member("type", "none")
            case .required: writer.member("type", "any")
            case .named(let name):
                writer.member("type", "tool")
                writer.member("name", name)
            }
        }
    }

    private static func write(_ messages: [ChatMessage], to writer: inout JSONWriter) {
        let blocks = blocksByMessage(messages)
        writer.array { writer in
            for (index, message) in blocks.enumerated() {
                writer.object { writer in
                    writer.member("role", message.isUser ? "user" : "assistant")
                    writer.key("content")
                    writer.array { writer in
                        for (place, block) in message.blocks.enumerated() {
                            let isLast =
                                index == blocks.count - 1
                                && place == message.blocks.count - 1
                            block.write(to: &writer, isMarked: isLast)
                        }
                    }
                }
            }
        }
    }

    fileprivate struct Message {
        let isUser: Bool
        var blocks: [Block]
    }

    fileprivate enum Block {
        case text(String)
        case call(ToolCall, id: String)
        case result(ToolResult, id: String)
        case carriedOver(JSON)
    }

    /// Roles take turns, so what belongs to one role is one message.
    private static func blocksByMessage(_ messages: [ChatMessage]) -> [Message] {
        var ids = ToolCallIDs(.usual)
        var joined: [Message] = []
        func append(_ blocks: [Block], isUser: Bool) {
            if blocks.isEmpty { return }
            if let last = joined.last, last.isUser == isUser {
                joined[joined.count - 1].blocks += blocks
            } else {
                joined.append(Message(isUser: isUser, blocks: blocks))
            }
        }
        for message in messages {
            switch message {
            case .system: break
            case .user(let text): append(text.isEmpty ? [] : [.text(text)], isUser: true)
            case .assistant(let message):
                let callIDs = ids.ids(for: message.toolCalls)
                let thoughts = message.carryOver.filter { $0.dialect == .anthropic }
                let text = message.text.allSatisfy(\.isWhitespace) ? [] : [Block.text(message.text)]
                append(
                    thoughts.map { .carriedOver($0.value) } + text
                        + zip(message.toolCalls, callIDs).map { .call($0, id: $1) },
                    isUser: false)
            case .toolResults(let results):
                append(results.map { .result($0, id: ids.id(for: $0)) }, isUser: true)
            }
        }
        return joined
    }
}

extension AnthropicMessages.Block {
    fileprivate func write(to writer: inout JSONWriter, isMarked: Bool) {
        if case .carriedOver(let value) = self { return writer.write(value) }
        writer.object { writer in
            switch self {
            case .text(let text):
                writer.member("type", "text")
                writer.member("text", text)
            case .call(let call, let id):
                writer.member("type", "tool_use")
                writer.member("id", id)
                writer.member("name", call.name)
                writer.member("input", call.arguments.object)
            case .result(let result, let id):
                writer.member("type", "tool_result")
                writer.member("tool_use_id", id)
                writer.member("content", result.text)
                if result.isError { writer.member("is_error", true) }
            case .carriedOver: break
            }
            if isMarked { writer.markForCache() }
        }
    }
}

extension JSONWriter {
    /// Lets the server remember the prompt up to here.
    fileprivate mutating func markForCache() {
        member("cache_control") { $0.member("type", "ephemeral") }
    }
}
