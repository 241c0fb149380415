import JSON
import TestKit
import Testing

/// VS Code: everything is offered and registered dynamically, diagnostics are pulled, edits have
/// versions, positions are in UTF-16.
@Suite struct VSCodeTests {
    private let capabilities: JSONLiteral = [
        "general": ["positionEncodings": ["utf-16"]],
        "window": ["workDoneProgress": true],
        "workspace": [
            "applyEdit": true, "configuration": true, "workspaceFolders": true,
            "workspaceEdit": ["documentChanges": true, "changeAnnotationSupport": [:]],
            "didChangeConfiguration": ["dynamicRegistration": true],
            "didChangeWatchedFiles": ["dynamicRegistration": true],
        ],
        "textDocument": [
            "diagnostic": ["dynamicRegistration": true, "dataSupport": true],
            "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
            "foldingRange": ["rangeLimit": 5000, "lineFoldingOnly": true],
            "completion": ["completionItem": ["insertReplaceSupport": true]],
            "inlineCompletion": ["dynamicRegistration": true],
            "codeAction": ["codeActionLiteralSupport": [:], "isPreferredSupport": true],
        ],
    ]

    @Test func aSession() throws {
        let session = try TranscriptSession("")
        let client = session.client
        client.answer("workspace/configuration") { _ in
            [["syntax": ["documentSymbols": "on", "folding": "on", "diagnostics": "on"]], nil]
        }
        client.answer("window/workDoneProgress/create") { _ in nil }
        client.answer("workspace/applyEdit") { _ in ["applied": true] }
        try client.initialize(capabilities, more: [("trace", "off")])
        _ = try client.expect("client/registerCapability")
        _ = try client.expect("workspace/configuration")

        try client.open("a.py", "def first(a):\n    return (a\n", languageID: "python")
        try session.ask("textDocument/diagnostic", client.document("a.py"))
        try session.ask(
            "textDocument/codeAction", "a.py", 1, 11,
            [
                (
                    "range",
                    [
                        "start": ["line": 1, "character": 11],
                        "end": ["line": 1, "character": 11],
                    ]
                ), ("context", ["diagnostics": [], "triggerKind": 1]),
            ])
        try client.change("a.py", [(range(1, 13, 1, 13), ")")])
        try session.ask("textDocument/diagnostic", client.document("a.py"))
        try session.ask("textDocument/documentSymbol", client.document("a.py"))
        try session.ask("textDocument/foldingRange", client.document("a.py"))
        try client.change("a.py", version: 3, [(range(2, 0, 2, 0), "fir")])
        try session.ask(
            "textDocument/completion", "a.py", 2, 3, [("context", ["triggerKind": 1])])
        try session.ask(
            "workspace/executeCommand",
            ["command": "tenon.debug.applyEdit", "arguments": [.string(client.uri("a.py"))]])
        for kind in ["begin", "report", "end"] {
            #expect(try client.expect("$/progress")["value"]?["kind"]?.string == kind)
        }
        _ = try client.expect("window/workDoneProgress/create")
        _ = try client.expect("workspace/applyEdit")
        try client.closeDocument("a.py")
        expect(
            try session.close(),
            equals: #"""
                --> initialize 1
                    {
                      "processId": null
                      "rootUri": null
                      "capabilities": {
                        "general": {"positionEncodings": ["utf-16"]}
                        "window": {"workDoneProgress": true}
                        "workspace": {
                          "applyEdit": true
                          "configuration": true
                          "workspaceFolders": true
                          "workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {}}
                          "didChangeConfiguration": {"dynamicRegistration": true}
                          "didChangeWatchedFiles": {"dynamicRegistration": true}
                        }
                        "textDocument": {
                          "diagnostic": {"dynamicRegistration": true, "dataSupport": true}
                          "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}
                          "foldingRange": {"rangeLimit": 5000, "lineFoldingOnly": true}
                          "completion": {"completionItem": {"insertReplaceSupport": true}}
                          "inlineCompletion": {"dynamicRegistration": true}
                          "codeAction": {"codeActionLiteralSupport": {}, "isPreferredSupport": true}
                        }
                      }
                      "workspaceFolders": [{"uri": "<folder uri>", "name": "<name>"}]
                      "initializationOptions": null
                      "trace": "off"
                    }
                <-- result 1
                    {
                      "capabilities": {
                        "positionEncoding": "utf-16"
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
                        "diagnosticProvider": {
                          "identifier": "tenon"
                          "interFileDependencies": false
                          "workspaceDiagnostics": false
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
                <-- client/registerCapability 1
                    {
                      "registrations": [
                        {
                          "id": "tenon-configuration"
                          "method": "workspace/didChangeConfiguration"
                          "registerOptions": {"section": "tenon"}
                        }
                        {
                          "id": "tenon-files"
                          "method": "workspace/didChangeWatchedFiles"
                          "registerOptions": {
                            "watchers": [
                              {"globPattern": "**/tenon.json"}
                              {
                                "globPattern": "**/*.{…}"
                              }
                            ]
                          }
                        }
                      ]
                    }
                --> result 1
                    null
                <-- workspace/configuration 2
                    {"items": [{"section": "tenon"}, {"scopeUri": "<folder uri>", "section": "tenon"}]}
                --> result 2
                    [{"syntax": {"documentSymbols": "on", "folding": "on", "diagnostics": "on"}}, null]
                --> textDocument/didOpen
                    {
                      "textDocument": {
                        "uri": "<folder uri>/a.py"
                        "languageId": "python"
                        "version": 1
                        "text": "def first(a):\n    return (a\n"
                      }
                    }
                --> textDocument/diagnostic 2
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 2
                    {
                      "kind": "full"
                      "items": [
                        {
                          "range": 1:11-1:12
                          "severity": 1
                          "code": "syntax"
                          "source": "tenon"
                          "message": "`(` is not closed"
                        }
                      ]
                    }
                --> textDocument/codeAction 3
                    {
                      "textDocument": {"uri": "<folder uri>/a.py"}
                      "position": 1:11
                      "range": 1:11-1:11
                      "context": {"diagnostics": [], "triggerKind": 1}
                    }
                <-- result 3
                    [
                      {
                        "title": "Insert `)` at the end of the line"
                        "kind": "quickfix"
                        "isPreferred": true
                        "edit": {
                          "documentChanges": [
                            {
                              "textDocument": {"uri": "<folder uri>/a.py", "version": 1}
                              "edits": [{"range": 1:13-1:13, "newText": ")"}]
                            }
                          ]
                        }
                      }
                      {
                        "title": "Tenon: Fix the failing tests"
                        "kind": "quickfix"
                        "command": {
                          "title": "Fix the failing tests"
                          "command": "tenon.fix"
                          "arguments": [{"uri": "<folder uri>/a.py", "goal": "fix"}]
                        }
                      }
                      {
                        "title": "Tenon: Explain this repository"
                        "kind": "refactor.tenon.explain"
                        "command": {
                          "title": "Explain this repository"
                          "command": "tenon.explain"
                          "arguments": [{"uri": "<folder uri>/a.py", "about": "repository"}]
                        }
                      }
                      {
                        "title": "Tenon: Explain `first`"
                        "kind": "refactor.tenon.explain"
                        "command": {
                          "title": "Explain `first`"
                          "command": "tenon.explain"
                          "arguments": [{"uri": "<folder uri>/a.py", "about": "code", "range": 0:0-1:0}]
                        }
                      }
                    ]
                --> textDocument/didChange
                    {
                      "textDocument": {"uri": "<folder uri>/a.py", "version": 2}
                      "contentChanges": [{"range": 1:13-1:13, "text": ")"}]
                    }
                --> textDocument/diagnostic 4
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 4
                    {"kind": "full", "items": []}
                --> textDocument/documentSymbol 5
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 5
                    [{"name": "first", "kind": 12, "range": 0:0-1:14, "selectionRange": 0:4-0:9}]
                --> textDocument/foldingRange 6
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 6
                    [{"startLine": 0, "endLine": 1}]
                --> textDocument/didChange
                    {
                      "textDocument": {"uri": "<folder uri>/a.py", "version": 3}
                      "contentChanges": [{"range": 2:0-2:0, "text": "fir"}]
                    }
                --> textDocument/completion 7
                    {
                      "textDocument": {"uri": "<folder uri>/a.py"}
                      "position": 2:3
                      "context": {"triggerKind": 1}
                    }
                <-- result 7
                    {
                      "isIncomplete": false
                      "items": [
                        {
                          "label": "first"
                          "kind": 3
                          "sortText": "~10000"
                          "textEdit": {"newText": "first", "insert": 2:0-2:3, "replace": 2:0-2:3}
                        }
                      ]
                    }
                --> workspace/executeCommand 8
                    {"command": "tenon.debug.applyEdit", "arguments": ["<folder uri>/a.py"]}
                <-- window/workDoneProgress/create 3
                    {"token": "tenon-1"}
                --> result 3
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
                <-- workspace/applyEdit 4
                    {
                      "label": "Tenon: append a line break"
                      "edit": {
                        "documentChanges": [
                          {
                            "textDocument": {"uri": "<folder uri>/a.py", "version": 3}
                            "edits": [{"range": 2:3-2:3, "newText": "\n"}]
                          }
                        ]
                      }
                    }
                --> result 4
                    {"applied": true}
                <-- $/progress
                    {"token": "tenon-1", "value": {"kind": "end"}}
                <-- result 8
                    {"applied": true}
                --> textDocument/didClose
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                --> shutdown 9
                <-- result 9
                    null
                --> exit
                """#)
    }
}
