/// What the user says of one model on one server.
package struct ProviderSettings: Sendable, Equatable {
    /// The protocol that the server speaks, by the name that the table of keys lists.
    package let dialect: String
    /// Where it is; nil is where the dialect's servers usually are.
    package let url: String?
    package let model: String
    /// Where its key comes from; nil is no key.
    package let key: KeySettings?
    /// How it is asked to fill in: `native`, `chat`, or a template of the user's own.
    package let fim: String?
    /// Whether it calls tools by the server's means or in its text.
    package let tools: String?
    package let contextTokens: Int?
    package let maximumInFlight: Int?

    static let fields: [SettingField] = [
        SettingField(
            "dialect",
            .choice([
                "llama.cpp", "ollama", "openai", "openai-responses", "anthropic", "mistral",
                "deepseek", "inception", "lm-studio", "vllm", "tgi", "openrouter", "gemini",
                "openai-compatible",
            ]), isRequired: true, "The protocol that the server speaks"),
        SettingField("url", .url, "Where the server is, if not where such servers usually are"),
        SettingField("model", .string, isRequired: true, "The model's name, as the server has it"),
        SettingField("key", .record(KeySettings.fields), "Where the key comes from"),
        SettingField(
            "fim", .string,
            "How it fills in: native, chat, or a template with {prefix} and {suffix} in it"),
        SettingField(
            "tools", .choice(["native", "text"]),
            "Whether tools are called by the server's means or in the model's text"),
        SettingField(
            "contextTokens", .int(256...100_000_000),
            "How many tokens prompt and answer may have together"),
        SettingField(
            "maximumInFlight", .int(1...64), "How many requests it gets at the same time"),
    ]

    init?(_ members: [String: SettingValue]) {
        guard let dialect = members["dialect"]?.string, let model = members["model"]?.string else {
            return nil
        }
        self.dialect = dialect
        self.model = model
        url = members["url"]?.string
        key = members["key"]?.members.map { KeySettings($0) }
        fim = members["fim"]?.string
        tools = members["tools"]?.string
        contextTokens = members["contextTokens"]?.int
        maximumInFlight = members["maximumInFlight"]?.int
    }
}

/// Where a key comes from: one of these should be set. There is no place for the key itself, so
/// that no config file has one in it.
package struct KeySettings: Sendable, Equatable {
    package let environment: String?
    package let file: String?
    package let command: [String]?
    package let keyring: [String: String]?

    static let fields: [SettingField] = [
        SettingField("environment", .string, "The name of an environment variable"),
        SettingField(
            "file", .path, "A file that only you may read, with the key on its first line"),
        SettingField(
            "command", .list(.string),
            "A program with its arguments that prints the key, such as pass; no shell is involved"),
        SettingField(
            "keyring", .map(.string), "The attributes by which secret-tool finds the key"),
    ]

    init(_ members: [String: SettingValue]) {
        environment = members["environment"]?.string
        file = members["file"]?.string
        command = members["command"]?.strings
        keyring = members["keyring"]?.members?.compactMapValues(\.string)
    }
}

/// What a model costs, for a million tokens each.
package struct PriceSettings: Sendable, Equatable {
    package let input: Double
    package let output: Double
    package let cachedInput: Double?
    package let cacheWrite: Double?

    static let fields: [SettingField] = [
        SettingField("input", .double(0...1e9), isRequired: true, "A million tokens of prompts"),
        SettingField("output", .double(0...1e9), isRequired: true, "A million tokens of answers"),
        SettingField(
            "cachedInput", .double(0...1e9), "A million tokens of prompts that came from a cache"),
        SettingField(
            "cacheWrite", .double(0...1e9), "A million tokens of prompts that went into a cache"),
    ]

    init?(_ members: [String: SettingValue]) {
        guard let input = members["input"]?.double, let output = members["output"]?.double else {
            return nil
        }
        self.input = input
        self.output = output
        cachedInput = members["cachedInput"]?.double
        cacheWrite = members["cacheWrite"]?.double
    }
}

extension SettingValue {
    fileprivate var string: String? { if case .string(let value) = self { value } else { nil } }
    fileprivate var int: Int? { if case .int(let value) = self { value } else { nil } }
    fileprivate var double: Double? { if case .double(let value) = self { value } else { nil } }
    fileprivate var members: [String: SettingValue]? {
        if case .map(let value) = self { value } else { nil }
    }
}
