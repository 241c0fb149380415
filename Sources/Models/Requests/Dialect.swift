/// The protocols of model servers. A case each, because each has its own ways even where it claims
/// to speak another's.
package enum Dialect: String, Sendable, CaseIterable {
    case llamaCpp = "llama.cpp"
    case ollama
    case openAI = "openai"
    /// OpenAI's newer interface, `/responses`.
    case openAIResponses = "openai-responses"
    case anthropic
    case mistral
    case deepSeek = "deepseek"
    case inception
    case lmStudio = "lm-studio"
    case vLLM = "vllm"
    case tgi
    case openRouter = "openrouter"
    case gemini
    /// Whatever else offers `/chat/completions` and `/completions`.
    case openAICompatible = "openai-compatible"

    /// Where the dialect's servers are when nobody says otherwise; nil where there is no such
    /// place.
    package var usualEndpoint: String? {
        switch self {
        case .llamaCpp: "http://127.0.0.1:8080"
        case .ollama: "http://127.0.0.1:11434"
        case .lmStudio: "http://127.0.0.1:1234"
        case .vLLM: "http://127.0.0.1:8000"
        case .openAI, .openAIResponses: "https://api.openai.com/v1"
        case .anthropic: "https://api.anthropic.com"
        case .mistral: "https://api.mistral.ai"
        case .deepSeek: "https://api.deepseek.com"
        case .inception: "https://api.inceptionlabs.ai"
        case .openRouter: "https://openrouter.ai/api/v1"
        case .gemini: "https://generativelanguage.googleapis.com/v1beta/openai"
        case .tgi, .openAICompatible: nil
        }
    }
}
