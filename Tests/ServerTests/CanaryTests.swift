import Base
import EditorClient
import JSON
import ModelServer
import Server
import TestKit
import Testing

/// Secrets that are easy to find again, in every place where a user has some, and a user who does
/// everything that there is to do with models.
@Suite("No secret shows up anywhere, whatever the user does") struct CanaryTests {
    /// The models' own keys, in the environment and in a file. They have no shape to be known by.
    private static let ownKeys = ["canary-variable-0123456789", "canary-file-0123456789"]
    /// Others, in the user's own files.
    private static let others = ["ghp_c4N4rYa1B2c3D4e5F6g7H8i9J0k1L2m3N4o5", "canary-pass-0123"]
    private static var canaries: [String] { ownKeys + others }
    /// Those that are known wherever they stand. A password is one only where something says so.
    private static var spoken: [String] { ownKeys + [others[0]] }

    private static let source = """
        def first(items):
            return items[0]


        def connect(name, url="postgres://me:\(others[1])@db.example/x"):
            return name, url


        def login(name, token="\(others[0])"):
            # It was \(ownKeys[0]), then \(ownKeys[1]).
            return connect(name), token


        result = \n
        """

    private static let tests = """
        import unittest
        from app import first


        class FirstTests(unittest.TestCase):
            def test_none(self):
                self.assertIsNone(first([]))

        """

    @Test("Completions, menus, panels, explanations, agents, sessions, maps, logs, databases")
    func everything() throws {
        let user = try User()
        try user.complete()
        try user.ask("tenon.explain", ["about": "code", "uri": .string(user.uri)])
        try user.ask(
            "tenon.explain", ["about": "error", "text": .string("\(CanaryTests.spoken)")])
        try user.ask(
            "tenon.fix",
            [
                "uri": .string(user.uri),
                "instruction": .string("My keys are \(CanaryTests.spoken). Fix it."),
            ])
        try user.ask("tenon.status")
        try user.client.close()
        for model in [user.completer, user.talker] {
            #expect(!model.exchanges.isEmpty)
            for exchange in model.exchanges {
                expectNone(exchange.request.target + "\n", in: "the target")
                expectNone(String(decoding: exchange.request.body, as: UTF8.self), in: "a prompt")
            }
        }
        // What was asked for was there.
        let prompts = user.talker.exchanges.map {
            String(decoding: $0.request.body, as: UTF8.self)
        }
        #expect(prompts.contains { $0.contains("REDACTED_TOKEN") && $0.contains("def login") })
        #expect(prompts.contains { $0.contains("My keys are") })
        expectNone(user.heard.joined(separator: "\n"), in: "what the editor was told")
        try expectNone(below: user.client.folder)
        for process in Files.list("/proc") where Int(process.string) != nil {
            let file = Path("/proc").appending(process) / "cmdline"
            let bytes = (try? Files.read(file, limit: 1 << 20)) ?? []
            expectNone(String(decoding: bytes, as: UTF8.self), in: "a command line")
        }
    }

    private func expectNone(_ text: String, in place: String) {
        for canary in CanaryTests.canaries {
            // The text itself may be megabytes.
            let isThere = text.contains(canary)
            #expect(!isThere, "\(canary) in \(place)")
        }
    }

    /// All that the program has written.
    private func expectNone(below folder: TemporaryDirectory) throws {
        let written = folder.files.filter { !["app.py", "key"].contains($0.string) }
        for name in ["sessions.db", "meters.db", "tenon.log"] {
            #expect(written.contains { $0.name == name }, "\(written)")
        }
        #expect(written.contains { $0.fileExtension == "sqlite" }, "\(written)")
        for file in written {
            let text = String(decoding: try folder.read(file.string), as: UTF8.self)
            expectNone(text, in: file.string)
        }
    }

    /// Somebody with two models, both with keys.
    private final class User {
        let completer: ModelServer
        let talker: ModelServer
        let client: PipeClient
        /// What the server said of itself: messages, logs, progress, errors.
        private(set) var heard: [String] = []
        var uri: String { client.uri("app.py") }

