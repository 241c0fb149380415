package import Base

/// Writes a model for llama.cpp that has learnt nothing: each token has one successor. So a real
/// server, with a real tokenizer, real marks for filling in, a real template for chats and tools,
/// says what a test expects:
/// - where something is to be filled in, `return a + b`, and then it ends;
/// - in a chat, some words and a call of `read_file`, and then it ends;
/// - after anything else, letters for ever.
package enum TinyModel {
    /// What it fills in.
    package static let middle = ["retu", "rn a", " + b"]
    /// What it says in a chat before it calls.
    package static let words = ["I will", " look", " at it."]
    /// The arguments of its call of `read_file`.
    package static let arguments = #"{"path": "README.md"}"#
    /// The tokens that it can attend to.
    package static let contextTokens = 32768

    /// Writes the model's file.
    package static func write(to file: Path) throws(SystemError) {
        try Files.writeAtomically(file, Network(Vocabulary()).file)
    }
}

/// The tokens: every byte, the marks of the Qwen family, and the pieces that the model says.
private struct Vocabulary {
    enum Kind: Int32 { case normal = 1, control = 3, userDefined = 4 }

    static let end = "<|im_end|>"
    static let fillIn = [
        "fim_pre": "<|fim_prefix|>", "fim_suf": "<|fim_suffix|>", "fim_mid": "<|fim_middle|>",
        "fim_pad": "<|fim_pad|>", "fim_rep": "<|repo_name|>", "fim_sep": "<|file_sep|>",
    ]
    static let call = [
        "<tool_call>", "\n{\"name\": \"read_file\", \"argu", "ments\": {\"path\": \"", "READ",
        "ME.md", "\"}}\n", "</tool_call>",
    ]

    private(set) var texts: [String] = []
    private(set) var kinds: [Kind] = []

    init() {
        for byte in UInt8.min...UInt8.max { add(Vocabulary.shown(byte), .normal) }
        // A vocabulary without merges is refused.
        add("th", .normal)
        let marks = ["<|endoftext|>", "<|im_start|>", Vocabulary.end]
        for text in marks + Vocabulary.fillIn.values.sorted() { add(text, .control) }
        for text in TinyModel.middle + TinyModel.words + Vocabulary.call { add(text, .userDefined) }
    }

    func number(_ text: String) -> Int { texts.firstIndex(of: text) ?? 0 }

    /// What comes after each token.
    var successors: [Int] {
        let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        var next = texts.indices.map { Int(letters[$0 % letters.count]) }
        // The newline behind `assistant` is the last token of a chat's prompt.
        for chain in [
            [Vocabulary.fillIn["fim_mid"] ?? ""] + TinyModel.middle,
            [Vocabulary.shown(UInt8(ascii: "\n"))] + TinyModel.words + Vocabulary.call,
        ] {
            for (token, following) in zip(chain, chain.dropFirst() + [Vocabulary.end]) {
                next[number(token)] = number(following)
            }
        }
        return next
    }

    private mutating func add(_ text: String, _ kind: Kind) {
        texts.append(text)
        kinds.append(kind)
    }

    /// A byte as byte-level tokenizers write it: what cannot be seen is moved behind U+0100, in
    /// order.
    private static func shown(_ byte: UInt8) -> String {
        func isVisible(_ byte: UInt8) -> Bool {
            (33...126).contains(byte) || (161...172).contains(byte) || byte >= 174
        }
        if isVisible(byte) { return String(Unicode.Scalar(byte)) }
        let place = (0..<byte).count { !isVisible($0) }
        return Unicode.Scalar(UInt32(256 + place)).map { String($0) } ?? ""
    }
}

/// The network: one layer that adds nothing, so that the last token alone decides on the next.
private struct Network {
    private static let width = 128
    private static let headWidth = 32
    private static let innerWidth = 32
    let file: [UInt8]

