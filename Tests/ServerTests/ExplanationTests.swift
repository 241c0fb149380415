import Base
import JSON
import ModelServer
import TestKit
import Testing

/// `tenon.explain`, and what is seen of the answer while it comes.
@Suite("Explaining to the editor") struct ExplanationTests {
    @Test("The words of a model are seen as they come")
    func words() throws {
        let shown = try explain(
            .openAI, "openai-compatible",
            ScriptedAnswer(text: ["It returns", " the\n\n first", " item."]))
        #expect(
            shown.progress == ["It returns", "It returns the first", "It returns the first item."])
        #expect(shown.text == "It returns the\n\n first item.")
    }

    @Test("A diffusion model's draft is seen being refined, at the place that has changed")
    func drafts() throws {
        let end = String(repeating: "x", count: 100)
        let answer = ScriptedAnswer(
            text: ["It returns the first item, and nothing else. \(end)"],
            drafts: [
                "It re## the\u{1} item", "It returns the last item, and noth## else. \(end)",
                "It returns the first item, and noth## else. \(end)",
            ])
        let shown = try explain(.inception, "inception", answer)
        expect(
            shown.progress.joined(separator: "\n"),
            equals: """
                draft: It re## the item
                draft: It returns the last item, and noth## else. xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                draft: It returns the first item, and noth## else. xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                draft: …first item, and nothing else. xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                """)
        #expect(shown.text == answer.text[0])
    }

    @Test("A secret that is asked about is a placeholder in what the model says of it")
    func secrets() throws {
        let secret = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
        let shown = try explain(
            .openAI, "openai-compatible",
            ScriptedAnswer(text: ["REDACTED_TOKEN_1", " is refused."]), about: "no: \(secret)")
        #expect(shown.progress.last == "REDACTED_TOKEN_1 is refused.")
        #expect(shown.text == "REDACTED_TOKEN_1 is refused.")
    }

    private func explain(
        _ kind: ServerKind, _ dialect: String, _ answer: ScriptedAnswer, about: String = "it is red"
    ) throws -> (progress: [String], text: String?) {
        let model = try ModelServer(kind, ModelScript(answer))
        let client = try PipeClient(settings: [
            """
            models.providers={"m": {"dialect": "\(dialect)", "model": "m", \
            "url": "\(model.baseURL)"}}
            """, #"models.chat=["m"]"#,
        ])
        try client.initialize()
        let id = try client.begin(
            "workspace/executeCommand",
            [
                "command": "tenon.explain", "workDoneToken": 1,
                "arguments": [["about": "error", "text": .string(about)]],
            ])
        var lines: [String] = []
        while true {
            let value = try client.expect("$/progress")["value"]
            if value?["kind"]?.string == "end" { break }
            if let line = value?["message"]?.string { lines.append(line) }
        }
        let text = try client.answer(to: id)["result"]?["text"]?.string
        _ = try client.expect("window/showMessage")
        try client.close()
        return (lines, text)
    }
}
