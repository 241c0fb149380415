/// In what the servers that follow OpenAI differ.
struct Traits: Sendable {
    /// The member that bounds the answer's tokens.
    var tokenLimit: StaticString = "max_tokens"
    /// How many stop texts a server takes; the rest is left to us.
    var maximumStops = 16
    /// Whether it is asked for usage in a stream. Who forbids unknown members is not.
    var takesStreamOptions = true
    /// Whether it knows how long to think.
    var takesEffort = false
    /// The temperatures that it takes.
    var temperatures: ClosedRange<Double> = 0...2
    /// What its word for "some tool must be called" is.
    var requiredTool = "required"
    var toolCallIDs = ToolCallIDs.Form.usual

    init(_ dialect: Dialect) {
        switch dialect {
        case .openAI:
            tokenLimit = "max_completion_tokens"
            maximumStops = 4
            takesEffort = true
        case .mistral:
            takesStreamOptions = false
            temperatures = 0...1.5
            requiredTool = "any"
            toolCallIDs = .nineCharacters
        case .inception:
            maximumStops = 4
            takesEffort = true
            temperatures = 0.5...1
        case .tgi: maximumStops = 4
        case .openRouter: takesEffort = true
        case .gemini:
            maximumStops = 5
            takesEffort = true
        case .llamaCpp, .deepSeek, .lmStudio, .vLLM, .openAICompatible: break
        case .ollama, .openAIResponses, .anthropic: break
        }
    }
}
