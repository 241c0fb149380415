import JSON
import TestKit
import Testing

@testable import Settings

@Suite("Reading one source of settings")
struct ReadingTests {
    @Test("A config file may have comments and trailing commas")
    func comments() {
        check(
            """
            // mine
            {
                "completion": { "enabled": false, /* no words */ "words": false, },
                "index": { "exclude": ["out/",], },
            }
            """,
            says: """
                completion.enabled = false
                completion.words = false
                index.exclude = ["out/"]

                """)
    }

    @Test("An empty file says nothing")
    func empty() {
        check(" \n", says: "")
        check("{}", says: "")
    }

    @Test("Keys may be dotted, under tenon, or null")
    func shapes() {
        check(#"{"completion.enabled": false}"#, says: "completion.enabled = false\n")
        check(
            #"{"completion": {"inline.enabled": false}}"#,
            says: "completion.inline.enabled = false\n")
        check(
            #"{"editor": {"x": 1}, "tenon": {"completion": {"words": false}}}"#,
            says: "completion.words = false\n")
        check(#"{"completion": null, "index": {"exclude": null}, "$schema": "x"}"#, says: "")
    }

    @Test("A bad value is named with its path, and the rest counts")
    func badValues() {
        check(
            """
            {
                "completion": {"enabled": 5, "words": false},
                "index": {"maxFileBytes": 12, "exclude": ["a", 1]},
                "syntax": {"folding": "sometimes", "diagnostics": true},
                "actions": [1],
                "log": {"file": 1e400, "level": "debug"},
                "log.file": "here.log",
            }
            """,
            says: """
                completion.words = false
                log.level = "debug"
                config.json: completion.enabled: expected true or false, got number 5
                config.json: index.maxFileBytes: expected a whole number from 1024 to 67108864, got number 12
                config.json: index.exclude[1]: expected a string, got number 1
                config.json: syntax.folding: expected one of auto, on, off, got string "sometimes"
                config.json: syntax.diagnostics: expected one of auto, on, off, got true
                config.json: actions: expected an object, got a list
                config.json: log.file: expected an absolute path, or one that begins with ~/, got number inf
                config.json: log.file: expected an absolute path, or one that begins with ~/, got string "here.log"

                """)
    }

    @Test("Unknown keys suggest the nearest")
    func unknownKeys() {
        check(
            #"{"completon": {}, "syntax": {"foldings": "on"}, "log.levle": "info", "zzz": 1}"#,
            says: """
                config.json: completon: unknown key; did you mean completion?
                config.json: syntax.foldings: unknown key; did you mean syntax.folding?
                config.json: log.levle: unknown key; did you mean log.level?
                config.json: zzz: unknown key

                """)
    }

    @Test("Text that is not JSON is one problem with its place")
    func brokenText() {
        check(
            "{\n  \"log\": }", says: "config.json: line 2, column 10: expected a value, got '}'\n")
        check("[1]", says: "config.json: expected an object of settings, got a list\n")
    }

    @Test("Odd initializationOptions are problems, never fatal")
    func oddOptions() throws {
        for (text, got) in [
            ("5", "number 5"), (#""x""#, #"string "x""#), ("[1]", "a list"), ("true", "true"),
        ] {
            let (layer, problems) = SettingsLayer.reading(
                try JSON.parse(Array(text.utf8)), source: .initializationOptions)
            #expect(layer.values.isEmpty)
            #expect(
                problems.map(\.description)
                    == ["initializationOptions: expected an object of settings, got \(got)"])
        }
    }

    /// Neovim sends the empty list where Lua has an empty table.
    @Test(
        "Null and an empty list say nothing",
        arguments: [
            "null", "[]", #"{"tenon": []}"#, #"{"tenon": null, "sync": []}"#, #"{"log": []}"#,
        ])
    func nothing(text: String) throws {
        let reading = SettingsLayer.reading(try JSON.parse(Array(text.utf8)), source: .client)
        #expect(reading.layer.values.isEmpty && reading.problems.isEmpty)
    }

    @Test("A repository may set what is harmless, and is told what it may not")
    func repository() {
        for declaration in SettingKeys.declarations {
            let text = "{\"\(declaration.path)\": \(json(declaration.fallback))}"
            let source = SettingSource.repository(file: "tenon.json")
            let (layer, problems) = SettingsLayer.reading(file: Array(text.utf8), source: source)
            switch declaration.trust {
            case .repository:
                #expect(layer.values[declaration.path] == declaration.fallback)
                #expect(problems.isEmpty)
            case .user:
                #expect(layer.values.isEmpty)
                let message =
                    "tenon.json: \(declaration.path) can only be set in your own configuration "
                    + "(~/.config/tenon/config.json or the editor's settings)"
                #expect(problems.map(\.description) == [message])
            }
        }
    }

    @Test("The keys that decide about secrets and logs are the user's")
    func trust() {
        let own = SettingKeys.declarations.filter { $0.trust == .user }.map(\.path)
        #expect(
            own == [
                "completion.learning", "files.secretPatterns", "models.providers", "models.fim",
                "models.chat",
                "models.edit", "models.apply", "models.proxy", "models.certificates", "prices",
                "budget.tokens", "budget.money", "budget.iterations", "budget.minutes",
                "budget.dayTokens", "budget.dayMoney", "agent.apply", "agent.candidates",
                "sandbox.mode", "sandbox.user", "log.level",
                "log.file",
            ])
    }

    @Test("A provider is read whole or not at all, and no message repeats a key in the wrong place")
    func providers() {
        let key = "sk-" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6"
        check(
            """
            {"models": {"providers": {
                "here": {"dialect": "llama.cpp", "model": "qwen", "url": "http://127.0.0.1:8080"},
                "pass": {"dialect": "anthropic", "model": "x", "key": {"command": ["pass", "a"]}},
                "raw": {"dialect": "openai", "model": "x", "key": "hunter2hunter2"},
                "odd": {"dialect": "klingon", "model": "x"},
                "half": {"dialect": "openai", "key": {"environment": 5}},
                "typo": {"dialect": "openai", "model": "x", "apiKey": "hunter2hunter2"},
            }}, "log": {"level": "\(key)"}, "prices": {"a/*": {"input": 1, "output": "\(key)"}}}
            """,
            says: """
                models.providers = {"here":{"dialect":"llama.cpp","model":"qwen","url":"http://127.0.0.1:8080"},"pass":{"dialect":"anthropic","key":{"command":["pass","a"]},"model":"x"}}
                prices = {}
                config.json: models.providers.raw.key: expected an object, got a string
                config.json: models.providers.odd.dialect: expected one of llama.cpp, ollama, openai, openai-responses, anthropic, mistral, deepseek, inception, lm-studio, vllm, tgi, openrouter, gemini, openai-compatible, got string "klingon"
                config.json: models.providers.half.key.environment: expected a string, got number 5
                config.json: models.providers.half.model is missing
                config.json: models.providers.typo.apiKey: unknown key; did you mean models.providers.typo.key?
                config.json: log.level: expected one of error, warning, info, debug, trace, got string "<1 token>"
                config.json: prices.a/*.output: expected a number from 0.0 to 1000000000.0, got string "<1 token>"

                """)
    }

    @Test("A flood of bad keys gives a bounded list of problems")
    func flood() {
        let members = (0..<10_000).map { "\"\($0)\": 1" }.joined(separator: ",")
        let (_, problems) = SettingsLayer.reading(
            file: Array("{\(members)}".utf8), source: .user(file: "config.json"))
        #expect(problems.count == 50)
        #expect(problems.last?.message == "and more problems, which are not listed")
    }

    @Test("Long values are cut in messages")
    func longValues() {
        let long = String(repeating: "é", count: 500)
        check(
            "{\"syntax\": {\"folding\": \"\(long)\"}}",
            says: "config.json: syntax.folding: expected one of auto, on, off, got string \""
                + String(repeating: "é", count: 40) + "…\"\n")
    }

    @Test("Assignments are read by the key's type")
    func assignments() {
        let (layer, problems) = SettingsLayer.reading(assignments: [
            "log.file=/a=b", "index.exclude=x/,y/", "index.maxFileBytes=2048",
            "actions.enabled=yes",
            "syntax.folding=on", "syntax.diagnostics=5", "nonsense", "log.levl=info",
            "index.exclude=[\"z\"]", "completion.words=",
        ])
        expect(
            described(layer, problems),
            equals: """
                index.exclude = ["z"]
                index.maxFileBytes = 2048
                log.file = "/a=b"
                syntax.folding = "on"
                --set: actions.enabled: expected true or false, got 'yes'
                --set: syntax.diagnostics: expected one of auto, on, off, got "5"
                --set: expected KEY=VALUE, got 'nonsense'
                --set: log.levl: unknown key; did you mean log.level?
                --set: completion.words: expected true or false, got ''

                """)
    }

    @Test("URLs, numbers and maps are checked")
    func otherTypes() throws {
        let table = SettingsTable([
            declaration("url", .url), declaration("share", .double(0...1)),
            declaration("hosts", .map(.url)),
        ])
        var reader = LayerReader(source: .client, table: table)
        reader.readRoot(
            try JSON.parse(
                Array(
                    """
                    {"url": 5, "share": 1.5,
                     "hosts": {"a": "http://localhost:8012/v1", "b": "ftp://x", "c": "https:///x",
                               "d": "https://a b", "e": "HTTPS://EXAMPLE.com", "f": "http://:80"}}
                    """.utf8)))
        expect(
            described(reader.layer, reader.problems),
            equals: """
                hosts = {"a":"http://localhost:8012/v1","e":"HTTPS://EXAMPLE.com"}
                workspace configuration: url: expected a URL, got number 5
                workspace configuration: share: expected a number from 0.0 to 1.0, got number 1.5
                workspace configuration: hosts.b: expected a URL, got string "ftp://x"
                workspace configuration: hosts.c: expected a URL, got string "https:///x"
                workspace configuration: hosts.d: expected a URL, got string "https://a b"
                workspace configuration: hosts.f: expected a URL, got string "http://:80"

                """)
    }

    private func declaration(_ path: String, _ type: SettingType) -> SettingDeclaration {
        SettingDeclaration(
            path: path, type: type, fallback: .string(""), trust: .user, summary: "A test")
    }

    /// Checks what the user's config file with this text comes to: its values, then its problems.
    private func check(
        _ text: String, says expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let (layer, problems) = SettingsLayer.reading(
            file: Array(text.utf8), source: .user(file: "config.json"))
        expect(described(layer, problems), equals: expected, sourceLocation: sourceLocation)
    }
}

private func described(_ layer: SettingsLayer, _ problems: [SettingProblem]) -> String {
    let values = layer.values.sorted { $0.key < $1.key }.map { "\($0.key) = \(json($0.value))" }
    return (values + problems.map(\.description)).map { $0 + "\n" }.joined()
}

func json(_ value: SettingValue) -> String {
    var writer = JSONWriter()
    writer.write(value.literal)
    return String(decoding: writer.bytes, as: UTF8.self)
}
