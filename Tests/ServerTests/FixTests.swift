import Base
import JSON
import ModelServer
import TestKit
import Testing
import Text

/// `tenon.fix` from the editor to the editor: a scripted model on loopback, the real sandbox, real
/// tests.
@Suite("Fixing from the editor") struct FixTests {
    @Test("A verified change comes as a versioned edit that the editor asks about")
    func annotated() throws {
        let editor = try FixingEditor(.annotating, [FixingEditor.right])
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix()
        let edit = try editor.client.expect("workspace/applyEdit")
        let change = edit["edit"]?["documentChanges"]?[0]
        #expect(change?["textDocument"]?["version"]?.int == 1)
        #expect(change?["edits"]?[0]?["newText"]?.string == " if items else None")
        let annotation = edit["edit"]?["changeAnnotations"]?["tenon"]
        #expect(annotation?["needsConfirmation"]?.bool == true)
        #expect(annotation?["description"]?.string?.hasPrefix("verified: 1 turned green") == true)
        let result = try editor.result(of: id)
        #expect(result["verdict"]?.string == "verified")
        #expect(result["applied"]?.bool == true)
        try editor.client.close()
    }

    @Test("An editor without annotations shows the proposal, and applies it when asked to")
    func preview() throws {
        let editor = try FixingEditor(.plain, [FixingEditor.right])
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        editor.client.answer("window/showDocument") { _ in ["success": true] }
        editor.client.answer("window/showMessageRequest") { _ in ["title": "Apply"] }
        let id = try editor.fix()
        let uri = try #require(editor.client.expect("window/showDocument")["uri"]?.string)
        let path = try #require(DocumentURI(uri).path)
        let text = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
        #expect(text.contains("- now green: test_app › FirstTests › test_none"), "\(text)")
        #expect(text.contains("+    return items[0] if items else None"))
        let question = try editor.client.expect("window/showMessageRequest")
        #expect(question["message"]?.string?.contains("1 turned green") == true)
        _ = try editor.client.expect("workspace/applyEdit")
        #expect(try editor.result(of: id)["applied"]?.bool == true)
        try editor.client.close()
    }

    @Test("With agent.apply=auto nobody is asked, and one command takes everything back")
    func automaticAndUndo() throws {
        let editor = try FixingEditor(
            .annotating, [FixingEditor.right], settings: ["agent.apply=auto"])
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix()
        let edit = try editor.client.expect("workspace/applyEdit")
        #expect(edit["edit"]?["changeAnnotations"] == nil)
        #expect(try editor.result(of: id)["applied"]?.bool == true)
        try editor.client.change(
            "app.py", version: 2,
            [(nil, "def first(items):\n    return items[0] if items else None\n")])
        let undone = try editor.client.request(
            "workspace/executeCommand", ["command": "tenon.undo", "arguments": []])
        #expect(undone["applied"]?.bool == true)
        let back = try editor.client.expect("workspace/applyEdit")["edit"]?["documentChanges"]?[0]
        #expect(back?["textDocument"]?["version"]?.int == 2)
        #expect(back?["edits"]?[0]?["newText"]?.string == "")
        try editor.client.close()
    }

