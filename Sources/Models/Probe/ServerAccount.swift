internal import JSON

/// What a server says of itself and of one of its models. Nil is what it does not say.
package struct ServerAccount: Sendable, Equatable {
    /// The names of the models that it offers.
    package var models: [String] = []
    package var contextTokens: Int?
    package var fillsIn: Bool?
    /// The layout whose marks stand in what the server says of the model.
    package var template: FIMTemplate?
    package var callsTools: Bool?
    /// What the loaded model takes, and how much of that lies on graphics cards.
    package var memoryBytes: Int?
    package var graphicsMemoryBytes: Int?
    /// How much of the memory for contexts is in use, from 0 to 1.
    package var contextMemoryShare: Double?
    package var requestsRunning: Int?
    package var requestsWaiting: Int?

    package init() {}
}

/// One question to a server, and how its answer is read. Pure.
struct ProbeQuestion: Sendable {
    let place: Endpoint.Place
    /// What is posted; nil for a question without a body.
    var body: [UInt8]?
    /// Whether a server that does not answer it is none of this kind. Else it is passed over.
    var isEssential = false
    let read: @Sendable (_ status: Int, _ body: [UInt8], _ account: inout ServerAccount) -> Void

    /// The questions for a provider, the essential one first.
    static func all(for provider: Provider) -> [ProbeQuestion] {
        switch provider.dialect {
        case .llamaCpp:
            [modelList(provider, "/models"), llamaProperties, llamaMetrics, llamaInfill]
        case .ollama: [ollamaTags, ollamaShow(provider.model), ollamaProcesses(provider.model)]
        case .lmStudio:
            [modelList(provider, "/models"), lmStudioModels(provider.model)]
        case .tgi: [tgiInformation]
        case .openAI, .openAIResponses, .anthropic, .mistral, .deepSeek, .inception, .vLLM,
            .openRouter, .gemini, .openAICompatible:
            [modelList(provider, "/models")]
        }
    }

    /// The list of models that nearly all servers have, with what some of them add to it.
    private static func modelList(_ provider: Provider, _ path: String) -> ProbeQuestion {
        let model = provider.model
        return ProbeQuestion(place: .versioned(path), isEssential: true) { _, body, account in
            guard let json = parse(body) else { return }
            for entry in json["data"]?.elements.prefix(10_000) ?? json.elements.prefix(0) {
                guard let id = entry["id"]?.string else { continue }
                account.models.append(id)
                guard id == model || id == "models/\(model)" else { continue }
                account.contextTokens =
                    entry["meta"]?["n_ctx"]?.int ?? entry["max_model_len"]?.int
                    ?? entry["context_length"]?.int ?? entry["max_input_tokens"]?.int
                account.memoryBytes = entry["meta"]?["size"]?.int
                if let parameters = entry["supported_parameters"], parameters.kind == .array {
                    account.callsTools = parameters.elements.contains { $0.string == "tools" }
                }
            }
        }
    }

    private static let llamaProperties = ProbeQuestion(place: .root("/props")) { _, body, account in
        guard let json = parse(body) else { return }
        account.contextTokens =
            json["default_generation_settings"]?["n_ctx"]?.int ?? account.contextTokens
        account.callsTools = json["chat_template_caps"]?["supports_tools"]?.bool
    }

    /// One value a line, in the format of Prometheus; only there when the server was told so.
    private static let llamaMetrics = ProbeQuestion(place: .root("/metrics")) {
        status, body, account in
        guard status == 200 else { return }
        for line in body.split(separator: UInt8(ascii: "\n")).prefix(1000) {
            let parts = line.split(separator: UInt8(ascii: " "))
            guard parts.count == 2, let value = Double(String(decoding: parts[1], as: UTF8.self)),
                value.isFinite
            else { continue }
            switch String(decoding: parts[0], as: UTF8.self) {
            case "llamacpp:kv_cache_usage_ratio": account.contextMemoryShare = value
            case "llamacpp:requests_processing": account.requestsRunning = Int(exactly: value)
            case "llamacpp:requests_deferred": account.requestsWaiting = Int(exactly: value)
            default: break
            }
        }
    }

    /// Nothing is asked for, so that nothing is computed; a model that cannot fill in says so.
    private static let llamaInfill = ProbeQuestion(
        place: .root("/infill"),
        body: Array(#"{"input_prefix":"","input_suffix":"","n_predict":0}"#.utf8)
    ) { status, _, account in
        if status == 200 { account.fillsIn = true }
        if status == 501 { account.fillsIn = false }
    }

    private static let ollamaTags = ProbeQuestion(
        place: .root("/api/tags"), isEssential: true
    ) { _, body, account in
        account.models = parse(body)?["models"]?.elements.compactMap { $0["name"]?.string } ?? []
    }

    private static func ollamaShow(_ model: String) -> ProbeQuestion {
        var writer = JSONWriter()
        writer.object { $0.member("model", model) }
        return ProbeQuestion(place: .root("/api/show"), body: writer.bytes) {
            status, body, account in
            guard status == 200, let json = parse(body) else { return }
            let information = json["model_info"]?.members.first {
                $0.key.hasSuffix(".context_length")
            }
            account.contextTokens = information?.value.int
            let told = [json["template"]?.string, json["parameters"]?.string]
            account.template = FIMTemplate.forReported(told.compactMap(\.self).joined())
            guard let abilities = json["capabilities"], abilities.kind == .array else { return }
            let names = abilities.elements.compactMap(\.string)
            account.fillsIn = names.contains("insert")
            account.callsTools = names.contains("tools")
        }
    }

    private static func ollamaProcesses(_ model: String) -> ProbeQuestion {
        ProbeQuestion(place: .root("/api/ps")) { status, body, account in
            guard status == 200, let models = parse(body)?["models"]?.elements else { return }
            for entry in models where entry["name"]?.string == model {
                account.memoryBytes = entry["size"]?.int
                account.graphicsMemoryBytes = entry["size_vram"]?.int
                // What it was loaded with is less than what it could do.
                account.contextTokens = entry["context_length"]?.int ?? account.contextTokens
            }
        }
    }

    private static func lmStudioModels(_ model: String) -> ProbeQuestion {
        ProbeQuestion(place: .root("/api/v0/models")) { status, body, account in
            guard status == 200, let models = parse(body)?["data"]?.elements else { return }
            for entry in models where entry["id"]?.string == model {
                account.contextTokens = entry["max_context_length"]?.int
            }
        }
    }

    private static let tgiInformation = ProbeQuestion(
        place: .root("/info"), isEssential: true
    ) { _, body, account in
        guard let json = parse(body) else { return }
        account.models = json["model_id"]?.string.map { [$0] } ?? []
        account.contextTokens = json["max_total_tokens"]?.int ?? json["max_input_tokens"]?.int
    }
}

private func parse(_ body: [UInt8]) -> JSON? { try? JSON.parse(body, limits: .modelAnswer) }
