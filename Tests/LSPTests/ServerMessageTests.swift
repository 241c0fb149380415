import JSON
import LSP
import TestKit
import Testing
import Text

private func text(_ value: some JSONEncodable) -> String { JSON(encoding: value).description }

private func workspace(_ literal: JSONLiteral) throws -> ClientCapabilities.Workspace {
    try ClientCapabilities(from: JSON(["workspace": literal])).workspace
}

@Suite struct ServerMessageTests {
    @Test func requestsHaveTheirMethodAndParams() throws {
        for (number, request) in Samples.requests.enumerated() {
            let id = RequestID.integer(Int32(number))
            let json = try JSON.parse(OutgoingMessage.request(id, request))
            #expect(json["jsonrpc"]?.string == "2.0")
            #expect(json["id"]?.int == number)
            #expect(json["method"]?.string == request.method)
            let params = json["params"]
            switch request {
            case .workspaceFolders, .refreshDiagnostics, .refreshFoldingRanges:
                #expect(params == nil)
            case .applyEdit, .configuration, .registerCapability, .unregisterCapability,
                .createProgress, .showMessage, .showDocument:
                #expect(params?.kind == .object)
            }
        }
    }

    @Test func notificationsHaveTheirMethodAndParams() throws {
        for notification in Samples.notifications {
            let json = try JSON.parse(OutgoingMessage.notification(notification))
            #expect(json["id"] == nil)
            #expect(json["method"]?.string == notification.method)
            #expect(json["params"]?.kind == .object)
        }
    }

