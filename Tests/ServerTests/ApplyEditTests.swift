import EditorClient
import JSON
import Server
import TestKit
import Testing

/// Edits through the client, with progress: `tenon.debug.applyEdit` appends a line break.
@Suite struct ApplyEditTests {
    private let versioned: JSONLiteral = [
        "workspace": ["applyEdit": true, "workspaceEdit": ["documentChanges": true]],
        "general": ["positionEncodings": ["utf-16"]],
    ]
    private let plain: JSONLiteral = ["workspace": ["applyEdit": true]]
    private let withProgress: JSONLiteral = [
        "workspace": ["applyEdit": true], "window": ["workDoneProgress": true],
    ]

    @Test func anEditNamesTheVersionThatItIsFor() throws {
        let client = try client(versioned)
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        try client.change("a.txt", version: 42, [(nil, "é😀")])
        let id = try client.beginEdit()
        expect(
            try client.expect("workspace/applyEdit").description
                .replacing(client.uri("a.txt"), with: "<a.txt>"),
            equals: """
                {"label":"Tenon: append a line break","edit":{"documentChanges":[{"textDocument":{"uri":"<a.txt>","version":42},"edits":[{"range":{"start":{"line":0,"character":3},"end":{"line":0,"character":3}},"newText":"\\n"}]}]}}
                """)
        #expect(try client.answer(to: id)["result"] == JSON(["applied": true]))
        // What the server holds changes when the client says so, not before.
        #expect(try client.text(of: "a.txt") == "é😀")
        try client.close()
    }

    @Test func aClientWithoutVersionsGetsPlainChanges() throws {
        let client = try client(plain)
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try client.beginEdit()
        let edit = try client.expect("workspace/applyEdit")["edit"]
        #expect(edit?["documentChanges"] == nil)
        #expect(edit?["changes"]?[client.uri("a.txt")]?[0]?["newText"]?.string == "\n")
        #expect(try client.answer(to: id)["result"]?["applied"]?.bool == true)
        try client.close()
    }

    @Test func theDocumentIsNamedAsTheClientSpellsIt() throws {
        let client = try client(plain)
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        try client.open(uri: "file:///w/a(%c3%a9).txt", "text")
        let id = try client.begin(
            "workspace/executeCommand",
            [
                "command": "tenon.debug.applyEdit",
                "arguments": ["file:///w/a%28%C3%A9%29.txt"],
            ])
        let changes = try client.expect("workspace/applyEdit")["edit"]?["changes"]
        #expect(changes?["file:///w/a(%c3%a9).txt"] != nil)
        _ = try client.answer(to: id)
        try client.close()
    }