        init() throws {
            completer = try ModelServer(
                .llamaCpp, ModelScript(ScriptedAnswer(text: ["first(REDACTED)"])))
            talker = try ModelServer(.openAI)
            talker.play(User.answers.map { ModelScript($0) })
            client = try PipeClient(
                """
                //- app.py
                \(CanaryTests.source)//- test_app.py
                \(CanaryTests.tests)
                """,
                settings: [
                    """
                    models.providers={"fast": {"dialect": "llama.cpp", "model": "m", \
                    "url": "\(completer.baseURL)", "key": {"environment": "CANARY"}}, \
                    "large": {"dialect": "openai-compatible", "model": "m", \
                    "url": "\(talker.baseURL)", "key": {"file": "~/key"}}}
                    """, #"models.fim=["fast"]"#, #"models.chat=["large"]"#, "log.level=trace",
                    "tests.command=python3 -m unittest -v",
                ]
            ) { options in
                options.variables = ["CANARY": CanaryTests.ownKeys[0]]
                options.delays.completionContext = 0
            }
            guard unsafe chmod(client.folder.path.string, 0o755) == 0 else {
                throw SystemError("open up", client.folder.path.string)
            }
            try Files.writeAtomically(
                client.folder.path / "key", Array(CanaryTests.ownKeys[1].utf8), mode: 0o600)
            let watching = client.editor.watching
            client.editor.watching = { [weak self] side, message in
                watching?(side, message)
                // His own words come back to the user in the name of an edit.
                let isAnswer = message["result"] != nil
                if side == .server, !isAnswer, message["method"]?.string != "workspace/applyEdit" {
                    self?.heard.append(message.description)
                }
            }
            client.editor.ignoring.formUnion(["window/showMessage", "$/progress"])
            client.answer("workspace/applyEdit") { _ in ["applied": true] }
            try client.initialize([
                "workspace": [
                    "applyEdit": true,
                    "workspaceEdit": ["documentChanges": true, "changeAnnotationSupport": [:]],
                ],
                "textDocument": ["inlineCompletion": [:], "completion": ["completionItem": [:]]],
            ])
            try client.open("app.py", CanaryTests.source)
        }

        /// Two explanations, then an agent that reads the file before it edits it.
        private static var answers: [ScriptedAnswer] {
            let patch =
                #"*** Begin Patch\n*** Update File: app.py\n@@ def first(items):\n"#
                + #"-    return items[0]\n+    return items[0] if items else None\n*** End Patch"#
            func calling(_ calls: (String, String)...) -> ScriptedAnswer {
                ScriptedAnswer(
                    calls: calls.enumerated().map { number, call in
                        .init(id: "\(number)", name: call.0, fragments: [call.1])
                    })
            }
            return [
                ScriptedAnswer(text: ["It has ", "REDACTED_TOKEN_1."]),
                ScriptedAnswer(text: ["Too many keys."]),
                calling(("read_file", #"{"path": "app.py"}"#)),
                calling(("apply_patch", #"{"patch": "\#(patch)"}"#), ("finish", "{}")),
            ]
        }

        /// At the end of the document.
        func complete() throws {
            let line =
                CanaryTests.source.split(
                    separator: "\n", omittingEmptySubsequences: false
                ).firstIndex { $0.hasPrefix("result") } ?? 0
            let place: JSONLiteral = ["line": .int(line), "character": 9]
            let document: JSONLiteral = ["uri": .string(uri)]
            try client.settle()
            for kind in [1, 2] {
                _ = try client.request(
                    "textDocument/inlineCompletion",
                    [
                        "textDocument": document, "position": place,
                        "context": ["triggerKind": .int(kind)],
                    ])
            }
            _ = try client.request(
                "textDocument/completion", ["textDocument": document, "position": place])
            for command in ["tenon.explainCompletion", "tenon.completionPanel", "tenon.map"] {
                _ = try client.request(
                    "workspace/executeCommand",
                    ["command": .string(command), "arguments": [.string(uri), place]])
            }
        }

        func ask(_ command: String, _ argument: JSONLiteral = [:]) throws {
            _ = try client.request(
                "workspace/executeCommand",
                [
                    "command": .string(command), "arguments": [argument], "workDoneToken": 1,
                ])
        }
    }
}
