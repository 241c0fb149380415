import EditorClient
import JSON
import TestKit
import Testing

/// Completions in the menu and in the line, from what is open. What they propose is tested with the
/// engine; here it is what the editor gets.
@Suite struct CompletionTests {
    @Test func theMenuReplacesTheWordAtTheCursor() throws {
        let client = try PipeClient()
        try client.initialize()
        try client.open("a.py", "def compute(): pass\nx = comp\n")
        let answer = try client.request("textDocument/completion", client.document("a.py", 1, 8))
        let item = try #require(answer["items"]?[0])
        expect(
            item.laidOut(),
            equals: """
                {
                  "label": "compute"
                  "kind": 3
                  "sortText": "~10000"
                  "textEdit": {"range": 1:4-1:8, "newText": "compute"}
                }
                """)
        try client.close()
    }

    @Test func theMenuTellsInsertingFromReplacingWhereTheClientDoes() throws {
        let client = try PipeClient()
        try client.initialize([
            "textDocument": ["completion": ["completionItem": ["insertReplaceSupport": true]]]
        ])
        try client.open("a.py", "é = 1; computation = 1\nx = compXY\n")
        let answer = try client.request("textDocument/completion", client.document("a.py", 1, 8))
        let item = try #require(answer["items"]?[0])
        expect(
            item.laidOut(),
            equals: """
                {
                  "label": "computation"
                  "kind": 6
                  "sortText": "~10000"
                  "textEdit": {"newText": "computation", "insert": 1:4-1:8, "replace": 1:4-1:10}
                }
                """)
        try client.close()
    }

    @Test func whatIsOpenBesidesIsProposedToo() throws {
        let client = try PipeClient()
        try client.initialize()
        try client.open("b.py", "elsewhere = 1\n", languageID: "python")
        try client.open("c.lua", "else_in_lua = 1\n", languageID: "lua")
        try client.open("a.py", "els\n", languageID: "python")
        #expect(try client.labels("a.py", 0, 3).contains("elsewhere"))
        #expect(try !client.labels("a.py", 0, 3).contains("else_in_lua"))
        try client.closeDocument("b.py")
        #expect(try !client.labels("a.py", 0, 3).contains("elsewhere"))
        try client.close()
    }

    @Test(arguments: ["completion.enabled=false", "completion.words=false"])
    func theMenuCanBeSwitchedOff(setting: String) throws {
        let client = try PipeClient(settings: [setting])
        try client.initialize()
        try client.open("a.py", "word = 1\nwo\n")
        let answer = try client.request("textDocument/completion", client.document("a.py", 1, 2))
        #expect(answer.isNull)
        try client.close()
    }

    @Test func namesOfTheRepositoryAreProposedAndExplained() throws {
        let client = try PipeClient(
            """
            //- lib/shapes.py
            def compute_area(width, height):
                return width * height
            """)
        try client.initialize()
        try client.open("a.py", "x = comp\n")
        // The first question has the map made.
        _ = try client.labels("a.py", 0, 8)
        try client.settle()
        let answer = try client.request("textDocument/completion", client.document("a.py", 0, 8))
        let item = try #require(
            answer["items"]?.elements.first { $0["label"]?.string == "compute_area" })
        #expect(item["detail"] == nil)
        let resolved = try client.request("completionItem/resolve", .json(item))
        #expect(resolved["detail"]?.string == "def compute_area(width, height)")
        #expect(resolved["documentation"]?.string == "lib/shapes.py:1")
        try client.close()
    }

    @Test func theLineIsCompleted() throws {
        let client = try PipeClient()
        try client.initialize()
        try client.open("a.py", repetitive + "result = com")
        let items = try client.inline("a.py", 6, 12)
        expect(
            items.joined(separator: "\n"),
            equals: """
                compute at 6:9-6:12
                """)
        // Only what extends the entry that is selected in the menu can be shown.
        #expect(try client.inline("a.py", 6, 12, selected: "something else").isEmpty)
        try client.close()
    }

    @Test func theLineIsNotCompletedWhereThatIsSwitchedOff() throws {
        let client = try PipeClient(settings: ["completion.inline.enabled=false"])
        try client.initialize()
        try client.open("a.py", repetitive + "result = com")
        #expect(try client.inline("a.py", 6, 12).isEmpty)
        try client.close()
    }

    @Test(arguments: [(0, 0), (0, 99), (7, 0), (99, 0), (2_147_483_647, 2_147_483_647)])
    func anyPlaceIsAnswered(line: Int, character: Int) throws {
        let client = try PipeClient()
        try client.initialize()
        try client.open("a.py", repetitive)
        for path in ["a.py", "not-open.py"] {
            for method in ["completion", "inlineCompletion"] {
                let answer = try client.answer(
                    to: client.begin(
                        "textDocument/\(method)",
                        client.completionParams(path, line, character)))
                #expect(answer["error"] == nil, "\(answer)")
            }
        }
        try client.close()
    }

    private let repetitive = String(repeating: "result = compute(first, second)\n", count: 6)
}

