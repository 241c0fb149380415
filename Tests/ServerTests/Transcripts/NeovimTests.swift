import JSON
import TestKit
import Testing

/// Neovim before it pulled diagnostics: nothing is registered, edits are plain changes, a token for
/// progress comes with `initialize`.
@Suite struct NeovimTests {
    private let capabilities: JSONLiteral = [
        "general": ["positionEncodings": ["utf-8", "utf-16", "utf-32"]],
        "window": ["workDoneProgress": true],
        "workspace": [
            "applyEdit": true, "configuration": true, "workspaceFolders": true,
            "workspaceEdit": ["resourceOperations": ["rename", "create", "delete"]],
            "didChangeWatchedFiles": ["dynamicRegistration": false],
        ],
        "textDocument": [
            "publishDiagnostics": ["relatedInformation": true],
            "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
            "completion": ["completionItem": ["snippetSupport": true]],
            "codeAction": ["codeActionLiteralSupport": [:], "isPreferredSupport": true],
        ],
    ]

    @Test func aSession() throws {
        let session = try TranscriptSession("//- .config/tenon/config.json\n\(config)\n")
        let client = session.client
        client.answer("workspace/configuration") { _ in [[:], [:]] }
        client.answer("window/workDoneProgress/create") { _ in nil }
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        try client.initialize(
            capabilities, options: [:], more: [("trace", "off"), ("workDoneToken", "1")])
        _ = try client.expect("workspace/configuration")

        try client.open("é.py", "äöü = 'x\n", languageID: "python")
        _ = try client.expect("textDocument/publishDiagnostics")
        try client.change("é.py", [(range(0, 11, 0, 11), "'")])
        _ = try client.expect("textDocument/publishDiagnostics")
        try session.ask("textDocument/documentSymbol", client.document("é.py"))
        try session.ask("workspace/symbol", ["query": "äöü"])
        try session.ask(
            "workspace/executeCommand",
            ["command": "tenon.debug.applyEdit", "arguments": [.string(client.uri("é.py"))]])
        for kind in ["begin", "report", "end"] {
            #expect(try client.expect("$/progress")["value"]?["kind"]?.string == kind)
        }
        _ = try client.expect("window/workDoneProgress/create")
        _ = try client.expect("workspace/applyEdit")
        try client.notify("textDocument/didSave", client.document("é.py"))
        try client.closeDocument("é.py")
        expect(
            try session.close(),
            equals: #"""
                --> initialize 1
                    {
                      "processId": null
                      "rootUri": null
                      "capabilities": {
                        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]}
                        "window": {"workDoneProgress": true}
                        "workspace": {
                          "applyEdit": true
                          "configuration": true
                          "workspaceFolders": true
                          "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]}
                          "didChangeWatchedFiles": {"dynamicRegistration": false}
                        }
                        "textDocument": {
                          "publishDiagnostics": {"relatedInformation": true}
                          "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}
                          "completion": {"completionItem": {"snippetSupport": true}}
                          "codeAction": {"codeActionLiteralSupport": {}, "isPreferredSupport": true}
                        }
                      }
                      "workspaceFolders": [{"uri": "<folder uri>", "name": "<name>"}]
                      "initializationOptions": {}
                      "trace": "off"
                      "workDoneToken": "1"
                    }
                <-- result 1
                    {
                      "capabilities": {
                        "positionEncoding": "utf-8"
                        "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}}
                        "completionProvider": {"triggerCharacters": ["."], "resolveProvider": true}
                        "inlineCompletionProvider": true
                        "documentSymbolProvider": {"label": "Tenon"}
                        "workspaceSymbolProvider": true
                        "foldingRangeProvider": true
                        "selectionRangeProvider": true
                        "codeActionProvider": {
                          "codeActionKinds": ["quickfix", "refactor", "refactor.rewrite"]
                          "resolveProvider": true
                        }
                        "executeCommandProvider": {
                          "commands": [
                            "tenon.map"
                            "tenon.context"
                            "tenon.status"
                            "tenon.fix"
                            "tenon.apply"
                            "tenon.undo"
                            "tenon.explain"
                            "tenon.explainCompletion"
                            "tenon.completionPanel"
                            "tenon.nextEdit"
                            "tenon.completionAccepted"
                            "tenon.debug.documentText"
                            "tenon.debug.applyEdit"
                          ]
                          "workDoneProgress": true
                        }
                        "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}}
                      }
                      "serverInfo": {"name": "tenon", "version": "test"}
                    }
                --> initialized
                    {}
                <-- workspace/configuration 1
                    {"items": [{"section": "tenon"}, {"scopeUri": "<folder uri>", "section": "tenon"}]}
                --> result 1
                    [{}, {}]
                --> textDocument/didOpen
                    {
                      "textDocument": {
                        "uri": "<folder uri>/%C3%A9.py"
                        "languageId": "python"
                        "version": 1
                        "text": "äöü = 'x\n"
                      }
                    }
                <-- textDocument/publishDiagnostics
                    {
                      "uri": "<folder uri>/%C3%A9.py"
                      "diagnostics": [
                        {
                          "range": 0:9-0:10
                          "severity": 1
                          "code": "syntax"
                          "source": "tenon"
                          "message": "`'` is not closed"
                        }
                      ]
                    }
                --> textDocument/didChange
                    {
                      "textDocument": {"uri": "<folder uri>/%C3%A9.py", "version": 2}
                      "contentChanges": [{"range": 0:11-0:11, "text": "'"}]
                    }
                <-- textDocument/publishDiagnostics
                    {"uri": "<folder uri>/%C3%A9.py", "diagnostics": []}
                --> textDocument/documentSymbol 2
                    {"textDocument": {"uri": "<folder uri>/%C3%A9.py"}}
                <-- result 2
                    [{"name": "äöü", "kind": 13, "range": 0:0-0:12, "selectionRange": 0:0-0:6}]
                --> workspace/symbol 3
                    {"query": "äöü"}
                <-- result 3
                    [
                      {
                        "name": "äöü"
                        "kind": 13
                        "location": {"uri": "<folder uri>/%C3%A9.py", "range": 0:0-0:6}
                      }
                    ]
                --> workspace/executeCommand 4
                    {"command": "tenon.debug.applyEdit", "arguments": ["<folder uri>/%C3%A9.py"]}
                <-- window/workDoneProgress/create 2
                    {"token": "tenon-1"}
                --> result 2
                    null
                <-- $/progress
                    {
                      "token": "tenon-1"
                      "value": {"kind": "begin", "title": "Applying an edit", "cancellable": true}
                    }
                <-- $/progress
                    {
                      "token": "tenon-1"
                      "value": {
                        "kind": "report"
                        "cancellable": true
                        "message": "asking the editor"
                        "percentage": 50
                      }
                    }
                <-- workspace/applyEdit 3
                    {
                      "label": "Tenon: append a line break"
                      "edit": {"changes": {"<folder uri>/%C3%A9.py": [{"range": 1:0-1:0, "newText": "\n"}]}}
                    }
                --> result 3
                    {"applied": true}
                <-- $/progress
                    {"token": "tenon-1", "value": {"kind": "end"}}
                <-- result 4
                    {"applied": true}
                --> textDocument/didSave
                    {"textDocument": {"uri": "<folder uri>/%C3%A9.py"}}
                --> textDocument/didClose
                    {"textDocument": {"uri": "<folder uri>/%C3%A9.py"}}
                --> shutdown 5
                <-- result 5
                    null
                --> exit
                """#)
    }

    private let config = """
        {"syntax": {"documentSymbols": "on", "workspaceSymbols": "on", "diagnostics": "on"}}
        """
}