    @Test("The progress says what the model says, how fast it was, and what that cost")
    func progress() throws {
        var answer = FixingEditor.right
        answer.text = ["I see", " it."]
        let editor = try FixingEditor(.annotating, [answer])
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix(token: "mine")
        var lines: [String] = []
        while true {
            let progress = try editor.client.expect("$/progress")
            #expect(progress["token"]?.string == "mine")
            lines.append(progress["value"]?["message"]?.string ?? "")
            if progress["value"]?["kind"]?.string == "end" { break }
        }
        #expect(lines.contains { $0.hasPrefix("asking the model, try 1") && $0.hasSuffix("I see") })
        #expect(lines.contains { $0.hasSuffix(", I see it.") })
        #expect(
            lines.contains { $0.contains("16 tokens") && $0.contains(", first token after ") },
            "\(lines)")
        _ = try editor.client.expect("workspace/applyEdit")
        _ = try editor.result(of: id)
        try editor.client.close()
    }

    @Test("What the user typed meanwhile is kept, and the change is verified again with it")
    func rebase() throws {
        let gate = try Gate()
        let editor = try FixingEditor(.annotating, [FixingEditor.right], holdingBack: gate)
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix()
        _ = try editor.model.wait { $0.isEmpty ? nil : true }
        try editor.client.change(
            "app.py", version: 2, [(nil, "# mine\n\n\ndef first(items):\n    return items[0]\n")])
        try editor.client.settle()
        gate.open()
        let edit = try editor.client.expect("workspace/applyEdit")
        let change = edit["edit"]?["documentChanges"]?[0]
        #expect(change?["textDocument"]?["version"]?.int == 2)
        #expect(change?["edits"]?[0]?["range"]?["start"]?["line"]?.int == 4)
        let result = try editor.result(of: id)
        #expect(result["verdict"]?.string == "verified")
        #expect(
            result["evidence"]?.elements.contains {
                $0.string?.contains("it was joined with that") == true
            } == true)
        try editor.client.close()
    }

    @Test("Where the user changed the same line, nothing is applied, and that is said")
    func conflict() throws {
        let gate = try Gate()
        let editor = try FixingEditor(.annotating, [FixingEditor.right], holdingBack: gate)
        let id = try editor.fix()
        _ = try editor.model.wait { $0.isEmpty ? nil : true }
        try editor.client.change(
            "app.py", version: 2, [(nil, "def first(items):\n    return items[1]\n")])
        try editor.client.settle()
        gate.open()
        let result = try editor.result(of: id)
        #expect(result["applied"]?.bool == false)
        #expect(result["ending"]?.string == "the same lines were changed meanwhile in app.py")
        _ = try editor.client.expect("window/showMessage")
        try editor.client.close()
    }

    @Test("A cancelled run is answered at once and changes nothing")
    func cancelled() throws {
        let gate = try Gate()
        let editor = try FixingEditor(.annotating, [FixingEditor.right], holdingBack: gate)
        let id = try editor.fix()
        _ = try editor.model.wait { $0.isEmpty ? nil : true }
        try editor.client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try editor.client.answer(to: id)["error"]?["code"]?.int == -32800)
        gate.open()
        try editor.client.close()
    }

    @Test("A model that gives up leaves its best draft for reading, marked by its evidence")
    func refuted() throws {
        let editor = try FixingEditor(
            .annotating, [FixingEditor.wrong], settings: ["budget.iterations=1"])
        let id = try editor.fix()
        let result = try editor.result(of: id)
        #expect(result["applied"]?.bool == false)
        #expect(result["verdict"]?.string == "refuted")
        #expect(result["ending"]?.string == "stopped: the budget of 1 iterations is used up")
        _ = try editor.client.expect("window/showMessage")
        try editor.client.close()
    }
}

/// What is offered, and what is not.
@Suite("Actions that start an agent") struct AgentOfferTests {
    private func actions(
        _ client: PipeClient, line: Int, _ context: JSONLiteral
    ) throws -> String {
        let answer = try client.request(
            "textDocument/codeAction",
            [
                "textDocument": ["uri": .string(client.uri("test_app.py"))],
                "range": [
                    "start": ["line": .int(line), "character": 8],
                    "end": ["line": .int(line), "character": 8],
                ],
                "context": context,
            ])
        return answer.elements.map { action in
            let reason = action["disabled"]?["reason"]?.string.map { " (\($0))" } ?? ""
            return "\(action["kind"]?.string ?? ""): \(action["title"]?.string ?? "")\(reason)"
        }.joined(separator: "\n")
    }

    private func client(_ settings: [String], disabled: Bool = true) throws -> PipeClient {
        let client = try PipeClient(settings: settings)
        try client.initialize([
            "textDocument": [
                "codeAction": [
                    "codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]],
                    "disabledSupport": .bool(disabled),
                ]
            ]
        ])
        try client.open("test_app.py", FixingEditor.tests, languageID: "python")
        return client
    }

    private static let model = [
        #"models.providers={"m": {"dialect": "openai", "model": "m"}}"#, #"models.chat=["m"]"#,
    ]

