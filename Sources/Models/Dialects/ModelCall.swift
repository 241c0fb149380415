/// A request in the words of one server: what is sent below its endpoint, and how the answer is
/// read.
package struct ModelCall: Sendable {
    package let place: Endpoint.Place
    /// Headers beside those that every request with JSON has. None is secret.
    package let headers: [(name: String, value: String)]
    /// JSON.
    package let body: [UInt8]
    /// How the answer's records are read.
    let format: AnswerFormat
    /// What is made of the answer's text.
    var shape: AnswerShape

    init(
        _ place: Endpoint.Place, headers: [(name: String, value: String)] = [], body: [UInt8],
        format: AnswerFormat, shape: AnswerShape = AnswerShape()
    ) {
        self.place = place
        self.headers = headers
        self.body = body
        self.format = format
        self.shape = shape
    }

    /// What reads the answer.
    package func decoder(server: String, dialect: Dialect) -> AnswerDecoder {
        AnswerDecoder(
            format: format, shape: shape, faults: FaultReader(server: server, dialect: dialect))
    }
}

/// What an answer's records look like.
enum AnswerFormat: Sendable {
    /// `choices` with `delta`, `message` or `text`: OpenAI and all who follow it.
    case choices(Dialect)
    case responses
    case anthropic
    /// llama.cpp's own.
    case llama
    case ollama

    /// How records are told apart.
    var isLines: Bool {
        switch self {
        case .ollama: true
        case .choices, .responses, .anthropic, .llama: false
        }
    }
}

/// What is made of an answer's text before anybody sees it.
struct AnswerShape: Sendable {
    /// Texts that end it, and are not part of it.
    var stops: [String] = []
    /// Whether the text may hold tool calls.
    var hasTextTools = false
    /// Turns the whole text into what was asked for; nil passes it on as it comes.
    var transform: (@Sendable ([UInt8]) throws(ModelFault) -> [UInt8])?
}

extension Provider {
    /// The request in this provider's words; a fault when it cannot say it.
    package func call(for request: ModelRequest) throws(ModelFault) -> ModelCall {
        switch request {
        case .fim(let request): try fimCall(request)
        case .chat(let request): chatCall(request)
        case .edit(let request): try editCall(request)
        case .apply(let request): applyCall(request)
        }
    }

    private func fimCall(_ request: FIMRequest) throws(ModelFault) -> ModelCall {
        var call = try fullFIMCall(request)
        // Servers write a token all the same.
        if request.isWarmUp { call.shape = AnswerShape(transform: { _ in [] }) }
        return call
    }

    private func fullFIMCall(_ request: FIMRequest) throws(ModelFault) -> ModelCall {
        switch fimStyle {
        case .native: nativeFIMCall(request)
        case .template(let template):
            try completionCall(
                Completion(
                    prompt: template.prompt(for: request), maximumTokens: request.maximumTokens,
                    temperature: request.temperature, stops: request.stop + template.stops,
                    maximumMilliseconds: request.maximumMilliseconds))
        case .chat: chatCall(HolePrompt.chat(for: request), shape: HolePrompt.shape(for: request))
        }
    }

    private func nativeFIMCall(_ request: FIMRequest) -> ModelCall {
        switch dialect {
        case .llamaCpp: LlamaCpp.infill(request)
        case .ollama: Ollama.fill(request, provider: self)
        case .mistral, .inception:
            Completions.fill(request, at: .versioned("/fim/completions"), provider: self)
        case .deepSeek: Completions.fill(request, at: .root("/beta/completions"), provider: self)
        case .openAI, .lmStudio, .vLLM, .tgi, .openAICompatible, .openRouter, .gemini,
            .openAIResponses, .anthropic:
            Completions.fill(request, at: .versioned("/completions"), provider: self)
        }
    }

    /// The continuation of a text.
    func completionCall(
        _ completion: Completion, shape: AnswerShape? = nil
    ) throws(ModelFault) -> ModelCall {
        switch dialect {
        case .llamaCpp: LlamaCpp.completion(completion, shape: shape)
        case .ollama: Ollama.completion(completion, shape: shape, provider: self)
        case .openAI, .mistral, .deepSeek, .inception, .lmStudio, .vLLM, .tgi, .openRouter,
            .gemini, .openAICompatible:
            Completions.continuation(completion, shape: shape, provider: self)
        case .openAIResponses, .anthropic:
            throw ModelFault(
                .unsupported, "\(name) has no completions of plain text: choose 'chat' for it")
        }
    }

    func chatCall(_ request: ChatRequest, shape: AnswerShape = AnswerShape()) -> ModelCall {
        var shape = shape
        var request = dialect.findsMarks ? ChatMarks.broken(request) : request
        if tools == .text {
            shape.hasTextTools = !request.tools.isEmpty && request.toolChoice != .none
            request = TextTools.plain(request)
        }
        return switch dialect {
        case .ollama: Ollama.chat(request, shape: shape, provider: self)
        case .anthropic: AnthropicMessages.chat(request, shape: shape, provider: self)
        case .openAIResponses: Responses.chat(request, shape: shape, provider: self)
        case .llamaCpp, .openAI, .mistral, .deepSeek, .inception, .lmStudio, .vLLM, .tgi,
            .openRouter, .gemini, .openAICompatible:
            ChatCompletions.chat(request, shape: shape, provider: self)
        }
    }
}

/// A text to be continued.
struct Completion: Sendable {
    var prompt: [UInt8]
    /// 0 only warms up the server's cache.
    var maximumTokens: Int
    var temperature: Double
    var stops: [String]
    var maximumMilliseconds: Int?
}
