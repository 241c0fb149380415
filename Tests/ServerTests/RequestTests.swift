import EditorClient
import JSON
import TestKit
import Testing

/// Every request is answered exactly once, whatever becomes of it. (`close` looks for a second
/// answer and for a missing one.)
@Suite struct RequestTests {
    @Test func aRequestInFlightIsCancelledAtOnce() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
        try client.initialize()
        try client.open("a.py", "x = 1\n")
        try client.settle()
        let hold = try client.holdWorkers()
        let id = try client.begin("textDocument/documentSymbol", client.document("a.py"))
        try client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32800)
        hold.release()
        try client.close()
    }

    @Test func aRequestThatWaitsForTheConfigFilesIsCancelledAtOnce() throws {
        let client = try PipeClient()
        let hold = try client.holdWorkers()
        try client.initialize()
        let id = try client.begin("textDocument/foldingRange", client.document("a.py"))
        try client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32800)
        hold.release()
        try client.settle()
        try client.close()
    }

    @Test func idsThatNothingIsOpenUnderAreNotCancelled() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
        try client.initialize()
        try client.open("a.py", "x = 1\n")
        let done = try client.begin("textDocument/documentSymbol", client.document("a.py"))
        #expect(try client.answer(to: done)["result"] != nil)
        let hold = try client.holdWorkers()
        try client.editor.begin(
            id: "seven", "textDocument/documentSymbol", client.document("a.py"))
        try client.editor.begin(id: 7777, "textDocument/documentSymbol", client.document("a.py"))
        // Answered, never sent, of the other type, and none at all.
        for id: JSONLiteral in [.int(done), 99, "7777", -1, "", nil, 7.5, 99_999_999_999, [:]] {
            try client.notify("$/cancelRequest", ["id": id])
        }
        try client.notify("$/cancelRequest", ["id": "seven"])
        #expect(try client.editor.answer(toID: "seven")["error"]?["code"]?.int == -32800)
        hold.release()
        #expect(try client.editor.answer(toID: 7777)["result"]?.elements.count == 1)
        try client.close()
    }

    @Test func anEditMakesCompletionsStale() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
        try client.initialize()
        try client.open("a.py", "first = 1\nfi\n")
        try client.open("b.py", "first = 1\nfi\n")
        try client.settle()
        let hold = try client.holdWorkers()
        let menu = try client.begin("textDocument/completion", client.document("a.py", 1, 2))
        let inline = try client.begin(
            "textDocument/inlineCompletion", inlineParams(client, "a.py"))
        let other = try client.begin("textDocument/completion", client.document("b.py", 1, 2))
        let outline = try client.begin("textDocument/documentSymbol", client.document("a.py"))
        try client.change("a.py", [(nil, "second = 2\nthird = 3\n")])
        // These are answered while nothing can run.
        #expect(try client.answer(to: menu)["error"]?["code"]?.int == -32801)
        #expect(try client.answer(to: inline)["error"]?["code"]?.int == -32801)
        hold.release()
        #expect(try client.answer(to: other)["result"]?["items"] != nil)
        // It was asked for the text before the edit, and that is what it is an answer for.
        let symbols = try client.answer(to: outline)["result"]
        #expect(symbols?.elements.compactMap { $0["name"]?.string } == ["first"])
        try client.close()
    }

    @Test(arguments: ["didClose", "didOpen"])
    func aDocumentThatIsGoneNeedsNoCompletions(method: String) throws {
        let client = try PipeClient()
        try client.initialize()
        try client.open("a.py", "first = 1\nfi\n")
        try client.settle()
        let hold = try client.holdWorkers()
        let id = try client.begin("textDocument/completion", client.document("a.py", 1, 2))
        if method == "didClose" {
            try client.closeDocument("a.py")
        } else {
            try client.open("a.py", "new\n")
        }
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32801)
        hold.release()
        try client.close()
    }

    @Test func anIDInUseIsRefusedAndTheFirstRequestLives() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
        try client.initialize()
        try client.open("a.py", "x = 1\n")
        try client.settle()
        let hold = try client.holdWorkers()
        for id: JSONLiteral in [5000, "5000"] {
            for _ in 0..<2 {
                try client.editor.begin(
                    id: id, "textDocument/documentSymbol", client.document("a.py"))
            }
            let refused = try client.editor.answer(toID: id)
            #expect(refused["error"]?["code"]?.int == -32600)
        }
        hold.release()
        for id: JSONLiteral in [5000, "5000"] {
            #expect(try client.editor.answer(toID: id)["result"]?.elements.count == 1)
            // Free again.
            try client.editor.begin(
                id: id, "textDocument/documentSymbol", client.document("a.py"))
            #expect(try client.editor.answer(toID: id)["result"]?.elements.count == 1)
        }
        try client.close()
    }

    @Test(arguments: [
        "textDocument/documentSymbol", "textDocument/foldingRange", "workspace/symbol",
        "textDocument/completion", "textDocument/codeAction", "textDocument/diagnostic",
    ])
    func whatFindsTheQueueFullIsRefusedAtOnce(method: String) throws {
        let client = try PipeClient(settings: switchedOn) { $0.queueCapacity = 3 }
        try client.initialize([
            "textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]],
            "workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]],
        ])
        try client.open("a.py", "x = 1\n")
        // The index of the workspace is made by the first search.
        _ = try client.request("workspace/symbol", ["query": ""])
        try client.settle()
        let hold = try client.holdWorkers()
        let params = manyParams(client.uri("a.py"))
        let ids = try (0..<5).map { _ in try client.begin(method, params) }
        for id in ids[3...] {
            #expect(try client.answer(to: id)["error"]?["code"]?.int == -32802)
        }
        hold.release()
        for id in ids[..<3] { #expect(try client.answer(to: id)["error"] == nil) }
        try client.close()
    }

    @Test func requestsInFlightAtTheEndAreAnsweredToo() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
        try client.initialize()
        try client.open("a.py", "x = 1\n")
        try client.settle()
        let hold = try client.holdWorkers()
        let id = try client.begin("textDocument/documentSymbol", client.document("a.py"))
        let last = try client.begin("shutdown")
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32802)
        #expect(try client.answer(to: last)["result"]?.isNull == true)
        hold.release()
        try client.notify("exit")
        #expect(try client.exitCode() == 0)
        try client.editor.receiveRest()
        #expect(client.editor.unanswered == [:])
        #expect(client.editor.received == [])
    }

    @Test func aClientThatDoesNotReadForALongTimeGetsEverything() throws {
        let client = try PipeClient()
        try client.initialize()
        try client.open("a.txt", String(repeating: "long line\n", count: 2000))
        let ids = try (0..<100).map { _ in
            try client.begin(
                "workspace/executeCommand",
                [
                    "command": "tenon.debug.documentText",
                    "arguments": [.string(client.uri("a.txt"))],
                ])
        }
        for id in ids.reversed() {
            #expect(try client.answer(to: id)["result"]?["text"]?.bytes?.count == 20_000)
        }
        try client.close()
    }

    @Test(arguments: [
        ("textDocument/documentSymbol", "{}", "params.textDocument: missing"),
        (
            "textDocument/completion", #"{"textDocument":{"uri":"a:b"}}"#,
            "params.position: missing"
        ),
        ("workspace/executeCommand", #"{"command":1}"#, "params.command: expected string"),
        ("workspace/executeCommand", #"{"command":"no.such"}"#, "unknown command no.such"),
        ("workspace/executeCommand", #"{"command":"tenon.debug.documentText"}"#, "arguments[0]"),
        ("workspace/symbol", "[]", "params: expected object, got array"),
    ])
    func paramsThatDoNotFitAreNamed(method: String, params: String, message: String) throws {
        let client = try PipeClient()
        try client.initialize()
        let answer = try client.answer(
            to: client.begin(method, .json(JSON.parse(Array(params.utf8)))))
        #expect(answer["error"]?["code"]?.int == -32602)
        let text = try #require(answer["error"]?["message"]?.string)
        #expect(text.contains(message), "\(text)")
        try client.close()
    }
}

private let switchedOn = [
    "syntax.documentSymbols=on", "syntax.workspaceSymbols=on", "syntax.folding=on",
    "syntax.selectionRanges=on", "syntax.diagnostics=on",
]

/// What each of many methods finds something in.
private func manyParams(_ uri: String) -> JSONLiteral {
    let start: JSONLiteral = ["line": 0, "character": 0]
    return [
        "textDocument": ["uri": .string(uri)], "position": start, "query": "",
        "range": ["start": start, "end": start],
        "context": ["diagnostics": [], "triggerKind": 1],
    ]
}

private func inlineParams(_ client: PipeClient, _ path: String) -> JSONLiteral {
    [
        "textDocument": ["uri": .string(client.uri(path))],
        "position": ["line": 1, "character": 2], "context": ["triggerKind": 1],
    ]
}