    @Test func progressStaysWithinTheProtocol() {
        expect(
            text(
                WorkDoneProgress.begin(title: "t", message: nil, percentage: -5, cancellable: true)),
            equals: #"{"kind":"begin","title":"t","cancellable":true,"percentage":0}"#)
        expect(
            text(WorkDoneProgress.report(message: "m", percentage: 200, cancellable: false)),
            equals: #"{"kind":"report","cancellable":false,"message":"m","percentage":100}"#)
        expect(text(WorkDoneProgress.end(message: nil)), equals: #"{"kind":"end"}"#)
    }

    @Test func registrationsSpellWatchersAsTheClientUnderstandsThem() {
        let watchers = [
            FileSystemWatcher(pattern: "/r/**"), FileSystemWatcher(pattern: "x", base: "file:///r"),
        ]
        expect(
            text(Registration(id: "w", .didChangeWatchedFiles(watchers))),
            equals:
                #"{"id":"w","method":"workspace/didChangeWatchedFiles","registerOptions":{"watchers":[{"globPattern":"/r/**"},{"globPattern":{"baseUri":"file:///r","pattern":"x"}}]}}"#
        )
    }

    @Test func serverCapabilitiesLeaveOutWhatIsOff() {
        expect(
            text(ServerCapabilities()),
            equals:
                #"{"positionEncoding":"utf-16","textDocumentSync":{"openClose":true,"change":2,"save":{"includeText":false}}}"#
        )
    }

    @Test(arguments: [
        (#"{"title":"b"}"#, "b"), ("null", nil),
    ])
    func answersToMessages(_ answer: String, _ action: String?) throws {
        let json = try JSON.parse(Array(answer.utf8))
        #expect(try ShowMessageRequestResult(from: json).action == action)
    }

    @Test func answersToEdits() throws {
        let refused = JSON(["applied": false, "failureReason": "busy", "failedChange": 1])
        #expect(try ApplyWorkspaceEditResult(from: refused).failureReason == "busy")
        #expect(
            try ApplyWorkspaceEditResult(from: JSON(["applied": true, "failureReason": 5])).applied)
        for nonsense in [12345, nil, [:], ["applied": nil]] as [JSONLiteral] {
            #expect(throws: JSONDecodingError.self) {
                try ApplyWorkspaceEditResult(from: JSON(nonsense))
            }
        }
    }
}

@Suite struct OutlineTests {
    /// The names of the tree with its children in brackets.
    private func shape(_ symbols: JSON?) -> String {
        guard let symbols else { return "" }
        let entries = symbols.elements.map { symbol in
            (symbol["name"]?.string ?? "-") + shape(symbol["children"])
        }
        return "[" + entries.joined(separator: " ") + "]"
    }

    private func shape(depths: [Int]) -> String {
        let range = Samples.range
        let symbols = depths.enumerated().map { place, depth in
            DocumentSymbol(
                name: "\(place)", kind: .class, range: range, selectionRange: range, depth: depth)
        }
        return shape(JSON(encoding: DocumentSymbolResult.outline(symbols)))
    }

    @Test(arguments: [
        ([], "[]"), ([0], "[0]"), ([0, 0], "[0 1]"), ([0, 1, 2, 1, 0], "[0[1[2] 3] 4]"),
        ([0, 1, 1, 2, 0, 1], "[0[1 2[3]] 4[5]]"), ([3, 5, 0, 9, 1], "[0[1] 2[3 4]]"),
        ([-1, 0, 1], "[0 1[2]]"), ([0, 1, 2, 3, 0], "[0[1[2[3]]] 4]"),
    ])
    func isATree(_ depths: [Int], _ expected: String) {
        #expect(shape(depths: depths) == expected)
    }

    @Test func aDeepOneIsCutToWhatClientsCanRead() throws {
        let depths = Array(0..<5000)
        let symbols = depths.map { depth in
            DocumentSymbol(
                name: "n", kind: .class, range: Samples.range, selectionRange: Samples.range,
                depth: depth)
        }
        var writer = JSONWriter()
        writer.write(DocumentSymbolResult.outline(symbols))
        let limits = JSONLimits(size: .max, depth: 210, stringLength: .max, values: .max)
        let json = try JSON.parse(writer.bytes, limits: limits)
        var count = 0
        var level = Array(json.elements)
        while !level.isEmpty {
            count += level.count
            level = level.flatMap { Array($0["children"]?.elements ?? JSON([]).elements) }
        }
        #expect(count == 5000)
    }

    @Test func aLongSelectionKeepsItsEnds() throws {
        let parents = (1...1000).map { line in
            PositionRange(
                start: Position(line: 0, character: 0), end: Position(line: line, character: 0))
        }
        let selection = SelectionRange(range: Samples.range, parents: parents)
        var writer = JSONWriter()
        writer.write(selection)
        var json = try JSON.parse(writer.bytes)
        var lines: [Int] = []
        while let parent = json["parent"] {
            lines.append(parent["range"]?["end"]?["line"]?.int ?? 0)
            json = parent
        }
        #expect(lines == Array(1...99) + [1000])
    }
}

@Suite struct EditTests {
    private let plain = WorkspaceEdit(
        [
            .edit(
                WorkspaceEdit.DocumentEdit(
                    uri: "u", version: 3, edits: [Samples.edit], annotation: "a")),
            .edit(WorkspaceEdit.DocumentEdit(uri: "u", version: 3, edits: [Samples.edit])),
        ], annotations: ["a": ChangeAnnotation(label: "l", needsConfirmation: false)])

    private let range = #"{"start":{"line":1,"character":2},"end":{"line":3,"character":4}}"#

    @Test func isWrittenInFullForAClientThatKnowsAll() throws {
        let client = try workspace([
            "workspaceEdit": ["documentChanges": true, "changeAnnotationSupport": [:]]
        ])
        let document = #""textDocument":{"uri":"u","version":3}"#
        #expect(
            text(try #require(plain.reduced(for: client)))
                == """
                {"documentChanges":[{\(document),"edits":[{"range":\(range),"newText":"n",\
                "annotationId":"a"}]},{\(document),"edits":[{"range":\(range),"newText":"n"}]}],\
                "changeAnnotations":{"a":{"label":"l","needsConfirmation":false}}}
                """)
    }

    @Test func losesWhatTheClientDoesNotKnow() throws {
        let versions = try workspace(["workspaceEdit": ["documentChanges": true]])
        let text1 = text(try #require(plain.reduced(for: versions)))
        #expect(!text1.contains("annotation") && !text1.contains("changeAnnotations"))
        #expect(text1.contains("\"version\":3"))
        let nothing = try workspace([:])
        #expect(
            text(try #require(plain.reduced(for: nothing)))
                == """
                {"changes":{"u":[{"range":\(range),"newText":"n"},{"range":\(range),"newText":"n"}]}}
                """)
    }

    @Test func isRefusedWhereFilesCannotBeChanged() throws {
        let operations = ["create", "rename", "delete"]
        let knowsAll = try workspace([
            "workspaceEdit": [
                "documentChanges": true, "changeAnnotationSupport": [:],
                "resourceOperations": ["create", "rename", "delete"],
            ]
        ])
        #expect(Samples.workspaceEdit.reduced(for: knowsAll) == Samples.workspaceEdit)
        for operation in operations {
            let rest = operations.filter { $0 != operation }.map(JSONLiteral.string)
            let client = try workspace([
                "workspaceEdit": ["documentChanges": true, "resourceOperations": .array(rest)]
            ])
            #expect(Samples.workspaceEdit.reduced(for: client) == nil)
        }
        let withoutVersions = try workspace([
            "workspaceEdit": ["resourceOperations": ["create", "rename", "delete"]]
        ])
        #expect(Samples.workspaceEdit.reduced(for: withoutVersions) == nil)
    }
}

@Suite struct RoundTripTests {
    /// What clients send back is what we sent.
    @Test func completionsComeBackAsTheyWere() throws {
        let list = Samples.completions
        #expect(try CompletionList(from: JSON(encoding: list)) == list)
    }

    @Test func diagnosticsComeBackAsTheyWere() throws {
        let diagnostic = Samples.diagnostic
        #expect(try Diagnostic(from: JSON(encoding: diagnostic)) == diagnostic)
        #expect(diagnostic.reduced(for: ClientCapabilities.none.diagnostics).tags == [])
        let bare = try JSON.parse(
            Array(
                #"{"range":\#(JSON(encoding: Samples.range)),"severity":null,"message":{"kind":"plaintext","value":"v"},"tags":[99],"relatedInformation":[{}],"codeDescription":5,"data":null}"#
                    .utf8))
        let read = try Diagnostic(from: bare)
        #expect(read.message.text == "v" && read.tags == [] && read.related == [])
        #expect(read.codeURI == nil && read.severity == nil && read.data?.isNull == true)
        let reduced = diagnostic.reduced(for: ClientCapabilities.none.diagnostics)
        #expect(
            text(reduced)
                == #"{"range":\#(JSON(encoding: Samples.range)),"severity":2,"code":"E1","source":"s","message":"m"}"#
        )
    }

    /// All but the edit, which is not read back.
    @Test func codeActionsComeBackAsTheyWere() throws {
        for case .action(var action) in Samples.actions {
            let read = try CodeAction(from: JSON(encoding: action))
            action.edit = nil
            #expect(read == action)
        }
    }

    @Test(arguments: [
        ("quickfix", "", true), ("quickfix", "quickfix", true), ("quickfix.a", "quickfix", true),
        ("quickfixes", "quickfix", false), ("refactor", "refactor.rewrite", false), ("", "", true),
        ("", "source", false),
    ])
    func kindsOfActionsContainOneAnother(_ kind: String, _ other: String, _ isWithin: Bool) {
        #expect(
            CodeActionKind(rawValue: kind).isWithin(CodeActionKind(rawValue: other)) == isWithin)
    }
}
