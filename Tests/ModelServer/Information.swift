internal import JSON

extension ServerKind {
    /// The answer to a question about the server itself; nil when it is something else.
    func information(_ request: ReceivedRequest) -> Reply? {
        func reply(_ value: JSONLiteral) -> Reply {
            Reply(text: String(decoding: bytes(value), as: UTF8.self))
        }
        switch (self, request.method, request.path) {
        case (.llamaCpp, "GET", "/health"): return reply(["status": "ok"])
        case (.llamaCpp, "GET", "/props"): return reply(llamaProperties)
        case (.llamaCpp, "GET", "/metrics"):
            return Reply(type: "text/plain; version=0.0.4", text: llamaMetrics)
        case (.vLLM, "GET", "/health"), (.tgi, "GET", "/health"): return Reply(text: "")
        case (.tgi, "GET", "/info"):
            return reply([
                "model_id": "scripted", "max_input_tokens": 3072, "max_total_tokens": 4096,
            ])
        case (.ollama, "GET", "/"): return Reply(type: "text/plain", text: "Ollama is running")
        case (.ollama, "GET", "/api/version"): return reply(["version": "0.12.0"])
        case (.ollama, "GET", "/api/tags"): return reply(["models": [ollamaModel]])
        case (.ollama, "GET", "/api/ps"):
            return reply(["models": [ollamaModel]])
        case (.ollama, "POST", "/api/show"):
            guard request.json["model"]?.string == "scripted" else {
                return refuse(status: 404, "model not found", type: "not_found_error")
            }
            return reply([
                "template": "{{ .Prompt }}{{ .Suffix }}", "parameters": "stop \"<end>\"",
                "details": ["family": "qwen2", "parameter_size": "1.5B"],
                "model_info": ["general.architecture": "qwen2", "qwen2.context_length": 4096],
                "capabilities": ["completion", "insert", "tools"],
            ])
        case (_, "GET", modelsPath):
            let more: Members =
                switch self {
                case .llamaCpp: [("meta", ["n_ctx": 4096, "n_ctx_train": 32768])]
                case .vLLM: [("max_model_len", 4096)]
                case .openRouter, .inception: [("context_length", 4096)]
                case .anthropic: [("max_input_tokens", 4096)]
                default: []
                }
            let model: Members = [("id", "scripted"), ("object", "model")]
            return reply(["object": "list", "data": [.object(model + more)]])
        default: return nil
        }
    }

    private var modelsPath: String {
        self == .deepSeek ? "/models" : basePath.isEmpty ? "/v1/models" : basePath + "/models"
    }
}

private let llamaProperties: JSONLiteral = [
    "default_generation_settings": ["n_ctx": 4096], "total_slots": 2,
    "model_alias": "scripted", "model_path": "/models/scripted.gguf",
    "chat_template": "{% for m in messages %}{{ m.content }}{% endfor %}",
    "chat_template_caps": ["supports_tools": true, "supports_tool_calls": true],
    "build_info": "b1-test", "is_sleeping": false,
]

private let llamaMetrics = """
    # HELP llamacpp:kv_cache_usage_ratio KV-cache usage.
    # TYPE llamacpp:kv_cache_usage_ratio gauge
    llamacpp:kv_cache_usage_ratio 0.25
    # TYPE llamacpp:requests_processing gauge
    llamacpp:requests_processing 1

    """

private let ollamaModel: JSONLiteral = [
    "name": "scripted", "model": "scripted", "size": 1_000_000_000, "size_vram": 750_000_000,
    "expires_at": "2026-01-01T00:05:00Z", "context_length": 4096,
    "details": ["family": "qwen2", "parameter_size": "1.5B", "quantization_level": "Q4_K_M"],
]
