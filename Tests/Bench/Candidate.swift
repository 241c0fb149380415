import Base
import EditorClient
import JSON

/// A language server to measure: how to start it, and for which language.
struct Candidate {
    let name: String
    let program: Path
    let arguments: [String]
    /// Nil is our own environment.
    var environment: [String: String]?

    /// Tenon with its syntax features switched on, and with nothing of the user but his grammars.
    static func tenon(_ program: Path, home: Path) -> Candidate {
        let features = ["documentSymbols", "workspaceSymbols", "diagnostics", "folding"]
        return Candidate(
            name: "tenon", program: program,
            arguments: ["serve"] + features.flatMap { ["--set", "syntax.\($0)=on"] },
            environment: isolatedEnvironment(home: home))
    }
}

extension Candidate {
    /// Starts the server in a folder.
    func start(in folder: Path) throws -> ServerProcess {
        let server = try ServerProcess(
            program.string, arguments, directory: folder, environment: environment)
        let editor = server.editor
        editor.patienceMilliseconds = 60_000
        editor.answering["workspace/configuration"] = { params in
            .array((params["items"]?.elements.map { _ in nil }) ?? [])
        }
        for method in [
            "window/workDoneProgress/create", "window/showMessageRequest",
            "workspace/diagnostic/refresh", "workspace/semanticTokens/refresh",
            "workspace/inlayHint/refresh", "workspace/codeLens/refresh",
        ] {
            editor.answering[method] = { _ in nil }
        }
        editor.ignoring = [
            "window/logMessage", "window/showMessage", "textDocument/publishDiagnostics",
            "$/progress", "telemetry/event", "$/logTrace",
        ]
        return server
    }

    /// What the editor of these measurements can do.
    static let capabilities: JSONLiteral = [
        "window": ["workDoneProgress": true],
        "workspace": [
            "configuration": true, "workspaceFolders": true,
            "didChangeWatchedFiles": ["dynamicRegistration": true],
        ],
        "textDocument": [
            "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
            "completion": ["completionItem": ["snippetSupport": true]],
            "codeAction": [
                "codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]]
            ],
            "publishDiagnostics": ["versionSupport": true],
        ],
    ]
}
