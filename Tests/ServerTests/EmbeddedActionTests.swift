import JSON
import TestKit
import Testing

/// Code actions that need neither a model nor tests.
@Suite("Actions without a model") struct EmbeddedActionTests {
    private static let fixture = """
        //- shop.py
        class Cart:
            pass
        //- app.py
        def total(prices):
            return Cart(prices)
        """

    private func client(_ codeAction: JSONLiteral) throws -> PipeClient {
        let client = try PipeClient(EmbeddedActionTests.fixture)
        try client.initialize([
            "textDocument": ["codeAction": codeAction],
            "workspace": ["workspaceEdit": ["documentChanges": true]],
        ])
        try client.open(
            "app.py", "def total(prices):\n    return Cart(prices)\n", languageID: "python")
        // The map is there before anybody asks for it.
        _ = try client.request(
            "workspace/executeCommand",
            ["command": "tenon.context", "arguments": [["query": "callers", "symbol": "Cart"]]])
        return client
    }

    private func actions(
        _ client: PipeClient, line: Int, character: Int, _ diagnostics: [JSONLiteral],
        only: String
    ) throws -> [JSON] {
        let place: JSONLiteral = ["line": .int(line), "character": .int(character)]
        return try client.request(
            "textDocument/codeAction",
            [
                "textDocument": ["uri": .string(client.uri("app.py"))],
                "range": ["start": place, "end": place],
                "context": [
                    "diagnostics": .array(diagnostics), "triggerKind": 1,
                    "only": [.string(only)],
                ],
            ]
        ).elements.map { $0 }.filter { $0["command"] == nil }
    }

    /// An action as a client sends it back.
    private func chosen(_ action: JSON) -> JSONLiteral {
        let members = action["data"]?.members.map { name, value in
            (name, value.int.map { .int($0) } ?? JSONLiteral.string(value.string ?? ""))
        }
        return ["title": .string(action["title"]?.string ?? ""), "data": .object(members ?? [])]
    }

    private let unknown: JSONLiteral = [
        "range": ["start": ["line": 1, "character": 11], "end": ["line": 1, "character": 15]],
        "message": "\"Cart\" is not defined",
    ]
    private let literals: (String, JSONLiteral) = (
        "codeActionLiteralSupport", ["codeActionKind": ["valueSet": ["quickfix"]]]
    )

    @Test("A client that resolves edits gets them when it asks, for the version it asked about")
    func lazily() throws {
        let client = try client(
            .object([
                literals, ("dataSupport", true), ("resolveSupport", ["properties": ["edit"]]),
            ]))
        let imports = try actions(client, line: 1, character: 11, [unknown], only: "quickfix")
        let offered = try #require(imports.first)
        #expect(offered["title"]?.string == "Tenon: Add `from shop import Cart`")
        #expect(offered["edit"] == nil)
        let resolved = try client.request("codeAction/resolve", chosen(offered))
        let edit = resolved["edit"]?["documentChanges"]?[0]?["edits"]?[0]
        #expect(edit?["newText"]?.string == "from shop import Cart\n\n")
        #expect(edit?["range"]?["start"]?["line"]?.int == 0)
        let document = try #require(
            actions(client, line: 0, character: 5, [], only: "refactor.rewrite.tenon.document")
                .first)
        #expect(document["title"]?.string == "Tenon: Document `total`")
        try client.change("app.py", version: 2, [(nil, "x = 1\n")])
        #expect(try client.failure("codeAction/resolve", chosen(document)) == -32801)
        try client.close()
    }

    @Test("A client that cannot resolve gets the edits at once")
    func atOnce() throws {
        let client = try client(.object([literals]))
        let imports = try actions(client, line: 1, character: 11, [unknown], only: "quickfix")
        #expect(imports.first?["edit"]?["documentChanges"]?[0] != nil)
        let documents = try actions(
            client, line: 0, character: 5, [], only: "refactor.rewrite.tenon.document")
        let edit = documents.first?["edit"]?["documentChanges"]?[0]?["edits"]?[0]
        expect(
            edit?["newText"]?.string ?? "",
            equals: #"""
                    """To be written.

                    Args:
                        prices: To be written.
                    """

                """#)
        try client.close()
    }
}
