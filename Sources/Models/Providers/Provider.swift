internal import Base
package import HTTP

/// One model on one server, and what is known of both.
package struct Provider: Sendable, Equatable {
    /// How settings and messages name it.
    package var name: String
    package var dialect: Dialect
    package var endpoint: Endpoint
    package var model: String
    /// Where its key comes from; nil for a server that wants none.
    package var key: KeySource?
    /// How it is asked to fill in; nil is what the dialect and the model's name suggest.
    package var fim: FIMStyle?
    /// How it is asked for the next edit; nil is what the dialect and the model's name suggest.
    package var edit: EditStyle?
    package var tools: ToolStyle
    /// Whether it lets us choose a temperature and stop texts; models that think often do not.
    package var takesSampling: Bool
    /// The tokens that prompt and answer may have together; nil when nobody has said.
    package var contextTokens: Int?
    package var limits: ProviderLimits
    /// The way to it.
    package var route: HTTPRoute

    /// A provider of which no more is known.
    package init(name: String, dialect: Dialect, endpoint: Endpoint, model: String) {
        self.name = name
        self.dialect = dialect
        self.endpoint = endpoint
        self.model = model
        tools = .native
        takesSampling = true
        limits = ProviderLimits(isLocal: endpoint.isLocal)
        route = HTTPRoute()
    }
}

/// How a model is asked to fill in.
package enum FIMStyle: Sendable, Equatable {
    /// By the server's own means: it knows the model's template.
    case native
    /// By a prompt that follows the model's template.
    case template(FIMTemplate)
    /// By a chat that shows the hole.
    case chat
}

/// How a model calls tools.
package enum ToolStyle: String, Sendable, CaseIterable {
    /// By the server's own means.
    case native
    /// In its text.
    case text
}

/// The bounds on requests to one provider.
package struct ProviderLimits: Sendable, Equatable {
    package var connectMilliseconds = 5_000
    package var firstByteMilliseconds: Int
    package var stallMilliseconds = 60_000
    package var maximumResponseBytes = 32 << 20
    /// Requests at the same time.
    package var maximumInFlight: Int

    /// What is usual here or elsewhere: a local server may have to load its model first, and does
    /// one thing at a time.
    package init(isLocal: Bool) {
        firstByteMilliseconds = isLocal ? 300_000 : 120_000
        maximumInFlight = isLocal ? 1 : 4
    }
}

extension ProviderLimits {
    func timeouts(for role: ModelRole) -> HTTPTimeouts {
        // Nobody who types waits for a server that is gone: the next in the order is asked.
        let isTyping = role == .fim || role == .edit
        return HTTPTimeouts(
            connectMilliseconds: isTyping ? min(connectMilliseconds, 1500) : connectMilliseconds,
            firstByteMilliseconds: firstByteMilliseconds, stallMilliseconds: stallMilliseconds)
    }
}

extension Provider {
    /// The header that shows a key to it.
    func header(showing key: Secret) -> SecretHeader {
        switch dialect {
        case .anthropic: SecretHeader("x-api-key", key)
        case .llamaCpp, .ollama, .openAI, .openAIResponses, .mistral, .deepSeek, .inception,
            .lmStudio, .vLLM, .tgi, .openRouter, .gemini, .openAICompatible:
            SecretHeader("authorization", scheme: "Bearer ", key)
        }
    }

    /// What the meters call it.
    package var modelName: ModelName {
        ModelName(provider: name, model: model, isLocal: endpoint.isLocal)
    }

    /// How it is asked to fill in.
    package var fimStyle: FIMStyle {
        if let fim { return fim }
        switch dialect {
        case .llamaCpp, .ollama, .mistral, .deepSeek, .inception: return .native
        case .openAI:
            return ["instruct", "davinci", "babbage"].contains { model.contains($0) }
                ? .native : .chat
        case .lmStudio, .vLLM, .tgi, .openAICompatible:
            return FIMTemplate.forModel(named: model).map { .template($0) } ?? .chat
        case .openAIResponses, .anthropic, .openRouter, .gemini: return .chat
        }
    }

    /// How it is asked for the next edit.
    package var editStyle: EditStyle {
        if let edit { return edit }
        if dialect == .inception { return .mercury }
        return EditStyle.forModel(named: model) ?? .chat
    }

    /// Whether a request that asks for nothing makes the next one faster, at no price.
    package var canWarmUp: Bool { endpoint.isLocal && fimStyle != .chat }

    /// Whether its server should be asked how its model is to be asked to fill in: the model's name
    /// does not tell, and the server may.
    func mustLearn(after fault: ModelFault, to request: ModelRequest) -> Bool {
        guard case .fim = request, fault.kind == .unsupported, fimStyle == .native else {
            return false
        }
        return dialect == .ollama && FIMTemplate.forModel(named: model) == nil
    }

    /// The provider as it should be asked instead, after it said that it cannot do what was asked;
    /// nil when there is no other way. `reported` is the layout that its server told of.
    func adjusted(
        after fault: ModelFault, to request: ModelRequest, reported: FIMTemplate?
    ) -> Provider? {
        guard fault.kind == .unsupported else { return nil }
        var other = self
        switch request {
        case .fim:
            guard fimStyle == .native else { return nil }
            let template = FIMTemplate.forModel(named: model) ?? reported
            other.fim = template.map { .template($0) } ?? .chat
        case .chat(let chat):
            if takesSampling,
                fault.message.contains("temperature") || fault.message.contains("stop")
            {
                other.takesSampling = false
            } else if tools == .native, !chat.tools.isEmpty {
                other.tools = .text
            } else {
                return nil
            }
        case .edit, .apply: return nil
        }
        return other
    }
}
