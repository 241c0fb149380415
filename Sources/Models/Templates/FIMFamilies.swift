extension FIMTemplate {
    /// All families, each by the name that a user may choose it by.
    package static let families: [FIMTemplate] = [
        qwenCoder, codeQwen, starCoder, starCoder2, santaCoder, stableCode, codeLlama,
        deepSeekCoder, codestral, codeGemma, graniteCode, granite, seedCoder, mellum, codeGeeX, glm,
    ]

    /// The template that a model of this name was trained with; nil when the name tells nothing.
    package static func forModel(named name: String) -> FIMTemplate? {
        let name = name.lowercased()
        return FIMTemplate.recognisers.first { $0.matches(name) }?.template ?? nil
    }

    /// What must not stand in the text of a model of this name, as far as that is known.
    static func marks(forModelNamed name: String) -> [String] {
        forModel(named: name)?.marks ?? unmistakableMarks
    }

    /// The marks of all families that are nothing else in any language.
    private static let unmistakableMarks = Set(families.flatMap(\.marks)).filter {
        $0.contains("|") || $0.contains("｜") || $0.contains("fim")
    }.sorted()

    /// The template whose marks occur in a text that a server reports: its own template, or the
    /// names of the model's tokens.
    package static func forReported(_ text: String) -> FIMTemplate? {
        FIMTemplate.byMark.first { text.contains($0.mark) }?.template
    }

    /// Which words of a model's name tell its family. The first that fits counts; some are there
    /// because they fit a model that cannot fill in.
    private struct Recogniser: Sendable {
        let words: [String]
        let template: FIMTemplate?

        func matches(_ name: String) -> Bool { words.allSatisfy { name.contains($0) } }
    }

    private static let recognisers: [Recogniser] = [
        (["codeqwen"], codeQwen), (["qwen", "coder"], qwenCoder),
        (["starcoder2"], starCoder2), (["starcoder"], starCoder), (["santacoder"], santaCoder),
        (["stable-code"], stableCode), (["stablecode"], stableCode),
        (["codellama", "34b"], nil), (["codellama", "70b"], nil), (["codellama", "python"], nil),
        (["codellama", "instruct"], nil), (["codellama"], codeLlama),
        (["deepseek", "coder"], deepSeekCoder),
        (["codestral", "mamba"], nil), (["codestral"], codestral),
        (["codegemma", "-it"], nil), (["codegemma", "instruct"], nil), (["codegemma"], codeGemma),
        (["granite", "code"], graniteCode), (["granite"], granite),
        (["seed-coder", "instruct"], nil), (["seed-coder"], seedCoder), (["mellum"], mellum),
        (["codegeex"], codeGeeX), (["glm-4.5"], glm), (["glm-4.6"], glm), (["glm-4.7"], glm),
        (["aixcoder"], starCoder), (["refact"], starCoder), (["replit"], starCoder),
    ].map { Recogniser(words: $0.0, template: $0.1) }

    /// From the mark that few have to that which many have.
    private static let byMark: [(mark: String, template: FIMTemplate)] = [
        ("<｜fim▁hole｜>", deepSeekCoder), ("<[fim-suffix]>", seedCoder),
        ("<fim-suffix>", santaCoder),
        ("<|file_separator|>", codeGemma), ("<|code_suffix|>", glm), ("<SUF>", codeLlama),
        ("[SUFFIX]", codestral), ("<|fim_suffix|>", qwenCoder), ("<file_sep>", starCoder2),
        ("<fim_suffix>", starCoder),
    ]
}

// MARK: - The families

extension FIMTemplate {
    private static let qwenCoder = FIMTemplate(
        "qwen-coder", "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>",
        repository: RepositoryLayout(
            whole: """
                <|repo_name|>{repository}
                {context}<|file_sep|>{path}
                <|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>
                """,
            file: "<|file_sep|>{path}\n{text}\n"),
        stops: [
            "<|endoftext|>", "<|file_sep|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>",
            "<|fim_pad|>", "<|repo_name|>", "<|im_start|>", "<|im_end|>",
        ])

    private static let starCoderStops = [
        "<|endoftext|>", "<file_sep>", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<fim_pad>",
    ]

    private static let codeQwen = FIMTemplate(
        "codeqwen", "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>",
        repository: RepositoryLayout(
            whole: """
                <reponame>{repository}{context}<file_sep>{path}
                <fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>
                """,
            file: "<file_sep>{path}\n{text}\n"),
        stops: starCoderStops + ["<reponame>"])

    private static let starCoder = FIMTemplate(
        "starcoder", "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>",
        stops: starCoderStops + ["<filename>", "<reponame>", "<gh_stars>"])

    private static let starCoder2 = FIMTemplate(
        "starcoder2", "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>",
        repository: RepositoryLayout(
            whole: """
                <repo_name>{repository}{context}<file_sep>{path}
                <fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>
                """,
            file: "<file_sep>{path}\n{text}\n"),
        stops: starCoderStops + ["<repo_name>"])

