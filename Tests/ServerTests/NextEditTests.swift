import JSON
import ModelServer
import TestKit
import Testing
import Text

/// Where the last edit goes on, as an editor gets it.
@Suite struct NextEditServerTests {
    private func client() throws -> PipeClient {
        let client = try PipeClient()
        try client.initialize([
            "textDocument": [
                "inlineCompletion": [:], "codeAction": ["codeActionLiteralSupport": [:]],
            ]
        ])
        try client.open("a.py", "load(name, encoding)\nsave(path)\nload(path, encoding)\n")
        try client.settle()
        let place = Position(line: 0, character: 19)
        try client.change("a.py", [(PositionRange(start: place, end: place), ", strict")])
        try client.settle()
        return client
    }

    @Test func itIsAnInlineCompletionAtThePlace() throws {
        let client = try client()
        let answer = try client.request(
            "textDocument/inlineCompletion",
            [
                "textDocument": ["uri": .string(client.uri("a.py"))],
                "position": ["line": 2, "character": 4], "context": ["triggerKind": 2],
            ])
        expect(
            try #require(answer["items"]?[0]).laidOut(),
            equals: """
                {"insertText": "(path, encoding, strict", "range": 2:4-2:19}
                """)
        try client.close()
    }

    @Test func itIsACodeAction() throws {
        let client = try client()
        func titles(_ line: Int) throws -> [String] {
            let place: JSONLiteral = ["line": .int(line), "character": 0]
            let answer = try client.request(
                "textDocument/codeAction",
                [
                    "textDocument": ["uri": .string(client.uri("a.py"))],
                    "range": ["start": place, "end": place], "context": ["diagnostics": []],
                ])
            return answer.elements.compactMap { $0["title"]?.string }
        }
        #expect(try titles(2) == ["Apply the same edit here"])
        #expect(try titles(1) == ["Apply the same edit in line 3"])
        try client.close()
    }

    @Test func aCommandSaysWhereItIs() throws {
        let client = try client()
        let answer = try client.request(
            "workspace/executeCommand", ["command": "tenon.nextEdit", "arguments": []])
        expect(
            answer.laidOut(replacing: [(client.uri("a.py"), "<a.py>")]),
            equals: """
                {"uri": "<a.py>", "range": 2:19-2:19, "newText": ", strict", "reason": "sameEdit"}
                """)
        // After the next edit it is of no use any more.
        let place = Position(line: 0, character: 0)
        try client.change("a.py", version: 3, [(PositionRange(start: place, end: place), "\n")])
        try client.settle()
        #expect(
            try client.request(
                "workspace/executeCommand", ["command": "tenon.nextEdit", "arguments": []]
            ).isNull)
        try client.close()
    }

    @Test func aModelSaysWhereItGoesOn() throws {
        let server = try ModelServer(
            .llamaCpp,
            ModelScript(
                ScriptedAnswer(text: ["load(name, strict)\nsave(path, strict)\n"])))
        let client = try PipeClient(
            settings: [
                """
                models.providers={"played": {"dialect": "llama.cpp", "model": "sweep-next-edit", \
                "url": "\(server.baseURL)"}}
                """, #"models.edit=["played"]"#,
            ])
        try client.initialize()
        try client.open("a.py", "load(name)\nsave(path)\n")
        try client.settle()
        let place = Position(line: 0, character: 9)
        try client.change("a.py", [(PositionRange(start: place, end: place), ", strict")])
        let answer = try eventually("the model's answer") {
            let answer = try client.request(
                "workspace/executeCommand", ["command": "tenon.nextEdit", "arguments": []])
            return answer.isNull ? nil : answer
        }
        #expect(server.exchanges.count == 1)
        #expect(answer["reason"]?.string == "model")
        #expect(answer["newText"]?.string?.contains("strict") == true)
        try client.close()
    }
}
