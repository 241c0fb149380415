internal import JSON

/// Reads what servers say went wrong into one clear fault.
///
/// Of what a server wrote only one line is shown, and nothing when it refused a key: some servers
/// repeat the key.
package struct FaultReader: Sendable {
    /// How messages name the server.
    private let server: String
    private let dialect: Dialect

    /// Reads the errors of the server with this name.
    package init(server: String, dialect: Dialect) {
        self.server = server
        self.dialect = dialect
    }

    /// The fault of an answer with an error's status. `retryAfterMilliseconds` is what its head
    /// asks for.
    package func fault(
        status: Int, body: [UInt8], retryAfterMilliseconds: Int?
    ) -> ModelFault {
        let json = try? JSON.parse(body, limits: .modelAnswer)
        let report = json.map(ErrorReport.init) ?? ErrorReport(text: body)
        return fault(report, status: status, retryAfterMilliseconds)
    }

    /// The fault that a record in the midst of an answer reports; nil if it reports none.
    func fault(inRecord json: JSON) -> ModelFault? {
        let top = json.kind == .array ? json[0] ?? json : json
        let isError = top["error"].map { !$0.isNull } ?? (top["object"]?.string == "error")
        guard isError else { return nil }
        return fault(ErrorReport(json))
    }

    /// The fault that the midst of an answer reports in a way of its own.
    func fault(_ report: ErrorReport) -> ModelFault {
        fault(report, status: report.status, nil)
    }

    /// The fault of something that is no answer at all.
    func notAnAnswer(_ bytes: [UInt8]) -> ModelFault {
        if bytes.trimmed.first == UInt8(ascii: "<") {
            return ModelFault(
                .badAnswer,
                "\(server) answered with a web page instead of JSON; is the endpoint right?")
        }
        return ModelFault(
            .badAnswer, "\(server) answered with something else than the \(dialect.rawValue) format"
        )
    }

    /// The fault of an answer that broke off.
    func truncated() -> ModelFault {
        ModelFault(.truncated, "\(server) broke off its answer")
    }

    private func fault(
        _ report: ErrorReport, status: Int?, _ retryAfter: Int?
    ) -> ModelFault {
        let kind = kind(report, status: status, retryAfter)
        let said = report.message.isEmpty ? "" : ": \(report.message)"
        let number = status.map { " (\($0))" } ?? ""
        let text =
            switch kind {
            case .unauthorised: "\(server) refused the key\(number); check the key of this provider"
            case .unpaid: "\(server) reports no credit or quota left\(number)\(said)"
            case .forbidden: "\(server) does not permit this\(number)\(said)"
            case .modelUnknown:
                said.isEmpty
                    ? "\(server) has nothing at this address\(number); is the endpoint right?"
                    : "\(server) does not have this model\(number)\(said)"
            case .contextExceeded: "the prompt is too long for \(server)\(number)\(said)"
            case .tooLarge: "the request is too large for \(server)\(number)\(said)"
            case .rateLimited: "\(server) takes no more requests for now\(number)\(said)"
            case .overloaded: "\(server) is not ready or overloaded\(number)\(said)"
            case .unsupported: "\(server) cannot do this\(number)\(said)"
            case .refusedRequest: "\(server) refused the request\(number)\(said)"
            case .badAnswer:
                "\(server) answers from another address\(number), to which nothing is sent; "
                    + "is the endpoint right?"
            case .unreachable, .untrusted, .timedOut, .serverFailed, .truncated, .cancelled,
                .notConfigured, .overBudget:
                "\(server) failed\(number)\(said)"
            }
        return ModelFault(kind, text)
    }

    private func kind(
        _ report: ErrorReport, status: Int?, _ retryAfter: Int?
    ) -> ModelFault.Kind {
        if let kind = report.telling(retryAfter) { return kind }
        switch status ?? (report.isAboutRate ? 429 : 500) {
        case 401: return .unauthorised
        case 402: return .unpaid
        case 403: return .forbidden
        case 404: return .modelUnknown
        case 413: return .tooLarge
        case 429: return .rateLimited(afterMilliseconds: retryAfter)
        case 408, 409, 425, 502, 503, 504, 529: return .overloaded(afterMilliseconds: retryAfter)
        case 501: return .unsupported
        case 400..<500: return .refusedRequest
        // A redirect is not followed: it might lead a key and code to somewhere else.
        case 300..<400: return .badAnswer
        default: return .serverFailed
        }
    }
}

/// What all families of error bodies say, whatever they call it.
struct ErrorReport: Sendable {
    /// One line.
    private(set) var message: String
    /// The words by which programs tell errors apart: types, codes.
    private var codes: [String] = []
    /// The status, where the body names it.
    private(set) var status: Int?
    private var promptTokens: Int?
    private var contextTokens: Int?