    private static let santaCoder = FIMTemplate(
        "santacoder", "<fim-prefix>{prefix}<fim-suffix>{suffix}<fim-middle>",
        stops: ["<|endoftext|>", "<fim-pad>", "<fim-prefix>", "<fim-suffix>", "<fim-middle>"])

    private static let stableCode = FIMTemplate(
        "stable-code", "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>",
        stops: starCoderStops)

    private static let codeLlama = FIMTemplate(
        "codellama", "<PRE> {prefix} <SUF>{suffix} <MID>",
        stops: [" <EOT>", "<EOT>", "<PRE>", "<SUF>", "<MID>"], marks: ["</s>", "<s>"])

    private static let deepSeekCoder = FIMTemplate(
        "deepseek-coder", "<｜fim▁begin｜>{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>",
        repository: RepositoryLayout(
            whole: """
                {context}#{path}
                <｜fim▁begin｜>{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>
                """,
            file: "#{path}\n{text}\n"),
        stops: [
            "<｜end▁of▁sentence｜>", "<|EOT|>", "<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>",
        ],
        marks: ["<｜begin▁of▁sentence｜>"])

    private static let codestral = FIMTemplate(
        "codestral", "[SUFFIX]{suffix}[PREFIX]{prefix}",
        repository: RepositoryLayout(
            whole: "[SUFFIX]{suffix}[PREFIX]{context}+++++ {path}\n{prefix}",
            file: "+++++ {path}\n{text}\n\n"),
        stops: ["</s>", "[PREFIX]", "[SUFFIX]", "[MIDDLE]"], marks: ["<s>", "[INST]", "[/INST]"])

    private static let codeGemma = FIMTemplate(
        "codegemma", "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>",
        repository: RepositoryLayout(
            whole: """
                {context}{path}
                <|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>
                """,
            file: "{path}\n{text}\n<|file_separator|>"),
        stops: [
            "<|file_separator|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<eos>",
            "<end_of_turn>",
        ],
        marks: ["<bos>", "<start_of_turn>"])

    private static let graniteCode = FIMTemplate(
        "granite-code", "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>",
        stops: ["<|endoftext|>", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<fim_pad>"],
        marks: ["<reponame>"])

    private static let granite = FIMTemplate(
        "granite", "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>",
        stops: [
            "<|end_of_text|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|fim_pad|>",
        ],
        marks: ["<|filename|>", "<|reponame|>"])

    private static let seedCoder = FIMTemplate(
        "seed-coder", "<[fim-suffix]>{suffix}<[fim-prefix]>{prefix}<[fim-middle]>",
        repository: RepositoryLayout(
            whole: """
                <[fim-suffix]>{suffix}<[fim-prefix]>{context}<filename>{path}
                {prefix}<[fim-middle]>
                """,
            file: "<filename>{path}\n{text}\n"),
        stops: [
            "<[end▁of▁sentence]>", "<[fim-suffix]>", "<[fim-prefix]>", "<[fim-middle]>", "<[PAD",
        ],
        marks: ["<filename>"])

    private static let mellum = FIMTemplate(
        "mellum", "<filename>{path}\n<fim_suffix>{suffix}<fim_prefix>{prefix}<fim_middle>",
        repository: RepositoryLayout(
            whole: """
                {context}<filename>{path}
                <fim_suffix>{suffix}<fim_prefix>{prefix}<fim_middle>
                """,
            file: "<filename>{path}\n{text}\n\n"),
        stops: [
            "<|endoftext|>", "<filename>", "<fim_prefix>", "<fim_suffix>", "<fim_middle>",
        ])

    private static let codeGeeX = FIMTemplate(
        "codegeex",
        """
        <|user|>
        ###PATH:{path}
        ###LANGUAGE:{language}
        ###MODE:BLOCK
        <|code_suffix|>{suffix}<|code_prefix|>{prefix}<|code_middle|><|assistant|>

        """,
        repository: RepositoryLayout(
            whole: """
                <|user|>
                {context}###PATH:{path}
                ###LANGUAGE:{language}
                ###MODE:BLOCK
                <|code_suffix|>{suffix}<|code_prefix|>{prefix}<|code_middle|><|assistant|>

                """,
            file: "###REFERENCE:\n###PATH:{path}\n{text}\n"),
        stops: [
            "<|endoftext|>", "<|user|>", "<|assistant|>", "<|observation|>", "<|code_suffix|>",
            "<|code_prefix|>", "<|code_middle|>",
        ])

    private static let glm = FIMTemplate(
        "glm", "<|code_prefix|>{prefix}<|code_suffix|>{suffix}<|code_middle|>",
        stops: [
            "<|endoftext|>", "<|user|>", "<|observation|>", "<|code_prefix|>", "<|code_suffix|>",
            "<|code_middle|>",
        ],
        marks: ["<|assistant|>"])
}