    @Test(arguments: [
        (#"{"applied": false, "failureReason": "read-only"}"#, "read-only"),
        (#"{"applied": false, "failureReason": null, "x": 1}"#, "the editor gave no reason"),
        (#"{"applied": false}"#, "the editor gave no reason"),
        (#"{"applied": "yes"}"#, "the editor's answer makes no sense"),
        ("{}", "the editor's answer makes no sense"),
        ("null", "the editor's answer makes no sense"),
        ("[true]", "the editor's answer makes no sense"),
        (#""applied""#, "the editor's answer makes no sense"),
    ])
    func whatIsNotAppliedIsTold(answer: String, reason: String) throws {
        let client = try client(plain)
        let json = try JSON.parse(Array(answer.utf8))
        client.answer("workspace/applyEdit") { _ in .json(json) }
        let id = try client.beginEdit()
        _ = try client.expect("workspace/applyEdit")
        #expect(
            try client.answer(to: id)["result"]
                == JSON(["applied": false, "reason": .string(reason)]))
        try client.close()
    }

    @Test func aClientThatFailsToApplyIsQuoted() throws {
        let client = try client(plain)
        client.editor.leavingOpen = ["workspace/applyEdit"]
        let id = try client.beginEdit()
        let request = try client.editor.expectRequest("workspace/applyEdit")
        try client.editor.refuse(request, code: -32603, "disk on fire")
        #expect(try client.answer(to: id)["result"]?["reason"]?.string == "disk on fire")
        // A second answer changes nothing any more.
        try client.editor.answer(request, ["applied": true])
        try client.settle()
        try client.close()
    }

    @Test func aClientThatCannotApplyEditsIsNotAsked() throws {
        let client = try client([:])
        let id = try client.beginEdit()
        #expect(
            try client.answer(to: id)["result"]?["reason"]?.string
                == "this editor cannot apply edits for a server")
        try client.close()
    }

    @Test func whatIsNotOpenIsNotEdited() throws {
        let client = try client(plain)
        for arguments: JSONLiteral in [[.string(client.uri("b.txt"))], [], [1], [nil], nil] {
            #expect(
                try client.failure(
                    "workspace/executeCommand",
                    ["command": "tenon.debug.applyEdit", "arguments": arguments]) == -32602)
        }
        try client.close()
    }

    @Test func anEditThatTheClientNeverAnswersCanBeCancelled() throws {
        let client = try client(plain)
        client.editor.leavingOpen = ["workspace/applyEdit"]
        let id = try client.beginEdit()
        let request = try client.editor.expectRequest("workspace/applyEdit")
        try client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32800)
        // Too late.
        try client.editor.answer(request, ["applied": true])
        try client.settle()
        try client.close()
    }

    @Test func aClientThatNeverAnswersIsNotWaitedForForEver() throws {
        let client = try PipeClient { $0.delays.userAnswer = 0 }
        client.editor.leavingOpen = ["workspace/applyEdit"]
        try client.initialize(plain)
        try client.open("a.txt", "text")
        let id = try client.beginEdit()
        #expect(
            try client.answer(to: id)["result"]?["reason"]?.string
                == "the client did not answer in time")
        let request = try client.editor.expectRequest("workspace/applyEdit")
        try client.editor.answer(request, ["applied": true])
        try client.settle()
        try client.close()
    }

    @Test func aClientThatMakesNoTokenGetsTheEditWithoutProgress() throws {
        let client = try PipeClient { $0.delays.progressToken = 0 }
        client.editor.leavingOpen = ["window/workDoneProgress/create"]
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        try client.initialize(withProgress)
        try client.open("a.txt", "text")
        let id = try client.beginEdit()
        #expect(try client.answer(to: id)["result"]?["applied"]?.bool == true)
        _ = try client.expect("workspace/applyEdit")
        let request = try client.editor.expectRequest("window/workDoneProgress/create")
        try client.editor.answer(request, nil)
        try client.settle()
        try client.close()
    }

    @Test func progressBeginsAndEndsAroundTheEdit() throws {
        let client = try client(withProgress)
        client.answer("window/workDoneProgress/create") { _ in nil }
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try client.beginEdit()
        let token = try client.expect("window/workDoneProgress/create")["token"]
        #expect(token != nil)
        #expect(try client.progress(token) == ["begin", "report", "end"])
        _ = try client.expect("workspace/applyEdit")
        #expect(try client.answer(to: id)["result"]?["applied"]?.bool == true)
        try client.close()
    }

    @Test func theClientsOwnTokenIsUsed() throws {
        let client = try client(withProgress)
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        for token: JSONLiteral in ["mine", 5] {
            let id = try client.beginEdit(token: token)
            #expect(try client.progress(JSON(token)) == ["begin", "report", "end"])
            _ = try client.expect("workspace/applyEdit")
            _ = try client.answer(to: id)
        }
        #expect(!client.hasReceived("window/workDoneProgress/create"))
        try client.close()
    }

    @Test func withoutATokenThereIsNoProgressAndTheEditGoesOn() throws {
        let client = try client(withProgress)
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        // The client refuses to make one.
        let id = try client.beginEdit()
        _ = try client.expect("window/workDoneProgress/create")
        _ = try client.expect("workspace/applyEdit")
        #expect(try client.answer(to: id)["result"]?["applied"]?.bool == true)
        #expect(!client.hasReceived("$/progress"))
        try client.close()
    }

