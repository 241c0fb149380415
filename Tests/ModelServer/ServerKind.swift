internal import JSON

/// The servers that can be played.
package enum ServerKind: Sendable, CaseIterable {
    case llamaCpp, ollama, openAI, anthropic, mistral, deepSeek, inception, lmStudio, vLLM, tgi
    case openRouter, gemini

    /// What a user's URL of such a server has behind the host.
    var basePath: String {
        switch self {
        case .openAI: "/v1"
        case .openRouter: "/api/v1"
        case .gemini: "/v1beta/openai"
        case .llamaCpp, .ollama, .anthropic, .mistral, .deepSeek, .inception, .lmStudio, .vLLM,
            .tgi:
            ""
        }
    }

    /// What is at a path; nil where there is nothing that computes.
    func endpoint(path: String) -> Endpoint? {
        let common: [String: Endpoint] = [
            "/v1/chat/completions": .chat, "/v1/completions": .completions,
        ]
        let routes: [String: Endpoint] =
            switch self {
            case .llamaCpp:
                common.merging([
                    "/infill": .llamaNative, "/completion": .llamaNative,
                    "/completions": .llamaNative, "/chat/completions": .chat,
                    "/v1/responses": .responses, "/v1/messages": .messages,
                ]) { $1 }
            case .ollama:
                common.merging(["/api/generate": .ollamaGenerate, "/api/chat": .ollamaChat]) { $1 }
            case .openAI: common.merging(["/v1/responses": .responses]) { $1 }
            case .anthropic: ["/v1/messages": .messages]
            case .mistral: ["/v1/chat/completions": .chat, "/v1/fim/completions": .chat]
            case .deepSeek:
                [
                    "/chat/completions": .chat, "/v1/chat/completions": .chat,
                    "/beta/completions": .completions,
                ]
            case .inception:
                [
                    "/v1/chat/completions": .chat, "/v1/fim/completions": .completions,
                    "/v1/edit/completions": .edit, "/v1/apply/completions": .edit,
                ]
            case .lmStudio, .vLLM: common
            case .tgi:
                common.merging(["/generate": .tgiGenerate, "/generate_stream": .tgiStream]) { $1 }
            case .openRouter:
                ["/api/v1/chat/completions": .chat, "/api/v1/completions": .completions]
            case .gemini: ["/v1beta/openai/chat/completions": .chat]
            }
        return routes[path]
    }
}

/// What a path computes, and so how the answer looks.
enum Endpoint {
    case chat, completions, responses, messages, edit
    case llamaNative, ollamaGenerate, ollamaChat, tgiGenerate, tgiStream

    /// Whether the answer streams when the request does not say.
    var streamsUnasked: Bool {
        switch self {
        case .ollamaGenerate, .ollamaChat, .tgiStream: true
        case .chat, .completions, .responses, .messages, .edit, .llamaNative, .tgiGenerate: false
        }
    }

    func render(_ answer: ScriptedAnswer, _ request: ModelRequest) -> Rendering {
        switch self {
        case .chat: renderChat(answer, request)
        case .completions: renderCompletions(answer, request)
        case .responses: renderResponses(answer, request)
        case .messages: renderMessages(answer, request)
        case .edit: renderEdit(answer, request)
        case .llamaNative: renderLlama(answer, request)
        case .ollamaGenerate: renderOllama(answer, request, isChat: false)
        case .ollamaChat: renderOllama(answer, request, isChat: true)
        case .tgiGenerate, .tgiStream: renderTGI(answer, request, streams: self == .tgiStream)
        }
    }

    /// What this server would refuse for its form.
    func problem(with body: JSON, _ kind: ServerKind) -> Reply? {
        func refuse(_ status: Int, _ message: String) -> Reply {
            kind.refuse(status: status, message, type: "invalid_request_error")
        }
        if case .object = body.kind {
        } else {
            return refuse(kind == .llamaCpp ? 500 : 400, "the body is no JSON object")
        }
        switch (self, kind) {
        case (.llamaNative, _):
            let isInfill = body["prompt"] == nil || body["input_prefix"] != nil
            if isInfill, body["input_prefix"] == nil || body["input_suffix"] == nil {
                return refuse(500, "key 'input_suffix' not found")
            }
        case (.messages, .anthropic) where body["max_tokens"]?.int == nil:
            return refuse(400, "max_tokens: Field required")
        case (.completions, .vLLM) where body["suffix"] != nil:
            return refuse(400, "suffix is not currently supported")
        case (.completions, .tgi) where body["suffix"] != nil:
            return refuse(
                422, "Suffix is not supported and can be achieved by preprocessing the prompt.")
        case (.chat, _) where body["messages"]?.elements.count ?? 0 == 0 && body["prompt"] == nil:
            return refuse(400, "messages: Field required")
        default: break
        }
        return nil
    }
}
