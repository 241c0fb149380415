import Base
import JSON
import ModelServer
import TestKit
import Testing

extension JSONLiteral {
    /// An editor that asks its user before it applies an edit.
    static let annotating: JSONLiteral = [
        "workspace": [
            "applyEdit": true,
            "workspaceEdit": [
                "documentChanges": true, "resourceOperations": ["create", "rename", "delete"],
                "changeAnnotationSupport": ["groupsOnLabel": false],
            ],
        ],
        "general": ["positionEncodings": ["utf-16"]],
    ]

    /// An editor that can show a document and ask a question.
    static let plain: JSONLiteral = [
        "workspace": ["applyEdit": true, "workspaceEdit": ["documentChanges": true]],
        "window": ["showDocument": ["support": true], "showMessage": ["messageActionItem": [:]]],
    ]
}

/// An editor with a project that has a failing test.
final class FixingEditor {
    private let server: ModelServer?
    let client: PipeClient

    static let source = "def first(items):\n    return items[0]\n"
    static let tests = """
        import unittest
        from app import first


        class FirstTests(unittest.TestCase):
            def test_some(self):
                self.assertEqual(first([3, 4]), 3)

            def test_none(self):
                self.assertIsNone(first([]))

        """

    static let right = edit("return items[0] if items else None")
    static let wrong = edit("return None")

    private static func edit(_ new: String) -> ScriptedAnswer {
        var answer = ScriptedAnswer()
        answer.calls = [
            .init(
                id: "a", name: "apply_patch",
                fragments: [
                    #"{"patch": "*** Begin Patch\n*** Update File: app.py\n@@ def first(items):\n"#
                        + #"-    return items[0]\n+    \#(new)\n*** End Patch"}"#
                ]), .init(id: "b", name: "finish", fragments: ["{}"]),
        ]
        return answer
    }

    /// With a model that answers from a script.
    convenience init(
        _ capabilities: JSONLiteral, _ answers: [ScriptedAnswer], settings: [String] = [],
        holdingBack gate: Gate? = nil
    ) throws {
        let server = try ModelServer(.openAI)
        server.play(answers.map { ModelScript($0, fault: gate.map { .slowFirstByte($0) }) })
        let configured = [
            """
            models.providers={"m": {"dialect": "openai-compatible", "model": "scripted", \
            "url": "\(server.baseURL)"}}
            """, #"models.chat=["m"]"#,
        ]
        try self.init(capabilities, server, settings: configured + settings)
    }

    /// With no model, or with one that the settings name.
    init(
        _ capabilities: JSONLiteral, _ server: ModelServer? = nil, settings: [String] = [],
        source: String = FixingEditor.source, tests: String = FixingEditor.tests
    ) throws {
        self.server = server
        client = try PipeClient(
            """
            //- app.py
            \(source)//- test_app.py
            \(tests)
            """, settings: ["tests.command=python3 -m unittest -v"] + settings)
        guard unsafe chmod(client.folder.path.string, 0o755) == 0 else {
            throw SystemError("open up", client.folder.path.string)
        }
        try client.initialize(capabilities)
        try client.open("app.py", source, languageID: "python")
    }

    /// The model that answers from a script.
    var model: ModelServer { get throws { try #require(server) } }

    /// Begins `tenon.fix`, with what the argument has beside the file.
    func fix(_ more: [(String, JSONLiteral)] = [], token: String? = nil) throws -> Int {
        let uri = ("uri", JSONLiteral.string(client.uri("app.py")))
        let call: [(String, JSONLiteral)] = [
            ("command", "tenon.fix"), ("arguments", [.object([uri] + more)]),
        ]
        let progress = token.map { [("workDoneToken", JSONLiteral.string($0))] } ?? []
        return try client.begin("workspace/executeCommand", .object(call + progress))
    }

    func result(of id: Int) throws -> JSON {
        let answer = try client.answer(to: id)
        return try #require(answer["result"], "\(answer)")
    }
}
