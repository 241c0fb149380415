import Base
import JSON
import LSP
import ModelServer
import TestKit
import Testing
import Text

/// `tenon.fix` with nothing configured: the embedded search, the real sandbox, real tests.
@Suite("Fixing from the editor without a model") struct EmbeddedFixTests {
    private static let source = """
        def last(items):
            return items[len(items)]


        def largest(items):
            return min(items)

        """
    private static let tests = """
        import unittest
        from app import last, largest


        class ListTests(unittest.TestCase):
            def test_last(self):
                self.assertEqual(last([3, 4, 5]), 5)

            def test_largest(self):
                self.assertEqual(largest([3, 5, 4]), 5)

            def test_alone(self):
                self.assertEqual(largest([7]), 7)

        """

    /// With one of its faults mended, or both.
    private func editor(
        _ capabilities: JSONLiteral, mends last: Bool = true
    ) throws -> FixingEditor {
        let source = EmbeddedFixTests.source
        let mended = "def last(items):\n    return items[len(items) - 1]\n\n\n"
        let rest = source.split(separator: "\n\n\n").last.map(String.init) ?? ""
        return try FixingEditor(
            capabilities, source: last ? mended + rest : source, tests: EmbeddedFixTests.tests)
    }

    @Test("The search's patch comes as an edit with its evidence, which the editor asks about")
    func annotated() throws {
        let editor = try editor(.annotating)
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix()
        let edit = try editor.client.expect("workspace/applyEdit")
        let change = edit["edit"]?["documentChanges"]?[0]
        #expect(change?["textDocument"]?["version"]?.int == 1)
        #expect(change?["edits"]?[0]?["range"]?["start"]?["line"]?.int == 5)
        let annotation = edit["edit"]?["changeAnnotations"]?["tenon"]
        #expect(annotation?["needsConfirmation"]?.bool == true)
        #expect(
            annotation?["description"]?.string?.hasPrefix(
                "verified: 1 turned green, 2 stayed green") == true)
        let result = try editor.result(of: id)
        #expect(result["verdict"]?.string == "verified")
        #expect(result["applied"]?.bool == true)
        #expect(result["title"]?.string?.hasPrefix("Fix: ") == true)
        try editor.client.close()
    }

    @Test("A preview has the diff and says what was checked; undo takes the edit back")
    func previewAndUndo() throws {
        let editor = try editor(.plain)
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        editor.client.answer("window/showDocument") { _ in ["success": true] }
        editor.client.answer("window/showMessageRequest") { _ in ["title": "Apply"] }
        let id = try editor.fix()
        let uri = try #require(editor.client.expect("window/showDocument")["uri"]?.string)
        let path = try #require(DocumentURI(uri).path)
        let text = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
        #expect(text.contains("- now green: test_app › ListTests › test_largest"), "\(text)")
        #expect(text.contains("- note: the tests are all that was checked"))
        #expect(text.contains("-    return min(items)"))
        _ = try editor.client.expect("window/showMessageRequest")
        let edit = try editor.client.expect("workspace/applyEdit")["edit"]?["documentChanges"]?[0]
        let range = try PositionRange(from: #require(edit?["edits"]?[0]?["range"]))
        let new = try #require(edit?["edits"]?[0]?["newText"]?.string)
        #expect(try editor.result(of: id)["applied"]?.bool == true)
        try editor.client.change("app.py", version: 2, [(range, new)])
        let undone = try editor.client.request(
            "workspace/executeCommand", ["command": "tenon.undo", "arguments": []])
        #expect(undone["applied"]?.bool == true)
        let back = try editor.client.expect("workspace/applyEdit")["edit"]?["documentChanges"]?[0]
        #expect(back?["textDocument"]?["version"]?.int == 2)
        #expect(back?["edits"]?[0]?["range"]?["start"]?["line"]?.int == range.start.line)
        try editor.client.close()
    }

    @Test("Progress tells phases and counts, and pressing cancel ends the search at once")
    func cancelled() throws {
        let editor = try editor(
            [
                "workspace": ["applyEdit": true, "workspaceEdit": ["documentChanges": true]],
                "window": ["workDoneProgress": true],
            ])
        editor.client.answer("window/workDoneProgress/create") { _ in .null }
        let id = try editor.fix()
        _ = try editor.client.expect("window/workDoneProgress/create")
        let begin = try editor.client.expect("$/progress")
        #expect(begin["value"]?["title"]?.string == "Tenon: fix")
        #expect(begin["value"]?["cancellable"]?.bool == true)
        let report = try editor.client.expect("$/progress")
        #expect(report["value"]?["message"]?.string == "reproducing")
        let token = try #require(begin["token"]?.string)
        try editor.client.notify("window/workDoneProgress/cancel", ["token": .string(token)])
        #expect(try editor.client.answer(to: id)["error"]?["code"]?.int == -32800)
        while try editor.client.expect("$/progress")["value"]?["kind"]?.string != "end" {}
        try editor.client.close()
    }

    @Test("What is typed meanwhile is kept: the search rests, and the patch is joined with it")
    func typing() throws {
        let editor = try editor(.annotating)
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix()
        let start = Position(line: 0, character: 0)
        try editor.client.change(
            "app.py", version: 2, [(PositionRange(start: start, end: start), "# mine\n")])
        let edit = try editor.client.expect("workspace/applyEdit")["edit"]?["documentChanges"]?[0]
        #expect(edit?["textDocument"]?["version"]?.int == 2)
        #expect(edit?["edits"]?[0]?["range"]?["start"]?["line"]?.int == 6)
        #expect(try editor.result(of: id)["verdict"]?.string == "verified")
        try editor.client.close()
    }

    @Test("For one test it is that one that turns green; what else is red may stay so")
    func oneTest() throws {
        let editor = try editor(.annotating, mends: false)
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix([("test", ["ListTests", "test_largest"])])
        let edit = try editor.client.expect("workspace/applyEdit")["edit"]?["documentChanges"]?[0]
        #expect(edit?["edits"]?[0]?["range"]?["start"]?["line"]?.int == 5)
        let result = try editor.result(of: id)
        #expect(result["verdict"]?.string == "verified")
        let evidence = result["evidence"]?.elements.compactMap(\.string) ?? []
        #expect(evidence.contains("now green: test_app › ListTests › test_largest"))
        #expect(evidence.contains("still red: test_app › ListTests › test_last"), "\(evidence)")
        try editor.client.close()
    }

    @Test("Where no small change helps, that is said and nothing changes")
    func exhausted() throws {
        let editor = try FixingEditor(
            .annotating, source: "# Nothing to change.\n",
            tests: """
                import unittest


                class NothingTests(unittest.TestCase):
                    def test_nothing(self):
                        self.fail("no")

                """)
        let id = try editor.fix()
        let result = try editor.result(of: id)
        #expect(result["applied"]?.bool == false)
        #expect(result["ending"]?.string == "stopped: no small change makes the tests pass")
        _ = try editor.client.expect("window/showMessage")
        try editor.client.close()
    }

    @Test("Where all is green there is nothing to fix")
    func green() throws {
        let editor = try FixingEditor(
            .annotating, source: "def last(items):\n    return items[-1]\n",
            tests: """
                import unittest
                from app import last


                class ListTests(unittest.TestCase):
                    def test_last(self):
                        self.assertEqual(last([3, 4, 5]), 5)

                """)
        let id = try editor.fix()
        #expect(
            try editor.result(of: id)["ending"]?.string == "nothing to fix: no test fails")
        _ = try editor.client.expect("window/showMessage")
        try editor.client.close()
    }

    @Test("What needs a model is refused at once, with how to configure one")
    func needsModel() throws {
        let editor = try editor(.annotating)
        let answer = try editor.client.answer(
            to: editor.fix([("instruction", "make it faster")]))
        #expect(answer["error"]?["message"]?.string?.hasPrefix("this needs a model") == true)
        try editor.client.close()
    }

    @Test("Where models.chat names both, the search goes on where the model fails")
    func fallsBack() throws {
        let server = try ModelServer(.openAI)
        server.play([ModelScript(ScriptedAnswer(), fault: .refusal(.badKey, headers: []))])
        let source = "def largest(items):\n    return min(items)\n"
        let editor = try FixingEditor(
            .annotating, server,
            settings: [
                """
                models.providers={"m": {"dialect": "openai-compatible", "model": "scripted", \
                "url": "\(server.baseURL)"}}
                """, #"models.chat=["m", "embedded"]"#,
            ], source: source,
            tests: """
                import unittest
                from app import largest


                class ListTests(unittest.TestCase):
                    def test_largest(self):
                        self.assertEqual(largest([3, 5, 4]), 5)

                """)
        editor.client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try editor.fix()
        _ = try editor.client.expect("workspace/applyEdit")
        #expect(try editor.result(of: id)["verdict"]?.string == "verified")
        try editor.client.close()
    }
}