    @Test("With a model all is offered where the user asks; a diagnostic's and a test's always")
    func offered() throws {
        let client = try client(AgentOfferTests.model)
        let diagnostic: JSONLiteral = [
            "range": [
                "start": ["line": 8, "character": 8], "end": ["line": 8, "character": 9],
            ], "message": "it is red",
        ]
        expect(
            try actions(client, line: 8, ["diagnostics": [diagnostic], "triggerKind": 2]),
            equals: """
                quickfix: Tenon: Fix: it is red
                quickfix: Tenon: Fix until `test_none` passes
                """)
        expect(
            try actions(client, line: 8, ["diagnostics": [diagnostic], "triggerKind": 1]),
            equals: """
                quickfix: Tenon: Fix: it is red
                quickfix: Tenon: Fix until `test_none` passes
                refactor.tenon.explain: Tenon: Explain "it is red"
                refactor.tenon.explain: Tenon: Explain this repository
                refactor.tenon.explain: Tenon: Explain `test_none`
                quickfix: Tenon: Fix `test_none`
                refactor.rewrite.tenon.simplify: Tenon: Simplify `test_none`
                refactor.rewrite.tenon.optimise: Tenon: Optimise `test_none`
                refactor.rewrite.tenon.document: Tenon: Document `test_none`
                refactor.rewrite.tenon.types: Tenon: Add types to `test_none`
                refactor.rewrite.tenon.tests: Tenon: Write tests for `test_none`
                """)
        expect(
            try actions(
                client, line: 8,
                ["diagnostics": [], "triggerKind": 1, "only": ["refactor.rewrite"]]),
            equals: """
                refactor.rewrite.tenon.simplify: Tenon: Simplify `test_none`
                refactor.rewrite.tenon.optimise: Tenon: Optimise `test_none`
                refactor.rewrite.tenon.document: Tenon: Document `test_none`
                refactor.rewrite.tenon.types: Tenon: Add types to `test_none`
                refactor.rewrite.tenon.tests: Tenon: Write tests for `test_none`
                """)
        expect(
            try actions(client, line: 8, ["diagnostics": [], "only": ["source"]]),
            equals: "")
        try client.close()
    }

    @Test("Without a model the search is offered, and what needs one is not, or with why not")
    func withoutModel() throws {
        let client = try client([])
        expect(
            try actions(client, line: 8, ["diagnostics": [], "triggerKind": 1]),
            equals: """
                refactor.rewrite.tenon.document: Tenon: Document `test_none`
                quickfix: Tenon: Fix until `test_none` passes
                quickfix: Tenon: Fix the failing tests
                refactor.tenon.explain: Tenon: Explain this repository
                refactor.tenon.explain: Tenon: Explain `test_none`
                quickfix: Tenon: Fix `test_none` (this needs a model: set models.providers and models.chat (see 'tenon models'))
                refactor.rewrite.tenon.simplify: Tenon: Simplify `test_none` (this needs a model: set models.providers and models.chat (see 'tenon models'))
                refactor.rewrite.tenon.optimise: Tenon: Optimise `test_none` (this needs a model: set models.providers and models.chat (see 'tenon models'))
                refactor.rewrite.tenon.document: Tenon: Document `test_none` (this needs a model: set models.providers and models.chat (see 'tenon models'))
                refactor.rewrite.tenon.types: Tenon: Add types to `test_none` (this needs a model: set models.providers and models.chat (see 'tenon models'))
                refactor.rewrite.tenon.tests: Tenon: Write tests for `test_none` (this needs a model: set models.providers and models.chat (see 'tenon models'))
                """)
        expect(
            try actions(client, line: 8, ["diagnostics": [], "triggerKind": 2]),
            equals: """
                quickfix: Tenon: Fix until `test_none` passes
                """)
        try client.close()
        let other = try self.client([], disabled: false)
        expect(
            try actions(other, line: 8, ["diagnostics": [], "triggerKind": 1]),
            equals: """
                refactor.rewrite.tenon.document: Tenon: Document `test_none`
                quickfix: Tenon: Fix until `test_none` passes
                quickfix: Tenon: Fix the failing tests
                refactor.tenon.explain: Tenon: Explain this repository
                refactor.tenon.explain: Tenon: Explain `test_none`
                """)
        try other.close()
    }

    @Test("With models.chat=[] nobody can fix anything")
    func nobody() throws {
        let client = try client(["models.chat=[]"], disabled: false)
        expect(
            try actions(client, line: 8, ["diagnostics": [], "triggerKind": 1]),
            equals: """
                refactor.rewrite.tenon.document: Tenon: Document `test_none`
                refactor.tenon.explain: Tenon: Explain this repository
                refactor.tenon.explain: Tenon: Explain `test_none`
                """)
        #expect(
            try client.failure(
                "workspace/executeCommand",
                [
                    "command": "tenon.fix",
                    "arguments": [["uri": .string(client.uri("test_app.py"))]],
                ]) == -32803)
        try client.close()
    }
}
