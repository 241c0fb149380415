import JSON
import LSP
import Text

/// One message that the server can send, and the method that it is about.
struct Sample {
    let method: String
    let body: [UInt8]

    init(_ method: String, _ body: [UInt8]) {
        self.method = method
        self.body = body
    }
}

/// Messages of every kind, each with as many of its members as fit together.
enum Samples {
    static let range = PositionRange(
        start: Position(line: 1, character: 2), end: Position(line: 3, character: 4))
    static let location = Location(uri: "file:///a", range: range)
    static let edit = ProtocolTextEdit(range: range, newText: "n")
    static let command = Command(title: "t", command: "c", arguments: [JSON(1), JSON(nil)])
    static let diagnostic = Diagnostic(
        range: range, severity: .warning, code: .string("E1"), codeURI: "https://e", source: "s",
        message: .plain("m"), tags: [.unnecessary, .deprecated],
        related: [Diagnostic.RelatedInformation(location: location, message: "r")],
        data: JSON(["k": 1]))
    static let workspaceEdit = WorkspaceEdit(
        [
            .create(uri: "file:///n", overwrite: true, ignoreIfExists: false, annotation: "a"),
            .edit(
                WorkspaceEdit.DocumentEdit(
                    uri: "file:///a", version: 3, edits: [edit], annotation: "a")),
            .edit(WorkspaceEdit.DocumentEdit(uri: "file:///b", version: nil, edits: [edit])),
            .rename(from: "file:///n", to: "file:///m", overwrite: false, annotation: nil),
            .delete(uri: "file:///m", recursive: true, ignoreIfMissing: true, annotation: nil),
        ],
        annotations: [
            "a": ChangeAnnotation(label: "l", description: "d", needsConfirmation: true)
        ])

    static let requests: [ServerRequest] = [
        .applyEdit(ApplyWorkspaceEditParams(label: "l", edit: workspaceEdit)),
        .configuration([
            ConfigurationItem(section: "tenon"),
            ConfigurationItem(scopeURI: "file:///a", section: "tenon"),
        ]),
        .workspaceFolders,
        .registerCapability([
            Registration(id: "1", .didChangeConfiguration(section: "tenon")),
            Registration(
                id: "2",
                .didChangeWatchedFiles([
                    FileSystemWatcher(pattern: "**/x"),
                    FileSystemWatcher(pattern: "x", base: "file:///r"),
                ])),
            Registration(id: "3", .method("m", options: JSON(["documentSelector": nil]))),
            Registration(id: "4", .method("m", options: nil)),
        ]),
        .unregisterCapability([Unregistration(id: "1", method: "m")]),
        .createProgress(.string("t")),
        .showMessage(ShowMessageRequestParams(.error, "m", actions: ["a", "b"])),
        .showDocument(
            ShowDocumentParams(uri: "file:///a", external: false, takeFocus: true, selection: range)
        ),
        .refreshDiagnostics,
        .refreshFoldingRanges,
    ]

    static let notifications: [ServerNotification] = [
        .publishDiagnostics(
            PublishDiagnosticsParams(uri: "file:///a", version: 2, diagnostics: [diagnostic])),
        .publishDiagnostics(
            PublishDiagnosticsParams(
                uri: "file:///a", version: nil,
                diagnostics: [
                    Diagnostic(
                        range: range, severity: nil, code: .integer(7), source: nil,
                        message: .markup(MarkupContent(.markdown, "m")))
                ])),
        .logMessage(MessageParams(.debug, "m")),
        .showMessage(MessageParams(.info, "m")),
        .logTrace(LogTraceParams(message: "m", verbose: "v")),
        .progress(
            .integer(5), .begin(title: "t", message: "m", percentage: -5, cancellable: true)),
        .progress(.integer(5), .report(message: "m", percentage: 200, cancellable: false)),
        .progress(.integer(5), .end(message: nil)),
        .cancelRequest(.integer(9)),
    ]

