import JSON
import TestKit
import Testing

/// A client that says nothing of itself gets what every client must understand, and is asked
/// nothing.
@Suite struct MinimalTests {
    @Test func aSession() throws {
        let session = try TranscriptSession("")
        let client = session.client
        try session.ask("textDocument/documentSymbol", client.document("a.py"))
        try session.ask("initialize", ["processId": nil, "rootUri": nil, "capabilities": [:]])
        try client.notify("initialized", [:])
        try client.open("a.py", "def f(:\n", languageID: "python")
        try session.ask("textDocument/documentSymbol", client.document("a.py"))
        try session.ask("textDocument/foldingRange", client.document("a.py"))
        try session.ask("textDocument/diagnostic", client.document("a.py"))
        try session.ask("workspace/symbol", ["query": ""])
        try client.change("a.py", [(nil, "name = 1\nna")])
        try session.ask("textDocument/completion", "a.py", 1, 2)
        try session.ask(
            "workspace/executeCommand",
            ["command": "tenon.debug.applyEdit", "arguments": [.string(client.uri("a.py"))]])
        try session.ask("no/such")
        try client.closeDocument("a.py")
        expect(
            try session.close(),
            equals: #"""
                --> textDocument/documentSymbol 1
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- error 1
                    {"code": -32002, "message": "the first request must be initialize"}
                --> initialize 2
                    {"processId": null, "rootUri": null, "capabilities": {}}
                <-- result 2
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
                --> textDocument/didOpen
                    {
                      "textDocument": {
                        "uri": "<folder uri>/a.py"
                        "languageId": "python"
                        "version": 1
                        "text": "def f(:\n"
                      }
                    }
                --> textDocument/documentSymbol 3
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 3
                    null
                --> textDocument/foldingRange 4
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 4
                    null
                --> textDocument/diagnostic 5
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                <-- result 5
                    {"kind": "full", "items": []}
                --> workspace/symbol 6
                    {"query": ""}
                <-- result 6
                    []
                --> textDocument/didChange
                    {
                      "textDocument": {"uri": "<folder uri>/a.py", "version": 2}
                      "contentChanges": [{"text": "name = 1\nna"}]
                    }
                --> textDocument/completion 7
                    {"textDocument": {"uri": "<folder uri>/a.py"}, "position": 1:2}
                <-- result 7
                    {
                      "isIncomplete": false
                      "items": [
                        {
                          "label": "name"
                          "kind": 6
                          "sortText": "~10000"
                          "textEdit": {"range": 1:0-1:2, "newText": "name"}
                        }
                      ]
                    }
                --> workspace/executeCommand 8
                    {"command": "tenon.debug.applyEdit", "arguments": ["<folder uri>/a.py"]}
                <-- result 8
                    {"applied": false, "reason": "this editor cannot apply edits for a server"}
                --> no/such 9
                <-- error 9
                    {"code": -32601, "message": "unknown method no/such"}
                --> textDocument/didClose
                    {"textDocument": {"uri": "<folder uri>/a.py"}}
                --> shutdown 10
                <-- result 10
                    null
                --> exit
                """#)
    }
}