    @Test func theProgressEndsBeforeTheAnswerThatItBelongsTo() throws {
        let client = try client(plain)
        client.editor.leavingOpen = ["workspace/applyEdit"]
        let id = try client.beginEdit(token: "mine")
        _ = try client.expect("workspace/applyEdit")
        try client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32800)
        // It has come: a token is of no use once its request is answered.
        let kinds = client.editor.received.compactMap { $0["params"]?["value"]?["kind"]?.string }
        #expect(kinds == ["begin", "report", "end"])
        #expect(try client.progress(JSON("mine")) == ["begin", "report", "end"])
        try client.close()
    }

    @Test func theUserCancelsThroughTheProgress() throws {
        let client = try client(withProgress)
        client.editor.leavingOpen = ["workspace/applyEdit"]
        client.answer("window/workDoneProgress/create") { _ in nil }
        let id = try client.beginEdit()
        let token = try client.expect("window/workDoneProgress/create")["token"]
        _ = try client.expect("workspace/applyEdit")
        for other: JSONLiteral in ["no such token", 7, nil] {
            try client.notify("window/workDoneProgress/cancel", ["token": other])
        }
        try client.notify(
            "window/workDoneProgress/cancel", ["token": token.map { .json($0) } ?? nil])
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32800)
        #expect(try client.progress(token) == ["begin", "report", "end"])
        try client.close()
    }

    @Test func aRequestThatIsCancelledBeforeItsTokenIsMadeShowsNothing() throws {
        let client = try client(withProgress)
        client.editor.leavingOpen = ["window/workDoneProgress/create"]
        let id = try client.beginEdit()
        let request = try client.editor.expectRequest("window/workDoneProgress/create")
        try client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32800)
        try client.editor.answer(request, nil)
        try client.settle()
        try client.close()
    }

    @Test func aDocumentThatIsClosedMeanwhileIsNotEdited() throws {
        let client = try client(withProgress)
        client.editor.leavingOpen = ["window/workDoneProgress/create"]
        let id = try client.beginEdit()
        let request = try client.editor.expectRequest("window/workDoneProgress/create")
        try client.closeDocument("a.txt")
        try client.editor.answer(request, nil)
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32801)
        #expect(try client.progress(request.params["token"]) == ["begin", "end"])
        try client.close()
    }

    @Test func theEditIsForTheTextWhenItIsOffered() throws {
        let client = try client(withProgress)
        client.editor.leavingOpen = ["window/workDoneProgress/create"]
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        let id = try client.beginEdit()
        let request = try client.editor.expectRequest("window/workDoneProgress/create")
        try client.change("a.txt", [(nil, "one\ntwo")])
        try client.editor.refuse(request, code: -32603, "no")
        let changes = try client.expect("workspace/applyEdit")["edit"]?["changes"]
        let start = changes?[client.uri("a.txt")]?[0]?["range"]?["start"]
        #expect(start == JSON(["line": 1, "character": 3]))
        _ = try client.answer(to: id)
        try client.close()
    }

    private func client(_ capabilities: JSONLiteral) throws -> PipeClient {
        let client = try PipeClient()
        try client.initialize(capabilities)
        try client.open("a.txt", "text")
        return client
    }
}

extension PipeClient {
    fileprivate func beginEdit(token: JSONLiteral? = nil) throws -> Int {
        var params: [(String, JSONLiteral)] = [
            ("command", "tenon.debug.applyEdit"), ("arguments", [.string(uri("a.txt"))]),
        ]
        if let token { params.append(("workDoneToken", token)) }
        return try begin("workspace/executeCommand", .object(params))
    }

    /// The kinds of the progress messages of one piece of work, up to its end.
    fileprivate func progress(_ token: JSON?) throws -> [String] {
        var kinds: [String] = []
        while kinds.last != "end" {
            let params = try expect("$/progress")
            #expect(params["token"] == token)
            kinds.append(params["value"]?["kind"]?.string ?? "?")
        }
        return kinds
    }
}