    static var responses: [Sample] {
        [
            Sample("initialize", response(initializeResult)),
            Sample("shutdown", response(NullResult())),
            Sample("workspace/executeCommand", response(JSON(["text": "x"]))),
            Sample("workspace/symbol", response([symbol])),
            Sample("textDocument/documentSymbol", response(outline)),
            Sample("textDocument/documentSymbol", response(DocumentSymbolResult.flat([symbol]))),
            Sample("textDocument/selectionRange", response([selection])),
            Sample("textDocument/foldingRange", response(folds)),
            Sample("textDocument/completion", response(completions)),
            Sample("completionItem/resolve", response(item)),
            Sample("textDocument/inlineCompletion", response(inlineCompletions)),
            Sample("textDocument/codeAction", response(actions)),
            Sample(
                "textDocument/diagnostic",
                response(DocumentDiagnosticReport.full(resultID: "1", [diagnostic]))),
            Sample(
                "textDocument/diagnostic",
                response(DocumentDiagnosticReport.unchanged(resultID: "1"))
            ),
        ]
    }

    private static func response(_ result: some JSONEncodable) -> [UInt8] {
        OutgoingMessage.response(to: .integer(1), result: result)
    }

    private static var initializeResult: InitializeResult {
        var server = ServerCapabilities()
        server.positionEncoding = .utf8
        server.textDocumentSync.willSave = true
        server.textDocumentSync.saveIncludesText = true
        server.completion = ServerCapabilities.CompletionOptions(
            triggerCharacters: ["."], resolve: true, labelDetails: true)
        server.inlineCompletion = true
        server.documentSymbol = ServerCapabilities.DocumentSymbolOptions(label: "l")
        server.workspaceSymbol = true
        server.foldingRange = true
        server.selectionRange = true
        server.codeAction = ServerCapabilities.CodeActionOptions(
            kinds: [.quickFix, .refactorRewrite], resolve: true)
        server.diagnostic = ServerCapabilities.DiagnosticOptions(
            identifier: "i", interFileDependencies: false)
        server.executeCommand = ServerCapabilities.ExecuteCommandOptions(commands: ["c"])
        server.workspaceFolders = true
        server.experimental = JSON(["x": 1])
        return InitializeResult(capabilities: server, serverName: "n", serverVersion: "1")
    }

    static let symbol = SymbolInformation(
        name: "n", kind: .typeParameter, isDeprecated: true, container: "c", location: location)

    static let outline = DocumentSymbolResult.outline(
        [("a", 0), ("b", 1), ("c", 2), ("", 1), ("e", 0), ("f", 5), ("g", 1)].map { name, depth in
            DocumentSymbol(
                name: name, detail: "d", kind: .class, isDeprecated: name == "e", range: range,
                selectionRange: range, depth: depth)
        })

    private static let selection = SelectionRange(range: range, parents: [range, range])

    private static let folds = [
        FoldingRange(startLine: 1, endLine: 2),
        FoldingRange(
            startLine: 1, startCharacter: 2, endLine: 3, endCharacter: 4, kind: .imports,
            collapsedText: "…"),
    ]

    static var item: CompletionItem {
        var item = CompletionItem(label: "l")
        item.labelDetail = "(x)"
        item.labelDescription = "m"
        item.kind = .typeParameter
        item.isDeprecated = true
        item.isPreselected = true
        item.detail = "d"
        item.documentation = .markup(MarkupContent(.markdown, "*m*"))
        item.sortText = "s"
        item.filterText = "f"
        item.insertText = "i"
        item.insertTextFormat = .snippet
        item.insertTextMode = .adjustIndentation
        item.edit = .insertReplace(newText: "n", insert: range, replace: range)
        item.editText = "e"
        item.additionalEdits = [edit]
        item.commitCharacters = ["."]
        item.command = command
        item.data = JSON([1, [:]])
        return item
    }

    static var completions: CompletionList {
        var other = CompletionItem(label: "o")
        other.documentation = .plain("p")
        other.edit = .single(edit)
        return CompletionList(
            isIncomplete: true,
            defaults: CompletionItemDefaults(
                commitCharacters: [";"], editRange: .insertReplace(insert: range, replace: range),
                insertTextFormat: .plainText, insertTextMode: .asIs, data: JSON(3)),
            items: [item, other, CompletionItem(label: "")])
    }

    private static let inlineCompletions = InlineCompletionList(items: [
        InlineCompletionItem(insertText: "i", range: range),
        InlineCompletionItem(
            insertText: "$0", isSnippet: true, filterText: "f", range: range, command: command),
    ])

    static let actions: [CodeActionEntry] = [
        .command(command),
        .action(
            CodeAction(
                title: "t", kind: .quickFix, diagnostics: [diagnostic], isPreferred: true,
                disabledReason: "r", edit: workspaceEdit, command: command, data: JSON("d"))),
        .action(CodeAction(title: "t", kind: nil)),
    ]
}