    init(_ vocabulary: Vocabulary) {
        let (width, head, inner) = (Network.width, Network.headWidth, Network.innerWidth)
        let count = vocabulary.texts.count
        let embedding = Network.directions(count)
        // The row of a token points to those that it follows.
        var output = [Float](repeating: 0, count: count * width)
        for (token, next) in vocabulary.successors.enumerated() {
            for column in 0..<width {
                output[next * width + column] += 4 * embedding[token * width + column]
            }
        }
        func zeros(_ rows: Int, _ columns: Int) -> [Float] {
            [Float](repeating: 0, count: rows * columns)
        }
        let ones = [Float](repeating: 1, count: width)
        var writer = GGUFWriter()
        Network.describe(vocabulary, &writer)
        writer.add("token_embd.weight", [width, count], embedding)
        writer.add("blk.0.attn_norm.weight", [width], ones)
        writer.add("blk.0.attn_q.weight", [width, width], zeros(width, width))
        writer.add("blk.0.attn_k.weight", [width, head], zeros(head, width))
        writer.add("blk.0.attn_v.weight", [width, head], zeros(head, width))
        writer.add("blk.0.attn_q.bias", [width], zeros(width, 1))
        writer.add("blk.0.attn_k.bias", [head], zeros(head, 1))
        writer.add("blk.0.attn_v.bias", [head], zeros(head, 1))
        writer.add("blk.0.attn_output.weight", [width, width], zeros(width, width))
        writer.add("blk.0.ffn_norm.weight", [width], ones)
        writer.add("blk.0.ffn_gate.weight", [width, inner], zeros(inner, width))
        writer.add("blk.0.ffn_up.weight", [width, inner], zeros(inner, width))
        writer.add("blk.0.ffn_down.weight", [inner, width], zeros(width, inner))
        writer.add("output_norm.weight", [width], ones)
        writer.add("output.weight", [width, count], output)
        file = writer.file
    }

    /// A direction for each token, nearly at right angles to all others: signs by chance.
    private static func directions(_ count: Int) -> [Float] {
        var state: UInt64 = 1
        return (0..<count * width).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 63 == 0 ? 1 : -1) / Float(width).squareRoot()
        }
    }

    private static func describe(_ vocabulary: Vocabulary, _ writer: inout GGUFWriter) {
        writer.set("general.architecture", "qwen2")
        writer.set("general.name", "tiny")
        for (name, value) in [
            ("context_length", TinyModel.contextTokens), ("embedding_length", width),
            ("block_count", 1), ("feed_forward_length", innerWidth),
            ("attention.head_count", width / headWidth), ("attention.head_count_kv", 1),
        ] {
            writer.set("qwen2." + name, UInt32(value))
        }
        writer.set("qwen2.rope.freq_base", Float(10_000))
        writer.set("qwen2.attention.layer_norm_rms_epsilon", Float(1e-6))
        writer.set("tokenizer.ggml.model", "gpt2")
        writer.set("tokenizer.ggml.pre", "qwen2")
        writer.set("tokenizer.ggml.tokens", vocabulary.texts)
        writer.set("tokenizer.ggml.token_type", vocabulary.kinds.map(\.rawValue))
        writer.set("tokenizer.ggml.merges", ["t h"])
        writer.set("tokenizer.ggml.add_bos_token", false)
        for (name, text) in [
            ("bos", "<|endoftext|>"), ("padding", "<|endoftext|>"), ("eos", Vocabulary.end),
            ("eot", Vocabulary.end),
        ] + Vocabulary.fillIn.sorted(by: { $0.key < $1.key }).map({ ($0.key, $0.value) }) {
            writer.set("tokenizer.ggml.\(name)_token_id", UInt32(vocabulary.number(text)))
        }
        writer.set("tokenizer.chat_template", chatTemplate)
    }

    /// The marks of ChatML, with tools as llama.cpp knows them from the Hermes models.
    private static let chatTemplate = #"""
        {%- if tools %}{{- '<|im_start|>system\n' }}
        {%- for tool in tools %}{{- tool | tojson }}{{- '\n' }}{%- endfor %}
        {{- 'Call one like this:\n<tool_call>\n{"name": "a", "arguments": {}}\n</tool_call>' }}
        {{- '<|im_end|>\n' }}{%- endif %}
        {%- for message in messages %}{{- '<|im_start|>' + message.role + '\n' }}
        {%- if message.content %}{{- message.content }}{%- endif %}
        {%- if message.tool_calls %}{%- for call in message.tool_calls %}
        {{- '<tool_call>\n{"name": "' + call.function.name + '", "arguments": ' }}
        {{- call.function.arguments | tojson }}{{- '}\n</tool_call>' }}
        {%- endfor %}{%- endif %}{{- '<|im_end|>\n' }}{%- endfor %}
        {%- if add_generation_prompt %}{{- '<|im_start|>assistant\n' }}{%- endif %}
        """#
}
