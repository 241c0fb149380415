internal import JSON

extension ServerKind {
    /// How this kind of server declines.
    func refuse(
        _ refusal: Refusal, headers: [(name: String, value: String)] = []
    ) -> Reply {
        let (message, type) = words(refusal)
        return refuse(
            status: status(refusal), message, type: type, headers: headers,
            more: refusal == .contextExceeded && self == .llamaCpp
                ? [("n_prompt_tokens", 20001), ("n_ctx", 4096)] : [])
    }

    /// An error with words of its own, in this kind's form.
    func refuse(
        status: Int, _ message: String, type: String,
        headers: [(name: String, value: String)] = [], more: Members = []
    ) -> Reply {
        let body = errorBody(status: status, message, type: type, more)
        let text = String(decoding: bytes(body), as: UTF8.self)
        return Reply(status, headers: headers, text: text)
    }

    /// The record within an answer that says that something went wrong.
    func errorRecord(isEventStream: Bool) -> [UInt8] {
        let (message, type) = words(.serverError)
        let body = errorBody(status: 500, message, type: type)
        if !isEventStream { return line(body) }
        switch self {
        case .anthropic: return event(body, name: "error")
        case .openRouter:
            let choice: JSONLiteral = ["index": 0, "delta": [:], "finish_reason": "error"]
            return event([
                "id": "gen-1", "object": "chat.completion.chunk", "choices": [choice],
                "error": ["code": 502, "message": .string(message)],
            ])
        case .deepSeek, .gemini, .inception, .llamaCpp, .lmStudio, .mistral, .ollama, .openAI,
            .tgi, .vLLM:
            return event(body)
        }
    }

    private func errorBody(
        status: Int, _ message: String, type: String, _ more: Members = []
    ) -> JSONLiteral {
        let text = JSONLiteral.string(message)
        let kind = JSONLiteral.string(type)
        switch self {
        case .llamaCpp:
            let members: Members = [("code", .int(status)), ("message", text), ("type", kind)]
            return ["error": .object(members + more)]
        case .vLLM:
            return [
                "error": [
                    "message": text, "type": kind, "param": nil, "code": .int(status),
                ]
            ]
        case .openAI, .deepSeek, .inception:
            return ["error": ["message": text, "type": kind, "param": nil, "code": kind]]
        case .openRouter: return ["error": ["code": .int(status), "message": text]]
        case .ollama: return ["error": text]
        case .anthropic:
            return [
                "type": "error", "error": ["type": kind, "message": text], "request_id": "req_1",
            ]
        case .mistral:
            if status == 401 { return ["detail": text] }
            if status == 422 {
                return ["detail": [["loc": ["body"], "msg": text, "type": kind]]]
            }
            return [
                "object": "error", "message": text, "type": kind, "param": nil, "code": "3505",
                "raw_status_code": .int(status),
            ]
        case .tgi: return ["error": text, "error_type": kind]
        case .gemini:
            return [
                [
                    "error": [
                        "code": .int(status), "message": text, "status": "FAILED", "details": [],
                    ]
                ]
            ]
        case .lmStudio: return ["error": ["message": text]]
        }
    }

    private func status(_ refusal: Refusal) -> Int {
        switch refusal {
        case .badKey: self == .gemini ? 400 : 401
        case .unpaid: 402
        case .unknownModel: 404
        case .contextExceeded: 400
        case .tooLarge: 413
        case .tooManyRequests: 429
        case .serverError: 500
        case .overloaded: self == .anthropic ? 529 : 503
        case .loading: 503
        }
    }

    private func words(_ refusal: Refusal) -> (message: String, type: String) {
        switch refusal {
        case .badKey:
            switch self {
            case .llamaCpp: ("Invalid API Key", "authentication_error")
            case .gemini: ("API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT")
            case .anthropic: ("invalid x-api-key", "authentication_error")
            default: ("Incorrect API key provided", "invalid_api_key")
            }
        case .unpaid: ("Insufficient Balance", "billing_error")
        case .unknownModel:
            switch self {
            case .ollama: ("model 'scripted' not found", "not_found_error")
            case .vLLM: ("The model `scripted` does not exist.", "NotFoundError")
            default: ("The model scripted does not exist", "model_not_found")
            }
        case .contextExceeded: contextWords
        case .tooLarge: ("Request exceeds the maximum size", "request_too_large")
        case .tooManyRequests: ("Rate limit reached", "rate_limit_exceeded")
        case .serverError: ("The server had an error", "server_error")
        case .overloaded: ("Overloaded", "overloaded_error")
        case .loading: ("Loading model", "unavailable_error")
        }
    }

    private var contextWords: (message: String, type: String) {
        switch self {
        case .llamaCpp:
            (
                "request (20001 tokens) exceeds the available context size (4096 tokens), "
                    + "try increasing it", "exceed_context_size_error"
            )
        case .vLLM:
            (
                "This model's maximum context length is 4096 tokens. However, you requested "
                    + "20001 tokens (19001 in the messages, 1000 in the completion).",
                "BadRequestError"
            )
        case .anthropic:
            ("prompt is too long: 20001 tokens > 4096 maximum", "invalid_request_error")
        case .ollama: ("the input length exceeds the context length", "invalid_request_error")
        case .tgi:
            (
                "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 19001 `inputs` tokens "
                    + "and 1000 `max_new_tokens`", "validation"
            )
        case .deepSeek, .gemini, .inception, .lmStudio, .mistral, .openAI, .openRouter:
            (
                "This model's maximum context length is 4096 tokens. However, your messages "
                    + "resulted in 20001 tokens.", "context_length_exceeded"
            )
        }
    }
}
