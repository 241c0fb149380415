import JSON
import TestKit
import Testing

/// Helix: outlines are flat, diagnostics come with versions, positions are in UTF-8.
@Suite struct HelixTests {
    private let capabilities: JSONLiteral = [
        "general": ["positionEncodings": ["utf-8", "utf-32", "utf-16"]],
        "window": ["workDoneProgress": true],
        "workspace": [
            "applyEdit": true, "configuration": true, "workspaceFolders": true,
            "workspaceEdit": ["documentChanges": true, "failureHandling": "abort"],
            "didChangeConfiguration": ["dynamicRegistration": false],
            "didChangeWatchedFiles": ["dynamicRegistration": true],
        ],
        "textDocument": [
            "diagnostic": ["dynamicRegistration": false, "relatedDocumentSupport": true],
            "publishDiagnostics": ["versionSupport": true],
            "documentSymbol": ["hierarchicalDocumentSymbolSupport": false],
            "completion": ["completionItem": ["insertReplaceSupport": true]],
            "codeAction": ["codeActionLiteralSupport": [:], "isPreferredSupport": true],
        ],
    ]

    @Test func aSession() throws {
        let session = try TranscriptSession(
            "//- tenon.json\n{\"syntax\": {\"documentSymbols\": \"on\"}}\n")
        let client = session.client
        client.answer("workspace/configuration") { _ in [nil, nil] }
        try client.initialize(capabilities)
        _ = try client.expect("client/registerCapability")
        _ = try client.expect("workspace/configuration")

        try client.open("a.py", "class A:\n    def é(self): ...\n", languageID: "python")
        try session.ask("textDocument/documentSymbol", client.document("a.py"))
        try client.change("a.py", [(range(1, 8, 1, 10), "e")])
        try session.ask("textDocument/documentSymbol", client.document("a.py"))
        try session.ask("textDocument/hover", "a.py", 0, 0)
        try client.notify("workspace/didChangeConfiguration", ["settings": [:]])
        _ = try client.expect("workspace/configuration")
        try client.closeDocument("a.py")
        expect(
            try session.close(),
            equals: #"""
                --> initialize 1
                    {
                      "processId": null
                      "rootUri": null
                      "capabilities": {
                        "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]}
                        "window": {"workDoneProgress": true}
                        "workspace": {
                          "applyEdit": true
                          "configuration": true
                          "workspaceFolders": true
                          "workspaceEdit": {"documentChanges": true, "failureHandling": "abort"}
                          "didChangeConfiguration": {"dynamicRegistration": false}
                          "didChangeWatchedFiles": {"dynamicRegistration": true}
                        }
                        "textDocument": {
                          "diagnostic": {"dynamicRegistration": false, "relatedDocumentSupport": true}
                          "publishDiagnostics": {"versionSupport": true}
                          "documentSymbol": {"hierarchicalDocumentSymbolSupport": false}
                          "completion": {"completionItem": {"insertReplaceSupport": true}}
                          "codeAction": {"codeActionLiteralSupport": {}, "isPreferredSupport": true}
                        }
                      }
                      "workspaceFolders": [{"uri": "<folder uri>", "name": "<name>"}]
                      "initializationOptions": null
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
                    [null, null]
                --> textDocument/didOpen
                    {
                      "textDocument": {
                        "uri": "<folder uri>/a.py"
                        "languageId": "python"
                        "version": 1
                        "text": "class A:\n    def é(self): ...\n"
                      }
                    }
                --> textDocument/documentSymbol 2
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 2
                    [
                      {"name": "A", "kind": 5, "location": {"uri": "<folder uri>/a.py", "range": 0:0-1:21}}
                      {
                        "name": "é"
                        "kind": 6
                        "containerName": "A"
                        "location": {"uri": "<folder uri>/a.py", "range": 1:4-1:21}
                      }
                    ]
                --> textDocument/didChange
                    {
                      "textDocument": {"uri": "<folder uri>/a.py", "version": 2}
                      "contentChanges": [{"range": 1:8-1:10, "text": "e"}]
                    }
                --> textDocument/documentSymbol 3
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 3
                    [
                      {"name": "A", "kind": 5, "location": {"uri": "<folder uri>/a.py", "range": 0:0-1:20}}
                      {
                        "name": "e"
                        "kind": 6
                        "containerName": "A"
                        "location": {"uri": "<folder uri>/a.py", "range": 1:4-1:20}
                      }
                    ]
                --> textDocument/hover 4
                    {"textDocument": {"uri": "<folder uri>/a.py"}, "position": 0:0}
                <-- error 4
                    {"code": -32601, "message": "unknown method textDocument/hover"}
                --> workspace/didChangeConfiguration
                    {"settings": {}}
                <-- workspace/configuration 3
                    {"items": [{"section": "tenon"}, {"scopeUri": "<folder uri>", "section": "tenon"}]}
                --> result 3
                    [null, null]
                --> textDocument/didClose
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                --> shutdown 5
                <-- result 5
                    null
                --> exit
                """#)
    }
}
