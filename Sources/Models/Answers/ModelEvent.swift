/// A piece of a model's answer, in the order of its arrival. An answer ends with exactly one
/// `finished` or `failed`.
package enum ModelEvent: Sendable, Equatable {
    /// Nothing that came before counts: the request had to make room, and is sent anew.
    case restarted
    /// More of the text, UTF-8; characters may be cut between two events.
    case text([UInt8])
    /// The whole text as it is now, instead of all so far: a diffusion model refines a draft.
    case draft([UInt8])
    /// More of what the model thinks before it answers.
    case reasoning([UInt8])
    /// A call, complete.
    case toolCall(ToolCall)
    /// Something to be kept with the message for the next request.
    case carryOver(CarryOver)
    /// What it has cost so far; the last one counts.
    case usage(Usage)
    /// What asking one model came to. Of several that were asked in turn each has its own.
    case metered(Reading)
    case finished(FinishReason)
    case failed(ModelFault)

    /// Whether nothing comes behind it.
    package var isLast: Bool {
        switch self {
        case .finished, .failed: true
        case .restarted, .text, .draft, .reasoning, .toolCall, .carryOver, .usage, .metered: false
        }
    }

    /// Whether it is a part of the answer itself, after which nobody else may be asked.
    var isShown: Bool {
        switch self {
        case .text, .draft, .reasoning, .toolCall, .carryOver: true
        case .restarted, .usage, .metered, .finished, .failed: false
        }
    }
}

/// Why an answer ended.
package enum FinishReason: Sendable, Equatable {
    /// The model was done, or a stop text came.
    case stop
    /// The bound on tokens or the context was reached: the answer is cut.
    case length
    /// The model waits for the results of its calls.
    case toolCalls
    /// A filter of the server's, or the model itself, declined.
    case refused
    /// What only this server knows.
    case other(String)
}

/// The tokens of one answer, as its server counted them, and what the server says of its time.
package struct Usage: Sendable, Equatable {
    /// All tokens of the prompt, those from a cache included.
    package var promptTokens = 0
    package var outputTokens = 0
    /// The tokens of the prompt that came from a cache; nil where the server does not say.
    package var cachedTokens: Int?
    /// The tokens of the prompt that were put into a cache, where that costs extra.
    package var cacheWriteTokens: Int?
    /// The tokens of the output that were thoughts.
    package var reasoningTokens: Int?
    /// Time for the prompt and for the output, where the server measures it.
    package var promptMilliseconds: Double?
    package var outputMilliseconds: Double?
    /// The price in dollars, where the server names it.
    package var dollars: Double?

    package init() {}
}

/// A whole answer, put together from its events.
package struct ModelAnswer: Sendable, Equatable {
    package private(set) var text: [UInt8] = []
    package private(set) var reasoning: [UInt8] = []
    package private(set) var toolCalls: [ToolCall] = []
    package private(set) var carryOver: [CarryOver] = []
    package private(set) var usage: Usage?
    /// What each model that was asked for it came to; the last is the one that answered.
    package private(set) var readings: [Reading] = []
    /// How it ended; nil while it goes on.
    package private(set) var outcome: Result<FinishReason, ModelFault>?

    /// An answer of which nothing has come yet.
    package init() {}

    /// Takes in the next event.
    package mutating func apply(_ event: ModelEvent) {
        switch event {
        case .restarted:
            let spent = readings
            self = ModelAnswer()
            readings = spent
        case .text(let more): text += more
        case .draft(let whole): text = whole
        case .reasoning(let more): reasoning += more
        case .toolCall(let call): toolCalls.append(call)
        case .carryOver(let item): carryOver.append(item)
        case .usage(let latest): usage = latest
        case .metered(let reading): readings.append(reading)
        case .finished(let reason): outcome = .success(reason)
        case .failed(let fault): outcome = .failure(fault)
        }
    }

    /// The answer as the next request's conversation holds it.
    package var message: AssistantMessage {
        AssistantMessage(
            text: String(decoding: text, as: UTF8.self), toolCalls: toolCalls,
            carryOver: carryOver)
    }
}
