package import JSON

/// A conversation to be continued by the model.
package struct ChatRequest: Sendable, Equatable {
    package var messages: [ChatMessage]
    package var tools: [Tool]
    package var toolChoice: ToolChoice
    package var maximumTokens: Int
    /// Nil leaves it to the server: some models take no other value.
    package var temperature: Double?
    /// Texts at which the answer ends, without them.
    package var stop: [String]
    /// How long the model may think; nil leaves it to the server.
    package var effort: ReasoningEffort?

    /// A conversation without tools.
    package init(messages: [ChatMessage], maximumTokens: Int) {
        self.messages = messages
        self.maximumTokens = maximumTokens
        tools = []
        toolChoice = .automatic
        stop = []
    }
}

/// How long a model may think before it answers.
package enum ReasoningEffort: String, Sendable, CaseIterable {
    case low, medium, high
}

/// One step of a conversation.
package enum ChatMessage: Sendable, Equatable {
    case system(String)
    case user(String)
    case assistant(AssistantMessage)
    /// The results of all calls of the assistant's message before it.
    case toolResults([ToolResult])
}

/// What the model said.
package struct AssistantMessage: Sendable, Equatable {
    package var text: String
    package var toolCalls: [ToolCall]
    /// What its server wants back unchanged.
    package var carryOver: [CarryOver]

    /// A message of the model's.
    package init(text: String, toolCalls: [ToolCall] = [], carryOver: [CarryOver] = []) {
        self.text = text
        self.toolCalls = toolCalls
        self.carryOver = carryOver
    }
}

/// A piece of an answer that means something only to the kind of server that sent it, such as
/// signed thoughts. It goes back to that kind, and to no other.
package struct CarryOver: Sendable, Equatable {
    package var dialect: Dialect
    package var value: JSON

    /// Something that servers of this dialect want back.
    package init(dialect: Dialect, value: JSON) {
        self.dialect = dialect
        self.value = value
    }
}

/// Something that the model may ask us to do.
package struct Tool: Sendable, Equatable {
    package var name: String
    package var summary: String
    /// The JSON Schema of its arguments, an object.
    package var parameters: JSON

    /// A tool that the model may call.
    package init(name: String, summary: String, parameters: JSON) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
    }
}

/// Whether the model may, must or must not call tools.
package enum ToolChoice: Sendable, Equatable {
    case automatic
    case none
    case required
    case named(String)
}

/// A tool that the model calls.
package struct ToolCall: Sendable, Equatable {
    /// What its result refers to; made up where the server gives none.
    package var id: String
    package var name: String
    package var arguments: ToolArguments
    /// What its server wants back unchanged with it.
    package var carryOver: CarryOver?

    /// A call with its arguments.
    package init(
        id: String, name: String, arguments: ToolArguments, carryOver: CarryOver? = nil
    ) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.carryOver = carryOver
    }
}

/// The arguments of a call, read strictly.
package enum ToolArguments: Sendable, Equatable {
    /// A JSON object. Whether it fits the tool's schema is for the tool to say.
    case object(JSON)
    /// What the model wrote instead, and what is wrong with it, to be told to the model.
    case malformed(text: String, problem: String)
}

/// What came of a call.
package struct ToolResult: Sendable, Equatable {
    package var callID: String
    package var toolName: String
    package var text: String
    package var isError: Bool

    /// The result of the call with this identifier.
    package init(callID: String, toolName: String, text: String, isError: Bool) {
        self.callID = callID
        self.toolName = toolName
        self.text = text
        self.isError = isError
    }
}