/// Quick fixes reach the editor, in the form that it understands.
@Suite struct CodeActionTests {
    @Test func aFixIsAnEditOfThisVersion() throws {
        let client = try client(versions: true)
        let actions = try client.actions("a.py")
        expect(
            actions.map { $0.laidOut(replacing: [(client.uri("a.py"), "<a.py>")]) }
                .joined(separator: "\n"),
            equals: """
                {
                  "title": "Insert `)` at the end of the line"
                  "kind": "quickfix"
                  "isPreferred": true
                  "edit": {
                    "documentChanges": [
                      {
                        "textDocument": {"uri": "<a.py>", "version": 1}
                        "edits": [{"range": 0:16-0:16, "newText": ")"}]
                      }
                    ]
                  }
                }
                """)
        try client.close()
    }

    @Test func aFixWorks() throws {
        let client = try client(versions: false)
        let action = try #require(client.actions("a.py").first)
        let edit = try #require(action["edit"]?["changes"]?[client.uri("a.py")]?[0])
        let start = try #require(edit["range"]?["start"]?["character"]?.int)
        let text = try #require(edit["newText"]?.string)
        #expect(start == 16)
        #expect(text == ")")
        try client.close()
    }

    @Test func aClientWithoutLiteralsGetsNone() throws {
        let client = try PipeClient()
        try client.initialize(["textDocument": ["codeAction": [:]]])
        try client.open("a.py", broken)
        #expect(try client.actions("a.py").isEmpty)
        try client.close()
    }

    @Test(arguments: [
        (["quickfix"], true), (["refactor"], false), (["source", "quickfix"], true), ([""], true),
        (["quickfix.other"], false), ([], false),
    ])
    func onlyTheKindsThatAreAskedForCome(kinds: [String], isFound: Bool) throws {
        let client = try client(versions: true)
        #expect(try client.actions("a.py", only: kinds).isEmpty == !isFound)
        try client.close()
    }

    @Test func actionsCanBeSwitchedOff() throws {
        let client = try PipeClient(settings: ["actions.enabled=false"])
        try client.initialize(["textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]]])
        try client.open("a.py", broken)
        #expect(try client.actions("a.py").isEmpty)
        try client.close()
    }

    @Test func whatIsResolvedComesBackAsItWas() throws {
        let client = try client(versions: true)
        let action = try #require(client.actions("a.py").first)
        // Neovim and Helix ask also where nothing is missing, and apply what comes back.
        #expect(action["edit"] != nil)
        #expect(try client.request("codeAction/resolve", .json(action)) == action)
        let item: JSONLiteral = ["label": "x", "kind": 3, "sortText": "~1"]
        #expect(try client.request("completionItem/resolve", item) == JSON(item))
        try client.close()
    }

    private func client(versions: Bool) throws -> PipeClient {
        let client = try PipeClient()
        try client.initialize([
            "textDocument": [
                "codeAction": ["codeActionLiteralSupport": [:], "isPreferredSupport": true]
            ],
            "workspace": ["workspaceEdit": ["documentChanges": .bool(versions)]],
        ])
        try client.open("a.py", broken)
        return client
    }
}

private let broken = "print(\"é😀\", (1)\n"

extension PipeClient {
    fileprivate func completionParams(
        _ path: String, _ line: Int, _ character: Int, selected: String? = nil
    ) -> JSONLiteral {
        let place: JSONLiteral = ["line": .int(line), "character": .int(character)]
        var context: [(String, JSONLiteral)] = [("triggerKind", 1)]
        if let selected {
            let info: JSONLiteral = [
                "range": ["start": place, "end": place], "text": .string(selected),
            ]
            context.append(("selectedCompletionInfo", info))
        }
        return [
            "textDocument": ["uri": .string(uri(path))], "position": place,
            "context": .object(context),
        ]
    }

    fileprivate func labels(_ path: String, _ line: Int, _ character: Int) throws -> [String] {
        try request("textDocument/completion", document(path, line, character))["items"]?
            .elements.compactMap { $0["label"]?.string } ?? []
    }

    fileprivate func inline(
        _ path: String, _ line: Int, _ character: Int, selected: String? = nil
    ) throws -> [String] {
        let params = completionParams(path, line, character, selected: selected)
        let answer = try request("textDocument/inlineCompletion", params)
        return answer["items"]?.elements.map { item in
            "\(item["insertText"]?.string ?? "") at \(item["range"]?.laidOut() ?? "")"
        } ?? []
    }

    fileprivate func actions(_ path: String, only: [String]? = nil) throws -> [JSON] {
        let place: JSONLiteral = ["line": 0, "character": 0]
        var context: [(String, JSONLiteral)] = [("diagnostics", [])]
        if let only { context.append(("only", .array(only.map { .string($0) }))) }
        let answer = try request(
            "textDocument/codeAction",
            [
                "textDocument": ["uri": .string(uri(path))],
                "range": ["start": place, "end": place], "context": .object(context),
            ])
        return Array(answer.elements)
    }
}