    /// A body that is no JSON.
    init(text: [UInt8]) {
        let isPage = text.trimmed.first == UInt8(ascii: "<")
        message = isPage ? "a web page instead of JSON" : ErrorReport.oneLine(text)
    }

    init(_ json: JSON) {
        // Some wrap it in a list, some put everything at the top.
        let top = json.kind == .array ? json[0] ?? json : json
        let error = top["error"].flatMap { $0.isNull ? nil : $0 } ?? top
        let text =
            error.string ?? error["message"]?.string ?? ErrorReport.detail(top["detail"])
            ?? top["message"]?.string ?? error["type"]?.string ?? ""
        message = ErrorReport.oneLine(Array(text.utf8))
        for holder in [top, error] {
            for key in ["type", "code", "status", "error_type", "reason"] {
                if let code = holder[key]?.string { codes.append(code) }
            }
        }
        status = [error["code"], error["http_status_code"], top["raw_status_code"], top["code"]]
            .compactMap { $0?.int }.first { (300..<600).contains($0) }
        promptTokens = error["n_prompt_tokens"]?.int
        contextTokens = error["n_ctx"]?.int
    }

    /// FastAPI's way: a text, or a list of what is wrong where.
    private static func detail(_ json: JSON?) -> String? {
        guard let json else { return nil }
        if let text = json.string { return text }
        let texts = json.elements.compactMap { $0["msg"]?.string }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }

    private static func oneLine(_ text: [UInt8]) -> String {
        let line = text.trimmed.prefix(300).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        return String(decoding: line, as: UTF8.self)
    }

    /// What words alone tell, whatever the status: some servers answer 400 or 500 to everything.
    func telling(_ retryAfter: Int?) -> ModelFault.Kind? {
        let text = message.lowercased()
        if codes.contains("insufficient_quota") { return .unpaid }
        if codes.contains(where: { ErrorReport.unpaidCodes.contains($0) }) { return .unpaid }
        if codes.contains(where: { ErrorReport.keyCodes.contains($0) })
            || text.contains("api key not valid")
        {
            return .unauthorised
        }
        if let exceeded = contextExceeded(text) { return exceeded }
        if codes.contains("overloaded_error") || codes.contains("unavailable_error")
            || text.contains("no models loaded") || text.contains("loading model")
        {
            return .overloaded(afterMilliseconds: retryAfter)
        }
        if codes.contains("not_supported_error") || text.contains("does not support")
            || text.contains("suffix is not") || codes.contains("unsupported_parameter")
            || codes.contains("unsupported_value")
        {
            return .unsupported
        }
        if codes.contains("model_not_found")
            || text.contains("model") && text.contains("not found")
        {
            return .modelUnknown
        }
        return nil
    }

    /// Whether too many requests came.
    var isAboutRate: Bool { codes.contains { ErrorReport.rateCodes.contains($0) } }

    private static let unpaidCodes: Set = [
        "billing_error", "account_error", "insufficient_balance",
    ]
    private static let rateCodes: Set = [
        "rate_limit_error", "rate_limit_exceeded", "rate_limit_reached",
    ]
    private static let keyCodes: Set = [
        "invalid_api_key", "authentication_error", "API_KEY_INVALID",
    ]

    private func contextExceeded(_ text: String) -> ModelFault.Kind? {
        let isExceeded =
            codes.contains("exceed_context_size_error") || codes.contains("context_length_exceeded")
            || text.contains("context length") || text.contains("prompt is too long")
            || text.contains("context size") || text.contains("`inputs` tokens")
        guard isExceeded else { return nil }
        if contextTokens != nil {
            return .contextExceeded(promptTokens: promptTokens, limit: contextTokens)
        }
        let (prompt, limit) = ErrorReport.tokenCounts(text)
        return .contextExceeded(promptTokens: prompt, limit: limit)
    }

    /// The numbers in a message such as "maximum context length is 16384 tokens. However, you
    /// requested 122946 tokens" or "prompt is too long: 5 tokens > 4 maximum".
    private static func tokenCounts(_ text: String) -> (prompt: Int?, limit: Int?) {
        let prompt = ["requested ", "too long: ", "request has ", "resulted in "].lazy
            .compactMap { number(in: text, after: $0) }.first
        let limit = ["context length is ", "tokens > "].lazy
            .compactMap { number(in: text, after: $0) }.first
        return (prompt, limit)
    }

    private static func number(in text: String, after words: String) -> Int? {
        guard let place = text.firstRange(of: words) else { return nil }
        return Int(text[place.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }
}
